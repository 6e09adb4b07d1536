"""The plan: its scale and words, and its tree of workstreams, projects, actions and milestones.

All levels share one table: what a level is called is data of the plan, moving and rating work the
same on each, and a link, a tag or an update needs only one kind of owner.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from plandesk.models.base import Base, WithUid
from plandesk.models.types import Level, Part, Rating, Scale, Shape


class Plan(WithUid, Base):
    """One plan in the file: title, kind, level names, rating scale and outcomes."""

    __tablename__ = "plan"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    preset: Mapped[str]
    level_names: Mapped[list[Any]]
    scale_name: Mapped[str] = mapped_column(default="")
    position: Mapped[int] = mapped_column(default=0)
    settings: Mapped[dict[str, Any]] = mapped_column(default=dict)

    values: Mapped[list[ScaleValue]] = relationship(
        cascade="all, delete-orphan", order_by="ScaleValue.position"
    )
    outcomes: Mapped[list[Outcome]] = relationship(
        cascade="all, delete-orphan", order_by="Outcome.position"
    )

    @property
    def scale(self) -> Scale:
        """Return the rating scale as plain values, in printed order."""
        return Scale(self.scale_name, tuple(value.as_rating() for value in self.values))


class ScaleValue(Base):
    """One value of a plan's rating scale; see ``Rating`` for what the columns mean."""

    __tablename__ = "scale_value"

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    position: Mapped[int]
    code: Mapped[str]
    word: Mapped[str]
    letter: Mapped[str]
    shape: Mapped[str]
    rank: Mapped[int]
    fill: Mapped[str]
    ink: Mapped[str]
    edge: Mapped[str]
    tint: Mapped[str]
    tint_ink: Mapped[str]
    dark_fill: Mapped[str]
    dark_ink: Mapped[str]
    definition: Mapped[str] = mapped_column(default="")
    in_flight: Mapped[bool] = mapped_column(default=False)
    done: Mapped[bool] = mapped_column(default=False)
    needs_reason: Mapped[bool] = mapped_column(default=False)

    def as_rating(self) -> Rating:
        """Return this row as a plain value."""
        return Rating(
            **{name: getattr(self, name) for name in Rating.__slots__ if name != "shape"},
            shape=Shape(self.shape),
        )


class Outcome(Base):
    """One outcome that a review may give an action of this plan."""

    __tablename__ = "outcome"

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    position: Mapped[int]
    code: Mapped[str]
    word: Mapped[str]
    closes: Mapped[bool] = mapped_column(default=True)
    needs_target: Mapped[bool] = mapped_column(default=False)


class PlanItem(WithUid, Base):
    """A workstream, project, action or milestone: one row of the tree.

    ``declared`` is the number of actions a project's source says it has. ``fields`` holds the
    further columns of the plan's preset by name.
    """

    __tablename__ = "plan_item"
    __table_args__ = (
        Index("ix_plan_item_parent", "parent_id", "position"),
        Index("ix_plan_item_plan", "plan_id"),
        Index("ix_plan_item_ref", "ref"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("plan_item.id"))
    level: Mapped[int]
    position: Mapped[int]
    ref: Mapped[str] = mapped_column(default="")
    title: Mapped[str]
    due: Mapped[str] = mapped_column(default="")
    due_earliest: Mapped[dt.date | None]
    due_latest: Mapped[dt.date | None]
    due_ongoing: Mapped[bool] = mapped_column(default=False)
    reported_elsewhere: Mapped[bool] = mapped_column(default=False)
    is_new: Mapped[bool] = mapped_column(default=False)
    done: Mapped[bool] = mapped_column(default=False)
    declared: Mapped[int | None]
    outcome: Mapped[str | None]
    outcome_note: Mapped[str] = mapped_column(default="")
    outcome_on: Mapped[dt.date | None]
    fields: Mapped[dict[str, Any]] = mapped_column(default=dict)

    people: Mapped[list[ItemPerson]] = relationship(
        cascade="all, delete-orphan", order_by="ItemPerson.position"
    )
    tags: Mapped[list[ItemTag]] = relationship(
        cascade="all, delete-orphan", order_by="ItemTag.position"
    )

    def set_due(self, text: str, reference: dt.date | None = None) -> None:
        """Keep the timeframe as typed, with the days it can mean.

        ``reference`` is the date of the plan or period, for words such as "July".
        """
        # Here: to read a plan it is not needed, and its patterns take a tenth of a start.
        from plandesk.models.timeframes.reading import read_timeframe

        reading = read_timeframe(text.strip(), reference=reference)
        self.due = text.strip()
        self.due_earliest, self.due_latest = reading.earliest, reading.latest
        self.due_ongoing = reading.ongoing

    def ids_of(self, part: Part) -> list[int]:
        """Return the ids of the people who play ``part`` here, in order."""
        return [row.person_id for row in self.people if row.part == part.value]

    @property
    def depth(self) -> Level:
        """Return the level as an enumeration."""
        return Level(self.level)


class ItemPerson(Base):
    """A person or post that leads or sponsors a plan item."""

    __tablename__ = "item_person"
    __table_args__ = (Index("ix_item_person_item", "item_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("plan_item.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    part: Mapped[str] = mapped_column(default=Part.LEAD.value)
    position: Mapped[int] = mapped_column(default=0)


class Tag(WithUid, Base):
    """A word that groups plan items: a scope, a source, a protected characteristic."""

    __tablename__ = "tag"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    name: Mapped[str]


class ItemTag(Base):
    """A tag on a plan item."""

    __tablename__ = "item_tag"
    __table_args__ = (Index("ix_item_tag_item", "item_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("plan_item.id"))
    tag_id: Mapped[int] = mapped_column(ForeignKey("tag.id"))
    position: Mapped[int] = mapped_column(default=0)
