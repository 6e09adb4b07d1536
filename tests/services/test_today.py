"""The first page: every number opens the rows that it counts."""

from __future__ import annotations

import datetime as dt

import pytest
from small_plan import APRIL, id_of, period_of, small_plan

from plandesk.models.types import Level, Travel
from plandesk.services.ops.periods import AddMeeting, ClosePeriod, SetBody
from plandesk.services.ops.ratings import SetRating
from plandesk.services.queries.plan_tree import plan_rows
from plandesk.services.queries.today import (
    StepName,
    StepState,
    changes_since_last_period,
    today,
)

MAY = dt.date(2024, 5, 7)


@pytest.fixture
def small(tmp_path):
    with small_plan(tmp_path / "small.plandesk") as document:
        yield document


def page(document, day: dt.date = MAY):
    with document.read() as session:
        return today(session, day)


def test_the_sample_opens_with_its_ratings_before_and_now(doc):
    told = page(doc)
    bar = {count.word: (count.previous, count.current) for count in told.bar}
    with doc.read() as session:
        rows = [row for row in plan_rows(session, told.period.id) if row.level is Level.ACTION]
    assert sum(before for before, _ in bar.values()) == 230
    assert sum(now for _, now in bar.values()) == 26
    for count in told.bar:
        assert count.current_rows == tuple(
            row.id for row in rows if row.current == count.code and (count.code or not row.closed)
        )
    assert len(told.findings) == 7
    assert [thing.code for thing in told.next_things] == ["check", "close"]
    assert set(told.next_things[0].rows) == {row for one in told.findings for row in one.rows}
    assert told.meeting
    assert told.meeting.sentence.startswith("Publish by ")


def test_the_period_strip_lights_one_step(small):
    steps = {step.name: step.state for step in page(small).steps}
    assert steps == {
        StepName.ISSUE: StepState.CURRENT,
        StepName.COLLECT: StepState.LATER,
        StepName.CHECK: StepState.LATER,
        StepName.CLOSE: StepState.LATER,
        StepName.PACK: StepState.LATER,
    }
    small.run(ClosePeriod(period_of(small, APRIL), accept="Agreed"))
    steps = {step.name: step.state for step in page(small).steps}
    assert steps[StepName.CLOSE] is StepState.DONE
    assert steps[StepName.PACK] is StepState.CURRENT
    assert page(small).next_things[-1].code == "pack"


def test_what_to_do_next_names_the_rows(small):
    told = page(small)
    assert [(thing.code, thing.rows) for thing in told.next_things] == [
        ("issue", (id_of(small, "A2.3"),))
    ]


def test_movement_and_changes_come_with_their_rows(small):
    told = page(small)
    assert told.moved[Travel.IMPROVED] == tuple(
        id_of(small, ref) for ref in ("A1.2", "A1.3", "A2.2")
    )
    assert told.moved[Travel.WORSENED] == ()
    small.run(SetRating((id_of(small, "A1.1"),), period_of(small, APRIL), "red"))
    assert page(small).moved[Travel.WORSENED] == (id_of(small, "A1.1"),)
    with small.read() as session:
        refs = [change.ref for change in changes_since_last_period(session)]
    assert refs == ["A1.1", "A1.2", "A1.3", "A2.2"]


def test_the_next_meeting_says_when_to_publish(small):
    small.run(SetBody("Improvement Board", months_between=2))
    small.run(AddMeeting("Improvement Board", dt.date(2024, 6, 26)))
    meeting = page(small).meeting
    assert meeting
    assert meeting.publish_by == dt.date(2024, 6, 18)
    assert page(small, dt.date(2024, 6, 27)).meeting.on == dt.date(2024, 8, 27)
