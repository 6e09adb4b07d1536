"""What reports print of measures: figures, comparators, ratings and trends."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from plandesk.models.measure_rules import (
    Target,
    Tolerance,
    judge,
    read_target,
    read_tolerance,
    resolve,
    trend_role,
)
from plandesk.models.measure_values import read_value
from plandesk.models.register_types import RegisterKind
from plandesk.models.types import Rating, Scale
from plandesk.reports.register_content import (
    Comparator,
    Figure,
    FigureRow,
    Measure,
    MeasureGroup,
    MeasureKeys,
    MeasurePages,
    MeasureQuarters,
    MeasureTable,
)
from plandesk.services.queries.register_rows import EntryRow, ValueRow
from plandesk.services.queries.register_source import Register, Source

_VALUE = "value"
_STRIP = 4
_BETTER = {
    "higher": "Higher is better",
    "lower": "Lower is better",
    "range": "Better within the target range",
}


def measure_table_of(source: Source) -> MeasureTable:
    """Return all measures in one table, with their comparators."""
    register = source.register("measures")
    return MeasureTable(_groups(source, register), _keys(register.kind))


def measure_pages_of(source: Source) -> MeasurePages:
    """Return each measure with its chart and its table."""
    register = source.register("measures")
    return MeasurePages(_groups(source, register), _keys(register.kind))


def measure_quarters_of(source: Source) -> MeasureQuarters:
    """Return the measures with the last four periods that any of them has a value of."""
    register = source.register("measures")
    groups = _groups(source, register)
    labels = _last_periods(register)
    strips = tuple(
        MeasureGroup(group.title, tuple(_strip(row, labels) for row in group.rows))
        for group in groups
    )
    return MeasureQuarters(strips, _keys(register.kind), labels or ("Q1", "Q2", "Q3", "Q4"))


def _keys(kind: RegisterKind) -> MeasureKeys:
    rating = kind.scale.scale if kind.scale else Scale("Rating")
    return MeasureKeys(rating, kind.trend.scale if kind.trend else None)


def _groups(source: Source, register: Register) -> tuple[MeasureGroup, ...]:
    titles = dict.fromkeys(register.word(row, "section") for row in register.rows)
    return tuple(
        MeasureGroup(
            title,
            tuple(
                _Reading(source, register, row).measure()
                for row in register.rows
                if register.word(row, "section") == title
            ),
        )
        for title in titles
    )


def _last_periods(register: Register) -> tuple[str, ...]:
    own = [one for row in register.rows for one in register.values_of(row, _VALUE) if not one.area]
    own.sort(key=lambda one: (one.as_at or dt.date.max, one.position))
    return tuple(dict.fromkeys(one.period for one in own))[-_STRIP:]


def _strip(row: Measure, labels: tuple[str, ...]) -> Measure:
    """Return a measure with a figure for each of the labels."""
    figures = row.rows[0].figures if row.rows else ()
    found = dict(zip(row.columns[: row.periods], figures, strict=False))
    own = tuple(found.get(label, Figure()) for label in labels)
    return Measure(
        row.ref,
        row.name,
        row.unit,
        row.better,
        target=row.target,
        tolerance=row.tolerance,
        rating=row.rating,
        columns=labels,
        periods=len(labels),
        rows=(FigureRow(row.name, own),),
        lead=row.lead,
        notes=row.notes,
        override=row.override,
    )


@dataclass(frozen=True, slots=True)
class _Judged:
    """A value with the rating and trend that are printed, and why a given one differs."""

    value: ValueRow
    rating: Rating | None
    trend: Rating | None
    override: str = ""


@dataclass(frozen=True, slots=True)
class _Reading:
    """One measure being read."""

    source: Source
    register: Register
    row: EntryRow

    def measure(self) -> Measure:
        word = self._word
        values = self.register.values_of(self.row, _VALUE)
        judged = self._judged([one for one in values if not one.area])
        latest = judged[-1] if judged else None
        periods = list(dict.fromkeys(one.value.period for one in judged))
        areas = self._areas(values)
        return Measure(
            ref=self.row.ref,
            name=self.row.title,
            unit=word("unit"),
            better=_BETTER.get(str(self.row.fields.get("polarity", "")), ""),
            baseline=self._figure(word("baseline")),
            baseline_at=word("baseline_at"),
            target=self._target_figure(latest.value if latest else None),
            tolerance=self._tolerance_figure(latest.value if latest else None),
            comparators=tuple(self._comparators(values)),
            latest=self._figure(latest.value.text) if latest else Figure(),
            latest_at=latest.value.period if latest else "",
            rating=latest.rating if latest else None,
            trend=latest.trend if latest else None,
            columns=(*periods, *areas),
            periods=len(periods),
            rows=tuple(self._rows(judged, periods, areas)),
            lead=self.source.people(self.row, "owner"),
            source=word("source"),
            commentary=(latest.value.note if latest else "") or word("commentary"),
            override=latest.override if latest else "",
            notes=tuple(filter(None, (word("footnote"),))),
        )

    def _word(self, key: str) -> str:
        return self.register.word(self.row, key)

    @property
    def _unit(self) -> str:
        return str(self.row.fields.get("unit", "") or "")

    @property
    def _polarity(self) -> str:
        return str(self.row.fields.get("polarity", "") or "")

    def _figure(self, text: str) -> Figure:
        return Figure(text, read_value(text, self._unit)) if text else Figure()

    def _judged(self, own: Sequence[ValueRow]) -> list[_Judged]:
        found: list[_Judged] = []
        before: ValueRow | None = None
        for value in own:
            found.append(self._judge(value, before))
            before = value
        return found

    def _judge(self, value: ValueRow, before: ValueRow | None) -> _Judged:
        kind = self.register.kind
        role = judge(
            value.number, self._target(value), self._tolerance(value), self._polarity, self._unit
        ).role
        rated = kind.scale.in_role(role) if kind.scale and role else None
        given = kind.scale.scale.by_code(value.rating) if kind.scale else None
        gain = trend_role(
            before.number if before else None, value.number, self._polarity, self._target(value)
        )
        moved = _trend(kind, gain)
        said = kind.trend.scale.by_code(value.trend) if kind.trend else None
        differs = given is not None and rated is not None and given.code != rated.code
        reason = value.reason or ("no reason is given" if differs else "")
        return _Judged(value, given or rated, said or moved, reason if given else "")

    def _target(self, value: ValueRow | None) -> Target:
        comparators = self._known(value)
        target = read_target(self._printed("target", value), self._unit, tuple(comparators))
        return resolve(target, comparators)

    def _tolerance(self, value: ValueRow | None) -> Tolerance | None:
        kind = str(self.row.fields.get("tolerance_kind", "") or "")
        return read_tolerance(self._printed("tolerance", value), self._unit, kind)

    def _printed(self, key: str, value: ValueRow | None) -> str:
        """Return a target or tolerance: that of the value's period, else that of the measure."""
        of_period = [
            one.text
            for one in self.register.values_of(self.row, key)
            if value is not None and one.period == value.period and not one.area
        ]
        return of_period[-1] if of_period else self._word(key)

    def _target_figure(self, value: ValueRow | None) -> Figure:
        target = self._target(value)
        number = target.low if target.low == target.high else None
        return Figure(target.text, number)

    def _tolerance_figure(self, value: ValueRow | None) -> Figure:
        text = self._printed("tolerance", value)
        limit = self.row.fields.get("tolerance_kind") == "limit"
        return Figure(text, read_value(text, self._unit) if limit else None)

    def _known(self, value: ValueRow | None) -> Mapping[str, float | None]:
        """Return the numbers of other areas: of the value's period, else the last ones."""
        found: dict[str, float | None] = {}
        for one in self.register.values_of(self.row, _VALUE):
            if not one.area:
                continue
            same = value is not None and one.period == value.period
            if same or one.area not in found or value is None or not self._has(one.area, value):
                found[one.area] = one.number
        return found

    def _has(self, area: str, value: ValueRow) -> bool:
        return any(
            one.area == area and one.period == value.period
            for one in self.register.values_of(self.row, _VALUE)
        )

    def _named(self) -> tuple[str, ...]:
        spec = self.register.kind.value(_VALUE)
        return spec.areas if spec else ()

    def _comparators(self, values: Sequence[ValueRow]) -> list[Comparator]:
        last = {one.area: one for one in values if one.area}
        order = [*self._named(), *(area for area in last if _is_average(area))]
        return [
            Comparator(area, self._figure(last[area].text), last[area].period)
            for area in dict.fromkeys(order)
            if area in last
        ]

    def _areas(self, values: Sequence[ValueRow]) -> list[str]:
        others = [one.area for one in values if one.area and one.area not in self._named()]
        return [area for area in dict.fromkeys(others) if not _is_average(area)]

    def _rows(
        self, judged: Sequence[_Judged], periods: Sequence[str], areas: Sequence[str]
    ) -> list[FigureRow]:
        own = self._cells(self.row, periods, areas)
        ratings = {one.value.period: one.rating for one in judged}
        head = tuple(
            Figure(figure.text, figure.value, ratings.get(name) if figure.text else None)
            for name, figure in zip((*periods, *areas), own, strict=True)
        )
        rows = [FigureRow(self.row.title, head)] if head else []
        for part in self.register.parts_of(self.row, "measure-row"):
            rows.append(FigureRow(part.title, tuple(self._cells(part, periods, areas))))
        return rows

    def _cells(self, row: EntryRow, periods: Sequence[str], areas: Sequence[str]) -> list[Figure]:
        values = self.register.values_of(row, _VALUE)
        own = {one.period: one for one in values if not one.area}
        by_area = {one.area: one for one in values if one.area}
        found = [own.get(name) for name in periods] + [by_area.get(name) for name in areas]
        return [Figure(one.text, one.number) if one else Figure() for one in found]


def _is_average(area: str) -> bool:
    return "average" in area.casefold()


def _trend(kind: RegisterKind, gain: str | None) -> Rating | None:
    """Return the trend for a gain; a scale without "much better" calls it better."""
    if kind.trend is None or gain is None:
        return None
    return kind.trend.in_role(gain) or kind.trend.in_role(gain.removeprefix("much "))
