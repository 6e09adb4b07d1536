"""Changes to packs: making, removing and filling them."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from plandesk.errors import UserError
from plandesk.models.detail import StoredFile
from plandesk.models.meeting import Meeting
from plandesk.models.packs import BuiltPack, Pack, PackEntry
from plandesk.models.period import Period
from plandesk.models.plan import Plan
from plandesk.services.packs.outline import TITLES, EntryKind, EntrySpec, default_outline
from plandesk.services.queries.packs.agendas import PackRow


@dataclass(frozen=True, slots=True)
class PackWords:
    """What the cover of a pack says beside its title."""

    body: str = ""
    meeting_on: dt.date | None = None
    time: str = ""
    place: str = ""
    organisation: str = ""
    meeting_id: int | None = None
    late_reason: str = ""


@dataclass(frozen=True, slots=True)
class AddPack:
    """Make a pack for a plan; without ``entries`` it starts with the default agenda."""

    plan_id: int
    name: str = ""
    words: PackWords = field(default_factory=PackWords)
    period_id: int | None = None
    entries: tuple[EntrySpec, ...] | None = None

    @classmethod
    def after(cls, last: PackRow, name: str, period_id: int | None) -> AddPack:
        """Return what makes the pack of the next meeting from the agenda and cover of the last."""
        words = PackWords(last.body, None, last.time, last.place, last.organisation)
        return cls(last.plan_id, name, words, period_id, last.outline)

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
        refuse_taken(session, name)
        pack = Pack(
            plan_id=self.plan_id,
            position=session.scalar(select(func.count()).select_from(Pack)) or 0,
            title=name,
            period_id=_known_period(session, self.period_id),
            **_cover(session, self.words),
        )
        session.add(pack)
        session.flush()
        for position, spec in enumerate(outline if self.entries is None else self.entries):
            session.add(new_entry(pack.id, position, spec))


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
        pack = known_pack(session, self.pack_id)
        for later in session.scalars(select(Pack).where(Pack.supplement_to_id == pack.id)):
            raise UserError(
                f"“{later.title}” is a supplement to this pack.", "Remove the supplement first."
            )
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
        pack = known_pack(session, self.pack_id)
        spec = self.spec
        _check(spec)
        at = len(pack.entries) if self.position is None else self.position
        at = max(0, min(at, len(pack.entries)))
        for entry in pack.entries[at:]:
            entry.position += 1
        pack.entries.insert(at, new_entry(pack.id, at, spec))  # the next of one step counts it


@dataclass(frozen=True, slots=True)
class EditPack:
    """Change what the cover of a pack says, its title, and the period it tells of."""

    pack_id: int
    name: str
    words: PackWords
    period_id: int | None = None

    @property
    def title(self) -> str:
        """Return what the menu shows after "Undo"."""
        return "Change pack"

    @property
    def merge_key(self) -> str:
        """Make typing in one form one step."""
        return f"pack:{self.pack_id}"

    def apply(self, session: Session) -> None:
        """Change the pack; refuses an empty title and one that is taken."""
        pack = known_pack(session, self.pack_id)
        name = " ".join(self.name.split())
        if not name:
            raise UserError("A pack needs a title.", "Give it one, such as “May board”.")
        refuse_taken(session, name, pack.id)
        pack.title, pack.period_id = name, _known_period(session, self.period_id)
        for column, value in _cover(session, self.words).items():
            setattr(pack, column, value)


@dataclass(frozen=True, slots=True)
class EditPackEntry:
    """Change an agenda item."""

    entry_id: int
    spec: EntrySpec

    @property
    def title(self) -> str:
        """Return what the menu shows after "Undo"."""
        return "Change agenda item"

    @property
    def merge_key(self) -> str:
        """Make typing in one form one step."""
        return f"pack-entry:{self.entry_id}"

    def apply(self, session: Session) -> None:
        """Change the item; the same is refused as when adding one."""
        entry = _known_entry(session, self.entry_id)
        _check(self.spec)
        for name, value in _columns(self.spec).items():
            setattr(entry, name, value)


@dataclass(frozen=True, slots=True)
class MovePackEntry:
    """Move an agenda item to another place of its agenda, from 0."""

    entry_id: int
    position: int

    @property
    def title(self) -> str:
        """Return what the menu shows after "Undo"."""
        return "Move agenda item"

    def apply(self, session: Session) -> None:
        """Move the item; a place beyond the end is the end."""
        entry = _known_entry(session, self.entry_id)
        order = [
            other for other in known_pack(session, entry.pack_id).entries if other is not entry
        ]
        order.insert(max(0, min(self.position, len(order))), entry)
        for position, other in enumerate(order):
            other.position = position


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
        entry = _known_entry(session, self.entry_id)
        pack = known_pack(session, entry.pack_id)
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


def known_pack(session: Session, pack_id: int) -> Pack:
    """Return a pack; raises UserError when it has been removed."""
    pack = session.get(Pack, pack_id)
    if pack is None:
        raise UserError("That pack is not in the plan any more.", "Choose another pack.")
    return pack


def _cover(session: Session, words: PackWords) -> dict[str, Any]:
    if words.meeting_id is not None and session.get(Meeting, words.meeting_id) is None:
        raise UserError("That meeting is not in the plan any more.", "Choose another one.")
    return dataclasses.asdict(words)


def _known_period(session: Session, period_id: int | None) -> int | None:
    if period_id is None:
        return None
    known = session.scalar(select(func.count()).where(Period.id == period_id))
    if not known:
        raise UserError("That period is not in the plan any more.", "Choose another period.")
    return period_id


def _known_entry(session: Session, entry_id: int) -> PackEntry:
    entry = session.get(PackEntry, entry_id)
    if entry is None:
        raise UserError("That agenda item is not in the pack any more.", "Choose another one.")
    return entry


def refuse_taken(session: Session, name: str, own: int | None = None) -> None:
    """Raise UserError when another pack of the file has this title."""
    for row in session.execute(select(Pack.id, Pack.title)):
        if row.title.casefold() == name.casefold() and row.id != own:
            raise UserError(f"There is a pack “{name}” already.", "Give the new one another title.")


def _check(spec: EntrySpec) -> None:
    if bool(spec.exempt_paragraph.strip()) != bool(spec.exempt_reason.strip()):
        raise UserError(
            "An exempt item needs its paragraph of Schedule 12A and the reason.",
            "Give both, or neither.",
        )
    if spec.kind is EntryKind.PAPER and not spec.file_hash:
        raise UserError("A paper needs its file.", "Choose the PDF to attach.")


def new_entry(pack_id: int, position: int, spec: EntrySpec) -> PackEntry:
    """Return an agenda item that is not yet in the file."""
    return PackEntry(pack_id=pack_id, position=position, options={}, **_columns(spec))


def _columns(spec: EntrySpec) -> dict[str, Any]:
    return {
        "kind": spec.kind.value,
        "title": spec.title.strip() or TITLES[spec.kind],
        "presenter": spec.presenter.strip(),
        "purpose": spec.purpose.strip(),
        "text": spec.text,
        "file_hash": spec.file_hash,
        "exempt_paragraph": spec.exempt_paragraph.strip(),
        "exempt_reason": spec.exempt_reason.strip(),
        "late_reason": spec.late_reason.strip(),
    }
