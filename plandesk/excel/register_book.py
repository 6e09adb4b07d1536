"""Registers as workbooks: plain tables out, and tables read by their headings in again."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from plandesk.excel import styles
from plandesk.excel.filekind import FileKind, recognise
from plandesk.excel.guard import open_guarded, read_bytes
from plandesk.excel.open_document import read_open_document
from plandesk.excel.put_text import describe_book, put_text, sheet_name
from plandesk.excel.save_book import save_book
from plandesk.excel.trackers.book import open_tracker

_LONGEST_LIST = 250
_HEAD_ROWS = 30
README = "Read me"

_Rows: TypeAlias = list[tuple[int, dict[int, str]]]


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


@dataclass(frozen=True, slots=True)
class ReadBook:
    """A workbook that was read; ``about`` is what its Read me sheet says, by label, folded."""

    tables: tuple[ReadTable, ...]
    about: dict[str, str]


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
    save_book(book, path)


def add_table(book: Any, table: BookTable) -> None:
    """Add a table to a workbook that has our styles, as a sheet of its own at the end."""
    write_table(book.create_sheet(sheet_name(table.name)), table)


def write_table(sheet: Any, table: BookTable) -> None:
    """Write a table from the first cell of a sheet on."""
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


def read_register_book(path: Path, known: Collection[str]) -> ReadBook:
    """Read every sheet that has a row of known headings; ``known`` are the headings, folded.

    The heading row is the one of the first 30 with the most of them, at least two.
    """
    tables: list[ReadTable] = []
    about: dict[str, str] = {}
    for name, rows in _sheets(path):
        if name.casefold() == README.casefold():
            pairs = [(texts.get(1, ""), texts.get(2, "")) for _, texts in rows]
            about |= {fold_heading(label): text.strip() for label, text in pairs if text.strip()}
            continue
        counts = [
            sum(fold_heading(text) in known for text in texts.values())
            for _, texts in rows[:_HEAD_ROWS]
        ]
        most = max(counts, default=0)
        if most >= 2:
            tables.append(_read(name, rows, counts.index(most)))
    return ReadBook(tuple(tables), about)


def _sheets(path: Path) -> Iterator[tuple[str, _Rows]]:
    """Give each sheet's name and its rows, of a workbook of Excel or of LibreOffice."""
    data = read_bytes(path)
    if recognise(data) is FileKind.OPEN_DOCUMENT:
        for found in read_open_document(open_guarded(path, data, open_document=True)).sheets:
            texts: dict[int, dict[int, str]] = {}
            for (row, column), cell in sorted(found.cells.items()):
                texts.setdefault(row, {})[column] = cell.text
            yield found.name, list(texts.items())
        return
    for sheet in open_tracker(path).sheets:
        yield sheet.name, [(number, row.texts()) for number, row in sorted(sheet.rows.items())]


def _read(name: str, rows: Sequence[tuple[int, dict[int, str]]], place: int) -> ReadTable:
    """Read the rows below the heading row, which is the one at ``place``."""
    heading = {column: text for column, text in rows[place][1].items() if text.strip()}
    found: list[ReadRow] = []
    for number, texts in rows[place + 1 :]:
        said = {fold_heading(title): texts.get(column, "") for column, title in heading.items()}
        cells = {
            fold_heading(title): f"{get_column_letter(column)}{number}"
            for column, title in heading.items()
        }
        if any(text.strip() for text in said.values()):
            found.append(ReadRow(name, number, said, cells))
    return ReadTable(name, tuple(heading.values()), tuple(found))
