"""The bodies that a plan is reported to, and their meetings.

A period, its as-at date and the date of a meeting are three different things: a board may meet
every two months and a committee every quarter, both on the same period.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from plandesk.models.base import Base, WithUid


class Body(WithUid, Base):
    """A board or committee, and the number of months between its meetings (0: no rhythm).

    ``clear_days`` is how many clear days before a meeting its papers must be public.
    """

    __tablename__ = "body"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    position: Mapped[int] = mapped_column(default=0)
    months_between: Mapped[int] = mapped_column(default=0)
    clear_days: Mapped[int] = mapped_column(default=5)
    note: Mapped[str] = mapped_column(default="")


class Meeting(WithUid, Base):
    """A meeting of a body on a day, and the period that it hears about, if any."""

    __tablename__ = "meeting"

    id: Mapped[int] = mapped_column(primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"))
    on: Mapped[dt.date]
    period_id: Mapped[int | None] = mapped_column(ForeignKey("period.id"))
    note: Mapped[str] = mapped_column(default="")
