"""What was built of each pack, when its papers must be public, and what changed since."""

from __future__ import annotations

import datetime as dt
import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from plandesk.models.audit import ChangeSet
from plandesk.models.clear_days import CLEAR_DAYS, clear_days_before
from plandesk.models.counted import counted
from plandesk.models.detail import StoredFile
from plandesk.models.meeting import Body, Meeting
from plandesk.models.packs import BuiltPack, Pack
from plandesk.models.period import Period
from plandesk.models.timeframes.types import day_words
from plandesk.services.calendar import bank_holidays, knows_year
from plandesk.services.queries.changes_since import PlanChange, changes_between
from plandesk.services.queries.packs.agendas import PackRow
from plandesk.services.queries.plan_settings import plan_setting
from plandesk.services.queries.plan_states import Moment, row_moment

DRAFTS_SETTING, RETURNS_SETTING = "drafts_before", "returns_before"
_LARGEST = 200_000_000


@dataclass(frozen=True, slots=True)
class BuildRow:
    """One version of a pack that was built; ``items`` are the agenda items with their pages."""

    id: int
    pack_id: int
    pack: str
    built_at: dt.datetime
    kind: str
    file_name: str
    file_hash: str
    data_hash: str
    pages: int
    last_page: int
    period: str
    history: str
    items: tuple[dict[str, Any], ...]
    count: int

    @property
    def sentence(self) -> str:
        """Say what was built and when: "Public pack of 26 June 2024, 96 pages"."""
        said = f"{self.kind.capitalize()} pack of {day_words(self.built_at.date())}"
        return f"{said}, {counted(self.pages, 'page')}" if self.pages else said


@dataclass(frozen=True, slots=True)
class LeadDays:
    """How many working days before publication a plan wants drafts and returns."""

    drafts: int = 5
    returns: int = 10


@dataclass(frozen=True, slots=True)
class Deadlines:
    """The days that lead to a meeting; ``is_certain`` is False beyond the known bank holidays."""

    meeting_on: dt.date
    clear_days: int
    publish_by: dt.date
    drafts_by: dt.date
    returns_by: dt.date
    is_certain: bool

    def is_late(self, day: dt.date) -> bool:
        """Tell whether a day is after the last one to publish on, with the meeting to come."""
        return self.publish_by < day <= self.meeting_on

    @property
    def sentence(self) -> str:
        """Return the days in words, the first to come first."""
        sure = "" if self.is_certain else " Check the bank holidays of that year."
        return (
            f"Returns in by {day_words(self.returns_by)}, drafts by {day_words(self.drafts_by)}. "
            f"Publish by {day_words(self.publish_by)}: {self.clear_days} clear days before "
            f"{day_words(self.meeting_on)}.{sure}"
        )


def builds(session: Session, pack_id: int | None = None) -> list[BuildRow]:
    """Return what was built, of one pack or of all, the newest first."""
    statement = select(BuiltPack, Pack.title).join(Pack, Pack.id == BuiltPack.pack_id)
    if pack_id is not None:
        statement = statement.where(BuiltPack.pack_id == pack_id)
    newest_first = statement.order_by(BuiltPack.built_at.desc(), BuiltPack.id.desc())
    return [_build_row(built, title) for built, title in session.execute(newest_first)]


def _build_row(built: BuiltPack, title: str) -> BuildRow:
    return BuildRow(
        built.id,
        built.pack_id,
        title,
        built.built_at,
        built.kind,
        built.file_name,
        built.file_hash or "",
        built.data_hash or "",
        built.pages,
        built.last_page,
        built.period,
        built.history,
        tuple(built.figures.get("items", ())),
        int(built.figures.get("count", 0)),
    )


def kept_data(session: Session, build: BuildRow) -> dict[str, Any] | None:
    """Return the plan as a built pack printed it, in the form of a JSON export, None without."""
    stored = session.get(StoredFile, build.data_hash) if build.data_hash else None
    if stored is None:
        return None
    unpacker = zlib.decompressobj()
    return json.loads(unpacker.decompress(stored.content, _LARGEST))


def numbering(session: Session, pack: PackRow) -> tuple[int, int]:
    """Return the first page and the first item number of a pack; a supplement goes on counting."""
    if pack.supplement_to_id is None:
        return 1, 1
    family = select(Pack.id, Pack.position).where(
        (Pack.id == pack.supplement_to_id)
        | ((Pack.supplement_to_id == pack.supplement_to_id) & (Pack.id < (pack.id or 0)))
    )
    before = {row.id for row in session.execute(family)}
    newest: dict[int, BuildRow] = {}
    for row in builds(session):
        if row.pack_id in before and row.pages:
            newest.setdefault(row.pack_id, row)
    page = max((row.last_page for row in newest.values()), default=0)
    return page + 1, 1 + sum(row.count for row in newest.values())


