"""The bank holidays that clear days are counted with, read from a data file."""

from __future__ import annotations

import datetime as dt
import tomllib
from dataclasses import dataclass
from functools import cache

from plandesk import resources

_FILE = "calendar/bank_holidays.toml"


@dataclass(frozen=True, slots=True)
class _Calendar:
    first_year: int
    last_year: int
    names: dict[dt.date, str]


def bank_holidays() -> frozenset[dt.date]:
    """Return the bank holidays of England and Wales that the data file knows."""
    return frozenset(_calendar().names)


def bank_holiday_name(day: dt.date) -> str | None:
    """Return what a bank holiday is called, or None for any other day."""
    return _calendar().names.get(day)


def knows_year(year: int) -> bool:
    """Whether the data file lists the bank holidays of a year; else clear days may be wrong."""
    known = _calendar()
    return known.first_year <= year <= known.last_year


@cache
def _calendar() -> _Calendar:
    with resources.path(_FILE).open("rb") as file:
        data = tomllib.load(file)
    names = {dt.date.fromisoformat(day): str(name) for day, name in data["days"].items()}
    return _Calendar(int(data["from"]), int(data["until"]), names)
