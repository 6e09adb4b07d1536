"""What reports print of measures: figures, comparators, ratings and trends."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from plandesk.models.measure_rules import read_target
from plandesk.models.measure_values import read_value
from plandesk.models.register_types import RegisterKind
from plandesk.models.types import Scale, join_names
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
from plandesk.services.queries.registers.measure_sums import (
    figures_to_check,
    is_average,
    last_of,
    own_areas,
)
from plandesk.services.queries.registers.measures import MeasureRow, MeasureValue, measure_table
from plandesk.services.queries.registers.rows import ValueRow
from plandesk.services.queries.registers.source import Source

_VALUE = "value"
_STRIP = 4
_BETTER = {
    "higher": "Higher is better",
    "lower": "Lower is better",
    "range": "Better within the target range",
}


def measure_table_of(source: Source) -> MeasureTable:
    """Return all measures in one table, with their comparators."""
    groups, keys = _read(source)
    return MeasureTable(_each(groups, _line), keys)


def measure_pages_of(source: Source) -> MeasurePages:
    """Return each measure with its chart and its table."""
    return MeasurePages(*_read(source))


def measure_quarters_of(source: Source) -> MeasureQuarters:
    """Return the measures with the last four periods that any of them has a value of."""
    groups, keys = _read(source)
    labels = _last_periods(source)
    strips = _each(groups, lambda row: _strip(row, labels))
    return MeasureQuarters(strips, keys, labels or ("Q1", "Q2", "Q3", "Q4"))


def _each(
    groups: Sequence[MeasureGroup], made: Callable[[Measure], Measure]
) -> tuple[MeasureGroup, ...]:
    return tuple(MeasureGroup(group.title, tuple(map(made, group.rows))) for group in groups)


def _read(source: Source) -> tuple[tuple[MeasureGroup, ...], MeasureKeys]:
    found = measure_table(source.session, source.plan_id)
    rows = [_Reading(source, found.kind, row.upto(source.day)) for row in found.rows]
    titles = dict.fromkeys(row.word("section") for row in rows)
    groups = tuple(
        MeasureGroup(title, tuple(row.measure() for row in rows if row.word("section") == title))
        for title in titles
    )
    rating = found.kind.scale.scale if found.kind.scale else Scale("Rating")
    return groups, MeasureKeys(rating, found.kind.trend.scale if found.kind.trend else None)


def _last_periods(source: Source) -> tuple[str, ...]:
    """Return the last four periods: the plan's own, also those without a value, or as printed."""
    found = measure_table(source.session, source.plan_id)
    known = {one.said.period for row in found.rows for one in row.upto(source.day).values}
    own = [period.label for period in source.facts.shown]
    if known and known <= set(own):
        return tuple(own[-_STRIP:])
    return tuple(label for label in found.periods if label in known)[-_STRIP:]


def _line(row: Measure) -> Measure:
    """Return what one line prints of a measure, and by what rule its rating follows.

    The plan inside a public pack holds what its sections say, so they say no more than they print.
    """
    own = tuple(FigureRow(each.label, each.figures[: row.periods]) for each in row.rows[:1])
    return replace(
        row,
        columns=row.columns[: row.periods],
        rows=own,
        lead="",
        source="",
        commentary="",
    )


def _strip(row: Measure, labels: tuple[str, ...]) -> Measure:
    """Return what a line with a figure for each of the labels prints of a measure."""
    line = _line(row)
    figures = line.rows[0].figures if line.rows else ()
    found = dict(zip(line.columns, figures, strict=False))
    own = tuple(found.get(label, Figure()) for label in labels)
    aim = row.target.text.casefold()
    return Measure(
        ref=row.ref,
        name=row.name,
        unit=row.unit,
        better=row.better,
        target=row.target,
        tolerance=row.tolerance,
        comparators=tuple(each for each in row.comparators if each.name.casefold() in aim),
        columns=labels,
        periods=len(labels),
        rows=(FigureRow(row.name, own),),
        lead=row.lead,
        override=row.override,
        notes=row.notes,
    )


