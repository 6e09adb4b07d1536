"""Whether a plan file is sound: SQLite's own checks, the record of changes, the seal, the files."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from typing import TypeAlias

from sqlalchemy import Boolean, Connection, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from plandesk.models.base import Base
from plandesk.models.detail import StoredFile
from plandesk.services.history import first_altered_step
from plandesk.services.seal import DamagedRow, damaged_rows, seal_holds
from plandesk.store.dialects import is_file

Step: TypeAlias = Callable[[int, int, str], None]


def file_problems(session: Session, step: Step | None = None) -> list[str]:
    """Return what is wrong with the file itself, a sentence each; empty when it is sound.

    ``step`` hears how far the check is, and may raise Cancelled.
    """
    connection = session.connection()
    problems: list[str] = []
    looks = (*_IN_A_FILE, *_ANYWHERE) if is_file(connection) else _ANYWHERE
    for done, look in enumerate(looks):
        if step is not None:
            step(done, len(looks), "Checking the file")
        problems += _said_by(look, connection)
    return problems


def _said_by(look: Callable[[Connection], Iterator[str]], connection: Connection) -> list[str]:
    """A flipped bit may leave a date or a text that cannot even be read: that is an answer too."""
    try:
        return list(look(connection))
    except (ValueError, TypeError, LookupError, DBAPIError) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        return [f"Something in the file cannot be read ({type(cause).__name__})."]


def _sqlite_says(connection: Connection) -> Iterator[str]:
    for row in connection.exec_driver_sql("PRAGMA integrity_check(20)"):
        if row[0] != "ok":
            yield f"SQLite reports: {row[0]}."


def _broken_links(connection: Connection) -> Iterator[str]:
    for row in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield f"Table {row[0]}, row {row[1]} points to a row of {row[2]} that is not there."


def _altered_history(connection: Connection) -> Iterator[str]:
    altered = first_altered_step(connection)
    if altered is not None:
        yield f"The record of changes was altered from entry {altered} on."


def _changed_rows(connection: Connection) -> Iterator[str]:
    if seal_holds(connection):
        return
    damaged = damaged_rows(connection)
    yield from map(_damage, damaged)
    if not damaged:
        yield "The rows do not fit the seal that the last change left."


def _damage(row: DamagedRow) -> str:
    where = f"{row.ref} " if row.ref else ""
    return (
        f"Table {row.table}, row {row.row_id} {where}does not say what its history says: "
        f"{', '.join(row.fields)}."
    )


def _neither_yes_nor_no(connection: Connection) -> Iterator[str]:
    # Whatever is not 0 reads as yes, so the seal over what was read cannot see these.
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            if isinstance(column.type, Boolean):
                asked = f'SELECT count(*) FROM "{table.name}" WHERE "{column.name}" NOT IN (0, 1)'
                if number := connection.exec_driver_sql(asked).scalar():
                    yield f"Table {table.name} holds {number} damaged values of {column.name}."


def _changed_files(connection: Connection) -> Iterator[str]:
    kept = select(StoredFile.hash, StoredFile.name, StoredFile.size, StoredFile.content)
    for row in connection.execute(kept):
        if hashlib.sha256(row.content).hexdigest() != row.hash or len(row.content) != row.size:
            yield f"The attached file {row.name} is not what it was when it was attached."


_ANYWHERE = (_altered_history, _changed_rows, _changed_files)
# A server watches over its own pages, links and kinds of values.
_IN_A_FILE = (_sqlite_says, _broken_links, _neither_yes_nor_no)
