"""What hangs on a plan item: evidence, links, former refs and comments."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from plandesk.models.base import Base, WithUid


class Evidence(WithUid, Base):
    """What shows that an action is done: a note, a link, or a file kept by its hash."""

    __tablename__ = "evidence"
    __table_args__ = (Index("ix_evidence_item", "item_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("plan_item.id"))
    position: Mapped[int] = mapped_column(default=0)
    title: Mapped[str]
    note: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    file_hash: Mapped[str | None]
    added_on: Mapped[dt.date | None]
    added_by: Mapped[str] = mapped_column(default="")


class StoredFile(Base):
    """The bytes of an attached file, kept once whatever points to them."""

    __tablename__ = "stored_file"

    hash: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    size: Mapped[int]
    content: Mapped[bytes] = mapped_column(LargeBinary)


class Link(WithUid, Base):
    """A link between two plan items, seen from both ends."""

    __tablename__ = "link"
    __table_args__ = (Index("ix_link_source", "source_id"), Index("ix_link_target", "target_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("plan_item.id"))
    target_id: Mapped[int] = mapped_column(ForeignKey("plan_item.id"))
    kind: Mapped[str]
    note: Mapped[str] = mapped_column(default="")


class FormerRef(Base):
    """A ref that a plan item had before it was renumbered; it still finds the plan item."""

    __tablename__ = "former_ref"
    __table_args__ = (Index("ix_former_ref_item", "item_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("plan_item.id"))
    ref: Mapped[str]


class Comment(WithUid, Base):
    """A remark on a plan item by somebody at some time."""

    __tablename__ = "comment"
    __table_args__ = (Index("ix_comment_item", "item_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("plan_item.id"))
    at: Mapped[dt.datetime]
    author: Mapped[str]
    text: Mapped[str]
