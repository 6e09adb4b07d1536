"""Read an OpenDocument spreadsheet, as LibreOffice saves it, into the same plain sheets as Excel's.

One pass of expat over the content gives them, with the same caps as for Excel's sheets.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from xml.etree import ElementTree as ET  # every part passed the guard: no document type

from plandesk.excel.guard import MAX_COLUMNS, MAX_ROWS, GuardedBook, unpack
from plandesk.excel.raw_cells import (
    Attributes,
    RawBook,
    RawCell,
    RawSheet,
    is_past,
    local,
    parse_sheet,
)
from plandesk.excel.text_boxes import NOWHERE

_SKIPPED = frozenset({"tracked-changes", "forms"})
_BESIDE = frozenset({"annotation", "custom-shape", "frame", "rect", "ellipse", "caption"})
"""What holds words that are not the cell's: comments, and every shape that can be written in."""


def read_open_document(book: GuardedBook) -> RawBook:
    """Read every sheet of a guarded .ods file; raise UserError when its XML is damaged."""
    with book.reading(), book.open_zip() as archive:
        entries = {each.filename: each for each in archive.infolist()}
        content = unpack(book.data, entries["content.xml"])
        meta = unpack(book.data, entries["meta.xml"]) if "meta.xml" in entries else b""
        reader = _ContentReader()
        reader.read(content)
        properties = _properties(meta)
    return RawBook(tuple(reader.sheets), reader.names, properties, book.notes)


def _properties(data: bytes) -> dict[str, str]:
    """Return the document's own properties, and those that people or PlanDesk gave it."""
    found: dict[str, str] = {}
    for each in ET.fromstring(data).iter() if data else ():
        name = next((value for key, value in each.items() if local(key) == "name"), "")
        found[name or local(each.tag)] = (each.text or "").strip()
    if "OOXMLCorePropertyIdentifier" in found:
        found.setdefault("identifier", found["OOXMLCorePropertyIdentifier"])
    return found


@dataclass(slots=True)
class _Beside:
    """Words beside the cells while they are read, from their first line on."""

    name: str
    lines: list[str] = field(default_factory=list[str])
    _within: int = 0

    def start(self, name: str) -> None:
        self._within += name == self.name
        if name == "p":
            self.lines.append("")

    def write(self, text: str) -> None:
        if self.lines:  # before come a comment's author and date, a picture's title
            self.lines[-1] += text

    def ends(self, name: str) -> bool:
        """Tell whether the end of an element is that of all this."""
        if name != self.name:
            return False
        self._within -= 1
        return self._within < 0


