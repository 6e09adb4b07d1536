"""A second witness of what changed: triggers that log every row, beside the program's recorder."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, event
from sqlalchemy.dialects.sqlite.pysqlite import dialect

from plandesk.models.tables import metadata
from plandesk.services.changes import OpChanges
from plandesk.services.document import Document

# The history is a log of its own, and bytes of files stay in the plan so that redo finds them.
UNRECORDED = {"change_set", "change_entry", "file_fact", "stored_file"}
TABLES = {name: table for name, table in metadata.tables.items() if name not in UNRECORDED}
Rows = dict[tuple[str, Any], tuple[dict[str, Any] | None, dict[str, Any] | None]]


def _key(table: str) -> str:
    return next(iter(TABLES[table].primary_key.columns)).name


def _trigger(table: str, kind: str) -> str:
    def image(side: str) -> str:
        return ", ".join(f'{side}."{column.name}"' for column in TABLES[table].columns)

    names = ["_pk", "_kind"]
    values = [f'{"OLD" if kind == "DELETE" else "NEW"}."{_key(table)}"', f"'{kind}'"]
    for side in ("OLD", "NEW"):
        if (side, kind) not in {("OLD", "INSERT"), ("NEW", "DELETE")}:
            names += [f'"{side}_{column.name}"' for column in TABLES[table].columns]
            values.append(image(side))
    return (
        f"CREATE TEMP TRIGGER w_{table}_{kind} AFTER {kind} ON main.{table} BEGIN "
        f"INSERT INTO w_{table} ({', '.join(names)}) VALUES ({', '.join(values)}); END"
    )


@dataclass(slots=True)
class Witness:
    """Logs each transaction of a document by TEMP triggers on its own connection."""

    document: Document
    seen: Rows = field(default_factory=dict)

    def __post_init__(self) -> None:
        writer = self.document._place.writer
        assert writer is not None
        event.listen(writer, "connect", self._connected)
        event.listen(writer, "commit", self._committing)

    def _connected(self, connection: sqlite3.Connection, _: object) -> None:
        for table in TABLES.values():
            columns = [f'"{side}_{c.name}"' for side in ("OLD", "NEW") for c in table.columns]
            connection.execute(
                f"CREATE TEMP TABLE w_{table.name} (_pk, _kind, {', '.join(columns)})"
            )
            for kind in ("INSERT", "UPDATE", "DELETE"):
                connection.execute(_trigger(table.name, kind))

    def _committing(self, connection: Connection) -> None:
        self.seen = {}
        for name, table in TABLES.items():
            columns = [column.name for column in table.columns]
            log = connection.exec_driver_sql(f"SELECT * FROM w_{name} ORDER BY rowid").fetchall()
            for pk, kind, *values in log:
                old = dict(zip(columns, values[: len(columns)], strict=True))
                new = dict(zip(columns, values[len(columns) :], strict=True))
                first = self.seen[name, pk][0] if (name, pk) in self.seen else None
                if (name, pk) not in self.seen and kind != "INSERT":
                    first = old
                self.seen[name, pk] = (first, None if kind == "DELETE" else new)
        self.seen = {key: pair for key, pair in self.seen.items() if pair[0] != pair[1]}

    def check(self, step: OpChanges) -> int:
        """Assert that the recorder saw what the triggers saw; return how many rows that is."""
        told: Rows = {
            (row.table, row.pk): (stored(row.table, row.before), stored(row.table, row.after))
            for row in step.rows
        }
        assert len(told) == len(step.rows)
        assert told == self.seen
        return len(told)


def stored(table: str, image: Any) -> dict[str, Any] | None:
    """Return a row image as SQLite keeps it."""
    if image is None:
        return None
    return {name: _as_stored(TABLES[table].columns[name], value) for name, value in image.items()}


def _as_stored(column: Any, value: Any) -> Any:
    process = column.type.dialect_impl(_DIALECT).bind_processor(_DIALECT)
    value = process(value) if process else value
    return int(value) if isinstance(value, bool) else value


_DIALECT = dialect()


def all_rows(document: Document) -> dict[str, dict[Any, tuple[Any, ...]]]:
    """Return every row of every table but the history as it is kept, by table and key."""
    found: dict[str, dict[Any, tuple[Any, ...]]] = {}
    with document.read() as session:
        connection = session.connection()
        for name in TABLES:
            asked = connection.exec_driver_sql(f"SELECT * FROM {name}")
            place = list(asked.keys()).index(_key(name))
            # A server gives lists and the like back as such, which nobody can sort or count.
            found[name] = {row[place]: tuple(map(_plain, row)) for row in asked}
    return found


def _plain(value: Any) -> Any:
    return json.dumps(value) if isinstance(value, dict | list) else value


def file_is_sound(path: Path) -> bool:
    """Tell whether SQLite finds the file whole and every row pointing to one that is there."""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        checked = connection.execute("PRAGMA quick_check").fetchall()
        loose = connection.execute("PRAGMA foreign_key_check").fetchall()
    return checked == [("ok",)] and loose == []


def some_day(number: int) -> dt.date:
    """Return a day of 2024 by its number."""
    return dt.date(2024, 1, 1) + dt.timedelta(days=number % 365)
