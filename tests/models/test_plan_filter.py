"""Filters: each narrows by itself, together they narrow further, and a view keeps them."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from plandesk.models.plan_filter import NOT_RATED, PlanFilter, search_text
from plandesk.models.plan_rows import PlanRow, Standing, Tags, When, Who
from plandesk.models.types import Level, Travel

STANDING = Standing(
    plan_id=1,
    level=Level.ACTION,
    previous="green",
    current="red",
    travel=Travel.WORSENED,
    overdue=True,
    changed=True,
    reported_elsewhere=False,
    is_new=False,
    done=False,
    declared=None,
    outcome="open",
    outcome_word="Remain open",
    closed=False,
)
ROW = PlanRow(
    id=3,
    parent_id=2,
    position=0,
    ref="A1.1",
    title="Do it",
    who=Who(("Ana", "Ben")),
    when=When("May 2024", dt.date(2024, 5, 31)),
    standing=STANDING,
    tags=Tags(("Schools",), ("Ofsted",)),
)


def standing(**other: object) -> PlanRow:
    """Return the row as it is, but for how it stands."""
    return dataclasses.replace(ROW, standing=dataclasses.replace(STANDING, **other))


@pytest.mark.parametrize(
    ("passes", "fails"),
    [
        ({"ratings": frozenset({"red", "amber"})}, {"ratings": frozenset({"green", NOT_RATED})}),
        ({"leads": frozenset({"Ben"})}, {"leads": frozenset({"Cat"})}),
        ({"scope": frozenset({"Schools"})}, {"scope": frozenset({"Council wide"})}),
        ({"sources": frozenset({"Ofsted"})}, {"sources": frozenset({"BSCB"})}),
        ({"outcomes": frozenset({"open"})}, {"outcomes": frozenset({""})}),
        ({"only": frozenset({3, 4})}, {"only": frozenset({4})}),
        ({"due_from": dt.date(2024, 5, 31)}, {"due_from": dt.date(2024, 6, 1)}),
        ({"due_to": dt.date(2024, 5, 31)}, {"due_to": dt.date(2024, 5, 30)}),
    ],
)
def test_each_filter_takes_and_leaves(passes, fails):
    assert PlanFilter(**passes).matches(ROW)
    assert not PlanFilter(**fails).matches(ROW)
    assert not PlanFilter(**passes | fails).matches(ROW)


@pytest.mark.parametrize("name", ["overdue", "changed"])
def test_marks_narrow_to_marked_rows(name):
    assert PlanFilter(**{name: True}).matches(ROW)
    assert not PlanFilter(**{name: True}).matches(standing(**{name: False}))


def test_a_row_without_a_date_is_in_no_range():
    undated = dataclasses.replace(ROW, when=When("soon"))
    assert not PlanFilter(due_from=dt.date(1999, 1, 1)).matches(undated)
    assert PlanFilter().matches(undated)


def test_not_rated_means_an_action_that_should_be():
    wanted = PlanFilter(ratings=frozenset({NOT_RATED}))
    assert wanted.matches(standing(current=None))
    assert not wanted.matches(standing(current=None, closed=True))
    assert not wanted.matches(standing(current=None, level=Level.MILESTONE))


def test_what_is_closed_or_done_is_not_open():
    wanted = PlanFilter(open_only=True)
    assert wanted.matches(ROW)
    assert not wanted.matches(standing(closed=True))
    assert not wanted.matches(standing(done=True))


def test_words_are_sought_in_all_that_a_row_says():
    text = search_text(ROW)
    for words in ("a1.1", "DO IT", "ben", "may 2024", "schools ofsted"):
        assert all(word in text for word in PlanFilter(words).words)
    assert PlanFilter("x").is_text_only
    assert not PlanFilter("x", overdue=True).is_text_only


def test_a_saved_filter_reads_back_and_strange_ones_are_left_out():
    wanted = PlanFilter("x", frozenset({"red"}), due_from=dt.date(2024, 1, 2), overdue=True)
    assert PlanFilter.from_saved(dict(wanted.as_pairs())) == wanted
    assert PlanFilter().as_pairs() == ()
    narrowed = PlanFilter(only=frozenset({3}))  # to the rows of a figure; not kept
    assert narrowed.as_pairs() == ()
    assert not PlanFilter.from_saved({"only": [3]})
    odd = {"ratings": "red", "due_to": "soon", "overdue": "yes", "colour": 3, "text": "kept"}
    assert PlanFilter.from_saved(odd) == PlanFilter("kept")
