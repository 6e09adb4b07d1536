"""Several people changing one plan: whose step meets whose, told row by row.

Each step is checked against the rows that others changed since this window last read the plan. The
history already says which those are, so no row needs a number of its own to compare.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from plandesk.errors import ChangedMeanwhile, PlanChanged
from plandesk.models.audit import ChangeEntry, ChangeSet
from plandesk.models.base import Base
from plandesk.models.plan import PlanItem
from plandesk.services.changes import Image, RowChange
from plandesk.services.row_text import row_text

_CHUNK = 500  # keys in one statement
_AGAIN = "The plan has been read again. Look at it, then make your change once more."


def refuse_clash(session: Session, rows: Sequence[RowChange], since: str) -> None:
    """Refuse a step that changes a row which somebody changed after the step with hash ``since``.

    Raises ChangedMeanwhile saying what was changed, by whom, and when.
    """
    mine = {(row.table, str(row.pk)): row for row in rows}
    seen = select(ChangeSet.id).where(ChangeSet.hash == since)
    last = session.scalar(seen) or 0
    theirs = (
        select(ChangeEntry.table_name, ChangeEntry.row_id, ChangeSet)
        .join(ChangeSet, ChangeSet.id == ChangeEntry.set_id)
        .where(ChangeSet.id > last)
        .order_by(ChangeSet.id.desc())
    )
    for table, row_id, step in session.execute(theirs):
        row = mine.get((table, row_id))
        if row is not None:
            what = _named(session, row)
            told = f"{what} was changed {by_whom(step)} at the same time."
            raise ChangedMeanwhile(told, _AGAIN, follows=True)


def refuse_overtaken(session: Session, rows: Sequence[RowChange]) -> None:
    """Refuse to take a step back, or again, where a row is not as that step left it.

    Raises PlanChanged saying which, and who changed it last.
    """
    for row in _not_as_left(session.connection(), rows):
        newest = (
            select(ChangeSet)
            .join(ChangeEntry, ChangeEntry.set_id == ChangeSet.id)
            .where(ChangeEntry.table_name == row.table, ChangeEntry.row_id == str(row.pk))
            .order_by(ChangeSet.id.desc())
            .limit(1)
        )
        step = session.scalar(newest)
        who = by_whom(step) if step is not None else "by somebody else"
        raise PlanChanged(
            f"{_named(session, row)} was changed {who} since that step.",
            "It cannot be taken back on its own any more; change it by hand.",
        )


def by_whom(step: ChangeSet) -> str:
    """Return who took a step, when (local time), and what it was."""
    local = step.at.replace(tzinfo=dt.UTC).astimezone()
    return f"by {step.who} at {local:%H:%M} (“{step.title}”)"


def _named(session: Session, row: RowChange) -> str:
    item = session.get(PlanItem, row.item_id) if row.item_id is not None else None
    return (item.ref or item.title) if item is not None else "What you changed"


def _not_as_left(connection: Connection, rows: Sequence[RowChange]) -> Iterable[RowChange]:
    by_table: dict[str, list[RowChange]] = {}
    for row in rows:
        by_table.setdefault(row.table, []).append(row)
    for name, of_table in by_table.items():
        for start in range(0, len(of_table), _CHUNK):
            portion = of_table[start : start + _CHUNK]
            there = _images(connection, name, portion)
            for row in portion:
                if _said(there.get(row.pk)) != _said(row.before):
                    yield row


def _images(connection: Connection, name: str, rows: Sequence[RowChange]) -> dict[object, Image]:
    table = Base.metadata.tables[name]
    key = next(iter(table.primary_key.columns))
    found = connection.execute(select(table).where(key.in_([row.pk for row in rows]))).mappings()
    return {image[key.name]: dict(image) for image in found}


def _said(image: Image | None) -> str | None:
    return None if image is None else row_text(image)
