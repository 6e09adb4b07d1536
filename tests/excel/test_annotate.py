from __future__ import annotations

import pytest
import return_samples as samples
from openpyxl import load_workbook
from openpyxl.comments import Comment
from return_samples import check, edit, write

from plandesk.errors import UserError
from plandesk.excel.returns.annotate import FIX_LIST, Question, annotate, questions_from
from plandesk.excel.returns.check import merged
from plandesk.excel.returns.read import read_return


@pytest.fixture
def faulty(tmp_path):
    def spoil(ws):
        ws["F4"], ws["F7"], ws["H5"] = "Ambr", "Red", "31/02/2024"

    return edit(write(tmp_path), spoil)


@pytest.fixture
def sent_back(faulty, tmp_path):
    questions = questions_from(merged(check(faulty).findings), "Actions")
    return annotate(faulty, questions, tmp_path / "to fix.xlsx")


def test_each_faulty_cell_bears_a_note_that_says_what_to_do(sent_back):
    ws = load_workbook(sent_back)["Actions"]
    assert "must be Blue, Red, Amber, Green or Grey" in ws["F4"].comment.text
    assert "will put it right" in ws["F7"].comment.text
    assert "31/02/2024" in ws["H5"].comment.text
    assert ws["F2"].comment is None


def test_the_fix_list_links_to_each_cell(sent_back):
    ws = load_workbook(sent_back)[FIX_LIST]
    links = {cell.value: cell.hyperlink.location for cell in ws["A"] if cell.hyperlink}
    assert links == {"F4": "'Actions'!F4", "F7": "'Actions'!F7", "H5": "'Actions'!H5"}


def test_the_copy_still_is_the_return_it_was(faulty, sent_back):
    before, after = read_return(faulty), read_return(sent_back)
    assert after.about == before.about
    assert [row.key for row in after.rows] == [row.key for row in before.rows]
    assert [
        [value.text for value in row.answers.values()] for row in after.rows
    ] == [[value.text for value in row.answers.values()] for row in before.rows]  # fmt: skip


def test_the_copy_put_right_has_nothing_left_to_say(sent_back):
    def mend(ws):
        ws["F4"], ws["I7"], ws["H5"] = "Amber", "Vacancy; interviews in May", "28 February 2025"

    assert check(edit(sent_back, mend, filled=False)).findings == ()


def test_drop_downs_stay_in_the_copy(sent_back):
    checks = load_workbook(sent_back)["Actions"].data_validations.dataValidation
    assert {each.type for each in checks} == {"list", "date", "textLength"}


def test_sending_back_twice_keeps_one_list(sent_back, tmp_path):
    again = annotate(sent_back, [Question("Actions", "G2", "Which panel?")], tmp_path / "b.xlsx")
    book = load_workbook(again)
    assert book.sheetnames.count(FIX_LIST) == 1
    assert "Which panel?" in book["Actions"]["G2"].comment.text
    assert book["Actions"]["F4"].comment is None


def test_what_a_lead_wrote_under_a_question_stays_and_is_told(sent_back, tmp_path):
    def reply(ws):
        ws["F4"].comment = Comment(f"{ws['F4'].comment.text}\nAmber, I think", "A lead")

    replied = edit(sent_back, reply, filled=False)
    (told,) = [each for each in check(replied).findings if each.code == "comment"]
    assert (told.cell, told.found) == ("F4", "Amber, I think")
    again = annotate(replied, [Question("Actions", "F4", "Sure?")], tmp_path / "again.xlsx")
    assert load_workbook(again)["Actions"]["F4"].comment.text == "Amber, I think\nPlanDesk: Sure?"


def test_questions_about_no_cell_and_merged_cells_do_no_harm(tmp_path):
    path = edit(write(tmp_path), lambda ws: ws.merge_cells("F6:F8"))
    asked = [Question("Actions", "F7", "Which?"), Question("", "", "Two rows are missing.")]
    assert annotate(path, asked, tmp_path / "back.xlsx").exists()


def test_what_is_no_workbook_cannot_be_sent_back(tmp_path):
    (tmp_path / "a.xlsx").write_bytes(b"text")
    with pytest.raises(UserError, match="not an Excel workbook"):
        annotate(tmp_path / "a.xlsx", [], tmp_path / "b.xlsx")
    assert samples.SCALE.values


def test_an_answer_in_a_comment_is_told_and_not_taken(tmp_path):
    def comment(ws):
        ws["G3"].comment = Comment("The panel met\nand agreed.", "A lead")
        ws["F4"].comment = Comment("[Threaded comment]\nUpdate Excel.\nComment:\n    Red!", "tc=1")

    checked = check(edit(write(tmp_path), comment))
    told = {each.cell: each for each in checked.findings if each.code == "comment"}
    assert told["G3"].found == "The panel met and agreed."
    assert told["F4"].found == "Red!"
    assert told["G3"].key == samples.rows()[1].key
    assert not checked.held
