"""The refresh review: nothing changes until it is applied, and then in one step."""

from __future__ import annotations

import datetime as dt

import pytest
from small_plan import APRIL, id_of, period_of, small_plan

from plandesk.errors import UserError
from plandesk.models.types import Level
from plandesk.services.check import check_findings
from plandesk.services.document import Document
from plandesk.services.ops.assurance import RecallAction
from plandesk.services.ops.edit import SetOutcome
from plandesk.services.ops.periods import ClosePeriod, OpenPeriod
from plandesk.services.ops.review import (
    AnswerReview,
    ApplyReview,
    CarryForward,
    RemoveReview,
    ReviewScope,
    SetPhrases,
    SetReviewTests,
    StartReview,
)
from plandesk.services.queries.detail import item_detail
from plandesk.services.queries.plan_tree import plan_rows, plans
from plandesk.services.queries.review import (
    carried_from,
    phrases,
    review_answers,
    review_summary,
    reviews,
    spotlight,
)

JUNE = dt.date(2024, 6, 3)
REFS = ("A1.1", "A1.2", "A1.3", "A2.1", "A2.2", "A2.3")


@pytest.fixture
def small(tmp_path):
    with small_plan(tmp_path / "small.plandesk") as document:
        document.run(StartReview(1, "Refresh 2024", on=JUNE))
        yield document


def answer(document: Document, *refs: str, **said) -> None:
    ids = tuple(id_of(document, ref) for ref in refs)
    document.run(AnswerReview(newest(document).id, ids, **said))


def newest(document: Document):
    with document.read() as session:
        return reviews(session)[-1]


def outcomes(document: Document) -> dict[str, tuple[str, str]]:
    with document.read() as session:
        rows = [row for row in plan_rows(session, None) if row.level is Level.ACTION]
        details = {row.ref: item_detail(session, row.id) for row in rows if row.plan_id == 1}
    return {
        ref: (told.row.outcome_word, told.outcome_note)
        for ref, told in details.items()
        if told and told.row.outcome
    }


def by_ref(session):
    return {row.ref: row for row in plan_rows(session, None)}


def test_it_looks_at_every_open_action_in_the_order_of_the_plan(small):
    with small.read() as session:
        rows = review_answers(session, newest(small).id)
    assert tuple(row.ref for row in rows) == REFS
    assert newest(small).progress == "0 of 6"
    assert len(newest(small).tests) == 8
    assert all(row.verdicts == ("",) * 8 for row in rows)


def test_it_may_look_at_a_part_and_leaves_out_what_is_closed(small):
    small.run(SetOutcome((id_of(small, "A2.1"),), "completed"))
    small.run(StartReview(1, "Second", (id_of(small, "A2"),), ("Is it right?",)))
    with small.read() as session:
        rows = review_answers(session, newest(small).id)
    assert [row.ref for row in rows] == ["A2.2", "A2.3"]
    assert (newest(small).scope_text, newest(small).tests) == ("A2", ("Is it right?",))


def test_it_may_look_at_any_level_at_what_is_closed_and_at_just_some_rows(small):
    small.run(SetOutcome((id_of(small, "A2.1"),), "completed"))
    everything = ReviewScope((Level.WORKSTREAM, Level.PROJECT, Level.ACTION), with_closed=True)
    small.run(StartReview(1, "All of it", scope=everything))
    with small.read() as session:
        rows = [row.ref for row in review_answers(session, newest(small).id)]
    assert rows == ["A", "A1", "A1.1", "A1.2", "A1.3", "A2", "A2.1", "A2.2", "A2.3"]
    answer(small, "A2", outcome="remain-open", assessment="The board keeps it in sight.")
    small.run(ApplyReview(newest(small).id, only_done=True))
    with small.read() as session:
        assert by_ref(session)["A2"].outcome == "remain-open"
    some = ReviewScope(only=(id_of(small, "A1.1"), id_of(small, "A2.3"), id_of(small, "A2.1")))
    small.run(StartReview(1, "Filtered", scope=some))
    with small.read() as session:
        rows = [row.ref for row in review_answers(session, newest(small).id)]
    assert rows == ["A1.1", "A2.3"]


def test_nothing_changes_in_the_plan_until_it_is_applied_and_undo_takes_it_all_back(small):
    answer(small, "A1.1", "A2.1", outcome="completed", assessment="Shown to last.")
    answer(small, "A1.2", outcome="duplicate", target="A1.3")
    answer(small, "A1.3", "A2.2", outcome="remain-open")
    answer(small, "A2.3", outcome="reprofiled", target="Other Programme", review_on=JUNE)
    assert newest(small).progress == "6 of 6"
    assert outcomes(small) == {}
    with small.read() as session:
        summary = review_summary(session, newest(small).id)
    assert [(word, refs) for word, refs, _ in summary.lines] == [
        ("Completed and embedded", ("A1.1", "A2.1")),
        ("Reprofiled to another plan", ("A2.3",)),
        ("Remain open", ("A1.3", "A2.2")),
        ("Duplicate of another action", ("A1.2",)),
    ]
    assert (summary.closing, summary.staying, summary.blank) == (4, 2, ())
    small.run(ApplyReview(newest(small).id, JUNE))
    assert outcomes(small) == {
        "A1.1": ("Completed and embedded", "Shown to last."),
        "A1.2": ("Duplicate of another action", "A1.3"),
        "A1.3": ("Remain open", ""),
        "A2.1": ("Completed and embedded", "Shown to last."),
        "A2.2": ("Remain open", ""),
        "A2.3": ("Reprofiled to another plan", "Other Programme"),
    }
    with small.read() as session:
        told = item_detail(session, id_of(small, "A1.2"))
    assert told
    assert [(link.kind, link.other_ref) for link in told.links] == [("duplicate of", "A1.3")]
    assert newest(small).applied
    small.undo()
    assert outcomes(small) == {}
    assert not newest(small).applied


