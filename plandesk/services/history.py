"""The record of changes: written in the same transaction as the change, sealed by a hash chain."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, islice
from operator import itemgetter
from typing import Any, TypeAlias, cast

from sqlalchemy import Connection, insert, select

from plandesk.models.audit import ChangeEntry, ChangeSet
from plandesk.services.changes import Kind
from plandesk.services.row_text import KeptRow
from plandesk.store.dialects import driver_marks

# An entry as its row in the file holds it: table, row, plan item, kind, before, after.
Entry: TypeAlias = tuple[str, str, int | None, str, str | None, str | None]

_SETS = ChangeSet.__table__
_COLUMNS = "table_name, row_id, item_id, kind, before, after"
_TABLE = ChangeEntry.__tablename__
_AT_ONCE = 1000  # entries hashed together
_WORDS = {kind: kind.value for kind in Kind}
_INSERT = f"INSERT INTO {_TABLE} (set_id, {_COLUMNS}) VALUES "
_AS_TEXT = _COLUMNS.replace("before, after", "CAST(before AS TEXT), CAST(after AS TEXT)")
_SELECT = f"SELECT set_id, {_AS_TEXT} FROM {_TABLE} ORDER BY set_id, id"
_NO_MORE: tuple[int | None, Iterable[Any]] = (None, ())


@dataclass(frozen=True, slots=True)
class StepNote:
    """Who took a step, when (UTC, naive), what it is called, and where it came from."""

    at: dt.datetime
    who: str
    title: str
    source: str = ""


def write_history(connection: Connection, note: StepNote, rows: Sequence[KeptRow]) -> str:
    """Add one step to the record and return the new head of its hash chain."""
    entries = [_entry(row) for row in rows]
    head = chain_hash(newest_hash(connection), note, entries)
    set_id = connection.execute(
        insert(ChangeSet).values(
            at=note.at, who=note.who, title=note.title, source=note.source, hash=head
        )
    ).inserted_primary_key
    number = set_id[0] if set_id else None
    if entries:
        statement = f"{_INSERT}({driver_marks(connection, 7)})"
        connection.exec_driver_sql(statement, [(number, *entry) for entry in entries])
    return head


def newest_hash(connection: Connection) -> str:
    """Return the head of the hash chain, empty for a plan without history."""
    newest = connection.execute(select(ChangeSet.hash).order_by(ChangeSet.id.desc()).limit(1))
    return newest.scalar() or ""


def chain_hash(previous: str, note: StepNote, entries: Iterable[Entry]) -> str:
    """Return SHA-256 over the previous hash, the note and the entries as the file holds them."""
    said = [previous, note.at.isoformat(), note.who, note.title, note.source]
    running = hashlib.sha256(json.dumps(said).encode())
    texts = (
        f"\x1e{table}\x1f{row}\x1f{item}\x1f{kind}\x1f{before}\x1f{after}"
        for table, row, item, kind, before, after in entries
    )
    while some := "".join(islice(texts, _AT_ONCE)):  # not all: an import writes 100,000
        running.update(some.encode("utf-8", "surrogatepass"))
    return running.hexdigest()


def first_altered_step(connection: Connection) -> int | None:
    """Return the number of the first step whose hash does not fit, None when all do."""
    # Side by side as they come: what an import wrote may be larger than the rest of the plan.
    told = groupby(connection.exec_driver_sql(_SELECT), itemgetter(0))
    step, entries = next(told, _NO_MORE)
    previous = ""
    for row in connection.execute(select(_SETS).order_by(ChangeSet.id)):
        while step is not None and step < row.id:
            step, entries = next(told, _NO_MORE)
        note = StepNote(row.at, row.who, row.title, row.source)
        # Unread, as they were hashed: what the JSON stands for would hide a changed spelling.
        mine = (cast("Entry", entry[1:]) for entry in entries) if step == row.id else ()
        previous = chain_hash(previous, note, mine)
        if previous != row.hash:
            return int(row.id)
    return None


def _entry(row: KeptRow) -> Entry:
    change = row.change
    return (
        change.table,
        str(change.pk),
        change.item_id,
        _WORDS[change.kind],
        row.said_before,
        row.said_after,
    )
