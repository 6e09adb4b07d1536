"""Copying rows inside a plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from plandesk.models.base import new_uid
from plandesk.models.exempt import ExemptItem
from plandesk.models.plan import ItemPerson, ItemTag, PlanItem
from plandesk.models.refs import next_ref
from plandesk.models.types import Level
from plandesk.services.changes import next_id
from plandesk.services.ops.lookup import chunks, item, named
from plandesk.services.ops.structure import (
    children,
    next_free,
    number_rows,
    refs_in_use,
    subtree,
    tops,
)


@dataclass(frozen=True, slots=True)
class DuplicateItems:
    """Copy rows with everything below them, each right after the row it was copied from.

    The copy has new refs and is new in the plan: what was said of the first row in reporting
    periods, its evidence, links, outcome and ticks stay with that row.
    """

    item_ids: tuple[int, ...]

    @property
    def title(self) -> str:
        """Say how many rows are copied."""
        count = len(self.item_ids)
        return "Duplicate row" if count == 1 else f"Duplicate {count} rows"

    def describe(self, session: Session) -> str:
        """Name the row, when it is one."""
        if len(self.item_ids) != 1:
            return self.title
        return f"Duplicate {named(item(session, self.item_ids[0]))}"

    def apply(self, session: Session) -> None:
        """Copy them; a row inside another copied row is not copied twice."""
        for first in tops(session, self.item_ids):
            _copy_family(session, first)


def _copy_family(session: Session, first: PlanItem) -> None:
    siblings = children(session, first.plan_id, first.parent_id)
    parent_ref = "" if first.parent_id is None else item(session, first.parent_id).ref
    ref = next_ref(Level(first.level), parent_ref, [row.ref for row in siblings])
    used = refs_in_use(session, first.plan_id)
    family = sorted(subtree(session, [first.id]), key=lambda row: (row.level, row.position))
    rows = {row.id: row for row in family}
    numbers = next_id(session, PlanItem.__tablename__)
    copies: dict[int, PlanItem] = {}
    for number, row in enumerate(family, start=numbers):
        above = copies.get(row.parent_id or 0)
        wanted = ref if above is None else _child_ref(row, rows[row.parent_id or 0], above)
        copy = _copy(row, first.parent_id if above is None else above.id)
        copy.id, copy.ref = number, next_free(wanted, used)
        used.add(copy.ref)
        copies[row.id] = copy
    session.add_all(copies.values())
    session.add_all(_exemptions(session, copies))
    top = copies[first.id]
    top.title = f"{first.title} (copy)"
    place = siblings.index(first) + 1
    number_rows([*siblings[:place], top, *siblings[place:]])
    session.flush()


def _exemptions(session: Session, copies: Mapping[int, PlanItem]) -> Iterator[ExemptItem]:
    """Yield the marks of the copies: what may not be published does not change by copying it."""
    for part in chunks(list(copies)):
        for mark in session.scalars(select(ExemptItem).where(ExemptItem.item_id.in_(part))):
            yield ExemptItem(
                item_id=copies[mark.item_id].id,
                paragraph=mark.paragraph,
                reason=mark.reason,
                parts=list(mark.parts),
            )


def _child_ref(row: PlanItem, parent: PlanItem, copied_parent: PlanItem) -> str:
    if parent.ref and row.ref.startswith(parent.ref):
        return copied_parent.ref + row.ref[len(parent.ref) :]
    return row.ref


def _copy(row: PlanItem, parent_id: int | None) -> PlanItem:
    copy = PlanItem(
        uid=new_uid(),
        plan_id=row.plan_id,
        parent_id=parent_id,
        level=row.level,
        position=row.position,
        title=row.title,
        due=row.due,
        due_earliest=row.due_earliest,
        due_latest=row.due_latest,
        due_ongoing=row.due_ongoing,
        reported_elsewhere=row.reported_elsewhere,
        is_new=True,
        fields=dict(row.fields),
    )
    copy.people = [
        ItemPerson(person_id=one.person_id, part=one.part, position=one.position)
        for one in row.people
    ]
    copy.tags = [ItemTag(tag_id=one.tag_id, position=one.position) for one in row.tags]
    return copy
