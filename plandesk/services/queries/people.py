"""The plan's people, posts and tags, with how often they stand somewhere."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from plandesk.models.people import Person
from plandesk.models.plan import ItemPerson, ItemTag, Tag
from plandesk.models.types import Part, PersonKind, TagKind


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person or post, and how many rows they lead and sponsor."""

    id: int
    name: str
    kind: PersonKind
    email: str
    phone: str
    post: str
    leads: int
    sponsors: int


@dataclass(frozen=True, slots=True)
class TagRow:
    """A scope, source or characteristic, and how many rows have it."""

    id: int
    kind: TagKind
    name: str
    rows: int


def people(session: Session) -> list[PersonRow]:
    """Return everybody by name."""
    counted = session.execute(
        select(ItemPerson.person_id, ItemPerson.part, func.count()).group_by(
            ItemPerson.person_id, ItemPerson.part
        )
    )
    counts = {(number, part): count for number, part, count in counted}
    return sorted(
        (
            PersonRow(
                row.id,
                row.name,
                PersonKind(row.kind),
                row.email,
                row.phone,
                row.post,
                counts.get((row.id, Part.LEAD.value), 0),
                counts.get((row.id, Part.SPONSOR.value), 0),
            )
            for row in session.scalars(select(Person))
        ),
        key=lambda row: row.name.casefold(),
    )


def tags(session: Session) -> list[TagRow]:
    """Return every tag by kind and name."""
    counted = session.execute(select(ItemTag.tag_id, func.count()).group_by(ItemTag.tag_id))
    counts = {row[0]: row[1] for row in counted}
    return sorted(
        (
            TagRow(row.id, TagKind(row.kind), row.name, counts.get(row.id, 0))
            for row in session.scalars(select(Tag))
        ),
        key=lambda row: (row.kind, row.name.casefold()),
    )
