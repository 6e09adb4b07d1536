"""Commands on returns: issue, import, list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from plandesk.cli.context import (
    Call,
    Verbs,
    add_group,
    add_password,
    add_verb,
    exit_for,
    need_period,
)
from plandesk.errors import ExitCode
from plandesk.models.counted import counted

if TYPE_CHECKING:
    from plandesk.excel.returns.reading import ReturnReading
    from plandesk.excel.returns.schema import Finding
    from plandesk.services.queries.returns import IssuedReturn
    from plandesk.services.returns.apply import Asked
    from plandesk.services.returns.preview import FilePreview, ImportPreview


def register(verbs: Verbs) -> None:
    """Declare the commands."""
    group = add_group(verbs, "returns", "Send returns to leads and take them back.")
    issue = add_verb(group, "issue", "Write a workbook for each lead.", _issue)
    issue.add_argument("--period", metavar="P", help="the reporting period (default: current)")
    issue.add_argument("--out", required=True, metavar="DIR", help="folder for the workbooks")
    issue.add_argument("--lead", action="append", default=[], metavar="L", help="only this lead")
    issue.add_argument("--by-project", action="store_true", help="one workbook for each project")
    issue.add_argument("--milestones", action="store_true", help="ask about milestones too")
    issue.add_argument("--contact", default="", metavar="TEXT", help="whom to send it back to")
    issue.add_argument("--due", metavar="DATE", help="due back, YYYY-MM-DD")
    add_password(issue, "that opens the workbooks")
    taking = add_verb(group, "import", "Take returned workbooks into the plan.", _import)
    taking.add_argument("books", nargs="+", metavar="BOOK", help="workbooks, folders or zips")
    add_password(taking, "of workbooks that have one")
    taking.add_argument("--dry-run", action="store_true", help="only show what would change")
    taking.add_argument("--take", metavar="WHAT", help="all, none, or REF.FIELD,...")
    taking.add_argument("--reason", default="", metavar="TEXT", help="why warnings are accepted")
    taking.add_argument(
        "--accept", action="append", default=[], metavar="REF.FIELD=WHY", help="take this one"
    )
    taking.add_argument(
        "--ask", action="append", default=[], metavar="REF.FIELD=TEXT", help="keep a question open"
    )
    taking.add_argument("--annotate", metavar="DIR", help="write copies with notes at the cells")
    combine = add_verb(group, "combine", "Write one return with the answers of a team.", _combine)
    combine.add_argument("--period", metavar="P")
    combine.add_argument("--out", required=True, metavar="DIR", help="folder for the workbook")
    combine.add_argument("--from", dest="sender", required=True, metavar="NAME", help="whose it is")
    combine.add_argument("--lead", action="append", default=[], metavar="L", help="only this lead")
    combine.add_argument("--contact", default="", metavar="TEXT", help="whom to send it to")
    listing = add_verb(group, "list", "List who was sent what, and what came back.", _list)
    listing.add_argument("--period", metavar="P")


def _issue(call: Call) -> int:
    from plandesk.services.returns.outgoing import IssueRequest, issue_returns

    args = call.args
    with call.plan(write=True) as document:
        request = IssueRequest(
            period_id=need_period(document, args.period).id,
            folder=Path(args.out),
            leads=tuple(args.lead),
            by_project=args.by_project,
            milestones=args.milestones,
            contact=args.contact,
            due=_due(args.due),
            password=call.password(),
        )
        written = issue_returns(document, request, call.step)
    call.answer(
        {
            "returns": [
                {
                    "reference": each.reference,
                    "lead": each.lead,
                    "file": str(each.file),
                    "rows": each.rows,
                }
                for each in written
            ]
        },
        "\n".join(
            f"{each.reference}  {counted(each.rows, 'row'):>8}  {each.file}" for each in written
        )
        + f"\n{counted(len(written), 'return')} issued.",
    )
    return ExitCode.DONE


def _due(text: str | None) -> dt.date | None:
    if not text:
        return None
    from plandesk.cli.period import read_date

    return read_date("--due", text)


def _combine(call: Call) -> int:
    from plandesk.services.returns.outgoing import IssueRequest, combined_return

    args = call.args
    with call.plan() as document:
        period = need_period(document, args.period)
        request = IssueRequest(
            period.id, Path(args.out), leads=tuple(args.lead), contact=args.contact
        )
        made = combined_return(document, request, args.sender)
    call.answer(
        {
            "returns": [
                {
                    "reference": made.reference,
                    "lead": made.lead,
                    "file": str(made.file),
                    "rows": made.rows,
                }
            ]
        },
        f"{made.reference}  {counted(made.rows, 'row')}  {made.file}",
    )
    return ExitCode.DONE


def _import(call: Call) -> int:
    from plandesk.excel.returns.reading import ReturnReading

    # The files are read in a process of their own while the plan's modules are loaded here.
    with ReturnReading(_books(call.args.books), call.password()) as reading:
        return _take(call, reading)


def _take(call: Call, reading: ReturnReading) -> int:
    from plandesk.services.returns.apply import (
        accept,
        accept_warnings,
        apply_import,
        ask,
        choose,
    )
    from plandesk.services.returns.incoming import preview_reading

    args = call.args
    with call.plan(write=not args.dry_run) as document:
        preview = preview_reading(document, reading, call.step)
        if args.take is not None:
            preview = choose(preview, args.take, args.reason)
        else:
            preview = accept_warnings(preview, args.reason)
        preview, asked = ask(accept(preview, args.accept), args.ask)
        notes = _annotate(preview, Path(args.annotate), asked) if args.annotate else []
        applied = 0 if args.dry_run else apply_import(document, preview, args.reason, asked).taken
    call.answer(
        {
            "files": [_file_json(file, preview) for file in preview.files],
            "applied": applied,
            "dry_run": bool(args.dry_run),
            "annotated": [str(path) for path in notes],
        },
        _text(preview, applied, args.dry_run, notes),
    )
    return exit_for(any(_needs_someone(file) for file in preview.files))


def _books(names: Sequence[str]) -> list[Path]:
    """Return the named files; ``*`` is read here too: the shells of Windows leave it as it is."""
    found: list[Path] = []
    for path in map(Path, names):
        many = "*" in path.name and not path.exists()
        found += (many and sorted(path.parent.glob(path.name))) or [path]
    return found


def _needs_someone(file: FilePreview) -> bool:
    from plandesk.services.returns.preview import Outcome

    left = any(change.is_offered and not change.take for change in file.changes)
    return left or file.outcome in {Outcome.REJECT, Outcome.ROWS}


def _annotate(preview: ImportPreview, folder: Path, asked: Asked) -> list[Path]:
    from plandesk.services.returns.questions import annotated_copies

    return annotated_copies(preview, folder, asked)


def _finding_json(each: Finding) -> dict[str, str]:
    return {
        "severity": each.severity.value,
        "sheet": each.sheet,
        "cell": each.cell,
        "found": each.found,
        "message": each.message,
        "fix": each.fix,
    }


def _file_json(file: FilePreview, preview: ImportPreview) -> dict[str, Any]:
    return {
        "file": str(file.path) if file.path.is_file() else file.label,
        "outcome": file.outcome.value,
        "reference": file.reference,
        "lead": file.lead,
        "findings": [_finding_json(each) for each in file.findings],
        "changes": [
            {
                "ref": change.ref,
                "field": change.field,
                "issued": preview.shown(change.field, change.issued) or None,
                "now": preview.shown(change.field, change.now) or None,
                "returned": preview.shown(change.field, change.returned) or None,
                "state": change.state.value,
                "take": change.take,
                "asked": change.asked or None,
                "cell": change.cell,
            }
            for change in file.changes
        ],
        "unmatched": [
            {
                "row": each.row,
                "text": each.text,
                "guesses": [{"ref": g.ref, "score": g.score} for g in each.guesses],
            }
            for each in file.unmatched
        ],
        "missing": list(file.missing),
    }


def _text(preview: ImportPreview, applied: int, dry_run: bool, notes: list[Path]) -> str:
    lines: list[str] = []
    for file in preview.files:
        offered = [change for change in file.changes if change.is_offered]
        lines.append(f"{file.label}: {file.outcome.words}, {counted(len(offered), 'change')}")
        lines += [
            f"  {each.severity.words}: {each.message} {each.fix}".rstrip() for each in file.findings
        ]
        for change in offered:
            now = preview.shown(change.field, change.now) or "-"
            said = preview.shown(change.field, change.returned) or "-"
            tick = "take" if change.take else "    "
            lines.append(f"  {tick}  {change.name}: {now} > {said}  ({change.state.words})")
    lines += [f"Wrote {path}" for path in notes]
    taken = f"{applied} change{'' if applied == 1 else 's'} taken."
    done = "Nothing was changed (dry run)." if dry_run else taken
    return "\n".join([*lines, done])


def _list(call: Call) -> int:
    from plandesk.services.queries.returns import issued_returns, response_rate

    with call.plan() as document:
        period = need_period(document, call.args.period) if call.args.period else None
        today = document.now.date()
        with document.read() as session:
            rows = issued_returns(session, period.id if period else None, today)
    rate = response_rate(rows)
    call.answer(
        {
            "returns": [_listed_json(each) for each in rows],
            "response": {"asked": rate.asked, "answered": rate.answered, "late": list(rate.late)},
        },
        "\n".join(
            f"{each.reference}  {each.state.value:<13}  {each.period}  {each.lead}  "
            f"({each.answered} of {each.rows} rated){_asked_words(each)}"
            for each in rows
        )
        or "No returns were issued yet.",
    )
    return ExitCode.DONE


def _asked_words(each: IssuedReturn) -> str:
    return "".join(f"\n    asked {one.ref}.{one.field}: {one.text}" for one in each.questions)


def _listed_json(each: IssuedReturn) -> dict[str, Any]:
    return {
        "reference": each.reference,
        "period": each.period,
        "lead": each.lead,
        "scope": each.scope,
        "issued": _day(each.issued_on),
        "due": _day(each.due),
        "state": each.state.value,
        "rows": each.rows,
        "answered": each.answered,
        "file": each.file_name,
        "received": _day(each.received_on),
        "imported": _day(each.imported_on),
        "questions": [
            {
                "ref": question.ref,
                "field": question.field,
                "text": question.text,
                "who": question.who,
                "asked": _day(question.asked_on),
            }
            for question in each.questions
        ],
        "imports": [
            {
                "at": receipt.at.isoformat(),
                "who": receipt.who,
                "file": receipt.file_name,
                "taken": receipt.taken,
                "offered": receipt.offered,
                "waiting": receipt.waiting,
            }
            for receipt in each.receipts
        ],
    }


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
