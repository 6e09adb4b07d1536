"""What is not for publication: plan items, entries of registers and evidence, whole or in part.

Agenda items carry their own mark (``PackEntry``): they belong to one pack, these to the plan.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from plandesk.models.base import Base


class ExemptPart(StrEnum):
    """A part of a plan item that can be exempt while the rest of it is published."""

    TITLE = "title"
    PEOPLE = "people"
    DUE = "due"
    PROGRESS = "progress"
    REASON = "reason"
    HELP = "help_needed"
    OUTCOME = "outcome_note"
    FIELDS = "fields"


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


def paragraph_words(said: str) -> str:
    """Return "3" as "Paragraph 3"; whoever typed the word keeps theirs."""
    return f"Paragraph {said}" if said[:1].isdigit() else said


def stand_in(paragraph: str) -> str:
    """Return what is printed in place of something exempt."""
    words = paragraph_words(paragraph)
    return f"Exempt: {words[:1].lower()}{words[1:]}"
