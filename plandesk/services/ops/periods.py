"""Opening, closing and reopening reporting periods, and the meetings that hear of them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from plandesk.errors import UserError
from plandesk.models.assurance import PeriodReopening, PeriodSnapshot
from plandesk.models.base import Base, derived_uid, new_uid
from plandesk.models.meeting import Body, Meeting
from plandesk.models.period import Period
from plandesk.models.plan import Plan
from plandesk.models.types import PeriodState
from plandesk.services.changes import insert_rows
from plandesk.services.checks.closing import closing_findings
from plandesk.services.ops.assurance import Acceptance, keep_reason
from plandesk.services.queries.snapshot import snapshot_rows

_NO_PLAN = "00000000-0000-0000-0000-000000000000"


@dataclass(frozen=True, slots=True)
class OpenPeriod:
    """Start a reporting period with its label, as-at date and the day returns are due.

    With ``body`` (a name) and ``meeting_on`` the meeting that hears of it is kept too.
    """

    label: str
    as_at: dt.date
    due: dt.date | None = None
    body: str = ""
    meeting_on: dt.date | None = None

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
        uid = derived_uid(plan or _NO_PLAN, f"period:{label}")
        opened = Period(uid=uid, label=label, as_at=self.as_at, due=self.due)
        session.add(opened)
        session.flush()
        if self.body.strip() and self.meeting_on is not None:
            AddMeeting(self.body, self.meeting_on, opened.id).apply(session)


@dataclass(frozen=True, slots=True)
class ClosePeriod:
    """Close a period: its ratings and updates cannot change any more, and it is kept as it is.

    ``accept`` is the reason for closing although something is left on its checklist; it is kept
    beside each line.
    """

    period_id: int
    note: str = ""
    accept: str = ""
    who: str = ""
    on: dt.date | None = None
    title: str = "Close period"
    barrier: bool = True
    backup_reason: str = "before closing the period"

    def apply(self, session: Session) -> None:
        """Close it; refused when it is closed, or when its checklist is not done or accepted."""
        period = _period(session, self.period_id)
        period.require_open()
        self._settle(session, period)
        period.state = PeriodState.CLOSED.value
        period.note = self.note.strip()
        earlier = select(PeriodSnapshot).where(PeriodSnapshot.period_id == period.id)
        for row in session.scalars(earlier):
            session.delete(row)
        session.flush()
        rows = snapshot_rows(session, period.id)
        insert_rows(session, Base.metadata.tables[PeriodSnapshot.__tablename__], rows)

    def _settle(self, session: Session, period: Period) -> None:
        left = [one for one in closing_findings(session, period.id, self.on) if not one.accepted]
        if left and not self.accept.strip():
            more = f" So do {len(left) - 1} more lines of its checklist." if len(left) > 1 else ""
            raise UserError(
                f"{left[0].message} This keeps {period.label} open.{more}",
                "Settle each line, or accept it with a reason.",
            )
        for finding in left:
            keep_reason(session, finding, Acceptance(self.accept, self.who, self.on))


@dataclass(frozen=True, slots=True)
class ReopenPeriod:
    """Open a closed period again, for a reason that later packs print."""

    period_id: int
    reason: str
    who: str = ""
    on: dt.date | None = None
    title: str = "Reopen period"

    def apply(self, session: Session) -> None:
        """Open it and keep the reason beside earlier ones; refused without a reason."""
        period = _period(session, self.period_id)
        reason = self.reason.strip()
        if period.is_open:
            raise UserError(f"{period.label} is open already.")
        if not reason:
            raise UserError(f"Enter why {period.label} is reopened.", "Later packs print it.")
        count = select(func.count()).where(PeriodReopening.period_id == period.id)
        session.add(
            PeriodReopening(
                uid=new_uid(),
                period_id=period.id,
                position=session.scalar(count) or 0,
                reason=reason,
                who=self.who,
                on=self.on,
            )
        )
        period.state = PeriodState.OPEN.value
        period.note = f"Reopened: {reason}"


@dataclass(frozen=True, slots=True)
class SetBody:
    """Add a body that the plan is reported to, or change how often it meets.

    ``months_between`` is its rhythm (0: none), ``clear_days`` how long before a meeting its
    papers must be public.
    """

    name: str
    months_between: int = 0
    clear_days: int = 5
    note: str = ""
    title: str = "Change body"

    def apply(self, session: Session) -> None:
        """Keep the body; refused without a name or with a negative number."""
        if self.months_between < 0 or self.clear_days < 0:
            raise UserError(
                f"The months and clear days of {self.name} must be 0 or more.",
                "Enter 0 where there is no rule.",
            )
        body = body_named(session, self.name)
        body.months_between, body.clear_days = self.months_between, self.clear_days
        body.note = self.note.strip()


@dataclass(frozen=True, slots=True)
class AddMeeting:
    """Keep a meeting of a body (by name, added when new) and the period it hears of."""

    body: str
    on: dt.date
    period_id: int | None = None
    note: str = ""
    title: str = "Add meeting"

    def apply(self, session: Session) -> None:
        """Add the meeting; refused when the body meets on that day already."""
        body = body_named(session, self.body)
        if self.period_id is not None:
            _period(session, self.period_id)
        there = select(Meeting).where(Meeting.body_id == body.id, Meeting.on == self.on)
        if session.scalar(there) is not None:
            raise UserError(
                f"{body.name} meets on {self.on.day} {self.on:%B %Y} already.",
                "Choose another day.",
            )
        session.add(
            Meeting(
                uid=derived_uid(body.uid, f"meeting:{self.on.isoformat()}"),
                body_id=body.id,
                on=self.on,
                period_id=self.period_id,
                note=self.note.strip(),
            )
        )


@dataclass(frozen=True, slots=True)
class RemoveMeeting:
    """Take a meeting out of the list."""

    meeting_id: int
    title: str = "Remove meeting"

    def apply(self, session: Session) -> None:
        """Remove the meeting."""
        meeting = session.get(Meeting, self.meeting_id)
        if meeting is None:
            raise UserError("That meeting is not in the list any more.", "Look at it again.")
        session.delete(meeting)


def body_named(session: Session, name: str) -> Body:
    """Return the body with this name, a new one when there is none; refused without a name."""
    said = " ".join(name.split())
    if not said:
        raise UserError("Enter the name of the board or committee.")
    for body in session.scalars(select(Body)):
        if body.name.casefold() == said.casefold():
            return body
    plan = session.scalar(select(Plan.uid).order_by(Plan.id).limit(1))
    body = Body(
        uid=derived_uid(plan or _NO_PLAN, f"body:{said.casefold()}"),
        name=said,
        position=session.scalar(select(func.count()).select_from(Body)) or 0,
        months_between=0,
        clear_days=5,
        note="",
    )
    session.add(body)
    session.flush()
    return body


def _period(session: Session, period_id: int) -> Period:
    period = session.get(Period, period_id)
    if period is None:
        raise UserError("That period is not in the plan any more.", "Choose another period.")
    return period
