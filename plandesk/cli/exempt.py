"""The command that says what of a plan is not for publication."""

from __future__ import annotations

from typing import Any

from plandesk.cli.context import Call, Verbs, add_verb
from plandesk.errors import ExitCode, UsageError
from plandesk.models.exempt import ExemptPart, paragraph_words
from plandesk.services.document import Document
from plandesk.services.ops.exempt import Markable, SetExempt
from plandesk.services.queries.exempt import ExemptRow, exempt_rows


def register(verbs: Verbs) -> None:
    """Declare the command."""
    exempt = add_verb(verbs, "exempt", "List or mark what is not for publication.", _exempt)
    exempt.add_argument("ref", metavar="REF", nargs="?", help="what to mark (default: list)")
    exempt.add_argument("--paragraph", metavar="N", help="of Schedule 12A, such as 3")
    exempt.add_argument("--reason", metavar="TEXT", default="", help="why it is exempt")
    exempt.add_argument(
        "--part",
        action="append",
        default=[],
        choices=[part.value for part in ExemptPart],
        help="only this part of the row; may be given again",
    )
    exempt.add_argument("--register", metavar="NAME", help="REF is an entry of this register")
    exempt.add_argument(
        "--evidence", metavar="N", type=int, help="the Nth piece of evidence of the row"
    )
    exempt.add_argument("--lift", action="store_true", help="take the mark off")


def _exempt(call: Call) -> int:
    args = call.args
    if not args.ref:
        with call.plan() as document, document.read() as session:
            rows = exempt_rows(session)
        text = "\n".join(_line(row) for row in rows) or "Nothing in this plan is exempt."
        call.answer({"exempt": [_json(row) for row in rows]}, text)
        return ExitCode.DONE
    if bool(args.paragraph) == args.lift:
        raise UsageError("Say --paragraph N and --reason TEXT, or --lift.")
    parts = tuple(ExemptPart(part) for part in args.part)
    with call.plan(write=True) as document:
        kind, number = _found(call, document)
        if parts and kind is not Markable.ITEM:
            raise UsageError("Only rows of the plan can be exempt in part.", "Leave out --part.")
        op = SetExempt(kind, (number,), args.paragraph or "", args.reason, parts)
        step = document.run(op, source="command line")
    done = "is not exempt" if args.lift else f"is exempt: {paragraph_words(args.paragraph)}"
    call.answer({"ref": args.ref, "changed": len(step.rows)}, f"{args.ref} {done}.")
    return ExitCode.DONE


def _found(call: Call, document: Document) -> tuple[Markable, int]:
    from plandesk.services.queries.detail import find_ref, item_detail

    args = call.args
    with document.read() as session:
        if args.register:
            from plandesk.services.queries.registers.rows import find_entry

            return Markable.ENTRY, find_entry(session, args.ref, args.register)
        item = find_ref(session, args.ref)
        if args.evidence is None:
            return Markable.ITEM, item
        detail = item_detail(session, item)
    ids = [piece.id for piece in detail.evidence] if detail else []
    number = int(args.evidence)
    if not 1 <= number <= len(ids):
        raise UsageError(f"{args.ref} has {len(ids)} pieces of evidence.", "They count from 1.")
    return Markable.EVIDENCE, ids[number - 1]


def _line(row: ExemptRow) -> str:
    kind = "" if row.kind == "row" else f" ({row.kind})"
    parts = f" — only {', '.join(part.value for part in row.parts)}" if row.parts else ""
    return f"{row.ref} {row.title}{kind}: {paragraph_words(row.paragraph)}, {row.reason}{parts}"


def _json(row: ExemptRow) -> dict[str, Any]:
    said = {name: getattr(row, name) for name in ("kind", "ref", "title", "paragraph", "reason")}
    return said | {"parts": [part.value for part in row.parts]}
