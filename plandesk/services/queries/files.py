"""The files that the plan keeps."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from plandesk.models.detail import StoredFile


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file kept in the plan: the name it came with, and its bytes."""

    name: str
    content: bytes


def kept_file(session: Session, file_hash: str) -> KeptFile | None:
    """Return the file with this hash, or None when the plan does not hold it."""
    row = session.execute(
        select(StoredFile.name, StoredFile.content).where(StoredFile.hash == file_hash)
    ).one_or_none()
    return KeptFile(row[0], row[1]) if row else None


def kept_file_sizes(session: Session) -> dict[str, tuple[str, int]]:
    """Return the name and size in bytes of every file the plan holds, by hash."""
    rows = session.execute(select(StoredFile.hash, StoredFile.name, StoredFile.size))
    return {row[0]: (row[1], row[2]) for row in rows}
