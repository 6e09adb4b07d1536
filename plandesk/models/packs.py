"""Packs for meetings: their agenda items, and what was built from them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from plandesk.models.base import Base, WithUid


class Pack(WithUid, Base):
    """A pack of papers about one plan for one meeting.

    ``body`` and ``meeting_on`` are used where no meeting of the plan's calendar is chosen.
    ``period_id`` is the reporting period it tells of; None means the current one, until the
    first build settles it. A supplement continues the numbers of the pack it belongs to.
    ``late_reason`` says why the whole pack is published after its last day.
    """

    __tablename__ = "pack"

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    position: Mapped[int] = mapped_column(default=0)
    title: Mapped[str]
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meeting.id"))
    period_id: Mapped[int | None] = mapped_column(ForeignKey("period.id"))
    body: Mapped[str] = mapped_column(default="")
    meeting_on: Mapped[dt.date | None]
    time: Mapped[str] = mapped_column(default="")
    place: Mapped[str] = mapped_column(default="")
    organisation: Mapped[str] = mapped_column(default="")
    supplement_to_id: Mapped[int | None] = mapped_column(ForeignKey("pack.id"))
    late_reason: Mapped[str] = mapped_column(default="")

    entries: Mapped[list[PackEntry]] = relationship(
        cascade="all, delete-orphan", order_by="PackEntry.position"
    )


class PackEntry(WithUid, Base):
    """One agenda item: a section made from the plan, a written report or note, or a paper.

    ``kind`` names what is printed (see ``plandesk.services.packs``); ``text`` is what was
    written for a report or note; ``file_hash`` points to the paper's stored file. An item with
    ``exempt_paragraph`` is not for publication.
    """

    __tablename__ = "pack_entry"
    __table_args__ = (Index("ix_pack_entry_pack", "pack_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    pack_id: Mapped[int] = mapped_column(ForeignKey("pack.id"))
    position: Mapped[int]
    kind: Mapped[str]
    title: Mapped[str]
    presenter: Mapped[str] = mapped_column(default="")
    purpose: Mapped[str] = mapped_column(default="")
    text: Mapped[str] = mapped_column(default="")
    file_hash: Mapped[str | None]
    exempt_paragraph: Mapped[str] = mapped_column(default="")
    exempt_reason: Mapped[str] = mapped_column(default="")
    late_reason: Mapped[str] = mapped_column(default="")
    options: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)


class BuiltPack(WithUid, Base):
    """One version of a pack as it was built: what it was called, its pages, and its data.

    A later change to the plan never alters it. ``file_hash`` is the SHA-256 of the file as
    written; ``data_hash`` names the stored file that holds the plan as it was printed, and is
    the fingerprint of that plan. ``history`` is the head of the hash chain at the build.
    ``figures`` holds the counts it printed and the pages of each agenda item.
    """

    __tablename__ = "built_pack"
    __table_args__ = (Index("ix_built_pack_pack", "pack_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    pack_id: Mapped[int] = mapped_column(ForeignKey("pack.id"))
    built_at: Mapped[dt.datetime]
    kind: Mapped[str]
    file_name: Mapped[str]
    file_hash: Mapped[str | None]
    data_hash: Mapped[str | None]
    pages: Mapped[int]
    last_page: Mapped[int] = mapped_column(default=0)
    period: Mapped[str] = mapped_column(default="")
    history: Mapped[str] = mapped_column(default="")
    figures: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
