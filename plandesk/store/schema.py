"""The tables a plan file may hold: anything else in it is refused before it can act."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

from plandesk.errors import FileProblem
from plandesk.models.tables import metadata
from plandesk.store.trouble import spoken


def check_known_tables(path: Path) -> None:
    """Raise FileProblem when the file holds tables, triggers or views that are not PlanDesk's."""
    address = f"{path.resolve().as_uri()}?mode=ro"
    with spoken(path), contextlib.closing(sqlite3.connect(address, uri=True)) as connection:
        rows = connection.execute("SELECT type, name, tbl_name FROM sqlite_master").fetchall()
    known = set(metadata.tables)
    foreign = sorted(
        f"{kind} {name}" for kind, name, table in rows if _is_foreign(kind, name, table, known)
    )
    if foreign:
        raise FileProblem(
            f"{path.name} holds something PlanDesk did not put there: {', '.join(foreign)}.",
            "Open a backup, or ask whoever changed the file.",
        )
    missing = sorted(known - {name for kind, name, _ in rows if kind == "table"})
    if missing:
        raise FileProblem(
            f"{path.name} is not whole: {', '.join(missing)} is missing.",
            "Open a backup of it (plandesk restore FILE --list shows them).",
        )


def _is_foreign(kind: str, name: str, table: str, known: set[str]) -> bool:
    if name.startswith("sqlite_"):
        return False
    if kind == "index":
        return table not in known
    return kind != "table" or name not in known
