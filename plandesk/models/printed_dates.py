"""Dates as they are printed, in English whatever the computer's language is.

``strftime`` follows the language of the computer as soon as a window is open, so a pack built
from the window would differ from one built by a command.
"""

from __future__ import annotations

import datetime as dt

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def printed_day(day: dt.date) -> str:
    """Return a date as it is printed: 15 May 2024."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def printed_weekday(day: dt.date) -> str:
    """Return a date with its day of the week: Wednesday 15 May 2024."""
    return f"{_WEEKDAYS[day.weekday()]} {printed_day(day)}"
