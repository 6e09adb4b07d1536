"""What a plan file holds, counted."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from plandesk.models.period import ItemUpdate
from plandesk.models.plan import PlanItem
from plandesk.models.types import Level
from plandesk.services.queries.plan_tree import PlanInfo, periods, plans

NOT_RATED = "not rated"


@dataclass(frozen=True, slots=True)
class LevelCounts:
    """How many rows a plan has on each level."""

    level1: int
    level2: int
    level2_reported_elsewhere: int
    level3: int
    milestones: int

    def __add__(self, other: LevelCounts) -> LevelCounts:
        """Add the counts of two plans."""
        return LevelCounts(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))


@dataclass(frozen=True, slots=True)
class PeriodCounts:
    """How many actions have each rating in one period, by the rating's word.

    Only actions that were still in the plan in that period count as "not rated".
    """

    label: str
    as_at: dt.date
    is_open: bool
    rated: dict[str, int]


@dataclass(frozen=True, slots=True)
class FileInfo:
    """A plan file at a glance."""

    plans: tuple[tuple[PlanInfo, LevelCounts], ...]
    periods: tuple[PeriodCounts, ...]

    @property
    def title(self) -> str:
        """Return the title of the first plan, empty for an empty file."""
        return self.plans[0][0].title if self.plans else ""

    @property
    def total(self) -> LevelCounts:
        """Return the counts of all plans together."""
        return sum((counts for _, counts in self.plans), LevelCounts(0, 0, 0, 0, 0))


def file_info(session: Session) -> FileInfo:
    """Count what the file holds."""
    known = plans(session)
    return FileInfo(
        tuple((plan, _level_counts(session, plan.id)) for plan in known),
        tuple(_period_counts(session, known)),
    )


def _level_counts(session: Session, plan_id: int) -> LevelCounts:
    rows = session.execute(
        select(PlanItem.level, PlanItem.reported_elsewhere, func.count())
        .where(PlanItem.plan_id == plan_id)
        .group_by(PlanItem.level, PlanItem.reported_elsewhere)
    )
    counts: Counter[int] = Counter()
    elsewhere = 0
    for level, reported, number in rows:
        counts[level] += number
        if level == Level.PROJECT and reported:
            elsewhere = number
    return LevelCounts(counts[1], counts[2], elsewhere, counts[3], counts[4])


def _period_counts(session: Session, known: list[PlanInfo]) -> list[PeriodCounts]:
    words = {(plan.id, value.code): value.word for plan in known for value in plan.values}
    order = list(dict.fromkeys(words.values()))
    found: list[PeriodCounts] = []
    for period in periods(session):
        rows = session.execute(
            select(PlanItem.plan_id, ItemUpdate.rating, func.count())
            .join(PlanItem, PlanItem.id == ItemUpdate.item_id)
            .where(ItemUpdate.period_id == period.id, PlanItem.level == Level.ACTION)
            .group_by(PlanItem.plan_id, ItemUpdate.rating)
        )
        counts: Counter[str] = Counter()
        for plan_id, rating, number in rows:
            if rating is not None:
                counts[words.get((plan_id, rating), rating)] += number
        rated = {word: counts[word] for word in order}
        left = _actions_in(session, period.as_at) - sum(counts.values())
        rated[NOT_RATED] = max(0, left)
        found.append(PeriodCounts(period.label, period.as_at, period.is_open, rated))
    return found


def _actions_in(session: Session, as_at: dt.date) -> int:
    """Count the actions that had not left the plan by this date."""
    statement = select(func.count()).where(
        PlanItem.level == Level.ACTION,
        (PlanItem.outcome_on.is_(None)) | (PlanItem.outcome_on > as_at),
    )
    return session.scalar(statement) or 0
