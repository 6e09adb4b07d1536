"""What a crash leaves beside a plan: a journal, from which SQLite undoes the half-done step."""

from __future__ import annotations

import atexit
import contextlib
import shutil
import sqlite3
from pathlib import Path

from plandesk.store.address import sqlite_address
from plandesk.store.header import keeps_log, read_header
from plandesk.store.placing import put_in_place
from plandesk.store.scratch import scratch_folder
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


def has_foreign_log(path: Path) -> bool:
    """Tell whether a log of changes lies beside a plan that keeps none.

    A synced folder may leave one of another file there. SQLite would take its pages for the
    plan's own whatever the plan's header says, and mix two files with every check "ok".
    """
    log = log_of(path)
    return log.is_file() and log.stat().st_size > 0 and not keeps_log(read_header(path))


def log_of(path: Path) -> Path:
    """Return where a log of changes lies that SQLite would take for the plan's own."""
    return path.with_name(f"{path.name}-wal")


def set_log_aside(path: Path) -> Path:
    """Rename a log that is not the plan's, so that SQLite never sees it; return where it is now.

    Raises OSError.
    """
    log = log_of(path)
    for one in (log, path.with_name(f"{path.name}-shm")):
        if one.exists():
            put_in_place(one, one.with_name(f"{one.name} set aside"))
    return log.with_name(f"{log.name} set aside")


def copy_for_reading(path: Path) -> Path:
    """Return a copy of the plan with the half-done step undone; the plan itself stays as it is.

    Only for a plan that may not be written: reading past a journal would show half a step, and
    with a foreign log beside it the pages of another file.
    """
    folder = scratch_folder()
    atexit.register(folder.cleanup)
    copy = Path(folder.name) / path.name
    shutil.copyfile(path, copy)
    if _journal(path).exists():
        shutil.copyfile(_journal(path), _journal(copy))
    return roll_back(copy)


def _journal(path: Path) -> Path:
    return path.with_name(path.name + "-journal")
