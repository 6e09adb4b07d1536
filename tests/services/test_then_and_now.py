"""A closed period stands as it was, beside what the plan says today."""

from __future__ import annotations

import datetime as dt

import pytest
from small_plan import APRIL, JANUARY, id_of, period_of, small_plan

from plandesk.errors import UsageError
from plandesk.models.types import Level, Part
from plandesk.services.ops.edit import SetDone, SetField, SetOutcome, SetPeople, SetTitle
from plandesk.services.ops.periods import ClosePeriod, OpenPeriod, ReopenPeriod
from plandesk.services.ops.ratings import SetRating
from plandesk.services.ops.structure import AddItem, RemoveItems
from plandesk.services.queries.snapshot import is_kept
from plandesk.services.queries.then_and_now import past_plan, past_row


@pytest.fixture
def small(tmp_path):
    with small_plan(tmp_path / "small.plandesk", who="J. Brown") as document:
        document.run(SetField((id_of(document, "A1"),), "success", "Every visit on time."))
        document.run(ClosePeriod(period_of(document, APRIL), accept="Agreed"))
        yield document


def past(document, label=APRIL):
    period = period_of(document, label)
    with document.read() as session:
        return past_plan(session, period)


def told(document, ref):
    period = period_of(document, APRIL)
    with document.read() as session:
        row = past_row(session, period, ref)
    return {one.field: (one.then, one.now) for one in row.differences}


def test_right_after_closing_nothing_says_something_else(small):
    shown = past(small)
    assert shown.was.is_kept
    assert (shown.changed, shown.added) == (0, ())
    assert next(row for row in shown.rows if row.then.ref == "A1.2").previous == "amber"


def test_every_field_that_changed_since_stands_beside_what_it_was(small):
    action = id_of(small, "A1.1")
    small.run(SetTitle(action, "Other words"))
    small.run(SetPeople((action,), Part.LEAD, ("Somebody else",)))
    small.run(SetOutcome((action,), "completed", "Done in May"))
    small.run(SetField((id_of(small, "A1"),), "success", "Every visit within a week."))
    assert told(small, "A1.1") == {
        "title": ("Do what A1.1 says", "Other words"),
        "lead": ("Head of Service", "Somebody else"),
        "outcome": ("", "Completed and embedded: Done in May"),
    }
    assert told(small, "A1") == {"success": ("Every visit on time.", "Every visit within a week.")}
    assert past(small).changed == 2


def test_a_milestone_that_was_ticked_since_shows(small):
    step = next(row for row in past(small).rows if row.then.level is Level.MILESTONE)
    small.run(SetDone((step.then.id,), done=True))
    (changed,) = [row for row in past(small).rows if row.is_changed]
    assert [(one.field, one.then, one.now) for one in changed.differences] == [
        ("done", "no", "yes")
    ]


def test_rows_that_came_and_went_since_are_told_apart(small):
    small.run(RemoveItems((id_of(small, "A2.1"),)))
    step = small.run(AddItem(1, id_of(small, "A2"), "A new one"))
    shown = past(small)
    assert shown.added == tuple(int(row) for row in step.created("plan_item"))
    gone = [row.then.ref for row in shown.rows if row.now is None and row.then.ref]
    assert gone == ["A2.1"]


def test_the_rating_of_the_next_period_stands_beside_that_of_the_closed_one(small):
    small.run(OpenPeriod("July 2024", dt.date(2024, 7, 31)))
    small.run(SetRating((id_of(small, "A1.2"),), period_of(small, "July 2024"), "red"))
    assert told(small, "A1.2")["rating"] == ("green", "red")
    assert past(small).now_label == "July 2024"


def test_a_reopened_period_is_kept_no_more_until_it_is_closed_again(small):
    april = period_of(small, APRIL)
    small.run(ReopenPeriod(april, "A late return"))
    with small.read() as session:
        assert not is_kept(session, april)
    small.run(SetTitle(id_of(small, "A1.1"), "Put right"))
    small.run(ClosePeriod(april, accept="Agreed"))
    row = next(row for row in past(small).rows if row.then.ref == "A1.1")
    assert row.then.title == "Put right"
    assert past(small).was.reopened == ("A late return",)


def test_what_was_closed_elsewhere_is_not_kept_and_has_nothing_added(small):
    shown = past(small, JANUARY)
    assert not shown.was.is_kept
    assert shown.added == ()


def test_a_ref_that_was_not_there_is_refused_in_words(small):
    april = period_of(small, APRIL)
    with small.read() as session, pytest.raises(UsageError, match=r"no Z9 in the plan when April"):
        past_row(session, april, "Z9")
