"""Measures with their values, ratings and trends, as one table for screens, checks and rules."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from plandesk.models.measure_rules import (
    MET,
    Target,
    Tolerance,
    judge,
    read_target,
    read_tolerance,
    resolve,
    trend_role,
)
from plandesk.models.period import Period
from plandesk.models.register_types import RegisterKind, RoleScale
from plandesk.models.registers import EntryItem
from plandesk.models.types import Rating
from plandesk.services.queries.registers.rows import (
    EntryRow,
    RegisterFilter,
    ValueRow,
    part_rows,
    register_rows,
    values_of,
)
from plandesk.services.registers.kinds import kind_of

MEASURES = "measures"
_VALUE = "value"
_LINK = "measures"
_YEAR = dt.timedelta(days=365)
_SEASON = dt.timedelta(days=20)


@dataclass(frozen=True, slots=True)
class MeasureValue:
    """One value of a measure, what the rules make of it, and what is printed.

    ``computed`` and ``moved`` follow from the rules, None where something is not known; ``why``
    says how. ``rating`` and ``trend`` are what is shown: what somebody gave, else the rules'.
    """

    said: ValueRow
    target: str
    tolerance: str
    computed: Rating | None
    why: str
    moved: Rating | None
    rating: Rating | None
    trend: Rating | None

    @property
    def is_overridden(self) -> bool:
        """Tell whether somebody gave another rating than the rules."""
        given = self.said.rating
        return bool(given and self.computed is not None and given != self.computed.code)

    @property
    def trend_differs(self) -> bool:
        """Tell whether somebody gave another trend than the rules."""
        given = self.said.trend
        return bool(given and self.moved is not None and given != self.moved.code)


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """One measure: its own values, the oldest first, those of other areas, and its rows.

    ``areas`` holds every value of another area: comparators, wards, districts.
    """

    entry: EntryRow
    values: tuple[MeasureValue, ...]
    areas: Mapping[str, tuple[ValueRow, ...]]
    parts: tuple[tuple[EntryRow, tuple[ValueRow, ...]], ...] = ()

    @property
    def latest(self) -> MeasureValue | None:
        """Return the newest value."""
        return self.values[-1] if self.values else None

    def upto(self, day: dt.date | None) -> MeasureRow:
        """Return the measure as it was known on a day."""
        if day is None:
            return self
        known = tuple(one for one in self.values if (one.said.as_at or dt.date.min) <= day)
        return replace(self, values=known)

    def between(self, after: dt.date | None, until: dt.date) -> MeasureValue | None:
        """Return the value of a period: the newest after the day before it and up to its own."""
        first = after or dt.date.min
        for one in reversed(self.values):
            if one.said.as_at is not None and first < one.said.as_at <= until:
                return one
        return None


@dataclass(frozen=True, slots=True)
class MeasureTable:
    """All measures, the scales of rating and trend, and the periods that have values, in order."""

    kind: RegisterKind
    rows: tuple[MeasureRow, ...]
    periods: tuple[str, ...]


def measure_table(
    session: Session, plan_id: int | None = None, wanted: RegisterFilter | None = None
) -> MeasureTable:
    """Return the measures of a plan and of all plans, or of the whole file."""
    kind = kind_of(session, MEASURES, plan_id)
    entries = register_rows(session, MEASURES, wanted or RegisterFilter(plan_id=plan_id))
    ids = [row.id for row in entries]
    parts = part_rows(session, ids)
    below = [part.id for rows in parts.values() for part in rows]
    values = values_of(session, [*ids, *below])
    rows = tuple(
        judged_measure(
            kind,
            row,
            values.get(row.id, ()),
            tuple((part, tuple(values.get(part.id, ()))) for part in parts.get(row.id, ())),
        )
        for row in entries
    )
    said = [one.said for row in rows for one in row.values]
    said.sort(key=lambda one: (one.as_at or dt.date.min, one.position))
    return MeasureTable(kind, rows, tuple(dict.fromkeys(one.period for one in said)))


def judged_measure(
    kind: RegisterKind,
    row: EntryRow,
    values: Sequence[ValueRow],
    parts: tuple[tuple[EntryRow, tuple[ValueRow, ...]], ...] = (),
) -> MeasureRow:
    """Return a measure with each of its values rated; ``values`` are the oldest first."""
    mine = [one for one in values if one.key == _VALUE]
    areas: dict[str, tuple[ValueRow, ...]] = {}
    for one in mine:
        if one.area:
            areas[one.area] = (*areas.get(one.area, ()), one)
    own = [one for one in mine if not one.area]
    rules = _Rules(kind, row, values, areas)
    judged = [rules.judged(one, _earlier(row, own, place)) for place, one in enumerate(own)]
    return MeasureRow(row, tuple(judged), areas, parts)


def _earlier(row: EntryRow, own: Sequence[ValueRow], place: int) -> ValueRow | None:
    """Return the value that a trend is held against: of a year before, where seasons matter."""
    if not row.fields.get("seasonal"):
        return own[place - 1] if place else None
    day = own[place].as_at
    if day is None:
        return None
    return next(
        (
            one
            for one in reversed(own[:place])
            if one.as_at is not None and abs(day - one.as_at - _YEAR) <= _SEASON
        ),
        None,
    )


class _Rules:
    """The rules of one measure."""

    def __init__(
        self,
        kind: RegisterKind,
        row: EntryRow,
        values: Sequence[ValueRow],
        areas: Mapping[str, tuple[ValueRow, ...]],
    ) -> None:
        self._kind = kind
        self._row = row
        self._values = values
        self._areas = areas
        self._unit = str(row.fields.get("unit") or "")
        self._polarity = str(row.fields.get("polarity") or "")

    def judged(self, said: ValueRow, before: ValueRow | None) -> MeasureValue:
        target = self._target(said)
        found = judge(said.number, target, self._tolerance(said), self._polarity, self._unit)
        role = trend_role(before.number if before else None, said.number, self._polarity, target)
        computed = _in_role(self._kind.scale, found.role)
        moved = _in_role(self._kind.trend, role)
        return MeasureValue(
            said=said,
            target=target.text,
            tolerance=self._printed("tolerance", said),
            computed=computed,
            why=found.why,
            moved=moved,
            rating=_given(self._kind.scale, said.rating) or computed,
            trend=_given(self._kind.trend, said.trend) or moved,
        )

    def _target(self, said: ValueRow) -> Target:
        known = {area: _of_period(values, said).number for area, values in self._areas.items()}
        spec = self._kind.value(_VALUE)
        names = dict.fromkeys([*known, *(spec.areas if spec else ())])
        target = read_target(self._printed("target", said), self._unit, tuple(names))
        return resolve(target, known)

    def _tolerance(self, said: ValueRow) -> Tolerance | None:
        kind = str(self._row.fields.get("tolerance_kind") or "")
        return read_tolerance(self._printed("tolerance", said), self._unit, kind)

    def _printed(self, key: str, said: ValueRow) -> str:
        """Return the target or tolerance of the value's period, else that of the measure."""
        own = [
            one.text
            for one in self._values
            if one.key == key and not one.area and one.period == said.period
        ]
        return own[-1] if own else self._row.text(self._kind, key)


