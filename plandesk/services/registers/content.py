"""The registers of a plan as plain content, for exchange: out of the file, and out of JSON."""

from __future__ import annotations

from typing import Any, cast

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from plandesk.models.content import EntryContent, EntryLinkContent, ValueContent
from plandesk.models.plan import Plan, PlanItem
from plandesk.models.registers import EntryItem, EntryPlan, RegisterEntry
from plandesk.services.queries.registers.rows import (
    EntryRow,
    ValueRow,
    entry_rows,
    values_of,
)


def entry_contents(session: Session, plan: Plan) -> tuple[EntryContent, ...]:
    """Return the entries of a plan, in order, each before its parts.

    The first plan of the file carries the entries that belong to all plans.
    """
    first = session.scalar(select(Plan.id).order_by(Plan.position, Plan.id).limit(1))
    mine = RegisterEntry.plan_id == plan.id
    where = or_(mine, RegisterEntry.plan_id.is_(None)) if plan.id == first else mine
    order = (RegisterEntry.kind, RegisterEntry.plan_id, RegisterEntry.position, RegisterEntry.id)
    rows = entry_rows(
        session, list(session.scalars(select(RegisterEntry).where(where).order_by(*order)))
    )
    values = values_of(session, [row.id for row in rows])
    uids = {row.id: row.uid for row in rows}
    below: dict[int | None, list[EntryRow]] = {}
    for row in rows:
        below.setdefault(row.parent_id, []).append(row)
    ordered: list[EntryRow] = []
    waiting = list(reversed(below.get(None, ())))
    while waiting:
        row = waiting.pop()
        ordered.append(row)
        waiting += reversed(below.get(row.id, ()))
    return tuple(_entry(row, values.get(row.id, ()), uids) for row in ordered)


def entry_links(session: Session, plan: Plan) -> tuple[EntryLinkContent, ...]:
    """Return the links from entries to rows of a plan, and to the plan itself."""
    to_rows = (
        select(RegisterEntry.uid, EntryItem.kind, PlanItem.uid)
        .join(EntryItem, EntryItem.entry_id == RegisterEntry.id)
        .join(PlanItem, PlanItem.id == EntryItem.item_id)
        .where(PlanItem.plan_id == plan.id)
    )
    to_plan = (
        select(RegisterEntry.uid, EntryPlan.kind)
        .join(EntryPlan, EntryPlan.entry_id == RegisterEntry.id)
        .where(EntryPlan.plan_id == plan.id)
    )
    found = [EntryLinkContent(*row) for row in session.execute(to_rows.order_by(EntryItem.id))]
    found += [EntryLinkContent(*row) for row in session.execute(to_plan.order_by(EntryPlan.id))]
    return tuple(found)


def _entry(row: EntryRow, values: list[ValueRow] | tuple[()], uids: dict[int, str]) -> EntryContent:
    return EntryContent(
        key=row.uid,
        kind=row.kind,
        title=row.title,
        parent=uids[row.parent_id] if row.parent_id is not None else "",
        ref=row.ref,
        due=row.due,
        shared=row.plan_id is None,
        fields=dict(sorted(row.fields.items())),
        people=dict(sorted(row.people.items())),
        sources=row.sources,
        characteristics=row.characteristics,
        values=tuple(
            _value(value, uids) for value in sorted(values, key=lambda one: (one.key, one.position))
        ),
    )


def _value(row: ValueRow, uids: dict[int, str]) -> ValueContent:
    own = row.period_id is not None
    return ValueContent(
        key=row.key,
        text=row.text,
        period=row.period if own else "",
        period_text="" if own else row.period,
        area=row.area,
        about=uids.get(row.about_id or 0, ""),
        note=row.note,
        source=row.source,
        rating=row.rating,
        trend=row.trend,
        reason=row.reason,
    )


def read_entry(said: dict[str, Any]) -> EntryContent:
    """Return an entry read back from JSON."""
    plain: dict[str, Any] = dict(said)
    for name in ("sources", "characteristics"):
        plain[name] = tuple(said.get(name, ()))
    people = cast("dict[str, list[str]]", said.get("people") or {})
    plain["people"] = {part: tuple(names) for part, names in people.items()}
    plain["values"] = tuple(ValueContent(**row) for row in said.get("values", ()))
    return EntryContent(**plain)


def read_entry_link(said: dict[str, Any]) -> EntryLinkContent:
    """Return a link of an entry read back from JSON."""
    return EntryLinkContent(**said)
