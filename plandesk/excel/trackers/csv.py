"""A CSV file as a grid: its delimiter, encoding and order of dates, guessed and open to correction.

Nothing in a CSV file says how it was written. What is told wins; what is guessed from too little
is said as a doubt, because a wrong order of dates would look right.
"""

from __future__ import annotations

import codecs
import csv
import datetime as dt
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from plandesk.errors import UsageError, UserError
from plandesk.excel.guard import read_bytes
from plandesk.excel.trackers.grid import GridCell, GridRow, GridSheet
from plandesk.excel.trackers.sheet import MAX_COLUMNS, MAX_ROWS, tidy

DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t", "bar": "|"}
ENCODINGS = {
    "utf-8": "utf-8-sig",
    "windows": "cp1252",
    "utf-16": "utf-16",
    "dos": "cp850",
    "mac": "mac-roman",
}
_DATE = re.compile(r"^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})$")
_SAMPLE = 200_000
_ENOUGH = 0.8
_SHOWN = 40


class DateOrder(StrEnum):
    """What comes first in 03/04/2024."""

    DAY = "day"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class CsvForm:
    """How a CSV file is written: names from DELIMITERS and ENCODINGS; "" is to be guessed."""

    delimiter: str = ""
    encoding: str = ""
    dates: str = ""

    def checked(self) -> CsvForm:
        """Return this form; raises UsageError for a word that PlanDesk does not know."""
        orders = {each.value for each in DateOrder}
        for said, known in (
            (self.delimiter, {*DELIMITERS, *DELIMITERS.values()}),
            (self.encoding, {*ENCODINGS}),
            (self.dates, orders),
        ):
            if said and said not in known:
                words = ", ".join(sorted(each for each in known if len(each) > 1))
                raise UsageError(f"“{said}” is not known.", f"Choose one of {words}.")
        by_sign = {sign: name for name, sign in DELIMITERS.items()}
        return replace(self, delimiter=by_sign.get(self.delimiter, self.delimiter))


@dataclass(frozen=True, slots=True)
class CsvText:
    """A CSV file read: its rows, how it was taken to be written, and what is in doubt."""

    sheet: GridSheet
    form: CsvForm
    doubts: tuple[str, ...] = ()


def read_csv(path: Path, told: CsvForm | None = None) -> CsvText:
    """Read a CSV file; raises UserError that names the file, UsageError for an unknown form."""
    form = (told or CsvForm()).checked()
    data = read_bytes(path)
    doubts: list[str] = []
    if not form.encoding:
        encoding, doubt = encoding_of(data)
        form = replace(form, encoding=encoding)
        doubts += [doubt] if doubt else []
    text = _decoded(path, data, form.encoding)
    if not text.strip("\ufeff \r\n\t"):
        raise UserError(f"“{path.name}” holds no text.", "Choose the file that was meant.")
    if not form.delimiter:
        delimiter, doubt = guess_delimiter(text)
        form = replace(form, delimiter=delimiter)
        doubts += [doubt] if doubt else []
    sheet = _grid(path, text, DELIMITERS[form.delimiter])
    if not form.dates:
        order, doubt = guess_order(cell.text for row in sheet for cell in row.cells.values())
        form = replace(form, dates=order.value)
        doubts += [doubt] if doubt else []
    if form.dates == DateOrder.MONTH.value:
        _turn_dates(sheet)
    return CsvText(sheet, form, tuple(doubts))


