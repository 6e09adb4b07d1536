"""Commands on packs: list, make, fill and build them."""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from plandesk.cli.context import (
    Call,
    Parser,
    Verbs,
    add_group,
    add_password,
    add_verb,
    find_period,
)
from plandesk.cli.period import read_date
from plandesk.errors import ExitCode, UsageError
from plandesk.models.counted import counted
from plandesk.models.timeframes.day import Edge
from plandesk.services.document import Document, Op
from plandesk.services.ops.packs import (
    AddPack,
    AddPackEntry,
    EditPackEntry,
    MovePackEntry,
    PackWords,
    RemovePack,
    RemovePackEntry,
    StorePaper,
)
from plandesk.services.ops.together import Together
from plandesk.services.packs.outline import EntryKind, EntrySpec, read_kind
from plandesk.services.queries.packs.agendas import PackEntryRow, PackRow, find_pack, packs
from plandesk.services.queries.packs.builds import builds, numbering
from plandesk.services.queries.plan_tree import plans

if TYPE_CHECKING:
    from plandesk.reports.attachments import Consent
    from plandesk.reports.build import PackResult


def register(verbs: Verbs) -> None:
    """Declare the commands."""
    group = add_group(verbs, "pack", "List, make, fill and build packs.")
    add_verb(group, "list", "List the packs and their agendas.", _list)
    new = add_verb(group, "new", "Make a pack with the default agenda.", _new)
    new.add_argument("pack", metavar="PACK", help="its title")
    for name in ("body", "date", "time", "place", "organisation", "period"):
        new.add_argument(f"--{name}", metavar=name.upper())
    start = new.add_mutually_exclusive_group()
    start.add_argument("--empty", action="store_true", help="start without agenda items")
    start.add_argument(
        "--after", metavar="PACK", help="start from the agenda of the last meeting, without papers"
    )
    _register_add(group)
    remove = add_verb(group, "remove", "Remove a pack, or one item of its agenda.", _remove)
    remove.add_argument("pack", metavar="PACK")
    remove.add_argument("--item", type=int, metavar="N", help="the number of the agenda item")
    build = add_verb(group, "build", "Build a pack as PDF.", _build)
    build.add_argument("pack", metavar="PACK", help="its title, or how the title begins")
    build.add_argument("--out", required=True, metavar="DIR")
    build.add_argument("--public", action="store_true", help="only the public version")
    build.add_argument("--full", action="store_true", help="only the full version")
    build.add_argument("--large-print", action="store_true")
    add_password(build, "to open the full version, which only then can be read")
    build.add_argument("--html", action="store_true", help="also one accessible HTML page")
    build.add_argument("--xlsx", action="store_true", help="also a workbook of the tables")
    build.add_argument("--docx", action="store_true", help="also a Word document")
    naming = build.add_mutually_exclusive_group()
    naming.add_argument("--names", action="store_true", help="print the names of people")
    naming.add_argument("--roles", action="store_true", help="print roles in place of names")
    build.add_argument("--reissue", action="store_true", help="add what changed since it was built")
    build.add_argument("--draft", action="store_true", help="do not keep what was built")
    _register_more(group)


def _register_add(group: Verbs) -> None:
    add = add_verb(group, "add", "Add an agenda item: a report section, a note or a paper.", _add)
    add.add_argument("pack", metavar="PACK")
    add.add_argument("kind", metavar="KIND", help="such as dashboard, note, or paper")
    _add_what_it_says(add, "the file to attach (KIND paper)", "")
    edit = add_verb(group, "edit", "Change an agenda item, or put a newer paper in it.", _edit)
    edit.add_argument("pack", metavar="PACK")
    edit.add_argument("item", type=int, metavar="N", help="the number of the agenda item")
    _add_what_it_says(edit, "the file to take the place of its paper", None)


