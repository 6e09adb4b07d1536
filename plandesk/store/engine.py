"""SQLAlchemy engines on a plan file, with the pragmas that make it safe.

Rollback journal with ``synchronous=EXTRA``: in simulated power cuts nothing acknowledged was
lost, and one file can be copied and e-mailed. The driver's own transaction handling is switched
off and BEGIN is emitted here, so that a write takes its lock at the start.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.pool import NullPool

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
    """Return an engine whose transactions take the write lock at once."""
    engine = _make(path, read_only=False)
    event.listen(engine, "begin", _begin_immediate)
    return engine


def reading_engine(path: Path) -> Engine:
    """Return an engine that cannot change the file."""
    engine = _make(path, read_only=True)
    event.listen(engine, "begin", _begin)
    return engine


def _make(path: Path, *, read_only: bool) -> Engine:
    address = path.resolve().as_uri() + ("?mode=ro" if read_only else "?mode=rw")

    def connect() -> sqlite3.Connection:
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


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")
