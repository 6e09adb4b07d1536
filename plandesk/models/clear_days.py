"""Clear days before a meeting: when the papers must be open to the public.

Local Government Act 1972, section 100B(4): five clear days before the meeting in England, three
in Wales. A clear day is a working day; neither the day of publication nor that of the meeting
counts. Bank holidays are those of England and Wales.
"""

from __future__ import annotations

import datetime as dt

from plandesk.errors import UsageError

CLEAR_DAYS = {"England": 5, "Wales": 3}
"""The statutory number of clear days by nation; a council may set a larger one of its own."""

_DAY = dt.timedelta(days=1)
_MOST_DAYS = 250


def is_working_day(day: dt.date, holidays: frozenset[dt.date]) -> bool:
    """Whether a day is neither a Saturday or Sunday nor a bank holiday."""
    return day.weekday() < 5 and day not in holidays


def clear_days_before(meeting: dt.date, days: int, holidays: frozenset[dt.date]) -> dt.date:
    """Return the latest working day to publish on so that ``days`` clear days lie between.

    Papers are open to inspection at the council's offices, so that a Saturday, Sunday or bank
    holiday is never the answer. Raises UsageError for fewer than 0 or more than 250 days.
    """
    if not 0 <= days <= _MOST_DAYS:
        raise UsageError(
            f"{days} clear days cannot be counted.", hint=f"Give a number from 0 to {_MOST_DAYS}."
        )
    day = _before(meeting, holidays)
    for _ in range(days):
        day = _before(day, holidays)
    return day


def working_days_between(first: dt.date, last: dt.date, holidays: frozenset[dt.date]) -> int:
    """Return how many working days lie strictly between two days, whichever comes first."""
    first, last = min(first, last), max(first, last)
    span = (last - first).days - 1
    if span < 1:
        return 0
    weeks, rest = divmod(span, 7)
    start = first + _DAY
    count = weeks * 5 + sum((start + _DAY * place).weekday() < 5 for place in range(rest))
    return count - sum(first < day < last and day.weekday() < 5 for day in holidays)


def _before(day: dt.date, holidays: frozenset[dt.date]) -> dt.date:
    day -= _DAY
    while not is_working_day(day, holidays):
        day -= _DAY
    return day
