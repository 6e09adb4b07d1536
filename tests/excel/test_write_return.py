from __future__ import annotations

import datetime as dt
import zipfile
from dataclasses import replace
from io import BytesIO

import pytest
import return_samples as samples
from openpyxl import load_workbook
from openpyxl.utils import range_boundaries
from return_samples import SCALE, check, edit, sheet, write

from plandesk.errors import UserError
from plandesk.excel.guard import open_guarded
from plandesk.excel.returns import rules
from plandesk.excel.returns.read import read_return
from plandesk.excel.returns.schema import About, Answers, Field, ReturnRow, ReturnSheet
from plandesk.excel.returns.write import ReturnBooks, return_bytes
from plandesk.excel.save_book import BookSaver, book_bytes
from plandesk.models.types import Scale


@pytest.fixture
def book(tmp_path):
    return load_workbook(write(tmp_path))


def test_nothing_is_hidden(book):
    assert book.sheetnames == ["Read me", "Actions", "Ratings"]
    for ws in book:
        assert ws.sheet_state == "visible"
        assert not any(row.hidden for row in ws.row_dimensions.values())
        assert not any(column.hidden for column in ws.column_dimensions.values())
        assert not ws.merged_cells.ranges
    assert not any(name.hidden for name in book.defined_names.values())


def test_the_actions_sheet_is_one_table_with_one_heading_row(book):
    ws = book["Actions"]
    (table,) = ws.tables.values()
    assert table.ref == f"A1:K{ws.max_row}"
    assert [column.name for column in table.tableColumns] == [cell.value for cell in ws[1]]
    assert ws.freeze_panes == "C2"
    assert ws.print_title_rows == "$1:$1"
    assert (ws.page_setup.orientation, ws.page_setup.paperSize) == ("landscape", 9)
    assert ws.page_setup.fitToWidth == 1


def test_answers_are_open_and_the_rest_is_locked_without_a_password(book):
    ws = book["Actions"]
    assert ws.protection.sheet
    assert not ws.protection.password
    for row in ws.iter_rows(min_row=2):
        assert [cell.protection.locked for cell in row] == [True] * 5 + [False] * 5 + [True]


def test_the_same_return_is_the_same_bytes():
    assert return_bytes(sheet()) == return_bytes(sheet())


def test_a_return_is_the_same_bytes_whatever_was_written_before_it():
    odd = ReturnRow(key="", ref="=A1", title="@SUM", issued=Answers("A", "=1+1"))
    other = replace(sheet(), rows=(odd,), about=replace(samples.about(), lead="Somebody else"))
    scale = replace(SCALE, values=SCALE.values[:2])
    books = ReturnBooks()
    for before in (sheet(), other, replace(sheet(), scale=scale), other):
        assert books.bytes_of(before) == return_bytes(before)
        assert books.bytes_of(sheet()) == return_bytes(sheet())


def test_workbooks_saved_without_temporary_files_are_what_openpyxl_saves():
    one, other = (load_workbook(BytesIO(return_bytes(sheet()))) for _ in range(2))
    assert BookSaver().bytes_of(one) == book_bytes(other)


def test_nothing_says_which_program_or_person_made_it(tmp_path):
    path = write(tmp_path)
    with zipfile.ZipFile(path) as archive:
        words = b"".join(archive.read(name) for name in archive.namelist()).lower()
    assert b"openpyxl" not in words
    assert b"microsoft excel" not in words
    assert b"creator" not in words


def test_every_drop_down_choice_is_a_rating_and_every_rating_a_choice(book):
    ws = book["Actions"]
    (check_list,) = [v for v in ws.data_validations.dataValidation if v.type == "list"]
    left, top, right, bottom = range_boundaries(check_list.formula1.split("!")[1].replace("$", ""))
    offered = [book["Ratings"].cell(row, left).value for row in range(top, bottom + 1)]
    assert left == right
    assert [rules.read_rating(text, SCALE) for text in offered] == list(SCALE.values)
    assert "Amber - in progress" in offered


