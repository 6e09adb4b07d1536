"""What the ops on registers look up and check."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from plandesk.errors import UserError
from plandesk.models.plan import Tag
from plandesk.models.plan_fields import FieldKind
from plandesk.models.register_fields import read_field
from plandesk.models.register_types import RegisterKind
from plandesk.models.registers import EntryPerson, EntryTag, RegisterEntry
from plandesk.models.types import TagKind
from plandesk.services.ops.lookup import person_ids, tag_ids, typed_timeframe
from plandesk.services.registers.kinds import kind_of

_SHORT = 40


@dataclass(frozen=True, slots=True)
class EntryDraft:
    """What a new entry says: fields by key, people by part, tags by kind.

    An empty ``ref`` takes the next one of the register.
    """

    title: str
    ref: str = ""
    due: str = ""
    fields: Mapping[str, Any] = field(default_factory=dict[str, Any])
    people: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    tags: Mapping[TagKind, tuple[str, ...]] = field(default_factory=dict[TagKind, tuple[str, ...]])


def entry(session: Session, entry_id: int) -> RegisterEntry:
    """Return an entry, or raise UserError when it was removed meanwhile."""
    found = session.get(RegisterEntry, entry_id)
    if found is None:
        raise UserError(
            "That entry is not in the register any more.", "Look for it in the history."
        )
    return found


def called(found: RegisterEntry) -> str:
    """Return what people call an entry: its ref, or its title where it has none."""
    if found.ref:
        return found.ref
    short = found.title if len(found.title) <= _SHORT else found.title[: _SHORT - 1].rstrip() + "…"
    return f"“{short}”"


def kind_for(session: Session, found: RegisterEntry) -> RegisterKind:
    """Return the register, or the kind of part, that an entry belongs to."""
    return kind_of(session, found.kind, found.plan_id)


def siblings(
    session: Session, kind: str, parent_id: int | None, plan_id: int | None
) -> list[RegisterEntry]:
    """Return the entries beside which one stands, in order.

    Entries of all plans stand in one row, those of a plan in one of their own.
    """
    where = [RegisterEntry.kind == kind, RegisterEntry.parent_id.is_(parent_id)]
    if parent_id is not None:
        where = [RegisterEntry.kind == kind, RegisterEntry.parent_id == parent_id]
    else:
        same = RegisterEntry.plan_id == plan_id
        where.append(RegisterEntry.plan_id.is_(None) if plan_id is None else same)
    statement = select(RegisterEntry).where(*where)
    return list(session.scalars(statement.order_by(RegisterEntry.position, RegisterEntry.id)))


def next_entry_ref(pattern: str, taken: Iterable[str]) -> str:
    """Return the ref that follows those taken: the highest number of the pattern, and one."""
    if "{n}" not in pattern:
        return ""
    head, _, tail = pattern.partition("{n}")
    most = 0
    for ref in taken:
        middle = ref[len(head) : len(ref) - len(tail) or None]
        if ref.startswith(head) and ref.endswith(tail) and middle.isdecimal():
            most = max(most, int(middle))
    return pattern.replace("{n}", str(most + 1))


@dataclass(frozen=True, slots=True)
class RefPlace:
    """Where a ref is used once: a register of one plan, of all plans, or the parts of an entry."""

    kind: str
    plan_id: int | None
    parent_id: int | None


def check_ref(session: Session, ref: str, place: RefPlace, of: int | None = None) -> str:
    """Return a ref tidied; raises UserError when another entry of its plan has it.

    Two plans may both have a risk R1; an entry of all plans shares its ref with none of them.
    """
    tidy = " ".join(ref.split())
    if not tidy:
        return ""
    above, plan = RegisterEntry.parent_id, RegisterEntry.plan_id
    where = [
        RegisterEntry.kind == place.kind,
        above.is_(None) if place.parent_id is None else above == place.parent_id,
        func.lower(RegisterEntry.ref) == tidy.lower(),
        RegisterEntry.id != (of or 0),
    ]
    if place.parent_id is None and place.plan_id is not None:
        where.append(or_(plan.is_(None), plan == place.plan_id))
    other = session.scalars(select(RegisterEntry).where(*where)).first()
    if other is not None:
        raise UserError(
            f"{other.ref} is the ref of “{other.title}” already.", "Choose another ref."
        )
    return tidy


def read_fields(kind: RegisterKind, said: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of an entry as they are kept; raises UserError for one it has not."""
    kept: dict[str, Any] = {}
    for key, value in said.items():
        spec = kind.field(key)
        if spec is None:
            words = ", ".join(one.key for one in kind.fields)
            raise UserError(f"A {kind.entry} has no field “{key}”.", f"It has {words}.")
        read = read_field(spec, value)
        if read is not None:
            kept[key] = read
    return kept


def typed_dates(session: Session, kind: RegisterKind, said: Mapping[str, Any]) -> dict[str, Any]:
    """Return typed fields with their dates as they may be kept: "next month" moves on.

    Raises UserError where a date may be two days.
    """
    dated = {spec.key for spec in kind.fields if spec.kind is FieldKind.DATE}
    return {
        key: typed_timeframe(session, value) if key in dated and isinstance(value, str) else value
        for key, value in said.items()
    }


def set_people(session: Session, found: RegisterEntry, part: str, names: Iterable[str]) -> None:
    """Put these people in a part, in order; rows that stay as they are are left alone."""
    wanted = person_ids(session, names)
    query = select(EntryPerson).where(EntryPerson.entry_id == found.id, EntryPerson.part == part)
    rows = list(session.scalars(query.order_by(EntryPerson.position, EntryPerson.id)))
    for row in rows[len(wanted) :]:
        session.delete(row)
    for position, person_id in enumerate(wanted):
        if position < len(rows):
            rows[position].person_id, rows[position].position = person_id, position
        else:
            session.add(
                EntryPerson(entry_id=found.id, person_id=person_id, part=part, position=position)
            )


def set_tags(session: Session, found: RegisterEntry, kind: TagKind, names: Iterable[str]) -> None:
    """Put these tags of a kind on an entry, in order, in place of those it had."""
    wanted = tag_ids(session, kind, names)
    query = select(EntryTag).join(Tag, Tag.id == EntryTag.tag_id)
    rows = list(
        session.scalars(
            query.where(EntryTag.entry_id == found.id, Tag.kind == kind.value).order_by(
                EntryTag.position, EntryTag.id
            )
        )
    )
    for row in rows[len(wanted) :]:
        session.delete(row)
    for position, tag_id in enumerate(wanted):
        if position < len(rows):
            rows[position].tag_id, rows[position].position = tag_id, position
        else:
            session.add(EntryTag(entry_id=found.id, tag_id=tag_id, position=position))
