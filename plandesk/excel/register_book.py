"""Registers as workbooks: plain tables out, and tables read by their headings in again."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from plandesk.errors import UserError
from plandesk.excel import styles
from plandesk.excel.put_text import describe_book, put_text
from plandesk.excel.save_book import book_bytes, write_whole
from plandesk.excel.trackers.book import open_tracker

_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
_LONGEST_NAME, _LONGEST_LIST = 31, 250
_HEAD_ROWS = 30


@dataclass(frozen=True, slots=True)
class BookColumn:
    """One column: its heading, its width in digits, and the words that its cells may hold.

    A ``fixed`` column is for reading only.
    """

    heading: str
    width: float = 18.0
    choices: tuple[str, ...] = ()
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class BookTable:
    """One sheet: its name, its columns, its rows as texts."""

    name: str
    columns: tuple[BookColumn, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One row that was read: sheet, number, texts by heading (folded), and its cells."""

    sheet: str
    number: int
    texts: dict[str, str]
    cells: dict[str, str]

    def where(self, heading: str = "") -> str:
        """Name the row, or the cell under a heading, for a message."""
        cell = self.cells.get(fold_heading(heading))
        return f"sheet “{self.sheet}”, {f'cell {cell}' if cell else f'row {self.number}'}"


@dataclass(frozen=True, slots=True)
class ReadTable:
    """One sheet that was read: its headings as printed, and its rows."""

    sheet: str
    headings: tuple[str, ...]
    rows: tuple[ReadRow, ...]


def fold_heading(text: str) -> str:
    """Return a heading as it is compared: without case and doubled spaces."""
    return " ".join(text.split()).casefold().rstrip(" :*")


def write_register_book(path: Path, title: str, tables: Sequence[BookTable]) -> None:
    """Write the tables, one sheet each, the same tables as the same bytes.

    Raises UserError when the file cannot be written.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    styles.add_styles(book)
    describe_book(book, title)
    for table in tables:
        add_table(book, table)
    try:
        write_whole(path, book_bytes(book))
    except OSError as error:
        raise UserError(
            f"PlanDesk could not write {path.name} in {path.parent}.",
            "Close it if it is open in Excel, or choose another folder.",
        ) from error


def add_table(book: Any, table: BookTable) -> None:
    """Add a table to a workbook that has our styles, as a sheet of its own at the end."""
    _write(book.create_sheet(_NOT_IN_NAMES.sub(" ", table.name)[:_LONGEST_NAME]), table)


def _write(sheet: Any, table: BookTable) -> None:
    for place, column in enumerate(table.columns, start=1):
        cell = sheet.cell(1, place)
        styles.dress(cell, styles.HEAD)
        put_text(cell, column.heading)
        letter = get_column_letter(place)
        sheet.column_dimensions[letter].width = column.width
        listed = ",".join(column.choices)
        if column.choices and len(listed) <= _LONGEST_LIST and '"' not in listed:
            rule: Any = DataValidation(type="list", formula1=f'"{listed}"', allow_blank=True)
            rule.add(f"{letter}2:{letter}{len(table.rows) + 200}")
            sheet.add_data_validation(rule)
    for number, row in enumerate(table.rows, start=2):
        for place, (text, column) in enumerate(zip(row, table.columns, strict=True), start=1):
            cell = sheet.cell(number, place)
            styles.dress(cell, styles.LOCKED if column.fixed else styles.OPEN)
            put_text(cell, text)
        texts = [(text, one.width) for text, one in zip(row, table.columns, strict=True)]
        sheet.row_dimensions[number].height = styles.row_height(texts)
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.columns))}{len(table.rows) + 1}"
    sheet.freeze_panes = "D2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def read_register_book(path: Path, known: Collection[str]) -> list[ReadTable]:
    """Read every sheet that has a row of known headings; ``known`` are the headings, folded.

    The heading row is the one of the first 30 with the most of them, at least two.
    """
    tables: list[ReadTable] = []
    for sheet in open_tracker(path).sheets:
        rows = [(number, row.texts()) for number, row in sorted(sheet.rows.items())]
        heads = rows[:_HEAD_ROWS]
        counts = [sum(fold_heading(text) in known for text in texts.values()) for _, texts in heads]
        most = max(counts, default=0)
        if most < 2:
            continue
        place = counts.index(most)
        heading = {column: text for column, text in heads[place][1].items() if text.strip()}
        found: list[ReadRow] = []
        for number, texts in rows[place + 1 :]:
            said = {fold_heading(name): texts.get(column, "") for column, name in heading.items()}
            cells = {
                fold_heading(name): f"{get_column_letter(column)}{number}"
                for column, name in heading.items()
            }
            if any(text.strip() for text in said.values()):
                found.append(ReadRow(sheet.name, number, said, cells))
        tables.append(ReadTable(sheet.name, tuple(heading.values()), tuple(found)))
    return tables
