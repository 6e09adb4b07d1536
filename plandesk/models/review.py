"""The refresh review: tests and an outcome for each action, applied to the plan in one step."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from plandesk.models.base import Base, WithUid


class Verdict(StrEnum):
    """How one test of a review is answered."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


class Review(WithUid, Base):
    """One refresh review over a part of a plan, with its own copy of the tests."""

    __tablename__ = "review"

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    title: Mapped[str]
    scope: Mapped[str] = mapped_column(default="")
    tests: Mapped[list[Any]] = mapped_column(JSON, default=list)
    started_on: Mapped[dt.date | None]
    applied_on: Mapped[dt.date | None]
    applied: Mapped[bool] = mapped_column(default=False)

    answers: Mapped[list[ReviewAnswer]] = relationship(
        cascade="all, delete-orphan", order_by="ReviewAnswer.position"
    )


class ReviewAnswer(WithUid, Base):
    """What a review says of one action; without an outcome it is still to be looked at.

    ``verdicts`` maps the number of a test, from "1", to yes, no or unsure. ``outcome`` is a code
    of the plan's outcomes, ``target`` where the work goes or what it is a duplicate of.
    ``item_uid`` is no foreign key: the answer stays when the action is taken out of the plan.
    """

    __tablename__ = "review_answer"
    __table_args__ = (
        Index("ix_review_answer_review", "review_id"),
        Index("ix_review_answer_item", "item_uid"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    review_id: Mapped[int] = mapped_column(ForeignKey("review.id"))
    position: Mapped[int]
    item_uid: Mapped[str]
    verdicts: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    assessment: Mapped[str] = mapped_column(default="")
    outcome: Mapped[str | None]
    target: Mapped[str] = mapped_column(default="")
    review_on: Mapped[dt.date | None]
