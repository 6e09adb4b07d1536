"""Opening, closing and reopening reporting periods."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from plandesk.errors import UserError
from plandesk.models.base import derived_uid
from plandesk.models.period import Period
from plandesk.models.plan import Plan
from plandesk.models.types import PeriodState
from plandesk.services.ops.lookup import any_period


@dataclass(frozen=True, slots=True)
class OpenPeriod:
    """Start a reporting period with its label, as-at date and the day returns are due."""

    label: str
    as_at: dt.date
    due: dt.date | None = None

    @property
    def title(self) -> str:
        """Name the period."""
        return f"Open {self.label}"

    def apply(self, session: Session) -> None:
        """Add the period; refused when its label or as-at date is taken."""
        label = " ".join(self.label.split())
        if not label:
            raise UserError("Enter a name for the period, like April 2024.")
        for period in session.scalars(select(Period)):
            if period.label.casefold() == label.casefold():
                raise UserError(f"There is a period named {period.label} already.")
            if period.as_at == self.as_at:
                raise UserError(
                    f"{period.label} is as at {self.as_at.day} {self.as_at:%B %Y} already.",
                    "Choose another as-at date.",
                )
        plan = session.scalar(select(Plan.uid).order_by(Plan.id).limit(1))
        uid = derived_uid(plan or "00000000-0000-0000-0000-000000000000", f"period:{label}")
        session.add(Period(uid=uid, label=label, as_at=self.as_at, due=self.due))


@dataclass(frozen=True, slots=True)
class ClosePeriod:
    """Close a period: its ratings and updates cannot change any more."""

    period_id: int
    note: str = ""
    title: str = "Close period"
    barrier: bool = True
    backup_reason: str = "before closing the period"

    def apply(self, session: Session) -> None:
        """Close it; refused when it is closed."""
        period = any_period(session, self.period_id)
        period.require_open()
        period.state = PeriodState.CLOSED.value
        period.note = self.note.strip()


@dataclass(frozen=True, slots=True)
class ReopenPeriod:
    """Open a closed period again, for a reason that later packs print."""

    period_id: int
    reason: str
    title: str = "Reopen period"

    def apply(self, session: Session) -> None:
        """Open it; refused without a reason."""
        period = any_period(session, self.period_id)
        if period.is_open:
            raise UserError(f"{period.label} is open already.")
        if not self.reason.strip():
            raise UserError(f"Enter why {period.label} is reopened.", "Later packs print it.")
        period.state = PeriodState.OPEN.value
        period.note = f"Reopened: {self.reason.strip()}"
