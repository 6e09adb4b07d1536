"""Whether there is room on a disk for what is about to be written."""

from __future__ import annotations

import shutil
from pathlib import Path

from plandesk.errors import NoRoom

_SPARE = 50_000_000


def need_room(folder: Path, size: int, what: str) -> None:
    """Raise NoRoom where three times ``size`` bytes and 50 MB more are not free for ``folder``.

    A copy, its check and a journal may stand beside each other for a moment, and a disk that is
    filled to the last byte stops every other program too.
    """
    there = next((each for each in (folder, *folder.absolute().parents) if each.exists()), folder)
    try:
        free = shutil.disk_usage(there).free
    except OSError:
        return  # a place that cannot say how full it is will say so when it is written to
    needed = 3 * size + _SPARE
    if free < needed:
        raise NoRoom(
            f"PlanDesk could not write {what}: {folder} has {_megabytes(free)} free and about "
            f"{_megabytes(needed)} are needed.",
            "Choose another folder, or free some space. Nothing was changed.",
        )


def _megabytes(size: int) -> str:
    return f"{max(1, round(size / 1_000_000)):,} MB" if size else "0 MB"
