"""What needs somebody: the checklist of a period, one explained rating, questions, reasons."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from plandesk.models.assurance import AcceptedFinding, Question, RatingOverride
from plandesk.models.period import ItemUpdate, Period
from plandesk.models.plan import PlanItem
from plandesk.models.rating_rules import earned
from plandesk.models.types import Rating
from plandesk.services.check import check_findings
from plandesk.services.checks.catalogue import RULES
from plandesk.services.checks.closing import CLOSING_CODES, closing_findings
from plandesk.services.checks.facts import PlanFacts, plan_facts
from plandesk.services.checks.finding import PlanFinding

_TITLES = {
    "return-missing": "Returns are in",
    "return-waiting": "Returns are settled",
    "not-rated": "Open actions are rated",
    "reason-missing": "Ratings that need a reason have one",
    "remedy-missing": "Ratings that need a reason say what will put it right",
    "question-open": "Questions are answered",
}


@dataclass(frozen=True, slots=True)
class ChecklistLine:
    """One line of the checklist for closing a period, with what is left to do.

    ``is_done`` when nothing is left, or all of it has been accepted with a reason.
    """

    code: str
    title: str
    findings: tuple[PlanFinding, ...]

    @property
    def open_count(self) -> int:
        """Return how much is left that nobody has accepted."""
        return sum(not finding.accepted for finding in self.findings)

    @property
    def is_done(self) -> bool:
        """Tell whether this line keeps the period from being closed."""
        return self.open_count == 0

    @property
    def rows(self) -> tuple[int, ...]:
        """Return the ids of the plan items that the line's number counts."""
        return tuple(row for one in self.findings if not one.accepted for row in one.rows)


@dataclass(frozen=True, slots=True)
class RatingExplained:
    """A declared rating beside what the plan itself says of it.

    ``derived`` is the best rating that the findings leave room for: the declared one when there
    are none. ``well_since`` is the as-at date from which it is known to have been well rated.
    """

    item_id: int
    ref: str
    period: str
    declared: Rating | None
    derived: Rating | None
    previous: Rating | None
    worst_child: Rating | None
    worst_child_id: int | None
    well_since: dt.date | None
    override: str
    findings: tuple[PlanFinding, ...]


@dataclass(frozen=True, slots=True)
class AcceptedRow:
    """One reason that was given for leaving a finding; ``is_current`` while it still covers it."""

    id: int
    code: str
    ref: str
    message: str
    reason: str
    who: str
    on: dt.date | None
    is_current: bool


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """One question to a lead; ``item_id`` is None when the plan item is not in the plan."""

    id: int
    item_id: int | None
    ref: str
    kind: str
    period_id: int | None
    asked_of: str
    asked_on: dt.date | None
    text: str
    answer: str
    answered_on: dt.date | None


@dataclass(frozen=True, slots=True)
class OverrideRow:
    """One rating given against the rules, with why they refuse it and the reason for it."""

    item_id: int | None
    ref: str
    period_id: int
    period: str
    rating: str
    refusal: str
    reason: str


def close_checklist(
    session: Session, period_id: int, today: dt.date | None = None
) -> list[ChecklistLine]:
    """Return the checklist for closing a period; ``today`` decides which returns are late."""
    found = closing_findings(session, period_id, today)
    return [
        ChecklistLine(code, _TITLES[code], tuple(one for one in found if one.code == code))
        for code in CLOSING_CODES
    ]


def explain_rating(
    session: Session, item_id: int, period_id: int | None = None
) -> RatingExplained | None:
    """Return the rating of a plan item beside what the plan says of it, None for an unknown one."""
    facts = next(
        (plan for plan in plan_facts(session, period_id) if item_id in plan.items),
        None,
    )
    if facts is None or facts.period is None:
        return None
    item = facts.items[item_id]
    now, before = facts.now(item), facts.before(item)
    about = {rule.code for rule in RULES if rule.about in ("rating", "explain")}
    found = check_findings(session, facts.period.id, about)
    mine = tuple(one for one in found if one.item_id == item_id)
    child_id, worst = _worst_child(facts, item_id)
    declared = now.rating if now else None
    return RatingExplained(
        item_id=item_id,
        ref=item.ref,
        period=facts.period.label,
        declared=declared,
        derived=_derived(facts, declared, worst, mine),
        previous=before.rating if before else None,
        worst_child=worst,
        worst_child_id=child_id,
        well_since=earned(
            facts.scale, facts.history(item), facts.period.as_at, facts.rules.done_months
        ).since,
        override=_override(session, item.id, facts.period.id),
        findings=mine,
    )


