"""What becomes of a pack once it is built: it is kept, and late items go into a supplement."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from plandesk.errors import UserError
from plandesk.models.packs import BuiltPack, Pack
from plandesk.services.ops.packs import known_pack, new_entry, refuse_taken
from plandesk.services.packs.outline import EntrySpec


@dataclass(frozen=True, slots=True)
class RecordBuild:
    """Keep what was built: its file's fingerprint, the data it printed, and its figures.

    The first build settles ``period_id`` as the period that the pack tells of.
    """

    pack_id: int
    built_at: dt.datetime
    kind: str
    file_name: str
    pages: int
    period: str
    figures: dict[str, Any] = field(default_factory=dict[str, Any])
    file_hash: str | None = None
    data_hash: str | None = None
    last_page: int = 0
    history: str = ""
    period_id: int | None = None

    @property
    def title(self) -> str:
        """Return what the menu shows after "Undo"."""
        return "Keep built pack"

    def apply(self, session: Session) -> None:
        """Add the entry; nothing in the plan changes it later."""
        pack = known_pack(session, self.pack_id)
        if pack.period_id is None:
            pack.period_id = self.period_id
        session.add(
            BuiltPack(
                pack_id=pack.id,
                built_at=self.built_at,
                kind=self.kind,
                file_name=self.file_name,
                file_hash=self.file_hash,
                data_hash=self.data_hash,
                pages=self.pages,
                last_page=self.last_page or self.pages,
                period=self.period,
                history=self.history,
                figures=dict(self.figures),
            )
        )


@dataclass(frozen=True, slots=True)
class AddSupplement:
    """Start a pack of late items that continues the pages and items of a built pack."""

    pack_id: int
    late_reason: str
    name: str = ""
    entries: tuple[EntrySpec, ...] = ()

    @property
    def title(self) -> str:
        """Return what the menu shows after "Undo"."""
        return "Add supplement"

    def apply(self, session: Session) -> None:
        """Add it for the same meeting; refused without a reason, or before the pack is built."""
        above = known_pack(session, self.pack_id)
        if above.supplement_to_id is not None:
            above = known_pack(session, above.supplement_to_id)
        reason = " ".join(self.late_reason.split())
        if not reason:
            raise UserError(
                "A supplement needs the reason why its items are late.",
                "Local Government Act 1972, section 100B(4): say why they cannot wait.",
            )
        built = session.scalar(select(func.count()).where(BuiltPack.pack_id == above.id))
        if not built:
            raise UserError(
                f"“{above.title}” has not been built yet.",
                "Add the late items to its agenda, or build it first.",
            )
        name = " ".join(self.name.split()) or self._free_name(session, above.title)
        refuse_taken(session, name)
        pack = _beside(session, above, name, reason)
        for position, spec in enumerate(self.entries):
            session.add(new_entry(pack.id, position, spec))

    def _free_name(self, session: Session, title: str) -> str:
        taken = {name.casefold() for name in session.scalars(select(Pack.title))}
        name, number = f"{title} supplement", 2
        while name.casefold() in taken:
            name, number = f"{title} supplement {number}", number + 1
        return name


def _beside(session: Session, above: Pack, name: str, reason: str) -> Pack:
    pack = Pack(
        plan_id=above.plan_id,
        position=session.scalar(select(func.count()).select_from(Pack)) or 0,
        title=name,
        meeting_id=above.meeting_id,
        period_id=above.period_id,
        body=above.body,
        meeting_on=above.meeting_on,
        time=above.time,
        place=above.place,
        organisation=above.organisation,
        supplement_to_id=above.id,
        late_reason=reason,
    )
    session.add(pack)
    session.flush()
    return pack
