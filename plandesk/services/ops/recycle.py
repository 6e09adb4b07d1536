"""Bringing back rows that were removed, from what the history kept of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Column, Table, select
from sqlalchemy.orm import Session

from plandesk.errors import UserError
from plandesk.models.audit import ChangeEntry
from plandesk.models.base import Base, new_uid
from plandesk.models.detail import FormerRef
from plandesk.models.plan import PlanItem
from plandesk.models.registers import RegisterEntry
from plandesk.services.changes import insert_rows, next_id
from plandesk.services.ops.lookup import chunks, items
from plandesk.services.ops.registers.entries import number_entries
from plandesk.services.ops.registers.lookup import next_entry_ref, siblings
from plandesk.services.ops.structure import children, free_ref, number_rows
from plandesk.services.registers.kinds import kind_of
from plandesk.services.row_values import revived
from plandesk.store.dialects import defer_links

_ITEMS = PlanItem.__tablename__
_ENTRIES = RegisterEntry.__tablename__
_Key = tuple[str, Any]


@dataclass(frozen=True, slots=True)
class RestoreRemoved:
    """Bring back a row that step ``set_id`` removed, with all that was below it and hung on it."""

    set_id: int
    item_id: int
    title: str = field(default="Restore removed row", kw_only=True)

    def describe(self, session: Session) -> str:
        """Name the row."""
        entry = session.scalar(
            select(ChangeEntry).where(
                ChangeEntry.set_id == self.set_id,
                ChangeEntry.table_name == _ITEMS,
                ChangeEntry.row_id == str(self.item_id),
                ChangeEntry.kind == "deleted",
            )
        )
        return f"Restore {_called(entry.before)}" if entry and entry.before else self.title

    def apply(self, session: Session) -> None:
        """Bring it back; refused when it is there, or the row it was below is not."""
        kept = _kept(session, self.set_id)
        top = self._top(kept)
        _check_home(session, top)
        family = _family(kept, self.item_id)
        wanted = {key: image for key, image in kept.items() if key[0] != _ITEMS or key in family}
        ids = _insert(session, wanted, family)
        _put_in_place(session, ids[_ITEMS, self.item_id], int(top["position"]))
        _free_refs(session, sorted(ids[key] for key in family))

    def _top(self, kept: Mapping[_Key, dict[str, Any]]) -> dict[str, Any]:
        top = kept.get((_ITEMS, self.item_id))
        if top is None:
            raise UserError("The history does not hold that row.", "Choose another one.")
        return top


@dataclass(frozen=True, slots=True)
class RestoreEntry:
    """Bring back an entry of a register that step ``set_id`` removed, with its parts and values."""

    set_id: int
    entry_id: int
    title: str = field(default="Restore removed entry", kw_only=True)

    def describe(self, session: Session) -> str:
        """Name the entry."""
        image = _kept(session, self.set_id).get((_ENTRIES, self.entry_id))
        return f"Restore {_called(image)}" if image else self.title

    def apply(self, session: Session) -> None:
        """Bring it back; refused when it is there, or the entry it was part of is not."""
        kept = _kept(session, self.set_id)
        top = kept.get((_ENTRIES, self.entry_id))
        if top is None:
            raise UserError("The history does not hold that entry.", "Choose another one.")
        uid = select(RegisterEntry.id).where(RegisterEntry.uid == top["uid"])
        if session.scalar(uid) is not None:
            raise UserError(f"{_called(top)} is in its register.", "It was restored already.")
        parent = top["parent_id"]
        if parent is not None and session.get(RegisterEntry, parent) is None:
            raise UserError(
                f"The entry that {_called(top)} was part of is not in the register any more.",
                "Restore that entry first.",
            )
        family = _family(kept, self.entry_id, _ENTRIES)
        wanted = {key: image for key, image in kept.items() if key[0] != _ENTRIES or key in family}
        ids = _insert(session, wanted, family)
        row = session.get_one(RegisterEntry, ids[_ENTRIES, self.entry_id])
        beside = siblings(session, row.kind, row.parent_id, row.plan_id)
        if row.ref and any(one.ref == row.ref and one.id != row.id for one in beside):
            pattern = kind_of(session, row.kind, row.plan_id).ref
            row.ref = next_entry_ref(pattern, [one.ref for one in beside])
        others = [one for one in beside if one.id != row.id]
        place = int(top["position"])
        number_entries([*others[:place], row, *others[place:]])


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
            column.name: revived(column, entry.before[column.name])
            for column in table.columns
            if column.name in entry.before
        }
        kept[table.name, image[_key(table)]] = image
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


def _family(
    kept: Mapping[_Key, Mapping[str, Any]], top: int, root: str = _ITEMS
) -> dict[_Key, None]:
    """Return the keys of a removed row and of those removed below it, parents first.

    ``root`` is the table of the row: that of plan items, or of entries of registers.
    """
    family: dict[_Key, None] = {(root, top): None}
    layer = {top}
    while layer:
        below = [
            (table, number)
            for (table, number), image in kept.items()
            if table == root and image["parent_id"] in layer
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
    root = next(iter(family))[0]
    defer_links(session.connection())
    for table in Base.metadata.sorted_tables:
        key = _key(table)
        keys = list(family) if table.name == root else [k for k in wanted if k[0] == table.name]
        if not keys:
            continue
        taken = _there(session, table.c[key], [number for _, number in keys])
        fresh = next_id(session, table.name)
        for place in keys if table.name == root else ():
            ids[place] = place[1] if place[1] not in taken else fresh + len(ids)
        images = _joined(session, table, {place: wanted[place] for place in keys}, ids)
        for place, image in images.items():
            if table.name == root:
                image[key] = ids[place]
            elif image[key] in taken:
                del image[key]
        _renew_uids(session, table, list(images.values()))
        ids |= _insert_images(session, table, images)
    return ids


def _insert_images(
    session: Session, table: Table, images: Mapping[_Key, dict[str, Any]]
) -> dict[_Key, int]:
    """Insert rows that keep their ids, then those that get new ones."""
    key = _key(table)
    ids: dict[_Key, int] = {}
    for keeps in (True, False):
        group = {place: image for place, image in images.items() if (key in image) is keeps}
        numbers = insert_rows(session, table, list(group.values()))
        ids |= dict(zip(group, numbers, strict=True))
    return ids


def _there(session: Session, column: Column[Any], values: Sequence[Any]) -> set[Any]:
    """Return those of the values that the column holds now."""
    found: set[Any] = set()
    for part in chunks(list(dict.fromkeys(values))):
        rows = session.connection().execute(select(column).where(column.in_(part)))
        found |= {row[0] for row in rows}
    return found


def _joined(
    session: Session, table: Table, images: Mapping[_Key, dict[str, Any]], ids: Mapping[_Key, int]
) -> dict[_Key, dict[str, Any]]:
    """Return the rows of the family, pointing to what is there now.

    A row that cannot be without something that is gone, such as a link's other end, is left out.
    """
    joined = {place: dict(image) for place, image in images.items()}
    belongs = joined.keys() & ids.keys()  # the rows of the family itself have their ids
    for column in table.columns:
        for reference in column.foreign_keys:
            target = reference.column
            olds = [image[column.name] for image in joined.values() if image[column.name]]
            known = _there(session, target, olds)
            for place, image in list(joined.items()):
                old = image[column.name]
                if old is None:
                    continue
                if (target.table.name, old) in ids:
                    image[column.name] = ids[target.table.name, old]
                    belongs.add(place)
                elif old not in known and column.nullable:
                    image[column.name] = None
                elif old not in known:
                    del joined[place]
    return {place: image for place, image in joined.items() if place in belongs}


def _renew_uids(session: Session, table: Table, images: Sequence[dict[str, Any]]) -> None:
    if "uid" not in table.columns:
        return
    taken = _there(session, table.c.uid, [image["uid"] for image in images])
    for image in images:
        if image["uid"] in taken:
            image["uid"] = new_uid()


def _put_in_place(session: Session, item_id: int, place: int) -> None:
    row = session.get_one(PlanItem, item_id)
    others = [one for one in children(session, row.plan_id, row.parent_id) if one.id != row.id]
    number_rows([*others[:place], row, *others[place:]])


def _free_refs(session: Session, numbers: Sequence[int]) -> None:
    """Give restored rows other refs where somebody took their own meanwhile."""
    rows = items(session, numbers)
    ours = {row.id for row in rows}
    everybody = session.execute(
        select(PlanItem.id, PlanItem.ref).where(PlanItem.plan_id == rows[0].plan_id)
    )
    taken = {ref for number, ref in everybody if number not in ours}
    for row in rows:
        if row.ref and row.ref in taken:
            session.add(FormerRef(item_id=row.id, ref=row.ref))
            row.ref = free_ref(session, row.plan_id, row.ref)
            session.flush()
