"""An Excel workbook's cells as plain values, read straight from its XML.

One pass of expat over each sheet needs no stylesheet to make sense, and stays small when a stray
cell lies in the last row of Excel.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from xml.etree import ElementTree as ET  # every part passed the guard: no document type

from plandesk.excel.cell_comments import read_comments
from plandesk.excel.guard import MAX_ROWS, GuardedBook, unpack, without_far_columns
from plandesk.excel.raw_cells import (
    Attributes,
    RawBook,
    RawCell,
    RawSheet,
    column_number,
    is_past,
    local,
    parse_sheet,
)
from plandesk.excel.text_boxes import read_boxes

_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_ADDRESS = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_BUILT_IN_DATES = frozenset({*range(14, 23), *range(45, 48), *range(27, 37), *range(50, 59)})
_BUILT_IN_PERCENT = frozenset({9, 10})
_LITERAL = re.compile(r'\\.|"[^"]*"|\[[^\]]*\]|_.')
_SHARED_STYLES = 2**18  # bytes: the returns of one office mostly have the very same stylesheet


Run = tuple[str, bool | None]
"""Words of a text, and whether they are struck out; None where that is as the cell says."""


@dataclass(frozen=True, slots=True)
class _Look:
    """What a cell format says about a value: a date, a percentage, struck out."""

    is_date: bool = False
    is_percent: bool = False
    struck: bool = False


_PLAIN = _Look()


@dataclass(slots=True)
class _Shared:
    strings: list[tuple[Run, ...]]
    looks: tuple[_Look, ...]
    epoch: dt.datetime


def read_book(book: GuardedBook) -> RawBook:
    """Read every worksheet of a guarded workbook; raise UserError when its XML is damaged."""
    with book.reading(), book.open_zip() as archive:
        entries = {each.filename.replace("\\", "/"): each for each in archive.infolist()}

    def part(name: str) -> bytes:
        entry = entries.get(name) or _by_case(entries, name)
        return unpack(book.data, entry) if entry is not None else b""

    with book.reading():
        return _assemble(part, book.notes)


def _by_case(entries: Mapping[str, Any], name: str) -> Any:
    folded = name.casefold()
    return next((each for key, each in entries.items() if key.casefold() == folded), None)


def _assemble(part: Any, notes: tuple[str, ...]) -> RawBook:
    root = ET.fromstring(part("xl/workbook.xml"))
    targets = _targets(part("xl/_rels/workbook.xml.rels"))
    looks, style_note = _looks(part("xl/styles.xml"))
    shared = _Shared(_strings(part("xl/sharedStrings.xml")), looks, _epoch(root))
    sheets: list[RawSheet] = []
    for each in root.iter():
        if local(each.tag) != "sheet":
            continue
        kind, target = targets.get(_relation(each), ("", ""))
        if kind.endswith("/worksheet"):
            state = each.get("state", "visible")
            sheet = RawSheet(each.get("name", ""), hidden=state != "visible")
            _SheetReader(sheet, shared).read(part(target))
            sheet.comments.update(read_comments(part, target))
            sheet.boxes.update(read_boxes(part, target))
            sheets.append(sheet)
    defined = {
        each.get("name", ""): (each.text or "").strip()
        for each in root.iter()
        if local(each.tag) == "definedName"
    }
    properties = {**_properties(part("docProps/core.xml"))}
    properties.update(_custom(part("docProps/custom.xml")))
    return RawBook(tuple(sheets), defined, properties, (*notes, *style_note))


def _relation(sheet: ET.Element) -> str:
    return next((value for key, value in sheet.items() if local(key) == "id"), "")


def _targets(data: bytes) -> dict[str, tuple[str, str]]:
    if not data:
        return {}
    found: dict[str, tuple[str, str]] = {}
    for each in ET.fromstring(data):
        target = each.get("Target", "")
        path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        found[each.get("Id", "")] = (each.get("Type", ""), path)
    return found


def _epoch(root: ET.Element) -> dt.datetime:
    for each in root.iter():
        if local(each.tag) == "workbookPr" and each.get("date1904") in {"1", "true"}:
            return dt.datetime(1904, 1, 1)  # noqa: DTZ001 - a workbook has no time zone
    return dt.datetime(1899, 12, 30)  # noqa: DTZ001 - likewise


def decode(text: str) -> str:
    """Return text with Excel's ``_x000D_`` escapes read and line ends made one kind."""
    if "_x" in text:
        text = _ESCAPED.sub(lambda found: chr(int(found.group(1), 16)), text)
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _strings(data: bytes) -> list[tuple[Run, ...]]:
    if not data:
        return []
    return [tuple(_runs(item)) for item in ET.fromstring(data) if local(item.tag) == "si"]


