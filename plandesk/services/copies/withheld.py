"""Taking what is exempt out of a copy of a plan, so that nothing made from it can tell it.

Whatever is published is made from such a copy: a section that is added later has nothing to hide,
because what it reads was never there. An exempt row keeps its ref, its place and its rating, so
that counts agree with the full version; every word, name and date of it goes.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Generator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeAlias, cast

from sqlalchemy import (
    JSON,
    ColumnElement,
    Connection,
    Engine,
    Table,
    create_engine,
    delete,
    func,
    insert,
    select,
)
from sqlalchemy import update as change
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

from plandesk.models.audit import ChangeEntry
from plandesk.models.base import Base
from plandesk.models.exempt import (
    ExemptEntry,
    ExemptEvidence,
    ExemptItem,
    ExemptPart,
    stand_in,
)
from plandesk.models.plan import PlanItem
from plandesk.models.registers import RegisterEntry

Image: TypeAlias = dict[str, Any]
_Owners: TypeAlias = dict[tuple[str, str], Image]

_TABLES = Base.metadata.tables
_MARKS = (ExemptItem, ExemptEntry, ExemptEvidence)
_TITLE, _PEOPLE, _DUE = ExemptPart.TITLE, ExemptPart.PEOPLE, ExemptPart.DUE
_WHOLE = frozenset(ExemptPart)
# What a row of each table says of a plan item, by the part that it belongs to. A row that says
# nothing else goes with its part; tables without parts go where the whole is exempt.
_SAID: dict[str, dict[str, ExemptPart]] = {
    "plan_item": {
        "title": _TITLE,
        "due": _DUE,
        "due_earliest": _DUE,
        "due_latest": _DUE,
        "due_ongoing": _DUE,
        "outcome_note": ExemptPart.OUTCOME,
        "fields": ExemptPart.FIELDS,
    },
    "item_update": {
        "progress": ExemptPart.PROGRESS,
        "reason": ExemptPart.REASON,
        "help_needed": ExemptPart.HELP,
        "forecast": _DUE,
        "forecast_latest": _DUE,
        "source": ExemptPart.PROGRESS,
    },
    "period_snapshot": {
        "title": _TITLE,
        "leads": _PEOPLE,
        "sponsors": _PEOPLE,
        "due": _DUE,
        "outcome_note": ExemptPart.OUTCOME,
        "said": ExemptPart.FIELDS,
    },
    "rating_override": {"refusal": ExemptPart.REASON, "reason": ExemptPart.REASON},
    "review_answer": {"assessment": ExemptPart.OUTCOME, "target": ExemptPart.OUTCOME},
    "issued_row": {
        "heading": _TITLE,
        "lead": _PEOPLE,
        "due": _DUE,
        "progress": ExemptPart.PROGRESS,
        "forecast": _DUE,
        "reason": ExemptPart.REASON,
        "help_needed": ExemptPart.HELP,
    },
}
_SAID_THEN = {
    "progress": ExemptPart.PROGRESS,
    "reason": ExemptPart.REASON,
    "help_needed": ExemptPart.HELP,
    "forecast": _DUE,
    "scope": ExemptPart.FIELDS,
    "fields": ExemptPart.FIELDS,
}
"""What a closed period keeps in one column, by the part that it belongs to."""
_PART_ROWS = {"item_person": _PEOPLE}
_WHOLE_ROWS = ("item_tag", "evidence", "comment", "link", "former_ref", "question", "entry_item")
_ENTRY_SAID = ("title", "due", "due_earliest", "due_latest", "due_ongoing", "fields")
_ENTRY_ROWS = ("entry_value", "entry_person", "entry_tag", "entry_item", "entry_plan")
_CLEARED = tuple(dict.fromkeys((*_SAID, *_PART_ROWS, *_WHOLE_ROWS, "register_entry", *_ENTRY_ROWS)))
_ABOUT = ("item_id", "item_uid", "entry_id", "source_id", "target_id", "person_id", "tag_id")
# Words by which people would know what it is about; a date or a code tells nothing by itself.
_TELLING = frozenset(
    ("title", "name", "note", "text", "answer", "refusal", "reason", "progress", "help_needed")
) | {"outcome_note", "assessment", "target", "fields", "said"}


@dataclass(frozen=True, slots=True)
class _Mark:
    stands: str
    parts: frozenset[ExemptPart] = _WHOLE

    @property
    def is_whole(self) -> bool:
        return self.parts == _WHOLE


@dataclass(slots=True)
class _Withheld:
    """Everything that is exempt, by number and by stable identifier."""

    items: dict[int, _Mark] = field(default_factory=dict[int, _Mark])
    uids: dict[str, _Mark] = field(default_factory=dict[str, _Mark])
    entries: dict[int, _Mark] = field(default_factory=dict[int, _Mark])
    evidence: dict[int, _Mark] = field(default_factory=dict[int, _Mark])

    def of(self, table: str, image: Mapping[str, Any]) -> tuple[_Mark | None, bool]:
        """Return the mark of what a row is about, and whether that is an entry."""
        if table == "register_entry":
            return self.entries.get(image.get("id", 0)), True
        if table in _ENTRY_ROWS and image.get("entry_id") in self.entries:
            return self.entries[image["entry_id"]], True
        if table == "evidence" and image.get("id") in self.evidence:
            return self.evidence[image["id"]], False
        if table == "link":
            ends = (image.get("source_id", 0), image.get("target_id", 0))
            return next((self.items[end] for end in ends if end in self.items), None), False
        if "item_uid" in _TABLES[table].columns:
            return self.uids.get(image.get("item_uid", "")), False
        return self.items.get(image.get("id" if table == "plan_item" else "item_id", 0)), False


def marks(connection: Connection) -> int:
    """Return how many rows, entries and pieces of evidence of the plan are marked as exempt."""
    counts = (select(func.count()).select_from(mark) for mark in _MARKS)
    return sum(connection.scalar(count) or 0 for count in counts)


def withhold(connection: Connection) -> frozenset[str]:
    """Put words that say so in place of everything exempt, in the caller's transaction.

    Only for copies that are given away or read from: the record of changes says the same of the
    past, so its hashes no longer fit. Returns the words that were taken out.
    """
    withheld = _read(connection)
    owners = _owners(connection)
    connection.execute(delete(ExemptEvidence))  # the pieces go whole, and their marks with them
    taken: set[str] = set()
    gone = [row for name in _CLEARED for row in _clear(connection, _TABLES[name], withheld, taken)]
    _clear_history(connection, withheld, owners, taken)
    _clear_findings(connection, taken)
    _clear_returns(connection, withheld)
    for name in ("person", "tag"):
        named = {row[f"{name}_id"] for row in gone if f"{name}_id" in row}
        taken |= _drop_unnamed(connection, _TABLES[name], named)
    return frozenset(taken)


def _read(connection: Connection) -> _Withheld:
    found = _Withheld()
    below = _below(connection, PlanItem)
    for row in connection.execute(select(_TABLES[ExemptItem.__tablename__])):
        parts = frozenset(ExemptPart(part) for part in row.parts) or _WHOLE
        mark = _Mark(stand_in(row.paragraph), parts)
        for number in (row.item_id, *(below(row.item_id) if mark.is_whole else ())):
            found.items[number] = mark if number == row.item_id else found.items.get(number, mark)
    for row in connection.execute(select(_TABLES[ExemptEntry.__tablename__])):
        inside = _below(connection, RegisterEntry)(row.entry_id)
        found.entries |= dict.fromkeys((row.entry_id, *inside), _Mark(stand_in(row.paragraph)))
    for row in connection.execute(select(_TABLES[ExemptEvidence.__tablename__])):
        found.evidence[row.evidence_id] = _Mark(stand_in(row.paragraph))
    _read_removed(connection, found)
    pairs = connection.execute(
        select(PlanItem.id, PlanItem.uid).where(PlanItem.id.in_(found.items))
    )
    found.uids |= {uid: found.items[number] for number, uid in pairs}
    return found


def _below(
    connection: Connection, model: type[PlanItem | RegisterEntry]
) -> Callable[[int], Iterator[int]]:
    children: dict[int | None, list[int]] = {}
    for number, above in connection.execute(select(model.id, model.parent_id)):
        children.setdefault(above, []).append(number)

    def all_below(number: int) -> Iterator[int]:
        for child in children.get(number, ()):
            yield child
            yield from all_below(child)

    return all_below


def _read_removed(connection: Connection, found: _Withheld) -> None:
    """Count what was exempt when it was taken out of the plan: the changes still speak of it."""
    there = set(connection.scalars(select(PlanItem.id)))
    entries = select(ChangeEntry.table_name, ChangeEntry.row_id, ChangeEntry.before).where(
        ChangeEntry.kind == "deleted",
        ChangeEntry.table_name.in_((ExemptItem.__tablename__, PlanItem.__tablename__)),
    )
    gone: dict[int, str] = {}
    marks: dict[int, _Mark] = {}
    for table, row_id, before in connection.execute(entries):
        if table == PlanItem.__tablename__:
            gone[int(row_id)] = (before or {}).get("uid", "")
        elif before and before["item_id"] not in there:
            marks[before["item_id"]] = _Mark(stand_in(before["paragraph"]))
    found.items |= marks
    found.uids |= {gone[number]: mark for number, mark in marks.items() if number in gone}


def _clear(
    connection: Connection, table: Table, withheld: _Withheld, taken: set[str]
) -> list[Image]:
    """Clear the rows of a table and return those that are gone whole."""
    gone: list[Image] = []
    for row in connection.execute(select(table)).mappings().all():
        image = dict(row)
        fresh = _without(table.name, image, withheld)
        if fresh == image:
            continue
        taken |= _words(image, fresh or {})
        this = table.c.id == image["id"]
        if fresh is None:
            gone.append(image)
            connection.execute(delete(table).where(this))
        else:
            connection.execute(change(table).where(this).values(fresh))
    return gone


def _without(name: str, image: Image, withheld: _Withheld) -> Image | None:
    """Return a row without what is exempt in it, None where nothing is left of it."""
    mark, is_entry = withheld.of(name, image)
    if mark is None:
        return image
    if name == "register_entry":
        return _emptied(name, image, _ENTRY_SAID, mark)
    if is_entry or name in _WHOLE_ROWS:
        return None if mark.is_whole else image
    if name in _PART_ROWS:
        return None if _PART_ROWS[name] in mark.parts else image
    said = _SAID[name]
    fresh = _emptied(name, image, [one for one in said if said[one] in mark.parts], mark)
    if name == "period_snapshot" and image.get("said"):
        fresh["said"] = {
            part: type(value)() if _SAID_THEN.get(part) in mark.parts else value
            for part, value in image["said"].items()
        }
        if ExemptPart.PROGRESS in mark.parts and image["said"].get("progress"):
            fresh["said"]["progress"] = mark.stands
    return fresh


def _emptied(table: str, image: Image, names: Collection[str], mark: _Mark) -> Image:
    """Return a row with these columns empty; its title, or what it says, stands for the mark."""
    fresh = dict(image)
    for name in names:
        if name not in image:
            continue
        column = _TABLES[table].columns[name]
        if name in ("title", "progress", "reason") and image[name]:
            fresh[name] = mark.stands
        elif isinstance(column.type, JSON):
            fresh[name] = type(image[name])()
        elif column.nullable:
            fresh[name] = None
        else:
            fresh[name] = type(image[name])()
    return fresh


def _words(image: Image, fresh: Mapping[str, Any]) -> set[str]:
    """Return the words of a row that are not in it any more."""
    said = {text for name, value in image.items() if name in _TELLING for text in _strings(value)}
    return {text for text in said if text.strip()} - set(_strings(list(fresh.values())))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from _strings(list(cast("dict[str, Any]", value).values()))
    elif isinstance(value, list | tuple):
        for part in cast("list[Any]", value):
            yield from _strings(part)


def _clear_history(
    connection: Connection, withheld: _Withheld, owners: _Owners, taken: set[str]
) -> None:
    table = _TABLES[ChangeEntry.__tablename__]
    for entry in connection.execute(select(table).where(table.c.table_name.in_(_CLEARED))).all():
        about = owners.get((entry.table_name, entry.row_id), {}) | {"id": int(entry.row_id)}
        fresh: Image = {}
        for side in ("before", "after"):
            image: Image | None = getattr(entry, side)
            if image is None:
                continue
            left = _without(entry.table_name, about | image, withheld)
            fresh[side] = {} if left is None else {name: left[name] for name in image}
            taken |= _words(image, fresh[side])
        this = table.c.id == entry.id
        if not any(fresh.values()):
            connection.execute(delete(table).where(this))
        elif any(fresh[side] != getattr(entry, side) for side in fresh):
            connection.execute(change(table).where(this).values(fresh))


def _owners(connection: Connection) -> _Owners:
    """Return what each row is or was about: an entry of a change names only what it changed."""
    found: _Owners = {}
    for name in _CLEARED:
        table = _TABLES[name]
        columns = [column for column in table.columns if column.name in _ABOUT]
        for row in connection.execute(select(table.c.id, *columns)).mappings():
            found[name, str(row["id"])] = dict(row)
    table = _TABLES[ChangeEntry.__tablename__]
    entries = select(table.c.table_name, table.c.row_id, table.c.before, table.c.after)
    for name, number, *images in connection.execute(
        entries.where(table.c.table_name.in_(_CLEARED))
    ):
        about = found.setdefault((name, number), {})
        for image in images:
            about |= {key: image[key] for key in _ABOUT if key in (image or {})}
    return found


def _drop_unnamed(connection: Connection, table: Table, numbers: set[int]) -> set[str]:
    """Take away those people or tags that nothing names any more; return what they were called."""
    left = set(numbers)
    for other in Base.metadata.sorted_tables:
        for key in other.foreign_keys:
            if key.column.table is table:
                left -= set(connection.scalars(select(key.parent)))
    those = table.c.id.in_(left)
    called = set(connection.scalars(select(table.c.name).where(those)))
    connection.execute(delete(table).where(those))
    return called


def _clear_findings(connection: Connection, taken: Collection[str]) -> None:
    """Take away why a finding was accepted where its words are those of something exempt."""
    table = _TABLES["accepted_finding"]
    for row in connection.execute(select(table)).all():
        if any(words in row.message or words in row.reason for words in taken):
            connection.execute(delete(table).where(table.c.id == row.id))


def _clear_returns(connection: Connection, withheld: _Withheld) -> None:
    """Take away to whom a return went that asked about exempt work only, and what came back.

    Whoever got several such returns is one of the leads that the public version counts, too.
    """
    issue, row, receipt = (_TABLES[one] for one in ("return_issue", "issued_row", "return_receipt"))
    asked: dict[int, dict[str, _Mark | None]] = {}
    for number, key, uid in connection.execute(select(row.c.issue_id, row.c.key, row.c.item_uid)):
        asked.setdefault(number, {})[key] = withheld.uids.get(uid)
    stands: dict[str, str] = {}
    for one in connection.execute(select(issue).order_by(issue.c.id)).all():
        about = asked.get(one.id, {})
        exempt = [mark for mark in about.values() if mark is not None]
        if exempt and len(exempt) == len(about) and all(_PEOPLE in mark.parts for mark in exempt):
            more = f" ({len(stands) + 1})" if stands else ""
            said = {"lead": stands.setdefault(one.lead, exempt[0].stands + more), "file_name": ""}
            connection.execute(change(issue).where(issue.c.id == one.id).values(said))
        _clear_receipts(connection, receipt.c.reference == one.reference, about if exempt else {})


def _clear_receipts(
    connection: Connection, these: ColumnElement[bool], about: Mapping[str, _Mark | None]
) -> None:
    table = _TABLES["return_receipt"]
    for back in connection.execute(select(table).where(these)).all() if about else ():
        left = {key: said for key, said in back.answers.items() if about.get(key) is None}
        fresh: Image = {"file_name": "", "reason": "", "findings": [], "answers": left}
        connection.execute(change(table).where(table.c.id == back.id).values(fresh))


def public_copy(session: Session) -> tuple[Engine, frozenset[str]]:
    """Return a copy of the plan in memory without what is exempt, and the words left out.

    Nothing of it touches a disk. The caller disposes of the engine.
    """
    engine = create_engine(
        "sqlite://",
        poolclass=StaticPool,
        hide_parameters=True,
        connect_args={"check_same_thread": False},
    )
    Base.metadata.create_all(engine)
    source = session.connection()
    with engine.begin() as copy:
        for table in Base.metadata.sorted_tables:
            rows = [dict(row) for row in source.execute(select(table)).mappings()]
            if rows:
                copy.execute(insert(table), rows)
        taken = withhold(copy)
    return engine, taken


@contextmanager
def without_exempt(session: Session) -> Generator[Session]:
    """Give a session in which nothing exempt can be read; the same one where nothing is."""
    if not marks(session.connection()):
        yield session
        return
    engine, _ = public_copy(session)
    try:
        with Session(engine) as copy:
            yield copy
    finally:
        engine.dispose()