def _add_what_it_says(verb: Parser, paper: str, otherwise: str | None) -> None:
    verb.add_argument("--paper", metavar="PDF", help=paper)
    add_password(verb, "of the paper")
    verb.add_argument(
        "--allow",
        action="append",
        choices=("restricted", "pages"),
        default=[],
        help="take a paper that its author restricted, or one of many pages",
    )
    verb.add_argument(
        "--text", metavar="TEXT", default=otherwise, help="the words of a note or report"
    )
    for name in ("title", "presenter", "purpose", "exempt", "reason", "late"):
        verb.add_argument(f"--{name}", metavar="TEXT", default=otherwise)
    verb.add_argument("--at", type=int, metavar="N", help="the place in the agenda, from 1")


def _register_more(group: Verbs) -> None:
    more = add_verb(group, "supplement", "Start a pack of late items for a built one.", _supplement)
    more.add_argument("pack", metavar="PACK", help="the pack that was built")
    more.add_argument("--reason", required=True, metavar="TEXT", help="why the items are late")
    more.add_argument("--title", metavar="TEXT", default="")
    built = add_verb(group, "builds", "List what was built of each pack.", _builds)
    built.add_argument("pack", metavar="PACK", nargs="?")
    report = add_verb(group, "report", "Print one section alone, or about one ref.", _report)
    report.add_argument("kind", metavar="KIND", help="such as highlights or action-summary")
    report.add_argument("--ref", metavar="REF", default="", help="only this branch of the plan")
    report.add_argument("--period", metavar="P")
    report.add_argument("--out", required=True, metavar="PDF")
    report.add_argument("--large-print", action="store_true")


def _list(call: Call) -> int:
    with call.plan() as document, document.read() as session:
        found = packs(session)

    def described(pack: PackRow) -> dict[str, Any]:
        entries = [
            {
                "number": number,
                "kind": entry.spec.kind.value,
                "title": entry.spec.title,
                "exempt": entry.spec.exempt_paragraph or None,
                "paper": entry.file_name or None,
            }
            for number, entry in enumerate(pack.entries, start=1)
        ]
        return {
            "title": pack.title,
            "body": pack.body,
            "date": pack.meeting_on,
            "default": pack.id is None,
            "entries": entries,
        }

    lines: list[str] = []
    for pack in found:
        made = " (the default agenda; make it your own with plandesk pack new)"
        lines.append(pack.title + (made if pack.id is None else ""))
        for number, entry in enumerate(pack.entries, start=1):
            private = "  [not for publication]" if entry.spec.exempt_paragraph else ""
            lines.append(f"  {number}  {entry.spec.kind.value:16} {entry.spec.title}{private}")
    call.answer({"packs": [described(pack) for pack in found]}, "\n".join(lines))
    return ExitCode.DONE


def _new(call: Call) -> int:
    args = call.args
    with call.plan(write=True) as document:
        with document.read() as session:
            known = plans(session)
        if not known:
            raise UsageError("This file holds no plan yet.", "Add a plan first.")
        words = PackWords(
            args.body or "",
            read_date("--date", args.date, Edge.WHOLE),
            args.time or "",
            args.place or "",
            args.organisation or "",
        )
        period = find_period(document, args.period) if args.period else None
        op = AddPack(known[0].id, args.pack, words, period.id if period else None)
        if args.after:
            with document.read() as session:
                after = AddPack.after(find_pack(session, args.after), op.name, op.period_id)
            said = {name: text for name, text in asdict(words).items() if text}
            op = replace(after, words=replace(after.words, **said))
        document.run(replace(op, entries=()) if args.empty else op)
    call.answer({"pack": args.pack}, f"The pack “{args.pack}” is ready to be filled.")
    return ExitCode.DONE


def _add(call: Call) -> int:
    args = call.args
    kind = EntryKind.PAPER if args.paper else read_kind(args.kind)
    with call.plan(write=True) as document:
        pack_id = _own_pack(document, args.pack)
        paper, notes = _taken_paper(call)
        title = args.title or (Path(args.paper).stem if args.paper else "")
        last = (args.exempt, args.reason, args.late)
        file_hash = paper.hash if paper is not None else None
        spec = EntrySpec(kind, title, args.presenter, args.purpose, args.text, file_hash, *last)
        entry = AddPackEntry(pack_id, spec, args.at - 1 if args.at else None)
        document.run(Together("Add agenda item", (paper, entry) if paper else (entry,)))
    text = "\n".join((f"Added to “{args.pack}”.", *notes))
    call.answer({"pack": args.pack, "kind": kind.value, "notes": list(notes)}, text)
    return ExitCode.DONE


