"""From a date as printed to the days it covers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from plandesk.models.timeframes.date_word import DateWord
from plandesk.models.timeframes.types import (
    Setting,
    Span,
    TimeframeKind,
    add_months,
)

_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
# School terms of England: they move with Easter, so whole months are named and a doubt is told.
_TERMS = {"spring": (1, 3), "summer": (4, 7), "autumn": (9, 12)}
_TERM_REMARKS = {
    "spring": "school term: January to Easter",
    "summer": "school term: after Easter to late July",
    "autumn": "school term: September to Christmas",
}


def span_of(word: DateWord, setting: Setting, year: int | None = None, source: str = "") -> Span:
    """Return the days a date covers; ``year`` is the year to take when none is printed.

    ``source`` says where that year was taken from; without it the year is shared with a
    neighbouring date ("Sept/Oct 2016") and leaves no doubt.
    """
    doubts = word.doubts
    if word.year is not None:
        year = word.year
    elif word.shape in {"day", "days", "week", "month", "season", "term", "feast"}:
        if year is None:
            year, source = setting.year_of(first_month(word))
        doubts = (*doubts, source) if source else doubts
    if year is None:
        return Span(_KINDS[word.shape], None, None, _PRECISION[word.shape], doubts, word.remarks)
    span = _BUILDERS[word.shape](word, year)
    span = replace(span, doubts=(*doubts, *span.doubts), remarks=(*word.remarks, *span.remarks))
    return _edged(word, span)


def first_month(word: DateWord) -> int:
    """Return the month of the year that a date begins in, or 0 where it names none."""
    if word.shape == "feast":
        return {"easter": 4, "new year": 1}.get(word.joined, 12)
    if word.shape == "season":
        return _SEASONS[word.joined]
    if word.shape == "term":
        return _TERMS[word.joined][0] if word.joined in _TERMS else 12
    return word.month


def _day(word: DateWord, year: int) -> Span:
    try:
        day = dt.date(year, word.month, word.day)
    except ValueError:  # 29 February without a year, in a year that has none
        doubt = f"{year} has no 29 February"
        return Span(TimeframeKind.DATE, None, None, "day", (doubt,))
    return Span(TimeframeKind.DATE, day, day, "day")


def _days(word: DateWord, year: int) -> Span:
    ends = sorted((_day(word, year), _day(replace(word, day=word.other), year)), key=_first_or_min)
    doubts = ends[0].doubts + ends[1].doubts
    if word.joined == "or":
        doubts = (*doubts, "one of two days")
    if word.day > word.other:
        doubts = (*doubts, "the days are printed in falling order")
    first = ends[0].first if ends[1].first is not None else None
    last = ends[1].last if first is not None else None
    return Span(TimeframeKind.RANGE, first, last, "day", doubts)


def _first_or_min(span: Span) -> dt.date:
    return span.first or dt.date.min


def _month(word: DateWord, year: int) -> Span:
    return _months(TimeframeKind.MONTH, year, word.month, 1, "month")


def _week(word: DateWord, year: int) -> Span:
    month = _month(word, year)
    if month.first is None or month.last is None:
        return month
    first = month.first + dt.timedelta(days=7 * (word.number - 1))
    if not word.number:  # the last week
        first = month.last - dt.timedelta(days=6)
    return Span(TimeframeKind.RANGE, first, first + dt.timedelta(days=6), "week")


def _months(kind: TimeframeKind, year: int, month: int, count: int, precision: str) -> Span:
    first = dt.date(year, month, 1)
    last = add_months(first, count) - dt.timedelta(days=1)
    return Span(kind, first, last, precision)


def _feast(word: DateWord, year: int) -> Span:
    if word.joined == "christmas":
        return _day(replace(word, month=12, day=25), year)
    if word.joined == "new year":
        return _day(replace(word, month=1, day=1), year)
    sunday = easter_sunday(year)
    day = dt.timedelta(days=1)
    return Span(TimeframeKind.RANGE, sunday - 2 * day, sunday + day, "day")


def easter_sunday(year: int) -> dt.date:
    """Return Easter Sunday of a year in the Gregorian calendar, after Meeus, Jones and Butcher."""
    century, rest = divmod(year, 100)
    leaps, left = divmod(century, 4)
    shift = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * (year % 19) + century - leaps - shift + 15) % 30
    weekday = (32 + 2 * left + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (year % 19 + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return dt.date(year, month, day + 1)


def _season(word: DateWord, year: int) -> Span:
    return _months(TimeframeKind.SEASON, year, _SEASONS[word.joined], 3, "season")


def _term(word: DateWord, year: int) -> Span:
    if word.joined not in _TERMS:
        doubt = "schools have no winter term"
        return replace(_season(word, year), doubts=(doubt,))
    first, last = _TERMS[word.joined]
    if word.number:
        half = (last - first + 2) // 2  # the spring term parts in the middle of February
        first = first if word.number == 1 else last - half + 1
        return _months(TimeframeKind.SEASON, year, first, half, "season")
    span = _months(TimeframeKind.SEASON, year, first, last - first + 1, "season")
    return replace(span, doubts=(_TERM_REMARKS[word.joined],))


def _quarter(word: DateWord, year: int) -> Span:
    first = add_months(dt.date(year, 4, 1), 3 * (word.number - 1))
    if word.other:  # Q1-2
        count = 3 * (word.other - word.number + 1)
        return _months(TimeframeKind.RANGE, first.year, first.month, count, "quarter")
    return _months(TimeframeKind.QUARTER, first.year, first.month, 3, "quarter")


def _half(word: DateWord, year: int) -> Span:
    first = add_months(dt.date(year, 4, 1), 6 * (word.number - 1))
    return _months(TimeframeKind.RANGE, first.year, first.month, 6, "half-year")


def _financial(_word: DateWord, year: int) -> Span:
    return _months(TimeframeKind.FINANCIAL_YEAR, year, 4, 12, "year")


def _years(word: DateWord, year: int) -> Span:
    return Span(TimeframeKind.RANGE, dt.date(year, 4, 1), dt.date(word.other, 3, 31), "year")


def _academic(_word: DateWord, year: int) -> Span:
    return _months(TimeframeKind.RANGE, year, 9, 12, "year")


def _municipal(_word: DateWord, year: int) -> Span:
    doubt = "the municipal year runs from one annual meeting in May to the next"
    return replace(_months(TimeframeKind.RANGE, year, 5, 12, "year"), doubts=(doubt,))


def _calendar(_word: DateWord, year: int) -> Span:
    return _months(TimeframeKind.RANGE, year, 1, 12, "year")


_BUILDERS: dict[str, Callable[[DateWord, int], Span]] = {
    "day": _day,
    "days": _days,
    "week": _week,
    "month": _month,
    "feast": _feast,
    "season": _season,
    "term": _term,
    "quarter": _quarter,
    "half": _half,
    "financial": _financial,
    "years": _years,
    "academic": _academic,
    "municipal": _municipal,
    "calendar": _calendar,
}
_KINDS = {
    "day": TimeframeKind.DATE,
    "month": TimeframeKind.MONTH,
    "feast": TimeframeKind.RANGE,
    "season": TimeframeKind.SEASON,
    "term": TimeframeKind.SEASON,
    "quarter": TimeframeKind.QUARTER,
    "financial": TimeframeKind.FINANCIAL_YEAR,
} | dict.fromkeys(
    ("days", "week", "half", "years", "academic", "municipal", "calendar"), TimeframeKind.RANGE
)
_PRECISION = {
    "day": "day",
    "days": "day",
    "week": "week",
    "month": "month",
    "feast": "day",
    "season": "season",
    "term": "season",
    "quarter": "quarter",
    "half": "half-year",
} | dict.fromkeys(("financial", "years", "academic", "municipal", "calendar"), "year")


def _edged(word: DateWord, span: Span) -> Span:
    """Narrow a span to its early, middle or late third, or to its last day."""
    if not word.edge or span.first is None or span.last is None:
        return span
    if word.edge == "end":
        if word.shape == "term":
            return replace(span, first=None, kind=TimeframeKind.DEADLINE)
        return replace(
            span, first=span.last, kind=TimeframeKind.DEADLINE, precision="day", fixed_day=True
        )
    first_third, last_third = _THIRDS[word.edge]
    opening = word.edge == "start"
    if word.shape == "month":
        first = span.first.replace(day=(1, 11, 21)[first_third])
        last = span.last if last_third == 3 else span.first.replace(day=(10, 20)[last_third - 1])
        return replace(span, first=first, last=last, opening=opening)
    months = (span.last.year - span.first.year) * 12 + span.last.month - span.first.month + 1
    first = add_months(span.first, months * first_third // 3)
    last = add_months(span.first, months * last_third // 3) - dt.timedelta(days=1)
    thirds = "a third" if last_third - first_third == 1 else "two thirds"
    doubt = f"{word.edge} read as {thirds} of it"
    span = replace(span, first=first, last=last, opening=opening)
    return replace(span, doubts=(*span.doubts, doubt))


_THIRDS = {
    "start": (0, 1),
    "early": (0, 1),
    "mid": (1, 2),
    "late": (2, 3),
    "early-mid": (0, 2),
    "early-late": (0, 3),
    "early-end": (0, 3),
    "mid-late": (1, 3),
    "mid-end": (1, 3),
    "mid-mid": (1, 2),
}
