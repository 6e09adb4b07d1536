"""What the checks look at, read once for each plan in a few statements."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from plandesk.models.assurance import RatingOverride
from plandesk.models.detail import Evidence, FormerRef, Link
from plandesk.models.period import ItemUpdate
from plandesk.models.plan import Outcome, Plan, PlanItem
from plandesk.models.plan_rows import PlanRow
from plandesk.models.rating_rules import RatingRules
from plandesk.models.reported import reported_at
from plandesk.models.types import Level, LinkKind, Rating, Scale
from plandesk.services.checks.finding import PlanFinding, Severity
from plandesk.services.checks.register_facts import NO_REGISTERS, RegisterFacts, register_facts
from plandesk.services.queries.plan_tree import PeriodRow, periods, plan_rows
from plandesk.services.queries.registers.measures import MeasuresMet, measures_met


@dataclass(frozen=True, slots=True)
class UpdateFact:
    """How a plan item is rated in one period; ``rating`` is a value of the scale or None.

    ``code`` is the rating as kept, even when the scale does not know it; ``tells`` says that
    something was written of the progress. What was written is read with ``PlanFacts.written``.
    """

    code: str | None
    rating: Rating | None
    tells: bool


class Written(NamedTuple):
    """What is written of a plan item: in its update of the current period, and beside its row."""

    progress: str
    reason: str
    help_needed: str
    outcome_note: str
    fields: dict[str, Any]

    @property
    def update(self) -> tuple[str, str, str]:
        """The texts of the update alone."""
        return self[:3]


_SOME = 500  # rows whose texts are read at once
_NO_UPDATES: Mapping[int, UpdateFact] = {}


@dataclass(slots=True)
class PlanFacts:
    """One plan: its rows in the order of the plan, and all that is said of them.

    ``updates`` are by period and plan item. Longer texts are not kept here, but read by
    ``read_texts`` some hundred rows at a time: those of a large plan would fill the memory.
    """

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
    items: dict[int, PlanRow]
    read_texts: Callable[[Sequence[int]], dict[int, Written]]
    children: dict[int | None, list[PlanRow]] = field(
        default_factory=dict[int | None, list[PlanRow]]
    )
    updates: dict[int, dict[int, UpdateFact]] = field(
        default_factory=dict[int, dict[int, UpdateFact]]
    )
    with_evidence: set[int] = field(default_factory=set[int])
    links: list[tuple[int, str, int]] = field(default_factory=list[tuple[int, str, int]])
    former_refs: dict[str, int] = field(default_factory=dict[str, int])
    overridden: set[tuple[int, int]] = field(default_factory=set[tuple[int, int]])
    measured: dict[int, MeasuresMet] = field(default_factory=dict[int, MeasuresMet])
    registers: RegisterFacts = NO_REGISTERS

    @property
    def is_reported(self) -> bool:
        """Tell whether this plan is reported in the period looked at.

        A plan that was carried forward ends with that period, and the refreshed one begins after.
        """
        return self.period is not None and reported_at(self.settings, self.period.as_at)

    def at(self, *levels: Level) -> Iterator[PlanRow]:
        """Yield the rows on these levels."""
        return (item for item in self.items.values() if item.level in levels)

    def below(self, item: PlanRow, level: Level | None = None) -> list[PlanRow]:
        """Return the rows directly under this one, of one level or of any."""
        rows = self.children.get(item.id, [])
        return [row for row in rows if level is None or row.level is level]

    def now(self, item: PlanRow) -> UpdateFact | None:
        """Return what the current period says of this row."""
        return None if self.period is None else self.said(item.id, self.period.id)

    def before(self, item: PlanRow) -> UpdateFact | None:
        """Return what the period before the current one says of this row."""
        past = self.past()
        return self.said(item.id, past[-1].id) if past else None

    def said(self, item_id: int, period_id: int) -> UpdateFact | None:
        """Return what a period says of a row."""
        return self.updates.get(period_id, _NO_UPDATES).get(item_id)

    def written(self, items: Iterable[PlanRow] | None = None) -> Iterator[tuple[PlanRow, Written]]:
        """Yield rows, or all of the plan, each with what is written of it."""
        waiting = iter(self.items.values() if items is None else items)
        while some := list(islice(waiting, _SOME)):
            texts = self.read_texts([item.id for item in some])
            yield from ((item, texts[item.id]) for item in some if item.id in texts)

    def past(self) -> list[PeriodRow]:
        """Return the periods before the current one, oldest first."""
        if self.period is None:
            return []
        return [row for row in self.periods if row.as_at < self.period.as_at]

    def history(self, item: PlanRow) -> list[tuple[dt.date, Rating | None]]:
        """Return the row's ratings of earlier periods, oldest first; None where it has none.

        Begins with the first period in which anything of this plan was rated.
        """
        known = [row for row in self.past() if row.id in self.updates]
        return [(row.as_at, self._rating(item.id, row.id)) for row in known]

    def edges(self) -> list[tuple[int, int]]:
        """Return the links from each duplicate to what it duplicates."""
        kind = LinkKind.DUPLICATE_OF.value
        return [(source, target) for source, said, target in self.links if said == kind]

    def finding(self, code: str, item: PlanRow | None, message: str, fix: str) -> PlanFinding:
        """Return a warning about one row, or about the whole plan.

        ``subjects`` says later which row that is in every copy of the plan.
        """
        return PlanFinding(
            code,
            Severity.WARNING,
            (item.ref or None) if item else None,
            message,
            fix,
            item_id=item.id if item else None,
            rows=(item.id,) if item else (),
            subject="" if item else self.uid,
        )

    def _rating(self, item_id: int, period_id: int) -> Rating | None:
        said = self.said(item_id, period_id)
        return said.rating if said else None


def plan_facts(session: Session, period_id: int | None = None) -> list[PlanFacts]:
    """Read every plan of the file as of one period, or of the current one."""
    known = periods(session)
    shown = next((row for row in known if row.id == period_id), None)
    if shown is None and known:
        shown = ([row for row in known if row.is_open] or known)[-1]
    found = session.scalars(select(Plan).order_by(Plan.position, Plan.id))
    rows: dict[int, list[PlanRow]] = {}
    for row in plan_rows(session, None, names=False):
        rows.setdefault(row.plan_id, []).append(row)
    facts = [_read(session, plan, known, shown) for plan in found]
    for one in facts:
        _put_in_order(one, rows.pop(one.id, []))
        _read_around(session, one)
    for place, one in enumerate(facts):
        period = shown.id if shown else None
        one.registers = register_facts(session, one.id, period, first=place == 0)
    return facts


def _read(
    session: Session, plan: Plan, known: Sequence[PeriodRow], shown: PeriodRow | None
) -> PlanFacts:
    outcomes = {outcome.code: outcome for outcome in plan.outcomes}
    return PlanFacts(
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
        read_texts=_texts_reader(session, shown.id if shown else None),
    )


def _put_in_order(facts: PlanFacts, rows: list[PlanRow]) -> None:
    """Take rows over as the plan prints them, each before what is below it."""
    facts.items.update((row.id, row) for row in rows)
    for row in rows:
        above = row.parent_id if row.parent_id in facts.items else None
        facts.children.setdefault(above, []).append(row)
    for below in facts.children.values():
        below.sort(key=lambda row: (row.position, row.id))
    facts.items.clear()
    waiting = facts.children.get(None, [])[::-1]
    while waiting:
        row = waiting.pop()
        facts.items[row.id] = row
        waiting += reversed(facts.children.get(row.id, ()))


def _read_around(session: Session, facts: PlanFacts) -> None:
    mine = facts.items
    _read_updates(session, facts)
    facts.with_evidence = set(session.scalars(select(Evidence.item_id).distinct())) & set(mine)
    links = session.execute(select(Link.source_id, Link.kind, Link.target_id).order_by(Link.id))
    facts.links = [
        (row.source_id, row.kind, row.target_id) for row in links if row.source_id in mine
    ]
    former = session.execute(select(FormerRef.ref, FormerRef.item_id))
    facts.former_refs = {row.ref: row.item_id for row in former if row.item_id in mine}
    overridden = select(PlanItem.id, RatingOverride.period_id)
    overridden = overridden.join(RatingOverride, RatingOverride.item_uid == PlanItem.uid)
    facts.overridden = {(item_id, period) for item_id, period in session.execute(overridden)}
    if facts.rules.done_measures and facts.period is not None:
        now = facts.updates.get(facts.period.id, _NO_UPDATES)
        done = [item_id for item_id, said in now.items() if said.rating and said.rating.done]
        facts.measured = measures_met(session, done, facts.period.id) if done else {}


def _read_updates(session: Session, facts: PlanFacts) -> None:
    tells = func.trim(ItemUpdate.progress, " \t\r\n") != ""
    statement = select(ItemUpdate.item_id, ItemUpdate.period_id, ItemUpdate.rating, tells)
    values = {value.code: value for value in facts.scale.values}
    # Most rows are rated as others are; each way once is enough.
    known: dict[tuple[str | None, bool], UpdateFact] = {}
    for item_id, period_id, code, is_told in session.execute(statement):
        if item_id in facts.items:
            said = known.get((code, is_told))
            if said is None:
                rating = values.get(code) if code is not None else None
                said = known[code, is_told] = UpdateFact(code, rating, bool(is_told))
            facts.updates.setdefault(period_id, {})[item_id] = said


def _texts_reader(
    session: Session, period_id: int | None
) -> Callable[[Sequence[int]], dict[int, Written]]:
    update = (ItemUpdate.item_id == PlanItem.id) & (ItemUpdate.period_id == period_id)
    said = (ItemUpdate.progress, ItemUpdate.reason, ItemUpdate.help_needed)
    columns = (PlanItem.id, *said, PlanItem.outcome_note, PlanItem.fields)
    statement = select(*columns).outerjoin(ItemUpdate, update)

    def read(ids: Sequence[int]) -> dict[int, Written]:
        told = session.execute(statement.where(PlanItem.id.in_(ids)))
        return {
            item_id: Written(progress or "", reason or "", asked or "", note, fields)
            for item_id, progress, reason, asked, note, fields in told
        }

    return read


def subjects(session: Session, findings: Sequence[PlanFinding]) -> Iterator[PlanFinding]:
    """Yield findings, those about a row with its stable identifier as their subject."""
    waiting = iter(findings)
    while some := list(islice(waiting, _SOME)):
        ids = {one.item_id for one in some if not one.subject}
        told = session.execute(select(PlanItem.id, PlanItem.uid).where(PlanItem.id.in_(ids)))
        uids: dict[int | None, str] = {row.id: row.uid for row in told}
        yield from (
            one if one.subject else replace(one, subject=uids.get(one.item_id, "")) for one in some
        )
