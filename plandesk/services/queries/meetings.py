"""The bodies a plan is reported to, their meetings, and when papers must be public."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from plandesk.models.clear_days import clear_days_before, is_working_day
from plandesk.models.meeting import Body, Meeting
from plandesk.models.period import Period
from plandesk.models.rating_rules import add_months
from plandesk.services.calendar import bank_holidays, knows_year


@dataclass(frozen=True, slots=True)
class BodyRow:
    """A board or committee; ``months_between`` is 0 for one without a rhythm."""

    id: int
    name: str
    months_between: int
    clear_days: int
    note: str


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A meeting, and the last day on which its papers may be published.

    ``id`` is None for a meeting that only the body's rhythm foretells. ``is_certain`` is False
    when the bank holidays of that year are not known yet.
    """

    id: int | None
    body: str
    on: dt.date
    period_id: int | None
    period: str
    clear_days: int
    publish_by: dt.date
    is_certain: bool

    @property
    def sentence(self) -> str:
        """Return the deadline in words: Publish by Tuesday 18 June 2024: 5 clear days before."""
        day, meeting = self.publish_by, self.on
        return (
            f"Publish by {day:%A} {day.day} {day:%B %Y}: {self.clear_days} clear days before "
            f"{meeting.day} {meeting:%B}"
        )


def bodies(session: Session) -> list[BodyRow]:
    """Return the bodies that the plan is reported to."""
    found = session.scalars(select(Body).order_by(Body.position, Body.id))
    return [
        BodyRow(row.id, row.name, row.months_between, row.clear_days, row.note) for row in found
    ]


def meetings(session: Session) -> list[MeetingRow]:
    """Return all meetings, the earliest first."""
    statement = (
        select(Meeting, Body, Period.label)
        .join(Body, Body.id == Meeting.body_id)
        .outerjoin(Period, Period.id == Meeting.period_id)
        .order_by(Meeting.on, Body.position)
    )
    return [
        _row(body, meeting.on, meeting.id, (meeting.period_id, label or ""))
        for meeting, body, label in session.execute(statement)
    ]


def next_meetings(session: Session, day: dt.date) -> list[MeetingRow]:
    """Return the next meeting of each body on or after a day, the earliest first.

    Where none is in the list, the body's rhythm foretells it from its last meeting.
    """
    found: list[MeetingRow] = []
    known = meetings(session)
    for body in session.scalars(select(Body).order_by(Body.position, Body.id)):
        mine = [row for row in known if row.body == body.name]
        coming = [row for row in mine if row.on >= day]
        if coming:
            found.append(coming[0])
        elif mine and body.months_between > 0:
            found.append(_row(body, _foretold(mine[-1].on, body.months_between, day), None))
    return sorted(found, key=lambda row: row.on)


def _foretold(last: dt.date, months: int, day: dt.date) -> dt.date:
    # Counted from the last meeting each time: a month's end must not drift to the 28th, nor a
    # meeting that a bank holiday once put off to a later day for ever.
    count = 1
    while (on := _working_day(add_months(last, months * count))) < day:
        count += 1
    return on


def _working_day(day: dt.date) -> dt.date:
    """Return this day, or the next one on which a council meets."""
    while not is_working_day(day, bank_holidays()):
        day += dt.timedelta(days=1)
    return day


def _row(
    body: Body,
    on: dt.date,
    meeting_id: int | None,
    period: tuple[int | None, str] = (None, ""),
) -> MeetingRow:
    publish_by = clear_days_before(on, body.clear_days, bank_holidays())
    certain = knows_year(on.year) and knows_year(publish_by.year)
    return MeetingRow(meeting_id, body.name, on, *period, body.clear_days, publish_by, certain)
