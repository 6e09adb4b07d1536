"""What hangs on a row: evidence, links to other rows, and comments."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from plandesk.errors import UserError
from plandesk.models.base import derived_uid, new_uid
from plandesk.models.detail import Comment, Evidence, Link, StoredFile
from plandesk.models.plan import Plan
from plandesk.models.types import LinkKind
from plandesk.services.ops.dependents import remove_rows
from plandesk.services.ops.lookup import item, named, titled

LARGEST_FILE = 50_000_000
_SCHEME = re.compile(r"^([a-z][a-z0-9+.-]+):", re.IGNORECASE)
_SAFE = frozenset({"http", "https", "mailto", "file"})
_EVEN = frozenset({LinkKind.ALIGNED_WITH})  # means the same from both ends


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """A file to keep in the plan: its name and its bytes."""

    name: str
    content: bytes

    @property
    def hash(self) -> str:
        """Return the SHA-256 that the file is kept under."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True)
class EvidenceText:
    """What a piece of evidence says: its name, a note, a link, its date and who brought it."""

    what: str
    note: str = ""
    address: str = ""
    on: dt.date | None = None
    by: str = ""


@dataclass(frozen=True, slots=True)
class AddEvidence:
    """Add a piece of evidence to a row; a file is kept in the plan once, whoever points to it."""

    item_id: int
    text: EvidenceText
    file: AttachedFile | None = None
    title: str = "Add evidence"

    def describe(self, session: Session) -> str:
        """Name the row."""
        return f"Add evidence to {named(item(session, self.item_id))}"

    def apply(self, session: Session) -> None:
        """Add it at the end; refused without a name, or with a file that is too large."""
        found = item(session, self.item_id)
        last = session.scalar(
            select(func.max(Evidence.position)).where(Evidence.item_id == found.id)
        )
        piece = Evidence(
            uid=new_uid(),
            item_id=found.id,
            position=0 if last is None else last + 1,
            file_hash=_keep_file(session, self.file),
        )
        _say(piece, self.text, self.file)
        session.add(piece)


@dataclass(frozen=True, slots=True)
class EditEvidence:
    """Change what a piece of evidence says; ``file`` replaces its file, None leaves it."""

    evidence_id: int
    text: EvidenceText
    file: AttachedFile | None = None
    title: str = "Change evidence"

    def describe(self, session: Session) -> str:
        """Name the row."""
        return titled(session, self.title, (_evidence(session, self.evidence_id).item_id,))

    def apply(self, session: Session) -> None:
        """Keep the new words."""
        piece = _evidence(session, self.evidence_id)
        if self.file is not None:
            piece.file_hash = _keep_file(session, self.file)
        _say(piece, self.text, self.file)


@dataclass(frozen=True, slots=True)
class RemoveEvidence:
    """Take pieces of evidence off their rows; undo brings their files back too."""

    evidence_ids: tuple[int, ...]

    @property
    def title(self) -> str:
        """Say how many go."""
        count = len(self.evidence_ids)
        return "Remove evidence" if count == 1 else f"Remove {count} pieces of evidence"

    def apply(self, session: Session) -> None:
        """Remove them."""
        remove_rows(session, [_evidence(session, number) for number in self.evidence_ids])


def _evidence(session: Session, number: int) -> Evidence:
    found = session.get(Evidence, number)
    if found is None:
        raise UserError(
            "That piece of evidence is not in the plan any more.", "Look in the history."
        )
    return found


def _say(piece: Evidence, text: EvidenceText, file: AttachedFile | None) -> None:
    what = text.what.strip() or (file.name if file else "")
    address = text.address.strip()
    if not what:
        raise UserError("Enter what the evidence is.", "For example “Board minutes, 4 March”.")
    scheme = _SCHEME.match(address)
    # One letter and a colon is a drive of this computer.
    if scheme and len(scheme[1]) > 1 and scheme[1].casefold() not in _SAFE:
        raise UserError(
            f"The link “{address}” cannot be opened from a plan.",
            "Give an address that begins with https://, or the path of a file.",
        )
    piece.title, piece.note, piece.address = what, text.note.strip(), address
    piece.added_on, piece.added_by = text.on, text.by.strip()


