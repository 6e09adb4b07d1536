"""Any workbook or CSV file from outside, read into neutral grids."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any
from xml.parsers.expat import ExpatError

from plandesk.errors import UserError
from plandesk.excel.filekind import FileKind, recognise
from plandesk.excel.guard import GuardedBook, open_guarded, read_bytes
from plandesk.excel.tracker_colour import resolve, theme_colours
from plandesk.excel.tracker_grid import (
    GridCell,
    GridRow,
    GridSheet,
    TrackerBook,
)
from plandesk.excel.tracker_sheet import MAX_COLUMNS, MAX_ROWS, SheetReader, Tick, tidy
from plandesk.models.collector import many_small_things

Step = Callable[[int, int, str], None]

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
    with book.workbook() as source, book.reading():
        palette = tuple(getattr(source, "_colors", None) or _standard_palette())
        theme = theme_colours(getattr(source, "loaded_theme", None))
        reader = SheetReader(source, _Fills(theme, palette))
        total = len(source.worksheets)
        for done, sheet in enumerate(source.worksheets):
            part = _part(sheet)
            tell = partial(_tell, step, 100 * done, 100 * total, sheet.title)
            grid = _read_sheet(book, reader, sheet, part, tell)
            if grid.rows and next(reversed(grid.rows)) >= MAX_ROWS:
                notes.append(f"Sheet “{grid.name}”: only the first {MAX_ROWS:,} rows are read.")
            sheets.append(grid)
        saved: Any = source.properties.modified
    made = saved.date().isoformat() if isinstance(saved, dt.datetime) else ""
    return TrackerBook(book.path, tuple(sheets), tuple(notes), made)


def _standard_palette() -> tuple[str, ...]:
    from openpyxl.styles.colors import COLOR_INDEX

    return tuple(COLOR_INDEX)


def _part(sheet: Any) -> bytes:
    with getattr(sheet, "_get_source")() as stream:  # noqa: B009 - openpyxl has no open name for it
        return bytes(stream.read())


class _Fills:
    """Resolves the fills of a workbook's formats."""

    def __init__(self, theme: tuple[str, ...], palette: tuple[str, ...]) -> None:
        self._theme = theme
        self._palette = palette

    def __call__(self, fill: Any) -> tuple[str | None, str]:
        """Return the colour as ``#RRGGBB`` and as the file stores it."""
        colour = None
        if getattr(fill, "fill_type", None) == "solid":
            colour = fill.fgColor
        elif getattr(fill, "stop", None):
            colour = fill.stop[0].color
        found = resolve(colour, self._theme, self._palette) if colour is not None else None
        return found if found else (None, "")


def _read_sheet(
    book: GuardedBook, reader: SheetReader, sheet: Any, part: bytes, tell: Tick
) -> GridSheet:
    try:
        return reader.read(sheet, part, tell)
    except ExpatError as fault:
        raise book.damaged() from fault


def _tell(step: Step, before: int, total: int, name: str, done: int, size: int) -> None:
    step(before + 100 * done // max(size, 1), total, name)


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
                column: GridCell(text)
                for column, value in enumerate(values[:MAX_COLUMNS], start=1)
                if (text := tidy(value).strip())
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
