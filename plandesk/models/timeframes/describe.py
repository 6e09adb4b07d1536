"""Saying in words which days a timeframe means, and whether it has passed."""

from __future__ import annotations

import datetime as dt

from plandesk.models.timeframes.types import MONTH_NAMES, Timeframe, TimeframeKind, day_words


def describe(timeframe: Timeframe) -> str:
    """Return the days meant in words for an officer: "between 1 and 30 September 2024"."""
    said = _meaning(timeframe)
    if timeframe.ambiguous and timeframe.note and timeframe.note not in said:
        return f"{said} (check: {timeframe.note})"
    return said


def is_overdue(timeframe: Timeframe, on: dt.date) -> bool:
    """Whether the last day meant lies before ``on``; work without an end is never overdue."""
    return timeframe.latest is not None and timeframe.latest < on


def _meaning(timeframe: Timeframe) -> str:
    first, last = timeframe.earliest, timeframe.latest
    if timeframe.kind is TimeframeKind.UNREADABLE:
        return f"not understood: {timeframe.note or 'no date can be read from this'}"
    if timeframe.kind is TimeframeKind.BLANK:
        return "no timeframe"
    if timeframe.kind is TimeframeKind.DONE:
        return "already in place"
    if timeframe.kind is TimeframeKind.RECURRING:
        about = f" ({timeframe.label})" if timeframe.label else ""
        return _with_bounds(_rhythm(timeframe.recurrence or "") + about, first, last)
    if timeframe.kind is TimeframeKind.ONGOING:
        rhythm = f", {_rhythm(timeframe.recurrence)}" if timeframe.recurrence else ""
        return f"ongoing{rhythm}"
    if timeframe.kind is TimeframeKind.MULTI and timeframe.parts:
        return f"{len(timeframe.parts)} dates: " + "; ".join(_part(p) for p in timeframe.parts)
    if timeframe.kind is TimeframeKind.DEADLINE and last is not None:
        return f"by {day_words(last)}"
    if first is None and last is None:
        return timeframe.note or "no date given"
    if first is None and last is not None and timeframe.kind is TimeframeKind.RANGE:
        return f"until {day_words(last)}"
    return _bounds(first, last)


def _part(part: Timeframe) -> str:
    return f"{_meaning(part)} ({part.label})" if part.label else _meaning(part)


def _rhythm(recurrence: str) -> str:
    if recurrence[:1].isdigit() and " times " not in recurrence:
        return f"every {recurrence}"
    return {"annual": "every year"}.get(recurrence, recurrence or "from time to time")


def _with_bounds(said: str, first: dt.date | None, last: dt.date | None) -> str:
    if first is None and last is None:
        return said
    if first is None and last is not None:
        return f"{said} until {day_words(last)}"
    if last is None:
        return f"{said} {_bounds(first, last, endless='')}"
    return f"{said} {_bounds(first, last)}"


def _bounds(first: dt.date | None, last: dt.date | None, endless: str = ", with no end") -> str:
    if first is None:
        return f"by {day_words(last)}" if last else "no date given"
    if last is None:
        return f"from {day_words(first)}{endless}"
    if first == last:
        return f"on {day_words(last)}"
    if (first.year, first.month) == (last.year, last.month):
        return f"between {first.day} and {day_words(last)}"
    if first.year == last.year:
        return f"between {first.day} {MONTH_NAMES[first.month - 1]} and {day_words(last)}"
    return f"between {day_words(first)} and {day_words(last)}"
