"""What each row of a sheet is: heading, action, milestone, repeated header, footnote ..."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from plandesk.excel.trackers.grid import GridRow, GridSheet, plain
from plandesk.excel.trackers.levels import level_key, levels_of
from plandesk.excel.trackers.mapping import Mapping, RowKind, SheetKind, SheetMapping
from plandesk.excel.trackers.words import (
    Field,
    parent_ref,
    read_ref,
    read_section,
    ref_depth,
    split_heading,
)
from plandesk.models.types import Level

_BULLET = re.compile(
    r"^\s*(?:[•·▪●○◦‣➢✓*o\-–—]\s+|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s+|\s{2,}\S)"
)
_FOOTNOTE = re.compile(
    r"^(?:\*+|note[s:]?\b|source[s:]?\b|test data\b|key\b|n\.?b\.?\b|"
    r"this (?:plan|table|document)\b|\d\s+[A-Z]{2,}\s*=|†|‡|page \d+)",
    re.IGNORECASE,
)
_TOP_WORDS = {"Workstream", "Work stream", "Theme", "Strand", "Pillar", "Programme"}
_HEADS = {RowKind.WORKSTREAM, RowKind.PROJECT_HEADING, RowKind.TITLE}
_ABOUT = re.compile(  # a line under a heading that says what it is for
    r"^(?:success criteria|(?:intended |expected |desired )?(?:outcome|impact|benefit)s?|rationale|"
    r"baseline|context|evidence|targets?|governance)\s*:",
    re.IGNORECASE,
)
_TOTAL = re.compile(r"^(?:grand |sub[ -]?)?totals?\b|^overall\b", re.IGNORECASE)
_KINDS = {
    Level.WORKSTREAM: RowKind.WORKSTREAM,
    Level.PROJECT: RowKind.PROJECT_HEADING,
    Level.ACTION: RowKind.ACTION,
    Level.MILESTONE: RowKind.MILESTONE,
}
_SERVICE_HEAD = re.compile(
    r"\b(?:lead|staffing|fte|budget)\b\s*(?:officers?(?:\(s\))?)?\s*[:£\d]", re.I
)


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One row with what it was taken for; ``reason`` explains a kind that needs explaining."""

    sheet: str
    row: int
    kind: RowKind
    reason: str = ""
    repeated: bool = False


def read_rows(sheet: GridSheet, how: SheetMapping, mapping: Mapping) -> Iterator[ReadRow]:
    """Yield every row of a sheet that holds something, with its kind, from the top."""
    reader = _RowReader(sheet, how)
    for row in sheet:
        if not how.holds(row.number):
            continue
        kind, reason = reader.read(row)
        forced = mapping.kinds.get((sheet.name, row.number))
        if forced is not None and forced is not kind:
            kind, reason = forced, "as chosen"
        reader.remember(kind)
        repeated = (
            bool(how.header_rows)
            and row.number in reader.headers
            and (row.number > how.header_rows[0] + 1)
        )
        yield ReadRow(sheet.name, row.number, kind, reason, repeated)


