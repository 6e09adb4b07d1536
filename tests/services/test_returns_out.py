from __future__ import annotations

import datetime as dt

import pytest
from openpyxl import load_workbook
from returned import issue, refs_of

from plandesk.errors import Cancelled, UsageError, UserError
from plandesk.excel.returns.check import check_return
from plandesk.excel.returns.check_row import Expected
from plandesk.excel.returns.keys import row_key
from plandesk.excel.returns.read import read_return
from plandesk.excel.returns.rules import choice
from plandesk.excel.returns.schema import About, Answers, Field, ReturnRow, ReturnSheet
from plandesk.excel.returns.write import return_bytes
from plandesk.models.types import Part
from plandesk.services.ops.edit import SetPeople
from plandesk.services.ops.periods import ClosePeriod
from plandesk.services.presets import load_preset, preset_names
from plandesk.services.queries.plan_tree import current_period, plan_rows
from plandesk.services.queries.returns import ReturnState, issued_returns, response_rate
from plandesk.services.returns.outgoing import IssueRequest, chase_list, drafts, issue_returns


def open_actions(document):
    with document.read() as session:
        period = current_period(session)
        rows = plan_rows(session, period.id)
    return {row.ref: row.leads for row in rows if row.level == 3 and not row.closed}


def test_everyone_with_open_actions_is_asked_about_all_of_them(sample, tmp_path):
    written = issue(sample, tmp_path / "out")
    asked = {each.lead: set(refs_of(each.file)) for each in written}
    for ref, leads in open_actions(sample).items():
        for lead in leads:
            assert ref in asked[lead]
    assert sum(map(len, asked.values())) == sum(map(len, open_actions(sample).values()))


def test_an_action_without_a_lead_goes_to_the_lead_of_its_project(sample, tmp_path):
    with sample.read() as session:
        period = current_period(session)
        rows = {row.id: row for row in plan_rows(session, period.id)}
    ref = next(iter(open_actions(sample)))
    action = next(row for row in rows.values() if row.ref == ref)
    sample.run(SetPeople((action.id,), Part.LEAD, ()))
    sample.run(SetPeople((action.parent_id,), Part.LEAD, ("Project lead",)))
    (written,) = issue(sample, tmp_path, "Project lead")
    assert ref in refs_of(written.file)


def test_one_workbook_for_each_project(sample, tmp_path):
    written = issue(sample, tmp_path / "out", by_project=True)
    for each in written:
        assert len({ref.split(".")[0] for ref in refs_of(each.file)}) == 1


def test_what_was_sent_is_in_the_register(sample, tmp_path):
    written = issue(sample, tmp_path, "Head of SEND", due=dt.date(2024, 5, 17))
    with sample.read() as session:
        (row,) = issued_returns(session)
    assert (row.reference, row.lead, row.rows) == (written[0].reference, "Head of SEND", 6)
    assert row.due == dt.date(2024, 5, 17)
    assert row.reference in row.file_name
    assert sample.undo_titles[0] == "Issue return"


def test_issuing_can_be_undone(sample, tmp_path):
    issue(sample, tmp_path)
    sample.undo()
    with sample.read() as session:
        assert issued_returns(session) == []


def test_a_second_return_to_a_lead_replaces_the_first(sample, tmp_path):
    first = issue(sample, tmp_path, "Head of SEND")[0]
    second = issue(sample, tmp_path, "Head of SEND")[0]
    assert first.reference != second.reference
    assert first.file.exists()
    with sample.read() as session:
        states = {row.reference: row.state for row in issued_returns(session)}
    assert states[first.reference] is ReturnState.REPLACED
    assert states[second.reference] is ReturnState.ISSUED


def test_a_return_not_back_after_its_due_date_is_late_and_chased(sample, tmp_path):
    issue(sample, tmp_path, "Head of SEND", "Principal Social Worker", due=dt.date(2024, 5, 10))
    with sample.read() as session:
        rows = issued_returns(session, today=dt.date(2024, 5, 11))
        same_day = issued_returns(session, today=dt.date(2024, 5, 10))
    assert {row.state for row in rows} == {ReturnState.LATE}
    assert {row.state for row in same_day} == {ReturnState.ISSUED}
    assert response_rate(rows).late == ("Head of SEND", "Principal Social Worker")
    chase = chase_list(rows, "Better Together")[0]
    assert "It was due on 10 May 2024" in chase.text
    assert chase.email


def test_the_email_sheet_says_who_what_and_by_when(sample, tmp_path):
    written = issue(sample, tmp_path)
    ws = load_workbook(tmp_path / "E-mails - April 2024.xlsx").active
    assert ws.max_row == len(written) + 1
    to, _, subject, text, attach = [cell.value for cell in ws[2]]
    assert to == written[0].lead
    assert "April 2024" in subject
    assert written[0].reference in text
    assert attach == written[0].file.name


def test_an_unknown_lead_is_named_with_those_known(sample, tmp_path):
    with pytest.raises(UsageError, match="Nobody at all") as caught:
        issue(sample, tmp_path, "Nobody at all")
    assert "Head of SEND" in caught.value.hint


def test_a_closed_period_issues_nothing(sample, tmp_path):
    with sample.read() as session:
        period = current_period(session)
    sample.run(ClosePeriod(period.id, accept="Agreed"))
    with pytest.raises(UserError, match="April 2024 is closed"):
        issue_returns(sample, IssueRequest(period.id, tmp_path / "out"))
    assert not (tmp_path / "out").exists()


def test_stopping_half_way_leaves_no_file_and_no_register(sample, tmp_path):
    def stop(done, total, text):
        if done == 5:
            raise Cancelled

    with sample.read() as session:
        period = current_period(session)
    with pytest.raises(Cancelled):
        issue_returns(sample, IssueRequest(period.id, tmp_path / "out"), stop)
    assert list((tmp_path / "out").iterdir()) == []
    with sample.read() as session:
        assert issued_returns(session) == []


def test_a_folder_that_cannot_be_made_is_named(sample, tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(UserError, match="out"):
        issue(sample, tmp_path / "file" / "out")


def test_a_preview_of_one_return_writes_nothing(sample, tmp_path):
    with sample.read() as session:
        period = current_period(session)
        (draft,) = drafts(session, IssueRequest(period.id, tmp_path, ("head of send",)))
    assert draft.lead == "Head of SEND"
    assert len(draft.sheet.rows) == 6
    assert list(tmp_path.glob("*.xlsx")) == []


@pytest.mark.parametrize("preset", preset_names())
def test_every_kind_of_plan_sends_returns_that_read_back(preset, tmp_path):
    scale = load_preset(preset).scale
    row = ReturnRow(row_key("one"), "A1", "Do it", issued=Answers(progress="Under way."))
    about = About("R-B157ME", "Plan", "uid", "Q1 2024/25")
    path = tmp_path / "return.xlsx"
    for value in scale.values:
        for said in (choice(value), value.word, value.word.upper()):
            path.write_bytes(return_bytes(ReturnSheet(about, (row,), scale)))
            book = load_workbook(path)
            book["Actions"]["F2"], book["Actions"]["I2"] = said, "The post was vacant."
            book.save(path)
            expected = Expected({row.key: row}, scale, dt.date(2024, 6, 30))
            checked = check_return(read_return(path), expected)
            assert checked.rows[0].answers[Field.RATING] == value.code, said
            assert not checked.rows[0].held
            assert not checked.rows[0].blocked
