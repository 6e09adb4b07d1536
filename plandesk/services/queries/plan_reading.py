"""The tree's rows from bare SQL, in the order of the plan, for one reporting period.

Whoever has a connection reads with these: a session of the document (``plan_tree``), or SQLite
alone before the database library is loaded (``first_look``). A hundred thousand rows come through
in little more than the time the database itself takes for them.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any, TypeAlias, TypeVar

from plandesk.errors import FileDamaged
from plandesk.models.collector import many_small_things
from plandesk.models.plan_fields import FieldOption, plan_fields
from plandesk.models.plan_rows import NOBODY, UNTAGGED, PlanRow, Standing, Tags, When, Who
from plandesk.models.types import Level, Part, PeriodState, Rating, Shape, TagKind, travel
from plandesk.services.settings_shape import refuse_misshapen

# Runs one statement and yields its rows as they are asked for: of a large plan, all of them at
# once would take as much memory as the tree. Columns come as the database keeps them.
Fetch: TypeAlias = Callable[[str], Iterable[tuple[Any, ...]]]

_T = TypeVar("_T")

_CHUNK = 500  # ids in one statement
_TOLD = 1000  # rows between two words of progress


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
            plan_fields(_settings(settings, title)),
        )
        for key, uid, title, preset, level_names, settings in fetch(_PLANS)
    ]


def _settings(value: Any, title: str) -> dict[str, Any]:
    """Read a plan's settings; whoever uses them later need not doubt their form."""
    try:
        said = _parsed(value)
        refuse_misshapen(said)
    except ValueError as error:
        raise FileDamaged(
            f"The plan “{title}” cannot be read: {error}. The file is damaged.",
            "Open a backup of it (plandesk restore FILE --list shows them).",
        ) from error
    return said


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
    *,
    names: bool = True,
) -> list[PlanRow]:
    """Return the tree's rows, or only those with these ids, parents before children.

    Siblings come in the order of their positions. Without a period there are no ratings.
    ``go_on`` is called between statements and every thousand rows, and may raise Cancelled.
    Without ``names`` the rows are told of without their people and tags.
    """
    with many_small_things():
        told = fetch if go_on is None else _told(fetch, go_on)
        context = _Context(told, period_id, ids)
        if names:
            context.read_names(told, ids)
        found: list[PlanRow] = []
        for item in _some(told, _ITEMS, "id", ids, "ORDER BY level, parent_id, position, id"):
            if go_on is not None and not len(found) % _TOLD:
                go_on()
            found.append(context.row(item))
        return found


def _told(fetch: Fetch, go_on: Callable[[], None]) -> Fetch:
    def fetched(statement: str) -> Iterable[tuple[Any, ...]]:
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
_PEOPLE = "SELECT id, name FROM person"
_PARTS = "SELECT item_id, part, person_id FROM item_person"
_TAGS = "SELECT id, kind, name FROM tag"
_TAGGED = "SELECT item_id, tag_id FROM item_tag"

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
        self._people: dict[int, Who] = {}
        self._tags: dict[int, Tags] = {}
        self._dates: dict[tuple[Any, ...], tuple[When, bool]] = {}
        self._standings: dict[tuple[Any, ...], Standing] = {}
        self._above: int | None = None

    def read_names(self, fetch: Fetch, ids: Collection[int] | None) -> None:
        """Read people and tags too."""
        self._people, self._tags = _people(fetch, ids), _tags(fetch, ids)

    def row(self, item: tuple[Any, ...]) -> PlanRow:
        # Taken apart at once: asking a row for each value by its name takes several times as long.
        (key, plan_id, parent_id, level, position, ref, title, due, latest, ongoing, *rest) = item
        dated = due, latest, ongoing
        found = self._dates.get(dated)
        if found is None:
            found = self._dates[dated] = self._dated(due, _day(latest), ongoing=bool(ongoing))
        when, is_late = found
        known = key in self._current
        stands = (plan_id, level, self._previous.get(key), self._current.get(key), known, is_late)
        all_of_it = (*stands, *rest)
        standing = self._standings.get(all_of_it)
        if standing is None:
            standing = self._standings[all_of_it] = self._standing(*all_of_it)
        # Siblings come one after the other; the database gives a new number for each.
        parent_id = self._above = self._above if parent_id == self._above else parent_id
        who, tags = self._people.get(key, NOBODY), self._tags.get(key, UNTAGGED)
        return PlanRow(key, parent_id, position, ref, title, who, when, standing, tags)

    def _dated(self, text: str, latest: dt.date | None, *, ongoing: bool) -> tuple[When, bool]:
        is_late = bool(latest and self._as_at and latest < self._as_at)
        return When(text, latest, ongoing), is_late

    def _standing(self, *said: Any) -> Standing:
        plan_id, level, previous, current, known, is_late, *rest = said
        elsewhere, is_new, done, declared, outcome = rest
        scale = self._scales.get(plan_id, {})
        word, closed = "", False
        if outcome:
            word, closed = self._outcomes.get((plan_id, outcome), (outcome, False))
        finished = closed or bool(done) or (current in scale and scale[current].done)
        return Standing(
            plan_id=plan_id,
            level=Level(level),
            previous=previous,
            current=current,
            travel=travel(scale.get(previous or ""), scale.get(current or ""), existed=not is_new),
            overdue=is_late and not finished,
            changed=known,
            reported_elsewhere=bool(elsewhere),
            is_new=bool(is_new),
            done=bool(done),
            declared=declared,
            outcome=outcome,
            outcome_word=word,
            closed=closed,
        )


