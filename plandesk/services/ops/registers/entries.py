"""Adding, changing, moving and removing entries of the registers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from plandesk.errors import UserError
from plandesk.models.base import new_uid
from plandesk.models.plan import Plan
from plandesk.models.register_types import RegisterKind
from plandesk.models.registers import EntryValue, RegisterEntry, due_columns
from plandesk.models.types import TagKind, split_names
from plandesk.services.ops.dependents import remove_rows
from plandesk.services.ops.lookup import chunks, reference_date, typed_timeframe
from plandesk.services.ops.registers.lookup import (
    EntryDraft,
    RefPlace,
    called,
    check_ref,
    entry,
    kind_for,
    next_entry_ref,
    read_fields,
    set_people,
    set_tags,
    siblings,
    typed_dates,
)
from plandesk.services.registers.kinds import SETTING, check_changes, kind_of, load_kind, top_of

TAGS = {"sources": TagKind.SOURCE, "characteristics": TagKind.CHARACTERISTIC}
"""The words under which an entry's tags are changed."""


@dataclass(frozen=True, slots=True)
class AddEntry:
    """Add an entry to a register, or a part below ``parent_id``.

    Without ``plan_id`` it belongs to all plans of the file; a part belongs where its entry does.
    ``position`` counts from 0; None is the end.
    """

    kind: str
    draft: EntryDraft
    plan_id: int | None = None
    parent_id: int | None = None
    position: int | None = None

    @property
    def title(self) -> str:
        """Say what is added, in the register's own word."""
        return f"Add {load_kind_of(self.kind).entry}"

    def describe(self, session: Session) -> str:
        """Name it, or the entry it is part of."""
        if self.parent_id is not None:
            return f"{self.title} to {called(entry(session, self.parent_id))}"
        return f"{self.title} “{self.draft.title.strip()[:60]}”"

    def apply(self, session: Session) -> None:
        """Add it; refused without a title, or where its register does not fit."""
        parent = None if self.parent_id is None else entry(session, self.parent_id)
        plan_id = self.plan_id if parent is None else parent.plan_id
        if plan_id is not None and session.get(Plan, plan_id) is None:
            raise UserError("That plan is not in the file any more.", "Choose another plan.")
        kind = kind_of(session, self.kind, plan_id)
        check_place(kind, parent)
        beside = siblings(session, kind.key, self.parent_id, plan_id)
        added = self._entry(session, kind, plan_id)
        session.add(added)
        place = len(beside) if self.position is None else max(0, self.position)
        number_entries([*beside[:place], added, *beside[place:]])
        session.flush()
        for part, names in self.draft.people.items():
            require_part(kind, part)
            set_people(session, added, part, names)
        for tag, names in self.draft.tags.items():
            set_tags(session, added, tag, names)

    def _entry(self, session: Session, kind: RegisterKind, plan_id: int | None) -> RegisterEntry:
        text = " ".join(self.draft.title.split())
        if not text:
            raise UserError(f"Enter {kind.title_label.lower()} of the new {kind.entry}.")
        ref = self.draft.ref or next_entry_ref(kind.ref, refs(session, kind.key, self.parent_id))
        return RegisterEntry(
            uid=new_uid(),
            kind=kind.key,
            plan_id=plan_id,
            parent_id=self.parent_id,
            position=0,
            ref=check_ref(session, ref, RefPlace(kind.key, plan_id, self.parent_id)),
            title=text,
            fields=read_fields(kind, typed_dates(session, kind, self.draft.fields)),
            **due_columns(typed_timeframe(session, self.draft.due), reference_date(session)),
        )


def load_kind_of(name: str) -> RegisterKind:
    """Return a register or kind of part as PlanDesk brings it."""
    return next(kind for kind in load_kind(top_of(name)).whole() if kind.key == name)


def check_place(kind: RegisterKind, parent: RegisterEntry | None) -> None:
    """Raise UserError for a part that stands alone, or below something it is no part of."""
    if parent is None:
        if top_of(kind.key) != kind.key:
            raise UserError(
                f"A {kind.entry} belongs to a {load_kind(top_of(kind.key)).entry}.", "Choose one."
            )
        return
    if load_kind_of(parent.kind).part(kind.key) is None:
        raise UserError(
            f"A {kind.entry} is no part of a {load_kind_of(parent.kind).entry}.",
            "Choose another one.",
        )


def require_part(kind: RegisterKind, part: str) -> None:
    """Raise UserError when people play no such part in an entry."""
    if kind.people_part(part) is None:
        words = ", ".join(one.key for one in kind.people) or "nobody"
        raise UserError(f"A {kind.entry} has no “{part}”.", f"It has {words}.")


def refs(session: Session, kind: str, parent_id: int | None) -> list[str]:
    """Return the refs of a register, or of the parts of one entry."""
    above = RegisterEntry.parent_id
    where = above.is_(None) if parent_id is None else above == parent_id
    return list(session.scalars(select(RegisterEntry.ref).where(RegisterEntry.kind == kind, where)))


def number_entries(rows: Sequence[RegisterEntry]) -> None:
    """Give entries the positions they stand in."""
    for position, row in enumerate(rows):
        if row.position != position:
            row.position = position


