"""The table of races as Markdown, and its place in the README between two marks."""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

BEGIN, END = "<!-- races -->", "<!-- end of races -->"
_HEAD = """\
| race | PlanDesk | against | takes | ratio | budget | |
|---|--:|---|--:|--:|--:|---|"""


def put_into(readme: Path, told: Mapping[str, Any]) -> None:
    """Put the table between the marks; raises ValueError where the README has none."""
    before, mark, rest = readme.read_text(encoding="utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not mark or not end:
        raise ValueError(f"{readme.name} has no {BEGIN} … {END}")
    text = f"{before}{BEGIN}\n{markdown(told)}\n{END}{after}"
    readme.write_text(text, encoding="utf-8")


def markdown(told: Mapping[str, Any]) -> str:
    """Return the table, what was left out, and where it was measured."""
    races = [race for race in told["races"] if "left_out" not in race]
    lines = [_HEAD, *map(_row, races), "", _measured_on(told["machine"])]
    left = [f"{race['name']} ({race['left_out']})" for race in told["races"] if "left_out" in race]
    if left:
        lines += ["", f"Left out: {'; '.join(left)}."]
    return "\n".join(lines)


def _row(race: Mapping[str, Any]) -> str:
    unit, budget = race["unit"], race["budget"]
    bounded = budget is not None and math.isfinite(budget)
    kept = ("kept" if race["kept"] else "**broken**") if bounded else ""
    against = "a fixed limit" if race["against"] == "fixed" else race["against"]
    cells = (
        race["name"].replace("|", "/"),
        _amount(race["ours"], unit),
        against.replace("|", "/"),
        _amount(race["limit"], unit),
        f"{race['ratio']:.2f}",
        f"{budget:g}" if bounded else "",
        kept,
    )
    return f"| {' | '.join(cells)} |"


def _amount(value: float, unit: str) -> str:
    if unit != "s":
        return f"{value:.0f} {unit}" if value >= 10 else f"{value:.1f} {unit}"
    return f"{value:.2f} s" if value >= 0.1 else f"{value * 1000:.1f} ms"


def _measured_on(machine: Mapping[str, Any]) -> str:
    on = f"{machine['system']}, Python {machine['python']}, {machine['cores']} cores"
    return f"Measured in one run on {on}, {machine['on']}."