def test_what_excel_says_beside_a_cell_fits_its_boxes(book):
    checks = book["Actions"].data_validations.dataValidation
    assert len(checks) == len(Field)
    for each in checks:
        assert each.prompt
        assert each.error
        assert len(each.prompt) <= 255
        assert len(each.error) <= 255
        assert len(each.promptTitle) <= 32
        assert len(each.errorTitle) <= 32


def test_dates_warn_and_never_stop(book):
    (dates,) = [v for v in book["Actions"].data_validations.dataValidation if v.type == "date"]
    assert dates.errorStyle == "warning"


def test_text_that_looks_like_a_formula_is_written_as_text(tmp_path):
    row = ReturnRow("P0P89-AW9KG", "=A1", "=1+1", issued=Answers(progress='=HYPERLINK("x")'))
    path = write(tmp_path, ReturnSheet(samples.about(), (row,), SCALE))
    ws = load_workbook(path)["Actions"]
    assert ws["B2"].data_type == "s"
    assert ws["B2"].quotePrefix
    assert ws["G2"].value == '=HYPERLINK("x")'
    assert read_return(path).rows[0].answers[Field.PROGRESS].text == '=HYPERLINK("x")'


def test_text_too_long_for_a_cell_is_refused_not_cut():
    row = ReturnRow("P0P89-AW9KG", "A1", "x" * 32_768)
    with pytest.raises(UserError, match="32,768"):
        return_bytes(ReturnSheet(samples.about(), (row,), SCALE))


# Identity: any one sign is enough ----------------------------------------------------------------


def _forget(path, *, about=False, name=False, custom=False, core=False):
    book = load_workbook(path)
    if about:
        ws = book["Read me"]
        for row in ws.iter_rows():
            for cell in row:
                cell.value = None
    if name:
        del book.defined_names["PlanDeskReturn"]
    if custom:
        del book.custom_doc_props["PlanDeskReturn"]
    if core:
        book.properties.identifier = None
    book.save(path)


EVERY = ("about", "name", "custom", "core")


@pytest.mark.parametrize("kept", ["about", "custom", "core"])
def test_one_sign_left_tells_which_return_it_is(tmp_path, kept):
    path = write(tmp_path)
    _forget(path, **{sign: True for sign in EVERY if sign != kept})
    found = read_return(path).about
    assert found.reference == samples.about().reference
    assert found.plan_uid == samples.PLAN_UID
    assert found.period == "April 2024"


def test_the_defined_name_alone_tells_the_reference(tmp_path):
    path = write(tmp_path)
    _forget(path, custom=True, core=True)
    book = load_workbook(path)
    for row in book["Read me"].iter_rows(max_col=1):
        row[0].value = None
    book.save(path)
    assert read_return(path).about.reference == samples.about().reference


def test_the_file_name_alone_tells_the_reference(tmp_path):
    reference = samples.about().reference
    path = write(tmp_path, name=f"Head of Family Help - April 2024 - {reference}.xlsx")
    _forget(path, about=True, name=True, custom=True, core=True)
    assert read_return(path).about.reference == reference


def test_without_any_sign_the_keys_are_still_read(tmp_path):
    path = write(tmp_path)
    _forget(path, about=True, name=True, custom=True, core=True)
    found = read_return(path)
    assert found.about.reference == ""
    assert [row.key for row in found.rows] == [row.key for row in samples.rows()]


def test_the_about_block_reads_back_whole(tmp_path):
    assert read_return(write(tmp_path)).about == samples.about()


# One source of rules ---------------------------------------------------------------------------


