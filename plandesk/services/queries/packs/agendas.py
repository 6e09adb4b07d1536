"""The packs of a plan file and their agendas."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from plandesk.errors import UsageError
from plandesk.models.detail import StoredFile
from plandesk.models.meeting import Body, Meeting
from plandesk.models.packs import Pack, PackEntry
from plandesk.models.plan import Plan
from plandesk.services.packs.outline import EntryKind, EntrySpec, default_outline, read_kind


@dataclass(frozen=True, slots=True)
class PackRow:
    """A pack and its agenda; ``id`` is None for the default pack of a plan that has none.

    ``clear_days`` are those of its body, None where the plan does not know the body.
    """

    id: int | None
    plan_id: int
    title: str
    body: str
    meeting_on: dt.date | None
    time: str
    place: str
    organisation: str
    period_id: int | None
    entries: tuple[PackEntryRow, ...]
    meeting_id: int | None = None
    late_reason: str = ""
    supplement_to_id: int | None = None
    clear_days: int | None = None

    @property
    def outline(self) -> tuple[EntrySpec, ...]:
        """Return the agenda that the next meeting starts from.

        The papers of this meeting stay behind, and so does why any item of it was late.
        """
        kept = (entry.spec for entry in self.entries if entry.spec.kind is not EntryKind.PAPER)
        return tuple(replace(spec, late_reason="") for spec in kept)


@dataclass(frozen=True, slots=True)
class PackEntryRow:
    """An agenda item; ``id`` is None in the default pack."""

    id: int | None
    spec: EntrySpec
    file_name: str = ""
    uid: str = ""


def packs(session: Session) -> list[PackRow]:
    """Return the packs of the file; a plan without any offers the default one."""
    found = session.scalars(select(Pack).order_by(Pack.position, Pack.id)).all()
    if found:
        return [_row(session, pack) for pack in found]
    plan = session.scalar(select(Plan).order_by(Plan.position, Plan.id).limit(1))
    return [_default(plan)] if plan else []


def _row(session: Session, pack: Pack) -> PackRow:
    names = {
        row.hash: row.name for row in session.execute(select(StoredFile.hash, StoredFile.name))
    }
    body, meeting_on = pack.body, pack.meeting_on
    meeting = session.get(Meeting, pack.meeting_id) if pack.meeting_id else None
    if meeting is not None:
        body, meeting_on = session.get_one(Body, meeting.body_id).name, meeting.on
    entries = tuple(_entry_row(entry, names) for entry in pack.entries)
    return PackRow(
        pack.id,
        pack.plan_id,
        pack.title,
        body,
        meeting_on,
        pack.time,
        pack.place,
        pack.organisation,
        pack.period_id,
        entries,
        pack.meeting_id,
        pack.late_reason,
        pack.supplement_to_id,
        _clear_days(session, body),
    )


def _clear_days(session: Session, body: str) -> int | None:
    known = session.execute(select(Body.name, Body.clear_days))
    return {row.name.casefold(): row.clear_days for row in known}.get(body.casefold())


def _entry_row(entry: PackEntry, names: dict[str, str]) -> PackEntryRow:
    spec = EntrySpec(
        read_kind(entry.kind),
        entry.title,
        entry.presenter,
        entry.purpose,
        entry.text,
        entry.file_hash,
        entry.exempt_paragraph,
        entry.exempt_reason,
        entry.late_reason,
    )
    return PackEntryRow(entry.id, spec, names.get(entry.file_hash or "", ""), entry.uid)


def _default(plan: Plan) -> PackRow:
    title, outline = default_outline()
    entries = tuple(PackEntryRow(None, spec) for spec in outline)
    return PackRow(None, plan.id, title, "", None, "", "", "", None, entries)


def find_pack(session: Session, name: str) -> PackRow:
    """Return the pack of this title, or the only one whose title begins so.

    Raises UsageError naming the packs there are.
    """
    known = packs(session)
    said = " ".join(name.casefold().split())
    exact = [pack for pack in known if pack.title.casefold() == said or str(pack.id) == said]
    found = exact or [pack for pack in known if pack.title.casefold().startswith(said)]
    if len(found) == 1:
        return found[0]
    names = ", ".join(f"“{pack.title}”" for pack in known) or "none yet"
    raise UsageError(f"There is no pack “{name}” in this plan.", f"Its packs: {names}.")
