"""What the preview of a tracker shows: each row with its match, and what would come of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from plandesk.excel.trackers.report import TrackerReading
from plandesk.models.types import Level
from plandesk.services.trackers.differences import FieldChange


class How(StrEnum):
    """How a row of the tracker was matched."""

    REF = "same ref"
    TEXT = "like text"
    NEW = "new"
    ASK = "to be chosen"
    LEFT_OUT = "left out"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A plan item that a row may be: its id, ref, title and how alike they are (0 to 100)."""

    item_id: int
    ref: str
    title: str
    score: float


@dataclass(frozen=True, slots=True)
class RowPreview:
    """One row of the tracker against the plan.

    ``runner_up`` is the next best candidate of a match by text. ``doubt`` says what to look at.
    A row that may be either of two ``options`` stays out until somebody chooses.
    """

    key: str
    place: tuple[str, int]
    level: Level
    ref: str
    title: str
    how: How
    match: Candidate | None = None
    runner_up: Candidate | None = None
    changes: tuple[FieldChange, ...] = ()
    doubt: str = ""
    options: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class TrackerPreview:
    """Everything that bringing a tracker into a plan would do.

    ``missing`` are plan items that the tracker does not list; they stay as they are. ``locked``
    are labels of closed periods whose ratings are left alone.
    """

    plan_id: int
    plan_title: str
    reading: TrackerReading
    rows: tuple[RowPreview, ...]
    missing: tuple[Candidate, ...] = ()
    locked: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def leave_out(self, keys: Iterable[str]) -> TrackerPreview:
        """Return the preview without these rows and what belongs to them."""
        out = set(keys)
        # What belongs to a row that stays out until somebody chooses stays out with it.
        gone = out | {row.key for row in self.rows if row.how is How.ASK}
        parents = {item.key: item.parent for item in self.reading.content.items}
        rows: list[RowPreview] = []
        for row in self.rows:
            if row.key in out or parents.get(row.key) in gone:
                gone.add(row.key)
                row = replace(row, how=How.LEFT_OUT, changes=())
            rows.append(row)
        return replace(self, rows=tuple(rows))

    def counts(self, how: How | None = None) -> dict[Level, int]:
        """Return new rows per level, or for another ``how`` the changed ones."""
        found = dict.fromkeys(Level, 0)
        for row in self.rows:
            if (how is None and row.how is How.NEW) or (
                how is not None and row.how is not How.NEW and row.changes
            ):
                found[row.level] += 1
        return found
