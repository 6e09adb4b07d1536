"""What ``plandesk check --pack`` says: whether the plan still holds what a pack showed."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path
from typing import Any

from plandesk.cli.context import Call, exit_for
from plandesk.models.counted import counted
from plandesk.services.packs.still_holds import PackCheck, check_pack


def hold_against_pack(call: Call) -> int:
    """Hold the pack named in the arguments against the plan and say how they agree."""
    pack = Path(call.args.pack)
    with call.plan() as document, document.read() as session:
        found = check_pack(session, pack)
    call.answer({"pack": _json(found)}, "\n".join(pack_lines(pack.name, found)))
    return exit_for(not found.holds)


def _json(found: PackCheck) -> dict[str, Any]:
    names = ("code", "step", "title", "steps_since", "altered_from", "plan_inside", "holds")
    return {
        **{name: getattr(found, name) for name in names},
        "built_as": found.built or None,
        "at": found.at.isoformat() if found.at else None,
        "changed_since": len(found.since),
    }


def pack_lines(name: str, found: PackCheck) -> list[str]:
    """Return what came of it, a sentence a line."""
    lines = [f"Pages of {name} say plan history {found.code}."]
    if found.step is None:
        lines.append(
            "The plan's record of changes does not know that state: the pack is of another plan, "
            "or the record was changed."
        )
        return lines
    at = found.at.replace(tzinfo=dt.UTC).astimezone() if found.at else None
    when = f" of {at:%H:%M on %d %B %Y}" if at else ""
    lines.append(f"That is step {found.step}{when} (“{found.title}”).")
    if found.built:
        lines.append(f"The file is letter for letter what was built as {found.built}.")
    if found.plan_inside is False:
        lines.append("The plan inside it is not the one that it was built with.")
    elif found.plan_inside:
        lines.append("The plan inside it says what was kept of that build.")
    if found.altered_from is not None:
        lines.append(f"The record of changes was altered from entry {found.altered_from} on.")
    if found.holds:
        lines.append(f"The plan still holds what the pack showed; {_since(found)}.")
    else:
        lines.append("The plan does not hold what the pack showed.")
    return lines


def _since(found: PackCheck) -> str:
    if not found.since:
        return f"{counted(found.steps_since, 'step')} since; none changed an action"
    kinds = Counter(change.kind.value for change in found.since)
    told = ", ".join(f"{number} {kind}" for kind, number in kinds.items())
    return f"{counted(found.steps_since, 'step')} since: {told}"
