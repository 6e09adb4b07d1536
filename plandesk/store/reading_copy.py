"""A copy of a plan file that is read and thrown away, while others write in the plan."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

from plandesk.errors import FileProblem, writing
from plandesk.store.address import sqlite_address
from plandesk.store.room import need_room
from plandesk.store.trouble import spoken

_PAGES_AT_ONCE = 1000  # some megabytes: whoever writes meanwhile waits a few milliseconds
_PAUSE_S = 0.01  # while somebody writes


def copy_to_read(plan: Path, target: Path) -> Path:
    """Copy a plan as it is at this moment, to be read at leisure.

    A reader keeps writers from the file until it has read all; this one lets them in between. The
    copy is neither checked nor synced, as nobody keeps it. Raises NoRoom, FileProblem.
    """
    with writing(target, "Make room there.", FileProblem):
        need_room(target.parent, plan.stat().st_size, target.name)
        with spoken(plan):
            source = sqlite3.connect(sqlite_address(plan, "ro"), uri=True)
            copy = sqlite3.connect(target)
            with contextlib.closing(source), contextlib.closing(copy):
                copy.execute("PRAGMA synchronous = OFF")
                copy.execute("PRAGMA journal_mode = OFF")
                source.backup(copy, pages=_PAGES_AT_ONCE, sleep=_PAUSE_S)
    return target
