"""What is not for publication: plan items, entries of registers and evidence, whole or in part.

Agenda items carry their own mark (``PackEntry``): they belong to one pack, these to the plan.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from plandesk.models.base import Base
from plandesk.models.exempt_words import ExemptPart, paragraph_words, stand_in

__all__ = [
    "ExemptEntry",
    "ExemptEvidence",
    "ExemptItem",
    "ExemptPart",
    "Exemption",
    "paragraph_words",
    "stand_in",
]


class Exemption:
    """Why something is exempt: the paragraph of Schedule 12A, as typed ("3"), and the reason."""

    paragraph: Mapped[str]
    reason: Mapped[str]


class ExemptItem(Exemption, Base):
    """A plan item that is exempt; without ``parts`` whole, with all that is below it."""

    __tablename__ = "exempt_item"

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("plan_item.id"), unique=True)
    parts: Mapped[list[Any]] = mapped_column(default=list)


class ExemptEntry(Exemption, Base):
    """An entry of a register that is exempt, with its parts and values."""

    __tablename__ = "exempt_entry"

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("register_entry.id"), unique=True)


class ExemptEvidence(Exemption, Base):
    """A piece of evidence that is exempt, with its file."""

    __tablename__ = "exempt_evidence"

    id: Mapped[int] = mapped_column(primary_key=True)
    evidence_id: Mapped[int] = mapped_column(ForeignKey("evidence.id"), unique=True)
