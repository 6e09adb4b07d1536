"""What a reading of a timeframe consists of, and the plan it is read in."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum


class TimeframeKind(StrEnum):
    """What sort of time a printed timeframe names."""

    BLANK = "blank"
    DATE = "date"
    MONTH = "month"
    RANGE = "range"
    DEADLINE = "deadline"
    FROM = "from"
    ONGOING = "ongoing"
    RECURRING = "recurring"
    FINANCIAL_YEAR = "financial_year"
    SEASON = "season"
    QUARTER = "quarter"
    DURATION = "duration"
    RELATIVE = "relative"
    MULTI = "multi"
    DONE = "done"
    TO_CONFIRM = "tbc"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Timeframe:
    """A timeframe as printed, with the days it covers and how surely it is known.

    ``earliest`` and ``latest`` are the first and last day meant; a deadline has no earliest day
    unless its day is fixed; work without an end has ``ongoing`` and no latest day. ``parts``
    holds one reading per date when a cell gives several. ``ambiguous`` says that a second
    reading is reasonable; ``note`` then says which.
    """

    text: str
    kind: TimeframeKind
    earliest: dt.date | None = None
    latest: dt.date | None = None
    ongoing: bool = False
    recurrence: str | None = None
    precision: str = "none"
    label: str | None = None
    parts: tuple[Timeframe, ...] = ()
    ambiguous: bool = False
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """The days that one date in a timeframe covers; without a year to go by they are unknown.

    ``doubts`` are reasons to ask, ``remarks`` are worth telling but leave no second reading.
    ``fixed_day`` is true where a whole month was narrowed to its last day ("End March"),
    ``opening`` where its start was meant ("the start of March").
    """

    kind: TimeframeKind
    first: dt.date | None
    last: dt.date | None
    precision: str
    doubts: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    fixed_day: bool = False
    opening: bool = False


@dataclass(frozen=True, slots=True)
class Setting:
    """The date of the document and the plan year that missing years are taken from.

    ``year_start`` is the calendar year in which the plan year begins on 1 April.
    """

    reference: dt.date | None = None
    year_start: int | None = None

    def year_of(self, month: int) -> tuple[int | None, str]:
        """Return the year a month without one falls in, and where that was taken from."""
        if self.year_start is not None:
            year = self.year_start + (1 if month < 4 else 0)
            return year, f"year from the plan year ({year})"
        if self.reference is not None:
            return self.reference.year, f"year from document ({self.reference.year})"
        return None, "no year is printed and none is known from the plan"

    def financial_year(self) -> int | None:
        """Return the year in which the financial year of the plan or document begins."""
        if self.year_start is not None:
            return self.year_start
        if self.reference is None:
            return None
        return self.reference.year - (1 if self.reference.month < 4 else 0)


_PLAN_YEAR = re.compile(r"((?:19|20)\d\d)\s*[/\u2013-]\s*(?:\d\d)?\d\d$|((?:19|20)\d\d)$")


def setting_for(reference: dt.date | None, plan_year: str | None) -> Setting:
    """Return the setting for a document date and a plan year such as "2016/17" or "2012-13"."""
    found = _PLAN_YEAR.search((plan_year or "").strip())
    if reference is not None and not 1900 <= reference.year < 2200:
        reference = None  # no paper of a council; keeps the arithmetic inside the calendar
    return Setting(reference, int(found[1] or found[2]) if found else None)


def add_months(day: dt.date, months: int) -> dt.date:
    """Return the day so many months later; 31 January plus one month is the last of February."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(day.day, last))


_DAYS = {"day": 1, "week": 7, "wk": 7, "fortnight": 14}
_MONTHS = {"month": 1, "mnth": 1, "mth": 1, "quarter": 3, "qtr": 3, "year": 12, "yr": 12}


def add_units(day: dt.date, count: int, unit: str) -> dt.date | None:
    """Return the day ``count`` units later, or None where the calendar does not reach so far."""
    unit = unit.casefold().removesuffix("s")
    try:
        if unit in _DAYS:
            return day + dt.timedelta(days=count * _DAYS[unit])
        return add_months(day, count * _MONTHS[unit]) if unit in _MONTHS else None
    except (OverflowError, ValueError):
        return None


# calendar.month_name would follow the computer's language
MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def day_words(day: dt.date) -> str:
    """Return a day as it is printed in the United Kingdom: "31 March 2024"."""
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"
