"""The record of changes: written in the same transaction as the change, sealed by a hash chain."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, insert, select

from plandesk.models.audit import ChangeEntry, ChangeSet
from plandesk.services.changes import Kind, RowChange

_SETS = ChangeSet.__table__
_ENTRIES = ChangeEntry.__table__


@dataclass(frozen=True, slots=True)
class StepNote:
    """Who took a step, when (UTC, naive), what it is called, and where it came from."""

    at: dt.datetime
    who: str
    title: str
    source: str = ""


def write_history(connection: Connection, note: StepNote, rows: Sequence[RowChange]) -> str:
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
        connection.execute(insert(ChangeEntry), [entry | {"set_id": number} for entry in entries])
    return head


def newest_hash(connection: Connection) -> str:
    """Return the head of the hash chain, empty for a plan without history."""
    newest = connection.execute(select(ChangeSet.hash).order_by(ChangeSet.id.desc()).limit(1))
    return newest.scalar() or ""


def chain_hash(previous: str, note: StepNote, entries: Sequence[Mapping[str, Any]]) -> str:
    """Return SHA-256 over the previous hash and the canonical form of a step."""
    names = ("table_name", "row_id", "item_id", "kind", "before", "after")
    said = [
        previous,
        note.at.isoformat(),
        note.who,
        note.title,
        note.source,
        [[entry[name] for name in names] for entry in entries],
    ]
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def first_altered_step(connection: Connection) -> int | None:
    """Return the number of the first step whose hash does not fit, None when all do."""
    entries: dict[int, list[dict[str, Any]]] = {}
    for row in connection.execute(select(_ENTRIES).order_by(ChangeEntry.id)).mappings():
        entries.setdefault(row["set_id"], []).append(dict(row))
    previous = ""
    for row in connection.execute(select(_SETS).order_by(ChangeSet.id)):
        note = StepNote(row.at, row.who, row.title, row.source)
        previous = chain_hash(previous, note, entries.get(row.id, []))
        if previous != row.hash:
            return int(row.id)
    return None


def _entry(row: RowChange) -> dict[str, Any]:
    if row.kind is Kind.UPDATED:
        changed = row.changed_fields()
        before = {name: plain(old) for name, (old, _) in changed.items()}
        after = {name: plain(new) for name, (_, new) in changed.items()}
    else:
        before = None if row.before is None else {k: plain(v) for k, v in row.before.items()}
        after = None if row.after is None else {k: plain(v) for k, v in row.after.items()}
    return {
        "table_name": row.table,
        "row_id": str(row.pk),
        "item_id": row.item_id,
        "kind": row.kind.value,
        "before": before,
        "after": after,
    }


def plain(value: Any) -> Any:
    """Return a value as JSON can hold it."""
    if isinstance(value, dt.date | dt.datetime):
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    return value
