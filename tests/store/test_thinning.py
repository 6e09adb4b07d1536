"""Kept copies are thinned so that there is always one to go back to, near and far."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from plandesk.store.thinning import ALL_FOR, DAYS, MONTHS, WEEKS, superfluous

NOW = dt.datetime(2024, 6, 30, 17, 0, tzinfo=dt.UTC)


def ago(**span):
    return NOW - dt.timedelta(**span)


def test_nothing_of_the_last_two_days_goes():
    made = [ago(minutes=30 * step) for step in range(90)]
    assert superfluous(made, NOW) == set()


def test_of_an_older_day_the_newest_stays():
    morning, noon, evening = ago(days=5, hours=8), ago(days=5, hours=4), ago(days=5, hours=1)
    going = superfluous([ago(), ago(days=400), morning, noon, evening], NOW)
    assert going == {morning, noon}


def test_half_a_year_of_half_hours_comes_down_to_a_few_dozen():
    made = [ago(minutes=30 * step) for step in range(48 * 180)]
    kept = set(made) - superfluous(made, NOW)
    recent = {one for one in kept if NOW - one <= ALL_FOR}
    assert len(kept - recent) <= DAYS + WEEKS + MONTHS + 1
    months = {(one.year, one.month) for one in kept}
    assert {(2024, month) for month in range(1, 7)} <= months


moments = st.integers(0, 500 * 24 * 60).map(lambda minutes: ago(minutes=minutes))


@given(st.lists(moments, min_size=1))
def test_the_newest_and_the_oldest_stay_and_thinning_again_takes_no_more(made):
    going = superfluous(made, NOW)
    kept = set(made) - going
    assert {min(made), max(made)} <= kept
    assert superfluous(kept, NOW) == set()
    assert all(NOW - one > ALL_FOR for one in going)
