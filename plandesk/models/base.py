"""What every table has in common."""

from __future__ import annotations

import datetime as dt
import hashlib
import uuid
from functools import lru_cache
from typing import Any

from sqlalchemy import JSON, Date, DateTime, MetaData, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

# Constraint names must be the same on every machine, or migrations cannot find them.
_NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_name)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """The base of every table of the plan file."""

    metadata = MetaData(naming_convention=_NAMING)
    type_annotation_map = {
        str: Text,
        dict[str, Any]: JSON,
        list[Any]: JSON,
        dt.date: Date,
        dt.datetime: DateTime(timezone=False),
    }


def new_uid() -> str:
    """Return a fresh stable identifier."""
    return str(uuid.uuid4())


def derived_uid(parent: str, key: str) -> str:
    """Return the identifier that ``key`` always has under ``parent``."""
    # What uuid5 returns, in a tenth of the time: a large import derives a hundred thousand.
    digest = hashlib.sha1(_namespace(parent) + key.encode(), usedforsecurity=False).hexdigest()
    variant = "89ab"[int(digest[16], 16) & 3]
    return f"{digest[:8]}-{digest[8:12]}-5{digest[13:16]}-{variant}{digest[17:20]}-{digest[20:32]}"


@lru_cache(maxsize=64)
def _namespace(parent: str) -> bytes:
    return uuid.UUID(parent).bytes


class WithUid:
    """A row that people exchange: it keeps one identifier in every copy of the plan."""

    uid: Mapped[str] = mapped_column(String(36), default=new_uid, unique=True)


def configure_history() -> None:
    """Make every change of a column carry the value it replaces, even on an expired row."""
    for mapper in Base.registry.mappers:
        for attribute in mapper.column_attrs:
            getattr(mapper.class_, attribute.key).impl.active_history = True
