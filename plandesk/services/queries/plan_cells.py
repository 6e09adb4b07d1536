"""Columns of the plan table that its rows do not carry: read when somebody shows them."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from plandesk.models.period import ItemUpdate
from plandesk.models.plan import PlanItem
from plandesk.services.field_values import own_name, value_text
from plandesk.services.ops.lookup import chunks

# The texts of an update, by the names that edits use for them.
_UPDATES = {
    "progress": ItemUpdate.progress,
    "reason": ItemUpdate.reason,
    "forecast": ItemUpdate.forecast,
    "help": ItemUpdate.help_needed,
}


def column_texts(
    session: Session, field: str, period_id: int | None, ids: Collection[int] | None = None
) -> dict[int, str]:
    """Return what each plan item says in a column, or only those with these ids; none is empty.

    The column is a text of the period's update, or one of the plan's own.
    """
    text, owner = _UPDATES.get(field), PlanItem.id
    query: Any
    if text is not None:
        owner = ItemUpdate.item_id
        query = select(owner, text).where(ItemUpdate.period_id == period_id, text != "")
    else:
        value = PlanItem.fields[own_name(field) or field]
        query = select(owner, value).where(value.is_not(None))
    found: dict[int, str] = {}
    for statement in [query] if ids is None else [query.where(owner.in_(p)) for p in _parts(ids)]:
        found |= _texts(session, statement)
    return found


def _parts(ids: Collection[int]) -> list[list[int]]:
    return [list(part) for part in chunks(sorted(ids))]


def _texts(session: Session, statement: Any) -> dict[int, str]:
    rows: Any = session.connection().execute(statement).all()
    return {item: text for item, value in rows if (text := value_text(value))}