def _edit(call: Call) -> int:
    args = call.args
    with call.plan(write=True) as document:
        entry = _entry(document, args.pack, args.item)
        spec, number = entry.spec, entry.id or 0
        paper, notes = _taken_paper(call)
        if paper is not None and spec.kind is not EntryKind.PAPER:
            raise UsageError(f"Item {args.item} is no paper.", "Add the paper as an item.")
        said = {
            field: getattr(args, name)
            for name, field in _SAID.items()
            if getattr(args, name) is not None
        }
        if args.exempt == "":
            said.setdefault("exempt_reason", "")  # what is open to all has none
        if paper is not None:
            said["file_hash"] = paper.hash
        steps: list[Op] = [paper] if paper is not None else []
        if said:
            steps.append(EditPackEntry(number, replace(spec, **said)))
        if args.at:
            steps.append(MovePackEntry(number, args.at - 1))
        if not steps:
            raise UsageError("Nothing was given to change.", "Name it, such as --title or --paper.")
        document.run(Together("Change agenda item", tuple(steps)))
    text = "\n".join((f"Changed item {args.item} of “{args.pack}”.", *notes))
    call.answer({"pack": args.pack, "item": args.item, "notes": list(notes)}, text)
    return ExitCode.DONE


_SAID = {
    "title": "title",
    "presenter": "presenter",
    "purpose": "purpose",
    "text": "text",
    "exempt": "exempt_paragraph",
    "reason": "exempt_reason",
    "late": "late_reason",
}


def _taken_paper(call: Call) -> tuple[StorePaper | None, tuple[str, ...]]:
    """Return the paper that was given, made safe, and what is to be known of it."""
    if not call.args.paper:
        return None, ()
    from plandesk.services.attachments import take_paper

    taken = take_paper(Path(call.args.paper), _consent(call), call.step)
    return StorePaper(taken.file.name, taken.file.content), taken.notes


def _consent(call: Call) -> Consent:
    allowed = call.args.allow
    from plandesk.reports.attachments import Consent

    return Consent(call.password(), "restricted" in allowed, "pages" in allowed)


def _own_pack(document: Document, name: str) -> int:
    """Return the id of a pack; the default pack becomes the plan's own when it is first changed."""
    with document.read() as session:
        pack = find_pack(session, name)
    if pack.id is not None:
        return pack.id
    document.run(AddPack(pack.plan_id, pack.title))
    with document.read() as session:
        made = find_pack(session, pack.title)
    if made.id is None:
        raise UsageError(f"There is no pack “{name}” in this plan.")
    return made.id


def _remove(call: Call) -> int:
    args = call.args
    with call.plan(write=True) as document:
        if args.item:
            _remove_entry(document, args.pack, args.item)
        else:
            _remove_pack(document, args.pack)
    call.answer({"pack": args.pack, "item": args.item}, "Removed.")
    return ExitCode.DONE


def _remove_entry(document: Document, name: str, number: int) -> None:
    document.run(RemovePackEntry(_entry(document, name, number).id or 0))


def _entry(document: Document, name: str, number: int) -> PackEntryRow:
    _own_pack(document, name)
    with document.read() as session:
        pack = find_pack(session, name)
    if not 1 <= number <= len(pack.entries):
        raise UsageError(
            f"“{pack.title}” has no item {number}.", f"It has {counted(len(pack.entries), 'item')}."
        )
    return pack.entries[number - 1]


def _remove_pack(document: Document, name: str) -> None:
    with document.read() as session:
        pack = find_pack(session, name)
    if pack.id is None:
        raise UsageError(f"“{pack.title}” is the default agenda; there is nothing to remove.")
    document.run(RemovePack(pack.id))


