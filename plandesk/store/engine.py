"""SQLAlchemy engines on a plan file, with the pragmas that make it safe.

Rollback journal with ``synchronous=EXTRA``: in simulated power cuts nothing acknowledged was
lost, and one file can be copied and e-mailed. The driver's own transaction handling is switched
off and BEGIN is emitted here, so that a write takes its lock at the start.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import stat
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.pool import NullPool

from plandesk.errors import FileMoved, reaching
from plandesk.store.address import sqlite_address

BUSY_SECONDS = 5.0

_PRAGMAS = (
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA mmap_size = 0",
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA synchronous = EXTRA",
)


def writing_engine(path: Path) -> Engine:
    """Return an engine whose transactions take the write lock at once.

    Once made, it raises FileMoved when another file or none lies at ``path``.
    """
    engine = _make(path, read_only=False)
    event.listen(engine, "begin", _begin_immediate)
    return engine


def migrating_engine(path: Path) -> Engine:
    """Return an engine for bringing a file up to date, alone with it.

    A step may make a table anew under its name, so links are not watched row by row; the caller
    checks them all before the transaction ends.
    """
    engine = _make(path, read_only=False)
    event.listen(engine, "connect", _unwatch_links)
    event.listen(engine, "begin", _begin_exclusive)
    return engine


def reading_engine(path: Path) -> Engine:
    """Return an engine that cannot change the file; it raises FileMoved as the writing one."""
    engine = _make(path, read_only=True)
    event.listen(engine, "begin", _begin)
    return engine


def _staying(path: Path) -> Callable[[], None]:
    """Return a check that the very file that is at ``path`` now is still there.

    Each transaction opens the file by its name, so SQLite's own check cannot see a file that was
    exchanged in between. It raises FileMoved, and OutOfReach for a drive that does not answer.
    """
    before = path.stat()

    def check() -> None:
        now = None
        with reaching(), contextlib.suppress(FileNotFoundError, NotADirectoryError):
            now = path.stat()
        if now is None:
            raise FileMoved(
                f"{path.name} was moved or deleted by another program.",
                "Put the plan back, or open it where it is now.",
            )
        if not now.st_size:  # SQLite would take it for a new database
            raise FileMoved(
                f"{path.name} was emptied by another program.",
                "Bring back a backup of it.",
            )
        if _identity(now) != _identity(before):
            raise FileMoved(
                f"{path.name} was replaced by another file of that name.",
                "Open the plan again to see what it holds now.",
            )

    return check


def _identity(about: os.stat_result) -> tuple[int, int, int]:
    return about.st_dev, about.st_ino, stat.S_IFMT(about.st_mode)


def _make(path: Path, *, read_only: bool) -> Engine:
    address = sqlite_address(path, "ro" if read_only else "rw")
    check_place = _staying(path)

    def connect() -> sqlite3.Connection:
        check_place()
        connection = sqlite3.connect(
            address,
            uri=True,
            timeout=BUSY_SECONDS,
            isolation_level=None,
            check_same_thread=False,
            cached_statements=256,
        )
        for pragma in _PRAGMAS:
            connection.execute(pragma)
        if read_only:
            connection.execute("PRAGMA query_only = ON")
        else:
            connection.execute("PRAGMA journal_mode = DELETE")
        return connection

    # No pool: an idle connection would still hold a file handle on a file people copy and move.
    return create_engine(
        URL.create("sqlite+pysqlite"), creator=connect, poolclass=NullPool, hide_parameters=True
    )


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _begin_exclusive(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN EXCLUSIVE")


def _unwatch_links(connection: sqlite3.Connection, _: object) -> None:
    connection.execute("PRAGMA foreign_keys = OFF")


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")
