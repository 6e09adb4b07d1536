"""Sheets as plain values, whichever format they were saved in, and what both readers need.

openpyxl's read-only mode leaves out merges, hidden rows, struck-out text and either the formula or
its value; ready-made readers of OpenDocument turn a fault into an empty cell. A return needs them
all at once, so each format has one pass of expat, which fills these.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from plandesk.excel.guard import MAX_COLUMNS, MAX_ROWS

MAX_MERGES = 5_000
Attributes = dict[str, str]


@dataclass(slots=True)
class RawCell:
    """One cell that holds something; ``kind`` is text, number, date, logical or fault.

    ``stored`` says that the file keeps a value, which a formula that was never worked out lacks.
    """

    row: int
    column: int
    kind: str = "text"
    text: str = ""
    date: dt.date | None = None
    formula: str = ""
    struck: str = ""
    stored: bool = True

    def hold_day(self, day: dt.date) -> None:
        """Hold a real date, in words as a British workbook shows it."""
        self.kind, self.date, self.text = "date", day, day.strftime("%d/%m/%Y")

    def hold_number(self, number: float, percent: bool = False) -> None:
        """Hold a number as Excel shows it in a cell without decimals set."""
        self.kind = "number"
        if percent:
            self.text = f"{number * 100:.10g}%"
        else:
            whole = number.is_integer() and abs(number) < 1e15
            self.text = str(int(number)) if whole else repr(number)

    def strike(self) -> None:
        """Strike out the whole text."""
        self.text, self.struck = "", self.text + self.struck


@dataclass(slots=True)
class RawSheet:
    """One worksheet: its cells, comments and text boxes by (row, column), merges, hidden rows."""

    name: str
    hidden: bool = False
    cells: dict[tuple[int, int], RawCell] = field(default_factory=dict[tuple[int, int], RawCell])
    merged: list[tuple[int, int, int, int]] = field(default_factory=list[tuple[int, int, int, int]])
    hidden_rows: set[int] = field(default_factory=set[int])
    comments: dict[tuple[int, int], str] = field(default_factory=dict[tuple[int, int], str])
    boxes: dict[tuple[int, int], str] = field(default_factory=dict[tuple[int, int], str])
    last_row: int = 0

    def keep(self, cell: RawCell) -> bool:
        """Keep a cell that holds something, and tell whether it does."""
        cell.stored = bool(cell.text or cell.struck)
        if not (cell.text or cell.formula or cell.struck):
            return False
        self.put(cell)
        return True

    def put(self, cell: RawCell) -> None:
        """Put a cell in its place."""
        self.cells[cell.row, cell.column] = cell
        if cell.row > self.last_row and (cell.text.strip() or cell.formula or cell.struck):
            self.last_row = cell.row

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        """Note a merge, as far as there are not far more than anybody makes."""
        if len(self.merged) < MAX_MERGES:
            self.merged.append((top, left, bottom, right))


@dataclass(frozen=True, slots=True)
class RawBook:
    """A workbook's sheets, the names and properties that may tell which return it is, and notes."""

    sheets: tuple[RawSheet, ...]
    defined: Mapping[str, str]
    properties: Mapping[str, str]
    notes: tuple[str, ...] = ()


def is_past(row: int, column: int) -> bool:
    """Tell whether a place lies beyond the caps: a stray cell must not cost a minute."""
    return row > MAX_ROWS or column > MAX_COLUMNS


def parse_sheet(
    data: bytes,
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None],
    characters: Callable[[str], None],
) -> None:
    """Parse XML in one pass that stays small; raises ValueError where it is damaged."""
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.EntityDeclHandler = _refuse_entity
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = characters
    try:
        parser.Parse(data, True)
    except expat.ExpatError as fault:
        raise ValueError(str(fault)) from fault


def _refuse_entity(*_: object) -> None:
    raise ValueError("an entity was declared")


def local(tag: object) -> str:
    """Return a name of XML without its namespace."""
    return str(tag).rpartition("}")[2]


def column_number(letters: str) -> int:
    """Return the number of a column, 1 for "A"."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
