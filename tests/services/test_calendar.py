"""The data file holds every bank holiday of England and Wales, on the right day."""

from __future__ import annotations

import datetime as dt

import pytest

from plandesk.services.calendar import bank_holiday_name, bank_holidays, knows_year

YEARS = range(2023, 2029)
EXTRA = {dt.date(2023, 5, 8)}


def easter_sunday(year: int) -> dt.date:
    """The Gregorian reckoning after Oudin."""
    golden, century = year % 19, year // 100
    epact = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    moon = epact - epact // 28 * (1 - 29 // (epact + 1) * ((21 - golden) // 11))
    weekday = (year + year // 4 + moon + 2 - century + century // 4) % 7
    offset = moon - weekday
    month = 3 + (offset + 40) // 44
    return dt.date(year, month, offset + 28 - 31 * (month // 4))


def monday(year: int, month: int, *, last: bool = False) -> dt.date:
    days = [dt.date(year, month, 1) + dt.timedelta(days=n) for n in range(31)]
    mondays = [day for day in days if day.month == month and day.weekday() == 0]
    return mondays[-1 if last else 0]


def in_lieu(days: list[dt.date]) -> set[dt.date]:
    """Move each day that falls on a weekend to the next weekday that is not yet taken."""
    taken: set[dt.date] = {day for day in days if day.weekday() < 5}
    for day in days:
        moved = day
        while moved.weekday() > 4 or (moved != day and moved in taken):
            moved += dt.timedelta(days=1)
        taken.add(moved)
    return taken


@pytest.mark.parametrize("year", YEARS)
def test_every_bank_holiday_of_the_year_is_listed_and_no_other(year):
    easter = easter_sunday(year)
    expected = in_lieu([dt.date(year, 1, 1)])
    expected |= in_lieu([dt.date(year, 12, 25), dt.date(year, 12, 26)])
    expected |= {easter - dt.timedelta(days=2), easter + dt.timedelta(days=1)}
    expected |= {monday(year, 5), monday(year, 5, last=True), monday(year, 8, last=True)}
    expected |= {day for day in EXTRA if day.year == year}
    assert {day for day in bank_holidays() if day.year == year} == expected
    assert knows_year(year)


def test_no_bank_holiday_falls_on_a_weekend_or_outside_the_known_years():
    holidays = bank_holidays()
    assert len(holidays) == 8 * len(YEARS) + len(EXTRA)
    assert all(day.weekday() < 5 and knows_year(day.year) for day in holidays)


def test_a_year_that_is_not_listed_is_said_to_be_unknown():
    assert not knows_year(2022)
    assert not knows_year(2029)


def test_bank_holidays_have_their_names():
    assert bank_holiday_name(dt.date(2026, 12, 28)) == "Boxing Day (substitute day)"
    assert bank_holiday_name(dt.date(2026, 12, 29)) is None
