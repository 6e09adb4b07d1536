"""The day that a box or an option asks for, from whatever was typed."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plandesk.errors import UserError
from plandesk.models.timeframes.day import (
    DayWanted,
    Edge,
    Toward,
    describe_typed,
    read_day,
    settled,
)
from plandesk.models.timeframes.types import day_words

MONDAY = dt.date(2026, 11, 23)
WANTED = DayWanted(MONDAY)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("31 March 2027", "2027-03-31"), ("2027-03-31", "2027-03-31"), ("31/3/27", "2027-03-31"),
        ("31/3", "2027-03-31"), ("end of March", "2027-03-31"), ("25 Dec", "2026-12-25"),
        ("March 2027", "2027-03-31"), ("Q2 2016/17", "2016-09-30"), ("tomorrow", "2026-11-24"),
        ("Friday", "2026-11-27"), ("by Friday", "2026-11-27"), ("Friday week", "2026-12-04"),
        ("in two weeks", "2026-12-07"), ("within 3 months", "2027-02-23"),
        ("end of next month", "2026-12-31"), ("this quarter", "2026-12-31"),
        ("Autumn 2027", "2027-11-30"),
    ],
)  # fmt: skip
def test_a_text_with_one_reading_gives_its_day(typed, day):
    assert read_day(typed, WANTED).day == dt.date.fromisoformat(day)


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("next Friday", ["2026-11-27", "2026-12-04"]),
        ("Monday", ["2026-11-23", "2026-11-30"]),
        ("15 November", ["2026-11-15", "2027-11-15"]),
        ("next year", ["2027-12-31", "2028-03-31"]),
        ("Q2 2016", ["2016-09-30"]),
        ("2016/17", ["2017-03-31"]),
        ("Tuesday 26 June 2024", ["2024-06-26"]),
    ],
)
def test_a_text_with_two_readings_is_asked_about(typed, days):
    reading = read_day(typed, WANTED)
    assert reading.day is None
    assert [day.isoformat() for day in reading.choices] == days
    assert "?" in reading.said


@pytest.mark.parametrize(
    "typed", ["soonish", "31/02/2027", "ongoing", "March or April", "TBC", "every Friday"]
)
def test_a_text_without_a_day_says_why(typed):
    reading = read_day(typed, WANTED)
    assert reading.day is None
    assert not reading.choices
    assert reading.said


def test_a_day_without_a_year_lies_where_the_box_looks():
    assert read_day("1 July", DayWanted(MONDAY, Toward.BACK)).day == dt.date(2026, 7, 1)
    assert read_day("1 July", DayWanted(MONDAY, Toward.AHEAD)).day == dt.date(2027, 7, 1)
    assert read_day("1 July", DayWanted(MONDAY, Toward.NEAR)).day == dt.date(2026, 7, 1)
    assert read_day("1 Jan", DayWanted(MONDAY, Toward.BACK)).day == dt.date(2026, 1, 1)
    assert "no year was typed" in read_day("1 July", WANTED).said


def test_the_edge_of_a_longer_time_is_the_one_asked_for():
    assert read_day("March 2027", DayWanted(MONDAY, edge=Edge.FIRST)).day == dt.date(2027, 3, 1)
    whole = read_day("March 2027", DayWanted(MONDAY, edge=Edge.WHOLE))
    assert (whole.day, whole.said) == (None, "type the day itself")
    assert read_day("Friday", DayWanted(MONDAY, edge=Edge.WHOLE)).day == dt.date(2026, 11, 27)


@given(st.dates(dt.date(1950, 1, 1), dt.date(2099, 12, 31)), st.dates(dt.date(2000, 1, 1)))
def test_a_day_in_full_is_that_day_whenever_it_is_typed(day, today):
    for text in (day.isoformat(), day_words(day), f"{day.day}/{day.month}/{day.year}"):
        reading = read_day(text, DayWanted(today, edge=Edge.WHOLE))
        assert (reading.day, reading.plain) == (day, True)


@given(st.text(max_size=30), st.dates(dt.date(1, 1, 1)))
def test_no_text_and_no_day_stops_the_reader(text, today):
    reading = read_day(text, DayWanted(today))
    assert reading.day is not None or reading.said or not text.strip()


def test_what_is_said_from_today_is_kept_as_the_day_it_means():
    assert settled("tomorrow", MONDAY) == "Tuesday 24 November 2026"
    assert settled("next month", MONDAY) == "1 December 2026 to 31 December 2026"
    assert settled("Autumn 2027", MONDAY) == "Autumn 2027"
    assert "27 November 2026 or Friday 4 December" in describe_typed("next Friday", MONDAY)
    with pytest.raises(UserError, match="4 December 2026"):
        settled("next Friday", MONDAY)