def _runs(item: ET.Element) -> Iterator[Run]:
    for child in item:
        name = local(child.tag)
        if name == "t":
            yield child.text or "", None
        elif name == "r":
            parts = {local(each.tag): each for each in child}
            look = parts.get("rPr")
            words = parts["t"].text if "t" in parts else ""
            yield words or "", None if look is None else _is_struck(look)


def _told(runs: Iterable[Run], struck: bool) -> tuple[str, str]:
    """Return the words that stand and those struck out; ``struck`` is what the cell's format says.

    A run with a format of its own does not follow its cell: LibreOffice gives a cell the format
    of its first words.
    """
    kept: list[str] = []
    gone: list[str] = []
    for words, own in runs:
        (gone if (struck if own is None else own) else kept).append(words)
    return decode("".join(kept)), decode("".join(gone))


def _is_struck(run: ET.Element) -> bool:
    for each in run.iter():
        if local(each.tag) == "strike":
            return each.get("val", "1") not in {"0", "false"}
    return False


def _looks(data: bytes) -> tuple[tuple[_Look, ...], tuple[str, ...]]:
    """Return what each cell format means; an unreadable stylesheet only costs the dates."""
    return _read_looks(data) if len(data) > _SHARED_STYLES else _shared_looks(data)


@lru_cache(maxsize=8)
def _shared_looks(data: bytes) -> tuple[tuple[_Look, ...], tuple[str, ...]]:
    return _read_looks(data)


def _read_looks(data: bytes) -> tuple[tuple[_Look, ...], tuple[str, ...]]:
    if not data:
        return (), ()
    try:
        root = ET.fromstring(data)
    except ET.ParseError:
        return (), ("Its styles could not be read. The values were read; check the dates.",)
    formats = {
        int(each.get("numFmtId", "0")): each.get("formatCode", "")
        for each in root.iter()
        if local(each.tag) == "numFmt"
    }
    sections = {local(each.tag): each for each in root}
    fonts = [_is_struck(each) for each in sections.get("fonts", ())]
    looks = tuple(_look(each, formats, fonts) for each in sections.get("cellXfs", ()))
    families = [each.get("val", "0") for each in root.iter() if local(each.tag) == "family"]
    if any(not each.isdigit() or int(each) > 14 for each in families):
        return looks, ("Its styles are not as Excel writes them. The values were read.",)
    return looks, ()


def _look(xf: ET.Element, formats: Mapping[int, str], fonts: list[bool]) -> _Look:
    number, font = int(xf.get("numFmtId", "0")), int(xf.get("fontId", "0"))
    code = _LITERAL.sub("", formats.get(number, "")).split(";")[0].casefold()
    return _Look(
        is_date=number in _BUILT_IN_DATES
        or bool(re.search("[dmyhs]", code.replace("general", ""))),
        is_percent=number in _BUILT_IN_PERCENT or "%" in code,
        struck=font < len(fonts) and fonts[font],
    )


def _properties(data: bytes) -> dict[str, str]:
    return {local(each.tag): each.text or "" for each in ET.fromstring(data)} if data else {}


def _custom(data: bytes) -> dict[str, str]:
    if not data:
        return {}
    return {
        each.get("name", ""): "".join(each.itertext()).strip()
        for each in ET.fromstring(data)
        if each.get("name")
    }


