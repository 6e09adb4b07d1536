"""What entries of the registers are joined to: rows of a plan, whole plans, people and tags."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from plandesk.errors import UserError
from plandesk.models.base import derived_uid, new_uid
from plandesk.models.counted import counted
from plandesk.models.plan import Plan
from plandesk.models.registers import EntryItem, EntryPlan, RegisterEntry
from plandesk.models.types import TagKind
from plandesk.services.ops.lookup import items, named
from plandesk.services.ops.registers.entries import require_part
from plandesk.services.ops.registers.lookup import (
    called,
    entry,
    kind_for,
    set_people,
    set_tags,
)


def link_kind(session: Session, found: RegisterEntry, kind: str) -> str:
    """Return the kind of a link, the register's first when none is given; UserError for another."""
    known = kind_for(session, found).links
    if not known:
        raise UserError(f"{called(found)} cannot be linked.", "Link the entry it is part of.")
    if kind and kind not in known:
        raise UserError(f"“{kind}” is no kind of link here.", f"Use {', '.join(known)}.")
    return kind or known[0]


@dataclass(frozen=True, slots=True)
class LinkEntry:
    """Link an entry to rows of plans; an empty ``kind`` is the usual one of its register.

    Rows that have the link already are passed over.
    """

    entry_id: int
    item_ids: tuple[int, ...]
    kind: str = ""
    title: str = "Link entry"

    def describe(self, session: Session) -> str:
        """Say from where to where."""
        found = entry(session, self.entry_id)
        rows = items(session, self.item_ids)
        target = named(rows[0]) if len(rows) == 1 else f"{len(rows)} rows"
        return f"Link {called(found)} to {target}"

    def apply(self, session: Session) -> None:
        """Add the links."""
        found = entry(session, self.entry_id)
        kind = link_kind(session, found, self.kind)
        query = select(EntryItem.item_id).where(
            EntryItem.entry_id == found.id, EntryItem.kind == kind
        )
        known = set(session.scalars(query))
        for row in items(session, self.item_ids):
            if row.id not in known:
                uid = _uid(session, EntryItem, found, f"{kind}>{row.uid}")
                session.add(EntryItem(uid=uid, entry_id=found.id, item_id=row.id, kind=kind))


@dataclass(frozen=True, slots=True)
class LinkEntryToPlan:
    """Link an entry to a whole plan."""

    entry_id: int
    plan_id: int
    kind: str = ""
    title: str = "Link entry to plan"

    def apply(self, session: Session) -> None:
        """Add the link; refused where it is there."""
        found = entry(session, self.entry_id)
        kind = link_kind(session, found, self.kind)
        plan = session.get(Plan, self.plan_id)
        if plan is None:
            raise UserError("That plan is not in the file any more.", "Choose another plan.")
        query = select(EntryPlan.id).where(
            EntryPlan.entry_id == found.id, EntryPlan.plan_id == plan.id, EntryPlan.kind == kind
        )
        if session.scalar(query) is not None:
            raise UserError(
                f"{called(found)} is linked to {plan.title} already.", "Choose another plan."
            )
        uid = _uid(session, EntryPlan, found, f"{kind}>{plan.uid}")
        session.add(EntryPlan(uid=uid, entry_id=found.id, plan_id=plan.id, kind=kind))


def _uid(
    session: Session, model: type[EntryItem | EntryPlan], found: RegisterEntry, said: str
) -> str:
    # The same link made on two laptops is one link.
    uid = derived_uid(found.uid, said)
    return uid if session.scalar(select(model.id).where(model.uid == uid)) is None else new_uid()


@dataclass(frozen=True, slots=True)
class UnlinkEntry:
    """Take links between entries and rows of plans away; ``plan_link_ids`` those to plans."""

    link_ids: tuple[int, ...] = ()
    plan_link_ids: tuple[int, ...] = ()

    @property
    def title(self) -> str:
        """Say how many go."""
        count = len(self.link_ids) + len(self.plan_link_ids)
        return "Remove link" if count == 1 else f"Remove {count} links"

    def apply(self, session: Session) -> None:
        """Remove them."""
        wanted = [(EntryItem, number) for number in self.link_ids]
        for model, number in [*wanted, *((EntryPlan, number) for number in self.plan_link_ids)]:
            found = session.get(model, number)
            if found is None:
                raise UserError("That link is not there any more.", "Look in the history.")
            session.delete(found)


@dataclass(frozen=True, slots=True)
class SetEntryPeople:
    """Say who plays a part in entries, in order; names that are not known are added."""

    entry_ids: tuple[int, ...]
    part: str
    names: tuple[str, ...]
    title: str = "Change people of entry"

    def describe(self, session: Session) -> str:
        """Name the part and the entry."""
        if len(self.entry_ids) != 1:
            return f"Change {self.part} of {counted(len(self.entry_ids), 'entry')}"
        return f"Change {self.part} of {called(entry(session, self.entry_ids[0]))}"

    def apply(self, session: Session) -> None:
        """Keep them; refused for a part that the register does not have."""
        for number in self.entry_ids:
            found = entry(session, number)
            require_part(kind_for(session, found), self.part)
            set_people(session, found, self.part, self.names)


@dataclass(frozen=True, slots=True)
class SetEntryTags:
    """Say where entries come from, or which protected characteristics they are about."""

    entry_ids: tuple[int, ...]
    kind: TagKind
    names: tuple[str, ...]
    title: str = "Change tags of entry"

    def apply(self, session: Session) -> None:
        """Put the tags on in place of those of the same kind."""
        for number in self.entry_ids:
            set_tags(session, entry(session, number), self.kind, self.names)
