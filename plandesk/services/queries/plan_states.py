"""The plan as it was after any step: today's rows, with every later step taken back.

Every row that a step writes is in the record of changes, whole or field by field, in the same
transaction. Taking the entries back from the newest on therefore gives the rows exactly as they
were; nothing is guessed from dates or kept twice.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from sqlalchemy import JSON, Boolean, Integer, String, select
from sqlalchemy.orm import Session
from sqlalchemy.types import TypeEngine

from plandesk.models.audit import ChangeEntry, ChangeSet
from plandesk.models.base import Base
from plandesk.models.types import Level, LinkKind, Part, PeriodState, TagKind
from plandesk.services.row_text import plain

Rows: TypeAlias = dict[str, dict[str, Any]]

_TABLES = (
    "plan_item",
    "item_person",
    "item_tag",
    "item_update",
    "period",
    "person",
    "tag",
    "outcome",
    "evidence",
    "link",
)
_NOTHING: tuple[str, ...] = ()
# Looked up for each of very many rows, where asking the enumeration each time would tell.
_LEVELS = {level.value: level for level in Level}
_LEAD, _SPONSOR = Part.LEAD.value, Part.SPONSOR.value
_SCOPE, _SOURCE = TagKind.SCOPE.value, TagKind.SOURCE.value


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in the life of a plan: after step ``set_id``, or today when that is None.

    With ``as_at`` only periods up to that date count, and what ended an action later than that
    has not happened yet.
    """

    set_id: int | None = None
    as_at: dt.date | None = None


@dataclass(frozen=True, slots=True)
class ItemState:
    """One plan item at a moment. ``updates`` is what was said in each period, by its id."""

    uid: str
    id: int
    plan_id: int
    level: Level
    ref: str
    title: str
    parent_uid: str
    parent_ref: str
    due: str
    leads: tuple[str, ...]
    sponsors: tuple[str, ...]
    scope: tuple[str, ...]
    sources: tuple[str, ...]
    outcome: str | None
    outcome_word: str
    outcome_note: str
    outcome_on: dt.date | None
    closed: bool
    done: bool
    reported_elsewhere: bool
    declared: int | None
    fields: Mapping[str, Any]
    evidence: tuple[str, ...]
    links: tuple[str, ...]
    updates: Mapping[int, Mapping[str, Any]]
    rating: str | None
    forecast: str


@dataclass(frozen=True, slots=True)
class PlanState:
    """Every plan item at a moment by its stable identifier, and the periods known then."""

    items: dict[str, ItemState]
    period_ids: frozenset[int]


def rows_now(session: Session, tables: Iterable[str]) -> dict[str, Rows]:
    """Return the rows of these tables as they are today, by table and id."""
    found: dict[str, Rows] = {}
    for name in tables:
        table = Base.metadata.tables[name]
        names = [column.name for column in table.columns]
        key = names.index(next(iter(table.primary_key.columns)).name)
        # Most columns hold what JSON can: asking each value would take most of the time.
        dated = [at for at, column in enumerate(table.columns) if _needs_plain(column.type)]
        rows: Rows = {}
        for said in session.execute(select(table)):
            row = dict(zip(names, said, strict=True))
            for at in dated:
                row[names[at]] = plain(said[at])
            rows[str(said[key])] = row
        found[name] = rows
    return found


def _needs_plain(kind: TypeEngine[Any]) -> bool:
    return not isinstance(kind, Integer | String | Boolean | JSON)


def rows_at(
    session: Session,
    set_id: int | None,
    tables: Iterable[str],
    today: Mapping[str, Rows] | None = None,
) -> dict[str, Rows]:
    """Return the rows of these tables as they were after a step (None: today), by table and id.

    ``today`` are those of ``rows_now`` where somebody has them already; they stay as they are.
    """
    known = rows_now(session, tables) if today is None else today
    if set_id is None:
        return dict(known)
    found = {name: dict(rows) for name, rows in known.items()}
    later = (
        select(
            ChangeEntry.table_name,
            ChangeEntry.row_id,
            ChangeEntry.kind,
            ChangeEntry.before,
        )
        .where(ChangeEntry.set_id > set_id, ChangeEntry.table_name.in_(list(found)))
        .order_by(ChangeEntry.id.desc())
    )
    for name, row_id, kind, before in session.execute(later):
        if kind == "created":
            found[name].pop(row_id, None)
        elif kind == "deleted":
            found[name][row_id] = dict(before or {})
        else:
            found[name][row_id] = {**found[name][row_id], **(before or {})}
    return found


