"""Bringing back rows that were removed, from what the history kept of them."""

from __future__ import annotations

import base64
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Column, Date, DateTime, LargeBinary, Table, select
from sqlalchemy.orm import Session

from plandesk.errors import UserError
from plandesk.models.audit import ChangeEntry
from plandesk.models.base import Base, new_uid
from plandesk.models.detail import FormerRef
from plandesk.models.plan import PlanItem
from plandesk.services.changes import insert_rows
from plandesk.services.ops.structure import children, free_ref, number_rows

_ITEMS = PlanItem.__tablename__
_Key = tuple[str, Any]


@dataclass(frozen=True, slots=True)
class RestoreRemoved:
    """Bring back a row that step ``set_id`` removed, with all that was below it and hung on it."""

    set_id: int
    item_id: int
    title: str = field(default="Restore removed row", kw_only=True)

    def describe(self, session: Session) -> str:
        """Name the row."""
        return f"Restore {_called(self._top(_kept(session, self.set_id)))}"

    def apply(self, session: Session) -> None:
        """Bring it back; refused when it is there, or the row it was below is not."""
        kept = _kept(session, self.set_id)
        top = self._top(kept)
        _check_home(session, top)
        family = _family(kept, self.item_id)
        wanted = {key: image for key, image in kept.items() if key[0] != _ITEMS or key in family}
        ids = _insert(session, wanted, family)
        _put_in_place(session, ids[_ITEMS, self.item_id], int(top["position"]))
        for number in sorted(ids[key] for key in family):
            _free_its_ref(session, session.get_one(PlanItem, number))

    def _top(self, kept: Mapping[_Key, dict[str, Any]]) -> dict[str, Any]:
        top = kept.get((_ITEMS, self.item_id))
        if top is None:
            raise UserError("The history does not hold that row.", "Choose another one.")
        return top


def _kept(session: Session, set_id: int) -> dict[_Key, dict[str, Any]]:
    """Return the rows that a step removed, with the values they had."""
    entries = session.scalars(
        select(ChangeEntry)
        .where(ChangeEntry.set_id == set_id, ChangeEntry.kind == "deleted")
        .order_by(ChangeEntry.id)
    )
    kept: dict[_Key, dict[str, Any]] = {}
    for entry in entries:
        table = Base.metadata.tables.get(entry.table_name)
        if table is None or entry.before is None:
            continue
        image = {
            column.name: _value(column, entry.before[column.name])
            for column in table.columns
            if column.name in entry.before
        }
        kept[table.name, image[_key(table)]] = image
    return kept


def _value(column: Column[Any], kept: Any) -> Any:
    if isinstance(kept, str):
        if isinstance(column.type, DateTime):
            return dt.datetime.fromisoformat(kept)
        if isinstance(column.type, Date):
            return dt.date.fromisoformat(kept)
        if isinstance(column.type, LargeBinary):
            return base64.b64decode(kept)
    return kept


def _key(table: Table) -> str:
    return next(iter(table.primary_key.columns)).name


def _called(image: Mapping[str, Any]) -> str:
    return image["ref"] or f"“{image['title']}”"


def _check_home(session: Session, top: Mapping[str, Any]) -> None:
    if session.scalar(select(PlanItem.id).where(PlanItem.uid == top["uid"])) is not None:
        raise UserError(f"{_called(top)} is in the plan.", "It was restored already.")
    parent = top["parent_id"]
    if parent is not None and session.get(PlanItem, parent) is None:
        raise UserError(
            f"The row that {_called(top)} was below is not in the plan any more.",
            "Restore that row first.",
        )


def _family(kept: Mapping[_Key, Mapping[str, Any]], top: int) -> dict[_Key, None]:
    """Return the keys of a removed row and of those removed below it, parents first."""
    family: dict[_Key, None] = {(_ITEMS, top): None}
    layer = {top}
    while layer:
        below = [
            (table, number)
            for (table, number), image in kept.items()
            if table == _ITEMS and image["parent_id"] in layer
        ]
        family |= dict.fromkeys(below)
        layer = {number for _, number in below}
    return family


def _insert(
    session: Session, wanted: Mapping[_Key, dict[str, Any]], family: Mapping[_Key, None]
) -> dict[_Key, int]:
    """Insert the rows, parents before what hangs on them; return the new id of each.

    A row comes back when it belongs to the family, through however many tables.
    """
    ids: dict[_Key, int] = {}
    for table in Base.metadata.sorted_tables:
        keys = list(family) if table.name == _ITEMS else [k for k in wanted if k[0] == table.name]
        for key in keys:
            image = _joined(session, table, wanted[key], ids)
            if image is None:
                continue
            number = image.pop(_key(table))
            model_key = select(table.c[_key(table)]).where(table.c[_key(table)] == number)
            if session.connection().execute(model_key).scalar() is None:
                image[_key(table)] = number
            _renew_uid(session, table, image)
            ids[key] = insert_rows(session, table, [image])[0]
    return ids


def _joined(
    session: Session, table: Table, image: Mapping[str, Any], ids: Mapping[_Key, int]
) -> dict[str, Any] | None:
    """Return the row pointing to what is there now; None when it is no part of the family."""
    belongs = table.name == _ITEMS
    joined = dict(image)
    for column in table.columns:
        for reference in column.foreign_keys:
            target, old = reference.column.table, image.get(column.name)
            if old is None:
                continue
            if (target.name, old) in ids:
                joined[column.name] = ids[target.name, old]
                belongs = True
                continue
            there = select(reference.column).where(reference.column == old)
            if session.connection().execute(there).first() is None:
                if not column.nullable:
                    return None
                joined[column.name] = None
    return joined if belongs else None


def _renew_uid(session: Session, table: Table, image: dict[str, Any]) -> None:
    if "uid" in image:
        taken = select(table.c.uid).where(table.c.uid == image["uid"])
        if session.connection().execute(taken).first() is not None:
            image["uid"] = new_uid()


def _put_in_place(session: Session, item_id: int, place: int) -> None:
    row = session.get_one(PlanItem, item_id)
    others = [one for one in children(session, row.plan_id, row.parent_id) if one.id != row.id]
    number_rows([*others[:place], row, *others[place:]])


def _free_its_ref(session: Session, row: PlanItem) -> None:
    """Give a restored row another ref where somebody took its own meanwhile."""
    taken = select(PlanItem.id).where(
        PlanItem.plan_id == row.plan_id, PlanItem.ref == row.ref, PlanItem.id != row.id
    )
    if row.ref and session.scalar(taken) is not None:
        session.add(FormerRef(item_id=row.id, ref=row.ref))
        row.ref = free_ref(session, row.plan_id, row.ref)
        session.flush()
