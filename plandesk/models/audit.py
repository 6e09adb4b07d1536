"""The record of changes, and facts about the file itself."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from plandesk.models.base import Base


class ChangeSet(Base):
    """One step that somebody took: its title, when, who, and the hash that seals it.

    ``hash`` is the SHA-256 of the previous step's hash and this step's canonical content.
    """

    __tablename__ = "change_set"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[dt.datetime]
    who: Mapped[str]
    title: Mapped[str]
    source: Mapped[str] = mapped_column(default="")
    hash: Mapped[str]


class ChangeEntry(Base):
    """One row that a step changed, with the fields before and after."""

    __tablename__ = "change_entry"
    __table_args__ = (
        Index("ix_change_entry_set", "set_id"),
        Index("ix_change_entry_item", "item_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    set_id: Mapped[int] = mapped_column(ForeignKey("change_set.id"))
    table_name: Mapped[str]
    row_id: Mapped[str]
    item_id: Mapped[int | None]
    kind: Mapped[str]
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    after: Mapped[dict[str, Any] | None] = mapped_column(JSON)


class FileFact(Base):
    """A fact about the plan file, by name: how many commits it has seen, when it was made."""

    __tablename__ = "file_fact"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]
