"""Every rule that the checks know: its code, what it looks for, and the function that finds it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from plandesk.services.checks import explain, ratings, reconcile, references, structure
from plandesk.services.checks.facts import PlanFacts
from plandesk.services.checks.finding import PlanFinding

Finder: TypeAlias = Callable[[PlanFacts], Iterator[PlanFinding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: the codes of its findings, what it says in words, and who finds them.

    ``about`` is the group of the rule: structure, rating, explain, numbers or refs.
    """

    code: str
    title: str
    about: str
    find: Finder


RULES: tuple[Rule, ...] = (
    Rule("ref-twice", "A ref is used once.", "structure", structure.refs_used_twice),
    Rule("misplaced", "A row stands one level below its own.", "structure", structure.misplaced),
    Rule("unknown-rating", "A rating is on the scale.", "rating", ratings.unknown_ratings),
    Rule("not-rated", "Open actions are rated.", "rating", ratings.not_rated),
    Rule(
        "reason-missing",
        "A rating that needs a reason has one, with what will put it right.",
        "rating",
        ratings.without_reason,
    ),
    Rule("two-step-jump", "A jump of the rating is explained.", "rating", ratings.jumps),
    Rule(
        "blue-too-early",
        "Delivered is earned: it has lasted long enough before.",
        "rating",
        ratings.done_too_early,
    ),
    Rule(
        "blue-no-evidence",
        "Delivered is shown: it has evidence.",
        "rating",
        ratings.done_without_evidence,
    ),
    Rule(
        "overdue-but-green",
        "What is overdue is not rated as going well.",
        "explain",
        explain.overdue_but_well,
    ),
    Rule(
        "parent-better",
        "Nothing is rated better than its worst part.",
        "explain",
        explain.better_than_worst,
    ),
    Rule("no-update", "Every open action has an update.", "explain", explain.silent),
    Rule(
        "text-against-rating",
        "The update and the rating say the same.",
        "explain",
        explain.text_against_rating,
    ),
    Rule(
        "milestone-late",
        "Milestones are ticked when their dates are past.",
        "explain",
        explain.late_milestones,
    ),
    Rule(
        "duplicate-of-closed",
        "A duplicate points to work that goes on.",
        "explain",
        explain.duplicates_of_closed,
    ),
    Rule(
        "declared-not-listed",
        "A project lists what it declares.",
        "numbers",
        reconcile.declared_against_listed,
    ),
    Rule("stated-total", "Stated totals are listed.", "numbers", reconcile.stated_totals),
    Rule("stated-outcome", "Stated outcomes are listed.", "numbers", reconcile.stated_outcomes),
    Rule("comment-count", "Counts in comments add up.", "numbers", reconcile.comment_counts),
    Rule(
        "no-outcome",
        "A review gives every action an outcome.",
        "numbers",
        reconcile.without_outcome,
    ),
    Rule("shares", "Printed percentages come from counts.", "numbers", reconcile.stated_shares),
    Rule("missing-number", "No number is missing.", "numbers", reconcile.unknown_scores),
    Rule("unknown-ref", "Refs in texts are known.", "refs", references.unknown_refs),
    Rule("empty-section", "Refs lead to something.", "refs", references.empty_sections),
    Rule(
        "duplicate-chain",
        "A duplicate points to the action that carries the work.",
        "refs",
        references.duplicate_chains,
    ),
    Rule("duplicate-circle", "Duplicates do not go round.", "refs", references.duplicate_circles),
    Rule("duplicate-several", "A duplicate has one target.", "refs", references.several_targets),
    Rule(
        "no-target",
        "An outcome that needs a target has one.",
        "refs",
        references.outcomes_without_target,
    ),
)
