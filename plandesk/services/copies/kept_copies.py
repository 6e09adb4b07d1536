"""What a kept copy of a plan holds, and how it differs from the plan as it is now."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from plandesk.models.audit import ChangeSet
from plandesk.services.copies.file_check import file_problems
from plandesk.services.copies.portable import keys_of, read_raw, to_rows
from plandesk.services.document import Document
from plandesk.services.history import newest_hash
from plandesk.services.queries.changes_since import PlanChange, compare
from plandesk.services.queries.plan_states import Moment, PlanState, plan_states


@dataclass(frozen=True, slots=True)
class CopyCounts:
    """How much a plan file holds."""

    items: int
    periods: int
    ratings: int
    packs: int
    files: int


@dataclass(frozen=True, slots=True)
class StepSince:
    """One step that was taken after a copy was made: its title, who, and when (UTC, naive)."""

    title: str
    who: str
    at: str


@dataclass(frozen=True, slots=True)
class CopyAbout:
    """What is to be known of a copy before it is brought back.

    ``changes`` is what was done to the plan items since, from the copy to now; ``others`` counts
    the rows of everything else that differ. ``steps`` are the steps since, newest first; None
    where the copy holds something that the plan's history does not know.
    """

    path: Path
    problems: tuple[str, ...]
    then: CopyCounts
    now: CopyCounts
    changes: tuple[PlanChange, ...]
    others: int
    steps: tuple[StepSince, ...] | None

    @property
    def is_same(self) -> bool:
        """Tell whether the copy holds just what the plan holds."""
        return not self.changes and not self.others


_COUNTED = ("plan_item", "period", "item_update", "pack", "stored_file")
# What the list of changes speaks of already.
_TOLD = frozenset(("plan_item", "item_person", "item_tag", "item_update", "evidence", "link"))


def about_copy(document: Document, path: Path) -> CopyAbout:
    """Compare a kept copy with the open plan; raises FileProblem for one that does not open."""
    with Document.open(path, read_only=True) as copy, copy.read() as session:
        problems = tuple(file_problems(session))
        then, was, head = _counts(session), _state(session), newest_hash(session.connection())
        old = _rows(session)
    with document.read() as session:
        now, state, new = _counts(session), _state(session), _rows(session)
        steps = _steps_since(session, head)
    differing = Counter(
        key.partition(":")[0] for key in {*old, *new} if old.get(key) != new.get(key)
    )
    others = sum(number for table, number in differing.items() if table not in _TOLD)
    changes = tuple(compare(was, state))
    return CopyAbout(path, problems, then, now, changes, others, steps)


def _state(session: Session) -> PlanState:
    return plan_states(session, Moment(), Moment())[1]


def _rows(session: Session) -> dict[str, object]:
    raw = read_raw(session.connection())
    return dict(to_rows(raw, keys_of(raw)))


def _counts(session: Session) -> CopyCounts:
    numbers = [
        session.connection().exec_driver_sql(f"SELECT count(*) FROM {name}").scalar() or 0
        for name in _COUNTED
    ]
    return CopyCounts(*numbers)


def _steps_since(session: Session, head: str) -> tuple[StepSince, ...] | None:
    known = select(ChangeSet.id).where(ChangeSet.hash == head)
    last = session.scalars(known).first() if head else 0
    if last is None:
        return None
    later = select(ChangeSet).where(ChangeSet.id > last).order_by(ChangeSet.id.desc())
    return tuple(
        StepSince(one.title, one.who, one.at.isoformat()) for one in session.scalars(later)
    )
