"""The tables a plan file may hold: anything else in it is refused before it can act."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

from plandesk.errors import FileProblem
from plandesk.models.tables import metadata
from plandesk.store.address import sqlite_address
from plandesk.store.trouble import spoken


def check_known_tables(path: Path, *, newer: bool = False) -> None:
    """Raise FileProblem when the file holds tables, triggers or views that are not PlanDesk's.

    So it does when a table or a column is missing. A ``newer`` file may have tables that this
    version does not know.
    """
    address = sqlite_address(path, "ro")
    with spoken(path), contextlib.closing(sqlite3.connect(address, uri=True)) as connection:
        rows = connection.execute("SELECT type, name, tbl_name FROM sqlite_master").fetchall()
        columns = _columns(connection)
    known = set(metadata.tables)
    if newer:
        known |= {name for kind, name, _ in rows if kind == "table"}
    foreign = sorted(
        f"{kind} {name}" for kind, name, table in rows if _is_foreign(kind, name, table, known)
    )
    if foreign:
        raise FileProblem(
            f"{path.name} holds something PlanDesk did not put there: {', '.join(foreign)}.",
            "Open a backup, or ask whoever changed the file.",
        )
    there = {name for kind, name, _ in rows if kind == "table"}
    missing = sorted(set(metadata.tables) - there) or sorted(
        f"{table.name}.{column.name}"
        for table in metadata.tables.values()
        for column in table.columns
        if (table.name, column.name) not in columns
    )
    if missing:
        raise FileProblem(
            f"{path.name} is not whole: {_some(missing)} is missing.",
            "Open a backup of it (plandesk restore FILE --list shows them).",
        )


def _columns(connection: sqlite3.Connection) -> set[tuple[str, str]]:
    return {
        (table, column)
        for table, column in connection.execute(
            "SELECT t.name, c.name FROM sqlite_master AS t JOIN pragma_table_info(t.name) AS c "
            "WHERE t.type = 'table'"
        )
    }


def _some(names: list[str]) -> str:
    """Name the first few; a whole missing table would fill the screen with its columns."""
    rest = f" and {len(names) - 3} more" if len(names) > 4 else ""
    return ", ".join(names[: 3 if rest else 4]) + rest


def _is_foreign(kind: str, name: str, table: str, known: set[str]) -> bool:
    if name.startswith("sqlite_"):
        return False
    if kind == "index":
        return table not in known
    return kind != "table" or name not in known
