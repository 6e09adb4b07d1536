"""What makes a plan provable: kept reasons, questions, and closed periods as they were.

Rows here name plan items by ``item_uid`` without a foreign key: what was said stays said when
the action is taken out of the plan.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from plandesk.models.base import Base, WithUid


class QuestionKind(StrEnum):
    """Why a lead was asked: about a rating, on a recall by the board, or about a return."""

    QUESTION = "question"
    RECALL = "recall"
    RETURN = "return"


class RatingOverride(WithUid, Base):
    """The reason for a rating that the plan's rules refuse; later packs print it."""

    __tablename__ = "rating_override"
    __table_args__ = (Index("ix_rating_override_item", "item_uid"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    item_uid: Mapped[str]
    period_id: Mapped[int] = mapped_column(ForeignKey("period.id"))
    rating: Mapped[str]
    refusal: Mapped[str] = mapped_column(default="")
    reason: Mapped[str]


class AcceptedFinding(WithUid, Base):
    """Why somebody left a finding as it is.

    It covers ``message``, the words of the finding then: when those change (another period,
    another number) the finding is asked again, and the former reason stays on file.
    ``subject`` is the stable identifier or reference that the finding is about.
    """

    __tablename__ = "accepted_finding"
    __table_args__ = (Index("ix_accepted_finding_code", "code", "subject"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str]
    subject: Mapped[str] = mapped_column(default="")
    message: Mapped[str] = mapped_column(default="")
    reason: Mapped[str]
    who: Mapped[str] = mapped_column(default="")
    on: Mapped[dt.date | None]


class Question(WithUid, Base):
    """A question to the lead of a plan item, open until it is answered.

    One about a returned answer keeps the return's ``reference``, the ``field`` asked about and
    what the return said then, in ``about``; an import in which that is settled closes it.
    """

    __tablename__ = "question"
    __table_args__ = (Index("ix_question_item", "item_uid"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    item_uid: Mapped[str]
    period_id: Mapped[int | None] = mapped_column(ForeignKey("period.id"))
    kind: Mapped[str] = mapped_column(default=QuestionKind.QUESTION.value)
    asked_of: Mapped[str] = mapped_column(default="")
    asked_on: Mapped[dt.date | None]
    who: Mapped[str] = mapped_column(default="")
    reference: Mapped[str] = mapped_column(default="")
    field: Mapped[str] = mapped_column(default="")
    about: Mapped[str] = mapped_column(default="")
    text: Mapped[str]
    answer: Mapped[str] = mapped_column(default="")
    answered_on: Mapped[dt.date | None]

    @property
    def is_open(self) -> bool:
        """Tell whether nobody has answered yet."""
        return not self.answer


class PeriodReopening(WithUid, Base):
    """One time that a closed period was opened again, and why; later packs print it."""

    __tablename__ = "period_reopening"

    id: Mapped[int] = mapped_column(primary_key=True)
    period_id: Mapped[int] = mapped_column(ForeignKey("period.id"))
    position: Mapped[int] = mapped_column(default=0)
    reason: Mapped[str]
    who: Mapped[str] = mapped_column(default="")
    on: Mapped[dt.date | None]


class PeriodSnapshot(Base):
    """One plan item as it was when its period was closed.

    ``said`` holds rating, progress, reason, forecast and help_needed of the period, and the
    plan item's done, scope and fields.
    """

    __tablename__ = "period_snapshot"
    __table_args__ = (Index("ix_period_snapshot_period", "period_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    period_id: Mapped[int] = mapped_column(ForeignKey("period.id"))
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    position: Mapped[int]
    item_uid: Mapped[str]
    level: Mapped[int]
    ref: Mapped[str]
    title: Mapped[str]
    parent_ref: Mapped[str] = mapped_column(default="")
    leads: Mapped[list[Any]] = mapped_column(JSON, default=list)
    sponsors: Mapped[list[Any]] = mapped_column(JSON, default=list)
    due: Mapped[str] = mapped_column(default="")
    outcome: Mapped[str | None]
    outcome_word: Mapped[str] = mapped_column(default="")
    outcome_note: Mapped[str] = mapped_column(default="")
    closed: Mapped[bool] = mapped_column(default=False)
    said: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
