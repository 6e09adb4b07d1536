"""One sheet of a workbook read straight from its XML: cells as printed, fills, merges, hidden rows.

openpyxl reads the workbook's strings, formats and theme; its cells cost several times the rest of
an import, because each becomes an element, a dictionary and an object before it is looked at.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Protocol
from xml.parsers import expat

from plandesk.excel.trackers.grid import GridCell, GridRow, GridSheet, read_range
from plandesk.excel.trackers.rules import PrintedRule, paint

Tick = Callable[[int, int], None]

MAX_ROWS = 200_000
MAX_COLUMNS = 200
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f]")
_CHUNK = 2**18
_KINDS = frozenset(
    {"row", "c", "v", "t", "is", "rPh", "mergeCell", "conditionalFormatting", "cfRule", "formula"}
)


@dataclass(frozen=True, slots=True)
class CellLook:
    """How the cells of one format look, and how their numbers are printed."""

    fill: str | None = None
    stored: str = ""
    struck: bool = False
    bold: bool = False
    number_format: str = "General"
    is_date: bool = False
    is_duration: bool = False


class Fills(Protocol):
    """Resolves fills to ``#RRGGBB``, with how the file stores them."""

    def __call__(self, fill: Any) -> tuple[str | None, str]:
        """Return the colour of a cell's fill, None for none."""
        ...

    def of_rule(self, fill: Any) -> str | None:
        """Return the colour of the fill that a rule of conditional formatting gives."""
        ...


class SheetReader:
    """Reads the sheets of one workbook; cells of one format share one look."""

    def __init__(self, book: Any, fills: Fills) -> None:
        self.notes: list[str] = []
        self._rule_formats: Any = getattr(book, "_differential_styles", None)
        self._epoch = book.epoch
        self._fills = fills
        self._looks: dict[str, CellLook] = {}
        self._sheet: Any = None
        self._shared: Sequence[str] = ()
        self._strings: dict[str, str] = {}

    def read(self, sheet: Any, part: bytes, tick: Tick) -> GridSheet:
        """Read one openpyxl sheet from its XML; ``tick`` is told of bytes done, may raise.

        Raises ExpatError, ValueError, IndexError or KeyError for a damaged part.
        """
        grid = GridSheet(sheet.title, hidden=sheet.sheet_state != "visible")
        self._sheet = sheet
        self._shared = getattr(sheet, "_shared_strings", ())
        pass_ = _Pass(self, grid)
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = pass_.start
        parser.EndElementHandler = pass_.end
        parser.CharacterDataHandler = pass_.said
        for start in range(0, len(part), _CHUNK):
            tick(start, len(part))
            parser.Parse(part[start : start + _CHUNK], False)
        parser.Parse(b"", True)
        for text in pass_.merges:
            area = read_range(text)
            if area:
                grid.merge(*area)
        self.notes += paint(grid, pass_.rules, self._rule_fill)
        return grid

    def _rule_fill(self, number: str) -> str | None:
        """Return the fill that a rule gives by the number of its format; None for none."""
        formats: Any = getattr(self._rule_formats, "styles", ())
        if not number.isdigit() or int(number) >= len(formats):
            return None
        return self._fills.of_rule(formats[int(number)].fill)

    def look(self, number: str) -> CellLook:
        """Return the look of a cell format by its number in the workbook."""
        known = self._looks.get(number)
        if known is None:
            known = self._looks[number] = self._work_out(int(number))
        return known

    def _work_out(self, number: int) -> CellLook:
        from openpyxl.cell.read_only import ReadOnlyCell
        from openpyxl.styles.numbers import is_date_format, is_timedelta_format

        cell: Any = ReadOnlyCell(self._sheet, 1, 1, None, style_id=number)
        fill, stored = self._fills(cell.fill)
        shown = str(cell.number_format)
        return CellLook(
            fill,
            stored,
            bool(cell.font.strike),
            bool(cell.font.bold),
            shown,
            bool(is_date_format(shown)),
            bool(is_timedelta_format(shown)),
        )

    def _string(self, number: str) -> str:
        known = self._strings.get(number)
        if known is None:
            known = self._strings[number] = tidy(str(self._shared[int(number)]))
        return known

    def printed(self, kind: str, said: str, look: CellLook) -> str:
        """Return what a cell of this kind ("n", "s", "b", "str", "d", "e") shows."""
        if kind == "s":
            return self._string(said)
        if kind == "n":
            return self._number(said, look)
        if kind == "b":
            return "Yes" if int(said) else "No"
        if kind == "d":
            return printed_date(dt.datetime.fromisoformat(said.rstrip("Z")), look.number_format)
        return tidy(said)

    def _number(self, said: str, look: CellLook) -> str:
        value = float(said) if not said.isdigit() else int(said)
        if not look.is_date:
            return printed_number(value, look.number_format)
        times: Any = import_module("openpyxl.utils.datetime")  # its types are not stated
        try:
            found = times.from_excel(value, self._epoch, timedelta=look.is_duration)
        except (OverflowError, ValueError):
            return printed_number(value, "General")
        if isinstance(found, dt.date):
            return printed_date(found, look.number_format)
        return "" if found is None else str(found)


