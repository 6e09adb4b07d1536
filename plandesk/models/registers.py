"""The registers beside the plan: measures, risks, recommendations and all other lists.

One table of entries, one of their values over time, one for each thing an entry is joined to.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from plandesk.models.base import Base, WithUid


class RegisterEntry(WithUid, Base):
    """One entry of a register, or a part of one (a counter measure of a risk).

    ``kind`` is the key of the register or of the kind of part. An entry without a plan belongs
    to all plans of the file. ``fields`` holds what the kind of register asks for, by key.
    """

    __tablename__ = "register_entry"
    __table_args__ = (
        Index("ix_register_entry_kind", "kind", "position"),
        Index("ix_register_entry_parent", "parent_id"),
        Index("ix_register_entry_plan", "plan_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    plan_id: Mapped[int | None] = mapped_column(ForeignKey("plan.id"))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("register_entry.id"))
    position: Mapped[int] = mapped_column(default=0)
    ref: Mapped[str] = mapped_column(default="")
    title: Mapped[str]
    due: Mapped[str] = mapped_column(default="")
    due_earliest: Mapped[dt.date | None]
    due_latest: Mapped[dt.date | None]
    due_ongoing: Mapped[bool] = mapped_column(default=False)
    fields: Mapped[dict[str, Any]] = mapped_column(default=dict)


def due_columns(text: str, reference: dt.date | None) -> dict[str, Any]:
    """Return the columns of a timeframe: as typed, with the days it can mean."""
    # Here: to read a plan it is not needed, and its patterns take a tenth of a start.
    from plandesk.models.timeframes.reading import read_timeframe

    reading = read_timeframe(text.strip(), reference=reference)
    return {
        "due": text.strip(),
        "due_earliest": reading.earliest,
        "due_latest": reading.latest,
        "due_ongoing": reading.ongoing,
    }


class EntryPerson(Base):
    """A person or post that plays a part in an entry: its owner, an officer who attends."""

    __tablename__ = "entry_person"
    __table_args__ = (Index("ix_entry_person_entry", "entry_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("register_entry.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    part: Mapped[str]
    position: Mapped[int] = mapped_column(default=0)


class EntryItem(WithUid, Base):
    """A link from an entry to a row of a plan; ``kind`` is what the entry is to it."""

    __tablename__ = "entry_item"
    __table_args__ = (
        Index("ix_entry_item_entry", "entry_id"),
        Index("ix_entry_item_item", "item_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("register_entry.id"))
    item_id: Mapped[int] = mapped_column(ForeignKey("plan_item.id"))
    kind: Mapped[str]


class EntryPlan(WithUid, Base):
    """A link from an entry to a whole plan, such as from a priority to a plan that serves it."""

    __tablename__ = "entry_plan"
    __table_args__ = (Index("ix_entry_plan_entry", "entry_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("register_entry.id"))
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    kind: Mapped[str]


class EntryTag(Base):
    """A tag on an entry: where it comes from, or a protected characteristic."""

    __tablename__ = "entry_tag"
    __table_args__ = (Index("ix_entry_tag_entry", "entry_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("register_entry.id"))
    tag_id: Mapped[int] = mapped_column(ForeignKey("tag.id"))
    position: Mapped[int] = mapped_column(default=0)


class EntryValue(WithUid, Base):
    """One value of an entry: of a period, an area, or against another entry.

    ``key`` is the kind of value. ``period_text`` names the period as printed where it is none
    of the plan's own ("6 month cumulative"); ``as_at`` is its last day where that is known, for
    the order. ``about_id`` is the other entry: the criterion that an option is scored on.
    ``text`` is the value as printed and ``number`` what it says. ``rating`` and ``trend`` are
    codes that were given by somebody, not worked out; ``reason`` says why they differ.
    """

    __tablename__ = "entry_value"
    __table_args__ = (
        Index("ix_entry_value_entry", "entry_id", "key"),
        Index("ix_entry_value_period", "period_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("register_entry.id"))
    about_id: Mapped[int | None] = mapped_column(ForeignKey("register_entry.id"))
    period_id: Mapped[int | None] = mapped_column(ForeignKey("period.id"))
    key: Mapped[str]
    position: Mapped[int] = mapped_column(default=0)
    period_text: Mapped[str] = mapped_column(default="")
    as_at: Mapped[dt.date | None]
    area: Mapped[str] = mapped_column(default="")
    text: Mapped[str] = mapped_column(default="")
    number: Mapped[float | None]
    note: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(default="")
    rating: Mapped[str | None]
    trend: Mapped[str | None]
    reason: Mapped[str] = mapped_column(default="")
