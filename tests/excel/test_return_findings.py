"""How findings about a return are put: each once, in true words, at the place where it is."""

from __future__ import annotations

import datetime as dt
import re

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from return_samples import check, edit, edit_xml, sheet, write

from plandesk.excel.filekind import FileKind, explain, recognise
from plandesk.excel.returns.check import merged
from plandesk.excel.returns.schema import Field, Severity


def told(path, **issued):
    return merged(check(path, **issued).findings)


def test_the_same_thing_about_many_rows_is_one_line_that_names_them(tmp_path):
    def empty_three(ws):
        ws["G2"] = ws["G12"] = ws["G13"] = None

    before = {"progress": "As before."}
    path = edit(write(tmp_path, sheet(**before)), empty_three)
    (line,) = [each for each in told(path, **before) if each.code == "emptied"]
    assert line.cell == "G2, G12, G13"
    assert line.message == "Progress for A1.1, A2.11, A2.12 was emptied in the return."


def test_what_is_put_right_row_by_row_is_said_row_by_row(tmp_path):
    def misspell(ws):
        ws["F2"] = ws["F3"] = "Ambr"

    wrong = [each for each in told(edit(write(tmp_path), misspell)) if each.code == "not-a-rating"]
    assert [each.cell for each in wrong] == ["F2", "F3"]
    assert {each.suggestion for each in wrong} == {"Amber"}


def test_the_beginning_of_one_rating_is_offered_it(tmp_path):
    path = edit(write(tmp_path), lambda ws: ws.__setitem__("F2", "amb"))
    assert [each.suggestion for each in told(path) if each.code == "not-a-rating"] == ["Amber"]


def test_a_formula_that_failed_is_a_fault_and_no_other_workbook(tmp_path):
    cell = '<c r="F2" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
    path = edit_xml(
        edit(write(tmp_path), lambda ws: ws.__setitem__("F2", 7)),
        "xl/worksheets/sheet2.xml",
        lambda xml: re.sub(r'<c r="F2"[^>]*>.*?</c>', cell, xml, count=1),
    )
    (fault,) = [each for each in told(path) if each.cell == "F2"]
    assert fault.message == "F2 holds the Excel fault #DIV/0!."


def test_rows_without_key_and_ref_are_offered_to_be_matched_by_their_words(tmp_path):
    def forget(ws):
        ws.delete_cols(11)
        ws.delete_cols(1)

    checked = check(edit(write(tmp_path), forget))
    assert len(checked.unmatched) == 12
    assert checked.unmatched[0].locked["title"].startswith("Review the offer")


def test_a_second_column_of_one_heading_is_told(tmp_path):
    def double(ws):
        ws["L1"], ws["L2"] = ws["F1"].value, "Red"

    (note,) = [each for each in told(edit(write(tmp_path), double)) if each.code == "same-heading"]
    assert note.severity is Severity.WARNING
    assert note.message.startswith("F1 and L1 have the same heading")


def test_words_with_a_format_of_their_own_do_not_follow_a_struck_out_cell(tmp_path):
    def strike(ws):
        ws["G2"] = CellRichText(
            TextBlock(InlineFont(strike=True), "In March. "), TextBlock(InlineFont(), "In May.")
        )
        ws["G2"].font = Font(strike=True)

    checked = check(edit(write(tmp_path), strike))
    assert checked.rows[0].answers[Field.PROGRESS] == "In May."


def test_a_flat_opendocument_file_is_named_as_what_it_is():
    head = b'<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument'
    assert recognise(head) is FileKind.FLAT_DOCUMENT
    assert ".fods" in explain("A5.fods", FileKind.FLAT_DOCUMENT)[0]


def test_a_new_forecast_of_open_work_before_the_period_began_waits_for_a_reason(tmp_path):
    typed = ["31 January 2023", "March 2024", "1 February 2024", "Autumn 2023", "January 2024"]

    def forecasts(ws):
        for row, value in enumerate(typed, start=2):
            ws[f"H{row}"] = value
        ws["F5"] = "Blue"  # delivered in autumn is no slip

    checked = check(edit(write(tmp_path), forecasts), began=dt.date(2024, 2, 1))
    early = [each for each in checked.findings if each.code == "past-date"]
    assert [each.cell for each in early] == ["H2", "H6"]
    assert early[0].message == (
        "Forecast date for A1.1 must be on or after 1 February 2024, the start of the period. "
        "It says \u201c31 January 2023\u201d."
    )
    assert {row.row for row in checked.rows if Field.FORECAST in row.held} == {2, 6}


POINTING = ("As above", "Ditto.", "see last month", '"As before"')


def test_words_that_only_point_to_another_row_are_told(tmp_path):
    def point(ws):
        for cell, said in zip(("G2", "G3", "G4", "G5"), POINTING, strict=True):
            ws[cell] = said

    lines = check(edit(write(tmp_path), point)).findings
    assert [each.cell for each in lines if each.code == "elsewhere"] == ["G2", "G3", "G4", "G5"]


def test_words_that_say_something_are_not_doubted_for_a_word_like_above(tmp_path):
    def write_out(ws):
        ws["G2"], ws["G3"] = "Above target", "No change since the last month"
        ws["G4"] = "As before, 12"

    found = check(edit(write(tmp_path), write_out)).findings
    assert not [each for each in found if each.code == "elsewhere"]


def test_words_that_were_sent_out_already_are_not_doubted_again(tmp_path):
    before = {"progress": "As before."}
    path = edit(write(tmp_path, sheet(**before)), lambda ws: ws.__setitem__("G2", "As before."))
    assert not [each for each in told(path, **before) if each.code == "elsewhere"]
