"""What of a plan is not for publication."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from plandesk.models.content import ExemptContent
from plandesk.models.detail import Evidence
from plandesk.models.exempt import ExemptEntry, ExemptEvidence, ExemptItem, ExemptPart
from plandesk.models.plan import Plan, PlanItem
from plandesk.models.registers import RegisterEntry


@dataclass(frozen=True, slots=True)
class ExemptRow:
    """One mark: what is exempt by ref and title, of which kind, why, and which parts of it."""

    kind: str
    id: int
    ref: str
    title: str
    paragraph: str
    reason: str
    parts: tuple[ExemptPart, ...] = ()


def exempt_rows(session: Session) -> list[ExemptRow]:
    """Return every mark: plan items, then entries of registers, then evidence."""
    items = select(PlanItem, ExemptItem).join(ExemptItem, ExemptItem.item_id == PlanItem.id)
    found = [
        ExemptRow("row", item.id, item.ref, item.title, *_why(mark), _parts(mark))
        for item, mark in session.execute(items.order_by(PlanItem.id))
    ]
    entries = select(RegisterEntry, ExemptEntry).join(
        ExemptEntry, ExemptEntry.entry_id == RegisterEntry.id
    )
    found += [
        ExemptRow("entry", entry.id, entry.ref, entry.title, *_why(mark))
        for entry, mark in session.execute(entries.order_by(RegisterEntry.id))
    ]
    evidence = (
        select(Evidence, ExemptEvidence, PlanItem.ref)
        .join(ExemptEvidence, ExemptEvidence.evidence_id == Evidence.id)
        .join(PlanItem, PlanItem.id == Evidence.item_id)
    )
    found += [
        ExemptRow("evidence", piece.id, ref, piece.title, *_why(mark))
        for piece, mark, ref in session.execute(evidence.order_by(Evidence.id))
    ]
    return found


def item_exemption(session: Session, item_id: int) -> ExemptRow | None:
    """Return the mark of a plan item, or that of the nearest row above it that is exempt whole."""
    at: int | None = item_id
    while at is not None:
        item = session.get_one(PlanItem, at)
        mark = session.scalar(select(ExemptItem).where(ExemptItem.item_id == at))
        if mark is not None and (at == item_id or not mark.parts):
            return ExemptRow("row", at, item.ref, item.title, *_why(mark), _parts(mark))
        at = item.parent_id
    return None


def entry_exemption(session: Session, entry_id: int) -> ExemptRow | None:
    """Return the mark of an entry of a register."""
    mark = session.scalar(select(ExemptEntry).where(ExemptEntry.entry_id == entry_id))
    if mark is None:
        return None
    entry = session.get_one(RegisterEntry, entry_id)
    return ExemptRow("entry", entry_id, entry.ref, entry.title, *_why(mark))


def evidence_exemptions(session: Session, item_id: int) -> dict[int, ExemptRow]:
    """Return the marks of the evidence of a plan item, by the number of the piece."""
    pieces = (
        select(Evidence, ExemptEvidence)
        .join(ExemptEvidence, ExemptEvidence.evidence_id == Evidence.id)
        .where(Evidence.item_id == item_id)
    )
    return {
        piece.id: ExemptRow("evidence", piece.id, "", piece.title, *_why(mark))
        for piece, mark in session.execute(pieces)
    }


def _why(mark: ExemptItem | ExemptEntry | ExemptEvidence) -> tuple[str, str]:
    return mark.paragraph, mark.reason


def _parts(mark: ExemptItem) -> tuple[ExemptPart, ...]:
    return tuple(ExemptPart(part) for part in mark.parts)


def exempt_contents(session: Session, plan: Plan) -> tuple[ExemptContent, ...]:
    """Return the marks of a plan's items and entries by their stable identifiers."""
    items = (
        select(PlanItem.uid, ExemptItem)
        .join(ExemptItem, ExemptItem.item_id == PlanItem.id)
        .where(PlanItem.plan_id == plan.id)
    )
    found = [
        ExemptContent(uid, *_why(mark), tuple(mark.parts))
        for uid, mark in session.execute(items.order_by(PlanItem.id))
    ]
    first = session.scalar(select(Plan.id).order_by(Plan.position, Plan.id).limit(1))
    mine = [plan.id, None] if plan.id == first else [plan.id]
    entries = (
        select(RegisterEntry, ExemptEntry)
        .join(ExemptEntry, ExemptEntry.entry_id == RegisterEntry.id)
        .order_by(RegisterEntry.id)
    )
    found += [
        ExemptContent(entry.uid, *_why(mark))
        for entry, mark in session.execute(entries)
        if entry.plan_id in mine
    ]
    return tuple(found)


def read_exempt(said: dict[str, Any]) -> ExemptContent:
    """Return a mark read back from JSON; raises ValueError for a part there is not."""
    parts = tuple(ExemptPart(part).value for part in said.get("parts", ()))
    return ExemptContent(said["key"], str(said["paragraph"]), str(said["reason"]), parts)