def test_a_half_answered_review_is_refused_unless_only_what_is_done_is_wanted(small):
    with pytest.raises(UserError, match="6 of 6 actions have no outcome yet"):
        small.run(ApplyReview(newest(small).id))
    answer(small, "A1.1", outcome="bau")
    small.run(ApplyReview(newest(small).id, only_done=True))
    assert outcomes(small) == {"A1.1": ("Reprofiled as BAU", "")}
    with pytest.raises(UserError, match="has been applied already"):
        answer(small, "A1.2", outcome="bau")


def test_a_duplicate_needs_its_target(small):
    answer(small, "A1.1", outcome="duplicate")
    with pytest.raises(UserError, match=r"A1\.1 has the outcome “Duplicate of another action”"):
        small.run(ApplyReview(newest(small).id, only_done=True))


def test_verdicts_are_kept_one_by_one_and_can_be_taken_back(small):
    answer(small, "A1.1", verdicts={1: "yes", 3: "unsure"})
    answer(small, "A1.1", verdicts={2: "no", 3: ""})
    with small.read() as session:
        (row, *_) = review_answers(session, newest(small).id)
    assert row.verdicts == ("yes", "no", "", "", "", "", "", "")
    with pytest.raises(UserError, match="yes, no or unsure"):
        answer(small, "A1.1", verdicts={1: "perhaps"})
    with pytest.raises(UserError, match="there is no test 9"):
        answer(small, "A1.1", verdicts={9: "yes"})
    with pytest.raises(UserError, match="not an outcome of this plan"):
        answer(small, "A1.1", outcome="forgotten")


def test_tests_and_phrases_are_the_plans_own(small):
    with small.read() as session:
        assert len(phrases(session, 1)) > 2
    small.run(SetPhrases(1, ("Said often.", "Said often.", " ")))
    small.run(SetReviewTests(1, ("Only one test?",)))
    small.run(StartReview(1, "Another"))
    with small.read() as session:
        assert phrases(session, 1) == ("Said often.",)
    assert newest(small).tests == ("Only one test?",)
    small.run(RemoveReview(newest(small).id))
    assert newest(small).title == "Refresh 2024"


def test_what_stays_open_is_carried_into_a_new_plan_with_links_back(small):
    small.run(SetOutcome(tuple(id_of(small, ref) for ref in REFS[:3]), "completed"))
    small.run(CarryForward(1, "Plan 2024/25"))
    with small.read() as session:
        old, new = plans(session)
        rows = [row for row in plan_rows(session, None) if row.plan_id == new.id]
        back = {row.ref: carried_from(session, row.id) for row in rows if row.ref}
        findings = check_findings(session)
    assert [row.ref for row in rows if row.ref] == ["A", "A2", "A2.1", "A2.2", "A2.3"]
    assert back["A2.2"] == id_of(small, "A2.2")
    assert (new.title, new.values, new.outcomes) == ("Plan 2024/25", old.values, old.outcomes)
    carried = next(row for row in rows if row.ref == "A2.2")
    assert (carried.leads, carried.due_text) == (("Head of Service",), "31 December 2024")
    assert not [one for one in findings if one.item_id in {row.id for row in rows}]


def test_the_new_plan_is_rated_from_the_next_period_on(small):
    small.run(CarryForward(1, "Plan 2024/25"))
    small.run(ClosePeriod(period_of(small, APRIL), accept="Agreed"))
    small.run(OpenPeriod("July 2024", dt.date(2024, 7, 31)))
    with small.read() as session:
        new = plans(session)[1].id
        rows = {row.id: row for row in plan_rows(session, None)}
        missing = [one for one in check_findings(session) if one.code == "not-rated"]
    assert len(missing) == 6
    assert {rows[one.item_id or 0].plan_id for one in missing} == {new}


def test_the_spotlight_lists_what_is_closed_and_who_was_asked(small):
    small.run(SetOutcome((id_of(small, "A1.1"), id_of(small, "A2.1")), "completed"))
    small.run(RecallAction(id_of(small, "A2.1"), "Has it lasted?", on=JUNE))
    with small.read() as session:
        rows = spotlight(session)
    assert [(one.row.ref, one.recalled_on, one.is_waiting) for one in rows] == [
        ("A1.1", None, False),
        ("A2.1", JUNE, True),
    ]


def test_a_review_of_nothing_is_refused(small):
    with pytest.raises(UserError, match="Enter a name"):
        small.run(StartReview(1, " "))
    small.run(SetOutcome(tuple(id_of(small, ref) for ref in REFS), "completed"))
    with pytest.raises(UserError, match="nothing to review"):
        small.run(StartReview(1, "Third"))
