"""Changes to packs: making, removing and filling them."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from plandesk.errors import UserError
from plandesk.models.detail import StoredFile
from plandesk.models.packs import BuiltPack, Pack, PackEntry
from plandesk.models.period import Period
from plandesk.models.plan import Plan
from plandesk.services.pack_outline import TITLES, EntryKind, EntrySpec, default_outline


@dataclass(frozen=True, slots=True)
class PackWords:
    """What the cover of a pack says beside its title."""

    body: str = ""
    meeting_on: dt.date | None = None
    time: str = ""
    place: str = ""
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class AddPack:
    """Make a pack for a plan; without ``entries`` it starts with the default agenda."""

    plan_id: int
    name: str = ""
    words: PackWords = field(default_factory=PackWords)
    period_id: int | None = None
    entries: tuple[EntrySpec, ...] | None = None

    @property
    def title(self) -> str:
        """Return what the menu shows after "Undo"."""
        return "Add pack"

    def apply(self, session: Session) -> None:
        """Add the pack and its agenda items; refuses a title that is taken."""
        plan = session.get(Plan, self.plan_id)
        if plan is None:
            raise UserError("That plan is not in the file any more.", "Choose another plan.")
        outline_title, outline = default_outline()
        name = " ".join((self.name or outline_title).split())
        taken = session.scalars(select(Pack.title)).all()
        if name.casefold() in {title.casefold() for title in taken}:
            raise UserError(f"There is a pack “{name}” already.", "Give the new one another title.")
        pack = Pack(
            plan_id=self.plan_id,
            position=len(taken),
            title=name,
            meeting_id=None,
            period_id=_known_period(session, self.period_id),
            body=self.words.body,
            meeting_on=self.words.meeting_on,
            time=self.words.time,
            place=self.words.place,
            organisation=self.words.organisation,
        )
        session.add(pack)
        session.flush()
        for position, spec in enumerate(outline if self.entries is None else self.entries):
            session.add(_entry(pack.id, position, spec))


@dataclass(frozen=True, slots=True)
class RemovePack:
    """Take a pack out of the file, with its agenda and the notes of what was built."""

    pack_id: int

    @property
    def title(self) -> str:
        """Return what the menu shows after "Undo"."""
        return "Remove pack"

    def apply(self, session: Session) -> None:
        """Remove the pack; attached files stay stored, so that undo brings them back."""
        pack = _pack(session, self.pack_id)
        for built in session.scalars(select(BuiltPack).where(BuiltPack.pack_id == pack.id)):
            session.delete(built)
        session.flush()
        session.delete(pack)


@dataclass(frozen=True, slots=True)
class AddPackEntry:
    """Add an agenda item at the end, or before the item now at ``position``."""

    pack_id: int
    spec: EntrySpec
    position: int | None = None

    @property
    def title(self) -> str:
        """Return what the menu shows after "Undo"."""
        return "Add agenda item"

    def apply(self, session: Session) -> None:
        """Add the item; an exempt one needs its paragraph and its reason."""
        pack = _pack(session, self.pack_id)
        spec = self.spec
        if bool(spec.exempt_paragraph.strip()) != bool(spec.exempt_reason.strip()):
            raise UserError(
                "An exempt item needs its paragraph of Schedule 12A and the reason.",
                "Give both, or neither.",
            )
        if spec.kind is EntryKind.PAPER and not spec.file_hash:
            raise UserError("A paper needs its file.", "Choose the PDF to attach.")
        at = len(pack.entries) if self.position is None else self.position
        at = max(0, min(at, len(pack.entries)))
        for entry in pack.entries[at:]:
            entry.position += 1
        session.add(_entry(pack.id, at, spec))


@dataclass(frozen=True, slots=True)
class RemovePackEntry:
    """Take an agenda item out of its pack."""

    entry_id: int

    @property
    def title(self) -> str:
        """Return what the menu shows after "Undo"."""
        return "Remove agenda item"

    def apply(self, session: Session) -> None:
        """Remove the item and close the gap."""
        entry = session.get(PackEntry, self.entry_id)
        if entry is None:
            raise UserError("That agenda item is not in the pack any more.")
        pack = _pack(session, entry.pack_id)
        pack.entries.remove(entry)
        for position, other in enumerate(pack.entries):
            other.position = position


@dataclass(frozen=True, slots=True)
class StorePaper:
    """Keep a paper's bytes in the plan file, once whatever points to them."""

    name: str
    content: bytes

    @classmethod
    def read(cls, path: Path) -> StorePaper:
        """Read a paper from disk; raises UserError when it cannot be read."""
        try:
            return cls(path.name, path.read_bytes())
        except OSError as problem:
            raise UserError(
                f"{path.name} cannot be read: {problem.strerror}.", "Check the path."
            ) from problem

    @property
    def title(self) -> str:
        """Return what the menu shows after "Undo"."""
        return "Attach paper"

    @property
    def hash(self) -> str:
        """Return the name under which the bytes are kept."""
        return hashlib.sha256(self.content).hexdigest()

    def apply(self, session: Session) -> None:
        """Store the bytes unless the file has them."""
        if session.get(StoredFile, self.hash) is None:
            size = len(self.content)
            session.add(StoredFile(hash=self.hash, name=self.name, size=size, content=self.content))


def _pack(session: Session, pack_id: int) -> Pack:
    pack = session.get(Pack, pack_id)
    if pack is None:
        raise UserError("That pack is not in the plan any more.", "Choose another pack.")
    return pack


def _known_period(session: Session, period_id: int | None) -> int | None:
    if period_id is None:
        return None
    known = session.scalar(select(func.count()).where(Period.id == period_id))
    if not known:
        raise UserError("That period is not in the plan any more.", "Choose another period.")
    return period_id


def _entry(pack_id: int, position: int, spec: EntrySpec) -> PackEntry:
    return PackEntry(
        pack_id=pack_id,
        position=position,
        kind=spec.kind.value,
        title=spec.title.strip() or TITLES[spec.kind],
        presenter=spec.presenter.strip(),
        purpose=spec.purpose.strip(),
        text=spec.text,
        file_hash=spec.file_hash,
        exempt_paragraph=spec.exempt_paragraph.strip(),
        exempt_reason=spec.exempt_reason.strip(),
        options={},
    )