def _worst_child(facts: PlanFacts, item_id: int) -> tuple[int | None, Rating | None]:
    rated = [
        (child.id, said.rating)
        for child in facts.below(facts.items[item_id])
        if not child.closed and (said := facts.now(child)) is not None and said.rating is not None
    ]
    begun = [pair for pair in rated if pair[1].in_flight or pair[1].done or pair[1].needs_reason]
    return min(begun, key=lambda pair: pair[1].rank, default=(None, None))


def _derived(
    facts: PlanFacts,
    declared: Rating | None,
    worst: Rating | None,
    findings: tuple[PlanFinding, ...],
) -> Rating | None:
    """Return the best rating for which no finding would be left."""
    codes = {one.code for one in findings if not one.accepted}
    if declared is None or not codes:
        return declared
    if "parent-better" in codes and worst is not None:
        return worst
    down = {
        "overdue-but-green",
        "text-against-rating",
        "blue-too-early",
        "blue-no-evidence",
        "blue-measures",
    }
    if not codes & down:
        return declared
    lower = [
        value
        for value in facts.scale.values
        if value.rank < declared.rank and (value.in_flight or value.needs_reason)
    ]
    return max(lower, key=lambda value: value.rank, default=declared)


def _override(session: Session, item_id: int, period_id: int) -> str:
    said = select(RatingOverride.reason).join(PlanItem, PlanItem.uid == RatingOverride.item_uid)
    wanted = said.where(PlanItem.id == item_id, RatingOverride.period_id == period_id)
    return session.scalar(wanted) or ""


def accepted_findings(session: Session) -> list[AcceptedRow]:
    """Return every reason that was given for leaving a finding, newest first."""
    refs = _refs(session)
    current = {
        (one.code, one.subject, one.message) for one in check_findings(session) if one.accepted
    }
    kept = session.scalars(select(AcceptedFinding).order_by(AcceptedFinding.id.desc()))
    return [
        AcceptedRow(
            row.id,
            row.code,
            refs.get(row.subject, (0, ""))[1],
            row.message,
            row.reason,
            row.who,
            row.on,
            (row.code, row.subject, row.message) in current,
        )
        for row in kept
    ]


def questions(session: Session, *, open_only: bool = False) -> list[QuestionRow]:
    """Return the questions to leads and recalls of closed actions, oldest first."""
    refs = _refs(session)
    found: list[QuestionRow] = []
    for row in session.scalars(select(Question).order_by(Question.id)):
        if open_only and not row.is_open:
            continue
        item_id, ref = refs.get(row.item_uid, (None, ""))
        found.append(
            QuestionRow(
                row.id,
                item_id,
                ref,
                row.kind,
                row.period_id,
                row.asked_of,
                row.asked_on,
                row.text,
                row.answer,
                row.answered_on,
            )
        )
    return found


def overrides(session: Session, period_id: int | None = None) -> list[OverrideRow]:
    """Return the ratings that were given against the rules and still stand, for packs to print."""
    statement = (
        select(RatingOverride, Period.label, ItemUpdate.rating, PlanItem.id, PlanItem.ref)
        .join(Period, Period.id == RatingOverride.period_id)
        .join(PlanItem, PlanItem.uid == RatingOverride.item_uid)
        .join(
            ItemUpdate,
            (ItemUpdate.item_id == PlanItem.id)
            & (ItemUpdate.period_id == RatingOverride.period_id),
        )
        .order_by(Period.as_at, PlanItem.ref)
    )
    return [
        OverrideRow(item_id, ref, row.period_id, label, row.rating, row.refusal, row.reason)
        for row, label, rating, item_id, ref in session.execute(statement)
        if rating == row.rating and period_id in (None, row.period_id)
    ]


def _refs(session: Session) -> dict[str, tuple[int | None, str]]:
    return {
        row.uid: (row.id, row.ref)
        for row in session.execute(select(PlanItem.uid, PlanItem.id, PlanItem.ref))
    }
