"""Papers are published in time: five clear days in England, three in Wales."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plandesk.errors import UsageError
from plandesk.models.clear_days import (
    CLEAR_DAYS,
    clear_days_before,
    is_working_day,
    working_days_between,
)
from plandesk.services.calendar import bank_holidays

DAYS = st.dates(dt.date(2023, 1, 1), dt.date(2028, 12, 31))


def test_five_clear_days_before_a_wednesday():
    meeting = dt.date(2024, 6, 26)
    assert clear_days_before(meeting, CLEAR_DAYS["England"], bank_holidays()) == dt.date(
        2024, 6, 18
    )


def test_three_clear_days_in_wales():
    meeting = dt.date(2024, 6, 26)
    assert clear_days_before(meeting, CLEAR_DAYS["Wales"], bank_holidays()) == dt.date(2024, 6, 20)


def test_papers_for_a_monday_are_published_on_a_friday_and_not_on_a_sunday():
    assert clear_days_before(dt.date(2024, 6, 24), 5, frozenset()) == dt.date(2024, 6, 14)


def test_easter_and_christmas_push_publication_back():
    holidays = bank_holidays()
    assert clear_days_before(dt.date(2024, 4, 3), 5, holidays) == dt.date(2024, 3, 22)
    assert clear_days_before(dt.date(2027, 1, 4), 5, holidays) == dt.date(2026, 12, 22)
    assert clear_days_before(dt.date(2023, 5, 10), 5, holidays) == dt.date(2023, 4, 28)


def test_no_clear_days_means_the_working_day_before():
    assert clear_days_before(dt.date(2024, 6, 24), 0, frozenset()) == dt.date(2024, 6, 21)


@pytest.mark.parametrize("days", [-1, 251])
def test_an_odd_number_of_days_is_refused(days):
    with pytest.raises(UsageError, match="cannot be counted"):
        clear_days_before(dt.date(2024, 6, 24), days, frozenset())


@given(DAYS, st.integers(0, 30))
def test_exactly_the_clear_days_lie_between_and_the_next_day_would_be_too_late(meeting, days):
    holidays = bank_holidays()
    published = clear_days_before(meeting, days, holidays)
    assert is_working_day(published, holidays)
    assert working_days_between(published, meeting, holidays) == days
    later = published + dt.timedelta(days=1)
    while not is_working_day(later, holidays):
        later += dt.timedelta(days=1)
    assert later >= meeting or working_days_between(later, meeting, holidays) < days


@given(DAYS, DAYS)
def test_working_days_between_counts_one_by_one(first, last):
    holidays = bank_holidays()
    low, high = sorted((first, last))
    counted, day = 0, low + dt.timedelta(days=1)
    while day < high:
        counted += is_working_day(day, holidays)
        day += dt.timedelta(days=1)
    assert working_days_between(first, last, holidays) == counted
