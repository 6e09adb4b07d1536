"""Taking rows away with all that hangs on them, whichever tables that is in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session, selectinload

from plandesk.models.base import Base
from plandesk.store.dialects import defer_links

_CHUNK = 500  # SQLite takes a limited number of values in one statement


def remove_rows(session: Session, rows: Sequence[Base]) -> None:
    """Delete rows of one table, and whatever cannot be without them.

    What merely points to them (a column that may be empty) stays and points to nothing.
    """
    session.flush()
    defer_links(session.connection())
    doomed: dict[tuple[str, Any], Base] = {}
    layer = list(rows)
    while layer:
        doomed |= {_key(row): row for row in layer}
        found = [row for row, nullable in _pointing(session, layer) if not nullable]
        layer = [
            row for row in {_key(row): row for row in found}.values() if _key(row) not in doomed
        ]
    for row, column in _pointing(session, list(doomed.values())):
        if column and _key(row) not in doomed:
            setattr(row, column, None)
    _load_owned(session, list(doomed.values()))
    with session.no_autoflush:  # a flush half way would delete what cascades delete again
        for row in doomed.values():
            session.delete(row)
    session.flush()


def _load_owned(session: Session, rows: Sequence[Base]) -> None:
    """Read at once what the cascades of each row would else ask for one by one."""
    for model in {type(row) for row in rows}:
        owned = [selectinload(getattr(model, one.key)) for one in inspect(model).relationships]
        key = getattr(model, _key_name(model))
        ids = [_key(row)[1] for row in rows if type(row) is model] if owned else []
        for start in range(0, len(ids), _CHUNK):
            part = select(model).where(key.in_(ids[start : start + _CHUNK]))
            session.scalars(part.options(*owned)).all()


def _key(row: Base) -> tuple[str, Any]:
    return row.__tablename__, getattr(row, _key_name(type(row)))


def _key_name(model: type[Base]) -> str:
    return next(iter(Base.metadata.tables[model.__tablename__].primary_key.columns)).name


def _pointing(session: Session, rows: Sequence[Base]) -> list[tuple[Base, str]]:
    """Return the rows that point to these, with the column that may be emptied, or ""."""
    tables = {row.__tablename__ for row in rows}
    found: list[tuple[Base, str]] = []
    for mapper in Base.registry.mappers:
        for column in mapper.local_table.columns:
            for reference in column.foreign_keys:
                target = reference.column
                if target.table.name not in tables:
                    continue
                ids = [_key(row)[1] for row in rows if row.__tablename__ == target.table.name]
                attribute = getattr(mapper.class_, column.key)
                for start in range(0, len(ids), _CHUNK):
                    query = select(mapper.class_).where(attribute.in_(ids[start : start + _CHUNK]))
                    name = column.key if column.nullable else ""
                    found += [(row, name) for row in session.scalars(query)]
    return found
