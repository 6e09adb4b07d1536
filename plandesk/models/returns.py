"""The register of returns: who was sent what, with the values as issued, and what came back."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from plandesk.models.base import Base, WithUid


class ReturnIssue(WithUid, Base):
    """One workbook sent out: its reference, for whom, for which period, due when.

    ``scope`` is the ref of the project it covers, empty for a return by lead. ``number`` counts
    the returns sent to the same lead for the same period; the highest is the one that counts.
    """

    __tablename__ = "return_issue"
    __table_args__ = (
        Index("ix_return_issue_reference", "reference"),
        Index("ix_return_issue_period", "period_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str]
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    period_id: Mapped[int] = mapped_column(ForeignKey("period.id"))
    lead: Mapped[str]
    scope: Mapped[str] = mapped_column(default="")
    number: Mapped[int] = mapped_column(default=1)
    issued_on: Mapped[dt.date]
    due: Mapped[dt.date | None]
    file_name: Mapped[str] = mapped_column(default="")

    rows: Mapped[list[IssuedRow]] = relationship(
        cascade="all, delete-orphan", order_by="IssuedRow.position"
    )


class IssuedRow(Base):
    """One row of a return as it was sent: the values that a later answer is compared with.

    ``item_uid`` is no foreign key: what was sent stays sent when the action is removed.
    ``rating`` is a code of the scale.
    """

    __tablename__ = "issued_row"
    __table_args__ = (
        Index("ix_issued_row_issue", "issue_id"),
        Index("ix_issued_row_key", "key"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    issue_id: Mapped[int] = mapped_column(ForeignKey("return_issue.id"))
    position: Mapped[int]
    item_uid: Mapped[str]
    key: Mapped[str]
    level: Mapped[int]
    ref: Mapped[str]
    heading: Mapped[str]
    lead: Mapped[str] = mapped_column(default="")
    due: Mapped[str] = mapped_column(default="")
    last_rating: Mapped[str] = mapped_column(default="")
    rating: Mapped[str | None]
    progress: Mapped[str] = mapped_column(default="")
    forecast: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
    help_needed: Mapped[str] = mapped_column(default="")


class ReturnReceipt(WithUid, Base):
    """One import of a returned workbook: its fingerprint (SHA-256), who took what, and why.

    ``offered`` and ``taken`` count changes. ``findings`` are the messages shown then; ``reason``
    is why warnings were accepted. ``answers`` holds each row's values as returned, by key and
    field, so that a later copy shows only what differs. ``answered`` counts rated rows.
    """

    __tablename__ = "return_receipt"
    __table_args__ = (
        Index("ix_return_receipt_reference", "reference"),
        Index("ix_return_receipt_fingerprint", "fingerprint"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str]
    period_id: Mapped[int] = mapped_column(ForeignKey("period.id"))
    at: Mapped[dt.datetime]
    who: Mapped[str]
    file_name: Mapped[str]
    fingerprint: Mapped[str]
    offered: Mapped[int]
    taken: Mapped[int]
    waiting: Mapped[int] = mapped_column(default=0)
    answered: Mapped[int] = mapped_column(default=0)
    reason: Mapped[str] = mapped_column(default="")
    answers: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    findings: Mapped[list[Any]] = mapped_column(JSON, default=list)
