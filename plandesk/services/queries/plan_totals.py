"""Totals of the figures that a plan's topmost rows state, such as staffing and budget."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from plandesk.models.plan import PlanItem
from plandesk.models.plan_fields import FieldKind
from plandesk.models.register_fields import number_text, read_number
from plandesk.models.types import Level
from plandesk.services.queries.plan_options import plan_options

_MOST_NAMED = 6


@dataclass(frozen=True, slots=True)
class FieldTotal:
    """One figure summed over the rows that state it; ``missing`` are those that do not.

    ``missing_ids`` are the same rows by number, so that they can be shown.
    """

    label: str
    total: float
    stated: int
    rows: int
    is_money: bool
    missing: tuple[str, ...]
    missing_ids: tuple[int, ...]

    def sentence(self) -> str:
        """Say the total, and what it leaves out."""
        return " ".join(filter(None, (self.sum_words(), self.missing_words())))

    def sum_words(self) -> str:
        """Say the total, and how many rows it is of."""
        amount = f"{'£' if self.is_money else ''}{number_text(round(self.total, 2))}"
        return f"{self.label}: {amount} in {self.stated} of {self.rows}."

    def missing_words(self) -> str:
        """Say which rows it leaves out; nothing where it is of all."""
        if not self.missing:
            return ""
        names = ", ".join(self.missing[:_MOST_NAMED])
        more = len(self.missing) - _MOST_NAMED
        return f"No number for {names}{f' and {more} more' if more > 0 else ''}."


def field_totals(session: Session, plan_id: int) -> list[FieldTotal]:
    """Return the totals of the number columns that the plan has at its topmost level.

    A column that no row fills is left out.
    """
    options = plan_options(session, plan_id)
    wanted = [
        field
        for field in (options.fields if options else ())
        if field.level == Level.WORKSTREAM and field.kind in (FieldKind.NUMBER, FieldKind.MONEY)
    ]
    if not wanted:
        return []
    query = select(PlanItem).where(
        PlanItem.plan_id == plan_id, PlanItem.level == Level.WORKSTREAM.value
    )
    items = list(session.scalars(query.order_by(PlanItem.position)))
    found: list[FieldTotal] = []
    for field in wanted:
        numbers = {item.id: _number(item.fields.get(field.key)) for item in items}
        known = [number for number in numbers.values() if number is not None]
        lacking = [item for item in items if numbers[item.id] is None]
        if known:
            found.append(
                FieldTotal(
                    field.label,
                    sum(known),
                    len(known),
                    len(items),
                    field.kind is FieldKind.MONEY,
                    tuple(item.ref or item.title for item in lacking),
                    tuple(item.id for item in lacking),
                )
            )
    return found


def _number(value: Any) -> float | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return float(value)
    return read_number(value) if isinstance(value, str) else None
