"""The content seal: one number over every row, kept true by each step, checked on opening.

SQLite's own checks notice 7 in 100 flipped bits; the rest change content while every check says
"ok". The seal is the sum, modulo 2**256, of the SHA-256 of each row, so a step only has to take
away its old rows and add its new ones, and the order of rows does not matter.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select, update

from plandesk.models.audit import ChangeEntry, ChangeSet, FileFact
from plandesk.models.base import Base
from plandesk.models.detail import StoredFile
from plandesk.services.row_text import KeptRow, plain, row_text

_FACT = "seal"
_MODULUS = 2**256
_OUTSIDE = frozenset(
    model.__tablename__ for model in (ChangeSet, ChangeEntry, FileFact, StoredFile)
)


@dataclass(frozen=True, slots=True)
class DamagedRow:
    """A row that does not say what its history says: the table, its id, and the fields."""

    table: str
    row_id: str
    fields: tuple[str, ...]
    ref: str


def reseal(connection: Connection, rows: Iterable[KeptRow]) -> None:
    """Bring the seal up to date for these changed rows, in the caller's transaction."""
    found = connection.execute(select(FileFact.value).where(FileFact.name == _FACT)).scalar()
    number = int(found, 16) if found else 0
    for row in rows:
        if row.before is not None:
            number -= _digest(row.change.table, row.before)
        if row.after is not None:
            number += _digest(row.change.table, row.after)
    text = f"{number % _MODULUS:064x}"
    if found is None:
        connection.execute(insert(FileFact).values(name=_FACT, value=text))
    else:
        connection.execute(update(FileFact).where(FileFact.name == _FACT).values(value=text))


def seal_holds(connection: Connection) -> bool:
    """Tell whether the rows are those that the last step left.

    A file that no step was taken in yet has no seal and nothing to check.
    """
    found = connection.execute(select(FileFact.value).where(FileFact.name == _FACT)).scalar()
    return _sum_of_rows(connection) == (found or f"{0:064x}")


def seal_anew(connection: Connection) -> None:
    """Seal the rows as they are, for a copy that was made out of a plan."""
    connection.execute(delete(FileFact).where(FileFact.name == _FACT))
    connection.execute(insert(FileFact).values(name=_FACT, value=_sum_of_rows(connection)))


def _sum_of_rows(connection: Connection) -> str:
    number = 0
    for table in _sealed_tables():
        names = [column.name for column in table.columns]
        for row in connection.execute(select(table)):
            number += _digest(table.name, row_text(dict(zip(names, row, strict=True))))
    return f"{number % _MODULUS:064x}"


def damaged_rows(connection: Connection) -> list[DamagedRow]:
    """Return the rows that differ from what the record of changes says they are.

    Costs a pass over the whole history, so it is asked only when the seal does not hold.
    """
    expected = _by_history(connection)
    damaged: list[DamagedRow] = []
    for table in _sealed_tables():
        key = next(iter(table.primary_key.columns)).name
        there: dict[str, dict[str, Any]] = {}
        names = [column.name for column in table.columns]
        for found in connection.execute(select(table)):
            image = dict(zip(names, found, strict=True))
            there[str(image[key])] = image
        for row_id in sorted({*there, *expected.get(table.name, {})}):
            row, said = there.get(row_id), expected.get(table.name, {}).get(row_id)
            fields = _differing(row, said)
            if fields:
                ref = str((said or {}).get("ref") or (row or {}).get("ref") or "")
                damaged.append(DamagedRow(table.name, row_id, fields, ref))
    return damaged


def _sealed_tables() -> list[Table]:
    return [table for table in Base.metadata.sorted_tables if table.name not in _OUTSIDE]


def _digest(table: str, said: str) -> int:
    text = f"{table}{said}".encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.sha256(text).digest(), "big")


def _by_history(connection: Connection) -> dict[str, dict[str, dict[str, Any]]]:
    rows: dict[str, dict[str, dict[str, Any]]] = {}
    for entry in connection.execute(
        select(
            ChangeEntry.table_name,
            ChangeEntry.row_id,
            ChangeEntry.before,
            ChangeEntry.after,
            ChangeEntry.kind,
        ).order_by(ChangeEntry.id)
    ):
        table = rows.setdefault(entry.table_name, {})
        if entry.kind == "deleted":
            table.pop(entry.row_id, None)
        elif entry.kind == "created":
            table[entry.row_id] = dict(entry.after or {})
        else:
            table.setdefault(entry.row_id, {}).update(entry.after or {})
    return rows


def _differing(row: Mapping[str, Any] | None, said: Mapping[str, Any] | None) -> tuple[str, ...]:
    if row is None or said is None:
        return ("whole row",) if (row is None) != (said is None) else ()
    return tuple(name for name in row if plain(row[name]) != said.get(name))