class _ContentReader:
    """The handlers of one pass over content.xml; cells beyond the caps are passed over."""

    def __init__(self) -> None:
        self.sheets: list[RawSheet] = []
        self.names: dict[str, str] = {}
        self._struck: set[str] = set()
        self._unseen: set[str] = set()
        self._style = ""
        self._sheet: RawSheet | None = None
        self._row = self._rows = self._column = 0
        self._hidden = False
        self._cell: Attributes | None = None
        self._skip = 0
        self._lines: list[str] = []
        self._gone: list[str] = []
        self._in_line = False
        self._spans: list[bool] = []
        self._beside: _Beside | None = None

    def read(self, data: bytes) -> None:
        """Parse the content."""
        parse_sheet(data, self._start, self._end, self._characters)

    # --- elements ----------------------------------------------------------------------------

    def _start(self, tag: str, attributes: Attributes) -> None:
        name = local(tag)
        if self._skip or name in _SKIPPED:
            self._skip += 1
            return
        said = {local(key): value for key, value in attributes.items()}
        if self._beside is not None:
            self._beside.start(name)
        elif name in _BESIDE:
            self._beside = _Beside(name)
        elif self._cell is not None:
            self._start_in_cell(name, said)
        elif name in {"table-cell", "covered-table-cell"}:
            self._cell, self._lines, self._gone = said, [], []
        elif name == "table-row":
            self._rows = _count(said, "number-rows-repeated")
            self._column, self._hidden = 0, said.get("visibility", "visible") != "visible"
        elif name == "table":
            self._start_sheet(said)
        elif name == "named-range":
            self.names[said.get("name", "")] = _place(said.get("cell-range-address", ""))
        else:
            self._start_style(name, said)

    def _start_sheet(self, said: Mapping[str, str]) -> None:
        hidden = said.get("style-name", "") in self._unseen
        self._sheet = RawSheet(said.get("name", ""), hidden=hidden)
        self.sheets.append(self._sheet)
        self._row = 0

    def _start_style(self, name: str, said: Mapping[str, str]) -> None:
        if name == "style":
            self._style = said.get("name", "")
        elif name == "table-properties" and said.get("display") == "false":
            self._unseen.add(self._style)
        elif name == "text-properties":
            line = said.get("text-line-through-style", said.get("text-line-through-type", "none"))
            if line != "none":
                self._struck.add(self._style)

    def _start_in_cell(self, name: str, said: Mapping[str, str]) -> None:
        if name == "p":
            self._in_line = True
            self._lines.append("")
            self._gone.append("")
        elif name == "span":
            before = bool(self._spans) and self._spans[-1]
            self._spans.append(before or said.get("style-name", "") in self._struck)
        elif name == "s":
            self._write(" " * _count(said, "c"))
        elif name == "tab":
            self._write("\t")
        elif name == "line-break":
            self._write("\n")

    def _characters(self, text: str) -> None:
        if self._beside is not None:
            self._beside.write(text)
        elif self._in_line and not self._skip:
            self._write(text.replace("\n", " "))

    def _write(self, text: str) -> None:
        if self._in_line:
            kept = self._gone if self._spans and self._spans[-1] else self._lines
            kept[-1] += text

    def _end(self, tag: str) -> None:
        name = local(tag)
        if self._skip:
            self._skip -= 1
        elif self._beside is not None:
            if self._beside.ends(name):
                self._end_beside(self._beside)
        elif name == "p":
            self._in_line = False
        elif name == "span" and self._spans:
            self._spans.pop()
        elif name in {"table-cell", "covered-table-cell"} and self._cell is not None:
            self._keep(self._cell)
            self._cell = None
        elif name == "table-row":
            self._end_row()
        elif name == "table":
            self._sheet = None

    def _end_beside(self, ended: _Beside) -> None:
        self._beside = None
        text = "\n".join(ended.lines).strip()
        place = NOWHERE if self._cell is None else (self._row + 1, self._column + 1)
        if self._sheet is None or is_past(*place):
            return
        if ended.name == "annotation":
            self._sheet.comments[place] = text
        elif text:
            before = self._sheet.boxes.get(place)
            self._sheet.boxes[place] = f"{before}\n{text}" if before else text

    def _end_row(self) -> None:
        """Number the row, and write a repeated one as often as it stands for."""
        if self._sheet is None:
            return
        first, last = self._row + 1, min(self._row + self._rows, MAX_ROWS)
        if self._hidden:
            self._sheet.hidden_rows.update(range(first, last + 1))
        repeats = self._rows > 1 and self._sheet.last_row >= first
        cells = list(self._sheet.cells.values()) if repeats else []
        here = [cell for cell in cells if cell.row == first]
        for row in range(first + 1, last + 1) if here else ():
            for cell in here:
                self._sheet.put(replace(cell, row=row))
        self._row += self._rows

    # --- cells -------------------------------------------------------------------------------

    def _keep(self, said: Mapping[str, str]) -> None:
        repeated = _count(said, "number-columns-repeated")
        row, column = self._row + 1, self._column + 1
        self._column += repeated
        if self._sheet is None or is_past(row, column):
            return
        down, across = _count(said, "number-rows-spanned"), _count(said, "number-columns-spanned")
        if down > 1 or across > 1:
            self._sheet.merge(row, column, row + down - 1, column + across - 1)
        cell = RawCell(row, column, formula=_formula(said.get("formula", "")))
        cell.text, cell.struck = "\n".join(self._lines), "\n".join(self._gone).strip()
        _fill(cell, said)
        if cell.kind == "text" and said.get("style-name", "") in self._struck:
            cell.strike()
        if self._sheet.keep(cell):
            for place in range(column + 1, min(column + repeated, MAX_COLUMNS + 1)):
                self._sheet.put(replace(cell, column=place))


def _fill(cell: RawCell, said: Mapping[str, str]) -> None:
    """Set the kind and the exact value where it is not plain text."""
    kinds = {"float": "number", "currency": "number", "percentage": "number", "boolean": "logical"}
    kind = said.get("value-type", "")
    if cell.text.startswith(("#", "Err:")) and cell.formula:
        cell.kind = "fault"
    elif kind == "date" and said.get("date-value"):
        cell.hold_day(dt.date.fromisoformat(said["date-value"][:10]))
    elif kind in kinds and (said.get("value") or said.get("boolean-value")):
        if kind == "boolean":
            cell.kind, cell.text = "logical", said["boolean-value"].upper()
        else:
            cell.hold_number(float(said["value"]), percent=kind == "percentage")
    elif not cell.text and said.get("string-value"):
        cell.text = said["string-value"]


def _formula(text: str) -> str:
    """Return a formula as Excel writes it; only one that reads another workbook has brackets."""
    if "'file:" in text or "http" in text:
        return "[another workbook]"
    return text.partition(":")[2].replace("[", "").replace("]", "") if ":" in text else text


def _place(address: str) -> str:
    """Return "$'Read me'.$B$27" as Excel writes it: "'Read me'!$B$27"."""
    sheet, _, cell = address.lstrip("$").rpartition(".")
    return f"{sheet}!{cell}" if sheet and ":" not in address else address


def _count(said: Mapping[str, str], name: str) -> int:
    return max(1, int(said.get(name, "1")))
