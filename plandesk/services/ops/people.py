"""Changes to the plan's people and tags, wherever they stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from plandesk.errors import UserError
from plandesk.models.base import new_uid
from plandesk.models.people import Person, name_and_post
from plandesk.models.plan import ItemPerson, ItemTag, Tag
from plandesk.models.registers import EntryPerson, EntryTag
from plandesk.models.types import PersonKind


def _clean(text: str) -> str:
    return " ".join(text.split())


def _read(name: str, kind: PersonKind, post: str) -> tuple[str, str]:
    """Return the name and the post of somebody as typed; a post by itself has none."""
    if kind is PersonKind.ROLE:
        return name, ""
    return (name, _clean(post)) if _clean(post) else name_and_post(name)


def _person(session: Session, person_id: int) -> Person:
    found = session.get(Person, person_id)
    if found is None:
        raise UserError("That person is not in the plan any more.", "Choose another one.")
    return found


def _free_name(session: Session, name: str, of: int | None = None) -> str:
    name = _clean(name)
    if not name:
        raise UserError("Enter a name.", "It cannot be empty.")
    for other in session.scalars(select(Person)):  # SQLite's own lower() knows no accents
        if other.id != of and other.name.casefold() == name.casefold():
            raise UserError(
                f"{other.name} is in the plan already.", "Merge the two if they are the same."
            )
    return name


@dataclass(frozen=True, slots=True)
class AddPerson:
    """Add a person or a post that nothing names yet.

    ``post`` is what a named person is; without one it is read from "Name, Post".
    """

    name: str
    kind: PersonKind = PersonKind.ROLE
    email: str = ""
    phone: str = ""
    post: str = ""

    @property
    def title(self) -> str:
        """Name the person."""
        return f"Add {_clean(self.name)}"

    def apply(self, session: Session) -> None:
        """Add them; refused when the name is taken."""
        name, post = _read(self.name, self.kind, self.post)
        session.add(
            Person(
                uid=new_uid(),
                name=_free_name(session, name),
                kind=self.kind.value,
                email=self.email.strip(),
                phone=self.phone.strip(),
                post=post,
            )
        )


@dataclass(frozen=True, slots=True)
class EditPerson:
    """Change what is known of a person or a post, everywhere they are named.

    ``post`` is what a named person is; without one it is read from "Name, Post".
    """

    person_id: int
    name: str
    kind: PersonKind = PersonKind.ROLE
    email: str = ""
    phone: str = ""
    post: str = ""
    title: str = "Change person"

    def describe(self, session: Session) -> str:
        """Name the person."""
        return f"Change {_person(session, self.person_id).name}"

    def apply(self, session: Session) -> None:
        """Change them; refused when another one has the name."""
        found = _person(session, self.person_id)
        name, found.post = _read(self.name, self.kind, self.post)
        found.name = _free_name(session, name, found.id)
        found.kind = self.kind.value
        found.email, found.phone = self.email.strip(), self.phone.strip()


@dataclass(frozen=True, slots=True)
class MergePeople:
    """Make several people one: ``keep_id`` takes over all that the others lead and sponsor."""

    keep_id: int
    other_ids: tuple[int, ...]

    @property
    def title(self) -> str:
        """Say how many become one."""
        return f"Merge {len(self.other_ids) + 1} people"

    def describe(self, session: Session) -> str:
        """Name the one that stays."""
        return f"{self.title} into {_person(session, self.keep_id).name}"

    def apply(self, session: Session) -> None:
        """Merge them; refused with nobody to merge."""
        keep = _person(session, self.keep_id)
        others = [_person(session, number) for number in self.other_ids if number != keep.id]
        if not others:
            raise UserError("Choose two people or more to merge.", f"Only {keep.name} is chosen.")
        keep.email = keep.email or next((one.email for one in others if one.email), "")
        keep.phone = keep.phone or next((one.phone for one in others if one.phone), "")
        keep.post = keep.post or next((one.post for one in others if one.post), "")
        hand_over(session, [one.id for one in others], keep.id)
        for one in others:
            session.delete(one)


@dataclass(frozen=True, slots=True)
class RemovePerson:
    """Take a person out of the plan; ``successor_id`` takes over all that names them."""

    person_id: int
    successor_id: int | None = None
    title: str = "Remove person"

    def describe(self, session: Session) -> str:
        """Name the person."""
        return f"Remove {_person(session, self.person_id).name}"

    def apply(self, session: Session) -> None:
        """Remove them; refused while something names them and nobody takes over."""
        found = _person(session, self.person_id)
        if self.successor_id is not None:
            successor = _person(session, self.successor_id)
            if successor.id == found.id:
                raise UserError(f"{found.name} cannot take over from themselves.")
            hand_over(session, [found.id], successor.id)
        count, entries = (
            session.scalar(select(func.count()).select_from(part).where(part.person_id == found.id))
            or 0
            for part in (ItemPerson, EntryPerson)
        )
        said = [f"leads or sponsors {_counted(count, 'row', 'rows')}"] if count else []
        said += [f"is named in {_counted(entries, 'entry', 'entries')}"] if entries else []
        if said:
            raise UserError(
                f"{found.name} {' and '.join(said)}.", "Choose who takes over from them."
            )
        session.delete(found)


def hand_over(session: Session, from_ids: Iterable[int], to_id: int) -> None:
    """Put one person in the place of others on every row and entry, each part once."""
    others = list(from_ids)
    for row in session.scalars(select(ItemPerson).where(ItemPerson.person_id.in_(others))):
        twin = session.scalar(
            select(ItemPerson).where(
                ItemPerson.item_id == row.item_id,
                ItemPerson.part == row.part,
                ItemPerson.person_id == to_id,
            )
        )
        _hand(session, row, twin, to_id)
    for row in session.scalars(select(EntryPerson).where(EntryPerson.person_id.in_(others))):
        twin = session.scalar(
            select(EntryPerson).where(
                EntryPerson.entry_id == row.entry_id,
                EntryPerson.part == row.part,
                EntryPerson.person_id == to_id,
            )
        )
        _hand(session, row, twin, to_id)


def _hand(
    session: Session,
    row: ItemPerson | EntryPerson,
    twin: ItemPerson | EntryPerson | None,
    to_id: int,
) -> None:
    if twin is None:
        row.person_id = to_id
    else:
        twin.position = min(twin.position, row.position)
        session.delete(row)
    session.flush()


def _counted(count: int, one: str, many: str) -> str:
    return f"1 {one}" if count == 1 else f"{count} {many}"


def _tag(session: Session, tag_id: int) -> Tag:
    found = session.get(Tag, tag_id)
    if found is None:
        raise UserError("That tag is not in the plan any more.", "Choose another one.")
    return found


@dataclass(frozen=True, slots=True)
class RenameTag:
    """Change the name of a scope, source or characteristic on every row that has it.

    A name that another tag of the kind has makes the two one.
    """

    tag_id: int
    name: str
    title: str = "Rename tag"

    def describe(self, session: Session) -> str:
        """Name the tag."""
        return f"Rename {_tag(session, self.tag_id).name} to {_clean(self.name)}"

    def apply(self, session: Session) -> None:
        """Rename it; an empty name is refused."""
        found = _tag(session, self.tag_id)
        name = _clean(self.name)
        if not name:
            raise UserError(f"Enter a name for {found.name}.", "It cannot be empty.")
        of_kind = session.scalars(select(Tag).where(Tag.kind == found.kind, Tag.id != found.id))
        twin = next((tag for tag in of_kind if tag.name.casefold() == name.casefold()), None)
        if twin is None:
            found.name = name
            return
        has_twin = set(session.scalars(select(ItemTag.item_id).where(ItemTag.tag_id == twin.id)))
        for row in session.scalars(select(ItemTag).where(ItemTag.tag_id == found.id)):
            if row.item_id in has_twin:
                session.delete(row)
            else:
                row.tag_id = twin.id
        on_entry = set(session.scalars(select(EntryTag.entry_id).where(EntryTag.tag_id == twin.id)))
        for row in session.scalars(select(EntryTag).where(EntryTag.tag_id == found.id)):
            if row.entry_id in on_entry:
                session.delete(row)
            else:
                row.tag_id = twin.id
        session.flush()
        session.delete(found)


@dataclass(frozen=True, slots=True)
class RemoveTag:
    """Take a scope, source or characteristic off every row and out of the plan."""

    tag_id: int
    title: str = "Remove tag"

    def describe(self, session: Session) -> str:
        """Name the tag."""
        return f"Remove {_tag(session, self.tag_id).name}"

    def apply(self, session: Session) -> None:
        """Remove it."""
        found = _tag(session, self.tag_id)
        for part in (ItemTag, EntryTag):
            for row in session.scalars(select(part).where(part.tag_id == found.id)):
                session.delete(row)
        session.flush()
        session.delete(found)
