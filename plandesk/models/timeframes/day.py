"""Reading the one day that a box or an option asks for, from whatever was typed there.

What is typed may be a day ("26 June 2027"), less than a day ("31/3", "end of March", "Q2
2026-27") or said from today ("next Friday"). Less than a day is taken where only one day can be
meant, and told; where two can be meant none is taken, and both are offered.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from plandesk.errors import UserError
from plandesk.models.timeframes.describe import describe
from plandesk.models.timeframes.reading import read_timeframe
from plandesk.models.timeframes.relative import Days, days_from
from plandesk.models.timeframes.types import Timeframe, TimeframeKind, day_words

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# A year that was not typed is chosen by the direction; these pieces of a note speak of it alone.
_OF_YEAR = (
    "year from ", "no year is printed", "two-digit year", "financial year ", "which year is not",
)  # fmt: skip
_CLOSE, _FAR = 60, 180  # days: so near a past day, so far a coming one, that either may be meant
_NO_DAY = "there is no day in this"


class Toward(StrEnum):
    """Where the day lies when the year was not typed."""

    AHEAD = "ahead"
    BACK = "back"
    NEAR = "near"


class Edge(StrEnum):
    """Which day of a longer time is wanted; WHOLE wants nothing but a single day."""

    FIRST = "first"
    LAST = "last"
    WHOLE = "whole"


@dataclass(frozen=True, slots=True)
class DayWanted:
    """What is asked for: ``today`` is the day that "31/3" and "next Friday" are counted from."""

    today: dt.date
    toward: Toward = Toward.AHEAD
    edge: Edge = Edge.LAST


@dataclass(frozen=True, slots=True)
class DayReading:
    """The day that was understood, or the ``choices`` to ask about, and both in words.

    ``plain`` is true where the day was typed in full, so that nothing needs to be told.
    """

    text: str
    day: dt.date | None = None
    choices: tuple[dt.date, ...] = ()
    said: str = ""
    plain: bool = False


def weekday_words(day: dt.date) -> str:
    """Return a day with its weekday: "Wednesday 31 March 2027"."""
    return f"{_WEEKDAYS[day.weekday()]} {day_words(day)}"


def read_day(text: str, wanted: DayWanted) -> DayReading:
    """Return the day that a text means; never raises, and a blank text means none."""
    typed = text.strip()
    if not typed:
        return DayReading(text, plain=True)
    spans = days_from(typed, wanted.today)
    if spans:
        return _from_today(typed, spans, wanted)
    readings = _readings(typed, wanted.today)
    reading = readings[1]
    if reading.kind in _NOT_A_DAY or not _ends(reading, wanted):
        return DayReading(typed, said=_why_not(reading, wanted))
    if readings[0] != readings[2] and _ends(readings[0], wanted) != _ends(readings[2], wanted):
        return _without_year(typed, readings, wanted)
    return _in_full(typed, reading, wanted)


def settled(text: str, today: dt.date) -> str:
    """Return a typed timeframe as it may be kept: "next month" would mean another one later.

    Raises UserError where what is said from today can be two days.
    """
    spans = days_from(text, today)
    if not spans:
        return text
    first, *others = spans
    if others:
        named = " or ".join(_span_words(span) for span in spans)
        raise UserError(f"“{text.strip()}” may mean {named}.", "Type the one that is meant.")
    return _span_words(first)


def describe_typed(text: str, today: dt.date, reference: dt.date | None = None) -> str:
    """Return how a timeframe that is being typed is understood, in words for an officer.

    ``reference`` is the date that a missing year is taken from.
    """
    spans = days_from(text, today)
    if spans:
        return " or ".join(_span_words(span) for span in spans) + ("?" if spans[1:] else "")
    return describe(read_timeframe(text, reference=reference))


def _span_words(span: Days) -> str:
    first, last = span
    if first == last:
        return weekday_words(first)
    return f"{day_words(first)} to {day_words(last)}"


_NOT_A_DAY = frozenset(
    {
        TimeframeKind.BLANK,
        TimeframeKind.UNREADABLE,
        TimeframeKind.RECURRING,
        TimeframeKind.ONGOING,
        TimeframeKind.MULTI,
        TimeframeKind.DONE,
        TimeframeKind.TO_CONFIRM,
        TimeframeKind.RELATIVE,
    }
)


def _readings(text: str, today: dt.date) -> tuple[Timeframe, ...]:
    """Read a text in the year before, in this year and in the next."""
    years = (today.year - 1, today.year, today.year + 1)
    return tuple(read_timeframe(text, reference=dt.date(year, 12, 31)) for year in years)


def _ends(reading: Timeframe, wanted: DayWanted) -> dt.date | None:
    if wanted.edge is Edge.WHOLE:
        return reading.latest if reading.earliest == reading.latest else None
    if wanted.edge is Edge.LAST:
        return None if reading.ongoing else reading.latest
    return reading.earliest or reading.latest


def _from_today(text: str, spans: tuple[Days, ...], wanted: DayWanted) -> DayReading:
    if wanted.edge is Edge.WHOLE and any(first != last for first, last in spans):
        return DayReading(text, said="type the day itself")
    found = dict.fromkeys(span[0 if wanted.edge is Edge.FIRST else 1] for span in spans)
    day, *others = found
    if others:
        return _asked(text, (day, *others))
    return DayReading(text, day, said=weekday_words(day))


def _asked(text: str, days: tuple[dt.date, ...], why: str = "") -> DayReading:
    named = " or ".join(weekday_words(day) for day in days)
    return DayReading(text, choices=days, said=f"{named}? {why}".strip())


def _without_year(text: str, readings: tuple[Timeframe, ...], wanted: DayWanted) -> DayReading:
    days = sorted({day for each in readings if (day := _ends(each, wanted)) is not None})
    chosen, *others = _toward(days, wanted)
    doubt = _doubt(readings[1])
    if others or doubt:
        return _asked(text, (chosen, *others), doubt)
    return DayReading(text, chosen, said=f"{weekday_words(chosen)}; no year was typed")


def _toward(days: list[dt.date], wanted: DayWanted) -> tuple[dt.date, ...]:
    """Return the day in the wanted direction; one that is just past may be meant as well."""
    today = wanted.today
    coming = [day for day in days if day >= today]
    past = [day for day in reversed(days) if day <= today]
    if not coming or not past or coming[0] == past[0]:
        return ((coming or past)[0],)
    ahead, back = (coming[0] - today).days, (today - past[0]).days
    if wanted.toward is Toward.NEAR:
        near = (past[0], coming[0]) if abs(ahead - back) < _CLOSE else ()
        return near or ((coming[0] if ahead < back else past[0]),)
    if wanted.toward is Toward.BACK:
        return (past[0],)
    return (past[0], coming[0]) if back <= _CLOSE and ahead >= _FAR else (coming[0],)


def _in_full(text: str, reading: Timeframe, wanted: DayWanted) -> DayReading:
    day = _ends(reading, wanted)
    if day is None:
        return DayReading(text, said=_why_not(reading, wanted))
    doubt = _doubt(reading)
    if doubt:
        return _asked(text, (day,), doubt)
    if reading.earliest == reading.latest and reading.kind is TimeframeKind.DATE:
        return DayReading(text, day, said=weekday_words(day), plain=reading.label is None)
    return DayReading(text, day, said=weekday_words(day))


def _doubt(reading: Timeframe) -> str:
    """Return what else a text can mean, apart from the year that was not typed."""
    if not reading.ambiguous:
        return ""
    pieces = (reading.note or "").split("; ")
    left = "; ".join(piece for piece in pieces if not piece.startswith(_OF_YEAR))
    return f"{left[:1].upper()}{left[1:]}." if left else ""


def _why_not(reading: Timeframe, wanted: DayWanted) -> str:
    if reading.kind is TimeframeKind.UNREADABLE:
        return reading.note or _NO_DAY
    if reading.kind is TimeframeKind.MULTI:
        return "several dates: type one"
    if reading.latest is not None and wanted.edge is Edge.WHOLE:
        return "type the day itself"
    return reading.note or _NO_DAY