@dataclass(frozen=True, slots=True)
class EditEntry:
    """Change what an entry says: (field, new value) pairs.

    A field is ``title``, ``ref``, ``due``, ``sources``, ``characteristics``, a part that people
    play, or a field of the register; a text is read as it would be when typed.
    """

    entry_id: int
    changes: tuple[tuple[str, Any], ...]
    title: str = "Change entry"

    @property
    def merge_key(self) -> str | None:
        """Make typing in one box one step."""
        return f"entry:{self.entry_id}:{self.changes[0][0]}" if len(self.changes) == 1 else None

    def describe(self, session: Session) -> str:
        """Name the field and the entry."""
        found = entry(session, self.entry_id)
        kind = kind_for(session, found)
        if len(self.changes) != 1:
            return f"Change {kind.entry} {called(found)}"
        label = kind.label_of(self.changes[0][0]).lower()
        return f"Change {label} of {kind.entry} {called(found)}"

    def apply(self, session: Session) -> None:
        """Keep the new values; refused whole when one cannot be read."""
        found = entry(session, self.entry_id)
        kind = kind_for(session, found)
        for name, value in self.changes:
            _change(session, found, kind, name, value)


def _change(
    session: Session, found: RegisterEntry, kind: RegisterKind, name: str, value: Any
) -> None:
    text = "" if value is None else str(value)
    if name == "title":
        if not text.strip():
            raise UserError(f"Enter {kind.title_label.lower()} of {called(found)}.")
        found.title = " ".join(text.split())
    elif name == "ref":
        place = RefPlace(found.kind, found.plan_id, found.parent_id)
        found.ref = check_ref(session, text, place, found.id)
    elif name == "due":
        typed = typed_timeframe(session, text)
        for column, read in due_columns(typed, reference_date(session)).items():
            setattr(found, column, read)
    elif name in TAGS:
        set_tags(session, found, TAGS[name], _names(value))
    elif kind.people_part(name) is not None:
        set_people(session, found, name, _names(value))
    else:
        others = {key: kept for key, kept in found.fields.items() if key != name}
        typed = typed_dates(session, kind, {name: value})
        found.fields = others | read_fields(kind, typed)


def _names(value: Any) -> tuple[str, ...]:
    if value is None:
        return ()
    return split_names(value) if isinstance(value, str) else tuple(value)


@dataclass(frozen=True, slots=True)
class MoveEntries:
    """Move entries of one register among those beside them; ``position`` counts before the move.

    None is the end.
    """

    entry_ids: tuple[int, ...]
    position: int | None = None

    @property
    def title(self) -> str:
        """Say how many move."""
        count = len(self.entry_ids)
        return "Move entry" if count == 1 else f"Move {count} entries"

    def apply(self, session: Session) -> None:
        """Move them; refused when they do not stand beside each other."""
        moved = [entry(session, number) for number in dict.fromkeys(self.entry_ids)]
        if not moved:
            raise UserError("No entries are selected.", "Select those to move first.")
        places = {(row.kind, row.parent_id, row.plan_id) for row in moved}
        if len(places) != 1:
            raise UserError(
                "These entries are not in one list.", "Move those of one register at a time."
            )
        rows = siblings(session, *places.pop())
        place = len(rows) if self.position is None else max(0, self.position)
        going = {row.id for row in moved}
        before = [row for row in rows[:place] if row.id not in going]
        after = [row for row in rows[place:] if row.id not in going]
        number_entries([*before, *(row for row in rows if row.id in going), *after])


@dataclass(frozen=True, slots=True)
class RemoveEntries:
    """Take entries out of their register with their parts, values and links."""

    entry_ids: tuple[int, ...]

    @property
    def title(self) -> str:
        """Say how many go."""
        count = len(self.entry_ids)
        return "Remove entry" if count == 1 else f"Remove {count} entries"

    def describe(self, session: Session) -> str:
        """Name the entry, when it is one."""
        if len(self.entry_ids) != 1:
            return self.title
        found = entry(session, self.entry_ids[0])
        return f"Remove {load_kind_of(found.kind).entry} {called(found)}"

    def apply(self, session: Session) -> None:
        """Remove them."""
        rows = with_parts(session, [entry(session, number) for number in self.entry_ids])
        for part in chunks([row.id for row in rows]):
            for value in session.scalars(select(EntryValue).where(EntryValue.about_id.in_(part))):
                session.delete(value)
        session.flush()
        remove_rows(session, rows)


def with_parts(session: Session, rows: Sequence[RegisterEntry]) -> list[RegisterEntry]:
    """Return entries and everything that is part of them, each once."""
    found = {row.id: row for row in rows}
    layer = list(found)
    while layer:
        below: list[RegisterEntry] = []
        for part in chunks(layer):
            query = select(RegisterEntry).where(RegisterEntry.parent_id.in_(part))
            below += [row for row in session.scalars(query) if row.id not in found]
        found |= {row.id: row for row in below}
        layer = [row.id for row in below]
    return list(found.values())


@dataclass(frozen=True, slots=True)
class SetRegister:
    """Change a register for a plan: other choices, another scale, a further field.

    ``changes`` are laid over the register as PlanDesk brings it, in the form of its data file;
    empty ones bring that back. Without ``plan_id`` the first plan speaks for all.
    """

    name: str
    changes: Mapping[str, Any] = field(default_factory=dict[str, Any])
    plan_id: int | None = None
    title: str = "Change register"

    def apply(self, session: Session) -> None:
        """Keep the changes; refused when they make no register."""
        top = top_of(self.name)
        check_changes(top, self.changes)
        query = select(Plan).order_by(Plan.position, Plan.id).limit(1)
        plan = session.scalar(query) if self.plan_id is None else session.get(Plan, self.plan_id)
        if plan is None:
            raise UserError("There is no plan to keep that in.", "Add a plan first.")
        kept = {
            name: value
            for name, value in dict(plan.settings.get(SETTING) or {}).items()
            if name != top
        }
        if self.changes:
            kept[top] = dict(self.changes)
        plan.settings = {**plan.settings, SETTING: kept}
