"""The tree and its timeframes as text for people and as JSON."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from plandesk.models.period import ItemUpdate, Period
from plandesk.models.plan import PlanItem
from plandesk.models.timeframes.reading import Timeframe, read_timeframe
from plandesk.models.types import Level, join_names
from plandesk.services.ops.lookup import reference_date
from plandesk.services.queries.detail import plan_scale_words
from plandesk.services.queries.plan_tree import PlanRow, plan_rows


def in_tree_order(rows: list[PlanRow]) -> list[PlanRow]:
    """Return the rows as the tree shows them: each followed by what is below it."""
    below: dict[int | None, list[PlanRow]] = {}
    for row in rows:
        below.setdefault(row.parent_id, []).append(row)
    ordered: list[PlanRow] = []
    waiting = list(reversed(below.get(None, [])))
    while waiting:
        row = waiting.pop()
        ordered.append(row)
        waiting += reversed(below.get(row.id, []))
    return ordered


def tree_text(session: Session, period_id: int | None) -> str:
    """Return the tree as lines: ref, title, lead, previous and current rating."""
    words = plan_scale_words(session)
    lines: list[str] = []
    for row in in_tree_order(plan_rows(session, period_id)):
        lead = f"  [{join_names(row.leads)}]" if row.leads else ""
        ref = f"{row.ref}  " if row.ref else "- "
        lines.append(f"{'  ' * (row.level - 1)}{ref}{row.title}{lead}{_ratings(row, words)}")
    return "\n".join(lines) or "This plan has no rows yet."


def _ratings(row: PlanRow, words: dict[tuple[int, str], str]) -> str:
    if row.level is Level.MILESTONE:
        return "  (done)" if row.done else ""
    if row.reported_elsewhere:
        return "  (reported elsewhere)"
    previous = words.get((row.plan_id, row.previous or ""), "")
    current = words.get((row.plan_id, row.current or ""), "")
    if not previous and not current:
        return f"  ({row.outcome_word})" if row.outcome_word else ""
    outcome = f"; {row.outcome_word}" if row.outcome_word else ""
    return f"  ({previous or 'not rated'} > {current or 'not rated'}{outcome})"


def tree_json(session: Session) -> list[dict[str, Any]]:
    """Return the tree as JSON rows, with the ratings of every period by its label."""
    words = plan_scale_words(session)
    ratings = _all_ratings(session, words)
    reference = reference_date(session)
    details = {
        row.id: row for row in session.execute(select(PlanItem.id, PlanItem.uid, PlanItem.fields))
    }
    refs: dict[int, str] = {}
    answer: list[dict[str, Any]] = []
    for row in in_tree_order(plan_rows(session, None)):
        refs[row.id] = row.ref
        answer.append(
            {
                "key": details[row.id].uid,
                "ref": row.ref,
                "level": int(row.level),
                "parent": refs.get(row.parent_id) if row.parent_id is not None else None,
                "title": row.title,
                "leads": list(row.leads),
                "sponsors": list(row.sponsors),
                "scope": list(row.scope),
                "sources": list(row.sources),
                "characteristics": list(row.characteristics),
                "timeframe": timeframe_json(read_timeframe(row.due_text, reference=reference)),
                "ratings": ratings.get(row.id, {}),
                "outcome": row.outcome,
                "outcome_word": row.outcome_word or None,
                "reported_elsewhere": row.reported_elsewhere,
                "is_new": row.is_new,
                "done": row.done,
                "declared": row.declared,
                "fields": details[row.id].fields,
            }
        )
    return answer


def timeframe_json(reading: Timeframe) -> dict[str, Any]:
    """Return a timeframe in the form the command line promises."""
    return {
        "text": reading.text,
        "kind": str(reading.kind),
        "earliest": reading.earliest.isoformat() if reading.earliest else None,
        "latest": reading.latest.isoformat() if reading.latest else None,
        "ongoing": reading.ongoing,
        "recurrence": reading.recurrence,
        "precision": str(reading.precision),
        "label": reading.label,
        "ambiguous": reading.ambiguous,
        "note": reading.note,
        "parts": [timeframe_json(part) for part in reading.parts],
    }


def _all_ratings(session: Session, words: dict[tuple[int, str], str]) -> dict[int, dict[str, str]]:
    statement = (
        select(ItemUpdate.item_id, PlanItem.plan_id, Period.label, ItemUpdate.rating)
        .join(PlanItem, PlanItem.id == ItemUpdate.item_id)
        .join(Period, Period.id == ItemUpdate.period_id)
        .where(ItemUpdate.rating.is_not(None))
        .order_by(Period.as_at)
    )
    found: dict[int, dict[str, str]] = {}
    for item_id, plan_id, label, rating in session.execute(statement):
        word = words.get((plan_id, rating or ""), rating or "")
        found.setdefault(item_id, {})[label] = word
    return found