class _Pass:
    """One pass through the XML of a sheet."""

    def __init__(self, reader: SheetReader, grid: GridSheet) -> None:
        self._reader = reader
        self._grid = grid
        self.merges: list[str] = []
        self.rules: list[PrintedRule] = []
        self._areas = ""
        self._kinds: dict[str, str] = {}
        self._columns: dict[str, int] = {}
        self._row: GridRow | None = None
        self._number = 0
        self._column = 0
        self._cell: dict[str, str] | None = None
        self._texts: list[str] = []
        self._taking = False
        self._aside = 0

    def start(self, name: str, values: dict[str, str]) -> None:
        kind = self._kinds.get(name)
        if kind is None:
            kind = self._learn(name)
        if kind == "c":
            if self._row is not None:
                self._start_cell(values)
        elif kind == "v":
            self._taking = self._cell is not None and self._cell.get("t") != "inlineStr"
        elif kind == "t":
            told = self._cell is not None and self._cell.get("t") == "inlineStr"
            self._taking = told and not self._aside
        elif kind == "row":
            self._start_row(values)
        elif kind == "rPh":
            self._aside += 1
        elif kind == "mergeCell":
            self.merges.append(values.get("ref", ""))
        elif kind:
            self._start_rule(kind, values)

    def _start_rule(self, kind: str, values: dict[str, str]) -> None:
        if kind == "conditionalFormatting":
            self._areas = values.get("sqref", "")
        elif kind == "cfRule":
            self.rules.append(
                PrintedRule(
                    self._areas,
                    values.get("type", ""),
                    values.get("operator", ""),
                    values.get("text", ""),
                    values.get("dxfId", ""),
                    int(values.get("priority", "0")),
                    values.get("stopIfTrue") in {"1", "true"},
                )
            )
        elif kind == "formula":
            self._texts, self._taking = [], bool(self.rules)

    def _learn(self, name: str) -> str:
        local = name.rpartition(":")[2]
        kind = self._kinds[name] = local if local in _KINDS else ""
        return kind

    def said(self, text: str) -> None:
        if self._taking:
            self._texts.append(text)

    def end(self, name: str) -> None:
        kind = self._kinds[name]
        if kind == "c":
            if self._cell is not None:
                self._end_cell(self._cell)
        elif kind in {"v", "t"}:
            self._taking = False
        elif kind == "formula" and self._taking:
            self._taking = False
            self.rules[-1].formulas.append("".join(self._texts))
        elif kind == "row":
            self._end_row()
        elif kind == "rPh":
            self._aside -= 1

    def _start_row(self, values: dict[str, str]) -> None:
        said = values.get("r")
        number = int(float(said)) if said else self._number + 1
        # Rows come in order in a sound file; one that comes again was never shown by Excel.
        if self._number < number <= MAX_ROWS:
            hidden = values.get("hidden") in {"1", "true"}
            self._row = GridRow(number, hidden=hidden)
            self._number = number
        self._column = 0

    def _end_row(self) -> None:
        row, self._row = self._row, None
        if row is not None and row.cells:
            self._grid.rows[row.number] = row
            self._grid.width = max(self._grid.width, max(row.cells))

    def _start_cell(self, values: dict[str, str]) -> None:
        place = values.get("r")
        if place:
            letters = place.rstrip("0123456789")
            column = self._columns.get(letters)
            if column is None:
                column = self._columns[letters] = _column(letters)
            self._column = column
        else:
            self._column += 1
        self._cell = values
        self._texts = []

    def _end_cell(self, values: dict[str, str]) -> None:
        self._cell = None
        column, row = self._column, self._row
        if row is None or column > MAX_COLUMNS:
            return
        look = self._reader.look(values.get("s") or "0")
        texts = self._texts
        text = ""
        if texts:
            said = texts[0] if len(texts) == 1 else "".join(texts)
            text = self._reader.printed(values.get("t", "n"), said, look)
        if text or look.fill:
            row.cells[column] = GridCell(text, look.fill, look.stored, look.struck, look.bold)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    if number < 1 or not letters.isalpha():
        raise ValueError(f"{letters} is no column")
    return number


# ---- printed values


def printed_number(value: float, number_format: str) -> str:
    """Return a number as its format shows it where that matters: 1.10 as a ref, 57.6 %."""
    if number_format == "General" or not number_format:
        return f"{value:.10g}"
    places = re.fullmatch(r"[#,]*0(?:\.(0+))?(%?)", number_format)
    if not places:
        return f"{value:.10g}"
    shown = value * 100 if places[2] else value
    return f"{shown:.{len(places[1] or '')}f}{places[2]}"


def printed_date(value: dt.date, number_format: str) -> str:
    """Return a date as "31 March 2024", or "March 2024" when its format shows no day."""
    shown = re.sub(r'"[^"]*"|\\.|\[[^\]]*\]', "", number_format.casefold())
    if "m" in shown and "y" in shown and "d" not in shown:
        return f"{value:%B %Y}"
    return f"{value.day} {value:%B %Y}"


def tidy(text: str) -> str:
    """Return a cell's text without control characters and spaces at the ends of lines."""
    if text.isascii() and text.isprintable():
        return text.rstrip()
    text = text.replace("\u00a0", " ").replace("\r\n", "\n").replace("\r", "\n")
    text = _CONTROL.sub("", text)
    return "\n".join(line.rstrip() for line in text.split("\n")).strip("\n")
