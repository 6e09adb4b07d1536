"""Closed periods as they were: what is kept of each plan item, and reading it again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from plandesk.models.assurance import PeriodReopening, PeriodSnapshot
from plandesk.models.period import ItemUpdate, Period
from plandesk.models.plan import PlanItem
from plandesk.models.types import Level
from plandesk.services.queries.plan_tree import PlanRow, plan_rows

SAID = ("rating", "progress", "reason", "forecast", "help_needed")


@dataclass(frozen=True, slots=True)
class AsItWasRow:
    """One plan item as it was when its period was closed; ``rating`` is a code of the scale.

    ``id`` is None for a plan item that has been taken out of the plan since.
    """

    id: int | None
    uid: str
    plan_id: int
    level: Level
    ref: str
    title: str
    parent_ref: str
    leads: tuple[str, ...]
    sponsors: tuple[str, ...]
    due: str
    outcome: str | None
    outcome_word: str
    outcome_note: str
    closed: bool
    rating: str | None
    progress: str
    reason: str
    forecast: str
    help_needed: str
    done: bool
    scope: tuple[str, ...]
    fields: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class AsItWas:
    """A period as it was. ``is_kept`` is False when it is shown from the plan of today.

    That is so for a period that is open, or that was closed before it came into this file.
    ``reopened`` are the reasons for which it was opened again, oldest first.
    """

    period_id: int
    label: str
    is_kept: bool
    reopened: tuple[str, ...]
    rows: tuple[AsItWasRow, ...]


def is_kept(session: Session, period_id: int) -> bool:
    """Tell whether the period is closed and its close was kept in this file."""
    statement = select(PeriodSnapshot.id).where(PeriodSnapshot.period_id == period_id)
    is_open = session.get_one(Period, period_id).is_open
    return not is_open and session.scalar(statement.limit(1)) is not None


def as_it_was(session: Session, period_id: int) -> AsItWas:
    """Return a period's wording, leads, outcomes, ratings and updates as they were at its close."""
    period = session.get_one(Period, period_id)
    kept: list[dict[str, Any]] = []
    if not period.is_open:
        columns = list(PeriodSnapshot.__table__.columns)
        statement = select(*columns).where(PeriodSnapshot.period_id == period_id)
        in_order = session.execute(statement.order_by(PeriodSnapshot.position))
        kept = [dict(row) for row in in_order.mappings()]
    ids = {row.uid: row.id for row in session.execute(select(PlanItem.uid, PlanItem.id))}
    reasons = select(PeriodReopening.reason).where(PeriodReopening.period_id == period_id)
    return AsItWas(
        period_id,
        period.label,
        bool(kept),
        tuple(session.scalars(reasons.order_by(PeriodReopening.position, PeriodReopening.id))),
        tuple(as_it_was_row(said, ids) for said in kept or snapshot_rows(session, period_id)),
    )


def snapshot_rows(session: Session, period_id: int) -> list[dict[str, Any]]:
    """Return what is kept of each plan item when this period is closed, in the plan's order."""
    rows = in_plan_order(plan_rows(session, period_id))
    refs = {row.id: row.ref for row in rows}
    around = {
        row.id: row
        for row in session.execute(
            select(PlanItem.id, PlanItem.uid, PlanItem.outcome_note, PlanItem.fields)
        )
    }
    texts = [getattr(ItemUpdate, name) for name in SAID]
    statement = select(ItemUpdate.item_id, *texts).where(ItemUpdate.period_id == period_id)
    said = {key: dict(zip(SAID, told, strict=True)) for key, *told in session.execute(statement)}
    return [
        {
            "period_id": period_id,
            "plan_id": row.plan_id,
            "position": number,
            "item_uid": around[row.id].uid,
            "level": int(row.level),
            "ref": row.ref,
            "title": row.title,
            "parent_ref": refs.get(row.parent_id or 0, ""),
            "leads": list(row.leads),
            "sponsors": list(row.sponsors),
            "due": row.due_text,
            "outcome": row.outcome,
            "outcome_word": row.outcome_word,
            "outcome_note": around[row.id].outcome_note,
            "closed": row.closed,
            "said": {**said.get(row.id, {}), **_wording(row, around[row.id].fields)},
        }
        for number, row in enumerate(rows)
    ]


def _wording(row: PlanRow, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return what else is said of a plan item, without what is empty."""
    told = {"done": row.done, "scope": list(row.scope), "fields": dict(fields)}
    return {name: value for name, value in told.items() if value}


def in_plan_order(rows: Iterable[PlanRow]) -> list[PlanRow]:
    """Return rows as the plan prints them: each followed by what is below it."""
    children: dict[int | None, list[PlanRow]] = {}
    everyone = list(rows)
    ids = {row.id for row in everyone}
    for row in everyone:
        above = row.parent_id if row.parent_id in ids else None
        children.setdefault(above, []).append(row)
    found: list[PlanRow] = []
    waiting = children.get(None, [])[::-1]
    while waiting:
        row = waiting.pop()
        found.append(row)
        waiting += children.get(row.id, [])[::-1]
    return found


def as_it_was_row(said: Mapping[str, Any], ids: Mapping[str, int]) -> AsItWasRow:
    """Return what was kept of one plan item as a row; ``ids`` finds those in the plan today."""
    update: Mapping[str, Any] = said["said"]
    return AsItWasRow(
        id=ids.get(said["item_uid"]),
        uid=said["item_uid"],
        plan_id=said["plan_id"],
        level=Level(said["level"]),
        ref=said["ref"],
        title=said["title"],
        parent_ref=said["parent_ref"],
        leads=tuple(said["leads"]),
        sponsors=tuple(said["sponsors"]),
        due=said["due"],
        outcome=said["outcome"],
        outcome_word=said["outcome_word"],
        outcome_note=said["outcome_note"],
        closed=said["closed"],
        rating=update.get("rating"),
        progress=update.get("progress") or "",
        reason=update.get("reason") or "",
        forecast=update.get("forecast") or "",
        help_needed=update.get("help_needed") or "",
        done=bool(update.get("done")),
        scope=tuple(update.get("scope") or ()),
        fields=dict(update.get("fields") or {}),
    )
