"""A closed period as it was, as text for people and as JSON."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from plandesk.models.counted import counted
from plandesk.models.timeframes.reading import read_timeframe
from plandesk.models.types import Level, join_names
from plandesk.services.queries.detail import plan_scale_words
from plandesk.services.queries.snapshot import AsItWasRow
from plandesk.services.queries.then_and_now import Difference, PastPlan, ThenAndNow

Words = dict[tuple[int, str], str]


def past_tree_text(session: Session, past: PastPlan) -> str:
    """Return the tree as the period's close left it, below a line that says so."""
    words = plan_scale_words(session)
    lines = [_headline(past)]
    for row in past.rows:
        then = row.then
        lead = f"  [{join_names(then.leads)}]" if then.leads else ""
        ref = f"{then.ref}  " if then.ref else "- "
        gone = "  (not in the plan any more)" if row.now is None else ""
        lines.append(
            f"{'  ' * (then.level - 1)}{ref}{then.title}{lead}{_ratings(row, words)}{gone}"
        )
    return "\n".join(lines)


def _headline(past: PastPlan) -> str:
    said = (
        f"{past.was.label} as it was at closing; {past.changed} of {counted(len(past.rows), 'row')}"
    )
    told = [f"{said} say something else today."]
    if past.added:
        told.append(f"{len(past.added)} were added since.")
    told += [f"Reopened: {reason}." for reason in past.was.reopened]
    return " ".join(told)


def _ratings(row: ThenAndNow, words: Words) -> str:
    then = row.then
    if then.level is Level.MILESTONE:
        return "  (done)" if then.done else ""
    previous, current = (
        words.get((then.plan_id, code or ""), "") for code in (row.previous, then.rating)
    )
    if not previous and not current:
        return f"  ({then.outcome_word})" if then.outcome_word else ""
    outcome = f"; {then.outcome_word}" if then.outcome_word else ""
    return f"  ({previous or 'not rated'} > {current or 'not rated'}{outcome})"


def past_tree_json(session: Session, past: PastPlan) -> list[dict[str, Any]]:
    """Return the rows as JSON, with the rating of that period by its label."""
    words = plan_scale_words(session)
    return [_json(row, past.was.label, words) for row in past.rows]


def _json(row: ThenAndNow, label: str, words: Words) -> dict[str, Any]:
    then = row.then
    rating = words.get((then.plan_id, then.rating or ""))
    return {
        "key": then.uid,
        "ref": then.ref,
        "level": int(then.level),
        "parent": then.parent_ref or None,
        "title": then.title,
        "leads": list(then.leads),
        "sponsors": list(then.sponsors),
        "scope": list(then.scope),
        "timeframe": {"text": then.due, "label": read_timeframe(then.due).label},
        "ratings": {label: rating} if rating else {},
        "progress": then.progress,
        "reason": then.reason,
        "forecast": then.forecast,
        "help_needed": then.help_needed,
        "outcome": then.outcome,
        "outcome_note": then.outcome_note,
        "fields": dict(then.fields),
        "in_the_plan": row.now is not None,
        "since": [_difference_json(one, then, words) for one in row.differences],
    }


def _difference_json(one: Difference, then: AsItWasRow, words: Words) -> dict[str, str]:
    before, after = (_say(one, said, then, words) for said in (one.then, one.now))
    return {"field": one.field, "before": before, "after": after}


def _say(one: Difference, said: str, then: AsItWasRow, words: Words) -> str:
    return words.get((then.plan_id, said), said) if one.field == "rating" else said


def past_row_json(session: Session, row: ThenAndNow, label: str) -> dict[str, Any]:
    """Return one plan item as the period's close left it, as JSON."""
    return {"period": label, **_json(row, label, plan_scale_words(session))}


def past_row_text(session: Session, row: ThenAndNow, label: str) -> str:
    """Return one plan item as the period's close left it, and what says something else today."""
    words, then = plan_scale_words(session), row.then
    rating = words.get((then.plan_id, then.rating or ""), "not rated")
    facts = (
        ("Lead", join_names(then.leads)),
        ("Sponsor", join_names(then.sponsors)),
        ("Due", then.due),
        ("Scope", ", ".join(then.scope)),
        ("Outcome", " ".join(part for part in (then.outcome_word, then.outcome_note) if part)),
        *((name, str(value)) for name, value in then.fields.items()),
        ("Progress", then.progress),
        ("Reason", then.reason),
        ("Forecast", then.forecast),
        ("Help needed", then.help_needed),
    )
    lines = [f"{then.ref}  {then.title}", f"{label}, as it was at closing: {rating}"]
    lines += [f"{name}: {text}" for name, text in facts if text]
    if row.now is None:
        lines.append("Since then: taken out of the plan.")
    lines += [
        f"Since then, {one.field}: {_say(one, one.then, then, words) or 'nothing'} > "
        f"{_say(one, one.now, then, words) or 'nothing'}"
        for one in row.differences
    ]
    return "\n".join(lines)
