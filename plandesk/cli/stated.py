"""The numbers that papers state of a plan, for the checks to hold against it."""

from __future__ import annotations

from plandesk.cli.context import Call, Verbs, add_verb
from plandesk.errors import ExitCode, UsageError
from plandesk.services.ops.assurance import SetStated
from plandesk.services.queries.plan_tree import plans
from plandesk.services.stated_words import read_lines, stated_lines


def register(verbs: Verbs) -> None:
    """Declare the command."""
    stated = add_verb(verbs, "stated", "Keep the numbers that papers state of a plan.", _stated)
    stated.add_argument(
        "--add", metavar="LINE", action="append", default=[], help='"230 actions (section 4.3)"'
    )
    stated.add_argument(
        "--remove",
        metavar="N",
        type=int,
        action="append",
        default=[],
        help="its number in the list",
    )
    stated.add_argument("--plan", metavar="TITLE", help="which plan of the file (default: first)")


def _stated(call: Call) -> int:
    changing = bool(call.args.add or call.args.remove)
    with call.plan(write=changing) as document:
        with document.read() as session:
            known = [one for one in plans(session) if call.args.plan in (None, one.title)]
            if not known:
                raise UsageError("There is no such plan in this file.", "See plandesk info FILE.")
            lines = list(stated_lines(session, known[0].id))
            for number in call.args.remove:
                if not 1 <= number <= len(lines):
                    raise UsageError(f"There is no line {number}.", f"There are {len(lines)}.")
            kept = [one for at, one in enumerate(lines, 1) if at not in call.args.remove]
            entries = read_lines(session, known[0].id, [*kept, *call.args.add])
        if changing:
            document.run(SetStated(known[0].id, entries), source="command line")
        with document.read() as session:
            lines = list(stated_lines(session, known[0].id))
    text = "\n".join(f"{at}. {line}" for at, line in enumerate(lines, 1))
    call.answer({"stated": lines}, text or "Nothing is stated of this plan yet.")
    return ExitCode.DONE
