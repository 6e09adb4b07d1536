"""Ratings are earned, reasons are kept, and a closed period is shown as it was."""

from __future__ import annotations

import datetime as dt

import pytest
from small_plan import APRIL, JANUARY, id_of, period_of, small_plan

from plandesk.errors import UserError
from plandesk.models.rating_rules import RatingRules
from plandesk.models.types import Part
from plandesk.services.check import check_findings, check_rules
from plandesk.services.document import Document
from plandesk.services.ops.assurance import (
    AcceptFinding,
    AnswerQuestion,
    AskQuestion,
    RecallAction,
    SetRatingRules,
    SetStated,
    SwitchCheck,
    WithdrawAcceptance,
)
from plandesk.services.ops.edit import SetOutcome, SetPeople, SetTitle
from plandesk.services.ops.periods import AddMeeting, ClosePeriod, OpenPeriod, ReopenPeriod, SetBody
from plandesk.services.ops.ratings import SetRating, SetUpdateText, UpdateText
from plandesk.services.ops.registers.entries import AddEntry
from plandesk.services.ops.registers.links import LinkEntry
from plandesk.services.ops.registers.lookup import EntryDraft
from plandesk.services.ops.registers.values import SetEntryValue, ValuePlace, ValueSaid
from plandesk.services.ops.structure import RemoveItems
from plandesk.services.queries.detail import item_detail
from plandesk.services.queries.exceptions import (
    accepted_findings,
    close_checklist,
    explain_rating,
    overrides,
    questions,
)
from plandesk.services.queries.meetings import bodies, next_meetings
from plandesk.services.queries.snapshot import as_it_was

MAY = dt.date(2024, 5, 1)


@pytest.fixture
def small(tmp_path):
    with small_plan(tmp_path / "small.plandesk", who="J. Brown") as document:
        yield document


def rate(document: Document, ref: str, rating: str | None, **options) -> None:
    period = options.pop("period", APRIL)
    document.run(SetRating((id_of(document, ref),), period_of(document, period), rating, **options))


def found(document: Document, code: str) -> list:
    with document.read() as session:
        return [one for one in check_findings(session) if one.code == code]


def left(document: Document, label: str = APRIL) -> dict[str, int]:
    with document.read() as session:
        lines = close_checklist(session, period_of(document, label))
    return {line.code: line.open_count for line in lines if line.open_count}


def test_delivered_exactly_three_months_after_green_is_refused(small):
    with pytest.raises(UserError, match="so it can be Blue after 30 April 2024"):
        rate(small, "A1.1", "blue")
    assert not found(small, "blue-too-early")


def test_delivered_is_refused_to_what_was_amber(small):
    with pytest.raises(UserError, match=r"A1.2 was not rated well enough before to be Blue now\."):
        rate(small, "A1.2", "blue")


def test_delivered_needs_evidence_even_when_it_has_lasted(small):
    small.run(OpenPeriod("May 2024", dt.date(2024, 5, 31)))
    with pytest.raises(UserError, match=r"A1\.1 has no evidence for Blue"):
        rate(small, "A1.1", "blue", period="May 2024")


def test_an_exception_is_kept_with_its_reason(small):
    rate(small, "A1.2", "blue", override="The inspectorate has confirmed it.")
    with small.read() as session:
        (row,) = overrides(session)
    assert (row.ref, row.rating, row.reason) == (
        "A1.2",
        "blue",
        "The inspectorate has confirmed it.",
    )
    assert "was not rated well enough" in row.refusal
    assert not found(small, "blue-too-early")
    assert not found(small, "blue-no-evidence")
    small.undo()
    with small.read() as session:
        assert overrides(session) == []


def test_an_import_brings_a_finding_instead_of_a_refusal(small):
    rate(small, "A1.2", "blue", strict=False)
    assert [one.ref for one in found(small, "blue-too-early")] == ["A1.2"]
    assert [one.ref for one in found(small, "blue-no-evidence")] == ["A1.2"]


def test_each_rule_can_be_switched_off(small):
    small.run(SetRatingRules(1, RatingRules(done_earned=False, done_evidence=False)))
    rate(small, "A1.2", "blue")
    rate(small, "A1.1", "red")
    assert found(small, "reason-missing")
    assert {one.ref for one in found(small, "two-step-jump")} == {"A1.1", "A1.2"}
    small.run(SwitchCheck(1, "reason-missing", on=False))
    small.run(SetRatingRules(1, RatingRules(jump_explained=False)))
    assert not found(small, "reason-missing")
    assert not found(small, "two-step-jump")
    with small.read() as session:
        assert [rule.code for rule in check_rules(session) if not rule.is_on] == ["reason-missing"]


def measure(document: Document, *refs: str) -> int:
    """A measure with a target of 90 or more, linked to these actions."""
    draft = EntryDraft(
        "Visits on time",
        fields={"unit": "percent", "polarity": "higher", "target": "90", "tolerance": "5"},
    )
    entry = int(document.run(AddEntry("measures", draft)).created("register_entry")[0])
    document.run(LinkEntry(entry, tuple(id_of(document, ref) for ref in refs)))
    return entry