def _supplement(call: Call) -> int:
    from plandesk.services.ops.pack_builds import AddSupplement

    args = call.args
    with call.plan(write=True) as document:
        with document.read() as session:
            known = {pack.id for pack in packs(session)}
            pack = find_pack(session, args.pack)
        document.run(AddSupplement(pack.id or 0, args.reason, args.title))
        with document.read() as session:
            made = next(one for one in packs(session) if one.id not in known)
            page, item = numbering(session, made)
    call.answer(
        {"pack": made.title, "first_page": page, "first_item": item},
        f"“{made.title}” goes on from page {page}, item {item}. Add its items, then build it.",
    )
    return ExitCode.DONE


def _builds(call: Call) -> int:
    with call.plan() as document, document.read() as session:
        pack = find_pack(session, call.args.pack) if call.args.pack else None
        found = builds(session, pack.id if pack else None)
    rows = [
        {
            "pack": row.pack,
            "kind": row.kind,
            "built_at": row.built_at.isoformat(),
            "file": row.file_name,
            "pages": row.pages,
            "last_page": row.last_page,
            "period": row.period,
            "sha256": row.file_hash,
            "data_sha256": row.data_hash,
            "history": row.history,
        }
        for row in found
    ]
    lines = [f"{row.pack}: {row.sentence}  {row.file_name}  {row.file_hash[:16]}" for row in found]
    call.answer({"builds": rows}, "\n".join(lines) or "No pack has been built yet.")
    return ExitCode.DONE


def _report(call: Call) -> int:
    from plandesk.services.packs.single_report import ReportWish, build_report

    args = call.args
    with call.plan() as document:
        period = find_period(document, args.period) if args.period else None
        with document.read() as session:
            known = plans(session)
        if not known:
            raise UsageError("This file holds no plan yet.", "Add a plan first.")
        wish = ReportWish(
            read_kind(args.kind),
            known[0].id,
            args.ref,
            period_id=period.id if period else None,
            large_print=args.large_print,
        )
        result = build_report(document, wish, Path(args.out), call)
    call.answer(
        {"path": str(result.path), "pages": result.pages, "pdf_ua": result.pdf_ua},
        f"{result.path}  ({counted(result.pages, 'page')})",
    )
    return ExitCode.DONE


def _build(call: Call) -> int:
    from plandesk.services.packs.building import BuildWish, build_pack
    from plandesk.services.packs.keeping import keep_build
    from plandesk.services.packs.names import Naming

    args = call.args
    both = args.public == args.full
    naming = (Naming.NAMES if args.names else None) or (Naming.ROLES if args.roles else None)
    wish = BuildWish(
        Path(args.out),
        args.public or both,
        args.full or both,
        args.large_print,
        naming,
        args.reissue,
        args.html,
        args.xlsx,
        call.password(),
        args.docx,
    )
    with call.plan(write=not args.draft) as document:
        build = build_pack(document, args.pack, wish, call)
        kept = 0 if args.draft else keep_build(document, build)
    built = build.results
    findings = list(dict.fromkeys(said for result in built for said in result.findings))
    value = {
        "files": [_file_json(result) for result in built],
        "kept": kept,
        "not_accessible": list(
            dict.fromkeys(name for result in built for name in result.not_accessible)
        ),
        "findings": [{"severity": "warning", "message": said} for said in findings],
    }
    lines: list[str] = []
    for result in built:
        pages = f"{counted(result.pages, 'page')}, " if result.pages else ""
        lines.append(f"{result.path}  ({pages}{result.kind})")
    call.answer(value, "\n".join([*lines, *findings]))
    return ExitCode.DONE


def _file_json(result: PackResult) -> dict[str, Any]:
    return {
        "kind": result.kind,
        "path": str(result.path),
        "pages": result.pages,
        "tagged": result.tagged,
        "pdf_ua": result.pdf_ua,
    }
