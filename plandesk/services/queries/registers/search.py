"""The texts of the registers that can be searched, each under the entry it belongs to."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from plandesk.models.register_types import RegisterKind
from plandesk.models.registers import RegisterEntry
from plandesk.services.queries.registers.rows import EntryRow, entry_rows, values_of
from plandesk.services.queries.search import SearchText, Where
from plandesk.services.registers.kinds import kind_of


def entry_texts(session: Session) -> Iterator[SearchText]:
    """Return every text of every entry; ``item_id`` is that of the entry, of a part its owner's.

    ``period`` is the key of the register.
    """
    rows = entry_rows(session, list(session.scalars(select(RegisterEntry))))
    by_id = {row.id: row for row in rows}
    values = values_of(session, [row.id for row in rows])
    kinds: dict[tuple[str, int | None], RegisterKind] = {}
    for row in rows:
        place = (row.kind, row.plan_id)
        if place not in kinds:
            kinds[place] = kind_of(session, *place)
        top = _top(by_id, row)
        for where, text in _texts(kinds[place], row):
            if text:
                yield SearchText(top.id, where, text, top.ref, top.title, top.kind)
        for value in values.get(row.id, ()):
            said = "\n".join(filter(None, (value.area, value.note, value.source, value.reason)))
            if said:
                yield SearchText(top.id, Where.FIELD, said, top.ref, top.title, top.kind)


def _top(rows: dict[int, EntryRow], row: EntryRow) -> EntryRow:
    while row.parent_id is not None:
        row = rows[row.parent_id]
    return row


def _texts(kind: RegisterKind, row: EntryRow) -> Iterator[tuple[Where, str]]:
    yield Where.REF, row.ref
    yield Where.TITLE, row.title
    for spec in kind.people:
        yield Where.LEAD, row.text(kind, spec.key)
    for spec in kind.fields:
        yield Where.FIELD, row.text(kind, spec.key)
    yield Where.FIELD, row.text(kind, "sources")
