"""Every rule that the checks know: its code, what it looks for, and the function that finds it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from plandesk.services.checks import (
    explain,
    ratings,
    reconcile,
    references,
    registers_checks,
    structure,
)
from plandesk.services.checks.facts import PlanFacts
from plandesk.services.checks.finding import PlanFinding

# Reconciliation and references are about what a paper says; "explain" holds a rating against
# the plan, so that a duplicate of closed work is found there.
FAMILIES = ("structure", "rating", "explain", "reconcile", "references")

Finder: TypeAlias = Callable[[PlanFacts], Iterator[PlanFinding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: the codes of its findings, what it says in words, and who finds them.

    ``about`` is its family, one of ``FAMILIES``.
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
        "A rating that needs a reason has one.",
        "rating",
        ratings.without_reason,
    ),
    Rule(
        "remedy-missing",
        "A rating that needs a reason says what will put it right.",
        "rating",
        ratings.without_remedy,
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
        "blue-measures",
        "Delivered is measured: the measures of the action are met.",
        "rating",
        ratings.done_without_measures,
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
        "reconcile",
        reconcile.declared_against_listed,
    ),
    Rule("stated-total", "Stated totals are listed.", "reconcile", reconcile.stated_totals),
    Rule("stated-outcome", "Stated outcomes are listed.", "reconcile", reconcile.stated_outcomes),
    Rule("comment-count", "Counts in comments add up.", "reconcile", reconcile.comment_counts),
    Rule(
        "no-outcome",
        "A review gives every action an outcome.",
        "reconcile",
        reconcile.without_outcome,
    ),
    Rule(
        "shares-cut-off",
        "Printed percentages are rounded, not cut off.",
        "reconcile",
        reconcile.shares_cut_off,
    ),
    Rule(
        "shares-unexplained",
        "Printed percentages come from counts.",
        "reconcile",
        reconcile.shares_unexplained,
    ),
    Rule("missing-number", "No number is missing.", "reconcile", reconcile.unknown_scores),
    Rule("unknown-ref", "Refs in texts are known.", "references", references.unknown_refs),
    Rule(
        "empty-section",
        "A ref leads to a project that lists something.",
        "references",
        references.empty_sections,
    ),
    Rule(
        "duplicate-chain",
        "A duplicate points to the action that carries the work.",
        "references",
        references.duplicate_chains,
    ),
    Rule(
        "duplicate-circle",
        "Duplicates do not go round.",
        "references",
        references.duplicate_circles,
    ),
    Rule(
        "duplicate-several", "A duplicate has one target.", "references", references.several_targets
    ),
    Rule(
        "no-target",
        "An outcome that needs a target has one.",
        "references",
        references.outcomes_without_target,
    ),
    Rule(
        "measure-rating",
        "A measure is rated as its target and tolerance say.",
        "rating",
        registers_checks.measures_rated_otherwise,
    ),
    Rule(
        "measure-trend",
        "The trend of a measure is that of its values.",
        "rating",
        registers_checks.measures_moving_otherwise,
    ),
    Rule(
        "measure-sum",
        "The areas and the shares of a measure are those of its figures.",
        "explain",
        registers_checks.measures_do_not_add_up,
    ),
    Rule(
        "measure-no-value",
        "Every measure has a value of the period.",
        "explain",
        registers_checks.measures_without_value,
    ),
    Rule(
        "risk-review",
        "Risks are reviewed by their date.",
        "explain",
        registers_checks.risks_to_review,
    ),
    Rule(
        "recommendation-overdue",
        "Recommendations are answered by their date.",
        "explain",
        registers_checks.recommendations_overdue,
    ),
    Rule(
        "appraisal-sum",
        "Scores add up to the sums that are printed.",
        "reconcile",
        registers_checks.appraisals_do_not_add_up,
    ),
    Rule(
        "staffing-total",
        "Totals of staffing leave nobody out.",
        "reconcile",
        registers_checks.staffing_totals,
    ),
    Rule(
        "budget-total",
        "Totals of budgets leave nobody out.",
        "reconcile",
        registers_checks.budget_totals,
    ),
    Rule(
        "send-out-late",
        "Papers go out with enough clear days.",
        "explain",
        registers_checks.sent_out_too_late,
    ),
    Rule(
        "undefined-abbreviation",
        "The glossary explains every abbreviation.",
        "references",
        registers_checks.undefined_abbreviations,
    ),
    Rule(
        "abbreviation-meanings",
        "An abbreviation stands for one thing.",
        "references",
        registers_checks.abbreviations_of_two_meanings,
    ),
)
