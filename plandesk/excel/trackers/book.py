"""Any workbook or CSV file from outside, read into neutral grids."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from xml.parsers.expat import ExpatError

from plandesk.excel.filekind import FileKind, recognise
from plandesk.excel.guard import GuardedBook, open_guarded, read_bytes, without_far_columns
from plandesk.excel.trackers.colour import resolve, theme_colours
from plandesk.excel.trackers.csv import CsvForm, read_csv
from plandesk.excel.trackers.grid import (
    GridSheet,
    TrackerBook,
)
from plandesk.excel.trackers.sheet import MAX_ROWS, SheetReader, Tick
from plandesk.models.collector import many_small_things

Step = Callable[[int, int, str], None]

_EMPTY = (
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    b'<dimension ref="A1"/><sheetData/></worksheet>'
)
_NO_STEP: Step = lambda done, total, text: None  # noqa: E731 - says nothing


@many_small_things()
def open_tracker(path: Path, step: Step = _NO_STEP, form: CsvForm | None = None) -> TrackerBook:
    """Read a workbook (.xlsx, .xlsm) or CSV file; ``step`` may raise Cancelled.

    ``form`` says how a CSV file is written; what it leaves open is guessed. Raises UserError that
    names the file when it is neither, damaged, locked or too large.
    """
    if _is_text(path):
        text = read_csv(path, form)
        return TrackerBook(path, (text.sheet,), form=text.form, doubts=text.doubts)
    return _read_workbook(open_guarded(path), step)


def open_tracker_file(path: Path, form: CsvForm | None = None) -> TrackerBook:
    """Read a tracker without telling of the progress, for the process that reads such files."""
    return open_tracker(path, form=form)


def _is_text(path: Path) -> bool:
    if path.suffix.casefold() not in {".csv", ".tsv", ".txt"}:
        return False
    return recognise(read_bytes(path)) is FileKind.TEXT


# ---- workbooks


def _read_workbook(book: GuardedBook, step: Step) -> TrackerBook:
    sheets: list[GridSheet] = []
    notes = list(book.notes)
    with book.reading(), book.open_zip() as archive:
        slim = replace(book, data=_without_cells(archive))
    with slim.workbook() as source, book.reading(), book.open_zip() as archive:
        palette = tuple(getattr(source, "_colors", None) or _standard_palette())
        theme = theme_colours(getattr(source, "loaded_theme", None))
        reader = SheetReader(source, _Fills(theme, palette))
        total = len(source.worksheets)
        for done, sheet in enumerate(source.worksheets):
            part = without_far_columns(archive.read(str(getattr(sheet, "_worksheet_path", ""))))
            tell = _Telling(step, 100 * done, 100 * total, sheet.title)
            grid = _read_sheet(book, reader, sheet, part, tell)
            if grid.rows and next(reversed(grid.rows)) >= MAX_ROWS:
                notes.append(f"Sheet “{grid.name}”: only the first {MAX_ROWS:,} rows are read.")
            sheets.append(grid)
        notes += reader.notes
        saved: Any = source.properties.modified
    made = saved.date().isoformat() if isinstance(saved, dt.datetime) else ""
    return TrackerBook(book.path, tuple(sheets), tuple(notes), made)


def _standard_palette() -> tuple[str, ...]:
    from openpyxl.styles.colors import COLOR_INDEX

    return tuple(COLOR_INDEX)


def _without_cells(archive: zipfile.ZipFile) -> bytes:
    """Return the workbook with empty sheets: openpyxl then reads just strings and formats.

    It would go through a sheet that states no size to its end, only to look for that.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as target:
        for info in archive.infolist():
            if info.filename.startswith("xl/media/"):
                continue
            sheet = info.filename.startswith("xl/worksheets/") and info.filename.endswith(".xml")
            target.writestr(info.filename, _EMPTY if sheet else archive.read(info))
    return out.getvalue()


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

    def of_rule(self, fill: Any) -> str | None:
        """Return the colour that a rule gives: there the ground is the colour, not the pattern."""
        if getattr(fill, "fill_type", "none") not in (None, "solid"):
            return None
        for colour in (fill.bgColor, fill.fgColor):
            unset = colour.type == "rgb" and colour.rgb == "00000000"
            found = None if unset else resolve(colour, self._theme, self._palette)
            if found:
                return found[0]
        return None


def _read_sheet(
    book: GuardedBook, reader: SheetReader, sheet: Any, part: bytes, tell: Tick
) -> GridSheet:
    try:
        return reader.read(sheet, part, tell)
    except ExpatError as fault:
        raise book.damaged() from fault


@dataclass(frozen=True, slots=True)
class _Telling:
    """Tells how far a sheet is read, as a part of all sheets."""

    step: Step
    before: int
    total: int
    name: str

    def __call__(self, done: int, size: int) -> None:
        self.step(self.before + 100 * done // max(size, 1), self.total, self.name)