class _RowReader:
    """Tells the kinds of the rows of one sheet; remembers what stood above."""

    def __init__(self, sheet: GridSheet, how: SheetMapping) -> None:
        self._sheet = sheet
        self._how = how
        self.headers = {*how.header_rows, *how.second_rows}
        self._title = how.title_column
        self._ref = how.one(Field.REF)
        self._last: RowKind | None = None
        self._item_above = False
        self._depth, self._most_have_refs = self._ref_shape()
        self._last_item_row = self._find_last_item()
        self._first_parent = self._parent_of_first()
        self._top_words = self._find_top_words()
        self._level = how.one(Field.LEVEL)
        self._levels = self._find_levels()

    def remember(self, kind: RowKind) -> None:
        """Note the kind of the row just read, for the rows below it."""
        if kind is not RowKind.BLANK:
            self._last = kind
        if kind in {RowKind.ACTION, RowKind.MILESTONE, RowKind.PROJECT}:
            self._item_above = True
        elif kind in {RowKind.PROJECT_HEADING, RowKind.WORKSTREAM}:
            self._item_above = False

    def read(self, row: GridRow) -> tuple[RowKind, str]:
        """Return the kind of a row, and why where that is not plain."""
        texts = row.texts()
        if not texts:
            return RowKind.BLANK, ""
        if row.number in self._how.header_rows:
            return RowKind.HEADER, ""
        if row.number in self._how.second_rows:
            return RowKind.HEADER_SECOND, ""
        if row.number in self._how.legend_rows:
            first = row.number == self._how.legend_rows[0]
            heading = first and not any(cell.fill for cell in self._next(row).cells.values())
            return (RowKind.LEGEND_HEADING if first and not heading else RowKind.LEGEND), ""
        if not self._how.header_rows:
            return RowKind.NOTE, "no table was found on this sheet"
        if row.number < self._how.header_rows[0]:
            return self._above_table(row, texts)
        if self._how.kind is SheetKind.SUMMARY:
            return self._summary(texts)
        if self._how.kind is SheetKind.NOTES:
            return RowKind.NOTE, "the table on this sheet lists neither projects nor actions"
        if self._is_service_head(row, texts):
            return RowKind.SERVICE, ""
        level = self._levels.get(level_key(texts.get(self._level or 0, "")))
        if level and texts.get(self._title or 0):
            return _KINDS[level], ""
        if len(texts) == 1:
            return self._single(row, *next(iter(texts.items())))
        return self._several(row, texts)

    def _is_service_head(self, row: GridRow, texts: dict[int, str]) -> bool:
        """Return whether the next service of several on one sheet begins here."""
        if self._how.kind is not SheetKind.SERVICE or row.number + 1 not in self.headers:
            return False
        return bool(_SERVICE_HEAD.search(" ".join(texts.values())))

    def _next(self, row: GridRow) -> GridRow:
        return self._sheet.rows.get(row.number + 1, row)

    def _above_table(self, row: GridRow, texts: dict[int, str]) -> tuple[RowKind, str]:
        joined = " ".join(texts.values())
        if self._how.kind is SheetKind.SERVICE and _SERVICE_HEAD.search(joined):
            return RowKind.SERVICE, ""
        if self._last is None or (self._last is RowKind.BLANK):
            return RowKind.TITLE, ""
        first = next(iter(texts.values()))
        if read_section(first):
            return RowKind.WORKSTREAM, ""
        if len(texts) == 1 and self._names_project(first):
            return RowKind.PROJECT_HEADING, ""
        return RowKind.SUBTITLE, ""

    def _names_project(self, text: str) -> bool:
        """Return whether a line above a table names the project of its first action, by its ref."""
        ref = split_heading(text)[0]
        return bool(ref) and ref.casefold() == self._first_parent.casefold()

    def _parent_of_first(self) -> str:
        for row in self._data_rows():
            ref = read_ref(row.texts().get(self._ref or 0, ""))
            if ref and row.texts().get(self._title or 0):
                return parent_ref(ref.ref)
        return ""

    def _summary(self, texts: dict[int, str]) -> tuple[RowKind, str]:
        if len(texts) == 1:
            return RowKind.FOOTNOTE, ""
        return RowKind.SUMMARY, ""

    # ---- rows with one text

    def _single(self, row: GridRow, column: int, text: str) -> tuple[RowKind, str]:
        cell = row.cells[column]
        section = read_section(text) if len(text) > 12 else None
        if section:
            top = not self._top_words or section[0] in self._top_words
            return (RowKind.WORKSTREAM if top else RowKind.PROJECT_HEADING), ""
        if _TOTAL.match(text) and len(text) < 40:
            return RowKind.TOTAL, ""
        if column == self._ref and self._title != self._ref and read_ref(text):
            return RowKind.NOT_UNDERSTOOD, f"it has the ref {plain(text)} but no text"
        if self._is_footnote(row, text):
            return RowKind.FOOTNOTE, ""
        if self._last in _HEADS and _ABOUT.match(text):
            return RowKind.SUBTITLE, ""
        wide = cell.columns > 1 and cell.columns >= 0.5 * max(len(self._how.named), 2)
        strong = cell.bold or bool(cell.fill)
        if wide or column < (self._title or 1) or (strong and not _BULLET.match(text)):
            return RowKind.PROJECT_HEADING, ""
        if column == self._title:
            return self._title_only(row, text, "")
        return self._no_title(row, {column: text})

    def _title_only(self, row: GridRow, text: str, also: str) -> tuple[RowKind, str]:
        if self._how.kind in {SheetKind.SERVICE, SheetKind.PROJECTS} and not _BULLET.match(text):
            return (
                RowKind.PROJECT if self._how.kind is SheetKind.PROJECTS else RowKind.ACTION
            ), also
        if self._item_above and (self._most_have_refs or _BULLET.match(text)):
            return RowKind.MILESTONE, also
        return RowKind.ACTION, also or "it has a text only"

    def _is_footnote(self, row: GridRow, text: str) -> bool:
        strong = any(cell.bold or cell.fill for cell in row.cells.values())
        if strong:
            return False
        if _FOOTNOTE.match(text):
            return True
        return row.number > self._last_item_row and self._is_last_text(row)

    def _is_last_text(self, row: GridRow) -> bool:
        """Return whether only single texts follow below: the foot of the sheet."""
        first = min(row.texts())
        return first <= min(each.column for each in self._how.named) and all(
            len(other.texts()) <= 1
            for other in self._sheet
            if other.number >= row.number and self._how.holds(other.number)
        )

    # ---- rows with several texts

    def _several(self, row: GridRow, texts: dict[int, str]) -> tuple[RowKind, str]:
        ref = read_ref(texts.get(self._ref, "")) if self._ref else None
        title = texts.get(self._title or 0, "")
        if _TOTAL.match(next(iter(texts.values()))) or (title and _TOTAL.fullmatch(title)):
            return RowKind.TOTAL, ""
        if not title:
            return self._no_title(row, texts)
        if self._how.kind is SheetKind.PROJECTS:
            return RowKind.PROJECT, ""
        if ref:
            return self._by_depth(ref.ref)
        said = texts.get(self._ref, "") if self._ref else ""
        if said:
            return self._odd_ref(said)
        marked = self._depth > 0 and bool(_BULLET.match(title))
        if self._item_above and (marked or (self._most_have_refs and self._is_part(texts))):
            return RowKind.MILESTONE, ""
        if self._most_have_refs:
            return RowKind.ACTION, "it has no ref"
        return RowKind.ACTION, ""

    def _by_depth(self, ref: str) -> tuple[RowKind, str]:
        depth = ref_depth(ref)
        if depth < self._depth:
            return RowKind.PROJECT_HEADING, ""
        if depth > self._depth:
            return RowKind.MILESTONE, ""
        return RowKind.ACTION, ""

    def _odd_ref(self, said: str) -> tuple[RowKind, str]:
        if re.fullmatch(r"[•·▪*o\-–—]|\(?[a-zivx]{1,4}[.)]", plain(said)):
            return RowKind.MILESTONE, ""
        return RowKind.ACTION, f"its ref reads “{plain(said)[:40]}”, which is not a usual ref"

    def _is_part(self, texts: dict[int, str]) -> bool:
        """Return whether a row says less than an action of its own: no outcome, no declared."""
        allowed = {self._title}
        for wanted in (Field.DUE, Field.LEAD, Field.RATING, Field.COMMENTS):
            allowed |= {each.column for each in self._how.of(wanted)}
        return set(texts) <= allowed

    def _no_title(self, row: GridRow, texts: dict[int, str]) -> tuple[RowKind, str]:
        ref = texts.get(self._ref or 0, "")
        if ref:
            return RowKind.NOT_UNDERSTOOD, f"it has the ref “{plain(ref)[:40]}” but no text"
        words = {
            each.column
            for each in self._how.columns
            if each.field not in {None, Field.RATING, Field.REF, Field.TITLE, Field.DECLARED}
        }
        if self._item_above and set(texts) & words:
            return RowKind.CONTINUED, "it carries on the row above"
        column = self._sheet.cell(row.number, self._title or 0)
        if self._item_above and column.origin:
            return RowKind.CONTINUED, "it carries on the row above"
        shown = plain(next(iter(texts.values())))[:60]
        return RowKind.NOT_UNDERSTOOD, f"“{shown}” stands in no column that lists text"

    # ---- the sheet as a whole

    def _data_rows(self) -> Iterator[GridRow]:
        if not self._how.header_rows:
            return
        skip = {*self.headers, *self._how.legend_rows}
        for row in self._sheet:
            inside = row.number > self._how.header_rows[0] and self._how.holds(row.number)
            if inside and row.number not in skip:
                yield row

    def _ref_shape(self) -> tuple[int, bool]:
        """Return the usual number of figures in a ref and whether most rows have one."""
        depths: Counter[int] = Counter()
        titled = 0
        for row in self._data_rows():
            texts = row.texts()
            if len(texts) < 2 or not texts.get(self._title or 0):
                continue
            titled += 1
            ref = read_ref(texts.get(self._ref or 0, ""))
            if ref:
                depths[ref_depth(ref.ref)] += 1
        usual = depths.most_common(1)[0][0] if depths else 0
        return usual, sum(depths.values()) >= 0.5 * max(titled, 1) and bool(depths)

    def _find_top_words(self) -> set[str]:
        """Return the words for the top level where a sheet has two: themes over priorities."""
        words = {
            section[0]
            for row in self._sheet
            if self._how.holds(row.number)
            and len(texts := row.texts()) == 1
            and (section := read_section(next(iter(texts.values()))))
        }
        return words & _TOP_WORDS if len(words) > 1 else set()

    def _find_levels(self) -> dict[str, Level]:
        if self._level is None:
            return {}
        found = (row.texts().get(self._level, "") for row in self._data_rows())
        return levels_of(filter(None, found))

    def _find_last_item(self) -> int:
        numbers = [row.number for row in self._data_rows() if len(row.texts()) > 1]
        return max(numbers, default=0)
