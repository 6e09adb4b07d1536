"""Checks of the ratings of the current period against the rules of the plan."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from plandesk.models.plan_rows import PlanRow
from plandesk.models.rating_rules import earned, steps_between
from plandesk.models.reasons import read_reason
from plandesk.models.types import Level
from plandesk.services.checks.facts import PlanFacts, UpdateFact
from plandesk.services.checks.finding import PlanFinding, Severity
from plandesk.services.rating_refusal import unmet_words

RATED = (Level.WORKSTREAM, Level.PROJECT, Level.ACTION)


def say_date(day: dt.date) -> str:
    """Return a date as it is printed: 30 April 2024."""
    return f"{day.day} {day:%B %Y}"


def rated_now(facts: PlanFacts, *levels: Level) -> Iterator[tuple[PlanRow, UpdateFact]]:
    """Yield the open rows of these levels that the current period says something of."""
    for item in facts.at(*(levels or RATED)):
        said = facts.now(item)
        if said is not None and not item.closed:
            yield item, said


def not_rated(facts: PlanFacts) -> Iterator[PlanFinding]:
    """Find open actions that an open period leaves without a rating."""
    if facts.period is None or not facts.period.is_open or not facts.is_reported:
        return
    for item in facts.at(Level.ACTION):
        said = facts.now(item)
        if not item.closed and (said is None or said.code is None):
            message = f"{item.where} is not rated in {facts.period.label}."
            yield facts.finding("not-rated", item, message, f"Rate {item.where}.")


def unknown_ratings(facts: PlanFacts) -> Iterator[PlanFinding]:
    """Find ratings of any period that are not on the plan's scale."""
    labels = {row.id: row.label for row in facts.periods}
    for period_id, updates in facts.updates.items():
        for item_id, said in updates.items():
            if said.code is None or said.rating is not None:
                continue
            item = facts.items[item_id]
            found = facts.finding(
                "unknown-rating",
                item,
                f"{item.where} is rated “{said.code}” in {labels[period_id]}, which is not on the "
                "plan's scale.",
                "Rate it again.",
            )
            yield replace(found, severity=Severity.ERROR)


def without_reason(facts: PlanFacts) -> Iterator[PlanFinding]:
    """Find ratings that need a reason and have none."""
    if not facts.rules.reason_needed:
        return
    for item, word, reason in _to_explain(facts):
        if not read_reason(reason).why:
            yield facts.finding(
                "reason-missing",
                item,
                f"{item.where} is {word} and nobody has said why.",
                f"Enter why {item.where} is {word} and what will put it right.",
            )


def _to_explain(facts: PlanFacts) -> Iterator[tuple[PlanRow, str, str]]:
    """Yield the rows whose rating needs a reason, with its word and the reason given."""
    words = {
        item.id: said.rating.word
        for item, said in rated_now(facts)
        if said.rating is not None and said.rating.needs_reason
    }
    for item, texts in facts.written(facts.items[item_id] for item_id in words):
        yield item, words[item.id], texts.reason


def without_remedy(facts: PlanFacts) -> Iterator[PlanFinding]:
    """Find ratings whose reason says why, but not what will put it right."""
    if not facts.rules.remedy_needed:
        return
    for item, word, reason in _to_explain(facts):
        told = read_reason(reason)
        if not told.remedy and (told.why or not facts.rules.reason_needed):
            yield facts.finding(
                "remedy-missing",
                item,
                f"{item.where} is {word} and nobody has said what will put it right.",
                f"Enter what will put {item.where} right.",
            )


def jumps(facts: PlanFacts) -> Iterator[PlanFinding]:
    """Find ratings that moved two steps of the scale or more without a word of explanation."""
    if not facts.rules.jump_explained:
        return
    moved: dict[int, str] = {}
    for item, said in rated_now(facts):
        before = facts.before(item)
        was = before.rating if before else None
        steps = steps_between(facts.scale, was, said.rating)
        if steps >= facts.rules.jump_steps and was and said.rating:
            moved[item.id] = f"went from {was.word} to {said.rating.word}, {steps} steps"
    for item, texts in facts.written(facts.items[item_id] for item_id in moved):
        if not texts.reason.strip():
            yield facts.finding(
                "two-step-jump",
                item,
                f"{item.where} {moved[item.id]}, and nobody has said why.",
                "Enter the reason for the change.",
            )


def done_too_early(facts: PlanFacts) -> Iterator[PlanFinding]:
    """Find actions rated as delivered that were not as good for long enough before."""
    if not facts.rules.done_earned:
        return
    for item, said in rated_now(facts, Level.ACTION):
        problem = too_early(facts, item, said)
        if problem:
            yield facts.finding(
                "blue-too-early",
                item,
                problem,
                "Rate it lower until it has lasted, or give the reason for the exception.",
            )


def too_early(facts: PlanFacts, item: PlanRow, said: UpdateFact) -> str:
    """Return why the current rating as delivered is not earned yet, empty when it is."""
    rating, period = said.rating, facts.period
    if rating is None or not rating.done or period is None:
        return ""
    months = facts.rules.done_months
    judged = earned(facts.scale, facts.history(item), period.as_at, months)
    if judged.is_earned or not judged.known or _overridden(facts, item):
        return ""
    start = f"{item.where} is {rating.word} as at {say_date(period.as_at)}"
    if judged.since is None:
        return f"{start}, but was not as good in the period before."
    return (
        f"{start}, but it is known to have been as good only since {say_date(judged.since)}; "
        f"more than {months} months are needed."
    )


def _overridden(facts: PlanFacts, item: PlanRow) -> bool:
    """Whether a reason was given for this rating, now or since it has been as good."""
    shown = facts.period
    known = [row for row in facts.periods if shown is not None and row.as_at <= shown.as_at]
    for row in reversed(known):
        said = facts.said(item.id, row.id)
        if said is None or said.rating is None or not said.rating.done:
            return False
        if (item.id, row.id) in facts.overridden:
            return True
    return False


def done_without_evidence(facts: PlanFacts) -> Iterator[PlanFinding]:
    """Find actions rated as delivered that nothing shows to be so."""
    if not facts.rules.done_evidence:
        return
    for item, said in rated_now(facts, Level.ACTION):
        if said.rating is None or not said.rating.done or item.id in facts.with_evidence:
            continue
        if not _overridden(facts, item):
            yield facts.finding(
                "blue-no-evidence",
                item,
                f"{item.where} is {said.rating.word} and has no evidence.",
                "Add what shows that it is embedded.",
            )


def done_without_measures(facts: PlanFacts) -> Iterator[PlanFinding]:
    """Find actions rated as delivered whose measures do not show it."""
    if not facts.rules.done_measures:
        return
    for item, said in rated_now(facts, Level.ACTION):
        problem = unmet_words(item.where, facts.measured.get(item.id))
        if problem and said.rating is not None and not _overridden(facts, item):
            yield facts.finding(
                "blue-measures",
                item,
                f"{item.where} is {said.rating.word}. {problem}",
                "Rate it lower until they are met, or give the reason for the exception.",
            )
