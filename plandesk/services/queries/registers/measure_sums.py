"""Where the printed figures of a measure contradict each other: areas, sums, shares, running sums.

Nothing is corrected: reports print what the source says with a note, and the checks list it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations, permutations

from plandesk.models.register_fields import number_text
from plandesk.services.queries.registers.measures import MeasureRow
from plandesk.services.queries.registers.rows import ValueRow

_VALUE = "value"
_COUNTED = ("count", "money")
_FEWEST = 2  # areas, below which there is nothing to add up
# An average of areas counted as a number adds up to a multiple of the whole: that says nothing.
_LEAST, _MOST = 0.5, 1.5
_EDGE = 1e-9
_SHARE = re.compile(r"\s*(\d+(?:\.(\d+))?)\s*%\s*")

Place = tuple[str, str]
"""The period and the area of a figure."""


@dataclass(frozen=True, slots=True)
class _Line:
    """The figures of a measure, or of one of its rows, by place."""

    name: str
    counts: Mapping[Place, float]
    shares: Mapping[Place, tuple[float, int]]


def figures_to_check(
    row: MeasureRow, areas: Sequence[str], day: dt.date | None = None
) -> list[str]:
    """Say everything that the printed figures of a measure and its rows contradict."""
    lines = _lines(row)
    found = [areas_to_add(row, areas, day), *_sums_to_check(lines), *shares_to_check(row)]
    return [*filter(None, found), *_running_sums(lines)]


def areas_to_add(row: MeasureRow, areas: Sequence[str], day: dt.date | None = None) -> str:
    """Say where the areas do not add up to the whole; shares and averages are not added."""
    latest = row.latest
    own = latest.said.number if latest and _unit(row) in _COUNTED else None
    told = [_added("", own, [last_of(row, area, day) for area in areas])]
    told += [
        _added(part.title, *_wholes([one for one in values if one.key == _VALUE], areas, day))
        for part, values in row.parts
    ]
    wrong = [one for one in told if one is not None]
    if not wrong:
        return ""
    first, others = wrong[0], wrong[1:]
    of = f" of “{first.name}”" if first.name else ""
    said = (
        f"The areas{of} add up to {number_text(first.added)}; the source prints "
        f"{number_text(first.whole)} for the whole."
    )
    if not others:
        return said
    more = " and ".join(
        f"“{one.name}” ({number_text(one.added)}, {number_text(one.whole)})" for one in others
    )
    return f"{said} So with {more}."


@dataclass(frozen=True, slots=True)
class _Added:
    """Areas of a line that add up to something else than the line's whole."""

    name: str
    added: float
    whole: float


def _added(name: str, whole: float | None, areas: Sequence[ValueRow | None]) -> _Added | None:
    numbers = [
        one.number
        for one in areas
        if one is not None and one.number is not None and not _is_share(one.text)
    ]
    if not whole or len(numbers) < _FEWEST:
        return None
    added = sum(numbers)
    fits = added == whole or not _LEAST * whole <= added <= _MOST * whole
    return None if fits else _Added(name, added, whole)


def _wholes(
    values: Sequence[ValueRow], areas: Sequence[str], day: dt.date | None
) -> tuple[float | None, list[ValueRow | None]]:
    """Return the last figure of a row, and its last one of each area."""
    known = [one for one in values if day is None or one.as_at is None or one.as_at <= day]
    whole = next((one for one in reversed(known) if not one.area), None)
    lasts = [next((o for o in reversed(known) if o.area == area), None) for area in areas]
    fits = whole is not None and not _is_share(whole.text)
    return (whole.number if whole is not None and fits else None), lasts


def _sums_to_check(lines: Sequence[_Line]) -> list[str]:
    """Say where a row is not the sum of the rows that it is the sum of elsewhere.

    Which rows add up is not written anywhere: those that do in most of the places, and in two.
    """
    counted = [line for line in lines if line.counts]
    found: list[str] = []
    for total in counted:
        others = [line for line in counted if line is not total]
        for parts in chain.from_iterable(combinations(others, n) for n in (2, 3)):
            places = [place for place in total.counts if all(place in one.counts for one in parts)]
            wrong = [p for p in places if sum(o.counts[p] for o in parts) != total.counts[p]]
            right = len(places) - len(wrong)
            if right < _FEWEST or right <= len(wrong):
                continue
            found += [_sum_told(total, parts, place) for place in wrong]
    return found