def _of_period(values: Sequence[ValueRow], said: ValueRow) -> ValueRow:
    """Return the value of an area in a period, else its last one."""
    return next((one for one in values if one.period == said.period), values[-1])


def _in_role(scale: RoleScale | None, role: str | None) -> Rating | None:
    if scale is None or role is None:
        return None
    return scale.in_role(role) or scale.in_role(role.removeprefix("much "))


def _given(scale: RoleScale | None, code: str | None) -> Rating | None:
    return scale.scale.by_code(code) if scale else None


@dataclass(frozen=True, slots=True)
class MeasuresMet:
    """Whether the measures of an action meet their targets; ``met`` is None when not known.

    ``short`` and ``unknown`` say which do not, and of which it is not known, and why.
    """

    met: bool | None
    short: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


def measures_met(
    session: Session, item_ids: Collection[int], period_id: int | None = None
) -> dict[int, MeasuresMet]:
    """Return, of each plan item that is measured, whether all its measures meet their targets.

    Values count up to the as-at date of the period. An item without a measure is left out.
    """
    period = session.get(Period, period_id) if period_id is not None else None
    day = period.as_at if period else None
    wanted = set(item_ids)
    columns = select(EntryItem.entry_id, EntryItem.item_id).where(EntryItem.kind == _LINK)
    pairs = [row for row in session.execute(columns) if row.item_id in wanted]
    if not pairs:
        return {}
    table = measure_table(session)
    met = table.kind.scale.in_role(MET) if table.kind.scale else None
    rows = {row.entry.id: row.upto(day) for row in table.rows}
    short: dict[int, list[str]] = {row.item_id: [] for row in pairs}
    unknown: dict[int, list[str]] = {row.item_id: [] for row in pairs}
    for entry_id, item_id in pairs:
        row = rows.get(entry_id)
        if row is None:
            continue
        latest = row.latest
        name = row.entry.where
        if latest is None or latest.rating is None:
            why = latest.why if latest else "There is no value."
            unknown[item_id].append(f"{name}: {why}")
        elif met is None or latest.rating.code != met.code:
            short[item_id].append(f"{name} is {latest.rating.word.lower()} ({latest.said.text})")
    return {
        item_id: MeasuresMet(
            False if short[item_id] else None if unknown[item_id] else True,
            tuple(short[item_id]),
            tuple(unknown[item_id]),
        )
        for item_id in short
    }
