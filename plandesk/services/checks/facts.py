"""What the checks look at, read once for each plan in a few statements."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from plandesk.models.assurance import RatingOverride
from plandesk.models.detail import Evidence, FormerRef, Link
from plandesk.models.period import ItemUpdate
from plandesk.models.plan import Outcome, Plan, PlanItem
from plandesk.models.rating_rules import RatingRules
from plandesk.models.reported import reported_at
from plandesk.models.types import Level, LinkKind, Rating, Scale
from plandesk.services.checks.finding import PlanFinding, Severity
from plandesk.services.checks.register_facts import NO_REGISTERS, RegisterFacts, register_facts
from plandesk.services.queries.plan_tree import PeriodRow, periods
from plandesk.services.queries.registers.measures import MeasuresMet, measures_met


@dataclass(frozen=True, slots=True)
class ItemFact:
    """One plan item as the checks see it; ``closed`` says that an outcome ended it."""

    id: int
    uid: str
    parent_id: int | None
    level: Level
    position: int
    ref: str
    title: str
    due: str
    due_latest: dt.date | None
    reported_elsewhere: bool
    is_new: bool
    done: bool
    declared: int | None
    outcome: str | None
    outcome_note: str
    closed: bool
    fields: dict[str, Any]

    @property
    def where(self) -> str:
        """Return how a message names this row."""
        return self.ref or f"“{self.title}”"


@dataclass(frozen=True, slots=True)
class UpdateFact:
    """What was said of a plan item in one period; ``rating`` is a value of the scale or None.

    ``code`` is the rating as kept, even when the scale does not know it.
    """

    code: str | None
    rating: Rating | None
    progress: str
    reason: str
    help_needed: str


@dataclass(slots=True)
class PlanFacts:
    """One plan: its rows in the order of the plan, and all that is said of them."""

    id: int
    uid: str
    title: str
    level_names: tuple[str, ...]
    settings: dict[str, Any]
    scale: Scale
    rules: RatingRules
    outcomes: dict[str, Outcome]
    periods: Sequence[PeriodRow]
    period: PeriodRow | None
    items: dict[int, ItemFact]
    children: dict[int | None, list[ItemFact]] = field(
        default_factory=dict[int | None, list[ItemFact]]
    )
    updates: dict[tuple[int, int], UpdateFact] = field(
        default_factory=dict[tuple[int, int], UpdateFact]
    )
    with_evidence: set[int] = field(default_factory=set[int])
    links: list[tuple[int, str, int]] = field(default_factory=list[tuple[int, str, int]])
    former_refs: dict[str, int] = field(default_factory=dict[str, int])
    rated_periods: set[int] = field(default_factory=set[int])
    overridden: set[tuple[str, int]] = field(default_factory=set[tuple[str, int]])
    measured: dict[int, MeasuresMet] = field(default_factory=dict[int, MeasuresMet])
    registers: RegisterFacts = NO_REGISTERS

    @property
    def is_reported(self) -> bool:
        """Tell whether this plan is reported in the period looked at.

        A plan that was carried forward ends with that period, and the refreshed one begins after.
        """
        return self.period is not None and reported_at(self.settings, self.period.as_at)

    def at(self, *levels: Level) -> Iterator[ItemFact]:
        """Yield the rows on these levels."""
        return (item for item in self.items.values() if item.level in levels)

    def below(self, item: ItemFact, level: Level | None = None) -> list[ItemFact]:
        """Return the rows directly under this one, of one level or of any."""
        rows = self.children.get(item.id, [])
        return [row for row in rows if level is None or row.level is level]

    def now(self, item: ItemFact) -> UpdateFact | None:
        """Return what the current period says of this row."""
        return None if self.period is None else self.updates.get((item.id, self.period.id))

    def before(self, item: ItemFact) -> UpdateFact | None:
        """Return what the period before the current one says of this row."""
        past = self.past()
        return self.updates.get((item.id, past[-1].id)) if past else None

    def past(self) -> list[PeriodRow]:
        """Return the periods before the current one, oldest first."""
        if self.period is None:
            return []
        return [row for row in self.periods if row.as_at < self.period.as_at]

    def history(self, item: ItemFact) -> list[tuple[dt.date, Rating | None]]:
        """Return the row's ratings of earlier periods, oldest first; None where it has none.

        Begins with the first period in which anything of this plan was rated.
        """
        known = [row for row in self.past() if row.id in self.rated_periods]
        return [(row.as_at, self._rating(item.id, row.id)) for row in known]

    def edges(self) -> list[tuple[int, int]]:
        """Return the links from each duplicate to what it duplicates."""
        kind = LinkKind.DUPLICATE_OF.value
        return [(source, target) for source, said, target in self.links if said == kind]

    def finding(self, code: str, item: ItemFact | None, message: str, fix: str) -> PlanFinding:
        """Return a warning about one row, or about the whole plan."""
        return PlanFinding(
            code,
            Severity.WARNING,
            (item.ref or None) if item else None,
            message,
            fix,
            item_id=item.id if item else None,
            rows=(item.id,) if item else (),
            subject=item.uid if item else self.uid,
        )

    def _rating(self, item_id: int, period_id: int) -> Rating | None:
        said = self.updates.get((item_id, period_id))
        return said.rating if said else None


def plan_facts(session: Session, period_id: int | None = None) -> list[PlanFacts]:
    """Read every plan of the file as of one period, or of the current one."""
    known = periods(session)
    shown = next((row for row in known if row.id == period_id), None)
    if shown is None and known:
        shown = ([row for row in known if row.is_open] or known)[-1]
    found = session.scalars(select(Plan).order_by(Plan.position, Plan.id))
    facts = [_read(session, plan, known, shown) for plan in found]
    for place, one in enumerate(facts):
        period = shown.id if shown else None
        one.registers = register_facts(session, one.id, period, first=place == 0)
    return facts


def _read(
    session: Session, plan: Plan, known: Sequence[PeriodRow], shown: PeriodRow | None
) -> PlanFacts:
    outcomes = {outcome.code: outcome for outcome in plan.outcomes}
    facts = PlanFacts(
        id=plan.id,
        uid=plan.uid,
        title=plan.title,
        level_names=tuple(plan.level_names),
        settings=dict(plan.settings),
        scale=plan.scale,
        rules=RatingRules.of(plan.settings),
        outcomes=outcomes,
        periods=known,
        period=shown,
        items={},
    )
    for item in _in_order(_items(session, plan.id, outcomes)):
        facts.items[item.id] = item
        facts.children.setdefault(item.parent_id, []).append(item)
    _read_around(session, facts)
    return facts


_COLUMNS = (
    PlanItem.id,
    PlanItem.uid,
    PlanItem.parent_id,
    PlanItem.level,
    PlanItem.position,
    PlanItem.ref,
    PlanItem.title,
    PlanItem.due,
    PlanItem.due_latest,
    PlanItem.reported_elsewhere,
    PlanItem.is_new,
    PlanItem.done,
    PlanItem.declared,
    PlanItem.outcome,
    PlanItem.outcome_note,
    PlanItem.fields,
)


def _items(session: Session, plan_id: int, outcomes: dict[str, Outcome]) -> Iterator[ItemFact]:
    closing = {code for code, outcome in outcomes.items() if outcome.closes}
    levels = {level.value: level for level in Level}
    for row in session.execute(select(*_COLUMNS).where(PlanItem.plan_id == plan_id)):
        values: tuple[Any, ...] = tuple(row)
        item_id, uid, parent_id, level, *middle, outcome, note, fields = values
        yield ItemFact(
            item_id,
            uid,
            parent_id,
            levels[level],
            *middle,
            outcome=outcome,
            outcome_note=note,
            closed=outcome in closing,
            fields=fields,
        )


def _in_order(items: Iterable[ItemFact]) -> Iterator[ItemFact]:
    children: dict[int | None, list[ItemFact]] = {}
    everyone = list(items)
    ids = {item.id for item in everyone}
    for item in everyone:
        above = item.parent_id if item.parent_id in ids else None
        children.setdefault(above, []).append(item)
    waiting = sorted(children.get(None, ()), key=lambda row: (-row.position, -row.id))
    while waiting:
        item = waiting.pop()
        yield item
        waiting += sorted(children.get(item.id, ()), key=lambda row: (-row.position, -row.id))


def _read_around(session: Session, facts: PlanFacts) -> None:
    mine = facts.items
    statement = select(
        ItemUpdate.item_id,
        ItemUpdate.period_id,
        ItemUpdate.rating,
        ItemUpdate.progress,
        ItemUpdate.reason,
        ItemUpdate.help_needed,
    )
    values = {value.code: value for value in facts.scale.values}
    for row in session.execute(statement):
        if row.item_id in mine:
            facts.updates[row.item_id, row.period_id] = UpdateFact(
                row.rating, values.get(row.rating), row.progress, row.reason, row.help_needed
            )
    facts.rated_periods = {period_id for _, period_id in facts.updates}
    facts.with_evidence = set(session.scalars(select(Evidence.item_id).distinct())) & set(mine)
    links = session.execute(select(Link.source_id, Link.kind, Link.target_id).order_by(Link.id))
    facts.links = [
        (row.source_id, row.kind, row.target_id) for row in links if row.source_id in mine
    ]
    former = session.execute(select(FormerRef.ref, FormerRef.item_id))
    facts.former_refs = {row.ref: row.item_id for row in former if row.item_id in mine}
    overridden = session.execute(select(RatingOverride.item_uid, RatingOverride.period_id))
    facts.overridden = {(row.item_uid, row.period_id) for row in overridden}
    if facts.rules.done_measures and facts.period is not None:
        done = [
            item_id
            for (item_id, period_id), said in facts.updates.items()
            if period_id == facts.period.id and said.rating is not None and said.rating.done
        ]
        facts.measured = measures_met(session, done, facts.period.id) if done else {}
