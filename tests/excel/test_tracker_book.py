"""What a cell says when it is read: numbers, dates, spaces, merges, colours."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import pytest
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import PatternFill

from plandesk.errors import Cancelled, UserError
from plandesk.excel.trackers.book import open_tracker
from plandesk.excel.trackers.csv import decode, delimiter_of
from plandesk.excel.trackers.grid import GridSheet, column_letter, column_number, read_range


def sheet_of(folder: Path, cells: dict[str, tuple[object, str]]) -> GridSheet:
    book = openpyxl.Workbook()
    for place, (value, number_format) in cells.items():
        book.worksheets[0][place] = value
        book.worksheets[0][place].number_format = number_format
    book.save(folder / "book.xlsx")
    return open_tracker(folder / "book.xlsx").sheets[0]


@pytest.mark.parametrize(
    ("value", "number_format", "printed"),
    [
        (1.1, "0.00", "1.10"),
        (1.1, "General", "1.1"),
        (4.0, "General", "4"),
        (0.576, "0%", "58%"),
        (0.576, "0.0%", "57.6%"),
        (1200, "#,##0", "1200"),
        (dt.date(2024, 3, 31), "dd/mm/yyyy", "31 March 2024"),
        (dt.date(2024, 3, 1), "mmm-yy", "March 2024"),
        (True, "General", "Yes"),
        ("  two\u00a0spaces  ", "General", "  two spaces"),
        ("a\r\nb ", "General", "a\nb"),
    ],
)
def test_a_value_is_printed_as_people_read_it(tmp_path, value, number_format, printed):
    sheet = sheet_of(tmp_path, {"A1": (value, number_format)})
    assert sheet.cell(1, 1).text == printed


def test_merged_cells_show_the_first_one_everywhere(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet["A1"], sheet["B1"], sheet["B3"] = "all", "one", "three"
    sheet["A1"].fill = PatternFill("solid", fgColor="FFFFC000")
    sheet["B2"] = "two"
    sheet.merge_cells("A1:A3")
    book.save(tmp_path / "book.xlsx")
    grid = open_tracker(tmp_path / "book.xlsx").sheets[0]
    assert [grid.cell(row, 1).text for row in (1, 2, 3)] == ["all", "", ""]
    assert [grid.unfolded(row, 1).text for row in (1, 2, 3)] == ["all"] * 3
    assert grid.unfolded(3, 1).fill == "#FFC000"
    assert grid.cell(1, 1).rows == 3


def test_columns_and_ranges_are_named_as_in_excel():
    assert [column_letter(number) for number in (1, 26, 27, 702, 703)] == [
        "A",
        "Z",
        "AA",
        "ZZ",
        "AAA",
    ]
    assert all(column_number(column_letter(number)) == number for number in range(1, 800))
    assert read_range("B3:D9") == ((3, 2), (9, 4))
    assert read_range("nothing") is None


def test_text_of_any_encoding():
    assert decode("Zoë – ok".encode("cp1252")) == "Zoë – ok"
    assert decode("Zoë".encode("utf-16")) == "Zoë"
    assert delimiter_of("a;b;c\n1,5;2;3\n") == ";"
    assert delimiter_of('a,b\n"x;y",2\n') == ","


def test_reading_can_be_stopped(tmp_path):
    def stop(done: int, total: int, text: str) -> None:
        raise Cancelled

    sheet_of(tmp_path, {"A1": ("x", "General")})
    with pytest.raises(Cancelled):
        open_tracker(tmp_path / "book.xlsx", stop)


def test_a_broken_file_is_named(tmp_path):
    path = tmp_path / "tracker.xlsx"
    path.write_bytes(b"PK\x03\x04 not really")
    with pytest.raises(UserError, match=r"tracker\.xlsx"):
        open_tracker(path)


def test_a_stray_cell_in_the_last_row_costs_no_minute(tmp_path):
    sheet = sheet_of(tmp_path, {"A1": ("Ref", "General"), "B1048576": ("x", "General")})
    assert list(sheet.rows) == [1]


def test_colours_that_excel_works_out_are_told_of(tmp_path):
    book = openpyxl.Workbook()
    ws = book.worksheets[0]
    ws.append(["Ref", "Action", "RAG"])
    ws.append(["1", "Mow the meadows", "G"])
    path = tmp_path / "tracker.xlsx"
    book.save(path)
    assert not [note for note in open_tracker(path).notes if "conditional" in note]
    green = PatternFill("solid", bgColor="00B050")
    ws.conditional_formatting.add("C2:C9", FormulaRule(['C2="G"'], fill=green))
    book.save(path)
    (note,) = [note for note in open_tracker(path).notes if "conditional" in note]
    assert note.startswith("Sheet \u201cSheet\u201d")
