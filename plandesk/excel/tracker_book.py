"""Any workbook or CSV file from outside, read into neutral grids."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from plandesk.errors import UserError
from plandesk.excel.filekind import FileKind, recognise
from plandesk.excel.guard import GuardedBook, capped_rows, open_guarded, read_bytes
from plandesk.excel.tracker_colour import resolve, theme_colours
from plandesk.excel.tracker_grid import (
    GridCell,
    GridRow,
    GridSheet,
    TrackerBook,
    many_small_things,
    read_range,
)

Step = Callable[[int, int, str], None]

MAX_ROWS = 50_000
MAX_COLUMNS = 200
_WIDE = 60
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f]")
_MERGE = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([^"]+)"')
_HIDDEN = re.compile(rb'<(?:\w+:)?row\s(?=[^>]*hidden="(?:1|true)")[^>]*?\br="(\d+)"')
_CELL = re.compile(rb'<(?:\w+:)?c\s(?:[^>]*?\s)?r="([A-Z]{1,3})\d')
_NO_STEP: Step = lambda done, total, text: None  # noqa: E731 - says nothing


@many_small_things()
def open_tracker(path: Path, step: Step = _NO_STEP) -> TrackerBook:
    """Read a workbook (.xlsx, .xlsm) or CSV file; ``step`` may raise Cancelled.

    Raises UserError that names the file when it is neither, damaged, locked or too large.
    """
    if _is_text(path):
        return TrackerBook(path, (_read_csv(path),))
    return _read_workbook(open_guarded(path), step)


def _is_text(path: Path) -> bool:
    if path.suffix.casefold() not in {".csv", ".tsv", ".txt"}:
        return False
    return recognise(read_bytes(path)) is FileKind.TEXT


# ---- workbooks


def _read_workbook(book: GuardedBook, step: Step) -> TrackerBook:
    sheets: list[GridSheet] = []
    notes = list(book.notes)
    with book.workbook() as source, book.open_zip() as archive, book.reading():
        palette = tuple(getattr(source, "_colors", None) or _standard_palette())
        looks = _Looks(theme_colours(getattr(source, "loaded_theme", None)), palette)
        paths = _sheet_paths(archive)
        for done, sheet in enumerate(source.worksheets):
            step(done, len(source.worksheets), sheet.title)
            part = archive.read(paths[sheet.title]) if sheet.title in paths else b""
            grid = _read_sheet(book, sheet, part, looks)
            if len(grid.rows) and max(grid.rows) >= MAX_ROWS:
                notes.append(f"Sheet “{grid.name}”: only the first {MAX_ROWS:,} rows are read.")
            sheets.append(grid)
        saved: Any = source.properties.modified
    made = saved.date().isoformat() if isinstance(saved, dt.datetime) else ""
    return TrackerBook(book.path, tuple(sheets), tuple(notes), made)


def _standard_palette() -> tuple[str, ...]:
    from openpyxl.styles.colors import COLOR_INDEX

    return tuple(COLOR_INDEX)


class _Looks:
    """How cells look, worked out once per cell format of the workbook."""

    def __init__(self, theme: tuple[str, ...], palette: tuple[str, ...]) -> None:
        self._theme = theme
        self._palette = palette
        self._known: dict[int, tuple[str | None, str, bool, bool]] = {}

    def of(self, cell: Any) -> tuple[str | None, str, bool, bool]:
        """Return fill, stored fill, struck out, bold."""
        key = id(cell.style_array)
        if key not in self._known:
            font = cell.font
            fill = self._fill(cell.fill)
            self._known[key] = (*fill, bool(font.strike), bool(font.bold))
        return self._known[key]

    def _fill(self, fill: Any) -> tuple[str | None, str]:
        colour = None
        if getattr(fill, "fill_type", None) == "solid":
            colour = fill.fgColor
        elif getattr(fill, "stop", None):
            colour = fill.stop[0].color
        found = resolve(colour, self._theme, self._palette) if colour is not None else None
        return found if found else (None, "")


def _read_sheet(book: GuardedBook, sheet: Any, part: bytes, looks: _Looks) -> GridSheet:
    grid = GridSheet(sheet.title, hidden=sheet.sheet_state != "visible")
    hidden = {int(number) for number in _HIDDEN.findall(part)}
    width = _width(part)
    for number, cells in enumerate(capped_rows(book, sheet, MAX_ROWS, width), start=1):
        row: dict[int, GridCell] = {}
        for column, cell in enumerate(cells, start=1):
            if getattr(cell, "style_array", None) is None:
                continue
            fill, stored, struck, bold = looks.of(cell)
            text = printed(cell) if cell.value is not None else ""
            if text or fill:
                row[column] = GridCell(text, fill, stored, struck, bold)
        if row:
            grid.rows[number] = GridRow(number, row, number in hidden)
            grid.width = max(grid.width, max(row))
    for text in _MERGE.findall(part[part.rfind(b"</sheetData>") :]):
        area = read_range(text.decode("ascii", "replace"))
        if area:
            grid.merge(*area)
    return grid


def _width(part: bytes) -> int:
    """Return how many columns are worth asking for: the stated size of a sheet may lie."""
    letters = set(_CELL.findall(part))
    if not letters:
        return _WIDE
    number = 0
    for each in letters:
        value = 0
        for letter in each:
            value = value * 26 + letter - 64
        number = max(number, value)
    return min(number, MAX_COLUMNS)


def _sheet_paths(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return the part of each sheet by its name, from the workbook's relations."""
    from xml.etree import ElementTree

    names = {name.casefold(): name for name in archive.namelist()}
    book, rels = names.get("xl/workbook.xml"), names.get("xl/_rels/workbook.xml.rels")
    if not book or not rels:
        return {}
    targets = {
        each.get("Id", ""): each.get("Target", "")
        for each in ElementTree.fromstring(archive.read(rels))
    }
    found: dict[str, str] = {}
    for each in ElementTree.fromstring(archive.read(book)).iter():
        if not each.tag.endswith("}sheet"):
            continue
        key = next((value for name, value in each.items() if name.endswith("}id")), "")
        target = targets.get(key, "")
        path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if path.casefold() in names:
            found[each.get("name", "")] = names[path.casefold()]
    return found