def value(document: Document, entry: int, text: str, period: str) -> None:
    place = ValuePlace(period_id=period_of(document, period))
    document.run(SetEntryValue(entry, place, ValueSaid(text)))


def test_delivered_needs_the_measures_of_the_action_met(small):
    entry = measure(small, "A2.1")
    small.run(OpenPeriod("May 2024", dt.date(2024, 5, 31)))
    with pytest.raises(UserError, match=r"A2\.1 has measures that are not known: M1"):
        rate(small, "A2.1", "blue", period="May 2024")
    value(small, entry, "80", "May 2024")
    with pytest.raises(UserError, match=r"A2\.1 has measures that are not met: M1 is"):
        rate(small, "A2.1", "blue", period="May 2024")
    value(small, entry, "93", "May 2024")
    rate(small, "A2.1", "blue", period="May 2024")
    assert not found(small, "blue-measures")
    value(small, entry, "70", "May 2024")
    assert [one.ref for one in found(small, "blue-measures")] == ["A2.1"]
    small.run(SetRatingRules(1, RatingRules(done_measures=False)))
    assert not found(small, "blue-measures")


def test_measures_that_are_not_met_can_be_overridden_with_a_reason(small):
    value(small, measure(small, "A2.1"), "80", APRIL)
    small.run(OpenPeriod("May 2024", dt.date(2024, 5, 31)))
    rate(small, "A2.1", "blue", period="May 2024", override="The new count begins in June.")
    assert not found(small, "blue-measures")
    with small.read() as session:
        (row,) = overrides(session)
    assert "not met: M1" in row.refusal


def test_an_action_without_measures_needs_none(small):
    value(small, measure(small, "A1.1"), "80", APRIL)
    small.run(OpenPeriod("May 2024", dt.date(2024, 5, 31)))
    rate(small, "A2.1", "blue", period="May 2024")


def test_projects_need_not_earn_their_rating(small):
    rate(small, "A1", "blue")


def test_a_reason_settles_a_finding_until_its_words_change(small):
    rate(small, "A1.1", "red")
    accept = AcceptFinding("reason-missing", "A1.1", "Told at the meeting", "J. Brown", MAY)
    small.run(accept)
    (finding,) = found(small, "reason-missing")
    assert finding.accepted == "Told at the meeting"
    with small.read() as session:
        (kept,) = accepted_findings(session)
    assert (kept.ref, kept.who, kept.on, kept.is_current) == ("A1.1", "J. Brown", MAY, True)
    small.run(WithdrawAcceptance(kept.id))
    assert found(small, "reason-missing")[0].accepted is None
    with pytest.raises(UserError, match="Enter why"):
        small.run(AcceptFinding("reason-missing", "A1.1", "  "))
    with pytest.raises(UserError, match=r"no finding “reason-missing” about A2\.1"):
        small.run(AcceptFinding("reason-missing", "A2.1", "Because"))


def test_declared_and_derived_stand_side_by_side(small):
    rate(small, "A1", "green")
    rate(small, "A1.3", "red")
    with small.read() as session:
        told = explain_rating(session, id_of(small, "A1"), period_of(small, APRIL))
    assert told
    assert told.declared
    assert told.derived
    assert told.worst_child
    assert (told.declared.word, told.derived.word) == ("Green", "Red")
    assert told.worst_child_id == id_of(small, "A1.3")
    assert [one.code for one in told.findings] == ["parent-better"]
    with small.read() as session:
        plain = explain_rating(session, id_of(small, "A1.1"))
    assert plain
    assert plain.declared == plain.derived
    assert plain.well_since == dt.date(2024, 1, 31)
    assert plain.findings == ()


def test_grey_work_does_not_pull_its_project_down(small):
    rate(small, "A2", "blue")
    rate(small, "A2.2", "grey")
    assert not found(small, "parent-better")


def test_closing_waits_for_its_checklist(small):
    assert left(small) == {"not-rated": 1}
    small.run(AskQuestion(id_of(small, "A1.1"), "Is the figure for May?", on=MAY))
    rate(small, "A1.3", "red")
    assert left(small) == {"not-rated": 1, "reason-missing": 1, "question-open": 1}
    with pytest.raises(UserError, match=r"A2.3 is not rated in April 2024.* 2 more lines"):
        small.run(ClosePeriod(period_of(small, APRIL)))
    rate(small, "A2.3", "amber")
    small.run(AcceptFinding("reason-missing", "A1.3", "It is in the covering report."))
    with small.read() as session:
        (question,) = questions(session, open_only=True)
    assert (question.ref, question.asked_of) == ("A1.1", "Head of Service")
    small.run(AnswerQuestion(question.id, "Yes, for May.", MAY))
    assert left(small) == {}
    small.run(ClosePeriod(period_of(small, APRIL)))
    with pytest.raises(UserError, match="April 2024 is closed"):
        rate(small, "A1.1", "amber")


def test_an_open_question_can_be_accepted(small):
    small.run(AskQuestion(id_of(small, "A1.1"), "Is the figure for May?"))
    small.run(AcceptFinding("question-open", "A1.1", "It can wait for the next period."))
    assert left(small) == {"not-rated": 1}


