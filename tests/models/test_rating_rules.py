"""The rule that the best rating is earned: its date edges, and what jumps and delays are."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plandesk.models.rating_rules import (
    add_months,
    best_unfinished,
    claims_well,
    earned,
    steps_between,
    tells_of_delay,
)
from plandesk.models.types import Rating, Scale
from plandesk.services.presets import load_preset, preset_names

SCALE = load_preset("improvement-plan").scale
DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2090, 12, 31))


def value(code: str) -> Rating:
    found = SCALE.by_code(code)
    assert found
    return found


def since(day: dt.date, code: str = "green") -> list[tuple[dt.date, Rating | None]]:
    return [(day, value(code))]


@pytest.mark.parametrize(
    ("green", "blue", "enough"),
    [
        (dt.date(2024, 1, 31), dt.date(2024, 4, 30), False),
        (dt.date(2024, 1, 31), dt.date(2024, 5, 1), True),
        (dt.date(2024, 1, 30), dt.date(2024, 4, 30), False),
        (dt.date(2024, 1, 29), dt.date(2024, 4, 30), True),
        (dt.date(2023, 11, 30), dt.date(2024, 2, 29), False),
        (dt.date(2023, 11, 30), dt.date(2024, 3, 1), True),
        (dt.date(2023, 12, 31), dt.date(2024, 4, 1), True),
    ],
)
def test_exactly_three_months_are_not_more_than_three_months(green, blue, enough):
    assert earned(SCALE, since(green), blue).is_earned is enough


@given(DAYS, st.integers(1, 24))
def test_the_day_itself_is_too_early_and_the_day_after_is_not(day, months):
    limit = add_months(day, months)
    one = dt.timedelta(days=1)
    assert not earned(SCALE, since(day), limit, months).is_earned
    assert not earned(SCALE, since(day), limit - one, months).is_earned
    assert earned(SCALE, since(day), limit + one, months).is_earned


@given(DAYS, st.integers(0, 60))
def test_months_added_never_leave_their_month_nor_pass_the_day(day, months):
    later = add_months(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day <= day.day
    assert later.day == day.day or (later + dt.timedelta(days=1)).day == 1


@given(st.lists(st.sampled_from([*(v.code for v in SCALE.values), None]), min_size=1, max_size=8))
def test_only_an_unbroken_run_counts(codes):
    days = [dt.date(2023, 1, 31) + dt.timedelta(days=31 * number) for number in range(len(codes))]
    history = [(day, SCALE.by_code(code)) for day, code in zip(days, codes, strict=True)]
    at = days[-1] + dt.timedelta(days=31)
    run = 0
    for code in reversed(codes):
        if code not in ("green", "blue"):
            break
        run += 1
    judged = earned(SCALE, history, at)
    assert judged.since == (days[-run] if run else None)
    judged_before = run == len(codes) and codes[0] == "blue"
    assert judged.is_earned == (judged_before or (run > 0 and at > add_months(days[-run], 3)))


def test_nothing_is_known_before_the_first_period():
    judged = earned(SCALE, [], dt.date(2024, 4, 30))
    assert (judged.known, judged.is_earned) == (False, False)


def test_a_rating_after_the_day_is_not_looked_at():
    assert not earned(SCALE, since(dt.date(2024, 5, 31)), dt.date(2024, 4, 30)).known


@pytest.mark.parametrize("name", preset_names())
def test_the_best_rating_of_work_under_way_is_never_one_that_says_delivered(name):
    scale: Scale = load_preset(name).scale
    best = best_unfinished(scale)
    assert best is not None
    assert not best.done
    assert claims_well(scale, best)
    assert not claims_well(scale, None)


@pytest.mark.parametrize(
    ("before", "after", "steps"),
    [
        ("red", "green", 2),
        ("amber", "blue", 2),
        ("red", "blue", 3),
        ("amber", "green", 1),
        ("grey", "green", 0),
        ("green", "grey", 0),
        ("green", "green", 0),
    ],
)
def test_steps_are_counted_between_ratings_of_work_that_has_begun(before, after, steps):
    assert steps_between(SCALE, value(before), value(after)) == steps
    assert steps_between(SCALE, value(after), value(before)) == steps
    assert steps_between(SCALE, None, value(after)) == 0


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The survey has been delayed until June.", "delayed"),
        ("Work is BEHIND SCHEDULE; more follows.", "behind schedule"),
        ("It is no longer delayed.", None),
        ("Finished without delay.", None),
        ("Not paused, and never on hold.", None),
        ("Not delayed in May, but delayed since.", "delayed"),
        ("Undelayed work", None),
        ("", None),
    ],
)
def test_a_text_tells_of_delay_unless_it_denies_it(text, word):
    words = ("delayed", "delay", "behind schedule", "paused", "on hold")
    assert tells_of_delay(text, words) == word
