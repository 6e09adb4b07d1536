"""A workbook of the tables that a pack prints, one sheet a table, for those who ask for figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from plandesk.excel import styles
from plandesk.excel.put_text import describe_book, own_sheet_name, put_text
from plandesk.excel.save_book import save_book
from plandesk.models.types import Rating

_NUMBER = re.compile(r"^-?\d{1,12}$")
_NARROW, _WIDE = 10, 44


@dataclass(frozen=True, slots=True)
class TableCell:
    """What a cell says, and the rating whose colours it has."""

    text: str
    rating: Rating | None = None


@dataclass(frozen=True, slots=True)
class SheetTable:
    """A table and the heading it stands under."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[TableCell, ...], ...]


def write_tables(path: Path, title: str, tables: Sequence[SheetTable]) -> None:
    """Write the tables; raises UserError when the file cannot be written."""
    book = Workbook()
    book.remove(book.worksheets[0])
    styles.add_styles(book)
    styles.add_row_styles(book)
    describe_book(book, title)
    used: set[str] = set()
    for table in tables:
        _write_sheet(book.create_sheet(own_sheet_name(table.title, used, "Table")), table)
    if not tables:
        put_text(book.create_sheet("Pack").cell(1, 1), f"{title} has no tables.")
    save_book(book, path)


def _write_sheet(sheet: Any, table: SheetTable) -> None:
    put_text(sheet.cell(1, 1), table.title)
    sheet.cell(1, 1).font = Font(name="Calibri", size=14, bold=True)
    widths: list[float] = []
    for place, column in enumerate(table.columns, start=1):
        cell = sheet.cell(3, place)
        figures = any(_NUMBER.match(row[place - 1].text) for row in table.rows)
        cell.style = styles.FIGURE_HEAD if figures else styles.HEAD
        put_text(cell, column)
        longest = max((len(row[place - 1].text) for row in table.rows), default=0)
        widths.append(float(min(_WIDE, max(_NARROW, len(column) + 3, longest * 0.9))))
        sheet.column_dimensions[get_column_letter(place)].width = widths[-1]
    for number, row in enumerate(table.rows, start=4):
        texts = [(cell.text, width) for cell, width in zip(row, widths, strict=True)]
        sheet.row_dimensions[number].height = styles.row_height(texts, least=18)
        for place, cell in enumerate(row, start=1):
            _write_cell(sheet.cell(number, place), cell)
    last = max(len(table.rows) + 3, 4)
    sheet.auto_filter.ref = f"A3:{get_column_letter(len(table.columns))}{last}"
    sheet.freeze_panes = "B4"
    sheet.print_title_rows = "3:3"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddFooter.center.text = "Page &P of &N"


def _write_cell(cell: Any, said: TableCell) -> None:
    if _NUMBER.match(said.text):
        styles.dress(cell, styles.FIGURE)
        cell.value = int(said.text)
        return
    styles.dress(cell, styles.rating_style(cell, said.rating) if said.rating else styles.ROW)
    put_text(cell, said.text)
