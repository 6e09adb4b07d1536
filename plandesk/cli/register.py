"""Commands on the registers: kinds, list, show, add, set, value, link, remove."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from plandesk.cli.context import Call, Parser, Verbs, add_group, add_verb, find_period
from plandesk.cli.register_books import declare_books, plan_id_of
from plandesk.errors import ExitCode, UsageError
from plandesk.services.document import Document, Op
from plandesk.services.queries.registers.rows import find_entry
from plandesk.services.registers.kinds import kind_of, register_names, top_of

_LONGEST = 60


def register(verbs: Verbs) -> None:
    """Declare the commands."""
    group = add_group(verbs, "register", "Work on measures, risks and the other registers.")
    add_verb(group, "kinds", "List the registers.", _kinds)
    shown = add_verb(group, "list", "List the entries of a register.", _list)
    shown.add_argument("kind", metavar="KIND", help=", ".join(register_names()))
    shown.add_argument("--filter", default="", metavar="WORDS", help="entries with these words")
    shown.add_argument("--source", default="", metavar="TAG", help="entries that come from there")
    shown.add_argument("--plan", metavar="TITLE", help="entries of this plan")
    _entry(add_verb(group, "show", "Print everything about an entry.", _show))
    _declare_add(add_verb(group, "add", "Add an entry, or a part of one.", _add))
    change = _entry(add_verb(group, "set", "Change fields of an entry.", _set))
    change.add_argument("words", metavar="FIELD=VALUE", nargs="+")
    _declare_value(_entry(add_verb(group, "value", "Keep a value of an entry.", _value)))
    link = _entry(add_verb(group, "link", "Link an entry to rows of the plan.", _link))
    link.add_argument("items", metavar="ROW", nargs="*", help="refs; none: the whole plan")
    link.add_argument("--as", dest="how", default="", metavar="KIND", help="the kind of link")
    link.add_argument("--plan", metavar="TITLE", help="the plan to link to")
    gone = _entry(add_verb(group, "remove", "Take entries out of a register.", _remove))
    gone.add_argument("more", metavar="REF", nargs="*")
    declare_books(group)


def _entry(parser: Parser) -> Parser:
    parser.add_argument("kind", metavar="KIND", help=", ".join(register_names()))
    parser.add_argument("ref", metavar="REF", help="its ref, or its title")
    return parser


def _declare_add(parser: Parser) -> None:
    parser.add_argument("kind", metavar="KIND", help="a register, or a kind of part")
    parser.add_argument("title", metavar="TITLE")
    parser.add_argument("words", metavar="FIELD=VALUE", nargs="*")
    parser.add_argument("--part-of", metavar="REF", help="the entry it is part of")
    parser.add_argument("--plan", metavar="TITLE", help="the plan it belongs to (default: all)")


def _declare_value(parser: Parser) -> None:
    parser.add_argument("text", metavar="TEXT", help="as printed; empty takes the value away")
    parser.add_argument("--value", default=None, metavar="KEY", help="the kind of value")
    parser.add_argument("--period", metavar="P", help="a period of the plan (default: current)")
    parser.add_argument("--at", default="", metavar="TEXT", help="another period, as printed")
    parser.add_argument("--area", default="", metavar="AREA", help="such as National")
    parser.add_argument("--about", metavar="REF", help="the part that it is against")
    parser.add_argument("--part", metavar="REF", help="the part whose value it is")
    for name in ("note", "source", "reason"):
        parser.add_argument(f"--{name}", default="", metavar="TEXT")
    for name in ("rating", "trend"):
        parser.add_argument(f"--{name}", metavar="WORD", help="given by somebody, not counted")


def _kinds(call: Call) -> int:
    from plandesk.cli.register_text import kinds_json
    from plandesk.services.queries.registers.entries import register_counts

    with call.plan() as document, document.read() as session:
        counts = register_counts(session)
        kinds = [(kind_of(session, name), counts[name]) for name in register_names()]
        said = kinds_json(kinds)
    text = "\n".join(f"{kind.key:18} {count:4}  {kind.about}" for kind, count in kinds)
    call.answer({"registers": said}, text)
    return ExitCode.DONE


def _list(call: Call) -> int:
    from plandesk.cli.register_text import list_text, row_json
    from plandesk.services.queries.registers.rows import RegisterFilter, register_rows

    top_of(call.args.kind)
    with call.plan() as document, document.read() as session:
        plan_id = plan_id_of(session, call.args.plan)
        kind = kind_of(session, call.args.kind, plan_id)
        wanted = RegisterFilter(text=call.args.filter, tag=call.args.source, plan_id=plan_id)
        rows = register_rows(session, kind.key, wanted)
    said = [row_json(kind, row) for row in rows]
    call.answer({"register": kind.key, "entries": said}, list_text(kind, rows))
    return ExitCode.DONE


def _show(call: Call) -> int:
    top_of(call.args.kind)
    with call.plan() as document, document.read() as session:
        show_entry(call, session, find_entry(session, call.args.ref, call.args.kind))
    return ExitCode.DONE


def show_entry(call: Call, session: Session, entry_id: int) -> None:
    """Print everything about an entry."""
    from plandesk.cli.register_text import detail_json, detail_text
    from plandesk.services.queries.registers.line_of_sight import serving
    from plandesk.services.queries.registers.rows import entry_detail

    detail = entry_detail(session, entry_id)
    if detail is None:
        raise UsageError("That entry is not in the register any more.")
    served = serving(session, entry_id) if detail.kind.key == "priorities" else []
    said = detail_json(detail)
    text = detail_text(detail)
    if served:
        said["served_by"] = [
            {"plan": line.plan, "ref": line.row.ref, "title": line.row.title} for line in served
        ]
        text += "\n  Served by:" + "".join(
            f"\n    {line.row.ref} {line.row.title[:_LONGEST]}" for line in served
        )
    call.answer({"entry": said}, text)


def _run(call: Call, document: Document, op: Op, done: str) -> int:
    step = document.run(op, source="command line")
    same = "Nothing changed: it says that already."
    call.answer({"title": step.title, "changed": len(step.rows)}, done if step.rows else same)
    return ExitCode.DONE


def _words(words: list[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for word in words:
        name, sign, value = word.partition("=")
        if not sign or not name.strip():
            raise UsageError(f"“{word}” is not FIELD=VALUE.", 'For example: target="90%".')
        found[name.strip()] = value
    return found


def _add(call: Call) -> int:
    from plandesk.models.types import TagKind, split_names
    from plandesk.services.ops.registers.entries import TAGS, AddEntry
    from plandesk.services.ops.registers.lookup import EntryDraft

    top = top_of(call.args.kind)
    words = _words(call.args.words)
    with call.plan(write=True) as document:
        with document.read() as session:
            plan_id = plan_id_of(session, call.args.plan)
            kind = kind_of(session, call.args.kind, plan_id)
            above = find_entry(session, call.args.part_of, top) if call.args.part_of else None
        people = {
            part.key: split_names(words.pop(part.key)) for part in kind.people if part.key in words
        }
        tags: dict[TagKind, tuple[str, ...]] = {
            TAGS[name]: split_names(words.pop(name)) for name in list(TAGS) if name in words
        }
        draft = EntryDraft(
            call.args.title, words.pop("ref", ""), words.pop("due", ""), words, people, tags
        )
        op = AddEntry(kind.key, draft, plan_id, above)
        return _run(call, document, op, f"Added {kind.entry} “{call.args.title}”.")


def _set(call: Call) -> int:
    from plandesk.services.ops.registers.entries import EditEntry

    words = _words(call.args.words)
    top_of(call.args.kind)
    with call.plan(write=True) as document:
        with document.read() as session:
            entry_id = find_entry(session, call.args.ref, call.args.kind)
        op = EditEntry(entry_id, tuple(words.items()))
        return _run(call, document, op, f"Changed {call.args.ref}.")


def _value(call: Call) -> int:
    from plandesk.services.ops.registers.values import SetEntryValue, ValuePlace, ValueSaid

    args = call.args
    top_of(args.kind)
    with call.plan(write=True) as document:
        period = None if args.at or args.about else find_period(document, args.period)
        with document.read() as session:
            entry_id = find_entry(session, args.ref, args.kind)
            owner = _part(session, entry_id, args.part) if args.part else entry_id
            about = _part(session, entry_id, args.about) if args.about else None
            key = args.value or _only_value(session, owner)
        place = ValuePlace(key, period.id if period else None, args.at, args.area, about)
        said = ValueSaid(args.text, args.note, args.source, args.rating, args.trend, args.reason)
        return _run(call, document, SetEntryValue(owner, place, said), f"Changed {args.ref}.")


def _part(session: Session, entry_id: int, ref: str) -> int:
    from plandesk.services.queries.registers.rows import entry_detail

    detail = entry_detail(session, entry_id)
    parts = detail.parts if detail else ()
    for part in parts:
        if ref.casefold() in {part.ref.casefold(), part.title.casefold(), part.uid}:
            return part.id
    names = ", ".join(part.ref or part.title for part in parts) or "none"
    raise UsageError(f"{ref} is no part of that entry.", f"Its parts: {names}.")


def _only_value(session: Session, entry_id: int) -> str:
    from plandesk.services.queries.registers.rows import entry_detail

    detail = entry_detail(session, entry_id)
    values = detail.kind.values if detail else ()
    if not values:
        raise UsageError("Such an entry has no values.", "See plandesk register kinds.")
    return values[0].key


def _link(call: Call) -> int:
    from plandesk.services.ops.registers.links import LinkEntry, LinkEntryToPlan
    from plandesk.services.queries.detail import find_ref

    args = call.args
    top_of(args.kind)
    with call.plan(write=True) as document:
        with document.read() as session:
            entry_id = find_entry(session, args.ref, args.kind)
            items = tuple(find_ref(session, ref) for ref in args.items)
            plan_id = plan_id_of(session, args.plan)
        if not items and plan_id is None:
            raise UsageError("Say what to link to: refs of rows, or --plan TITLE.")
        op: Any = LinkEntry(entry_id, items, args.how)
        if not items and plan_id is not None:
            op = LinkEntryToPlan(entry_id, plan_id, args.how)
        return _run(call, document, op, f"Linked {args.ref}.")


def _remove(call: Call) -> int:
    from plandesk.services.ops.registers.entries import RemoveEntries

    top_of(call.args.kind)
    refs = [call.args.ref, *call.args.more]
    with call.plan(write=True) as document:
        with document.read() as session:
            ids = tuple(find_entry(session, ref, call.args.kind) for ref in refs)
        return _run(call, document, RemoveEntries(ids), f"Removed {', '.join(refs)}.")