@dataclass(frozen=True, slots=True)
class _Reading:
    """One measure being read, as it was known at the end of the pack's period."""

    source: Source
    kind: RegisterKind
    row: MeasureRow

    def word(self, key: str) -> str:
        """Return a field of the measure as it is printed."""
        return self.row.entry.text(self.kind, key)

    def measure(self) -> Measure:
        """Return the measure as reports print it."""
        entry, latest = self.row.entry, self.row.latest
        periods = list(dict.fromkeys(one.said.period for one in self.row.values))
        areas = self._areas()
        return Measure(
            ref=entry.ref,
            name=entry.title,
            unit=self.word("unit"),
            better=_BETTER.get(str(entry.fields.get("polarity", "")), ""),
            baseline=self._figure(self.word("baseline")),
            baseline_at=self.word("baseline_at"),
            target=self._target(latest.target if latest else self.word("target")),
            tolerance=self._tolerance(latest.tolerance if latest else self.word("tolerance")),
            comparators=tuple(self._comparators()),
            latest=self._figure(latest.said.text) if latest else Figure(),
            latest_at=latest.said.period if latest else "",
            rating=latest.rating if latest else None,
            trend=latest.trend if latest else None,
            columns=(*periods, *areas),
            periods=len(periods),
            rows=tuple(self._rows(periods, areas)),
            lead=join_names(self.source.naming(entry.people.get("owner", ()))),
            source=self.word("source"),
            commentary=(latest.said.note if latest else "") or self.word("commentary"),
            override=_override(latest),
            notes=tuple(filter(None, self._notes(areas))),
        )

    def _notes(self, areas: Sequence[str]) -> list[str]:
        """Return the footnote, and where the source contradicts itself."""
        wrong = figures_to_check(self.row, areas, self.source.day)
        return [self.word("footnote"), self._moved(), *wrong]

    def _moved(self) -> str:
        """Say where the trend that is printed is not the one that its values show."""
        latest = self.row.latest
        if latest is None or not latest.trend_differs or not latest.trend or not latest.moved:
            return ""
        why = f" ({latest.said.reason.rstrip('.')})" if latest.said.reason else ""
        return (
            f"The trend is printed as {latest.trend.word.lower()}{why}; by its values it is "
            f"{latest.moved.word.lower()}."
        )

    @property
    def _unit(self) -> str:
        return str(self.row.entry.fields.get("unit", "") or "")

    def _figure(self, text: str) -> Figure:
        return Figure(text, read_value(text, self._unit)) if text else Figure()

    def _target(self, text: str) -> Figure:
        found = read_target(text, self._unit)
        return Figure(text, found.low if found.low == found.high else None)

    def _tolerance(self, text: str) -> Figure:
        """Return the tolerance; only a last value that is near can be drawn as a line."""
        limit = self.row.entry.fields.get("tolerance_kind") == "limit"
        return Figure(text, read_value(text, self._unit) if limit else None)

    def _named(self) -> tuple[str, ...]:
        spec = self.kind.value(_VALUE)
        return spec.areas if spec else ()

    def _last(self, area: str) -> ValueRow | None:
        return last_of(self.row, area, self.source.day)

    def _comparators(self) -> list[Comparator]:
        order = [*self._named(), *(area for area in self.row.areas if is_average(area))]
        pairs = [(area, self._last(area)) for area in dict.fromkeys(order)]
        return [
            Comparator(area, self._figure(last.text), last.period)
            for area, last in pairs
            if last is not None
        ]

    def _areas(self) -> list[str]:
        return own_areas(self.row, self._named())

    def _rows(self, periods: Sequence[str], areas: Sequence[str]) -> list[FigureRow]:
        by_period = {one.said.period: one for one in self.row.values}
        own = [
            Figure(one.said.text, one.said.number, one.rating)
            for one in (by_period[name] for name in periods)
        ]
        lasts = [self._last(area) for area in areas]
        own += [Figure(one.text, one.number) if one else Figure() for one in lasts]
        rows = [FigureRow(self.row.entry.title, tuple(own))] if own else []
        for part, values in self.row.parts:
            found = _cells([one for one in values if one.key == _VALUE], periods, areas)
            rows.append(FigureRow(part.title, found))
        return rows


def _cells(
    values: Sequence[ValueRow], periods: Sequence[str], areas: Sequence[str]
) -> tuple[Figure, ...]:
    own = {one.period: one for one in values if not one.area}
    by_area = {one.area: one for one in values if one.area}
    found = [own.get(name) for name in periods] + [by_area.get(name) for name in areas]
    return tuple(Figure(one.text, one.number) if one else Figure() for one in found)


def _override(latest: MeasureValue | None) -> str:
    """Say why the printed rating is not the one that follows from target and tolerance."""
    if latest is None or not latest.is_overridden or latest.computed is None:
        return ""
    reason = latest.said.reason or "No reason is given"
    return f"{reason.rstrip('.')}. By the rules it is {latest.computed.word}."
