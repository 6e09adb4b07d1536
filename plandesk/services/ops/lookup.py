"""What the ops look up again and again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from plandesk.errors import UserError
from plandesk.models.base import derived_uid, new_uid
from plandesk.models.detail import FormerRef
from plandesk.models.people import Person
from plandesk.models.period import ItemUpdate, Period
from plandesk.models.plan import Plan, PlanItem, Tag
from plandesk.models.timeframes.day import settled
from plandesk.models.types import TagKind

T = TypeVar("T")
_SHORT = 40
_CHUNK = 500


def item(session: Session, item_id: int) -> PlanItem:
    """Return a plan item, or raise UserError when it was removed meanwhile."""
    found = session.get(PlanItem, item_id)
    if found is None:
        raise UserError("That row is not in the plan any more.", "Look for it in the history.")
    return found


def items(session: Session, item_ids: Iterable[int]) -> list[PlanItem]:
    """Return plan items in the order of their ids given, each once."""
    wanted = list(dict.fromkeys(item_ids))
    found: dict[int, PlanItem] = {}
    if len(wanted) > 1:
        for part in chunks(wanted):
            rows = session.scalars(select(PlanItem).where(PlanItem.id.in_(part)))
            found |= {row.id: row for row in rows}
    return [found.get(number) or item(session, number) for number in wanted]


def chunks(numbers: Sequence[T]) -> Iterator[Sequence[T]]:
    """Split numbers or other values into portions that SQLite takes in one statement."""
    for start in range(0, len(numbers), _CHUNK):
        yield numbers[start : start + _CHUNK]


def named(found: PlanItem) -> str:
    """Return what people call a row: its ref, or its title where it has none."""
    if found.ref:
        return found.ref
    short = found.title if len(found.title) <= _SHORT else found.title[: _SHORT - 1].rstrip() + "…"
    return f"“{short}”"


def titled(session: Session, title: str, item_ids: Sequence[int]) -> str:
    """Return an op's title with the ref of the one row it is about."""
    if len(item_ids) != 1:
        return title
    return f"{title} of {named(item(session, item_ids[0]))}"


def any_period(session: Session, period_id: int) -> Period:
    """Return a period, or raise UserError when it was removed meanwhile."""
    period = session.get(Period, period_id)
    if period is None:
        raise UserError("That period is not in the plan any more.", "Choose another period.")
    return period


def open_period(session: Session, period_id: int) -> Period:
    """Return a period that may be changed; raises UserError for a closed one."""
    period = any_period(session, period_id)
    period.require_open()
    return period


def update_for(session: Session, item_id: int, period: Period) -> ItemUpdate:
    """Return the item's update in the period, a new empty one when there is none."""
    return updates_for(session, (item_id,), period)[item_id]


def updates_for(session: Session, item_ids: Sequence[int], period: Period) -> dict[int, ItemUpdate]:
    """Return the items' updates in the period by item, new empty ones where there is none."""
    found: dict[int, ItemUpdate] = {}
    for part in chunks(item_ids):
        rows = session.scalars(
            select(ItemUpdate).where(
                ItemUpdate.item_id.in_(part), ItemUpdate.period_id == period.id
            )
        )
        found |= {row.item_id: row for row in rows}
    for number in item_ids:
        if number not in found:
            found[number] = ItemUpdate(
                item_id=number,
                period_id=period.id,
                rating=None,
                progress="",
                reason="",
                help_needed="",
                forecast="",
                forecast_latest=None,
                source="",
            )
            session.add(found[number])
    return found


def person_ids(session: Session, names: Iterable[str]) -> list[int]:
    """Return the ids of the people with these names, adding those the plan does not know."""
    ids: list[int] = []
    for name in dict.fromkeys(" ".join(said.split()) for said in names):
        if not name:
            continue
        person = session.scalar(select(Person).where(Person.name == name))
        if person is None:
            person = Person(name=name, uid=_uid_for(session, Person, f"person:{name}"))
            session.add(person)
            session.flush()
        ids.append(person.id)
    return ids


def tag_ids(session: Session, kind: TagKind, names: Iterable[str]) -> list[int]:
    """Return the ids of the tags of this kind with these names, adding new ones."""
    ids: list[int] = []
    for name in dict.fromkeys(" ".join(said.split()) for said in names):
        if not name:
            continue
        tag = session.scalar(select(Tag).where(Tag.kind == kind.value, Tag.name == name))
        if tag is None:
            uid = _uid_for(session, Tag, f"tag:{kind.value}:{name}")
            tag = Tag(kind=kind.value, name=name, uid=uid)
            session.add(tag)
            session.flush()
        ids.append(tag.id)
    return ids


def reference_date(session: Session) -> dt.date | None:
    """Return the newest as-at date, by which words such as "July" are read."""
    return session.scalar(select(func.max(Period.as_at)))


def typed_timeframe(session: Session, text: str) -> str:
    """Return a timeframe that somebody types today as it is kept: "tomorrow" becomes the day.

    Raises UserError where it may be two days, as "next Friday" may.
    """
    return settled(text, session.info["today"])


def keep_former_ref(session: Session, row: PlanItem, new: str) -> None:
    """Note the ref a row has now as a former one, before it gets ``new``."""
    note_former_ref(session, row, new, former_refs(session, [row.id]).get(row.id, []))


def former_refs(session: Session, item_ids: Sequence[int]) -> dict[int, list[FormerRef]]:
    """Return the former refs of plan items, by item."""
    found: dict[int, list[FormerRef]] = {}
    for part in chunks(item_ids):
        for former in session.scalars(select(FormerRef).where(FormerRef.item_id.in_(part))):
            found.setdefault(former.item_id, []).append(former)
    return found


def note_former_ref(session: Session, row: PlanItem, new: str, known: Sequence[FormerRef]) -> None:
    """Note a row's ref beside those ``known``; one that it gets back needs no note any more."""
    for former in known:
        if former.ref.casefold() == new.casefold():
            session.delete(former)
    if row.ref and row.ref.casefold() not in {former.ref.casefold() for former in known}:
        session.add(FormerRef(item_id=row.id, ref=row.ref))


def _uid_for(session: Session, model: type[Person | Tag], name: str) -> str:
    # The same name added on two laptops is the same person: they must not differ by chance.
    plan = session.scalar(select(Plan.uid).order_by(Plan.id).limit(1))
    uid = derived_uid(plan or "00000000-0000-0000-0000-000000000000", name)
    # One who was renamed since still has the identifier of the name they once had.
    taken = session.scalar(select(model.id).where(model.uid == uid))
    return uid if taken is None else new_uid()
