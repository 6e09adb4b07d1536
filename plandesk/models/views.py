"""Ways of looking at the plan that officers keep by name."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from plandesk.models.base import Base, WithUid


class SavedView(WithUid, Base):
    """A named choice of columns and filters for one plan.

    ``columns`` holds the names of the columns in their order, ``filters`` the fields of a plan
    filter that are set, ``layout`` the widths, the order of the rows and whether they are a flat
    list, all as the window wrote them.
    """

    __tablename__ = "saved_view"
    __table_args__ = (Index("ix_saved_view_plan", "plan_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    position: Mapped[int] = mapped_column(default=0)
    name: Mapped[str]
    columns: Mapped[list[Any]]
    filters: Mapped[dict[str, Any]]
    layout: Mapped[dict[str, Any]]
