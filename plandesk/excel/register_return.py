# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# openpyxl carries no types; what is written is read back by the tests.
"""A register's questions as a workbook that is sent to an owner: Read me, the table, As sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.datavalidation import DataValidation

from plandesk.excel import styles
from plandesk.excel.put_text import describe_book, put_text, sheet_name
from plandesk.excel.register_book import README, BookTable, write_table
from plandesk.excel.save_book import book_bytes

AS_SENT = "As sent"
"""The sheet with what was known when the workbook went out; answers are held against it."""

_LABEL, _TEXT = 32.0, 95.0
_FREE_ROWS = 15

Lines = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class RegisterReturn:
    """One workbook to send: labelled lines for its Read me sheet, and the table to fill in.

    ``sections`` are headings with their lines; ``identity`` says which return it is, and is read
    back. Columns of the table that are not ``fixed`` are to be filled in.
    """

    title: str
    sections: tuple[tuple[str, Lines], ...]
    identity: Lines
    table: BookTable


def register_return_bytes(told: RegisterReturn) -> bytes:
    """Return the workbook; the same content gives the same bytes."""
    book: Any = Workbook()
    styles.add_styles(book)
    describe_book(book, told.title)
    _write_readme(book.worksheets[0], told)
    sheet = book.create_sheet(sheet_name(told.table.name))
    write_table(sheet, told.table)
    _add_free_rows(sheet, told.table)
    _protect(sheet)
    fixed = tuple(replace(column, choices=(), fixed=True) for column in told.table.columns)
    sent = book.create_sheet(AS_SENT)
    write_table(sent, BookTable(AS_SENT, fixed, told.table.rows))
    _protect(sent)
    return book_bytes(book)


def _add_free_rows(sheet: Any, table: BookTable) -> None:
    """Leave rows below the table for what nobody asked for; all of it can be typed in there."""
    first = len(table.rows) + 2
    for number in range(first, first + _FREE_ROWS):
        for place, column in enumerate(table.columns, start=1):
            own = not column.fixed or column.heading != table.columns[-1].heading
            styles.dress(sheet.cell(number, place), styles.OPEN if own else styles.LOCKED)
    last = first + _FREE_ROWS - 1
    for rule in sheet.data_validations.dataValidation:
        _explain(rule)
    sheet.auto_filter.ref = f"A1:{sheet.cell(1, len(table.columns)).column_letter}{last}"
    sheet.freeze_panes = "C2"


def _explain(rule: DataValidation) -> None:
    words = str(rule.formula1).strip('"').replace(",", ", ")
    rule.showInputMessage = rule.showErrorMessage = True
    rule.errorTitle, rule.error = "Not one of the words", f"Choose {words}."[:250]


def _protect(sheet: Any) -> None:
    lock = sheet.protection
    lock.sheet = True  # no password: it stops slips, it is not security
    for freedom in ("formatCells", "formatColumns", "formatRows", "sort", "autoFilter"):
        setattr(lock, freedom, False)
    sheet.page_setup.paperSize = 9  # A4
    sheet.oddFooter.right.text = "Page &P of &N"


def _write_readme(sheet: Any, told: RegisterReturn) -> None:
    sheet.title = README
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = _LABEL, _TEXT
    cell = sheet.cell(1, 1)
    styles.dress(cell, styles.TITLE)
    put_text(cell, told.title)
    sheet.row_dimensions[1].height = 30
    place = 3
    for heading, lines in (*told.sections, ("About this return", told.identity)):
        place = _write_lines(sheet, place, heading, lines) + 1
    sheet.print_area = f"A1:B{place}"
    sheet.page_setup.orientation = "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    _protect(sheet)


def _write_lines(sheet: Any, place: int, heading: str, lines: Sequence[tuple[str, str]]) -> int:
    if heading:
        for column, text in ((1, heading), (2, "")):
            cell = sheet.cell(place, column)
            styles.dress(cell, styles.HEAD)
            put_text(cell, text)
        place += 1
    for label, text in lines:
        for column, said, style in ((1, label, styles.BOLD), (2, text, styles.PLAIN)):
            cell = sheet.cell(place, column)
            styles.dress(cell, style)
            put_text(cell, said)
        sheet.row_dimensions[place].height = styles.row_height(
            [(label, _LABEL), (text, _TEXT)], least=18
        )
        place += 1
    return place
