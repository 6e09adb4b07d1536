"""One reason given to many ratings at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from plandesk.errors import UserError
from plandesk.models.period import ItemUpdate
from plandesk.models.plan import Plan
from plandesk.models.reasons import read_reason
from plandesk.services.ops.lookup import chunks, items, open_period


def explain_poor(
    session: Session, item_ids: Sequence[int], period_id: int | None, reason: str
) -> None:
    """Give a reason to those rows that are rated poorly in a period and do not say why yet."""
    said = reason.strip()
    if not said:
        return
    if period_id is None:
        raise UserError("This plan has no reporting period yet.", "Open one first.")
    period = open_period(session, period_id)
    plans = {row.id: row.plan_id for row in items(session, item_ids)}
    for part in chunks(sorted(plans)):
        query = select(ItemUpdate).where(
            ItemUpdate.period_id == period.id, ItemUpdate.item_id.in_(part)
        )
        for update in session.scalars(query):
            scale = session.get_one(Plan, plans[update.item_id]).scale
            rating, told = scale.by_code(update.rating), read_reason(update.reason or "")
            if rating is not None and rating.needs_reason and not told.why:
                update.reason = replace(told, why=said).text
