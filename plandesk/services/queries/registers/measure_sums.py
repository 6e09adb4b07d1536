"""Where the printed figures of a measure contradict each other: areas, and shares of counts.

Nothing is corrected: reports print what the source says with a note, and the checks list it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations

from plandesk.models.register_fields import number_text
from plandesk.services.queries.registers.measures import MeasureRow
from plandesk.services.queries.registers.rows import ValueRow

_VALUE = "value"
_COUNTED = ("count", "money")
_FEWEST = 2  # areas, below which there is nothing to add up
# An average of areas counted as a number adds up to a multiple of the whole: that says nothing.
_LEAST, _MOST = 0.5, 1.5
_EDGE = 1e-9

Place = tuple[str, str]
"""The period and the area of a figure."""


@dataclass(frozen=True, slots=True)
class _Line:
    """The figures of a measure, or of one of its rows, by place."""

    name: str
    counts: Mapping[Place, float]
    shares: Mapping[Place, tuple[float, int]]


def areas_to_add(row: MeasureRow, areas: Sequence[str], day: dt.date | None = None) -> str:
    """Say where the areas do not add up to the whole; shares and averages are not added."""
    latest = row.latest
    whole = latest.said.number if latest else None
    lasts = [last_of(row, area, day) for area in areas]
    numbers = [one.number for one in lasts if one is not None and one.number is not None]
    if _unit(row) not in _COUNTED or not whole or len(numbers) < _FEWEST:
        return ""
    added = sum(numbers)
    if added == whole or not _LEAST * whole <= added <= _MOST * whole:
        return ""
    return (
        f"The areas add up to {number_text(added)}; the source prints {number_text(whole)} "
        "for the whole."
    )


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
        said = re.fullmatch(r"\s*(\d+(?:\.(\d+))?)\s*%\s*", one.text)
        if said:
            shares[place] = (float(said[1]), len(said[2] or ""))
        elif one.number is not None:
            counts[place] = one.number
    return _Line(name, counts, shares)


def _unit(row: MeasureRow) -> str:
    return str(row.entry.fields.get("unit", "") or "")