def _grid(path: Path, text: str, delimiter: str) -> GridSheet:
    grid = GridSheet(path.stem)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for number, values in enumerate(lines, start=1):
            if number > MAX_ROWS:
                break
            cells = {
                column: GridCell(said)
                for column, value in enumerate(values[:MAX_COLUMNS], start=1)
                if (said := tidy(value).strip())
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


# ---- encoding


def encoding_of(data: bytes) -> tuple[str, str]:
    """Return the name of a file's encoding, and a doubt where it is only likely."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16", ""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as fault:
        # Windows leaves five signs free; a file that has one was written elsewhere.
        free = any(sign in data for sign in b"\x81\x8d\x8f\x90\x9d")
        name = "dos" if free else "windows"
        start = data.rfind(b"\n", 0, fault.start) + 1
        shown = data[start : fault.start + 20].decode(ENCODINGS[name], "replace")
        sample = " ".join(shown.split())[-_SHOWN:]
        doubt = (
            f"The file does not say how its letters are written; it was read as {name}, so that "
            f"it says “{sample}”. If that looks wrong, choose another encoding."
        )
        return name, doubt
    return "utf-8", ""


def _decoded(path: Path, data: bytes, encoding: str) -> str:
    try:
        return data.decode(ENCODINGS[encoding])
    except UnicodeDecodeError as fault:
        raise UserError(
            f"“{path.name}” is not written in {encoding}: byte {fault.start + 1:,} does not fit.",
            "Choose another encoding.",
        ) from fault


def decode(data: bytes) -> str:
    """Return the text of a file whose encoding nobody states: a mark, UTF-8, else Windows."""
    return data.decode(ENCODINGS[encoding_of(data)[0]], "replace")


# ---- delimiter


def delimiter_of(text: str) -> str:
    """Return the delimiter that cuts most lines into the same number of fields."""
    return DELIMITERS[guess_delimiter(text)[0]]


def guess_delimiter(text: str) -> tuple[str, str]:
    """Return the name of the delimiter, and a doubt where another cuts the lines as well."""
    scored = sorted(
        ((*_evenness(text, sign), name) for name, sign in DELIMITERS.items()),
        key=lambda each: each[:2],
        reverse=True,
    )
    share, width, name = scored[0]
    if share == 0:
        return "comma", "No sign cuts its lines into columns; each line was taken as one cell."
    other_share, other_width, other = scored[1]
    if share >= _ENOUGH and (other_share < _ENOUGH or other_width * 2 <= width):
        return name, ""
    rest = f", or by {other} into {other_width}" if other_share else ""
    doubt = (
        f"Its lines were cut at each {name} into {width} columns ({share:.0%} of the lines"
        f"{rest}). If the columns look wrong, choose another delimiter."
    )
    return name, doubt


def _evenness(text: str, sign: str) -> tuple[float, int]:
    """Return the share of lines that a sign cuts into the usual number of fields, and that."""
    whole = text[: text.rfind("\n", 0, _SAMPLE) + 1] if len(text) > _SAMPLE else text
    try:
        found = csv.reader(io.StringIO(whole, newline=""), delimiter=sign)
        widths = [len(row) for row in found if row][:400]
    except csv.Error:
        return 0.0, 0
    wide = [width for width in widths if width > 1]
    if not wide:
        return 0.0, 0
    usual = max(set(wide), key=lambda width: (wide.count(width), width))
    return wide.count(usual) / len(widths), usual


# ---- dates


def guess_order(texts: Iterable[str]) -> tuple[DateOrder, str]:
    """Return whether dates in figures begin with the day, and a doubt where they do not tell."""
    days: list[str] = []
    months: list[str] = []
    either: list[str] = []
    for text in texts:
        found = _DATE.match(text) if len(text) < 11 else None
        if not found:
            continue
        first, second = int(found[1]), int(found[2])
        if first == second:
            continue
        place = days if first > 12 else months if second > 12 else either
        place.append(text)
    if days and months:
        doubt = (
            f"Some dates begin with the day ({days[0]}), some with the month ({months[0]}); "
            "the day was taken to come first."
        )
        return DateOrder.DAY, doubt
    if months:
        return DateOrder.MONTH, (
            f"Dates such as {months[0]} begin with the month, and all were read so."
        )
    if either and not days:
        doubt = (
            f"Dates such as {either[0]} may begin with the day or the month; the day was taken "
            "to come first, as is usual in the UK."
        )
        return DateOrder.DAY, doubt
    return DateOrder.DAY, ""


def _turn_dates(sheet: GridSheet) -> None:
    """Put dates that begin with the month into words, which nobody can misread."""
    for row in sheet:
        for cell in row.cells.values():
            found = _DATE.match(cell.text) if len(cell.text) < 11 else None
            if not found:
                continue
            month, day, said = int(found[1]), int(found[2]), int(found[3])
            year = said if said > 99 else 2000 + said
            try:
                date = dt.date(year, month, day)
            except ValueError:
                continue  # it begins with the day after all, as its doubt says
            cell.text = f"{date.day} {date:%B %Y}"
