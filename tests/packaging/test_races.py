"""The budgets of speed that are ratios hold on any machine, busy or not."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
BENCH = "tests/benchmarks/bench.py"
QUICK = ("start", "open")


BESIDE_OTHER_TESTS = 1.1  # two programs that share two cores do not slow each other down alike


def raced(told: Path) -> dict[str, float]:
    """Race once more, and return by name how much of its budget each race took."""
    command = [sys.executable, BENCH, *QUICK, "--short", "--json", str(told)]
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=False)
    assert told.exists(), done.stdout + done.stderr
    races = json.loads(told.read_text())["races"]
    return {race["name"]: race["ratio"] / race["budget"] for race in races if "ratio" in race}


@pytest.mark.long
@pytest.mark.timeout(600)
def test_no_budget_is_broken_again_and_again(tmp_path):
    best: dict[str, float] = {}
    for attempt in range(3):
        for name, share in raced(tmp_path / f"{attempt}.json").items():
            best[name] = min(share, best.get(name, share))
        if all(share <= 1 for share in best.values()):
            break
    assert {"first window", "sample's tree filled (230)", "open 10,000 actions"} <= best.keys()
    broken = {name: share for name, share in best.items() if share > BESIDE_OTHER_TESTS}
    assert not broken, "how much of its budget each of these took"


def test_the_table_goes_between_its_marks_and_keeps_the_rest(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(str(CHECKOUT / "tests" / "benchmarks"))
    import readme_table

    readme = tmp_path / "README.md"
    readme.write_text(f"before\n{readme_table.BEGIN}\nold\n{readme_table.END}\nafter\n")
    race = {
        "name": "open 10,000 actions", "ours": 0.2, "against": "raw select", "limit": 0.1,
        "budget": 3.0, "unit": "s", "ratio": 2.0, "kept": True,
    }  # fmt: skip
    slow = race | {"name": "slow", "ours": 0.4, "ratio": 4.0, "kept": False}
    left = {"name": "typst", "left_out": "not installed"}
    machine = {"system": "Linux", "python": "3.11", "cores": 2, "on": "2026-11-23"}
    readme_table.put_into(readme, {"machine": machine, "races": [race, slow, left]})
    text = readme.read_text()
    assert text.startswith("before\n")
    assert text.endswith("\nafter\n")
    assert "old" not in text
    assert "| open 10,000 actions | 0.20 s | raw select | 0.10 s | 2.00 | 3 | kept |" in text
    assert "| slow | 0.40 s | raw select | 0.10 s | 4.00 | 3 | **broken** |" in text
    assert "Left out: typst (not installed)." in text


def test_the_readme_has_a_place_for_the_table():
    text = (CHECKOUT / "README.md").read_text(encoding="utf-8")
    assert text.count("<!-- races -->") == text.count("<!-- end of races -->") == 1
