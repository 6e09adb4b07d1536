"""What a cell of the plan says as text, by the names that edits use for the fields."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import select
from sqlalchemy.orm import Session

from plandesk.models.period import ItemUpdate
from plandesk.models.plan import PlanItem
from plandesk.models.reasons import read_reason
from plandesk.models.types import Scale, Travel, join_names
from plandesk.services.field_values import own_name, value_text
from plandesk.services.queries.plan_tree import PlanRow, plan_rows, plans

_UPDATES = {
    "progress": "progress",
    "reason": "reason",
    "help": "help_needed",
    "forecast": "forecast",
}
_WORDS = {
    "due": "due date",
    "help": "help needed",
    "remedy": "what will put it right",
    "outcome-note": "outcome note",
    "actions": "actions by rating",
    "reported-elsewhere": "where it is reported",
}
NEVER_PASTED = frozenset(
    {"previous", "travel", "level", "closed", "actions", "project", "workstream"}
)


def field_word(field: str) -> str:
    """Return what people call a field."""
    return _WORDS.get(field, (own_name(field) or field).replace("_", " "))


def _rating(code: str | None, scale: Scale) -> str:
    value = scale.by_code(code)
    return value.word if value else code or ""


_CELLS: dict[str, Callable[[PlanRow, Scale], str]] = {
    "ref": lambda row, _: row.ref,
    "title": lambda row, _: row.title,
    "lead": lambda row, _: join_names(row.leads),
    "sponsor": lambda row, _: join_names(row.sponsors),
    "due": lambda row, _: row.due_text,
    "previous": lambda row, scale: _rating(row.previous, scale),
    "rating": lambda row, scale: _rating(row.current, scale),
    "travel": lambda row, _: "" if row.travel is Travel.NOT_RATED else row.travel.capitalize(),
    "scope": lambda row, _: ", ".join(row.scope),
    "source": lambda row, _: ", ".join(row.sources),
    "characteristic": lambda row, _: ", ".join(row.characteristics),
    "outcome": lambda row, _: row.outcome_word,
    "done": lambda row, _: "yes" if row.done else "no",
    "reported-elsewhere": lambda row, _: "yes" if row.reported_elsewhere else "no",
}


def row_text(row: PlanRow, field: str, scale: Scale) -> str:
    """Return the text of a field that a row of the tree holds; "" for one it does not hold."""
    cell = _CELLS.get(field)
    return cell(row, scale) if cell else ""


def field_text(session: Session, item_id: int, field: str, period_id: int | None) -> str:
    """Return the text of any field of a row, so that typing it again changes nothing."""
    if field in _UPDATES:
        update = session.scalar(
            select(ItemUpdate).where(
                ItemUpdate.item_id == item_id, ItemUpdate.period_id == period_id
            )
        )
        return getattr(update, _UPDATES[field]) if update else ""
    if field == "remedy":
        return read_reason(field_text(session, item_id, "reason", period_id)).remedy
    if field in _CELLS:
        (row,) = plan_rows(session, period_id, {item_id})
        scale = next(plan for plan in plans(session) if plan.id == row.plan_id).values
        return row_text(row, field, Scale("", scale))
    found = session.get_one(PlanItem, item_id)
    if field == "outcome-note":
        return found.outcome_note
    if field == "declared":
        return "" if found.declared is None else str(found.declared)
    return value_text(found.fields.get(own_name(field) or field))
