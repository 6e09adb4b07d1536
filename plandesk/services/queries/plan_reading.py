"""The tree's rows from bare SQL, in the order of the plan, for one reporting period.

Whoever has a connection reads with these: a session of the document (``plan_tree``), or SQLite
alone before the database library is loaded (``first_look``). A hundred thousand rows come through
in little more than the time the database itself takes for them.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from plandesk.models.collector import many_small_things, row_of_many
from plandesk.models.plan_filter import FilterFacts
from plandesk.models.types import Level, Part, PeriodState, Rating, Shape, TagKind, Travel, travel
from plandesk.services.presets import FieldOption, plan_fields

# Runs one statement and returns its rows; columns come as the database keeps them.
Fetch: TypeAlias = Callable[[str], Sequence[tuple[Any, ...]]]

_CHUNK = 500  # ids in one statement
_TOLD = 1000  # rows between two words of progress


@row_of_many
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


def read_plans(fetch: Fetch) -> list[PlanInfo]:
    """Return every plan of the file with its words and scale."""
    values: dict[int, list[Rating]] = {}
    for plan_id, rating in _values(fetch):
        values.setdefault(plan_id, []).append(rating)
    outcomes: dict[int, list[tuple[str, str]]] = {}
    for plan_id, code, word, _ in fetch(_OUTCOMES):
        outcomes.setdefault(plan_id, []).append((code, word))
    return [
        PlanInfo(
            key,
            uid,
            title,
            preset,
            tuple(_parsed(level_names)),
            tuple(values.get(key, ())),
            tuple(outcomes.get(key, ())),
            plan_fields(_parsed(settings)),
        )
        for key, uid, title, preset, level_names, settings in fetch(_PLANS)
    ]


def read_periods(fetch: Fetch) -> list[PeriodRow]:
    """Return the reporting periods, oldest first."""
    open_ = PeriodState.OPEN.value
    found: list[PeriodRow] = []
    for key, label, as_at, due, state in fetch(_PERIODS):
        day = _day(as_at)
        if day is None:
            raise ValueError(f"period {key} has no as-at date")
        found.append(PeriodRow(key, label, day, _day(due), state == open_))
    return found


def newest_period(found: Sequence[PeriodRow]) -> PeriodRow | None:
    """Return the newest open period, else the newest, or None when there is none."""
    open_ones = [row for row in found if row.is_open]
    return (open_ones or list(found) or [None])[-1]


def period_before(found: Sequence[PeriodRow], period_id: int | None) -> PeriodRow | None:
    """Return the period before this one by as-at date, or None for the first."""
    ids = [row.id for row in found]
    if period_id not in ids:
        return None
    place = ids.index(period_id)
    return found[place - 1] if place else None


def read_rows(
    fetch: Fetch,
    period_id: int | None,
    ids: Collection[int] | None = None,
    go_on: Callable[[], None] | None = None,
) -> list[PlanRow]:
    """Return the tree's rows, or only those with these ids, parents before children.

    Siblings come in the order of their positions. Without a period there are no ratings.
    ``go_on`` is called between statements and every thousand rows, and may raise Cancelled.
    """
    with many_small_things():
        told = fetch if go_on is None else _told(fetch, go_on)
        items = _some(told, _ITEMS, "id", ids, "ORDER BY level, parent_id, position, id")
        context = _Context(told, period_id, ids)
        found: list[PlanRow] = []
        for start in range(0, len(items), _TOLD):
            if go_on is not None:
                go_on()
            found += [context.row(item) for item in items[start : start + _TOLD]]
        return found


def _told(fetch: Fetch, go_on: Callable[[], None]) -> Fetch:
    def fetched(statement: str) -> Sequence[tuple[Any, ...]]:
        go_on()
        return fetch(statement)

    return fetched


_PLANS = "SELECT id, uid, title, preset, level_names, settings FROM plan ORDER BY position, id"
_PERIODS = "SELECT id, label, as_at, due, state FROM period ORDER BY as_at, id"
_OUTCOMES = "SELECT plan_id, code, word, closes FROM outcome ORDER BY plan_id, position"
_ITEMS = (
    "SELECT id, plan_id, parent_id, level, position, ref, title, due, due_latest, due_ongoing, "
    "reported_elsewhere, is_new, done, declared, outcome FROM plan_item"
)
_RATED = "SELECT item_id, rating FROM item_update"
_PEOPLE = "SELECT item_id, part, person.name FROM item_person JOIN person ON person.id = person_id"
_TAGS = "SELECT item_id, kind, name FROM item_tag JOIN tag ON tag.id = tag_id"

_NOTHING: tuple[str, ...] = ()
_LEVELS = {level.value: level for level in Level}
_FLAGS = frozenset({"in_flight", "done", "needs_reason"})


class _Context:
    """Everything around the rows, read in a few statements rather than one for each row."""

    def __init__(self, fetch: Fetch, period_id: int | None, ids: Collection[int] | None) -> None:
        found = read_periods(fetch)
        before = period_before(found, period_id)
        shown = next((row for row in found if row.id == period_id), None)
        self._as_at = shown.as_at if shown else None
        self._scales: dict[int, dict[str, Rating]] = {}
        for plan_id, value in _values(fetch):
            self._scales.setdefault(plan_id, {})[value.code] = value
        self._outcomes = {
            (plan_id, code): (word, bool(closes))
            for plan_id, code, word, closes in fetch(_OUTCOMES)
        }
        self._current = _ratings(fetch, period_id, ids)
        self._previous = _ratings(fetch, before.id if before else None, ids)
        self._leads, self._sponsors = _people(fetch, ids)
        self._scope, self._sources, self._characteristics = _tags(fetch, ids)

    def row(self, item: tuple[Any, ...]) -> PlanRow:
        # Taken apart at once: asking a row for each value by its name takes several times as long.
        (key, plan_id, parent_id, level, position, ref, title, due, due_latest, *rest) = item
        ongoing, elsewhere, is_new, done, declared, outcome = rest
        latest = _day(due_latest) if due_latest else None
        scale = self._scales.get(plan_id, {})
        previous, current = self._previous.get(key), self._current.get(key)
        word, closed = "", False
        if outcome:
            word, closed = self._outcomes.get((plan_id, outcome), (outcome, False))
        finished = closed or bool(done) or (current in scale and scale[current].done)
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
            ongoing=bool(ongoing),
            previous=previous,
            current=current,
            travel=travel(scale.get(previous or ""), scale.get(current or ""), existed=not is_new),
            overdue=bool(latest and self._as_at and latest < self._as_at and not finished),
            changed=key in self._current,
            reported_elsewhere=bool(elsewhere),
            is_new=bool(is_new),
            done=bool(done),
            declared=declared,
            outcome=outcome,
            outcome_word=word,
            closed=closed,
            scope=self._scope.get(key, _NOTHING),
            sources=self._sources.get(key, _NOTHING),
            characteristics=self._characteristics.get(key, _NOTHING),
        )


def _some(
    fetch: Fetch, statement: str, column: str, ids: Collection[int] | None, order: str = ""
) -> Sequence[tuple[Any, ...]]:
    """Return the rows of a statement, or only those whose column is one of the ids."""
    if ids is None:
        return fetch(f"{statement} {order}")
    joint = "AND" if " WHERE " in statement else "WHERE"
    wanted = sorted(ids)
    found: list[tuple[Any, ...]] = []
    for start in range(0, len(wanted), _CHUNK):
        some = ", ".join(str(int(one)) for one in wanted[start : start + _CHUNK])
        found += fetch(f"{statement} {joint} {column} IN ({some}) {order}")
    return found


def _values(fetch: Fetch) -> list[tuple[int, Rating]]:
    """Return the values of all scales, each with its plan, in printed order."""
    names = [name for name in Rating.__slots__ if name != "shape"]
    columns = ", ".join(names)
    found: list[tuple[int, Rating]] = []
    for plan_id, shape, *rest in fetch(
        f"SELECT plan_id, shape, {columns} FROM scale_value ORDER BY plan_id, position"
    ):
        told: dict[str, Any] = {
            n: bool(v) if n in _FLAGS else v for n, v in zip(names, rest, strict=True)
        }
        found.append((plan_id, Rating(**told, shape=Shape(shape))))
    return found


def _ratings(
    fetch: Fetch, period_id: int | None, ids: Collection[int] | None
) -> dict[int, str | None]:
    if period_id is None:
        return {}
    statement = f"{_RATED} WHERE period_id = {int(period_id)}"
    return dict(_some(fetch, statement, "item_id", ids))


def _people(fetch: Fetch, ids: Collection[int] | None) -> tuple[dict[int, tuple[str, ...]], ...]:
    """Return leads and sponsors, each by plan item."""
    leads: dict[int, tuple[str, ...]] = {}
    sponsors: dict[int, tuple[str, ...]] = {}
    lead = Part.LEAD.value
    order = "ORDER BY item_id, item_person.position"
    for item, part, name in _some(fetch, _PEOPLE, "item_id", ids, order):
        group = leads if part == lead else sponsors
        group[item] = (*group[item], name) if item in group else (name,)
    return leads, sponsors


def _tags(fetch: Fetch, ids: Collection[int] | None) -> tuple[dict[int, tuple[str, ...]], ...]:
    """Return scope, sources and characteristics, each by plan item."""
    kinds = (TagKind.SCOPE, TagKind.SOURCE, TagKind.CHARACTERISTIC)
    groups: dict[str, dict[int, tuple[str, ...]]] = {kind.value: {} for kind in kinds}
    order = "ORDER BY item_id, item_tag.position"
    for item, kind, name in _some(fetch, _TAGS, "item_id", ids, order):
        group = groups.get(kind)
        if group is not None:
            group[item] = (*group[item], name) if item in group else (name,)
    return tuple(groups.values())


def _day(value: Any) -> dt.date | None:
    """Return a date that SQLite keeps as text and other databases as a date."""
    if value is None or isinstance(value, dt.date):
        return value
    return dt.date.fromisoformat(value)


def _parsed(value: Any) -> Any:
    """Return JSON that SQLite keeps as text and other databases give back read."""
    return json.loads(value) if isinstance(value, str) else value
