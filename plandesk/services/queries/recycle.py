"""The rows that were removed and can be brought back."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from plandesk.models.audit import ChangeEntry, ChangeSet
from plandesk.models.plan import PlanItem
from plandesk.models.registers import RegisterEntry
from plandesk.models.types import Level


@dataclass(frozen=True, slots=True)
class RemovedRow:
    """A removed row as it was, who removed it when, and how many rows went with it.

    ``set_id`` and ``item_id`` are what ``RestoreRemoved`` asks for.
    """

    set_id: int
    item_id: int
    plan_id: int
    level: Level
    ref: str
    title: str
    below: int
    at: dt.datetime
    who: str
    step: str


def removed_rows(session: Session, text: str = "") -> list[RemovedRow]:
    """Return the removed rows that are not in the plan now, the newest removal first.

    A row that went with the row above it is not listed by itself. ``text`` narrows the list to
    refs and titles that hold it.
    """
    there = set(session.scalars(select(PlanItem.uid)))
    said = text.casefold().strip()
    found: list[RemovedRow] = []
    for step, entries in _removals(session):
        parents = {int(entry.row_id): (entry.before or {})["parent_id"] for entry in entries}
        for entry in entries:
            uid = str((entry.before or {})["uid"])
            if uid in there:
                continue
            there.add(uid)  # removed twice, it is listed as it was the last time
            if parents[int(entry.row_id)] in parents:
                continue
            row = _row(step, entry, parents)
            if said in f"{row.ref} {row.title}".casefold():
                found.append(row)
    return found


@dataclass(frozen=True, slots=True)
class RemovedEntry:
    """A removed entry of a register; ``set_id`` and ``entry_id`` are what ``RestoreEntry`` asks."""

    set_id: int
    entry_id: int
    kind: str
    ref: str
    title: str
    below: int
    at: dt.datetime
    who: str
    step: str


def removed_entries(session: Session, text: str = "") -> list[RemovedEntry]:
    """Return the removed entries that are not in their registers now, newest removal first.

    A part that went with its entry is not listed by itself.
    """
    there = set(session.scalars(select(RegisterEntry.uid)))
    said = text.casefold().strip()
    found: list[RemovedEntry] = []
    for step, entries in _removals(session, RegisterEntry.__tablename__):
        parents = {int(entry.row_id): (entry.before or {})["parent_id"] for entry in entries}
        for entry in entries:
            image, number = entry.before or {}, int(entry.row_id)
            if str(image["uid"]) in there:
                continue
            there.add(str(image["uid"]))
            if (
                parents[number] in parents
                or said not in f"{image['ref']} {image['title']}".casefold()
            ):
                continue
            found.append(
                RemovedEntry(
                    step.id,
                    number,
                    image["kind"],
                    image["ref"],
                    image["title"],
                    _below(number, parents),
                    step.at,
                    step.who,
                    step.title,
                )
            )
    return found


def _removals(
    session: Session, table: str = PlanItem.__tablename__
) -> list[tuple[ChangeSet, list[ChangeEntry]]]:
    """Return the steps that removed rows of a table, newest first, with what they removed."""
    statement = (
        select(ChangeSet, ChangeEntry)
        .join(ChangeEntry, ChangeEntry.set_id == ChangeSet.id)
        .where(ChangeEntry.table_name == table, ChangeEntry.kind == "deleted")
        .order_by(ChangeSet.id.desc(), ChangeEntry.id)
    )
    steps: dict[int, tuple[ChangeSet, list[ChangeEntry]]] = {}
    for step, entry in session.execute(statement):
        steps.setdefault(step.id, (step, []))[1].append(entry)
    return list(steps.values())


def _row(step: ChangeSet, entry: ChangeEntry, parents: dict[int, int | None]) -> RemovedRow:
    image = entry.before or {}
    number = int(entry.row_id)
    return RemovedRow(
        set_id=step.id,
        item_id=number,
        plan_id=image["plan_id"],
        level=Level(image["level"]),
        ref=image["ref"],
        title=image["title"],
        below=_below(number, parents),
        at=step.at,
        who=step.who,
        step=step.title,
    )


def _below(top: int, parents: dict[int, int | None]) -> int:
    count, layer = 0, {top}
    while layer:
        layer = {number for number, parent in parents.items() if parent in layer}
        count += len(layer)
    return count
