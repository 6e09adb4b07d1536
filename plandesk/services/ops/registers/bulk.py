"""Writing many entries at once: an import, a paper, a plan exported as JSON."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Table, func, select
from sqlalchemy.orm import Session

from plandesk.errors import UserError
from plandesk.models.base import Base, new_uid
from plandesk.models.content import EntryContent, EntryLinkContent, ValueContent
from plandesk.models.counted import counted
from plandesk.models.period import Period
from plandesk.models.plan import PlanItem
from plandesk.models.register_fields import read_field
from plandesk.models.register_types import RegisterKind
from plandesk.models.registers import RegisterEntry, due_columns
from plandesk.models.timeframes.reading import read_timeframe
from plandesk.models.types import TagKind
from plandesk.services.changes import insert_rows, next_id
from plandesk.services.ops.lookup import (
    chunks,
    person_ids,
    reference_date,
    tag_ids,
    typed_timeframe,
)
from plandesk.services.ops.registers.entries import check_place, load_kind_of, require_part
from plandesk.services.ops.registers.lookup import next_entry_ref, read_fields, typed_dates
from plandesk.services.ops.registers.values import check_codes, read_said
from plandesk.services.registers.kinds import kind_of

UidOf = Callable[[str, str], str]


def _table(name: str) -> Table:
    return Base.metadata.tables[name]


@dataclass(frozen=True, slots=True)
class AddEntries:
    """Add many entries with their parts, values, people and tags, as one step.

    Entries without a ref take the next one of their register; their keys only join them.
    """

    contents: tuple[EntryContent, ...]
    plan_id: int | None = None
    links: tuple[EntryLinkContent, ...] = ()
    title: str = "Add entries"

    def describe(self, session: Session) -> str:
        """Say how many of what."""
        kinds = {content.kind for content in self.contents if not content.parent}
        count = sum(not content.parent for content in self.contents)
        if len(kinds) != 1:
            return f"Add {counted(count, 'entry')}"
        kind = load_kind_of(next(iter(kinds)))
        return f"Add {kind.entry}" if count == 1 else f"Add {count} to {kind.title.lower()}"

    def apply(self, session: Session) -> None:
        """Write them; refused whole when one does not fit."""
        writer = EntryWriter(session, self.plan_id, lambda _kind, _key: new_uid())
        writer.write([self._typed_today(session, said) for said in self.contents])
        writer.link(self.links, item_ids(session))

    def _typed_today(self, session: Session, said: EntryContent) -> EntryContent:
        """Return an entry with its dates as they may be kept: "next month" is another one later."""
        try:
            return replace(
                said,
                due=typed_timeframe(session, said.due),
                fields=typed_dates(session, kind_of(session, said.kind, self.plan_id), said.fields),
                values=tuple(
                    replace(each, period_text=typed_timeframe(session, each.period_text))
                    for each in said.values
                ),
            )
        except UserError as error:
            where = said.ref or f"“{said.title}”"
            raise UserError(
                f"The date of {where} is not clear. {error.message}",
                "Type the day that is meant. Nothing was added.",
            ) from error


def item_ids(session: Session) -> dict[str, int]:
    """Return the plan items of the file by their stable identifiers."""
    return {row.uid: row.id for row in session.execute(select(PlanItem.uid, PlanItem.id))}


class EntryWriter:
    """Writes entries as rows; knows which id each key was given."""

    def __init__(self, session: Session, plan_id: int | None, uid_of: UidOf) -> None:
        self._session = session
        self._plan_id = plan_id
        self._uid_of = uid_of
        self._ids: dict[str, int] = {}
        self._kinds: dict[str, RegisterKind] = {}
        self._outside: dict[str, RegisterEntry] = {}
        self._periods = {row.label: row for row in session.scalars(select(Period))}

    def write(self, contents: Sequence[EntryContent]) -> None:
        """Write entries in their order; one whose identifier is in the file stays as it is.

        A parent, or what a value is against, may be an entry of the file, by its identifier.
        """
        there = self._there()
        uids = {said.key: self._uid_of("entry", said.key) for said in contents}
        if len(uids) != len(contents):
            raise UserError("Two entries of the content have the same key.", "Nothing was added.")
        self._ids |= {key: there[uid] for key, uid in uids.items() if uid in there}
        self._find_outside({said.key for said in contents}, contents)
        fresh = [said for said in contents if uids[said.key] not in there]
        first = next_id(self._session, "register_entry")
        self._ids |= {said.key: number for number, said in enumerate(fresh, start=first)}
        rows = self._entry_rows(fresh, {said.key: said for said in contents})
        for said, row in zip(fresh, rows, strict=True):
            row["uid"] = uids[said.key]
        insert_rows(self._session, _table("register_entry"), rows)
        self._add_people(fresh)
        self._add_tags(fresh)
        self._add_values(fresh, {said.key: said for said in contents})

    def link(self, links: Sequence[EntryLinkContent], items: Mapping[str, int]) -> None:
        """Link entries to plan items or, without one, to the plan that is written."""
        there = self._there()
        tied: dict[str, list[dict[str, Any]]] = {"entry_item": [], "entry_plan": []}
        for said in links:
            entry_id = self._ids.get(said.entry) or there.get(said.entry)
            target = items.get(said.item) if said.item else self._plan_id
            if entry_id is None or target is None:
                raise UserError(
                    f"A link leads from {said.entry} to {said.item or 'the plan'}, which is not "
                    "there.",
                    "Correct the link. Nothing was added.",
                )
            name, column = ("entry_item", "item_id") if said.item else ("entry_plan", "plan_id")
            uid = self._uid_of("entry-link", f"{said.entry}>{said.kind}>{said.item}")
            tied[name].append({"uid": uid, "entry_id": entry_id, "kind": said.kind, column: target})
        for name, rows in tied.items():
            insert_rows(self._session, _table(name), rows)

    def _find_outside(self, keys: Collection[str], contents: Sequence[EntryContent]) -> None:
        said = {name for one in contents for name in (one.parent, *(v.about for v in one.values))}
        wanted = [name for name in said if name and name not in keys]
        for part in chunks(wanted):
            found = select(RegisterEntry).where(RegisterEntry.uid.in_(part))
            self._outside |= {row.uid: row for row in self._session.scalars(found)}
        self._ids |= {uid: row.id for uid, row in self._outside.items()}

    def _there(self) -> dict[str, int]:
        columns = select(RegisterEntry.uid, RegisterEntry.id)
        return {row.uid: row.id for row in self._session.execute(columns)}

    def _kind(self, name: str) -> RegisterKind:
        if name not in self._kinds:
            self._kinds[name] = kind_of(self._session, name, self._plan_id)
        return self._kinds[name]

    def _entry_rows(
        self, fresh: Sequence[EntryContent], known: Mapping[str, EntryContent]
    ) -> list[dict[str, Any]]:
        reference = reference_date(self._session)
        places = self._places()
        taken: dict[tuple[str, int | None], list[str]] = {}
        rows: list[dict[str, Any]] = []
        for said in fresh:
            kind, above = self._kind(said.kind), self._above(said, known)
            spot = (said.kind, above)
            if spot not in taken:
                taken[spot] = self._refs(*spot)
            ref = said.ref or next_entry_ref(kind.ref, taken[spot])
            taken[spot].append(ref)
            plan_id = None if said.shared else self._plan_id
            if said.parent in self._outside:
                plan_id = self._outside[said.parent].plan_id
            place = (said.kind, above, plan_id)
            places[place] = places.get(place, -1) + 1
            rows.append(
                {"id": self._ids[said.key], "kind": said.kind, "parent_id": above, "ref": ref}
                | {"plan_id": plan_id, "position": places[place], "title": said.title.strip()}
                | {"fields": read_fields(kind, said.fields)}
                | due_columns(said.due, reference)
            )
        return rows

    def _above(self, said: EntryContent, known: Mapping[str, EntryContent]) -> int | None:
        kind = self._kind(said.kind)
        if not said.title.strip():
            raise UserError(
                f"A {kind.entry} has no {kind.title_label.lower()} ({said.ref or said.key}).",
                "Enter one. Nothing was added.",
            )
        parent = known.get(said.parent) or self._outside.get(said.parent)
        if said.parent and parent is None:
            raise UserError(f"“{said.title}” is part of {said.parent}, which is missing.")
        check_place(kind, None if parent is None else RegisterEntry(kind=parent.kind))
        return self._ids.get(said.parent)

    def _refs(self, kind: str, above: int | None) -> list[str]:
        column = RegisterEntry.parent_id
        where = column.is_(None) if above is None else column == above
        query = select(RegisterEntry.ref).where(RegisterEntry.kind == kind, where)
        return list(self._session.scalars(query))

    def _places(self) -> dict[tuple[str, int | None, int | None], int]:
        entry = RegisterEntry
        columns = (entry.kind, entry.parent_id, entry.plan_id)
        found = self._session.execute(select(*columns, func.max(entry.position)).group_by(*columns))
        return {(row[0], row[1], row[2]): row[3] for row in found}

    def _add_people(self, fresh: Sequence[EntryContent]) -> None:
        wanted = [name for said in fresh for names in said.people.values() for name in names]
        tidy = list(dict.fromkeys(" ".join(name.split()) for name in wanted if name.strip()))
        ids = dict(zip(tidy, person_ids(self._session, tidy), strict=True))
        rows: list[dict[str, Any]] = []
        for said in fresh:
            for part, names in said.people.items():
                require_part(self._kind(said.kind), part)
                known = dict.fromkeys(" ".join(name.split()) for name in names if name.strip())
                rows += [
                    {"entry_id": self._ids[said.key], "person_id": ids[name], "part": part}
                    | {"position": place}
                    for place, name in enumerate(known)
                ]
        insert_rows(self._session, _table("entry_person"), rows)

    def _add_tags(self, fresh: Sequence[EntryContent]) -> None:
        rows: list[dict[str, Any]] = []
        for said in fresh:
            kinds = ((TagKind.SOURCE, said.sources), (TagKind.CHARACTERISTIC, said.characteristics))
            for kind, names in kinds:
                rows += [
                    {"entry_id": self._ids[said.key], "tag_id": number, "position": place}
                    for place, number in enumerate(tag_ids(self._session, kind, names))
                ]
        insert_rows(self._session, _table("entry_tag"), rows)

    def _add_values(self, fresh: Sequence[EntryContent], known: Mapping[str, EntryContent]) -> None:
        reference = reference_date(self._session)
        rows: list[dict[str, Any]] = []
        for said in fresh:
            counts: dict[str, int] = {}
            for value in said.values:
                place = counts.get(value.key, -1) + 1
                counts[value.key] = place
                row = self._value_row(said, value, known, reference)
                key = f"{said.key}:{value.key}:{place}"
                rows.append(row | {"position": place, "uid": self._uid_of("value", key)})
        insert_rows(self._session, _table("entry_value"), rows)

    def _unit(self, said: EntryContent, known: Mapping[str, EntryContent]) -> object:
        """Return the unit of a measure, or of the one that a row is part of."""
        top = known.get(said.parent) or self._outside.get(said.parent) or said
        spec = self._kind(top.kind).field("unit")
        return read_field(spec, top.fields.get("unit")) if spec else None

    def _value_row(
        self,
        said: EntryContent,
        value: ValueContent,
        known: Mapping[str, EntryContent],
        reference: dt.date | None,
    ) -> dict[str, Any]:
        kind = self._kind(said.kind)
        spec = kind.value(value.key)
        where = said.ref or f"“{said.title}”"
        if spec is None:
            raise UserError(f"{where}: a {kind.entry} has no value “{value.key}”.")
        period = self._periods.get(value.period)
        if value.period and period is None:
            raise UserError(f"{where} has a value of {value.period}, an unknown period.")
        if value.about and value.about not in known and value.about not in self._outside:
            raise UserError(f"{where} has a value against {value.about}, which is missing.")
        text, number = read_said(kind, self._unit(said, known), spec, value.text)
        rating, trend = check_codes(kind, value.rating, value.trend)
        printed = read_timeframe(value.period_text, reference=reference).latest
        return {
            "entry_id": self._ids[said.key],
            "about_id": self._ids.get(value.about),
            "period_id": period.id if period else None,
            "key": value.key,
            "period_text": value.period_text,
            "as_at": period.as_at if period else printed,
            "area": value.area,
            "text": text,
            "number": number,
            "note": value.note,
            "source": value.source,
            "rating": rating,
            "trend": trend,
            "reason": value.reason,
        }
