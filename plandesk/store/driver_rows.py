"""Whole rows written through the driver: SQLAlchemy's own way takes five times as long."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Any

from sqlalchemy import Boolean, Column, Connection, Table

from plandesk.store.dialects import driver_mark, driver_marks


def insert_whole_rows(
    connection: Connection,
    table: Table,
    rows: Sequence[Mapping[str, Any]],
    as_they_are: Collection[str] = (),
) -> None:
    """Insert rows that name every column; those ``as_they_are`` hold what the driver takes."""
    names = [column.name for column in table.columns]
    listed = ", ".join(f'"{name}"' for name in names)
    connection.exec_driver_sql(
        f'INSERT INTO "{table.name}" ({listed}) VALUES ({driver_marks(connection, len(names))})',
        _bound(connection, table, rows, as_they_are),
    )


def update_whole_rows(
    connection: Connection, table: Table, keys: Sequence[Any], rows: Sequence[Mapping[str, Any]]
) -> int:
    """Write every column of the rows with these keys, and return how many there were."""
    mark = driver_mark(connection)
    listed = ", ".join(f'"{column.name}" = {mark}' for column in table.columns)
    statement = f'UPDATE "{table.name}" SET {listed} WHERE "{_key(table)}" = {mark}'
    bound = _bound(connection, table, rows, ())
    values = [(*each, key) for each, key in zip(bound, keys, strict=True)]
    return connection.exec_driver_sql(statement, values).rowcount


def delete_rows(connection: Connection, table: Table, keys: Iterable[Any]) -> int:
    """Delete the rows with these keys, and return how many there were."""
    statement = f'DELETE FROM "{table.name}" WHERE "{_key(table)}" = {driver_mark(connection)}'
    return connection.exec_driver_sql(statement, [(key,) for key in keys]).rowcount


def _key(table: Table) -> str:
    return next(iter(table.primary_key.columns)).name


def _bound(
    connection: Connection,
    table: Table,
    rows: Iterable[Mapping[str, Any]],
    as_they_are: Collection[str],
) -> list[tuple[Any, ...]]:
    """Return the values of rows as the driver takes them: lists and the like as text."""
    names = [column.name for column in table.columns]
    makers = [
        (place, make)
        for place, column in enumerate(table.columns)
        if column.name not in as_they_are and (make := _maker(connection, column))
    ]
    if len(names) < 2:  # itemgetter gives a single value as it is
        bound = [[row[name] for name in names] for row in rows]
    else:
        bound = [*map(itemgetter(*names), rows)]
    return [_made(values, makers) for values in bound] if makers else [*map(tuple, bound)]


def _made(
    values: Iterable[Any], makers: Sequence[tuple[int, Callable[[Any], Any]]]
) -> tuple[Any, ...]:
    said = list(values)
    for place, make in makers:
        said[place] = make(said[place])
    return tuple(said)


def _maker(connection: Connection, column: Column[Any]) -> Callable[[Any], Any] | None:
    if isinstance(column.type, Boolean):
        return None  # the drivers take them by themselves
    return column.type.dialect_impl(connection.dialect).bind_processor(connection.dialect)
