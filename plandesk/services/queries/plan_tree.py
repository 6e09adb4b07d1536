"""The tree as frozen rows, in the order of the plan, for one reporting period."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from plandesk.models.people import Person
from plandesk.models.period import ItemUpdate, Period
from plandesk.models.plan import ItemPerson, ItemTag, Outcome, Plan, PlanItem, ScaleValue, Tag
from plandesk.models.plan_filter import FilterFacts
from plandesk.models.types import Level, Part, Rating, TagKind, Travel, travel
from plandesk.services.presets import FieldOption, plan_fields

_CHUNK = 500  # SQLite takes a limited number of values in one statement


@dataclass(frozen=True, slots=True)
class PlanRow(FilterFacts):
    """One row of the tree: a workstream, project, action or milestone, as of one period.

    ``previous`` is a rating code of the row's plan, as ``current`` is.
    """

    plan_id: int
    parent_id: int | None
    position: int
    sponsors: tuple[str, ...]
    ongoing: bool
    previous: str | None
    travel: Travel
    reported_elsewhere: bool
    is_new: bool
    declared: int | None
    outcome_word: str
    characteristics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """One reporting period for a chooser."""

    id: int
    label: str
    as_at: dt.date
    due: dt.date | None
    is_open: bool


@dataclass(frozen=True, slots=True)
class PlanInfo:
    """What the tree needs to know of one plan to show its words, ratings and own columns."""

    id: int
    uid: str
    title: str
    preset: str
    level_names: tuple[str, ...]
    values: tuple[Rating, ...]
    outcomes: tuple[tuple[str, str], ...]
    fields: tuple[FieldOption, ...] = ()


def plans(session: Session) -> list[PlanInfo]:
    """Return every plan of the file with its words and scale."""
    found = session.scalars(select(Plan).order_by(Plan.position, Plan.id))
    return [
        PlanInfo(
            plan.id,
            plan.uid,
            plan.title,
            plan.preset,
            tuple(plan.level_names),
            plan.scale.values,
            tuple((outcome.code, outcome.word) for outcome in plan.outcomes),
            plan_fields(plan.settings),
        )
        for plan in found
    ]


def periods(session: Session) -> list[PeriodRow]:
    """Return the reporting periods, oldest first."""
    found = session.scalars(select(Period).order_by(Period.as_at, Period.id))
    return [PeriodRow(row.id, row.label, row.as_at, row.due, row.is_open) for row in found]


def current_period(session: Session) -> PeriodRow | None:
    """Return the newest open period, else the newest, or None when there is none."""
    found = periods(session)
    open_ones = [row for row in found if row.is_open]
    return (open_ones or found or [None])[-1]


def period_before(found: Sequence[PeriodRow], period_id: int | None) -> PeriodRow | None:
    """Return the period before this one by as-at date, or None for the first."""
    ids = [row.id for row in found]
    if period_id not in ids:
        return None
    place = ids.index(period_id)
    return found[place - 1] if place else None


def plan_rows(
    session: Session, period_id: int | None, ids: Collection[int] | None = None
) -> list[PlanRow]:
    """Return the tree's rows, or only those with these ids, parents before children.

    Siblings come in the order of their positions. Without a period there are no ratings.
    """
    items = _rows(session, _ITEMS, ids, PlanItem.id)
    context = _Context(session, period_id, ids)
    return [context.row(item) for item in items]


_ITEMS = select(
    PlanItem.id,
    PlanItem.plan_id,
    PlanItem.parent_id,
    PlanItem.level,
    PlanItem.position,
    PlanItem.ref,
    PlanItem.title,
    PlanItem.due,
    PlanItem.due_latest,
    PlanItem.due_ongoing,
    PlanItem.reported_elsewhere,
    PlanItem.is_new,
    PlanItem.done,
    PlanItem.declared,
    PlanItem.outcome,
).order_by(PlanItem.level, PlanItem.parent_id, PlanItem.position, PlanItem.id)

_NOTHING: tuple[str, ...] = ()
_LEVELS = {level.value: level for level in Level}


class _Context:
    """Everything around the rows, read in a few statements rather than one for each row."""

    def __init__(
        self, session: Session, period_id: int | None, ids: Collection[int] | None
    ) -> None:
        found = periods(session)
        before = period_before(found, period_id)
        shown = next((row for row in found if row.id == period_id), None)
        self._as_at = shown.as_at if shown else None
        self._scales = _scales(session)
        self._outcomes = {
            (row.plan_id, row.code): (row.word, row.closes)
            for row in session.execute(
                select(Outcome.plan_id, Outcome.code, Outcome.word, Outcome.closes)
            )
        }
        self._current = _ratings(session, period_id, ids)
        self._previous = _ratings(session, before.id if before else None, ids)
        self._leads, self._sponsors = _people(session, ids)
        self._scope, self._sources, self._characteristics = _tags(session, ids)

    def row(self, item: tuple[Any, ...]) -> PlanRow:
        # Taken apart at once: asking a row for each value by its name takes several times as long.
        (key, plan_id, parent_id, level, position, ref, title, due, latest, *rest) = item
        ongoing, elsewhere, is_new, done, declared, outcome = rest
        scale = self._scales.get(plan_id, {})
        previous, current = self._previous.get(key), self._current.get(key)
        word, closes = self._outcomes.get((plan_id, outcome), (outcome or "", False))
        closed = bool(outcome) and closes
        finished = closed or done or (current in scale and scale[current].done)
        return PlanRow(
            id=key,
            plan_id=plan_id,
            parent_id=parent_id,
            level=_LEVELS[level],
            position=position,
            ref=ref,
            title=title,
            leads=self._leads.get(key, _NOTHING),
            sponsors=self._sponsors.get(key, _NOTHING),
            due_text=due,
            due_latest=latest,
            ongoing=ongoing,
            previous=previous,
            current=current,
            travel=travel(scale.get(previous or ""), scale.get(current or ""), existed=not is_new),
            overdue=bool(latest and self._as_at and latest < self._as_at and not finished),
            changed=key in self._current,
            reported_elsewhere=elsewhere,
            is_new=is_new,
            done=done,
            declared=declared,
            outcome=outcome,
            outcome_word=word,
            closed=closed,
            scope=self._scope.get(key, _NOTHING),
            sources=self._sources.get(key, _NOTHING),
            characteristics=self._characteristics.get(key, _NOTHING),
        )


def _rows(
    session: Session,
    statement: Any,
    ids: Collection[int] | None,
    column: InstrumentedAttribute[Any],
) -> list[tuple[Any, ...]]:
    # Through the connection: the session would make each row once more for its own purposes.
    connection = session.connection()
    if ids is None:
        return [tuple(row) for row in connection.execute(statement).all()]
    wanted: list[int] = sorted(ids)
    found: list[tuple[Any, ...]] = []
    for start in range(0, len(wanted), _CHUNK):
        part = wanted[start : start + _CHUNK]
        found += [tuple(row) for row in connection.execute(statement.where(column.in_(part)))]
    return found


def _scales(session: Session) -> dict[int, dict[str, Rating]]:
    scales: dict[int, dict[str, Rating]] = {}
    for value in session.scalars(select(ScaleValue)):
        scales.setdefault(value.plan_id, {})[value.code] = value.as_rating()
    return scales


def _ratings(
    session: Session, period_id: int | None, ids: Collection[int] | None
) -> dict[int, str | None]:
    if period_id is None:
        return {}
    statement = select(ItemUpdate.item_id, ItemUpdate.rating).where(
        ItemUpdate.period_id == period_id
    )
    return dict(_rows(session, statement, ids, ItemUpdate.item_id))


def _people(
    session: Session, ids: Collection[int] | None
) -> tuple[dict[int, tuple[str, ...]], ...]:
    """Return leads and sponsors, each by plan item."""
    statement = (
        select(ItemPerson.item_id, ItemPerson.part, Person.name)
        .join(Person, Person.id == ItemPerson.person_id)
        .order_by(ItemPerson.item_id, ItemPerson.position)
    )
    leads: dict[int, tuple[str, ...]] = {}
    sponsors: dict[int, tuple[str, ...]] = {}
    lead = Part.LEAD.value
    for item, part, name in _rows(session, statement, ids, ItemPerson.item_id):
        group = leads if part == lead else sponsors
        group[item] = (*group.get(item, _NOTHING), name)
    return leads, sponsors


def _tags(session: Session, ids: Collection[int] | None) -> tuple[dict[int, tuple[str, ...]], ...]:
    """Return scope, sources and characteristics, each by plan item."""
    statement = (
        select(ItemTag.item_id, Tag.kind, Tag.name)
        .join(Tag, Tag.id == ItemTag.tag_id)
        .order_by(ItemTag.item_id, ItemTag.position)
    )
    kinds = (TagKind.SCOPE, TagKind.SOURCE, TagKind.CHARACTERISTIC)
    groups: dict[str, dict[int, tuple[str, ...]]] = {kind.value: {} for kind in kinds}
    for item, kind, name in _rows(session, statement, ids, ItemTag.item_id):
        group = groups.get(kind)
        if group is not None:
            group[item] = (*group.get(item, _NOTHING), name)
    return tuple(groups.values())