class _SheetReader:
    """The handlers of one pass over a sheet; cells beyond the caps are passed over."""

    def __init__(self, sheet: RawSheet, shared: _Shared) -> None:
        self._sheet = sheet
        self._shared = shared
        self._row = 0
        self._column = 0
        self._past = False
        self._cell: Attributes | None = None
        self._text: list[str] | None = None
        self._clear()

    def _clear(self) -> None:
        self._filled = False
        self._value = self._formula = ""
        self._has_formula = self._aside = False
        self._runs: list[Run] = []
        self._run: bool | None = None

    def read(self, data: bytes) -> None:
        """Parse the sheet's XML."""
        if not data:
            raise KeyError("sheet part")
        parse_sheet(without_far_columns(data), self._start, self._end, self._characters)

    def _start(self, name: str, attributes: Attributes) -> None:
        tag = name.rpartition("}")[2]
        if tag == "c":
            if not self._past:
                self._start_cell(attributes)
        elif self._cell is not None:
            self._start_in_cell(tag, attributes)
        elif tag == "row":
            self._row = int(attributes["r"]) if "r" in attributes else self._row + 1
            self._column = 0
            self._past = self._row > MAX_ROWS
            if attributes.get("hidden") in {"1", "true"} and not self._past:
                self._sheet.hidden_rows.add(self._row)
        elif tag == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def _start_cell(self, attributes: Attributes) -> None:
        place = _place(attributes.get("r", ""))
        if place is not None:
            self._row, self._column = place
        else:
            self._column += 1
        if is_past(self._row, self._column):
            self._cell = None
            self._past = True  # cells of a row come in order
            return
        self._cell = attributes
        if self._filled:
            self._clear()

    def _start_in_cell(self, tag: str, attributes: Attributes) -> None:
        if tag in {"v", "f", "t"}:
            self._text = []
            self._filled = True
            self._has_formula = self._has_formula or tag == "f"
        elif tag == "r":
            self._run = None
        elif tag == "rPr":
            self._run = False
        elif tag == "strike":
            self._run = attributes.get("val", "1") not in {"0", "false"}
        elif tag == "rPh":
            self._aside = True  # how the words are spoken, not what they say

    def _characters(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)

    def _end(self, name: str) -> None:
        if self._cell is None:
            return
        tag = name.rpartition("}")[2]
        if tag == "c":
            if self._filled:  # most cells of a sheet only have a format
                self._keep(self._cell)
            self._cell = None
        elif self._text is not None and tag in {"v", "f", "t"}:
            words = "".join(self._text)
            self._text = None
            if tag == "v":
                self._value = words
            elif tag == "f":
                self._formula = words
            elif not self._aside:
                self._runs.append((words, self._run))
        elif tag == "rPh":
            self._aside = False

    def _merge(self, ref: str) -> None:
        corners = [_place(each) for each in ref.replace("$", "").split(":")]
        if len(corners) == 2 and corners[0] and corners[1]:
            self._sheet.merge(*corners[0], *corners[1])

    def _keep(self, attributes: Attributes) -> None:
        cell = RawCell(self._row, self._column, formula=self._formula)
        if self._has_formula and not cell.formula:
            cell.formula = "(shared formula)"
        place = int(attributes.get("s", "0") or 0)
        look = self._shared.looks[place] if place < len(self._shared.looks) else _PLAIN
        self._fill(cell, attributes.get("t", "n"), look)
        self._sheet.keep(cell)

    def _fill(self, cell: RawCell, kind: str, look: _Look) -> None:
        if kind == "s" and self._value:
            runs = self._shared.strings[_index(self._value)]
            cell.text, cell.struck = _told(runs, look.struck)
        elif kind == "inlineStr":
            cell.text, cell.struck = _told(self._runs, look.struck)
        elif kind == "b":
            cell.kind, cell.text = "logical", "TRUE" if self._value.strip() == "1" else "FALSE"
        elif kind == "e":
            cell.kind, cell.text = "fault", self._value
        elif kind == "d" and self._value:
            cell.hold_day(dt.date.fromisoformat(self._value[:10]))
        elif kind == "n" and self._value.strip():
            self._number(cell, float(self._value), look)
        else:
            cell.text, cell.struck = _told([(self._value, None)], look.struck)

    def _number(self, cell: RawCell, number: float, look: _Look) -> None:
        if look.is_date and 0 <= number < 2_958_466:
            day = self._shared.epoch + dt.timedelta(days=number)
            if self._shared.epoch.year == 1899 and number < 61:
                day += dt.timedelta(days=1)  # Excel counts a 29 February 1900 that never was
            cell.hold_day(day.date())
        else:
            cell.hold_number(number, look.is_percent)


def _index(text: str) -> int:
    number = int(text)
    if number < 0:
        raise IndexError("a text before the first")
    return number


@lru_cache(maxsize=4096)  # the sheets of an import have the same few hundred addresses
def _place(address: str) -> tuple[int, int] | None:
    """Return the row and column of an address, None when it is none."""
    found = _ADDRESS.fullmatch(address)
    return (int(found.group(2)), column_number(found.group(1))) if found else None
