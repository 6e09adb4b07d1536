"""What serves what: from a priority down to actions, and all that one source asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from plandesk.models.plan import ItemTag, Plan, PlanItem, Tag
from plandesk.models.registers import EntryTag, RegisterEntry
from plandesk.models.types import TagKind
from plandesk.services.queries.plan_tree import PlanRow, plan_rows
from plandesk.services.queries.registers.rows import EntryRow, entry_detail, entry_rows


@dataclass(frozen=True, slots=True)
class SightLine:
    """One row that serves something; ``direct`` says that it is linked itself, not one above."""

    plan: str
    row: PlanRow
    path: tuple[str, ...]
    direct: bool


def serving(session: Session, entry_id: int, period_id: int | None = None) -> list[SightLine]:
    """Return every row that serves an entry, such as a priority, in the order of the plans.

    Whatever is below a linked row serves it too, and so does the whole of a linked plan.
    """
    detail = entry_detail(session, entry_id)
    links = detail.row.links if detail else ()
    items = {link.item_id for link in links if link.item_id is not None}
    whole = {link.plan_id for link in links if link.item_id is None}
    return _lines(session, period_id, items, whole)


def from_source(session: Session, name: str, period_id: int | None = None) -> list[SightLine]:
    """Return the rows with a source tag, such as "Ofsted three-month", and all below them."""
    query = (
        select(ItemTag.item_id)
        .join(Tag, Tag.id == ItemTag.tag_id)
        .where(Tag.kind == TagKind.SOURCE.value, Tag.name == name)
    )
    return _lines(session, period_id, set(session.scalars(query)), set())


def entries_from_source(session: Session, name: str) -> list[EntryRow]:
    """Return the entries of all registers with a source tag."""
    query = (
        select(RegisterEntry)
        .join(EntryTag, EntryTag.entry_id == RegisterEntry.id)
        .join(Tag, Tag.id == EntryTag.tag_id)
        .where(Tag.kind == TagKind.SOURCE.value, Tag.name == name)
        .order_by(RegisterEntry.kind, RegisterEntry.position)
    )
    return entry_rows(session, list(session.scalars(query)))


def source_names(session: Session) -> list[str]:
    """Return the sources that rows or entries come from, in the order of the alphabet."""
    query = select(Tag.name).where(Tag.kind == TagKind.SOURCE.value)
    return sorted(set(session.scalars(query)), key=str.casefold)


def _lines(
    session: Session, period_id: int | None, items: Collection[int], whole: Collection[int]
) -> list[SightLine]:
    titles = {row.id: row.title for row in session.execute(select(Plan.id, Plan.title))}
    rows = plan_rows(session, period_id)
    by_id = {row.id: row for row in rows}
    serves: set[int] = set()
    for row in rows:  # parents come before children
        if row.id in items or row.plan_id in whole or row.parent_id in serves:
            serves.add(row.id)
    return [
        SightLine(titles[row.plan_id], row, _path(by_id, row), row.id in items)
        for row in rows
        if row.id in serves
    ]


def _path(rows: Mapping[int, PlanRow], row: PlanRow) -> tuple[str, ...]:
    above: list[str] = []
    while row.parent_id is not None:
        row = rows[row.parent_id]
        above.append(row.ref or row.title)
    return tuple(reversed(above))


def serves(
    session: Session, item_ids: Iterable[int], register: str = "priorities"
) -> dict[int, tuple[str, ...]]:
    """Return the refs of the entries of a register that plan items serve, by plan item."""
    wanted = set(item_ids)
    above = {
        row.id: (row.parent_id, row.plan_id)
        for row in session.execute(select(PlanItem.id, PlanItem.parent_id, PlanItem.plan_id))
    }
    query = select(RegisterEntry).where(RegisterEntry.kind == register)
    entries = entry_rows(session, list(session.scalars(query.order_by(RegisterEntry.position))))
    linked: dict[int, list[str]] = {}
    of_plan: dict[int, list[str]] = {}
    for entry in entries:
        for link in entry.links:
            group, key = (of_plan, link.plan_id) if link.item_id is None else (linked, link.item_id)
            group.setdefault(key, []).append(entry.where)
    found: dict[int, tuple[str, ...]] = {}
    for item_id in wanted & set(above):
        names = list(of_plan.get(above[item_id][1], ()))
        place: int | None = item_id
        while place is not None:
            names += linked.get(place, ())
            place = above[place][0]
        found[item_id] = tuple(dict.fromkeys(names))
    return found
