"""A sheet that anyone may have made, as a neutral grid of printed cells with their merges."""

from __future__ import annotations

import marshal
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from plandesk.models.collector import many_small_things

if TYPE_CHECKING:
    from plandesk.excel.trackers.csv import CsvForm


@dataclass(slots=True)
class GridCell:
    """One cell as people see it.

    ``fill`` is ``#RRGGBB`` with theme, tint and palette resolved, ``stored`` how the file says
    it. ``rows`` and ``columns`` are the extent of a merged range at its first cell; ``origin``
    is that first cell for the others.
    """

    text: str = ""
    fill: str | None = None
    stored: str = ""
    struck: bool = False
    bold: bool = False
    rows: int = 1
    columns: int = 1
    origin: tuple[int, int] | None = None


EMPTY = GridCell()
_PART = 250
"""Rows that travel in one piece: no other thread runs while a piece becomes values again."""


def _packed(column: int, cell: GridCell) -> tuple[Any, ...]:
    """Return a cell as it travels: most are words and nothing else."""
    rest = (
        cell.fill,
        cell.stored,
        cell.struck,
        cell.bold,
        cell.rows,
        cell.columns,
        cell.origin,
    )
    return (column, cell.text) if rest == _BARE else (column, cell.text, *rest)


_BARE = (None, "", False, False, 1, 1, None)


def _unpacked(said: tuple[Any, ...]) -> GridCell:
    return GridCell(said[1]) if len(said) == 2 else GridCell(*said[1:])


def _sheet_of(name: str, width: int, hidden: bool, packed: list[bytes]) -> GridSheet:
    with many_small_things():
        rows = {
            number: GridRow(number, {said[0]: _unpacked(said) for said in cells}, out)
            for part in packed
            for number, out, cells in marshal.loads(part)
        }
    return GridSheet(name, rows, width, hidden)


@dataclass(slots=True)
class GridRow:
    """One row: its number in the sheet (from 1) and its cells by column (from 1)."""

    number: int
    cells: dict[int, GridCell] = field(default_factory=dict[int, GridCell])
    hidden: bool = False
    _texts: dict[int, str] | None = field(default=None, repr=False, compare=False)

    def texts(self) -> dict[int, str]:
        """Return the texts that are printed in this row, by column; worked out once."""
        if self._texts is None:
            self._texts = {column: cell.text for column, cell in self.cells.items() if cell.text}
        return self._texts


@dataclass(slots=True)
class GridSheet:
    """One sheet: its rows from top to bottom, without those that hold nothing at all."""

    name: str
    rows: dict[int, GridRow] = field(default_factory=dict[int, GridRow])
    width: int = 0
    hidden: bool = False

    def __iter__(self) -> Iterator[GridRow]:
        return iter(self.rows.values())

    def __reduce__(self) -> tuple[Any, tuple[Any, ...]]:
        """Travel between processes as plain values: three times as fast as an object a cell."""
        rows = [
            (
                row.number,
                row.hidden,
                [_packed(column, cell) for column, cell in row.cells.items()],
            )
            for row in self
        ]
        packed = [
            marshal.dumps(rows[first : first + _PART]) for first in range(0, len(rows), _PART)
        ]
        return _sheet_of, (self.name, self.width, self.hidden, packed)

    def cell(self, row: int, column: int) -> GridCell:
        """Return the cell at a place; an empty one where the sheet holds nothing."""
        found = self.rows.get(row)
        return found.cells.get(column, EMPTY) if found else EMPTY

    def unfolded(self, row: int, column: int) -> GridCell:
        """Return the cell that shows at a place: the first cell of a merged range for all of it."""
        cell = self.cell(row, column)
        return self.cell(*cell.origin) if cell.origin else cell

    def merge(self, first: tuple[int, int], last: tuple[int, int]) -> None:
        """Mark the cells from ``first`` to ``last`` (row, column) as one merged cell."""
        end = min(last[0], next(reversed(self.rows), 0))
        rows = [number for number in range(first[0], end + 1) if number in self.rows]
        if first[0] not in self.rows:
            return
        last_column = min(last[1], max(self.width, first[1]))
        head = self.rows[first[0]].cells.setdefault(first[1], GridCell())
        head.rows = max(len(rows), 1)
        head.columns = last_column - first[1] + 1
        for number in rows:
            for column in range(first[1], last_column + 1):
                if (number, column) != first:
                    cell = self.rows[number].cells.setdefault(column, GridCell())
                    cell.text, cell.origin = "", first


@dataclass(frozen=True, slots=True)
class TrackerBook:
    """A workbook or CSV file as grids; ``notes`` are sentences about what is read past.

    ``made`` is the day the file was last saved, where it says so (ISO text). ``form`` is how a
    CSV file was taken to be written, with ``doubts`` about it.
    """

    path: Path
    sheets: tuple[GridSheet, ...]
    notes: tuple[str, ...] = ()
    made: str = ""
    form: CsvForm | None = None
    doubts: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The file's name, for messages."""
        return self.path.name

    def sheet(self, name: str) -> GridSheet | None:
        """Return the sheet with this name, or that of a later table on it; else None."""
        for wanted in (name, sheet_of(name)):
            for sheet in self.sheets:
                if sheet.name == wanted:
                    return sheet
        return None


_TABLE = re.compile(r"^(.*) \(table \d+\)$", re.DOTALL)


def table_name(sheet: str, number: int) -> str:
    """Return what to call the nth table of a sheet: the first has the sheet's own name."""
    return sheet if number < 2 else f"{sheet} (table {number})"


def sheet_of(table: str) -> str:
    """Return the name of the sheet that a table with this name stands on."""
    found = _TABLE.match(table)
    return found[1] if found else table


def column_letter(number: int) -> str:
    """Return the letters of a column number: 1 is A, 27 is AA."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """Return the number of a column's letters: A is 1, AA is 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


_RANGE = re.compile(r"^\$?([A-Z]{1,3})\$?(\d+)(?::\$?([A-Z]{1,3})\$?(\d+))?$")


def read_range(text: str) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Return the first and last (row, column) of "A3:C7"; None when it is no range."""
    found = _RANGE.match(text.strip().upper())
    if not found:
        return None
    first = (int(found[2]), column_number(found[1]))
    last = (int(found[4]), column_number(found[3])) if found[3] else first
    return first, last


def plain(text: str) -> str:
    """Return the text on one line, for comparing: no line breaks, single spaces."""
    return " ".join(text.split())
