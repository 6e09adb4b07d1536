"""Why the plan's rules refuse a rating."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from plandesk.models.detail import Evidence
from plandesk.models.period import ItemUpdate, Period
from plandesk.models.plan import Plan, PlanItem
from plandesk.models.rating_rules import RatingRules, add_months, earned, steps_between
from plandesk.models.reasons import read_reason
from plandesk.models.types import Level, Rating

if TYPE_CHECKING:
    from plandesk.services.queries.registers.measures import MeasuresMet


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
    from plandesk.services.queries.registers.measures import measures_met  # few plans ask for it

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


def wanted_words(session: Session, item_ids: Iterable[int], period_id: int) -> tuple[str, ...]:
    """Return what ratings just given still ask for: a reason, a word on a jump.

    The same questions as the checks ask, of these rows alone; a rating is never refused for them,
    because the words are written after it.
    """
    period = session.get_one(Period, period_id)
    wanted = set(item_ids)
    found: list[str] = []
    for item in session.scalars(select(PlanItem).where(PlanItem.id.in_(wanted))):
        said = session.scalar(
            select(ItemUpdate).where(
                ItemUpdate.item_id == item.id, ItemUpdate.period_id == period.id
            )
        )
        if said is not None:
            found += _asks(session, item, period, said)
    return tuple(found)


def _asks(session: Session, item: PlanItem, period: Period, said: ItemUpdate) -> Iterator[str]:
    plan = session.get_one(Plan, item.plan_id)
    rules, scale = RatingRules.of(plan.settings), plan.scale
    rating = scale.by_code(said.rating)
    if rating is None:
        return
    told = read_reason(said.reason)
    poor = rating.needs_reason
    why = rules.reason_needed and poor and not told.why
    remedy = rules.remedy_needed and poor and not told.remedy
    said_why = f"why {item.ref} is {rating.word}"
    if why or remedy:
        asked = f"{said_why} and what will put it right"
        if not (why and remedy):
            asked = said_why if why else f"what will put {item.ref} right"
        yield f"Enter {asked}."
        return
    if told.why:
        return
    history = _history(session, item, period)
    was = history[-1][1] if history else None
    if rules.jump_explained and was and steps_between(scale, was, rating) >= rules.jump_steps:
        yield f"Enter why {item.ref} went from {was.word} to {rating.word}."


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
