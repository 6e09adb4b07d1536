"""What does not add up in a plan, by the rules that it has switched on."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from plandesk.errors import UsageError
from plandesk.models.assurance import AcceptedFinding
from plandesk.models.collector import many_small_things
from plandesk.models.plan import Plan, PlanItem
from plandesk.models.types import ref_key
from plandesk.services.checks.catalogue import FAMILIES, RULES
from plandesk.services.checks.facts import PlanFacts, plan_facts, subjects
from plandesk.services.checks.finding import PlanFinding, Severity

__all__ = [
    "CheckRule",
    "PlanFinding",
    "Severity",
    "check_findings",
    "check_rules",
    "plan_findings",
]

_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}
_OFF = "checks_off"


@dataclass(frozen=True, slots=True)
class CheckRule:
    """One rule for a list of rules: its code, its words, its family, and whether it is on."""

    code: str
    title: str
    about: str
    is_on: bool


@many_small_things()
def check_findings(
    session: Session,
    period_id: int | None = None,
    rules: Collection[str] | None = None,
    step: Callable[[int, int, str], None] | None = None,
) -> list[PlanFinding]:
    """Return all that does not add up, worst first, each with its reason if it was accepted.

    Ratings are looked at as of ``period_id``, or of the current period. ``rules`` limits the
    rules by code or family, even to rules that the plan has switched off; raises UsageError for
    one that is not known. ``step`` is told before each rule and may raise Cancelled.
    """
    _require_known(rules or ())
    found: list[PlanFinding] = []
    for facts in plan_facts(session, period_id):
        found += subjects(session, _of_plan(facts, rules, step))
    reasons = _reasons(session)
    told = [_with_reason(finding, reasons) for finding in found]
    return sorted(told, key=lambda one: (_ORDER[one.severity], one.code, ref_key(one.ref or "")))


def rows_to_check(session: Session) -> int:
    """Return how many rows the plans of the file have, which tells how long the checks take."""
    return session.scalar(select(func.count()).select_from(PlanItem)) or 0


def plan_findings(session: Session) -> list[PlanFinding]:
    """Return what does not hold together in the plan itself."""
    return check_findings(session)


def check_rules(session: Session) -> list[CheckRule]:
    """Return every rule, and whether all plans of the file have it on."""
    off: set[str] = set()
    for plan in session.scalars(select(Plan)):
        off |= switched_off(plan.settings)
    return [CheckRule(rule.code, rule.title, rule.about, rule.code not in off) for rule in RULES]


def switched_off(settings: Mapping[str, Any]) -> set[str]:
    """Return the codes of the rules that a plan has switched off."""
    return set(settings.get(_OFF) or ())


def known_codes() -> set[str]:
    """Return the codes of all rules."""
    return {rule.code for rule in RULES}


def _require_known(codes: Iterable[str]) -> None:
    unknown = sorted(set(codes) - known_codes() - set(FAMILIES))
    if unknown:
        raise UsageError(
            f"There is no rule “{unknown[0]}”.",
            f"Families: {', '.join(FAMILIES)}. Rules: {', '.join(sorted(known_codes()))}.",
        )


def _of_plan(
    facts: PlanFacts,
    rules: Collection[str] | None,
    step: Callable[[int, int, str], None] | None,
) -> list[PlanFinding]:
    off = switched_off(facts.settings) if rules is None else set[str]()
    wanted = [
        rule
        for rule in RULES
        if rule.code not in off and (rules is None or {rule.code, rule.about} & set(rules))
    ]
    found: list[PlanFinding] = []
    for number, rule in enumerate(wanted, start=1):
        if step is not None:
            step(number, len(wanted), rule.title)
        found += rule.find(facts)
    return found


def _reasons(session: Session) -> dict[tuple[str, str, str], str]:
    kept = session.scalars(select(AcceptedFinding).order_by(AcceptedFinding.id))
    return {(row.code, row.subject, row.message): row.reason for row in kept}


def _with_reason(finding: PlanFinding, reasons: Mapping[tuple[str, str, str], str]) -> PlanFinding:
    reason = reasons.get((finding.code, finding.subject, finding.message))
    return replace(finding, accepted=reason) if reason else finding
