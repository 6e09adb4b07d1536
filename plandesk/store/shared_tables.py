"""The tables of a plan on a PostgreSQL server: the same as in a file, with a server's ways.

Ids are given as SQLite gives them, one more than the largest there is: rows are also written with
the ids that they had before an undo or in another copy, and a sequence would not hear of those.
Writers come one after the other, so that no two are given the same. Text is compared by its bytes,
as in a file; links can be left open until the end of a transaction, as replaying a step needs it.
"""

from __future__ import annotations

from sqlalchemy import (
    Connection,
    DefaultClause,
    ForeignKeyConstraint,
    Integer,
    MetaData,
    String,
    Table,
    text,
)
from sqlalchemy import inspect as look_at

from plandesk.models.tables import metadata

VERSION_FACT = "file version"

_NEXT_ID = """
CREATE FUNCTION plandesk_next_id(of_table text, of_column text) RETURNS integer
LANGUAGE plpgsql VOLATILE AS $$
DECLARE top integer;
BEGIN
    EXECUTE format('SELECT coalesce(max(%I), 0) + 1 FROM %I', of_column, of_table) INTO top;
    RETURN top;
END $$
"""


def make_tables(connection: Connection) -> None:
    """Make every table in an empty database."""
    connection.exec_driver_sql(_NEXT_ID.replace("%", "%%"))
    _server_tables().create_all(connection)


def missing_tables(connection: Connection) -> list[str]:
    """Return the tables of a plan that this database has not, by name."""
    there = set(look_at(connection).get_table_names())
    return sorted(set(metadata.tables) - there)


def _server_tables() -> MetaData:
    made = MetaData(naming_convention=metadata.naming_convention)
    for table in metadata.sorted_tables:
        _as_server_keeps_it(table.to_metadata(made))
    return made


def _as_server_keeps_it(table: Table) -> None:
    for constraint in table.constraints:
        if isinstance(constraint, ForeignKeyConstraint):
            constraint.deferrable = True
    for column in table.columns:
        if isinstance(column.type, String):
            column.type = type(column.type)(length=column.type.length, collation="C")
    keys = list(table.primary_key.columns)
    if len(keys) == 1 and isinstance(keys[0].type, Integer):
        next_id = text(f"plandesk_next_id('{table.name}', '{keys[0].name}')")
        keys[0].server_default = DefaultClause(next_id)