def test_workbook_and_import_state_the_same_limits(book, tmp_path):
    lengths = {
        each.error: int(each.formula1)
        for each in book["Actions"].data_validations.dataValidation
        if each.type == "textLength"
    }
    assert len(lengths) == 3
    letters = {Field.PROGRESS: "G", Field.REASON: "I", Field.HELP: "J"}
    for name, letter in letters.items():
        limit = lengths[rules.length_warning(name)]
        path = write(tmp_path)
        assert not _complains(path, letter, "x" * limit)
        assert _complains(path, letter, "x" * (limit + 1))
        assert f"{limit:,} characters or fewer" in rules.prompt(name, SCALE)


def _complains(path, letter, text):
    found = check(edit(path, lambda ws: ws.__setitem__(f"{letter}2", text)))
    return any(each.code == "too-long" for each in found.findings)


def test_every_choice_offered_is_taken_without_a_word(tmp_path):
    def rate(ws):
        for row, value in enumerate(SCALE.values, start=2):
            ws[f"F{row}"] = rules.choice(value)
            ws[f"I{row}"] = "Because of the vacancy; an agency worker starts in May."

    found = check(edit(write(tmp_path), rate))
    assert found.findings == ()
    read = [row.answers[Field.RATING] for row in sorted(found.rows, key=lambda r: r.row)]
    assert read[:5] == [value.code for value in SCALE.values]


def test_the_date_the_guidance_gives_as_an_example_is_taken(tmp_path):
    def dates(ws):
        for row, text in enumerate(rules.EXAMPLE_DATE.split(" or "), start=2):
            ws[f"H{row}"] = text

    assert check(edit(write(tmp_path), dates)).findings == ()


def test_what_the_workbook_stops_the_import_refuses_in_the_same_words(book):
    (stop,) = [v.error for v in book["Actions"].data_validations.dataValidation if v.type == "list"]
    refusal = rules.not_a_rating("A2.4", "Ambr", SCALE)
    assert stop.removeprefix("Rating must be ").rstrip(".") in refusal


def test_the_read_me_says_who_what_and_by_when(book):
    words = [str(cell.value) for row in book["Read me"].iter_rows() for cell in row if cell.value]
    text = "\n".join(words)
    assert "Head of Family Help" in text
    assert "12 actions" in text
    assert "10 May 2024" in text
    assert "without a password" in text
    for value in SCALE.values:
        assert value.definition in text


def test_a_plan_with_other_words_keeps_them(tmp_path):
    made = ReturnSheet(samples.about(), samples.rows(2), SCALE, row_word="Deliverable")
    path = write(tmp_path, made)
    assert load_workbook(path)["Actions"]["B1"].value == "Deliverable"
    assert read_return(path).columns["title"] == 2


def test_long_rating_words_still_fit_excels_boxes(tmp_path):
    words = [f"Delivered in part and waiting for the board, stage {n}" for n in range(8)]
    values = tuple(
        replace(SCALE.values[0], code=str(n), word=word, letter=str(n))
        for n, word in enumerate(words)
    )
    made = ReturnSheet(samples.about(), samples.rows(2), Scale("Long", values))
    for each in load_workbook(write(tmp_path, made))["Actions"].data_validations.dataValidation:
        assert len(each.prompt) <= 255
        assert len(each.error) <= 255


@pytest.mark.parametrize("word", ["Lead", "Ref", "Progress", "Key", " ", "Deliverable"])
def test_no_two_columns_have_one_name(tmp_path, word):
    made = ReturnSheet(samples.about(), samples.rows(2), SCALE, row_word=word)
    path = write(tmp_path, made)
    names = [cell.value for cell in load_workbook(path)["Actions"][1]]
    assert len(set(names)) == 11
    assert read_return(path).columns["title"] == 2


def test_an_about_block_with_little_in_it(tmp_path):
    said = About("R-B157ME", "Plan", samples.PLAN_UID, "Q1", dt.date(2024, 6, 30))
    path = write(tmp_path, ReturnSheet(said, samples.rows(1), SCALE))
    assert read_return(path).about.period == "Q1"
    assert open_guarded(path).notes == ()
