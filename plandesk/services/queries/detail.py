"""Everything that is known of one plan item."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from plandesk.errors import UsageError
from plandesk.models.audit import ChangeEntry, ChangeSet
from plandesk.models.detail import Comment, Evidence, FormerRef, Link
from plandesk.models.period import ItemUpdate, Period
from plandesk.models.plan import Plan, PlanItem
from plandesk.services.queries.plan_tree import PlanRow, current_period, plan_rows


@dataclass(frozen=True, slots=True)
class UpdateRow:
    """What was said about the plan item in one period; ``rating`` is a code."""

    period_id: int
    period: str
    is_open: bool
    rating: str | None
    progress: str
    reason: str
    forecast: str
    help_needed: str
    source: str


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One piece of evidence."""

    id: int
    title: str
    note: str
    address: str
    file_hash: str | None
    added_on: dt.date | None
    added_by: str


@dataclass(frozen=True, slots=True)
class LinkRow:
    """One link, seen from this end; ``outward`` is False when the other end made it."""

    id: int
    kind: str
    outward: bool
    other_id: int
    other_ref: str
    other_title: str


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One step that touched the plan item: the fields it changed, before and after."""

    set_id: int
    at: dt.datetime
    who: str
    title: str
    source: str
    table: str
    kind: str
    before: dict[str, Any]
    after: dict[str, Any]


@dataclass(frozen=True, slots=True)
class CommentRow:
    """One remark."""

    id: int
    at: dt.datetime
    author: str
    text: str


@dataclass(frozen=True, slots=True)
class ItemDetail:
    """A plan item whole: its row, updates oldest first, and all that hangs on it."""

    row: PlanRow
    key: str
    outcome_note: str
    fields: dict[str, Any]
    updates: tuple[UpdateRow, ...]
    milestones: tuple[PlanRow, ...]
    evidence: tuple[EvidenceRow, ...]
    links: tuple[LinkRow, ...]
    former_refs: tuple[str, ...]
    comments: tuple[CommentRow, ...]


def find_ref(session: Session, ref: str) -> int:
    """Return the id of the plan item with this ref, or that once had it.

    Raises UsageError when there is none.
    """
    wanted = "".join(ref.split()).lower()
    found = session.scalar(select(PlanItem.id).where(func.lower(PlanItem.ref) == wanted))
    if found is None:
        found = session.scalar(select(FormerRef.item_id).where(func.lower(FormerRef.ref) == wanted))
    if found is None:
        raise UsageError(
            f"There is no {ref} in this plan.", "plandesk tree FILE lists the refs it has."
        )
    return found


def item_detail(session: Session, item_id: int, period_id: int | None = None) -> ItemDetail | None:
    """Return everything about one plan item, or None when it is not in the plan.

    The row's ratings are those of ``period_id``, or of the current period.
    """
    item = session.get(PlanItem, item_id)
    if item is None:
        return None
    if period_id is None:
        shown = current_period(session)
        period_id = shown.id if shown else None
    children = session.scalars(
        select(PlanItem.id).where(PlanItem.parent_id == item_id, PlanItem.level == 4)
    )
    below = set(children)
    rows = plan_rows(session, period_id, {item_id, *below})
    return ItemDetail(
        row=next(row for row in rows if row.id == item_id),
        key=item.uid,
        outcome_note=item.outcome_note,
        fields=dict(item.fields),
        updates=_updates(session, item_id),
        milestones=tuple(row for row in rows if row.id in below),
        evidence=_evidence(session, item_id),
        links=_links(session, item_id),
        former_refs=tuple(
            session.scalars(select(FormerRef.ref).where(FormerRef.item_id == item_id))
        ),
        comments=tuple(
            CommentRow(row.id, row.at, row.author, row.text)
            for row in session.scalars(
                select(Comment).where(Comment.item_id == item_id).order_by(Comment.at, Comment.id)
            )
        ),
    )


def item_history(session: Session, item_id: int | None, limit: int = 500) -> list[HistoryRow]:
    """Return the steps that touched one plan item (None: any), newest first."""
    statement = (
        select(ChangeSet, ChangeEntry)
        .join(ChangeEntry, ChangeEntry.set_id == ChangeSet.id)
        .order_by(ChangeSet.id.desc(), ChangeEntry.id)
        .limit(limit)
    )
    if item_id is not None:
        statement = statement.where(ChangeEntry.item_id == item_id)
    return [
        HistoryRow(
            step.id,
            step.at,
            step.who,
            step.title,
            step.source,
            entry.table_name,
            entry.kind,
            entry.before or {},
            entry.after or {},
        )
        for step, entry in session.execute(statement)
    ]


def _updates(session: Session, item_id: int) -> tuple[UpdateRow, ...]:
    statement = (
        select(ItemUpdate, Period)
        .join(Period, Period.id == ItemUpdate.period_id)
        .where(ItemUpdate.item_id == item_id)
        .order_by(Period.as_at, Period.id)
    )
    return tuple(
        UpdateRow(
            period.id,
            period.label,
            period.is_open,
            update.rating,
            update.progress,
            update.reason,
            update.forecast,
            update.help_needed,
            update.source,
        )
        for update, period in session.execute(statement)
    )


def _evidence(session: Session, item_id: int) -> tuple[EvidenceRow, ...]:
    statement = (
        select(Evidence).where(Evidence.item_id == item_id).order_by(Evidence.position, Evidence.id)
    )
    return tuple(
        EvidenceRow(
            row.id,
            row.title,
            row.note,
            row.address,
            row.file_hash,
            row.added_on,
            row.added_by,
        )
        for row in session.scalars(statement)
    )


def _links(session: Session, item_id: int) -> tuple[LinkRow, ...]:
    statement = (
        select(Link)
        .where(or_(Link.source_id == item_id, Link.target_id == item_id))
        .order_by(Link.id)
    )
    found: list[LinkRow] = []
    for link in session.scalars(statement):
        outward = link.source_id == item_id
        other = session.get_one(PlanItem, link.target_id if outward else link.source_id)
        found.append(LinkRow(link.id, link.kind, outward, other.id, other.ref, other.title))
    return tuple(found)


def plan_scale_words(session: Session) -> dict[tuple[int, str], str]:
    """Return the word of each rating by plan and code."""
    return {
        (plan.id, value.code): value.word
        for plan in session.scalars(select(Plan))
        for value in plan.values
    }
