"""A copy of a plan to give away: as it stands now, without its past and without exempt items.

What goes: the record of changes, periods as they were at their closing, returns as they were
issued and taken in, packs as they were built, exempt agenda items with their papers, what the plan
says of exempt rows, entries and evidence, and every attached file that nothing else needs. The copy
is packed anew, so no byte of it stays behind.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Table, delete, func, select

from plandesk.errors import FileDamaged, FileProblem, writing
from plandesk.models.assurance import PeriodSnapshot
from plandesk.models.audit import ChangeEntry, ChangeSet, FileFact
from plandesk.models.base import Base
from plandesk.models.detail import StoredFile
from plandesk.models.packs import BuiltPack, PackEntry
from plandesk.models.returns import IssuedRow, ReturnIssue, ReturnReceipt
from plandesk.services.copies.rescue import is_sound
from plandesk.services.copies.withheld import marks, withhold
from plandesk.services.document import Document
from plandesk.services.row_text import plain, row_text
from plandesk.services.seal import seal_anew
from plandesk.store.backup import sync_folder
from plandesk.store.engine import writing_engine
from plandesk.store.placing import put_in_place
from plandesk.store.trouble import spoken

_PAST = (
    ChangeEntry,
    ChangeSet,
    PeriodSnapshot,
    IssuedRow,
    ReturnIssue,
    ReturnReceipt,
    BuiltPack,
    FileFact,
)


@dataclass(frozen=True, slots=True)
class GivenCopy:
    """What was made: where it is, and how much of each kind stayed behind."""

    path: Path
    steps: int
    exempt: int
    files: int


def give_copy(document: Document, target: Path) -> GivenCopy:
    """Write a copy of the open plan that can be given away; the plan itself stays as it is.

    Raises FileProblem when it cannot be written or does not pass its checks; then there is none.
    """
    part = target.with_name(target.name + ".clean")
    try:
        with writing(target, "Choose another folder.", FileProblem):
            document.copy_to(part)
            left = _strip(part)
            _pack_anew(part)
            if not is_sound(part):
                raise FileDamaged(f"The copy {target.name} failed its check.", "Check the disk.")
            put_in_place(part, target)
            sync_folder(target.parent)
    finally:
        part.unlink(missing_ok=True)
    return GivenCopy(target, left["change_set"], left["exempt"], left["stored_file"])


def _strip(path: Path) -> Counter[str]:
    engine = writing_engine(path)
    left: Counter[str] = Counter()
    try:
        with spoken(path), engine.begin() as connection:
            left["exempt"] = marks(connection)
            withhold(connection)
            for model in _PAST:
                left[model.__tablename__] = _drop(connection, model.__table__)  # pyright: ignore[reportArgumentType]
            gone = delete(PackEntry).where(PackEntry.exempt_paragraph != "")
            left["exempt"] += connection.execute(gone).rowcount
            left["stored_file"] = _drop_unused_files(connection)
            seal_anew(connection)
    finally:
        engine.dispose()
    return left


def _drop(connection: Connection, table: Table) -> int:
    number = connection.execute(select(func.count()).select_from(table)).scalar() or 0
    connection.execute(delete(table))
    return number


def _drop_unused_files(connection: Connection) -> int:
    hashes = set(connection.execute(select(StoredFile.hash)).scalars())
    for table in Base.metadata.sorted_tables:
        if table.name == StoredFile.__tablename__ or not hashes:
            continue
        names = [column.name for column in table.columns]
        for row in connection.execute(select(table)):
            said = row_text({name: plain(value) for name, value in zip(names, row, strict=True)})
            hashes -= {one for one in hashes if one in said}
    for one in hashes:
        connection.execute(delete(StoredFile).where(StoredFile.hash == one))
    return len(hashes)


def _pack_anew(path: Path) -> None:
    with spoken(path), contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA synchronous = EXTRA")
        connection.execute("VACUUM")
