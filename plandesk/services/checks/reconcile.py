"""Checks that hold every stated number against the counted one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import Any

from plandesk.models.percentages import Rounding, explain_shares
from plandesk.models.types import Level
from plandesk.services.checks.facts import PlanFacts
from plandesk.services.checks.finding import PlanFinding, Severity
from plandesk.services.checks.stated import CountedWord, counted_words, solve_unknown, stated

COMMENTS = "comments"


def declared_against_listed(facts: PlanFacts) -> Iterator[PlanFinding]:
    """Find projects that declare another number of actions than they list."""
    name = facts.level_names[Level.ACTION - 1].lower()
    for item in facts.at(Level.PROJECT):
        listed = facts.below(item, Level.ACTION)
        if item.declared is None or item.declared == len(listed):
            continue
        found = facts.finding(
            "declared-not-listed",
            item,
            f"{item.where} lists {len(listed)} of {item.declared} {name}s.",
            "Add what is missing, or correct the number that the project declares.",
        )
        yield replace(found, rows=tuple(row.id for row in listed))


def stated_totals(facts: PlanFacts) -> Iterator[PlanFinding]:
    """Find stated totals that the plan does not list, beside what its projects declare."""
    for entry in stated(facts.settings, "total"):
        level = Level(int(entry.get("level", Level.ACTION)))
        number = int(entry["number"])
        rows = tuple(item.id for item in facts.at(level))
        declared = [item.declared for item in facts.items.values() if item.declared is not None]
        parts = [f"{number} stated ({entry.get('where', 'in a paper')})"]
        differs = number != len(rows)
        if level is Level.ACTION and declared:
            parts.append(f"{sum(declared)} declared")
            differs = differs or sum(declared) != number
        if differs:
            name = facts.level_names[level - 1]
            found = facts.finding(
                "stated-total",
                None,
                f"{name}s: {', '.join([*parts, f'{len(rows)} listed'])}.",
                "Find out which number is right before the paper is published.",
            )
            yield replace(found, rows=rows, subject=f"{facts.uid}:{entry.get('where', '')}")


def stated_outcomes(facts: PlanFacts) -> Iterator[PlanFinding]:
    """Find stated numbers of actions with an outcome that differ from those listed with it."""
    for entry in stated(facts.settings, "outcome"):
        codes = set(entry.get("outcomes", ()))
        number = int(entry["number"])
        rows = tuple(item.id for item in facts.at(Level.ACTION) if item.outcome in codes)
        if len(rows) == number:
            continue
        said = entry.get("word") or " or ".join(
            outcome.word.lower() for code, outcome in facts.outcomes.items() if code in codes
        )
        found = facts.finding(
            "stated-outcome",
            None,
            f"{number} stated {said} ({entry.get('where', 'in a paper')}), {len(rows)} listed.",
            "Find out which number is right before the paper is published.",
        )
        yield replace(found, rows=rows, subject=f"{facts.uid}:{entry.get('where', '')}")


def comment_counts(facts: PlanFacts) -> Iterator[PlanFinding]:
    """Find comments whose counts do not add to the number of actions that a project declares.

    A comment that rates actions ("5 Actions - Blue") must account for all of them; one that only
    names what became of some may stay below, but never above.
    """
    name = facts.level_names[Level.ACTION - 1]
    for item, written in facts.written(facts.at(Level.PROJECT)):
        words = counted_words(str(written.fields.get(COMMENTS, "")), name, facts.scale)
        listed = facts.below(item, Level.ACTION)
        of = item.declared if item.declared is not None else len(listed)
        total = sum(of if word.number is None else word.number for word in words)
        rates = any(word.is_rating for word in words)
        if not words or total == of or (total < of and not rates):
            continue
        found = facts.finding(
            "comment-count",
            item,
            f"The comment on {item.where} counts {total} of {of} {name.lower()}s "
            f"({_listed(words)}).",
            "Correct the counts in the comment.",
        )
        yield replace(found, rows=tuple(row.id for row in listed))


def _listed(words: tuple[CountedWord, ...]) -> str:
    return ", ".join(
        f"{'all' if word.number is None else word.number} {word.word}" for word in words
    )


def without_outcome(facts: PlanFacts) -> Iterator[PlanFinding]:
    """Find the actions that a review left without an outcome.

    Only once most actions have one: before, the review has hardly begun.
    """
    actions = list(facts.at(Level.ACTION))
    blank = [item for item in actions if item.outcome is None]
    if not blank or 2 * len(blank) >= len(actions):
        return
    name = facts.level_names[Level.ACTION - 1].lower()
    plural = f"1 {name} has" if len(blank) == 1 else f"{len(blank)} {name}s have"
    found = facts.finding(
        "no-outcome",
        None,
        f"{plural} no outcome: {', '.join(item.where for item in blank)}.",
        "Give each an outcome in the review.",
    )
    yield replace(found, rows=tuple(item.id for item in blank))


def shares_cut_off(facts: PlanFacts) -> Iterator[PlanFinding]:
    """Find printed percentages that were cut off instead of rounded."""
    return _shares(facts, "shares-cut-off", Rounding.TRUNCATED)


def shares_unexplained(facts: PlanFacts) -> Iterator[PlanFinding]:
    """Find printed percentages that no counts give, neither rounded nor cut off."""
    return _shares(facts, "shares-unexplained", None)


def _shares(facts: PlanFacts, code: str, kind: Rounding | None) -> Iterator[PlanFinding]:
    """Find shares of one kind; None for all that are neither rounded nor cut off."""
    for entry in stated(facts.settings, "shares"):
        printed = {str(word): _decimal(share) for word, share in dict(entry["shares"]).items()}
        told = explain_shares(list(printed.values()), int(entry["of"]))
        known = told.rounding in (Rounding.ROUNDED, Rounding.TRUNCATED)
        if told.rounding is not kind and (known or kind is not None):
            continue
        where = entry.get("where", "in a paper")
        found = facts.finding(
            code,
            None,
            f"Percentages ({where}) sum to {told.printed_sum}. {told.note}",
            "Print the counts beside rounded percentages.",
        )
        yield replace(found, subject=f"{facts.uid}:{where}")


def unknown_scores(facts: PlanFacts) -> Iterator[PlanFinding]:
    """Propose the one score that is missing and that the stated sum fixes."""
    for entry in stated(facts.settings, "scores"):
        scores: dict[str, Any] = dict(entry["scores"])
        solved = solve_unknown(scores, entry["total"])
        if solved is None:
            continue
        where = entry.get("where", "in a paper")
        found = facts.finding(
            "missing-number",
            None,
            f"{where}: {solved.name} has no number. The stated sum gives {solved.value} "
            f"({solved.equation}).",
            f"Enter {solved.value}, or ask the author.",
        )
        yield replace(found, severity=Severity.NOTE, subject=f"{facts.uid}:{where}:{solved.name}")


def _decimal(value: Any) -> Decimal:
    try:
        return Decimal(str(value).strip().rstrip("%"))
    except InvalidOperation:
        return Decimal("NaN")
