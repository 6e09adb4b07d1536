"""Whatever is typed as a timeframe: reading never fails, and any day in any form reads back."""

from __future__ import annotations

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from plandesk.models.timeframes.reading import describe, is_overdue, read_timeframe
from plandesk.models.timeframes.types import MONTH_NAMES

PIECES = st.sampled_from(
    [
        "by",
        "end of",
        "March 2016",
        "Sept",
        "16",
        "/17",
        "-",
        "–",
        "to",
        "and",
        "ongoing",
        "Q3",
        "2016/17",
        "within",
        "6 months",
        "TBC",
        "(",
        ")",
        "31",
        "31/02/2024",
        "spring term",
        "or",
        "every 3 years",
        "w.e.f.",
        "1st",
        "for survey",
        "\n",
        ";",
        ",",
        ".",
        "+",
        "2016-12",
        "late",
        "mid",
        "from",
        "until",
        "before",
        "29 February",
        "99/99/99",
        "H1",
        "FY",
        "year",
        "½ ²",
        "0000",
        "9999-12-31",
        "9999/10/0MAR",
        "32",
        "May",
        "999 years",
        "w/c",
        "between",
    ]
)
WEIRD = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=9).map(" ".join))
REFERENCES = st.one_of(st.none(), st.dates())
PLAN_YEARS = st.one_of(st.none(), st.sampled_from(["2016/17", "2012-13", "2024", "next"]))


@settings(max_examples=400, deadline=None)
@given(WEIRD, REFERENCES, PLAN_YEARS)
def test_reading_never_fails_and_bounds_are_in_order(text, reference, plan_year):
    found = read_timeframe(text, reference=reference, plan_year=plan_year)
    assert found.text == text
    for one in (found, *found.parts):
        if one.earliest and one.latest:
            assert one.earliest <= one.latest
        if one.ambiguous:
            assert one.note
        assert describe(one)
        is_overdue(one, dt.date(2024, 1, 1))


def ordinal(day: int) -> str:
    ending = "th" if 11 <= day <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{ending}"


@settings(max_examples=200, deadline=None)
@given(st.dates(dt.date(2000, 1, 1), dt.date(2069, 12, 31)), REFERENCES)
def test_any_day_in_any_usual_form_reads_back(day, reference):
    month = MONTH_NAMES[day.month - 1]
    weekday = ("Mon", "Tues", "Wednes", "Thurs", "Fri", "Satur", "Sun")[day.weekday()] + "day"
    short = "Sept" if day.month == 9 else month[:3]
    forms = [
        f"{day.day} {month} {day.year}",
        f"{day.day:02} {short} {day.year}",
        f"{day.day} {short} {day.year % 100:02}",
        f"{day.day}-{month[:3]}-{day.year % 100:02}",
        f"{ordinal(day.day)} {month} {day.year}",
        f"{ordinal(day.day)} of {month.upper()}, {day.year}",
        f"{month} {ordinal(day.day)} {day.year}",
        f"{month} {day.day}, {day.year}",
        f"{weekday} {day.day} {month} {day.year}",
        f"{day.day:02}/{day.month:02}/{day.year}",
        f"{day.day}/{day.month}/{day.year % 100:02}",
        f"{day.day:02}.{day.month:02}.{day.year}",
        f"{day.day} {day.month} {day.year}",
        day.isoformat(),
        f"({day.day} {month} {day.year})",
    ]
    for form in forms:
        found = read_timeframe(form, reference=reference)
        assert (found.kind, found.earliest, found.latest) == ("date", day, day), form
        assert not found.ambiguous, (form, found.note)


@settings(max_examples=100, deadline=None)
@given(st.dates(dt.date(2000, 1, 1), dt.date(2069, 12, 31)))
def test_a_described_day_reads_back(day):
    assert read_timeframe(describe(read_timeframe(day.isoformat()))).latest == day
