"""What happens to a return after the first look: received, asked about, corrected, locked cells."""

from __future__ import annotations

import datetime as dt

import pytest
from openpyxl import load_workbook
from returned import answer, change, issue, refs_of, values
from sqlalchemy import select

from plandesk.errors import UsageError
from plandesk.models.assurance import Question
from plandesk.services.ops.assurance import AnswerQuestion
from plandesk.services.ops.edit import SetTitle
from plandesk.services.queries.exceptions import close_checklist
from plandesk.services.queries.plan_tree import current_period, plan_rows
from plandesk.services.queries.return_questions import open_questions
from plandesk.services.queries.returns import ReturnState, issued_returns, response_rate
from plandesk.services.returns.apply import apply_import, choose
from plandesk.services.returns.incoming import preview_returns
from plandesk.services.returns.outgoing import chase_list
from plandesk.services.returns.preview import ChangeState
from plandesk.services.returns.questions import annotated_copies, ask_about

LEAD = "Head of SEND"


@pytest.fixture
def sent(sample, tmp_path):
    return issue(sample, tmp_path / "out", LEAD)[0].file


def period_of(session):
    period = current_period(session)
    assert period is not None
    return period.id


def register(document):
    with document.read() as session:
        return issued_returns(session, today=dt.date(2030, 1, 1))[0]


def still_open(document):
    with document.read() as session:
        return open_questions(session, period_of(session))


def asked_about(preview, name, text):
    (found,) = [each for each in preview.changes if each.name == name]
    return {(found.file, found.key, found.field): text}


def imported_with_a_question(document, sent, text="Which month is soon?"):
    """Import two answers, take one, and ask about the other."""
    first, second = refs_of(sent)[:2]
    answer(sent, {first: {"progress": "Panel met."}, second: {"progress": "Soon."}})
    preview = preview_returns(document, [sent])
    asked = asked_about(preview, f"{second}.progress", text)
    apply_import(document, choose(preview, f"{first}.progress"), asked=asked)
    return second, asked


def test_a_file_that_was_only_looked_at_is_received_and_not_imported(sample, sent):
    answer(sent, {ref: {"progress": f"About {ref}."} for ref in refs_of(sent)[:2]})
    apply_import(sample, choose(preview_returns(sample, [sent]), "none"))
    row = register(sample)
    assert row.state is ReturnState.RECEIVED
    assert row.received_on is not None
    assert row.imported_on is None
    assert row.receipts[-1].waiting == 2
    assert response_rate([row]).answered == 1
    assert chase_list([row], "Plan") == []
    with sample.read() as session:
        lines = close_checklist(session, row.period_id, dt.date(2030, 1, 1))
    assert any("is back, but nothing" in one.message for line in lines for one in line.findings)


def test_taking_part_leaves_the_rest_outstanding_until_it_is_taken(sample, sent):
    first, second = refs_of(sent)[:2]
    answer(sent, {ref: {"progress": f"About {ref}."} for ref in (first, second)})
    apply_import(sample, choose(preview_returns(sample, [sent]), "none"))
    apply_import(sample, choose(preview_returns(sample, [sent]), f"{first}.progress"))
    row = register(sample)
    assert row.state is ReturnState.PART
    assert row.imported_on is not None
    apply_import(sample, choose(preview_returns(sample, [sent]), "all"))
    assert register(sample).state is ReturnState.IMPORTED


def test_a_question_is_kept_with_who_asked_what_and_when(sample, sent):
    second, _ = imported_with_a_question(sample, sent)
    (question,) = register(sample).questions
    assert (question.ref, question.field, question.about) == (second, "progress", "Soon.")
    assert (question.text, question.who) == ("Which month is soon?", "Officer")
    assert question.asked_of == LEAD
    assert question.asked_on == sample.now.date()
    assert register(sample).state is ReturnState.PART


def test_an_open_question_is_in_the_closing_checklist_and_in_the_chase(sample, sent):
    second, _ = imported_with_a_question(sample, sent)
    row = register(sample)
    with sample.read() as session:
        lines = close_checklist(session, row.period_id, dt.date(2030, 1, 1))
    (line,) = [line for line in lines if line.code == "question-open"]
    texts = [one.message for one in line.findings]
    assert any("Which month is soon?" in text and second in text for text in texts)
    (chase,) = chase_list([row], "Plan")
    assert "Which month is soon?" in chase.text
    assert "1 question about" in chase.subject


