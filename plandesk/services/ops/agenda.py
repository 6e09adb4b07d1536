"""Changes to a pack's agenda and to what its cover says."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from plandesk.errors import UserError
from plandesk.models.packs import Pack, PackEntry
from plandesk.models.period import Period
from plandesk.services.ops.packs import PackWords
from plandesk.services.pack_outline import TITLES, EntryKind, EntrySpec


@dataclass(frozen=True, slots=True)
class SetPackEntry:
    """Change what an agenda item says; its kind and its paper stay as they are."""

    entry_id: int
    spec: EntrySpec
    title: str = "Change agenda item"

    @property
    def merge_key(self) -> str:
        """Make typing in one box one step."""
        return f"pack-entry:{self.entry_id}"

    def apply(self, session: Session) -> None:
        """Keep the words; refused for half an exemption."""
        entry, spec = _entry(session, self.entry_id), self.spec
        if bool(spec.exempt_paragraph.strip()) != bool(spec.exempt_reason.strip()):
            raise UserError(
                "An exempt item needs its paragraph of Schedule 12A and the reason.",
                "Give both, or neither.",
            )
        entry.title = spec.title.strip() or TITLES[EntryKind(entry.kind)]
        entry.presenter, entry.purpose = spec.presenter.strip(), spec.purpose.strip()
        entry.text = spec.text
        entry.exempt_paragraph = spec.exempt_paragraph.strip()
        entry.exempt_reason = spec.exempt_reason.strip()


@dataclass(frozen=True, slots=True)
class MovePackEntry:
    """Move an agenda item to another place of its agenda, counted from 0."""

    entry_id: int
    position: int
    title: str = "Move agenda item"

    def apply(self, session: Session) -> None:
        """Number the agenda anew."""
        entry = _entry(session, self.entry_id)
        pack = _pack(session, entry.pack_id)
        others = [each for each in pack.entries if each.id != entry.id]
        at = max(0, min(self.position, len(others)))
        for position, each in enumerate([*others[:at], entry, *others[at:]]):
            each.position = position


@dataclass(frozen=True, slots=True)
class SetPackWords:
    """Change a pack's title, what its cover says, and the period it tells of (None: current)."""

    pack_id: int
    name: str
    words: PackWords
    period_id: int | None = None
    title: str = "Change pack"

    @property
    def merge_key(self) -> str:
        """Make typing in one box one step."""
        return f"pack:{self.pack_id}"

    def apply(self, session: Session) -> None:
        """Keep the words; refused for an empty or a taken title."""
        pack = _pack(session, self.pack_id)
        name = " ".join(self.name.split())
        if not name:
            raise UserError("Enter a title for the pack.", "It stands on the cover.")
        for other in session.scalars(select(Pack).where(Pack.id != pack.id)):
            if other.title.casefold() == name.casefold():
                raise UserError(f"There is a pack “{other.title}” already.", "Choose another.")
        if self.period_id is not None and session.get(Period, self.period_id) is None:
            raise UserError("That period is not in the plan any more.", "Choose another period.")
        pack.title, pack.period_id = name, self.period_id
        pack.body, pack.meeting_on = self.words.body.strip(), self.words.meeting_on
        pack.time, pack.place = self.words.time.strip(), self.words.place.strip()
        pack.organisation = self.words.organisation.strip()


def _entry(session: Session, entry_id: int) -> PackEntry:
    entry = session.get(PackEntry, entry_id)
    if entry is None:
        raise UserError("That agenda item is not in the pack any more.", "Look at it again.")
    return entry


def _pack(session: Session, pack_id: int) -> Pack:
    pack = session.get(Pack, pack_id)
    if pack is None:
        raise UserError("That pack is not in the plan any more.", "Choose another pack.")
    return pack
