"""What a plan keeps about itself beside its rows: names, outcomes, rules and further columns."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from plandesk.models.content import OutcomeOption
from plandesk.models.detail import StoredFile
from plandesk.models.period import ItemUpdate, Period
from plandesk.models.plan import Plan, PlanItem
from plandesk.models.plan_fields import FieldOption, plan_fields
from plandesk.models.rating_rules import RatingRules
from plandesk.models.reasons import read_reason
from plandesk.models.types import Scale
from plandesk.services.check import switched_off
from plandesk.services.rating_refusal import refusal


@dataclass(frozen=True, slots=True)
class PlanOptions:
    """The settings of one plan; ``texts`` are those that are plain words, by name.

    ``logo`` is the name of the picture that packs print, empty without one.
    """

    title: str
    level_names: tuple[str, str, str, str]
    scale: Scale
    outcomes: tuple[OutcomeOption, ...]
    texts: dict[str, str]
    rules: RatingRules
    checks_off: frozenset[str]
    fields: tuple[FieldOption, ...]
    logo: str


def plan_options(session: Session, plan_id: int) -> PlanOptions | None:
    """Return the settings of a plan, None for one that is not in the file."""
    plan = session.get(Plan, plan_id)
    if plan is None:
        return None
    names = tuple(plan.level_names)
    logo = plan.settings.get("logo")
    kept = select(StoredFile.name).where(StoredFile.hash == logo)
    return PlanOptions(
        title=plan.title,
        level_names=(names[0], names[1], names[2], names[3]),
        scale=Scale(plan.scale_name, plan.scale.values),
        outcomes=tuple(
            OutcomeOption(row.code, row.word, row.closes, row.needs_target) for row in plan.outcomes
        ),
        texts={name: said for name, said in plan.settings.items() if isinstance(said, str)},
        rules=RatingRules.of(plan.settings),
        checks_off=frozenset(switched_off(plan.settings)),
        fields=plan_fields(plan.settings),
        logo=(session.scalar(kept) or "") if logo else "",
    )


def rating_refused(session: Session, item_id: int, period_id: int, code: str | None) -> str:
    """Return why the plan's rules would refuse this rating of a plan item, empty when not."""
    item, period = session.get(PlanItem, item_id), session.get(Period, period_id)
    if item is None or period is None or not period.is_open:
        return ""
    return refusal(session, item, period, code)


def reason_given(session: Session, item_id: int, period_id: int | None) -> bool:
    """Tell whether a plan item's update says why it is rated so, and what will put it right."""
    found = select(ItemUpdate.reason).where(
        ItemUpdate.item_id == item_id, ItemUpdate.period_id == period_id
    )
    told = read_reason(session.scalar(found) or "")
    return bool(told.why and told.remedy)
