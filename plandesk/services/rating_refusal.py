"""Why the plan's rules refuse a rating."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from plandesk.models.detail import Evidence
from plandesk.models.period import ItemUpdate, Period
from plandesk.models.plan import Plan, PlanItem
from plandesk.models.rating_rules import RatingRules, add_months, earned
from plandesk.models.types import Level, Rating
from plandesk.services.queries.measures import MeasuresMet, measures_met


def refusal(session: Session, item: PlanItem, period: Period, code: str | None) -> str:
    """Return why this rating may not be given, empty when it may.

    Only a rating that says delivered must be earned, and only by an action. What was rated
    before the plan's first known period nobody can tell, so it is not held against the rating.
    """
    plan = session.get_one(Plan, item.plan_id)
    rating = plan.scale.by_code(code)
    if rating is None or not rating.done or item.level != Level.ACTION:
        return ""
    rules = RatingRules.of(plan.settings)
    if rules.done_earned:
        problem = _not_earned(session, item, period, rating, rules.done_months)
        if problem:
            return problem
    if rules.done_evidence and _has_no_evidence(session, item):
        return f"{item.ref} has no evidence for {rating.word}."
    return unmet(session, item, period) if rules.done_measures else ""


def unmet(session: Session, item: PlanItem, period: Period) -> str:
    """Return which measures of an action do not show that it is delivered, empty when all do.

    An action without measures needs none; a measure without a value or target shows nothing.
    """
    found = measures_met(session, (item.id,), period.id).get(item.id)
    return unmet_words(item.ref or f"“{item.title}”", found)


def unmet_words(where: str, found: MeasuresMet | None) -> str:
    """Return in words what of the measures is not met or not known, empty when all are met."""
    if found is None or found.met:
        return ""
    told = [f"not met: {'; '.join(found.short)}"] if found.short else []
    unknown = [one.rstrip(".") for one in found.unknown]
    told += [f"not known: {'; '.join(unknown)}"] if unknown else []
    return f"{where} has measures that are {', and '.join(told)}."


def _not_earned(
    session: Session, item: PlanItem, period: Period, rating: Rating, months: int
) -> str:
    scale = session.get_one(Plan, item.plan_id).scale
    judged = earned(scale, _history(session, item, period), period.as_at, months)
    if judged.is_earned or not judged.known:
        return ""
    if judged.since is None:
        return f"{item.ref} was not rated well enough before to be {rating.word} now."
    day = add_months(judged.since, months)
    return (
        f"{item.ref} is known to have been as good since {judged.since.day} {judged.since:%B %Y}, "
        f"so it can be {rating.word} after {day.day} {day:%B %Y}, not as at "
        f"{period.as_at.day} {period.as_at:%B %Y}."
    )


def _history(
    session: Session, item: PlanItem, period: Period
) -> list[tuple[dt.date, Rating | None]]:
    scale = session.get_one(Plan, item.plan_id).scale
    mine = {
        row.period_id: scale.by_code(row.rating)
        for row in session.execute(
            select(ItemUpdate.period_id, ItemUpdate.rating).where(ItemUpdate.item_id == item.id)
        )
    }
    rated = (
        select(ItemUpdate.period_id)
        .join(PlanItem, PlanItem.id == ItemUpdate.item_id)
        .where(PlanItem.plan_id == item.plan_id)
        .distinct()
    )
    known = select(Period.id, Period.as_at).where(Period.id.in_(rated), Period.as_at < period.as_at)
    return [(row.as_at, mine.get(row.id)) for row in session.execute(known.order_by(Period.as_at))]


def _has_no_evidence(session: Session, item: PlanItem) -> bool:
    found = select(Evidence.id).where(Evidence.item_id == item.id).limit(1)
    return session.scalar(found) is None
