"""The command that takes a plan to a server, or from one into a file."""

from __future__ import annotations

from plandesk.cli.context import Call, Verbs, add_verb, place_of
from plandesk.errors import ExitCode, UsageError
from plandesk.models.counted import counted


def register(verbs: Verbs) -> None:
    """Declare the command."""
    copy = add_verb(verbs, "copy", "Copy a plan from a file to a server, or back.", _copy, "json")
    where = "a plan file, or postgresql://user@server/database"
    copy.add_argument("source", metavar="FROM", help=where)
    copy.add_argument("target", metavar="TO", help=f"{where}, which holds nothing yet")


def _copy(call: Call) -> int:
    from pathlib import Path

    from plandesk.services.copies.between import copy_between

    source, target = place_of(call.args.source), place_of(call.args.target)
    if isinstance(source, Path) and isinstance(target, Path):
        raise UsageError("Both are files.", "To copy a file use: plandesk backup FILE --to COPY.")
    copied = copy_between(source, target, call.step)
    call.answer(
        {"from": str(source), "to": str(target), "items": copied.items, "steps": copied.steps},
        f"Copied {counted(copied.items, 'row')} and {counted(copied.steps, 'step')} of history to "
        f"{target}.",
    )
    return ExitCode.DONE
