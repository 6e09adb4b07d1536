"""Commands on workbooks of the registers: import, export, send."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from plandesk.cli.context import Call, Verbs, add_verb
from plandesk.errors import ExitCode, UsageError
from plandesk.models.counted import counted
from plandesk.services.queries.plan_tree import plans
from plandesk.services.registers.kinds import register_names, returned_registers, top_of

if TYPE_CHECKING:
    from plandesk.services.document import Document
    from plandesk.services.registers.workbook import RegisterChange, RegisterPreview


def declare_books(group: Verbs) -> None:
    """Declare the commands."""
    inward = add_verb(group, "import", "Read entries and values from workbooks.", _import)
    inward.add_argument("kind", metavar="KIND", help=", ".join(register_names()))
    inward.add_argument("books", metavar="BOOK", nargs="+", help="workbooks or CSV files")
    inward.add_argument("--dry-run", action="store_true", help="show the changes only")
    inward.add_argument("--plan", metavar="TITLE", help="the plan of new entries (default: all)")
    inward.add_argument(
        "--newer-too", action="store_true", help="take answers over what changed here since"
    )
    out = add_verb(group, "export", "Write a register to a workbook.", _export)
    out.add_argument("kind", metavar="KIND", help=", ".join(register_names()))
    out.add_argument("out", metavar="OUT", help="the workbook to write")
    out.add_argument("--plan", metavar="TITLE", help="entries of this plan and of all plans")
    send = add_verb(group, "send", "Write a workbook for each owner to fill in.", _send)
    send.add_argument("kind", metavar="KIND", help=", ".join(returned_registers()))
    send.add_argument("--out", required=True, metavar="DIR", help="folder for the workbooks")
    send.add_argument("--owner", action="append", default=[], metavar="O", help="only this owner")
    send.add_argument("--contact", default="", metavar="TEXT", help="whom to send it back to")
    send.add_argument("--due", metavar="DATE", help="due back, YYYY-MM-DD")
    send.add_argument("--plan", metavar="TITLE", help="entries of this plan and of all plans")


def plan_id_of(session: Session, title: str | None) -> int | None:
    """Return the plan with a title, None for no title; raises UsageError for another one."""
    if not title:
        return None
    found = plans(session)
    for plan in found:
        if plan.title.casefold() == title.strip().casefold():
            return plan.id
    names = ", ".join(plan.title for plan in found)
    raise UsageError(f"There is no plan “{title}” in this file.", f"Its plans: {names}.")


def _import(call: Call) -> int:
    """Read each workbook in turn; one that has slips changes nothing, the others are taken."""
    args = call.args
    top_of(args.kind)
    said: list[dict[str, Any]] = []
    lines: list[str] = []
    with call.plan(write=not args.dry_run) as document:
        for name in args.books:
            path = Path(name)
            told, found = _read(call, document, path)
            said.append({"book": path.name} | told)
            several = [f"{path.name}:"] if len(args.books) > 1 else []
            lines += several + _said(found)
    whole = said[0] if len(said) == 1 else {"books": said}
    call.answer(whole | {"dry_run": bool(args.dry_run)}, "\n".join(lines))
    return ExitCode.FINDINGS if any(one["problems"] for one in said) else ExitCode.DONE


def _read(call: Call, document: Document, path: Path) -> tuple[dict[str, Any], RegisterPreview]:
    from plandesk.services.registers.workbook import preview_register

    args = call.args
    with document.read() as session:
        plan_id = plan_id_of(session, args.plan)
        found = preview_register(session, args.kind, path, plan_id, newer_too=args.newer_too)
    applied = 0
    if found.op is not None and not args.dry_run and not found.problems:
        applied = len(document.run(found.op, source=path.name).rows)
    told = {
        "changes": [_change(one) for one in found.changes],
        "problems": list(found.problems),
        "notes": list(found.notes),
        "clashes": found.clashes,
        "applied": applied,
    }
    return told, found


def _change(one: RegisterChange) -> dict[str, Any]:
    plain: dict[str, Any] = {"ref": one.ref, "field": one.field}
    plain |= {"before": one.before, "after": one.after}
    return plain if one.issued is None else plain | {"issued": one.issued, "clash": one.clash}


def _said(found: RegisterPreview) -> list[str]:
    lines = [_line(one) for one in found.changes] + [*found.problems, *found.notes]
    return lines or ["Nothing differs."]


def _line(one: RegisterChange) -> str:
    said = f"{one.ref}: {one.field}: “{one.before}” becomes “{one.after}”"
    if not one.clash:
        return said
    return f"{said} - changed here since it was sent, when it was “{one.issued}”"


def _export(call: Call) -> int:
    from plandesk.services.registers.workbook import export_register

    with call.plan() as document, document.read() as session:
        plan_id = plan_id_of(session, call.args.plan)
        count = export_register(session, call.args.kind, Path(call.args.out), plan_id)
    said = {"file": call.args.out, "entries": count}
    call.answer(said, f"Wrote {counted(count, 'entry')} to {call.args.out}.")
    return ExitCode.DONE


def _send(call: Call) -> int:
    from plandesk.cli.period import read_date
    from plandesk.services.registers.outgoing import SendWish, send_register

    args = call.args
    top_of(args.kind)
    with call.plan(write=True) as document:
        with document.read() as session:
            plan_id = plan_id_of(session, args.plan)
        due = read_date("--due", args.due) if args.due else None
        folder, owners = Path(args.out), tuple(args.owner)
        wish = SendWish(args.kind, folder, plan_id, owners, due, args.contact)
        written = send_register(document, wish)
    books = [
        {"reference": one.reference, "owner": one.owner, "file": str(one.file)}
        | {"entries": one.entries}
        for one in written
    ]
    lines = [f"{one.reference}  {one.owner or 'Nobody'}  {one.file.name}" for one in written]
    call.answer({"books": books}, "\n".join(lines))
    return ExitCode.DONE
