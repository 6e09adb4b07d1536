"""What was done: the steps of this session that can be taken back, and all that the file keeps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from plandesk.models.audit import ChangeEntry, ChangeSet
from plandesk.models.base import Base
from plandesk.models.people import Person
from plandesk.models.period import Period
from plandesk.models.plan import ItemPerson, Plan, PlanItem, Tag
from plandesk.models.registers import (
    EntryItem,
    EntryPerson,
    EntryPlan,
    EntryTag,
    EntryValue,
    RegisterEntry,
)
from plandesk.services.document import Document

# How rows count, and what only serves the program.
_SILENT = frozenset(
    {"id", "uid", "plan_id", "item_id", "position", "due_earliest", "due_latest", "due_ongoing"}
    | {"forecast_latest", "person_id", "tag_id", "period_id", "level", "parent_id", "file_hash"}
    | {"review_id", "pack_id", "issue_id", "meeting_id", "body_id"}
    | {"entry_id", "about_id", "part", "as_at", "number", "key", "period_text", "area"}
)
_OF_ENTRIES: dict[str, type[Base]] = {
    model.__tablename__: model
    for model in (RegisterEntry, EntryValue, EntryPerson, EntryTag, EntryItem, EntryPlan)
}
_JOINS = {
    "item_person": "person_id",
    "item_tag": "tag_id",
    "entry_person": "person_id",
    "entry_tag": "tag_id",
}


@dataclass(frozen=True, slots=True)
class SessionStep:
    """A step of this session.

    ``count`` is what ``Document.undo_to`` (or ``redo_to`` for an undone step) takes to go to
    just before it (or just after it).
    """

    title: str
    at: dt.datetime | None
    undone: bool
    count: int


def session_steps(document: Document) -> list[SessionStep]:
    """Return the steps that can be undone or done again, the newest first."""
    undone = [
        SessionStep(step.title, step.at, True, number)
        for number, step in enumerate(document.redo_steps, start=1)
    ]
    done = [
        SessionStep(step.title, step.at, False, number)
        for number, step in enumerate(document.undo_steps, start=1)
    ]
    return [*reversed(undone), *done]


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step that the file keeps: when (UTC), who, what, from where, and how many rows."""

    id: int
    at: dt.datetime
    who: str
    title: str
    source: str
    rows: int


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of one row that a step changed, in words; ``ref`` is the ref the row has now.

    A row that came has no ``before``, one that went no ``after``.
    """

    item_id: int | None
    ref: str
    table: str
    field: str
    before: str
    after: str


def file_steps(
    session: Session, limit: int = 200, before_id: int | None = None, text: str = ""
) -> list[StepRow]:
    """Return the steps that the file keeps, newest first, ``limit`` at a time.

    ``before_id`` is the last step seen, for the next portion; ``text`` narrows to titles, names
    and sources that hold it.
    """
    counted = (
        select(func.count())
        .where(ChangeEntry.set_id == ChangeSet.id)
        .correlate(ChangeSet)
        .scalar_subquery()
    )
    statement = select(ChangeSet, counted).order_by(ChangeSet.id.desc()).limit(limit)
    if before_id is not None:
        statement = statement.where(ChangeSet.id < before_id)
    if text.strip():
        wanted = text.strip()
        columns = (ChangeSet.title, ChangeSet.who, ChangeSet.source)
        statement = statement.where(
            or_(*(column.icontains(wanted, autoescape=True) for column in columns))
        )
    return [
        StepRow(step.id, step.at, step.who, step.title, step.source, rows)
        for step, rows in session.execute(statement)
    ]


def step_changes(session: Session, set_id: int, limit: int = 2000) -> list[FieldChange]:
    """Return what a step changed, field by field, with names in place of numbers."""
    entries = session.scalars(
        select(ChangeEntry)
        .where(ChangeEntry.set_id == set_id)
        .order_by(ChangeEntry.id)
        .limit(limit)
    ).all()
    names = _Names(session, entries)
    found: list[FieldChange] = []
    for entry in entries:
        before, after = entry.before or {}, entry.after or {}
        for field in dict.fromkeys([*before, *after]):
            old, new = names.text(field, before.get(field)), names.text(field, after.get(field))
            if field in _SILENT or field.endswith("_uid") or old == new:
                continue
            found.append(
                FieldChange(
                    entry.item_id,
                    names.ref(entry.item_id) or names.entry(entry),
                    entry.table_name,
                    names.field(entry, field),
                    old,
                    new,
                )
            )
        found += names.joined(entry, before, after)
    return found or names.moved(entries)


class _Names:
    """What the numbers in a step's rows are called."""

    def __init__(self, session: Session, entries: Sequence[ChangeEntry]) -> None:
        items = {entry.item_id for entry in entries if entry.item_id is not None}
        self._refs: dict[int, str] = {}
        for number in items:
            row = session.get(PlanItem, number)
            if row is not None:
                self._refs[number] = row.ref or row.title
        for entry in entries:
            if entry.table_name == PlanItem.__tablename__ and entry.item_id is not None:
                said = entry.before or entry.after or {}
                name = said.get("ref") or said.get("title")
                if name and entry.item_id not in self._refs:
                    self._refs[entry.item_id] = str(name)
        self._session = session
        self._words = {
            value.code: value.word
            for plan in session.scalars(select(Plan))
            for value in plan.values
        }
        self._joined: dict[str, dict[int, str]] = {
            "person_id": {row.id: row.name for row in session.scalars(select(Person))},
            "tag_id": {row.id: row.name for row in session.scalars(select(Tag))},
            "period_id": {row.id: row.label for row in session.scalars(select(Period))},
        }

    def ref(self, item_id: int | None) -> str:
        return self._refs.get(item_id or 0, "")

    def moved(self, entries: Sequence[ChangeEntry]) -> list[FieldChange]:
        """Return where rows stood and stand, of a step that only moved rows.

        Rows that went elsewhere tell it all; those that made room for them are left out.
        """
        rows = [one for one in entries if one.table_name == PlanItem.__tablename__ and one.before]
        gone = [one for one in rows if "parent_id" in (one.before or {})]
        shifted = [one for one in rows if "position" in (one.before or {})]
        return [self._move(one) for one in gone or shifted]

    def _move(self, change: ChangeEntry) -> FieldChange:
        row = self._session.get(PlanItem, change.item_id or 0)
        here = (getattr(row, "parent_id", None), getattr(row, "position", None))
        before, after = (
            self._place(said.get("parent_id", here[0]), said.get("position", here[1]))
            for said in (change.before or {}, change.after or {})
        )
        name = self.ref(change.item_id)
        return FieldChange(change.item_id, name, change.table_name, "place", before, after)

    def _place(self, parent_id: int | None, position: int | None) -> str:
        parent = self._session.get(PlanItem, parent_id) if parent_id else None
        number = str(position + 1) if position is not None else "?"
        return f"{number} in {parent.ref or parent.title}" if parent else number

    def entry(self, change: ChangeEntry) -> str:
        """Return the ref, or the title, of the entry of a register that a row is about."""
        model = _OF_ENTRIES.get(change.table_name)
        if model is None:
            return ""
        row = self._session.get(model, int(change.row_id))
        said = {**(change.before or {}), **(change.after or {})}
        if model is not RegisterEntry:
            number = said.get("entry_id") or getattr(row, "entry_id", 0)
            row = self._session.get(RegisterEntry, number)
        ref = getattr(row, "ref", "") or said.get("ref")
        return str(ref or getattr(row, "title", "") or said.get("title") or "")

    def field(self, change: ChangeEntry, field: str) -> str:
        """Return what a field is called; a value also by its kind, period and area."""
        if change.table_name != EntryValue.__tablename__ or field != "text":
            return field.replace("_", " ")
        row = self._session.get(EntryValue, int(change.row_id))
        said = {**(change.before or {}), **(change.after or {})}
        names = ("key", "period_id", "period_text", "area")
        key, period_id, printed, area = (
            str(said.get(name) or getattr(row, name, None) or "") for name in names
        )
        period = self._joined["period_id"].get(int(period_id or 0), printed)
        return ", ".join(part for part in (key, period, area) if part)

    def text(self, field: str, value: Any) -> str:
        if value is None or value in ("", [], {}):
            return ""
        if isinstance(value, list):
            return ", ".join(str(each) for each in cast("list[Any]", value))
        if isinstance(value, dict):
            said = cast("dict[str, Any]", value)
            return ", ".join(f"{name}: {each}" for name, each in said.items())
        if isinstance(value, bool):
            return "yes" if value else "no"
        if field == "rating":
            return self._words.get(value, str(value))
        if field in {"source_id", "target_id"}:
            return self._refs.get(value, f"row {value}")
        return str(value)

    def joined(
        self, entry: ChangeEntry, before: Mapping[str, Any], after: Mapping[str, Any]
    ) -> list[FieldChange]:
        """Say who or which tag was put on a row or taken off it."""
        column = _JOINS.get(entry.table_name)
        if column is None or before.get(column) == after.get(column):
            return []
        known = self._joined[column]
        old, new = (known.get(side.get(column) or 0, "") for side in (before, after))
        said = before or after
        model = {"item_person": ItemPerson, "entry_person": EntryPerson}.get(entry.table_name)
        row = self._session.get(model, int(entry.row_id)) if model else None
        part = str(said.get("part") or (row.part if row else "tag"))
        return [
            FieldChange(
                entry.item_id,
                self.ref(entry.item_id) or self.entry(entry),
                entry.table_name,
                part,
                old,
                new,
            )
        ]
