"""What a plan file holds, counted."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from plandesk.models.period import ItemUpdate
from plandesk.models.plan import Outcome, Plan, PlanItem
from plandesk.models.reported import reported_at
from plandesk.models.types import Level
from plandesk.services.queries.plan_tree import PeriodRow, PlanInfo, periods, plans

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

    "Not rated" are the actions without a rating whose plan was reported then and that no outcome
    had closed by the as-at date: the rule by which packs count.
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
    closing = _closing(session)
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
        rated[NOT_RATED] = _not_rated(session, period, closing)
        found.append(PeriodCounts(period.label, period.as_at, period.is_open, rated))
    return found


def _closing(session: Session) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for plan_id, code in session.execute(
        select(Outcome.plan_id, Outcome.code).where(Outcome.closes.is_(True))
    ):
        found.setdefault(plan_id, []).append(code)
    return found


def _not_rated(session: Session, period: PeriodRow, closing: Mapping[int, list[str]]) -> int:
    rated = select(ItemUpdate.item_id).where(
        ItemUpdate.period_id == period.id, ItemUpdate.rating.is_not(None)
    )
    count = 0
    for plan in session.scalars(select(Plan)):
        if not reported_at(plan.settings, period.as_at):
            continue
        left = PlanItem.outcome.in_(closing.get(plan.id, [])) & (
            PlanItem.outcome_on <= period.as_at
        )
        statement = select(func.count()).where(
            PlanItem.plan_id == plan.id,
            PlanItem.level == Level.ACTION,
            PlanItem.id.not_in(rated),
            left.is_not(True),
        )
        count += session.scalar(statement) or 0
    return count
