"""One plan item as text for people and as JSON."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from plandesk.models.counted import counted
from plandesk.models.types import join_names
from plandesk.services.queries.detail import HistoryRow, ItemDetail, plan_scale_words

_HISTORY_SHOWN = 10


def show_text(session: Session, detail: ItemDetail, history: list[HistoryRow]) -> str:
    """Return everything about the plan item as lines."""
    words = plan_scale_words(session)
    row = detail.row
    lines = [f"{row.ref}  {row.title}"]
    lines += _facts(detail)
    for update in detail.updates:
        word = words.get((row.plan_id, update.rating or ""), "not rated")
        lines.append(f"{update.period}: {word}")
        told = (
            ("Progress", update.progress),
            ("Reason", update.reason),
            ("Forecast", update.forecast),
            ("Help needed", update.help_needed),
        )
        lines += [f"  {name}: {text}" for name, text in told if text]
    lines += [f"[{'x' if one.done else ' '}] {one.title}" for one in detail.milestones]
    lines += [f"Evidence: {piece.title}" for piece in detail.evidence]
    lines += [
        f"{link.kind if link.outward else 'is ' + link.kind + ' of'}: "
        f"{link.other_ref} {link.other_title}"
        for link in detail.links
    ]
    lines += [f"History: {counted(len(history), 'change')}"] if history else []
    lines += [
        f"  {step.at:%d %b %Y %H:%M}  {step.who}  {step.title}" for step in history[:_HISTORY_SHOWN]
    ]
    return "\n".join(lines)


def _facts(detail: ItemDetail) -> list[str]:
    row = detail.row
    facts = (
        ("Lead", join_names(row.leads)),
        ("Sponsor", join_names(row.sponsors)),
        ("Due", row.due_text),
        ("Scope", ", ".join(row.scope)),
        ("Source", ", ".join(row.sources)),
        ("Protected characteristics", ", ".join(row.characteristics)),
        ("Outcome", " ".join(part for part in (row.outcome_word, detail.outcome_note) if part)),
        ("Formerly", ", ".join(detail.former_refs)),
    )
    return [f"{name}: {text}" for name, text in facts if text] + [
        f"{name}: {value}" for name, value in detail.fields.items()
    ]


def show_json(session: Session, detail: ItemDetail, history: list[HistoryRow]) -> dict[str, Any]:
    """Return everything about the plan item as JSON."""
    words = plan_scale_words(session)
    row = detail.row
    return {
        "ref": row.ref,
        "key": detail.key,
        "level": int(row.level),
        "title": row.title,
        "leads": list(row.leads),
        "sponsors": list(row.sponsors),
        "due": row.due_text,
        "scope": list(row.scope),
        "sources": list(row.sources),
        "characteristics": list(row.characteristics),
        "outcome": row.outcome,
        "outcome_note": detail.outcome_note,
        "fields": detail.fields,
        "updates": [
            {
                "period": update.period,
                "rating": words.get((row.plan_id, update.rating or "")),
                "progress": update.progress,
                "reason": update.reason,
                "forecast": update.forecast,
                "help_needed": update.help_needed,
                "source": update.source,
            }
            for update in detail.updates
        ],
        "milestones": [{"title": one.title, "done": one.done} for one in detail.milestones],
        "evidence": [{"title": piece.title, "note": piece.note} for piece in detail.evidence],
        "links": [
            {"kind": link.kind, "outward": link.outward, "ref": link.other_ref}
            for link in detail.links
        ],
        "former_refs": list(detail.former_refs),
        "history": [history_json(step) for step in history],
    }


def history_json(step: HistoryRow) -> dict[str, Any]:
    """Return one change as JSON."""
    return {
        "at": step.at.isoformat(),
        "who": step.who,
        "title": step.title,
        "source": step.source,
        "table": step.table,
        "kind": step.kind,
        "before": step.before,
        "after": step.after,
    }
