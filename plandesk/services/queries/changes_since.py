"""What changed in a plan since a period, a date, or a body's last pack: all of it, nothing else.

Two states of the plan are compared field by field, so that an edit and its reversal vanish and
whatever differs is listed, whoever changed it and however.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from plandesk.errors import UsageError
from plandesk.models.collector import many_small_things
from plandesk.models.meeting import Body, Meeting
from plandesk.models.packs import BuiltPack, Pack
from plandesk.models.types import Level, join_names, ref_key
from plandesk.models.wording import Piece, word_diff
from plandesk.services.queries.plan_states import (
    ItemState,
    Moment,
    PlanState,
    date_moment,
    period_moment,
    plan_states,
    row_moment,
)


class ChangeKind(StrEnum):
    """What happened to a plan item."""

    ADDED = "added"
    REMOVED = "removed"
    RE_RATED = "re-rated"
    RE_WORDED = "re-worded"
    RE_DATED = "re-dated"
    RE_ASSIGNED = "re-assigned"
    CLOSED = "closed"
    REOPENED = "reopened"
    MOVED = "moved"


_KINDS = {"rating": ChangeKind.RE_RATED, "forecast": ChangeKind.RE_DATED}


@dataclass(frozen=True, slots=True)
class PlanChange:
    """One thing that changed. Ratings are codes; lists and further columns are text.

    ``item_id`` is None for a plan item that is not in the plan any more. ``period_id`` is set
    for a text of one period.
    """

    item_id: int | None
    uid: str
    plan_id: int
    level: Level
    ref: str
    title: str
    kind: ChangeKind
    field: str
    before: str | None
    after: str | None
    period_id: int | None = None

    def words(self) -> tuple[Piece, ...]:
        """Return the change of wording, word by word."""
        return word_diff(self.before or "", self.after or "")


def changes_since_period(session: Session, period_id: int) -> list[PlanChange]:
    """Return what changed since a period was closed, or since it was opened if it never was."""
    return changes_between(session, period_moment(session, period_id), Moment())


def changes_since_date(session: Session, day: dt.date) -> list[PlanChange]:
    """Return what changed since a day began."""
    return changes_between(session, date_moment(session, day), Moment())


def changes_since_pack(session: Session, pack_id: int) -> list[PlanChange]:
    """Return what changed since a pack was last built; raises UsageError if it never was."""
    statement = select(BuiltPack.id).where(BuiltPack.pack_id == pack_id)
    newest = session.scalar(statement.order_by(BuiltPack.built_at.desc(), BuiltPack.id.desc()))
    moment = None if newest is None else row_moment(session, BuiltPack.__tablename__, newest)
    if moment is None:
        raise UsageError("That pack has not been built yet.", "Build it, or choose another one.")
    return changes_between(session, moment, Moment())


def last_pack_of(session: Session, body: str) -> int | None:
    """Return the pack that was last built for a body, None when there is none."""
    said = " ".join(body.split()).casefold()
    statement = (
        select(Pack.id, Pack.body, Body.name)
        .join(BuiltPack, BuiltPack.pack_id == Pack.id)
        .outerjoin(Meeting, Meeting.id == Pack.meeting_id)
        .outerjoin(Body, Body.id == Meeting.body_id)
        .order_by(BuiltPack.built_at.desc(), BuiltPack.id.desc())
    )
    for pack_id, typed, named in session.execute(statement):
        if said in ((typed or "").casefold(), (named or "").casefold()):
            return int(pack_id)
    return None


@many_small_things()
def changes_between(session: Session, then: Moment, now: Moment) -> list[PlanChange]:
    """Return what differs between two moments, in the order of refs."""
    return compare(*plan_states(session, then, now))


def compare(then: PlanState, now: PlanState) -> list[PlanChange]:
    """Return what differs between two states of the plan, in the order of refs."""
    found: list[PlanChange] = []
    both = then.period_ids & now.period_ids
    for uid in {**then.items, **now.items}:
        old, new = then.items.get(uid), now.items.get(uid)
        if old is None and new is not None:
            found.append(_change(new, ChangeKind.ADDED, "", None, new.title))
        elif new is None and old is not None:
            found.append(_change(old, ChangeKind.REMOVED, "", old.title, None, gone=True))
        elif old is not None and new is not None:
            found += _differences(old, new, both)
    order = list(ChangeKind)
    return sorted(
        found,
        key=lambda one: (one.plan_id, ref_key(one.ref), one.title, order.index(one.kind)),
    )


def _change(
    item: ItemState,
    kind: ChangeKind,
    field: str,
    *values: str | None,
    gone: bool = False,
) -> PlanChange:
    before, after = values
    item_id = None if gone else item.id
    return PlanChange(
        item_id,
        item.uid,
        item.plan_id,
        item.level,
        item.ref,
        item.title,
        kind,
        field,
        before,
        after,
    )


def _differences(old: ItemState, new: ItemState, periods: frozenset[int]) -> Iterator[PlanChange]:
    yield from _ending(old, new)
    for kind, name, before, after in _fields(old, new):
        if before != after:
            yield _change(new, kind, name, _text(before), _text(after))
    for name in sorted({*old.fields, *new.fields}):
        before, after = old.fields.get(name), new.fields.get(name)
        if before != after:
            yield _change(new, ChangeKind.RE_WORDED, name, _text(before), _text(after))
    for name in ("evidence", "links"):
        yield from _lists(new, name, getattr(old, name), getattr(new, name))
    yield from _said(old, new, periods)


def _fields(old: ItemState, new: ItemState) -> Iterator[tuple[ChangeKind, str, Any, Any]]:
    yield ChangeKind.RE_RATED, "rating", old.rating, new.rating
    yield ChangeKind.RE_WORDED, "title", old.title, new.title
    yield ChangeKind.RE_WORDED, "scope", old.scope, new.scope
    yield ChangeKind.RE_WORDED, "sources", old.sources, new.sources
    yield ChangeKind.RE_WORDED, "declared", old.declared, new.declared
    yield (
        ChangeKind.RE_WORDED,
        "reported elsewhere",
        old.reported_elsewhere,
        new.reported_elsewhere,
    )
    yield ChangeKind.RE_DATED, "due", old.due, new.due
    yield ChangeKind.RE_DATED, "forecast", old.forecast, new.forecast
    yield ChangeKind.RE_ASSIGNED, "lead", old.leads, new.leads
    yield ChangeKind.RE_ASSIGNED, "sponsor", old.sponsors, new.sponsors
    yield ChangeKind.MOVED, "ref", old.ref, new.ref
    yield ChangeKind.MOVED, "level", int(old.level), int(new.level)
    if old.parent_uid != new.parent_uid:
        yield ChangeKind.MOVED, "parent", old.parent_ref, new.parent_ref


def _ending(old: ItemState, new: ItemState) -> Iterator[PlanChange]:
    """Yield how an outcome or the tick of a milestone changed."""
    before, after = _outcome(old), _outcome(new)
    if old.closed != new.closed:
        kind = ChangeKind.CLOSED if new.closed else ChangeKind.REOPENED
        yield _change(new, kind, "outcome", before, after)
    elif old.outcome != new.outcome or old.outcome_note != new.outcome_note:
        yield _change(new, ChangeKind.RE_WORDED, "outcome", before, after)
    if old.done != new.done:
        kind = ChangeKind.CLOSED if new.done else ChangeKind.REOPENED
        yield _change(new, kind, "done", _text(old.done), _text(new.done))


def _outcome(item: ItemState) -> str | None:
    if item.outcome is None:
        return None
    return f"{item.outcome_word}: {item.outcome_note}" if item.outcome_note else item.outcome_word


def _lists(
    item: ItemState, name: str, old: tuple[str, ...], new: tuple[str, ...]
) -> Iterator[PlanChange]:
    gone, come = list(old), list(new)
    for entry in old:
        if entry in come:
            come.remove(entry)
            gone.remove(entry)
    for entry in gone:
        yield _change(item, ChangeKind.REMOVED, name, entry, None)
    for entry in come:
        yield _change(item, ChangeKind.ADDED, name, None, entry)


def _said(old: ItemState, new: ItemState, periods: frozenset[int]) -> Iterator[PlanChange]:
    """Yield the texts that differ in a period that both moments know."""
    told = {name: _latest_periods(old, new, name) for name in _KINDS}
    for period_id in sorted(periods):
        was, is_now = old.updates.get(period_id, {}), new.updates.get(period_id, {})
        for name in ("progress", "reason", "help_needed", "rating", "forecast"):
            before, after = was.get(name) or None, is_now.get(name) or None
            if before == after or period_id in told.get(name, ()):
                continue
            kind = _KINDS.get(name, ChangeKind.RE_WORDED)
            yield replace(_change(new, kind, name, before, after), period_id=period_id)


def _latest_periods(old: ItemState, new: ItemState, name: str) -> set[int]:
    """Return the periods of the latest rating or forecast, where that change is listed already."""
    if getattr(old, name) == getattr(new, name):
        return set()
    found: set[int] = set()
    for item in (old, new):
        said = [period_id for period_id, update in item.updates.items() if update.get(name)]
        found |= set(said[-1:])
    return found


def _text(value: Any) -> str | None:
    if value is None or value == "" or value == ():
        return None
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple | list):
        return join_names(str(part) for part in cast("list[object]", value))
    return str(value)
