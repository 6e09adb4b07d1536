"""Adding, removing and moving rows of the tree."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from plandesk.errors import UserError
from plandesk.models.base import new_uid
from plandesk.models.plan import Plan, PlanItem
from plandesk.models.refs import next_ref
from plandesk.models.types import Level
from plandesk.services.ops.dependents import remove_rows
from plandesk.services.ops.lookup import item, items, named


@dataclass(frozen=True, slots=True)
class AddItem:
    """Add a row under ``parent_id`` (None: at the top of ``plan_id``) at a place among siblings.

    ``position`` counts from 0; None adds at the end. The ref follows the siblings' pattern.
    """

    plan_id: int
    parent_id: int | None
    text: str
    position: int | None = None

    @property
    def title(self) -> str:
        """Say what the menu shows."""
        return "Add row"

    def describe(self, session: Session) -> str:
        """Say where."""
        if self.parent_id is None:
            return self.title
        return f"Add row to {named(item(session, self.parent_id))}"

    def apply(self, session: Session) -> None:
        """Add the row; refused below a milestone or without a title."""
        text = self.text.strip()
        if not text:
            raise UserError("Enter a title for the new row.", "It cannot be empty.")
        parent = None if self.parent_id is None else item(session, self.parent_id)
        level = Level.WORKSTREAM if parent is None else _below(session, parent)
        siblings = children(session, self.plan_id, self.parent_id)
        ref = next_ref(level, parent.ref if parent else "", [row.ref for row in siblings])
        added = PlanItem(
            uid=new_uid(),
            plan_id=self.plan_id,
            parent_id=self.parent_id,
            level=int(level),
            position=0,
            ref=free_ref(session, self.plan_id, ref),
            title=text,
            fields={},
        )
        session.add(added)
        place = len(siblings) if self.position is None else max(0, self.position)
        number_rows([*siblings[:place], added, *siblings[place:]])


@dataclass(frozen=True, slots=True)
class RemoveItems:
    """Take rows out of the plan with everything below them and everything said about them."""

    item_ids: tuple[int, ...]

    @property
    def title(self) -> str:
        """Say how many rows go."""
        count = len(self.item_ids)
        return "Remove row" if count == 1 else f"Remove {count} rows"

    def describe(self, session: Session) -> str:
        """Name the row, when it is one."""
        if len(self.item_ids) != 1:
            return self.title
        return f"Remove {named(item(session, self.item_ids[0]))}"

    def apply(self, session: Session) -> None:
        """Remove the rows."""
        remove_rows(session, subtree(session, self.item_ids))


@dataclass(frozen=True, slots=True)
class MoveItems:
    """Move rows, in their order, under ``parent_id`` to a place among its children.

    ``position`` counts the children before the move, as a drop between two rows does; None is
    the end. Moving to another depth changes the level of the rows and of all below them.
    """

    item_ids: tuple[int, ...]
    parent_id: int | None
    position: int | None = None

    @property
    def title(self) -> str:
        """Say how many rows move."""
        count = len(self.item_ids)
        return "Move row" if count == 1 else f"Move {count} rows"

    def describe(self, session: Session) -> str:
        """Name the row, when it is one."""
        if len(self.item_ids) != 1:
            return self.title
        return f"Move {named(item(session, self.item_ids[0]))}"

    def apply(self, session: Session) -> None:
        """Move the rows; refused into themselves, deeper than a milestone, or across plans."""
        moved = tops(session, self.item_ids)
        if not moved:
            raise UserError("No rows are selected.", "Select the rows to move first.")
        plan_id = moved[0].plan_id
        parent = None if self.parent_id is None else item(session, self.parent_id)
        _check_home(session, moved, parent)
        siblings = children(session, plan_id, self.parent_id)
        place = len(siblings) if self.position is None else self.position
        before = [row for row in siblings[:place] if row not in moved]
        after = [row for row in siblings[place:] if row not in moved]
        old_parents = {row.parent_id for row in moved} - {self.parent_id}
        for row in moved:
            _set_level(
                session, row, Level.WORKSTREAM if parent is None else Level(parent.level + 1)
            )
            row.parent_id = self.parent_id
        number_rows([*before, *moved, *after])
        session.flush()
        for old in old_parents:
            number_rows(children(session, plan_id, old))


def subtree(session: Session, item_ids: Sequence[int]) -> list[PlanItem]:
    """Return these plan items and all below them, parents before children, each once."""
    found: dict[int, PlanItem] = {row.id: row for row in items(session, item_ids)}
    layer = list(found)
    while layer:
        below = session.scalars(select(PlanItem).where(PlanItem.parent_id.in_(layer)))
        fresh = {row.id: row for row in below if row.id not in found}
        found |= fresh
        layer = list(fresh)
    return sorted(found.values(), key=lambda row: row.level)


def tops(session: Session, item_ids: Sequence[int]) -> list[PlanItem]:
    """Return these plan items without those that are below another one of them."""
    chosen = items(session, item_ids)
    ids = {row.id for row in chosen}
    return [row for row in chosen if not _is_inside(session, row, ids)]


def _is_inside(session: Session, row: PlanItem, ids: set[int]) -> bool:
    above = row.parent_id
    while above is not None:
        if above in ids:
            return True
        above = item(session, above).parent_id
    return False


def free_ref(session: Session, plan_id: int, ref: str) -> str:
    """Return ``ref``, or the next one after it that no row of the plan has."""
    return next_free(ref, refs_in_use(session, plan_id))


def refs_in_use(session: Session, plan_id: int) -> set[str]:
    """Return every ref of the plan."""
    return set(session.scalars(select(PlanItem.ref).where(PlanItem.plan_id == plan_id)))


def next_free(ref: str, used: Collection[str]) -> str:
    """Return ``ref``, or the next one after it that is not used."""
    while ref and ref in used:
        ref = next_ref(Level.ACTION, "", [ref])
    return ref


def _below(session: Session, parent: PlanItem) -> Level:
    if parent.level >= Level.MILESTONE:
        name = session.get_one(Plan, parent.plan_id).level_names[3]
        raise UserError(f"A {str(name).lower()} has nothing below it.", "Add the row beside it.")
    if parent.reported_elsewhere:
        raise UserError(
            f"{parent.ref} is reported elsewhere, so it has no actions here.",
            "Take that mark off first.",
        )
    return Level(parent.level + 1)


def children(session: Session, plan_id: int, parent_id: int | None) -> list[PlanItem]:
    """Return the rows right below a row (None: at the top of the plan), in their order."""
    statement = (
        select(PlanItem)
        .where(PlanItem.plan_id == plan_id, PlanItem.parent_id == parent_id)
        .order_by(PlanItem.position, PlanItem.id)
    )
    return list(session.scalars(statement))


def number_rows(rows: Sequence[PlanItem]) -> None:
    """Give siblings the positions of the order they come in."""
    for position, row in enumerate(rows):
        if row.position != position:
            row.position = position


def _check_home(session: Session, moved: Sequence[PlanItem], parent: PlanItem | None) -> None:
    plans = {row.plan_id for row in moved}
    if len(plans) > 1:
        raise UserError("Rows of two plans cannot move together.", "Move those of one plan first.")
    if parent is None:
        return
    _below(session, parent)
    if parent.plan_id not in plans:
        raise UserError("Rows cannot move to another plan.", "Copy them there instead.")
    inside = {row.id for row in subtree(session, [row.id for row in moved])}
    if parent.id in inside:
        raise UserError(f"{parent.ref} is below the row that moves.", "Choose another place.")


def _set_level(session: Session, row: PlanItem, level: Level) -> None:
    shift = level - row.level
    if not shift:
        return
    family = subtree(session, [row.id])
    if max(member.level for member in family) + shift > Level.MILESTONE:
        raise UserError(f"{row.ref} has rows below it that would be too deep there.")
    for member in family:
        member.level += shift
