"""The saved views of a plan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from plandesk.models.views import SavedView


@dataclass(frozen=True, slots=True)
class ViewRow:
    """A saved view: its name, its columns in their order, its filters, and how it is laid out."""

    id: int
    name: str
    columns: tuple[str, ...]
    filters: dict[str, Any]
    layout: dict[str, Any]


def saved_views(session: Session, plan_id: int) -> list[ViewRow]:
    """Return the saved views of a plan in the order they were made."""
    found = session.scalars(
        select(SavedView)
        .where(SavedView.plan_id == plan_id)
        .order_by(SavedView.position, SavedView.id)
    )
    return [
        ViewRow(
            row.id,
            row.name,
            tuple(map(str, row.columns)),
            dict(row.filters),
            dict(row.layout),
        )
        for row in found
    ]
