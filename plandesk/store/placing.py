"""A finished file takes the place of another in one rename, also where a scanner holds it."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from plandesk.errors import UserError, why_not_written

# Windows' numbers for "access is denied", "used by another process" and "locked by another".
_HELD = (5, 32, 33)
_TRIES, _PAUSE_SECONDS = 5, 0.2


def make_folder(folder: Path) -> None:
    """Make sure that a folder is there; raises UserError where it cannot be made."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        why = why_not_written(folder, error)
        raise UserError(
            f"The folder {folder} cannot be made: {why}.", "Choose another folder."
        ) from error


def put_in_place(part: Path, target: Path, pause: Callable[[float], None] | None = None) -> Path:
    """Rename ``part`` to ``target``, over what is there; return ``target``.

    On Windows a virus scanner or a synced folder opens what was just written and lets go of it
    within moments: the rename is tried again for a second. Elsewhere an open file is in nobody's
    way, so a refusal is final at once. ``pause`` waits for so many seconds. Raises OSError.
    """
    for _ in range(_TRIES):
        try:
            return part.replace(target)
        except PermissionError as error:
            if getattr(error, "winerror", None) not in _HELD:
                raise
            (pause or time.sleep)(_PAUSE_SECONDS)
    return part.replace(target)
