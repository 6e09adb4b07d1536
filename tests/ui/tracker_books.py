"""Small workbooks as officers keep them, for the tests of bringing trackers in."""

from __future__ import annotations

from pathlib import Path

import openpyxl
from openpyxl.styles import PatternFill

HEAD = ["Ref", "Action", "Lead", "Due", "BRAG Jan 2024", "BRAG Apr 2024", "Comments", "Depot"]
ROWS = [
    ["A1: Better parks"],
    ["A1.1", "Mow the meadows twice a year", "Jo Lee", "March 2024", "A", "G", "mown once", "East"],
    ["A1.2", "Plant four hundred trees", "Al Moss", "Autumn 2024", "R", "Ambr", "", "West"],
    ["A2: Safer roads"],
    ["A2.1", "Mend every pothole on the list", "Jo Lee / Al Moss", "Ongoing", "A", "A", "", ""],
    ["A2.2", "", "", "", "", "", "", ""],
]


def words_book(path: Path, rows: list[list[str]] | None = None) -> Path:
    """A tracker with ratings in letters, one of them misspelt, and a row without its text."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Actions"
    for row in [["Parks and roads tracker"], HEAD, *(rows or ROWS)]:
        sheet.append(row)
        if len(row) == 1:
            sheet.merge_cells(
                start_row=sheet.max_row, end_row=sheet.max_row, start_column=1, end_column=8
            )
    book.create_sheet("Notes").append(["Call the depot before nine."])
    book.save(path)
    return path


def colours_book(path: Path) -> Path:
    """A tracker whose ratings are nothing but colours, one of which no rating has."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Plan"
    sheet.append(["Ref", "Action", "Lead", "Status"])
    fills = ["FFC000", "00B050", "00B050", "7030A0", "FF0000"]
    for number, rgb in enumerate(fills, start=1):
        sheet.append([f"B1.{number}", f"Do thing {number} for the borough", "Jo Lee", None])
        sheet.cell(number + 1, 4).fill = PatternFill("solid", fgColor=rgb)
    book.save(path)
    return path


def unmarked_book(path: Path) -> Path:
    """A tracker with a heading row that no program would know for one."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Liste"
    for row in [
        ["Wie is wat", "Wat doen ons", "Kleur"],
        ["C1.1", "Open the library on Sundays", "G"],
        ["C1.2", "Lend tools as well as books", "A"],
        ["C1.3", "Close the library by eight", "R"],
    ]:
        sheet.append(row)
    book.save(path)
    return path
