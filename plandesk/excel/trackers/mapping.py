"""How a tracker is to be read: every guess about its sheets, columns, rows and values.

All of it is plain data, so that a wizard can correct each guess and a recipe can keep them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from enum import StrEnum

from plandesk.excel.trackers.grid import column_letter, sheet_of
from plandesk.excel.trackers.words import Field, PeriodSaid, When


class SheetKind(StrEnum):
    """What a sheet lists."""

    ACTIONS = "action list"
    PROJECTS = "project list"
    SERVICE = "service plan"
    SUMMARY = "summary"
    REGISTER = "register"
    NOTES = "notes"
    EMPTY = "empty"


class RowKind(StrEnum):
    """What one row of a sheet is."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    LEGEND_HEADING = "legend heading"
    LEGEND = "legend"
    HEADER = "header"
    HEADER_SECOND = "second header row"
    SERVICE = "service"
    WORKSTREAM = "workstream heading"
    PROJECT_HEADING = "project heading"
    PROJECT = "project"
    ACTION = "action"
    MILESTONE = "milestone"
    CONTINUED = "continued"
    SUMMARY = "summary"
    TOTAL = "total"
    FOOTNOTE = "footnote"
    NOTE = "note"
    BLANK = "blank"
    NOT_UNDERSTOOD = "not understood"


TAKEN = frozenset({RowKind.PROJECT, RowKind.ACTION, RowKind.MILESTONE, RowKind.CONTINUED})
HEADINGS = frozenset(
    {RowKind.TITLE, RowKind.SERVICE, RowKind.WORKSTREAM, RowKind.PROJECT_HEADING}
)  # the first header rows of a sheet count here too; repeats are counted on their own
HEADERS = frozenset({RowKind.HEADER, RowKind.HEADER_SECOND})


_UNNAMED = re.compile(r"Column [A-Z]{1,3}")


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """What one column holds; ``period`` is the label of the period that its ratings belong to."""

    column: int
    heading: str
    field: Field | None
    period: str = ""
    when: When | None = None

    @property
    def letter(self) -> str:
        """The column as Excel names it."""
        return column_letter(self.column)

    @property
    def unnamed(self) -> bool:
        """Whether nothing stands above the column, so that its letter has to name it."""
        return bool(_UNNAMED.fullmatch(self.heading))


def unnamed_column(column: int) -> ColumnMapping:
    """Return a column that holds something and has no heading."""
    return ColumnMapping(column, f"Column {column_letter(column)}", None)


@dataclass(frozen=True, slots=True)
class SheetMapping:
    """How one table of a sheet is read: ``header_rows`` holds every header row, repeats included.

    A sheet with several tables has one of these for each; ``first`` and ``last`` are the rows
    that belong to it (last 0: to the end).
    """

    name: str
    kind: SheetKind
    header_rows: tuple[int, ...] = ()
    second_rows: tuple[int, ...] = ()
    legend_rows: tuple[int, ...] = ()
    columns: tuple[ColumnMapping, ...] = ()
    use: bool = True
    first: int = 1
    last: int = 0

    def holds(self, row: int) -> bool:
        """Return whether a row belongs to this table."""
        return self.first <= row and (not self.last or row <= self.last)

    def of(self, wanted: Field) -> tuple[ColumnMapping, ...]:
        """Return the columns that hold ``wanted``, from left to right."""
        return tuple(each for each in self.columns if each.field is wanted)

    def one(self, wanted: Field) -> int | None:
        """Return the first column number that holds ``wanted``, or None."""
        found = self.of(wanted)
        return found[0].column if found else None

    @property
    def named(self) -> tuple[ColumnMapping, ...]:
        """The columns that have a heading: they tell one shape of tracker from another."""
        return tuple(each for each in self.columns if not each.unnamed)

    @property
    def rated(self) -> tuple[ColumnMapping, ...]:
        """The columns that give ratings, that of the row's own colour included."""
        return (*self.of(Field.RATING), *self.of(Field.ROW_COLOUR))

    @property
    def title_column(self) -> int | None:
        """The column with the text of the rows that this sheet lists."""
        if self.kind is SheetKind.PROJECTS:
            return self.one(Field.PROJECT) or self.one(Field.TITLE)
        return self.one(Field.TITLE)


@dataclass(frozen=True, slots=True)
class ValueGuess:
    """One distinct rating text or fill with the rating it is taken for.

    ``shown`` is the text or ``#RRGGBB``, ``stored`` how the file says the fill, ``away`` the
    colour difference. ``sure`` is False for a guess that deserves a look; ``code`` is None for
    "not rated" and for what is not understood (``sure`` tells the two apart).
    """

    shown: str
    code: str | None
    count: int = 1
    sure: bool = True
    stored: str = ""
    away: float = 0.0
    first: str = ""


@dataclass(frozen=True, slots=True)
class Mapping:
    """Everything needed to read one tracker; each part is a guess that can be corrected.

    ``names`` joins spellings of one person (as printed: as taken). ``kinds`` overrides the kind
    of single rows by (sheet, row).
    """

    fingerprint: str
    sheets: tuple[SheetMapping, ...]
    texts: tuple[ValueGuess, ...] = ()
    fills: tuple[ValueGuess, ...] = ()
    periods: tuple[PeriodSaid, ...] = ()
    names: dict[str, str] = field(default_factory=dict[str, str])
    kinds: dict[tuple[str, int], RowKind] = field(default_factory=dict[tuple[str, int], RowKind])
    title: str = ""
    source: str = "guessed"

    def sheet(self, name: str) -> SheetMapping | None:
        """Return how the sheet with this name is read, or None."""
        return next((each for each in self.sheets if each.name == name), None)

    def only(self, names: tuple[str, ...]) -> Mapping:
        """Return this mapping with only the named sheets in use, or single tables of them."""
        if not names:
            return self
        sheets = tuple(
            replace(each, use=each.name in names or sheet_of(each.name) in names)
            for each in self.sheets
        )
        return replace(self, sheets=sheets)
