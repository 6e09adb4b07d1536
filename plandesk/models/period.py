"""Reporting periods, and what was said about each plan item in them."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from plandesk.errors import UserError
from plandesk.models.base import Base, WithUid
from plandesk.models.types import PeriodState


class Period(WithUid, Base):
    """A reporting period: its own label, the date it is as at, and whether it is open."""

    __tablename__ = "period"

    id: Mapped[int] = mapped_column(primary_key=True)
    label: Mapped[str]
    as_at: Mapped[dt.date]
    due: Mapped[dt.date | None]
    state: Mapped[str] = mapped_column(default=PeriodState.OPEN.value)
    note: Mapped[str] = mapped_column(default="")

    @property
    def is_open(self) -> bool:
        """Tell whether ratings and updates may still change."""
        return self.state == PeriodState.OPEN.value

    def require_open(self) -> None:
        """Raise UserError when the period is closed."""
        if not self.is_open:
            raise UserError(f"{self.label} is closed.", hint="Reopen the period to change it.")


class ItemUpdate(Base):
    """One plan item's rating and update in one reporting period.

    ``rating`` is a code of the plan's rating scale, None when not rated.
    """

    __tablename__ = "item_update"
    __table_args__ = (
        UniqueConstraint("item_id", "period_id", name="uq_item_update_item_period"),
        Index("ix_item_update_period", "period_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("plan_item.id"))
    period_id: Mapped[int] = mapped_column(ForeignKey("period.id"))
    rating: Mapped[str | None]
    progress: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
    help_needed: Mapped[str] = mapped_column(default="")
    forecast: Mapped[str] = mapped_column(default="")
    forecast_latest: Mapped[dt.date | None]
    source: Mapped[str] = mapped_column(default="")

    def set_forecast(self, text: str, reference: dt.date) -> None:
        """Keep the forecast as typed, with the last day it can mean."""
        # Here: to read a plan it is not needed, and its patterns take a tenth of a start.
        from plandesk.models.timeframes.reading import read_timeframe

        self.forecast = text.strip()
        self.forecast_latest = read_timeframe(self.forecast, reference=reference).latest