def printed(cell: Any) -> str:
    """Return a cell's value as people read it: UK dates, whole numbers without a point."""
    value = cell.value
    if isinstance(value, str):
        return _tidy(value)
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, (int, float)):
        return printed_number(value, str(getattr(cell, "number_format", "")))
    if isinstance(value, (dt.datetime, dt.date)):
        return printed_date(value, str(getattr(cell, "number_format", "")))
    return str(value)


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


def _tidy(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text.rstrip()
    text = text.replace("\u00a0", " ").replace("\r\n", "\n").replace("\r", "\n")
    text = _CONTROL.sub("", text)
    return "\n".join(line.rstrip() for line in text.split("\n")).strip("\n")


# ---- CSV


def _read_csv(path: Path) -> GridSheet:
    text = decode(read_bytes(path))
    if not text.strip():
        raise UserError(f"“{path.name}” holds no text.", "Choose the file that was meant.")
    grid = GridSheet(path.stem)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text))
    try:
        for number, values in enumerate(lines, start=1):
            if number > MAX_ROWS:
                break
            cells = {
                column: GridCell(tidy)
                for column, value in enumerate(values[:MAX_COLUMNS], start=1)
                if (tidy := _tidy(value).strip())
            }
            if cells:
                grid.rows[number] = GridRow(number, cells)
                grid.width = max(grid.width, max(cells))
    except csv.Error as fault:
        raise UserError(
            f"“{path.name}” could not be read as CSV at line {lines.line_num}: {fault}.",
            "Open it in Excel and save it as an Excel workbook, then bring that in.",
        ) from fault
    return grid


def decode(data: bytes) -> str:
    """Return the text of a file whose encoding nobody states: a mark, UTF-8, else Windows."""
    for mark, name in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"),
                       (b"\xfe\xff", "utf-16")):  # fmt: skip
        if data.startswith(mark):
            return data.decode(name, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def delimiter_of(text: str) -> str:
    """Return the delimiter that cuts most lines into the same number of fields."""
    best, delimiter = (0.0, 0), ","
    for each in ",;\t|":
        sample = io.StringIO(text[:200_000], newline="")
        try:
            widths = [len(row) for row in csv.reader(sample, delimiter=each) if row][:400]
        except csv.Error:
            continue
        wide = [width for width in widths if width > 1]
        if not wide:
            continue
        usual = max(set(wide), key=wide.count)
        score = (wide.count(usual) / len(widths), usual)
        if score > best:
            best, delimiter = score, each
    return delimiter
