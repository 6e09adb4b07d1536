"""Entries of the registers as plain rows, and everything about one of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from plandesk.errors import UsageError
from plandesk.models.people import Person
from plandesk.models.period import Period
from plandesk.models.plan import Plan, PlanItem, Tag
from plandesk.models.register_fields import field_text
from plandesk.models.register_types import RegisterKind
from plandesk.models.registers import (
    EntryItem,
    EntryPerson,
    EntryPlan,
    EntryTag,
    EntryValue,
    RegisterEntry,
)
from plandesk.models.types import TagKind, join_names, ref_key
from plandesk.services.ops.lookup import chunks
from plandesk.services.registers.kinds import kind_of, register_names


@dataclass(frozen=True, slots=True)
class EntryLink:
    """A link from an entry to a row of a plan or, with ``item_id`` None, to a whole plan."""

    id: int
    kind: str
    item_id: int | None
    plan_id: int
    ref: str
    title: str
    uid: str


@dataclass(frozen=True, slots=True)
class ValueRow:
    """One value of an entry; ``period`` is its label, the plan's own or as printed."""

    id: int
    entry_id: int
    key: str
    about_id: int | None
    period_id: int | None
    period: str
    as_at: dt.date | None
    area: str
    text: str
    number: float | None
    note: str
    source: str
    rating: str | None
    trend: str | None
    reason: str
    position: int


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One entry of a register, with everything that is joined to it but its values.

    ``fields`` are as kept: codes of choices, numbers, lists. ``people`` are names by part.
    ``plan`` is the title of its plan, "" for an entry of all plans.
    """

    id: int
    uid: str
    kind: str
    plan_id: int | None
    plan: str
    parent_id: int | None
    position: int
    ref: str
    title: str
    due: str
    due_latest: dt.date | None
    due_ongoing: bool
    fields: Mapping[str, Any]
    people: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    sources: tuple[str, ...] = ()
    characteristics: tuple[str, ...] = ()
    links: tuple[EntryLink, ...] = ()

    @property
    def where(self) -> str:
        """Return how a message names this entry."""
        return self.ref or f"“{self.title}”"

    def text(self, kind: RegisterKind, column: str) -> str:
        """Return what a column of a plain table shows: words, names, a figure."""
        plain = {"ref": self.ref, "title": self.title, "due": self.due, "plan": self.plan}
        if column in plain:
            return plain[column]
        if column in {"tags", "sources"}:
            return ", ".join(self.sources)
        if column == "characteristics":
            return ", ".join(self.characteristics)
        if kind.people_part(column) is not None:
            return join_names(self.people.get(column, ()))
        spec = kind.field(column)
        return field_text(spec, self.fields.get(column)) if spec else ""

    def has_ended(self, kind: RegisterKind) -> bool:
        """Tell whether one of its choices says that nobody has to do anything more."""
        for spec in kind.fields:
            found = spec.choice(self.fields.get(spec.key)) if spec.choices else None
            if found is not None and found.ends:
                return True
        return False


@dataclass(frozen=True, slots=True)
class RegisterFilter:
    """Which entries are wanted; what is left empty does not matter.

    ``plan_id`` keeps the entries of that plan and of all plans; ``person`` those somebody plays a
    part in; ``fields`` those with one of the codes in a field; ``item_id`` those linked to a row.
    """

    text: str = ""
    plan_id: int | None = None
    person: str = ""
    tag: str = ""
    item_id: int | None = None
    fields: Mapping[str, Collection[str]] = field(default_factory=dict[str, Collection[str]])


def register_rows(
    session: Session, name: str, wanted: RegisterFilter | None = None
) -> list[EntryRow]:
    """Return the entries of a register, those of all plans first, each in its order."""
    query = select(RegisterEntry).where(RegisterEntry.kind == name)
    order = (RegisterEntry.plan_id, RegisterEntry.position, RegisterEntry.id)
    rows = entry_rows(session, list(session.scalars(query.order_by(*order))))
    if wanted is None:
        return rows
    kind = kind_of(session, name, wanted.plan_id)
    return [row for row in rows if _fits(row, kind, wanted)]


def _fits(row: EntryRow, kind: RegisterKind, wanted: RegisterFilter) -> bool:
    if wanted.plan_id is not None and row.plan_id not in (None, wanted.plan_id):
        return False
    names = {name.casefold() for names in row.people.values() for name in names}
    if wanted.person and wanted.person.casefold() not in names:
        return False
    tags = {name.casefold() for name in (*row.sources, *row.characteristics)}
    if wanted.tag and wanted.tag.casefold() not in tags:
        return False
    if wanted.item_id is not None and wanted.item_id not in {one.item_id for one in row.links}:
        return False
    if any(row.fields.get(key) not in codes for key, codes in wanted.fields.items()):
        return False
    words = wanted.text.casefold().split()
    if not words:
        return True
    columns = ("ref", "title", "due", *kind.columns, *(spec.key for spec in kind.fields))
    said = " ".join(row.text(kind, column) for column in columns).casefold()
    return all(word in said for word in words)


def part_rows(session: Session, entry_ids: Sequence[int]) -> dict[int, list[EntryRow]]:
    """Return the parts of entries by the entry they belong to, in order."""
    found: list[RegisterEntry] = []
    for part in chunks(list(entry_ids)):
        query = select(RegisterEntry).where(RegisterEntry.parent_id.in_(part))
        found += session.scalars(query.order_by(RegisterEntry.kind, RegisterEntry.position))
    parts: dict[int, list[EntryRow]] = {}
    for row in entry_rows(session, found):
        parts.setdefault(row.parent_id or 0, []).append(row)
    return parts


def entry_rows(session: Session, entries: Sequence[RegisterEntry]) -> list[EntryRow]:
    """Return entries as plain rows, in the order given."""
    around = _Around(session, [entry.id for entry in entries])
    return [around.row(entry) for entry in entries]


class _Around:
    """What is joined to entries, read at once."""

    def __init__(self, session: Session, ids: Sequence[int]) -> None:
        self._plans = {row.id: row.title for row in session.execute(select(Plan.id, Plan.title))}
        self._people: dict[int, dict[str, list[str]]] = {}
        self._tags: dict[int, list[tuple[str, str]]] = {}
        self._links: dict[int, list[EntryLink]] = {}
        for part in chunks(list(ids)):
            self._read_people(session, part)
            self._read_tags(session, part)
            self._read_links(session, part)

    def _read_people(self, session: Session, ids: Sequence[int]) -> None:
        people = select(EntryPerson.entry_id, EntryPerson.part, Person.name).join(
            Person, Person.id == EntryPerson.person_id
        )
        rows = people.where(EntryPerson.entry_id.in_(ids)).order_by(EntryPerson.position)
        for entry_id, part, name in session.execute(rows):
            self._people.setdefault(entry_id, {}).setdefault(part, []).append(name)

    def _read_tags(self, session: Session, ids: Sequence[int]) -> None:
        tags = select(EntryTag.entry_id, Tag.kind, Tag.name).join(Tag, Tag.id == EntryTag.tag_id)
        rows = tags.where(EntryTag.entry_id.in_(ids)).order_by(EntryTag.position)
        for entry_id, kind, name in session.execute(rows):
            self._tags.setdefault(entry_id, []).append((kind, name))

    def _read_links(self, session: Session, ids: Sequence[int]) -> None:
        to_rows = (
            select(EntryItem, PlanItem)
            .join(PlanItem, PlanItem.id == EntryItem.item_id)
            .where(EntryItem.entry_id.in_(ids))
        )
        for link, item in session.execute(to_rows.order_by(EntryItem.id)):
            told = EntryLink(
                link.id, link.kind, item.id, item.plan_id, item.ref, item.title, item.uid
            )
            self._links.setdefault(link.entry_id, []).append(told)
        to_plans = (
            select(EntryPlan, Plan)
            .join(Plan, Plan.id == EntryPlan.plan_id)
            .where(EntryPlan.entry_id.in_(ids))
        )
        for link, plan in session.execute(to_plans.order_by(EntryPlan.id)):
            told = EntryLink(link.id, link.kind, None, plan.id, "", plan.title, plan.uid)
            self._links.setdefault(link.entry_id, []).append(told)

    def row(self, entry: RegisterEntry) -> EntryRow:
        tags = self._tags.get(entry.id, ())
        people = self._people.get(entry.id, {})
        return EntryRow(
            id=entry.id,
            uid=entry.uid,
            kind=entry.kind,
            plan_id=entry.plan_id,
            plan=self._plans.get(entry.plan_id or 0, ""),
            parent_id=entry.parent_id,
            position=entry.position,
            ref=entry.ref,
            title=entry.title,
            due=entry.due,
            due_latest=entry.due_latest,
            due_ongoing=entry.due_ongoing,
            fields=dict(entry.fields),
            people={part: tuple(names) for part, names in people.items()},
            sources=_of(tags, TagKind.SOURCE),
            characteristics=_of(tags, TagKind.CHARACTERISTIC),
            links=tuple(self._links.get(entry.id, ())),
        )


def _of(tags: Iterable[tuple[str, str]], kind: TagKind) -> tuple[str, ...]:
    return tuple(name for of, name in tags if of == kind.value)


def values_of(session: Session, entry_ids: Sequence[int]) -> dict[int, list[ValueRow]]:
    """Return the values of entries by entry: by kind of value, the oldest first.

    Those without a day come before all others: an average of earlier months is never the latest.
    """
    labels = {row.id: row.label for row in session.execute(select(Period.id, Period.label))}
    found: dict[int, list[ValueRow]] = {}
    for part in chunks(list(entry_ids)):
        query = select(EntryValue).where(EntryValue.entry_id.in_(part))
        for row in session.scalars(query.order_by(EntryValue.position, EntryValue.id)):
            period = labels.get(row.period_id or 0, row.period_text)
            names = (*ValueRow.__slots__,)
            plain = {name: getattr(row, name) for name in names if name != "period"}
            found.setdefault(row.entry_id, []).append(ValueRow(**plain, period=period))
    for rows in found.values():
        rows.sort(key=lambda row: (row.key, row.as_at or dt.date.min, row.position))
    return found


@dataclass(frozen=True, slots=True)
class EntryDetail:
    """Everything about one entry: its register, its parts, and the values of all of them."""

    kind: RegisterKind
    row: EntryRow
    parts: tuple[EntryRow, ...]
    values: Mapping[int, Sequence[ValueRow]]

    def parts_of(self, kind: str) -> list[EntryRow]:
        """Return the parts of one kind."""
        return [row for row in self.parts if row.kind == kind]


def entry_detail(session: Session, entry_id: int) -> EntryDetail | None:
    """Return everything about an entry, None when it is not there any more."""
    found = session.get(RegisterEntry, entry_id)
    if found is None:
        return None
    row = entry_rows(session, [found])[0]
    parts = part_rows(session, [entry_id]).get(entry_id, [])
    values = values_of(session, [entry_id, *(part.id for part in parts)])
    return EntryDetail(kind_of(session, found.kind, found.plan_id), row, tuple(parts), values)


def find_entry(session: Session, ref: str, name: str = "") -> int:
    """Return the entry that a ref, a title or a stable identifier names.

    ``name`` limits it to one register. Raises UsageError for none, or for several.
    """
    said = " ".join(ref.split()).casefold()
    columns = (RegisterEntry.id, RegisterEntry.uid, RegisterEntry.ref, RegisterEntry.title)
    query = select(*columns, RegisterEntry.kind, RegisterEntry.parent_id)
    if name:
        query = query.where(RegisterEntry.kind == name)
    else:
        query = query.where(RegisterEntry.kind.in_(register_names()))
    rows = session.execute(query).all()
    for place in ("uid", "ref", "title"):
        hits = [row for row in rows if said and getattr(row, place).casefold() == said]
        if len(hits) == 1:
            return hits[0].id
        if hits:
            where = ", ".join(f"{row.kind} “{row.title[:40]}”" for row in hits[:3])
            raise UsageError(f"{ref} names {len(hits)} entries: {where}.", "Name the register.")
    near = sorted({row.ref for row in rows if row.ref}, key=ref_key)[:8]
    hint = f"Refs: {', '.join(near)}." if near else "The register is empty."
    raise UsageError(f"There is no {ref} in {name or 'any register'}.", hint)
