"""What a crash leaves beside a plan: a journal, from which SQLite undoes the half-done step."""

from __future__ import annotations

import atexit
import contextlib
import shutil
import sqlite3
import tempfile
from pathlib import Path

from plandesk.store.address import sqlite_address
from plandesk.store.trouble import spoken


def is_half_done(path: Path) -> bool:
    """Tell whether a crash left a step half done; a step being written just now is not one."""
    if not _journal(path).exists():
        return False
    address = sqlite_address(path, "ro")
    with contextlib.closing(sqlite3.connect(address, uri=True)) as connection:
        try:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite3.OperationalError as error:
            return error.sqlite_errorname == "SQLITE_READONLY_ROLLBACK"
    return False


def roll_back(path: Path) -> Path:
    """Let SQLite undo what was half done, and return the plan's path."""
    address = sqlite_address(path, "rw")
    with (
        spoken(path),
        contextlib.closing(sqlite3.connect(address, uri=True, isolation_level=None)) as connection,
    ):
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("ROLLBACK")
    return path


def copy_for_reading(path: Path) -> Path:
    """Return a copy of the plan with the half-done step undone; the plan itself stays as it is.

    Only for a plan that may not be written: reading past a journal would show half a step.
    """
    folder = Path(tempfile.mkdtemp(prefix="plandesk-reading-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    copy = folder / path.name
    shutil.copyfile(path, copy)
    shutil.copyfile(_journal(path), _journal(copy))
    return roll_back(copy)


def _journal(path: Path) -> Path:
    return path.with_name(path.name + "-journal")