def _keep_file(session: Session, file: AttachedFile | None) -> str | None:
    if file is None:
        return None
    size = len(file.content)
    if size > LARGEST_FILE:
        raise UserError(
            f"{file.name} is {size / 1e6:,.0f} MB; a plan keeps files of up to "
            f"{LARGEST_FILE / 1e6:,.0f} MB.",
            "Put it on a shared drive and give its address instead.",
        )
    if session.get(StoredFile, file.hash) is None:
        session.add(StoredFile(hash=file.hash, name=file.name, size=size, content=file.content))
    return file.hash


@dataclass(frozen=True, slots=True)
class AddLink:
    """Link one row to another; the link is seen from both ends."""

    source_id: int
    kind: LinkKind
    target_id: int
    note: str = ""
    title: str = "Add link"

    def describe(self, session: Session) -> str:
        """Say from where to where."""
        source, target = item(session, self.source_id), item(session, self.target_id)
        return f"Link {named(source)} ({self.kind.value} {named(target)})"

    def apply(self, session: Session) -> None:
        """Add the link; refused to itself, or where it is there already."""
        source, target = item(session, self.source_id), item(session, self.target_id)
        if source.id == target.id:
            raise UserError(f"{named(source)} cannot be linked to itself.", "Choose another row.")
        pairs = [(source.id, target.id)]
        if self.kind in _EVEN:
            pairs.append((target.id, source.id))
        for one, other in pairs:
            known = select(Link.id).where(
                Link.source_id == one, Link.target_id == other, Link.kind == self.kind.value
            )
            if session.scalar(known) is not None:
                raise UserError(
                    f"{named(source)} is linked to {named(target)} as “{self.kind.value}” already.",
                    "Choose another kind of link.",
                )
        plan = session.get_one(Plan, source.plan_id)
        session.add(
            Link(
                uid=derived_uid(plan.uid, f"link:{source.uid}>{self.kind.value}>{target.uid}"),
                source_id=source.id,
                target_id=target.id,
                kind=self.kind.value,
                note=self.note.strip(),
            )
        )


@dataclass(frozen=True, slots=True)
class RemoveLink:
    """Take links away from both their ends."""

    link_ids: tuple[int, ...]

    @property
    def title(self) -> str:
        """Say how many go."""
        count = len(self.link_ids)
        return "Remove link" if count == 1 else f"Remove {count} links"

    def apply(self, session: Session) -> None:
        """Remove them."""
        for number in self.link_ids:
            found = session.get(Link, number)
            if found is None:
                raise UserError("That link is not in the plan any more.", "Look in the history.")
            session.delete(found)


@dataclass(frozen=True, slots=True)
class AddComment:
    """Add a remark to a row; ``at`` is the time it was made (UTC, naive)."""

    item_id: int
    text: str
    author: str
    at: dt.datetime
    title: str = "Add comment"

    def describe(self, session: Session) -> str:
        """Name the row."""
        return f"Comment on {named(item(session, self.item_id))}"

    def apply(self, session: Session) -> None:
        """Add it; an empty one is refused."""
        found = item(session, self.item_id)
        text = self.text.strip()
        if not text:
            raise UserError(f"Enter your comment on {named(found)}.", "It cannot be empty.")
        session.add(
            Comment(
                uid=new_uid(), item_id=found.id, at=self.at, author=self.author.strip(), text=text
            )
        )


@dataclass(frozen=True, slots=True)
class RemoveComment:
    """Take a remark away."""

    comment_id: int
    title: str = "Remove comment"

    def apply(self, session: Session) -> None:
        """Remove it; the history keeps what it said."""
        found = session.get(Comment, self.comment_id)
        if found is None:
            raise UserError("That comment is not in the plan any more.", "Look in the history.")
        session.delete(found)
