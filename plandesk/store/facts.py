"""Facts about the plan file itself, by name; they are no part of the plan."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

from plandesk.store.address import sqlite_address

COMMITS = "commits"  # how many steps the file has seen
SEAL = "seal"  # the sum over every row
UNCLEAN = "unclean"  # since when somebody has been changing the plan without closing it
SAVED_BY = "saved by"  # the version of PlanDesk that changed it last
MIN_READER = "min reader"  # the oldest file version whose PlanDesk can show this file


def drop_fact(connection: sqlite3.Connection, name: str) -> None:
    """Take a fact out of a file, which may be too old to have any."""
    with contextlib.suppress(sqlite3.OperationalError):
        connection.execute("DELETE FROM file_fact WHERE name = ?", (name,))
        connection.commit()


def read_facts(path: Path) -> dict[str, str]:
    """Return every fact of a file; none where it has no room for them."""
    address = sqlite_address(path, "ro")
    with contextlib.closing(sqlite3.connect(address, uri=True)) as connection:
        try:
            rows = connection.execute("SELECT name, value FROM file_fact").fetchall()
        except sqlite3.Error:
            return {}
    return {str(name): str(value) for name, value in rows}
