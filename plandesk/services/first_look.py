"""A plan as its tree first shows it, read by SQLite alone while the database library still loads.

Nothing is checked here but that the file is a plan of this version which nobody left half done:
``Document.open`` follows at once, checks all of it, and says what is wrong.
"""

from __future__ import annotations

import contextlib
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from plandesk.services.queries.plan_reading import (
    PeriodRow,
    PlanInfo,
    PlanRow,
    newest_period,
    read_periods,
    read_plans,
    read_rows,
)
from plandesk.store.address import sqlite_address
from plandesk.store.header import SCHEMA_VERSION, read_header, version_in

# Reading a larger plan twice takes longer than the library takes to load.
_LARGEST = 20_000_000


@dataclass(frozen=True, slots=True)
class FirstLook:
    """The first plan of a file in its newest period."""

    plan: PlanInfo
    period: PeriodRow | None
    rows: list[PlanRow]


def first_look(path: Path) -> FirstLook | None:
    """Read the first plan of a file, or return None where only opening it can tell what is there.

    It never waits for a lock, writes nothing, and leaves no handle on the file.
    """
    try:
        if not 0 < path.stat().st_size <= _LARGEST or _is_disturbed(path):
            return None
        if version_in(read_header(path)) != SCHEMA_VERSION:
            return None
        return _read(path)
    except (OSError, sqlite3.Error, ValueError, TypeError, LookupError, AttributeError):
        return None  # opening it finds the same, and has the words for it


def _is_disturbed(path: Path) -> bool:
    """Tell whether a half-done step or another file's log would be read with the plan."""
    return any(path.with_name(path.name + ending).exists() for ending in ("-journal", "-wal"))


def _read(path: Path) -> FirstLook | None:
    connection = sqlite3.connect(sqlite_address(path, "ro"), uri=True, timeout=0)
    with contextlib.closing(connection):
        for pragma in ("trusted_schema = OFF", "cell_size_check = ON", "query_only = ON"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("BEGIN")

        fetch = connection.execute
        plans = read_plans(fetch)
        if not plans:
            return None
        period = newest_period(read_periods(fetch))
        rows = read_rows(fetch, period.id if period else None)
    return FirstLook(plans[0], period, [row for row in rows if row.plan_id == plans[0].id])
