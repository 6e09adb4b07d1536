"""A plan in a shared or synced folder, worked on as a copy on this computer and then published.

The original stays locked meanwhile, so that a second officer is told. It is replaced in one
rename, and only while it is still as it was when the copy was taken.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from plandesk.errors import FileProblem, PlanChanged, UserError, why_not_written
from plandesk.models.audit import ChangeSet
from plandesk.services.document import Document
from plandesk.store.backup import copy_plan, make_backup
from plandesk.store.lock import PlanLock
from plandesk.store.places import data_folder
from plandesk.store.placing import put_in_place

_NOTE = "taken-from.json"


@dataclass(slots=True)
class WorkingCopy:
    """The copy, the plan it was taken from, and the newest step that both then had."""

    path: Path
    origin: Path
    head: str
    lock: PlanLock | None = None

    @property
    def is_ahead(self) -> bool:
        """Tell whether the copy has steps that were not published.

        One that cannot be read now may have some: it is never thrown away or written over.
        """
        try:
            return _head(self.path) != self.head
        except UserError:
            return self.path.exists()

    def publish(self, document: Document) -> bool:
        """Put the copy in the place of the original; return whether there was anything new.

        Raises PlanChanged where somebody changed the original meanwhile and that was not merged
        into the copy, FileProblem where it cannot be written; the copy stays as it is.
        """
        from plandesk.services.copies.merge import MERGED_WITH  # not needed to look for a copy

        with document.read() as session:
            head = _newest(session)
            merged = {
                source.removeprefix(MERGED_WITH)
                for source in session.scalars(select(ChangeSet.source))
            }
        if head == self.head:
            return False
        if self.origin.exists():
            if _head(self.origin) not in {self.head, *merged}:
                raise PlanChanged(
                    f"{self.origin.name} was changed by somebody else while you worked on your "
                    "copy.",
                    "Merge it with your copy, then close again. Your copy is safe.",
                )
            make_backup(self.origin, "before publishing", document.now)
        document.copy_to(self.origin)
        self.head = head
        _write_note(self)
        return True

    def let_go(self) -> None:
        """Give the original back; a copy that is published goes."""
        if self.lock is not None:
            self.lock.release()
        if not self.is_ahead:
            for path in (self.path, self.path.parent / _NOTE):
                path.unlink(missing_ok=True)
            with contextlib.suppress(OSError):
                self.path.parent.rmdir()


def take_copy(origin: Path) -> WorkingCopy:
    """Copy a plan onto this computer and lock the original.

    A copy from before, with steps that were never published, is taken up again. Raises FileLocked
    where somebody has the plan open, FileProblem where it cannot be read or copied.
    """
    lock = PlanLock(origin)
    lock.acquire()
    try:
        left = unpublished(origin)
        if left is not None:
            left.lock = lock
            return left
        path = _folder(origin) / origin.name
        path.parent.mkdir(parents=True, exist_ok=True)
        copy_plan(origin, path)
        made = WorkingCopy(path, origin.absolute(), _head(path), lock)
        _write_note(made)
    except OSError as error:
        lock.release()
        raise FileProblem(
            f"PlanDesk could not make a local copy: {why_not_written(_folder(origin), error)}.",
            "Make room there, or change the plan where it is.",
        ) from error
    except BaseException:
        lock.release()
        raise
    return made


def unpublished(origin: Path) -> WorkingCopy | None:
    """Return the copy of this plan whose steps were never published, None without one."""
    folder = _folder(origin)
    try:
        said: dict[str, Any] = json.loads((folder / _NOTE).read_text(encoding="utf-8"))
        found = WorkingCopy(folder / origin.name, Path(said["origin"]), str(said["head"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return found if found.path.is_file() and found.is_ahead else None


def _folder(origin: Path) -> Path:
    place = os.path.normcase(origin.absolute())  # Windows: H: and h: are one drive
    mark = hashlib.sha256(place.encode()).hexdigest()[:12]
    return data_folder() / "working copies" / mark


def _write_note(copy: WorkingCopy) -> None:
    said = json.dumps({"origin": str(copy.origin), "head": copy.head})
    note = copy.path.parent / _NOTE
    part = note.with_name(note.name + ".part")
    part.write_text(said, encoding="utf-8")
    put_in_place(part, note)


def _head(path: Path) -> str:
    with Document.open(path, read_only=True) as document, document.read() as session:
        return _newest(session)


def _newest(session: Session) -> str:
    from plandesk.services.history import newest_hash

    return newest_hash(session.connection())
