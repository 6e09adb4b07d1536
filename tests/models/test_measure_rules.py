"""Measures: what printed values say, and how they are rated."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plandesk.models.measure_rules import (
    BETTER,
    MET,
    MISSED,
    MUCH_BETTER,
    NEAR,
    SAME,
    WORSE,
    Target,
    judge,
    read_target,
    read_tolerance,
    resolve,
    shortfall,
    trend_role,
)
from plandesk.models.measure_values import read_value, value_text

AREAS = ("National", "Statistical neighbours", "Core cities")
NUMBERS = st.floats(-1e6, 1e6, allow_nan=False).map(lambda number: round(number, 3))


@pytest.mark.parametrize(
    ("text", "unit", "number"),
    [
        ("28%", "percent", 28),
        ("1,459", "count", 1459),
        ("£1.5m", "money", 1_500_000),
        ("-£4,200", "money", -4200),
        ("£1,497,00", "money", None),  # a slip of the pen is no number
        ("16.7% (2015)", "percent", 16.7),
        ("c. 250", "count", 250),
        ("approximately 250", "count", 250),
        ("54.3%*", "percent", 54.3),
        ("3:30", "time", 3.5),
        ("2 days 4 hours", "time", 52),
        ("12 per 10,000", "rate", 12),
        ("1 in 4", "ratio", 0.25),
        ("n/a", "percent", None),
        ("–", "count", None),
        ("TBC", "count", None),
        ("0", "count", 0),
        ("improving", "count", None),
        ("3", "text", None),
    ],
)
def test_a_printed_value_says_a_number_or_none(text, unit, number):
    assert read_value(text, unit) == (pytest.approx(number) if number is not None else None)


@given(NUMBERS, st.sampled_from(("percent", "count", "money")))
def test_a_number_printed_reads_back(number, unit):
    assert read_value(value_text(number, unit), unit) == pytest.approx(number, abs=1e-6)


@pytest.mark.parametrize(
    ("text", "low", "high", "area", "strict"),
    [
        ("90%", 90, 90, "", False),
        ("In line with national average", None, None, "National", False),
        ("Above national average", None, None, "National", True),
        ("as good as our statistical neighbour group", None, None, "Statistical neighbours", False),
        ("Better than England", None, None, "National", True),
        ("10 to 20", 10, 20, "", False),
        ("between 10% and 20%", 10, 20, "", False),
        ("20-10", 10, 20, "", False),
        ("at least 82%", 82, 82, "", False),
        ("≤ 4%", 4, 4, "", False),
        ("below 16", 16, 16, "", True),
        ("95% or more", 95, 95, "", False),
        ("top quartile", None, None, "", False),
        ("TBC", None, None, "", False),
    ],
)
def test_a_target_is_a_number_a_range_or_another_area(text, low, high, area, strict):
    found = read_target(text, "percent", AREAS)
    assert (found.low, found.high, found.area, found.strict) == (low, high, area, strict)


@pytest.mark.parametrize(
    ("value", "target", "tolerance", "polarity", "role"),
    [
        (95.0, "95%", "", "higher", MET),  # at target is on target
        (64.0, "68%", "5", "higher", NEAR),
        (62.9, "68%", "5", "higher", MISSED),
        (20.0, "25%", "", "lower", MET),  # better than target when lower is better
        (28.0, "25%", "5", "lower", NEAR),
        (15.0, "10 to 20", "", "range", MET),
        (22.0, "10 to 20", "3", "range", NEAR),
        (24.0, "10 to 20", "3", "range", MISSED),
        (0.1 + 0.2, "0.3", "", "lower", MET),
        (64.0, "68%", "", "higher", None),  # near or not, nobody has said
        (64.0, "top quartile", "5", "higher", None),
        (None, "68%", "5", "higher", None),
        (64.0, "68%", "5", "none", None),
    ],
)
def test_a_rating_follows_from_target_and_tolerance_or_is_not_known(
    value, target, tolerance, polarity, role
):
    aim = read_target(target, "percent", AREAS)
    judged = judge(value, aim, read_tolerance(tolerance, "percent"), polarity, "percent")
    assert judged.role == role
    assert judged.why.endswith(".")


def test_a_tolerance_is_points_a_share_or_the_last_near_value():
    target = read_target("200", "count")
    assert judge(191.0, target, read_tolerance("5%", "count"), "higher").role == NEAR
    assert judge(189.0, target, read_tolerance("5%", "count"), "higher").role == MISSED
    limit = read_tolerance("190", "count", "limit")
    assert judge(190.0, target, limit, "higher").role == NEAR
    assert judge(189.0, target, limit, "higher").role == MISSED
    assert read_tolerance("± 5", "count") == read_tolerance("5", "count")
    assert read_tolerance("", "count") is None


def test_a_target_in_words_takes_the_value_of_the_area_and_waits_without_it():
    target = read_target("Above national average", "percent", AREAS)
    assert judge(16.7, resolve(target, {}), None, "higher", "percent").role is None
    as_good = resolve(target, {"National": 14.0})
    assert judge(16.7, as_good, None, "higher", "percent").role == MET
    level = judge(14.0, as_good, read_tolerance("1"), "higher", "percent")
    assert level.role == NEAR
    assert "only as good as" in level.why


@given(NUMBERS, NUMBERS, st.floats(0, 1000), st.sampled_from(("higher", "lower")))
def test_a_better_value_is_never_rated_worse(value, aim, allowed, polarity):
    target, tolerance = Target("", aim, aim), read_tolerance(str(round(allowed, 3)))
    order = (MISSED, NEAR, MET)
    better = value + 1 if polarity == "higher" else value - 1
    first, second = (judge(one, target, tolerance, polarity).role for one in (value, better))
    assert order.index(str(second)) >= order.index(str(first))


@given(NUMBERS, NUMBERS)
def test_higher_and_lower_are_mirror_images(value, aim):
    target, mirror = Target("", aim, aim), Target("", -aim, -aim)
    assert shortfall(value, target, "higher") == shortfall(-value, mirror, "lower")
    roles = {trend_role(value, aim, "higher"), trend_role(-value, -aim, "lower")}
    assert len(roles) == 1


@pytest.mark.parametrize(
    ("before", "now", "polarity", "role"),
    [
        (28.0, 20.0, "lower", MUCH_BETTER),
        (94.0, 95.0, "higher", BETTER),
        (95.0, 94.0, "higher", WORSE),
        (94.0, 95.0, "lower", WORSE),
        (95.0, 95.0, "higher", SAME),
        (None, 95.0, "higher", None),
        (94.0, None, "higher", None),
        (94.0, 95.0, "none", None),
        (94.0, 95.0, "", None),
    ],
)
def test_the_trend_says_better_or_worse_not_up_or_down(before, now, polarity, role):
    assert trend_role(before, now, polarity) == role


def test_a_measure_with_a_range_is_better_the_nearer_it_is():
    target = Target("", 10, 20)
    assert trend_role(30.0, 25.0, "range", target) == MUCH_BETTER
    assert trend_role(12.0, 18.0, "range", target) == SAME
    assert trend_role(12.0, 8.0, "range", target) == WORSE
