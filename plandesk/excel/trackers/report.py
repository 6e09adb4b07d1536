"""What became of every row of a tracker, in numbers that add up and in words."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from plandesk.excel.trackers.mapping import HEADERS, HEADINGS, TAKEN, Mapping, RowKind
from plandesk.excel.trackers.rows import ReadRow
from plandesk.models.content import PlanContent


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something to look at: the sheet and row it stands on, and what is odd about it."""

    sheet: str
    row: int
    reason: str


@dataclass(frozen=True, slots=True)
class SummaryFigures:
    """One row of a summary sheet: its label and its figures by heading, as printed."""

    sheet: str
    row: int
    label: str
    figures: dict[str, str]
    counts: dict[str, int]


@dataclass(frozen=True, slots=True)
class RowCounts:
    """How many rows ended as what; ``read`` is the sum of the others."""

    read: int
    taken: int
    headings: int
    repeated_headers: int
    other: int
    not_understood: int


@dataclass(frozen=True, slots=True)
class TrackerReading:
    """A tracker read: the plan it gives, and what became of each of its rows.

    ``places`` gives the sheet and row of each item by its key; ``made_up`` are keys of items that
    no row prints but that others need above them.
    """

    content: PlanContent
    mapping: Mapping
    rows: tuple[ReadRow, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    summaries: tuple[SummaryFigures, ...] = ()
    notes: tuple[str, ...] = ()
    places: dict[str, tuple[str, int]] | None = None
    made_up: frozenset[str] = frozenset()

    @property
    def not_understood(self) -> tuple[ReadRow, ...]:
        """The rows that nothing could be made of, with the reason."""
        return tuple(row for row in self.rows if row.kind is RowKind.NOT_UNDERSTOOD)

    @property
    def counts(self) -> RowCounts:
        """The rows by what became of them; blank rows are not counted."""
        ends = Counter(end_of(row) for row in self.rows if row.kind is not RowKind.BLANK)
        return RowCounts(
            ends.total(),
            ends["taken"],
            ends["headings"],
            ends["repeated_headers"],
            ends["other"],
            ends["not_understood"],
        )


def end_of(row: ReadRow) -> str:
    """Return the word under which a row is counted."""
    if row.kind in TAKEN:
        return "taken"
    if row.kind in HEADERS:
        return "repeated_headers" if row.repeated else "headings"
    if row.kind in HEADINGS:
        return "headings"
    return "not_understood" if row.kind is RowKind.NOT_UNDERSTOOD else "other"
