"""What differs between SQLite and PostgreSQL in the few statements that go to the driver."""

from __future__ import annotations

from sqlalchemy import Connection


def is_file(connection: Connection) -> bool:
    """Tell whether this connection leads to a plan file, not to a server."""
    return connection.dialect.name == "sqlite"


def driver_marks(connection: Connection, count: int) -> str:
    """Return the places for ``count`` values as the driver wants them, set apart by commas."""
    return ", ".join([driver_mark(connection)] * count)


def driver_mark(connection: Connection) -> str:
    """Return the place for one value as the driver wants it."""
    return "?" if connection.dialect.paramstyle == "qmark" else "%s"


def defer_links(connection: Connection) -> None:
    """Let rows point to what is not there yet, until the end of the transaction."""
    if is_file(connection):
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    else:
        connection.exec_driver_sql("SET CONSTRAINTS ALL DEFERRED")