def _sum_told(total: _Line, parts: Sequence[_Line], place: Place) -> str:
    numbers = [number_text(one.counts[place]) for one in parts]
    where = ", ".join(filter(None, place))
    added = number_text(sum(one.counts[place] for one in parts))
    return (
        f"{where + ': ' if where else ''}{' and '.join(numbers)} are {added}; the source "
        f"prints {number_text(total.counts[place])} as “{total.name}”."
    )


def _running_sums(lines: Sequence[_Line]) -> list[str]:
    """Say where a sum over several periods is less than one of them alone."""
    for line in lines:
        for (period, area), number in line.counts.items():
            if "cumulative" not in period.casefold():
                continue
            for (other, same), alone in line.counts.items():
                if same == area and "cumulative" not in other.casefold() and alone > number:
                    return [
                        f"{period}: {number_text(number)} is less than the {number_text(alone)} "
                        f"of {other} alone, so it cannot be the sum of several periods."
                    ]
    return []


def last_of(row: MeasureRow, area: str, day: dt.date | None) -> ValueRow | None:
    """Return the last value of an area that was known on a day."""
    known = [
        one
        for one in row.areas.get(area, ())
        if day is None or one.as_at is None or one.as_at <= day
    ]
    return known[-1] if known else None


def own_areas(row: MeasureRow, named: Sequence[str]) -> list[str]:
    """Return the parts of the whole: areas that are neither a comparator nor an average."""
    return [area for area in row.areas if area not in named and not is_average(area)]


def is_average(area: str) -> bool:
    """Tell whether an area is an average to compare with, not a part of the whole."""
    return "average" in area.casefold()


def shares_to_check(row: MeasureRow) -> list[str]:
    """Say which printed percentages are not the share that their two counts give.

    Which two rows a percentage is made of is not written anywhere: it is the pair that gives the
    printed figure, rounded as printed, in at least half of the places.
    """
    lines = _lines(row)
    counted = [line for line in lines if line.counts]
    found: list[str] = []
    for line in lines:
        if line.shares:
            found += _told(line, *_explained(line, counted))
    return found


def _explained(line: _Line, counted: Sequence[_Line]) -> tuple[_Line | None, _Line | None]:
    """Return part and whole that explain most of the shares of a line."""
    best: tuple[int, _Line | None, _Line | None] = (0, None, None)
    for part, whole in permutations(counted, 2):
        places = _common(line, part, whole)
        right = sum(_fits(line, part, whole, place) for place in places)
        if 2 * right >= len(places) and right > best[0]:
            best = (right, part, whole)
    return best[1], best[2]


def _told(line: _Line, part: _Line | None, whole: _Line | None) -> list[str]:
    if part is None or whole is None:
        return []
    found: list[str] = []
    for place in _common(line, part, whole):
        if _fits(line, part, whole, place):
            continue
        said, decimals = line.shares[place]
        is_share = 100 * part.counts[place] / whole.counts[place]
        where = ", ".join(filter(None, place))
        found.append(
            f"{where + ': ' if where else ''}{number_text(part.counts[place])} of "
            f"{number_text(whole.counts[place])} is {is_share:.{decimals + 1}f}%; the source "
            f"prints {said:.{decimals}f}%."
        )
    return found


def _common(line: _Line, part: _Line, whole: _Line) -> list[Place]:
    return [
        place
        for place in line.shares
        if place in part.counts and 0 < whole.counts.get(place, 0) >= part.counts[place]
    ]


def _fits(line: _Line, part: _Line, whole: _Line, place: Place) -> bool:
    said, decimals = line.shares[place]
    is_share = 100 * part.counts[place] / whole.counts[place]
    return abs(is_share - said) <= 0.5 * 10**-decimals + _EDGE


def _lines(row: MeasureRow) -> list[_Line]:
    own = [one.said for one in row.values]
    own += [one for values in row.areas.values() for one in values]
    lines = [_line(row.entry.title, own)]
    lines += [
        _line(part.title, [one for one in values if one.key == _VALUE])
        for part, values in row.parts
    ]
    return lines


def _line(name: str, values: Sequence[ValueRow]) -> _Line:
    counts: dict[Place, float] = {}
    shares: dict[Place, tuple[float, int]] = {}
    for one in values:
        place = (one.period, one.area)
        said = _SHARE.fullmatch(one.text)
        if said:
            shares[place] = (float(said[1]), len(said[2] or ""))
        elif one.number is not None:
            counts[place] = one.number
    return _Line(name, counts, shares)


def _is_share(text: str) -> bool:
    return _SHARE.fullmatch(text) is not None


def _unit(row: MeasureRow) -> str:
    return str(row.entry.fields.get("unit", "") or "")
