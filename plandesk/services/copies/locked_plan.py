"""A plan as a file that only its password opens, to send or to keep where others may look."""

from __future__ import annotations

from pathlib import Path

from plandesk.errors import FileDamaged, UsageError
from plandesk.services.copies.rescue import is_sound
from plandesk.services.document import Document
from plandesk.store.backup import sync_folder
from plandesk.store.cipher import decrypt_copy, encrypt_copy
from plandesk.store.placing import put_in_place


def lock_plan(document: Document, target: Path, password: str) -> Path:
    """Write a locked copy of the open plan; the plan itself stays as it is.

    The password is kept nowhere: whoever loses it has lost the copy. Raises UsageError when the
    name is taken, UserError where the extra for it is missing.
    """
    _refuse_taken(target)
    # The plain copy lies where the plan itself lies in the open, never beside the locked one.
    plain = document.path.with_name(document.path.name + ".locking")
    part = target.with_name(target.name + ".part")
    try:
        document.copy_to(plain)
        part.unlink(missing_ok=True)
        encrypt_copy(plain, part, password)
        put_in_place(part, target)
        sync_folder(target.parent)
    finally:
        plain.unlink(missing_ok=True)
        part.unlink(missing_ok=True)
    return target


def unlock_plan(locked: Path, target: Path, password: str) -> Path:
    """Write the plan inside a locked copy as a plan of its own; the copy stays as it is.

    Raises NeedsAnswer for another password, FileDamaged for a copy that is not whole.
    """
    _refuse_taken(target)
    part = target.with_name(target.name + ".part")
    try:
        part.unlink(missing_ok=True)
        decrypt_copy(locked, part, password)
        if not is_sound(part):
            raise FileDamaged(f"The plan in {locked.name} is damaged.", "Take another copy of it.")
        put_in_place(part, target)
        sync_folder(target.parent)
    finally:
        part.unlink(missing_ok=True)
    return target


def _refuse_taken(target: Path) -> None:
    if target.exists():
        raise UsageError(f"{target} exists already.", "Choose another name; nothing was changed.")
    if not target.parent.is_dir():
        raise UsageError(f"The folder {target.parent} does not exist.", "Make it first.")
