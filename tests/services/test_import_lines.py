"""The lines of an import's preview, from workbooks filled in as leads do."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from plandesk.services.queries.import_lines import LineState, import_lines
from plandesk.services.queries.plan_tree import current_period
from plandesk.services.returns.apply import accept_warnings
from plandesk.services.returns.incoming import preview_returns
from plandesk.services.returns.outgoing import IssueRequest, issue_returns
from plandesk.services.returns.report import report_text, save_report

RATING, PROGRESS, FORECAST, REASON = 6, 7, 8, 9


@pytest.fixture
def books(sample, tmp_path):
    with sample.read() as session:
        period = current_period(session)
    files = issue_returns(sample, IssueRequest(period.id, tmp_path / "out"))
    return {each.lead: each.file for each in files}


def fill(path: Path, row: int, cells: dict[int, object]) -> None:
    book = load_workbook(path)
    for column, value in cells.items():
        book["Actions"].cell(row, column).value = value
    book.save(path)


def previewed(document, *paths):
    preview = preview_returns(document, paths)
    with document.read() as session:
        return preview, import_lines(session, preview)


def by_name(groups):
    return {f"{line.ref}.{line.field}": line for group in groups for line in group.lines}


def test_lines_stand_by_project_in_the_order_of_the_plan(sample, books):
    _, groups = previewed(sample, *books.values())
    assert [group.ref for group in groups] == sorted(group.ref for group in groups)
    for group in groups:
        assert all(line.ref.startswith(f"{group.ref}.") for line in group.lines)


def test_a_rating_that_cannot_be_read_has_a_line_and_its_row_waits(sample, books):
    book = books["Finance Business Partner"]
    fill(book, 2, {RATING: "Yellowish", PROGRESS: "Agreed."})
    _, groups = previewed(sample, book)
    lines = by_name(groups)
    rating = lines["B2.3.rating"]
    assert (rating.state, rating.returned) == (LineState.PROBLEM, "Yellowish")
    assert (rating.issued, rating.now) == ("amber", "amber")
    assert "must be Blue, Red, Amber, Green or Grey" in rating.findings[0].message
    assert lines["B2.3.progress"].state is LineState.WAITING


def test_a_missing_reason_is_a_problem_of_the_rating(sample, books):
    book = books["Finance Business Partner"]
    fill(book, 2, {RATING: "Red", REASON: ""})
    _, groups = previewed(sample, book)
    rating = by_name(groups)["B2.3.rating"]
    assert rating.state is LineState.PROBLEM
    assert rating.returned == "red"
    assert not rating.can_take


def test_rows_that_fit_nothing_come_last_and_rows_not_there_are_told(sample, books):
    book = books["Head of SEND"]
    opened = load_workbook(book)
    sheet = opened["Actions"]
    gone = sheet.cell(3, 1).value
    sheet.delete_rows(3)
    sheet.cell(sheet.max_row + 1, 2).value = "Something quite different"
    opened.save(book)
    _, groups = previewed(sample, book)
    assert groups[-1].id == 0
    assert [line.state for line in groups[-1].lines] == [LineState.UNMATCHED]
    missing = [line for g in groups for line in g.lines if line.state is LineState.MISSING]
    assert [line.ref for line in missing] == [gone]


def test_the_report_names_files_cells_values_and_questions(sample, books, tmp_path):
    book = books["Finance Business Partner"]
    fill(book, 2, {RATING: "Green", FORECAST: "when funds allow"})
    preview, groups = previewed(sample, book)
    preview = accept_warnings(preview, "explained by telephone")
    place = by_name(groups)["B2.3.forecast"].place
    text = report_text(preview, {place: "Which year?"})
    assert f"{book.name} (R-" in text
    assert "[x] B2.3 rating, cell F2: plan “Amber”, return “Green”" in text
    assert "      Question: Which year?" in text
    assert save_report(preview, tmp_path / "r.txt").read_text("utf-8-sig") == report_text(preview)