def test_the_corrected_file_imports_and_closes_the_question(sample, sent, tmp_path):
    second, asked = imported_with_a_question(sample, sent)
    (copy,) = annotated_copies(preview_returns(sample, [sent]), tmp_path / "back")
    assert any(
        cell.comment and "Which month is soon?" in cell.comment.text
        for row in load_workbook(copy)["Actions"]
        for cell in row
    )
    answer(copy, {second: {"progress": "In June."}})
    preview = preview_returns(sample, [copy])
    (found,) = [each for each in preview.changes if each.name == f"{second}.progress"]
    assert found.asked == "Which month is soon?"
    assert found.take
    apply_import(sample, preview)
    assert still_open(sample) == []
    assert register(sample).state is ReturnState.IMPORTED
    with sample.read() as session:
        (kept,) = session.scalars(select(Question).where(Question.reference != ""))
        assert (kept.answer, kept.answered_on) == ("In June.", sample.now.date())
    sample.undo()
    assert [each.text for each in still_open(sample)] == ["Which month is soon?"]
    sample.undo()
    assert still_open(sample) == []
    sample.redo()
    assert len(still_open(sample)) == 1
    assert asked


def test_an_answer_that_was_not_changed_stays_asked_and_unticked(sample, sent, tmp_path):
    second, _ = imported_with_a_question(sample, sent)
    third = refs_of(sent)[2]
    copy = answer(sent, {third: {"progress": "One more."}}, to=tmp_path / "again.xlsx")
    preview = preview_returns(sample, [copy])
    ticks = {each.name: each.take for each in preview.changes if each.is_offered}
    assert ticks == {f"{second}.progress": False, f"{third}.progress": True}
    apply_import(sample, preview)
    assert len(still_open(sample)) == 1


def test_asking_again_changes_the_question_and_does_not_double_it(sample, sent):
    second, _ = imported_with_a_question(sample, sent)
    preview = preview_returns(sample, [sent])
    again = asked_about(preview, f"{second}.progress", "And which year?")
    assert ask_about(sample, preview, again) == 1
    assert [each.text for each in still_open(sample)] == ["And which year?"]


def test_a_question_about_another_leads_return_stays_open(sample, tmp_path):
    one, other = issue(sample, tmp_path / "out", LEAD, "Principal Social Worker")
    imported_with_a_question(sample, one.file)
    ref = refs_of(other.file)[0]
    answer(other.file, {ref: {"progress": "Ours is done."}})
    apply_import(sample, preview_returns(sample, [other.file]))
    assert len(still_open(sample)) == 1


def test_an_officer_can_close_a_question_with_what_was_said(sample, sent):
    imported_with_a_question(sample, sent)
    (question,) = still_open(sample)
    sample.run(AnswerQuestion(question.id, "June, by telephone.", sample.now.date()))
    assert still_open(sample) == []


# Locked cells ------------------------------------------------------------------------------------


def reworded(document, sent, **cells):
    def edit(ws):
        for column, text in cells.items():
            ws[f"{column}2"] = text

    change(sent, edit)
    return preview_returns(document, [sent])


def in_plan(document, ref):
    with document.read() as session:
        rows = plan_rows(session, period_of(session))
    return next(row for row in rows if row.ref == ref)


def test_locked_edits_are_shown_and_never_taken_by_themselves(sample, sent):
    ref = refs_of(sent)[0]
    before = in_plan(sample, ref)
    preview = reworded(sample, sent, B="Other words", C="Somebody Else", D="Spring 2025")
    found = {each.field: each for each in preview.changes if each.state is ChangeState.LOCKED}
    assert set(found) == {"title", "lead", "due"}
    assert {each.cell for each in found.values()} == {"B2", "C2", "D2"}
    assert not any(each.take for each in found.values())
    apply_import(sample, choose(preview, "all"))
    now = in_plan(sample, ref)
    assert (now.title, now.leads, now.due_text) == (before.title, before.leads, before.due_text)


def test_locked_edits_are_taken_on_purpose_and_undone(sample, sent):
    ref = refs_of(sent)[0]
    before, all_before = in_plan(sample, ref), values(sample)
    preview = reworded(sample, sent, B="Other words", C="Somebody Else", D="Spring 2025")
    names = f"{ref}.title, {ref}.lead, {ref}.due"
    assert apply_import(sample, choose(preview, names)).taken == 3
    now = in_plan(sample, ref)
    assert (now.title, now.leads) == ("Other words", ("Somebody Else",))
    assert now.due_text == "Spring 2025"
    assert register(sample).state is ReturnState.IMPORTED
    again = preview_returns(sample, [sent])
    assert not any(each.state is ChangeState.LOCKED for each in again.changes)
    sample.undo()
    assert in_plan(sample, ref) == before
    assert values(sample) == all_before


def test_ref_and_last_rating_cannot_be_taken_from_a_workbook(sample, sent):
    preview = reworded(sample, sent, E="Grey")
    (found,) = [each for each in preview.changes if each.state is ChangeState.LOCKED]
    with pytest.raises(UsageError, match="not a field"):
        choose(preview, found.name)


def test_a_title_that_the_plan_has_by_now_is_no_edit(sample, sent):
    ref = refs_of(sent)[0]
    sample.run(SetTitle(in_plan(sample, ref).id, "Other words"))
    preview = reworded(sample, sent, B="Other words")
    assert not any(each.state is ChangeState.LOCKED for each in preview.changes)
