"""What every register section of a pack is filled from, and how its rows are read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from plandesk.models.plan import PlanItem
from plandesk.models.register_types import RegisterKind, ValueSpec
from plandesk.models.timeframes.types import day_words
from plandesk.models.types import join_names
from plandesk.services.queries.packs.content import PlanFacts
from plandesk.services.queries.registers.rows import (
    EntryRow,
    RegisterFilter,
    ValueRow,
    part_rows,
    register_rows,
    values_of,
)
from plandesk.services.registers.kinds import kind_of

Naming = Callable[[Iterable[str]], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Source:
    """A plan as of a period, and how its people are called: by name, or by role."""

    session: Session
    facts: PlanFacts
    plan_id: int
    naming: Naming = tuple

    @property
    def period_id(self) -> int | None:
        """Return the period of the pack, None before the first."""
        return self.facts.period.id if self.facts.period else None

    @property
    def day(self) -> dt.date | None:
        """Return the last day that the pack tells of."""
        return self.facts.period.as_at if self.facts.period else None

    def kind(self, name: str) -> RegisterKind:
        """Return a register with what the plan has changed in it."""
        return kind_of(self.session, name, self.plan_id)

    def people(self, row: EntryRow, part: str) -> str:
        """Return who plays a part in an entry, as it is printed."""
        return join_names(self.naming(row.people.get(part, ())))

    def names(self, names: Sequence[str]) -> str:
        """Return names as they are printed."""
        return join_names(self.naming(names))

    def register(self, name: str) -> Register:
        """Read a register: its entries for this plan, their parts and the values of both."""
        rows = register_rows(self.session, name, RegisterFilter(plan_id=self.plan_id))
        parts = part_rows(self.session, [row.id for row in rows])
        ids = [row.id for row in rows] + [one.id for each in parts.values() for one in each]
        values = values_of(self.session, ids)
        known = {entry: _until(found, self.day) for entry, found in values.items()}
        return Register(self.kind(name), rows, parts, known)

    def fields(self) -> dict[int, Mapping[str, Any]]:
        """Return the further columns of the plan's rows by their ids."""
        found = select(PlanItem.id, PlanItem.fields).where(PlanItem.plan_id == self.plan_id)
        return {row.id: dict(row.fields) for row in self.session.execute(found)}


def _until(values: Sequence[ValueRow], day: dt.date | None) -> list[ValueRow]:
    """Return the values that were known at the end of the pack's period."""
    return [one for one in values if day is None or one.as_at is None or one.as_at <= day]


@dataclass(frozen=True, slots=True)
class Register:
    """A register as read: entries, parts by entry, values by entry or part."""

    kind: RegisterKind
    rows: Sequence[EntryRow]
    parts: Mapping[int, Sequence[EntryRow]]
    values: Mapping[int, Sequence[ValueRow]] = field(default_factory=dict[int, list[ValueRow]])

    def parts_of(self, row: EntryRow, kind: str) -> list[EntryRow]:
        """Return the parts of one kind of an entry, in order."""
        return [one for one in self.parts.get(row.id, ()) if one.kind == kind]

    def values_of(self, row: EntryRow, key: str) -> list[ValueRow]:
        """Return the values of one kind, the oldest first."""
        return [one for one in self.values.get(row.id, ()) if one.key == key]

    def word(self, row: EntryRow, key: str) -> str:
        """Return a field of an entry as it is printed."""
        return row.text(self.kind, key)


def lines(value: object) -> tuple[str, ...]:
    """Return the lines of a text or of a list that says something."""
    if isinstance(value, str):
        return tuple(line.strip() for line in value.splitlines() if line.strip())
    if isinstance(value, list):
        found = cast("list[object]", value)
        return tuple(str(one).strip() for one in found if str(one).strip())
    return () if value is None else (str(value),)


def choice_word(spec: ValueSpec | None, text: str) -> str:
    """Return the word of a value that is a choice; other texts stay as they are."""
    found = spec.as_field().choice(text) if spec and spec.choices else None
    return found.word if found else text


def linked(row: EntryRow) -> tuple[str, ...]:
    """Return the refs of the rows that an entry is linked to, each once."""
    return tuple(dict.fromkeys(link.ref or link.title for link in row.links))


def day_text(day: dt.date | None) -> str:
    """Return a day in words, empty for none."""
    return day_words(day) if day else ""