@dataclass(frozen=True, slots=True)
class Follower:
    """A supplement that was built to go on from a pack, with its first page and item number."""

    pack: str
    page: int
    item: int

    def clash(self, last_page: int, last_item: int) -> str:
        """Say that an issue which ends there has numbers of the supplement too; "" where not."""
        if last_page < self.page and last_item < self.item:
            return ""
        return (
            f"“{self.pack}” begins with page {self.page} and item {self.item}; this issue ends with"
            f" page {last_page} and item {last_item}. Build the supplement again after this: its"
            " numbers then go on from here."
        )


def followers(session: Session, pack: PackRow) -> list[Follower]:
    """Return the supplements whose numbers were made to go on from this pack, as built last."""
    above = pack.supplement_to_id or pack.id
    mine = select(Pack.id).where(Pack.supplement_to_id == above, Pack.id > (pack.id or 0))
    later = set(session.scalars(mine)) if pack.id is not None else set[int]()
    newest: dict[int, BuildRow] = {}
    for row in builds(session) if later else ():
        if row.pack_id in later and row.pages and row.items:
            newest.setdefault(row.pack_id, row)
    return [
        Follower(row.pack, row.last_page - row.pages + 1, int(row.items[0]["number"]))
        for row in newest.values()
    ]


def last_build_for(session: Session, pack: PackRow, body: str) -> BuildRow | None:
    """Return what this body was given last before this pack, None when it is the first."""
    own = {pack.id, pack.supplement_to_id}
    said = " ".join(body.split()).casefold()
    statement = (
        select(BuiltPack, Pack.title, Pack.body, Body.name, Pack.id)
        .join(Pack, Pack.id == BuiltPack.pack_id)
        .outerjoin(Meeting, Meeting.id == Pack.meeting_id)
        .outerjoin(Body, Body.id == Meeting.body_id)
        .where(Pack.plan_id == pack.plan_id)
        .order_by(BuiltPack.built_at.desc(), BuiltPack.id.desc())
    )
    for built, title, typed, named, pack_id in session.execute(statement):
        same = said in ((typed or "").casefold(), (named or "").casefold())
        if pack_id not in own and same:
            return _build_row(built, title)
    return None


def changes_since_build(session: Session, build: BuildRow) -> list[PlanChange]:
    """Return what changed in the plan since the data of a build were read."""
    found = select(ChangeSet.id).where(ChangeSet.hash == build.history)
    set_id = session.scalar(found) if build.history else None
    moment = Moment(set_id) if set_id else row_moment(session, BuiltPack.__tablename__, build.id)
    return changes_between(session, moment, Moment()) if moment else []


def deadlines(session: Session, pack: PackRow) -> Deadlines | None:
    """Return the days that lead to a pack's meeting, None while it has no date.

    Drafts are wanted a working week before publication and returns two, unless the plan's settings
    say otherwise or the period says when its returns are due.
    """
    period = session.get(Period, pack.period_id) if pack.period_id else None
    days = CLEAR_DAYS["England"] if pack.clear_days is None else pack.clear_days
    lead = lead_days(session, pack.plan_id)
    return deadlines_for(pack.meeting_on, days, period.due if period else None, lead)


def lead_days(session: Session, plan_id: int) -> LeadDays:
    """Return how long before publication a plan wants its drafts and returns."""
    said = (plan_setting(session, plan_id, name) for name in (DRAFTS_SETTING, RETURNS_SETTING))
    usual = LeadDays()
    drafts, returns = (
        int(text) if text.isdecimal() else days
        for text, days in zip(said, (usual.drafts, usual.returns), strict=True)
    )
    return LeadDays(drafts, returns)


def deadlines_for(
    on: dt.date | None,
    clear_days: int,
    returns_due: dt.date | None = None,
    lead: LeadDays | None = None,
) -> Deadlines | None:
    """Return the days that lead to a meeting on a day, with so many clear days."""
    if on is None:
        return None
    publish = clear_days_before(on, clear_days, bank_holidays())
    before = lead or LeadDays()
    drafts = _working_days_before(publish, before.drafts)
    returns = returns_due or _working_days_before(publish, before.returns)
    certain = knows_year(on.year) and knows_year(returns.year)
    return Deadlines(on, clear_days, publish, drafts, returns, certain)


def _working_days_before(day: dt.date, count: int) -> dt.date:
    return clear_days_before(day, count - 1, bank_holidays())


def late_items(session: Session, pack: PackRow, today: dt.date) -> Sequence[int]:
    """Return the numbers of the items that came after the last day to publish, with no reason.

    An item that was in a version built by that day is not late.
    """
    days = deadlines(session, pack)
    if days is None or not days.is_late(today) or pack.late_reason.strip():
        return ()
    in_time = {
        item.get("uid")
        for row in (builds(session, pack.id) if pack.id is not None else ())
        if row.built_at.date() <= days.publish_by
        for item in row.items
    }
    _, first = numbering(session, pack)
    return [
        number
        for number, entry in enumerate(pack.entries, start=first)
        if entry.uid not in in_time and not entry.spec.late_reason.strip()
    ]