def period_moment(session: Session, period_id: int) -> Moment:
    """Return the moment that a period stands for: its last close, or else its opening."""
    statement = (
        select(ChangeEntry.set_id, ChangeEntry.kind, ChangeEntry.after)
        .where(ChangeEntry.table_name == "period", ChangeEntry.row_id == str(period_id))
        .order_by(ChangeEntry.id.desc())
    )
    opened: int | None = None
    for set_id, kind, after in session.execute(statement):
        if (after or {}).get("state") == PeriodState.CLOSED.value:
            return Moment(set_id, _as_at(session, period_id))
        opened = set_id if kind == "created" else opened
    return Moment(opened, _as_at(session, period_id))


def date_moment(session: Session, day: dt.date) -> Moment:
    """Return the moment at which a day began."""
    start = dt.datetime.combine(day, dt.time())
    newest = select(ChangeSet.id).where(ChangeSet.at < start).order_by(ChangeSet.id.desc())
    return Moment(session.scalar(newest.limit(1)) or 0)


def row_moment(session: Session, table: str, row_id: int) -> Moment | None:
    """Return the moment just before a row was added, None when that is not on file."""
    statement = select(ChangeEntry.set_id).where(
        ChangeEntry.table_name == table,
        ChangeEntry.row_id == str(row_id),
        ChangeEntry.kind == "created",
    )
    set_id = session.scalar(statement.order_by(ChangeEntry.id.desc()).limit(1))
    return None if set_id is None else Moment(set_id - 1)


def _as_at(session: Session, period_id: int) -> dt.date:
    table = Base.metadata.tables["period"]
    return session.execute(select(table.c.as_at).where(table.c.id == period_id)).scalar_one()


def plan_state(session: Session, moment: Moment) -> PlanState:
    """Return every plan item as it was at a moment."""
    return plan_states(session, moment)[0]


def plan_states(session: Session, *moments: Moment) -> list[PlanState]:
    """Return the plan at several moments, with its rows of today read once for all of them."""
    today = rows_now(session, _TABLES)
    return [
        _Reader(rows_at(session, moment.set_id, _TABLES, today), moment.as_at).read()
        for moment in moments
    ]