def _some(
    fetch: Fetch, statement: str, column: str, ids: Collection[int] | None, order: str = ""
) -> Iterable[tuple[Any, ...]]:
    """Yield the rows of a statement, or only those whose column is one of the ids."""
    if ids is None:
        yield from fetch(f"{statement} {order}")
        return
    joint = "AND" if " WHERE " in statement else "WHERE"
    wanted = sorted(ids)
    for start in range(0, len(wanted), _CHUNK):
        some = ", ".join(str(int(one)) for one in wanted[start : start + _CHUNK])
        yield from fetch(f"{statement} {joint} {column} IN ({some}) {order}")


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
    # Each code once: the database gives a new text for every row.
    codes: dict[str | None, str | None] = {}
    told = _some(fetch, statement, "item_id", ids)
    return {item: codes.setdefault(code, code) for item, code in told}


def _people(fetch: Fetch, ids: Collection[int] | None) -> dict[int, Who]:
    """Return leads and sponsors by plan item."""
    names: dict[int, str] = dict(fetch(_PEOPLE))
    lead = Part.LEAD.value

    def who(said: tuple[Any, ...]) -> Who:
        leads = tuple(names[person] for part, person in said if part == lead)
        return Who(leads, tuple(names[person] for part, person in said if part != lead))

    return _shared(_some(fetch, _PARTS, "item_id", ids, "ORDER BY item_id, position"), who)


def _tags(fetch: Fetch, ids: Collection[int] | None) -> dict[int, Tags]:
    """Return scope, sources and characteristics by plan item."""
    known = {tag: (kind, name) for tag, kind, name in fetch(_TAGS)}
    kinds = (TagKind.SCOPE.value, TagKind.SOURCE.value, TagKind.CHARACTERISTIC.value)

    def tags(said: tuple[Any, ...]) -> Tags:
        told = [known[tag] for (tag,) in said]
        return Tags(*(tuple(name for kind, name in told if kind == wanted) for wanted in kinds))

    return _shared(_some(fetch, _TAGGED, "item_id", ids, "ORDER BY item_id, position"), tags)


def _shared(
    told: Iterable[tuple[Any, ...]], make: Callable[[tuple[Any, ...]], _T]
) -> dict[int, _T]:
    """Return what is made of the rows of each plan item, once for all that have the same."""
    made: dict[tuple[Any, ...], _T] = {}
    found: dict[int, _T] = {}
    for item, rows in groupby(told, itemgetter(0)):
        said = tuple(row[1:] for row in rows)
        one = made.get(said)
        if one is None:
            one = made[said] = make(said)
        found[item] = one
    return found


def _day(value: Any) -> dt.date | None:
    """Return a date that SQLite keeps as text and other databases as a date."""
    if value is None or isinstance(value, dt.date):
        return value
    return dt.date.fromisoformat(value)


def _parsed(value: Any) -> Any:
    """Return JSON that SQLite keeps as text and other databases give back read."""
    return json.loads(value) if isinstance(value, str) else value
