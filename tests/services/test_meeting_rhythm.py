"""A meeting that only a body's rhythm foretells falls on a day on which a council meets."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_plan import small_plan

from plandesk.models.clear_days import is_working_day
from plandesk.services.calendar import bank_holidays
from plandesk.services.ops.periods import AddMeeting, SetBody
from plandesk.services.queries.meetings import _foretold, next_meetings


@pytest.mark.parametrize(
    ("last", "months", "lands_on"),
    [
        (dt.date(2024, 9, 14), 2, dt.date(2024, 11, 14)),
        (dt.date(2024, 10, 26), 2, dt.date(2024, 12, 27)),  # Boxing Day
        (dt.date(2024, 6, 14), 1, dt.date(2024, 7, 15)),  # a Sunday
        (dt.date(2024, 9, 30), 2, dt.date(2024, 12, 2)),  # a Saturday, and the month's end
    ],
)
def test_the_next_meeting_is_on_a_working_day(tmp_path, last, months, lands_on):
    with small_plan(tmp_path / "small.plandesk") as document:
        document.run(SetBody("Scrutiny", months_between=months))
        document.run(AddMeeting("Scrutiny", last))
        with document.read() as session:
            (row,) = next_meetings(session, last + dt.timedelta(days=1))
    assert row.on == lands_on
    assert row.id is None


@settings(max_examples=150, deadline=None)
@given(
    st.dates(dt.date(2019, 1, 1), dt.date(2027, 1, 1)),
    st.integers(1, 12),
    st.integers(1, 800),
)
def test_it_is_never_before_the_day_asked_nor_a_holiday(last, months, later):
    day = last + dt.timedelta(days=later)
    on = _foretold(last, months, day)
    assert on >= day
    assert is_working_day(on, bank_holidays())
    assert (on - day).days <= months * 31 + 5