class _Reader:
    """Puts the rows of one moment together."""

    def __init__(self, rows: dict[str, Rows], as_at: dt.date | None) -> None:
        self._rows = rows
        periods = sorted(rows["period"].values(), key=lambda row: (row["as_at"], row["id"]))
        limit = as_at.isoformat() if as_at else "9999"
        self._periods = [row["id"] for row in periods if row["as_at"] <= limit]
        # Only where later periods are known can the rows hold what came after the limit.
        self._limit = limit if len(self._periods) < len(periods) else None
        self._updates = self._read_updates()
        self._outcomes = {(row["plan_id"], row["code"]): row for row in rows["outcome"].values()}

    def read(self) -> PlanState:
        items = self._rows["plan_item"]
        people, tags = self._people(), self._tags()
        evidence, links = self._grouped("evidence", "title"), self._links()
        found: dict[str, ItemState] = {}
        for row in items.values():
            updates = self._updates.get(row["id"], {})
            if self._limit is not None and row["is_new"] and not updates:
                continue
            parent = items.get(str(row["parent_id"]), {})
            key = row["id"]
            found[row["uid"]] = ItemState(
                uid=row["uid"],
                id=key,
                plan_id=row["plan_id"],
                level=_LEVELS[row["level"]],
                ref=row["ref"],
                title=row["title"],
                parent_uid=parent.get("uid", ""),
                parent_ref=parent.get("ref", ""),
                due=row["due"],
                leads=people.get((key, _LEAD), _NOTHING),
                sponsors=people.get((key, _SPONSOR), _NOTHING),
                scope=tags.get((key, _SCOPE), _NOTHING),
                sources=tags.get((key, _SOURCE), _NOTHING),
                **self._ending(row),
                done=bool(row["done"]),
                reported_elsewhere=bool(row["reported_elsewhere"]),
                declared=row["declared"],
                fields=row["fields"] or {},
                evidence=evidence.get(key, _NOTHING),
                links=links.get(key, _NOTHING),
                updates=updates,
                rating=self._latest(updates, "rating") or None,
                forecast=self._latest(updates, "forecast") or "",
            )
        return PlanState(found, frozenset(self._periods))

    def _ending(self, row: Mapping[str, Any]) -> dict[str, Any]:
        outcome, on = row["outcome"], row["outcome_on"]
        if self._limit is not None and on is not None and on > self._limit:
            outcome = None
        if outcome is None:
            nothing: dict[str, Any] = {"outcome": None, "outcome_word": "", "outcome_note": ""}
            return nothing | {"outcome_on": None, "closed": False}
        known = self._outcomes.get((row["plan_id"], outcome), {})
        return {
            "outcome": outcome,
            "outcome_word": known.get("word", outcome),
            "outcome_note": row["outcome_note"],
            "outcome_on": dt.date.fromisoformat(on) if on else None,
            "closed": bool(known.get("closes", False)),
        }

    def _read_updates(self) -> dict[int, dict[int, dict[str, Any]]]:
        order = {period_id: place for place, period_id in enumerate(self._periods)}
        found: dict[int, dict[int, dict[str, Any]]] = {}
        mine = [row for row in self._rows["item_update"].values() if row["period_id"] in order]
        for row in sorted(mine, key=lambda row: order[row["period_id"]]):
            found.setdefault(row["item_id"], {})[row["period_id"]] = row
        return found

    @staticmethod
    def _latest(updates: dict[int, dict[str, Any]], name: str) -> Any:
        for row in reversed(updates.values()):
            if row[name]:
                return row[name]
        return None

    def _people(self) -> dict[tuple[int, str], tuple[str, ...]]:
        names = self._rows["person"]
        found: dict[tuple[int, str], tuple[str, ...]] = {}
        for row in _placed(self._rows["item_person"]):
            key = (row["item_id"], row["part"])
            found[key] = (*found.get(key, _NOTHING), names[str(row["person_id"])]["name"])
        return found

    def _tags(self) -> dict[tuple[int, str], tuple[str, ...]]:
        tags = self._rows["tag"]
        found: dict[tuple[int, str], tuple[str, ...]] = {}
        for row in _placed(self._rows["item_tag"]):
            tag = tags[str(row["tag_id"])]
            key = (row["item_id"], tag["kind"])
            found[key] = (*found.get(key, _NOTHING), tag["name"])
        return found

    def _grouped(self, table: str, name: str) -> dict[int, tuple[str, ...]]:
        found: dict[int, tuple[str, ...]] = {}
        for row in _placed(self._rows[table]):
            found[row["item_id"]] = (*found.get(row["item_id"], _NOTHING), row[name])
        return found

    def _links(self) -> dict[int, tuple[str, ...]]:
        items = self._rows["plan_item"]
        found: dict[int, tuple[str, ...]] = {}
        for row in sorted(self._rows["link"].values(), key=lambda row: row["id"]):
            target = items.get(str(row["target_id"]), {})
            said = f"{LinkKind(row['kind']).value} {target.get('ref') or target.get('title', '')}"
            found[row["source_id"]] = (*found.get(row["source_id"], _NOTHING), said)
        return found


def _placed(rows: Rows) -> list[dict[str, Any]]:
    return sorted(rows.values(), key=lambda row: (row["position"], row["id"]))