def test_closing_in_spite_of_the_checklist_keeps_the_reason_beside_each_line(small):
    small.run(ClosePeriod(period_of(small, APRIL), accept="The board agreed.", who="J. Brown"))
    with small.read() as session:
        assert [(row.code, row.reason) for row in accepted_findings(session)] == [
            ("not-rated", "The board agreed.")
        ]


def test_a_closed_period_is_shown_as_it_was(small):
    april = period_of(small, APRIL)
    small.run(SetUpdateText(id_of(small, "A1.1"), april, UpdateText.PROGRESS, "As it was."))
    small.run(ClosePeriod(april, accept="Agreed"))
    small.run(SetTitle(id_of(small, "A1.1"), "Other words"))
    small.run(SetPeople((id_of(small, "A1.1"),), Part.LEAD, ("Somebody else",)))
    small.run(SetOutcome((id_of(small, "A1.2"),), "completed"))
    small.run(RemoveItems((id_of(small, "A2.1"),)))
    with small.read() as session:
        shown = as_it_was(session, april)
    rows = {row.ref: row for row in shown.rows}
    assert shown.is_kept
    assert (rows["A1.1"].title, rows["A1.1"].leads) == ("Do what A1.1 says", ("Head of Service",))
    assert (rows["A1.1"].rating, rows["A1.1"].progress) == ("green", "As it was.")
    assert rows["A1.2"].outcome is None
    assert (rows["A2.1"].id, rows["A2.1"].rating) == (None, "blue")
    assert [row.ref for row in shown.rows if row.ref][:3] == ["A", "A1", "A1.1"]


def test_a_period_that_came_closed_is_shown_from_the_plan_of_today(small):
    with small.read() as session:
        shown = as_it_was(session, period_of(small, JANUARY))
    assert not shown.is_kept
    assert {row.ref: row.rating for row in shown.rows}["A1.3"] == "red"


def test_every_reopening_keeps_its_reason(small):
    april = period_of(small, APRIL)
    for reason in ("A late return", "A rating was wrong"):
        small.run(ClosePeriod(april, accept="Agreed"))
        small.run(ReopenPeriod(april, reason, "J. Brown", MAY))
    with pytest.raises(UserError, match="open already"):
        small.run(ReopenPeriod(april, "Again"))
    with small.read() as session:
        assert as_it_was(session, april).reopened == ("A late return", "A rating was wrong")


def test_a_closed_action_can_be_recalled(small):
    with pytest.raises(UserError, match=r"A1\.1 is not closed"):
        small.run(RecallAction(id_of(small, "A1.1"), "Has it lasted?"))
    small.run(SetOutcome((id_of(small, "A1.1"),), "completed"))
    small.run(RecallAction(id_of(small, "A1.1"), "Has it lasted?", reopen=True))
    with small.read() as session:
        (question,) = questions(session)
        recalled = item_detail(session, id_of(small, "A1.1"))
    assert (question.kind, question.text) == ("recall", "Has it lasted?")
    assert recalled
    assert not recalled.row.closed


def test_bodies_meet_in_their_own_rhythm(small):
    small.run(SetBody("Improvement Board", months_between=2, clear_days=3))
    small.run(AddMeeting("improvement board", dt.date(2024, 6, 25), period_of(small, APRIL)))
    small.run(AddMeeting("Scrutiny Committee", dt.date(2024, 6, 26)))
    small.run(SetBody("Scrutiny Committee", months_between=3))
    with small.read() as session:
        assert [body.name for body in bodies(session)] == [
            "Improvement Board",
            "Scrutiny Committee",
        ]
        first, second = next_meetings(session, dt.date(2024, 6, 1))
        later = next_meetings(session, dt.date(2024, 7, 1))
    assert (first.body, first.period) == ("Improvement Board", APRIL)
    assert second.publish_by == dt.date(2024, 6, 18)
    assert second.sentence == ("Publish by Tuesday 18 June 2024: 5 clear days before 26 June")
    assert [(row.body, row.on, row.id) for row in later] == [
        ("Improvement Board", dt.date(2024, 8, 27), None),
        ("Scrutiny Committee", dt.date(2024, 9, 26), None),
    ]
    with pytest.raises(UserError, match="meets on 26 June 2024 already"):
        small.run(AddMeeting("Scrutiny Committee", dt.date(2024, 6, 26)))


def test_a_single_missing_score_is_proposed(small):
    scores = {f"Criterion {number}": 4 for number in range(1, 18)} | {"Criterion 18": None}
    entry = {"kind": "scores", "scores": scores, "total": 70, "where": "Option 3"}
    small.run(SetStated(1, (entry,)))
    (finding,) = found(small, "missing-number")
    assert finding.message.startswith("Option 3: Criterion 18 has no number.")
    assert "gives 2 (70 - 68 = 2)" in finding.message
    two = {**scores, "Criterion 17": None}
    small.run(SetStated(1, ({**entry, "scores": two},)))
    assert not found(small, "missing-number")
