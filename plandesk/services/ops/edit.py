"""Changes to what a plan item says: title, ref, due, people, tags, outcome."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from plandesk.errors import UserError
from plandesk.models.counted import counted
from plandesk.models.plan import ItemPerson, ItemTag, Outcome, Plan, PlanItem, Tag
from plandesk.models.plan_fields import plan_fields
from plandesk.models.types import Level, Part, TagKind
from plandesk.services.ops.lookup import (
    item,
    items,
    keep_former_ref,
    named,
    person_ids,
    reference_date,
    tag_ids,
    titled,
    typed_timeframe,
)


def _counted(what: str, count: int) -> str:
    return f"Change {what}" if count == 1 else f"Change {what} of {count} rows"


@dataclass(frozen=True, slots=True)
class SetTitle:
    """Change the wording of a plan item."""

    item_id: int
    text: str
    title: str = "Change title"

    @property
    def merge_key(self) -> str:
        """Make typing in one box one step."""
        return f"title:{self.item_id}"

    def describe(self, session: Session) -> str:
        """Name the row."""
        return titled(session, self.title, (self.item_id,))

    def apply(self, session: Session) -> None:
        """Keep the wording; an empty one is refused."""
        found = item(session, self.item_id)
        text = self.text.strip()
        if not text:
            raise UserError(f"Enter a title for {found.ref or 'this row'}.", "It cannot be empty.")
        found.title = text


@dataclass(frozen=True, slots=True)
class SetRef:
    """Change the ref of one plan item; the one it had still finds it."""

    item_id: int
    ref: str
    title: str = "Change ref"

    def describe(self, session: Session) -> str:
        """Name the row."""
        return titled(session, self.title, (self.item_id,))

    def apply(self, session: Session) -> None:
        """Keep the ref; refused when another row of the plan has it."""
        found = item(session, self.item_id)
        ref = "".join(self.ref.split())
        if ref:
            other = session.scalar(
                select(PlanItem).where(
                    PlanItem.plan_id == found.plan_id,
                    func.lower(PlanItem.ref) == ref.lower(),
                    PlanItem.id != found.id,
                )
            )
            if other is not None:
                raise UserError(
                    f"{ref} is the ref of “{other.title}” already.", "Choose another ref."
                )
        elif found.level != Level.MILESTONE:
            raise UserError(f"Enter a ref for “{found.title}”.", "Returns and papers need it.")
        if ref != found.ref:
            keep_former_ref(session, found, ref)
            found.ref = ref


@dataclass(frozen=True, slots=True)
class SetDue:
    """Change when plan items are due, in the officer's own words."""

    item_ids: tuple[int, ...]
    text: str

    @property
    def title(self) -> str:
        """Say how many rows change."""
        return _counted("due date", len(self.item_ids))

    def describe(self, session: Session) -> str:
        """Name the row, when it is one."""
        return titled(session, self.title, self.item_ids)

    def apply(self, session: Session) -> None:
        """Keep the words and their reading."""
        reference = reference_date(session)
        text = typed_timeframe(session, self.text)
        for found in items(session, self.item_ids):
            found.set_due(text, reference)


@dataclass(frozen=True, slots=True)
class SetPeople:
    """Change who leads or sponsors plan items; unknown names join the plan's people."""

    item_ids: tuple[int, ...]
    part: Part
    names: tuple[str, ...]

    @property
    def title(self) -> str:
        """Say how many rows change."""
        return _counted(self.part.value, len(self.item_ids))

    def describe(self, session: Session) -> str:
        """Name the row, when it is one."""
        return titled(session, self.title, self.item_ids)

    def apply(self, session: Session) -> None:
        """Replace the people of this part, in the order given."""
        wanted = person_ids(session, self.names)
        for found in items(session, self.item_ids):
            if found.ids_of(self.part) == wanted:
                continue
            others = [row for row in found.people if row.part != self.part.value]
            found.people = others + [
                ItemPerson(person_id=person, part=self.part.value, position=number)
                for number, person in enumerate(wanted)
            ]


@dataclass(frozen=True, slots=True)
class SetTags:
    """Change the scope, sources or characteristics of plan items."""

    item_ids: tuple[int, ...]
    kind: TagKind
    names: tuple[str, ...]

    @property
    def title(self) -> str:
        """Say how many rows change."""
        return _counted(self.kind.value, len(self.item_ids))

    def describe(self, session: Session) -> str:
        """Name the row, when it is one."""
        return titled(session, self.title, self.item_ids)

    def apply(self, session: Session) -> None:
        """Replace the tags of this kind, in the order given."""
        wanted = tag_ids(session, self.kind, self.names)
        same_kind = set(session.scalars(select(Tag.id).where(Tag.kind == self.kind.value)))
        for found in items(session, self.item_ids):
            mine = [row.tag_id for row in found.tags if row.tag_id in same_kind]
            if mine == wanted:
                continue
            others = [row for row in found.tags if row.tag_id not in same_kind]
            found.tags = others + [
                ItemTag(tag_id=tag, position=number) for number, tag in enumerate(wanted)
            ]


@dataclass(frozen=True, slots=True)
class SetDone:
    """Tick or untick milestones."""

    item_ids: tuple[int, ...]
    done: bool

    @property
    def title(self) -> str:
        """Say which way."""
        what = "milestone" if len(self.item_ids) == 1 else f"{len(self.item_ids)} milestones"
        return f"{'Tick' if self.done else 'Untick'} {what}"

    def describe(self, session: Session) -> str:
        """Name the row, when it is one."""
        if len(self.item_ids) != 1:
            return self.title
        return f"{self.title} {named(item(session, self.item_ids[0]))}"

    def apply(self, session: Session) -> None:
        """Set the tick; only milestones have one."""
        for found in items(session, self.item_ids):
            if found.level != Level.MILESTONE:
                raise UserError(f"{named(found)} is not a milestone.", "Rate it instead.")
            found.done = self.done


@dataclass(frozen=True, slots=True)
class SetOutcome:
    """Give plan items an outcome of the plan's list, or take it away with None."""

    item_ids: tuple[int, ...]
    outcome: str | None
    note: str = ""

    @property
    def title(self) -> str:
        """Say how many rows change."""
        return _counted("outcome", len(self.item_ids))

    def describe(self, session: Session) -> str:
        """Name the row, when it is one."""
        return titled(session, self.title, self.item_ids)

    def apply(self, session: Session) -> None:
        """Set the outcome and the date it was given: the newest period's as-at date."""
        on = reference_date(session)
        for found in items(session, self.item_ids):
            known = select(Outcome).where(
                Outcome.plan_id == found.plan_id, Outcome.code == self.outcome
            )
            if self.outcome is not None and session.scalar(known) is None:
                raise UserError(f"“{self.outcome}” is not an outcome of this plan.")
            found.outcome = self.outcome
            found.outcome_note = self.note.strip() if self.outcome else ""
            found.outcome_on = on if self.outcome else None


@dataclass(frozen=True, slots=True)
class SetReportedElsewhere:
    """Say that a project is reported in another plan, so that it has no actions here."""

    item_id: int
    elsewhere: bool
    title: str = "Change where it is reported"

    def describe(self, session: Session) -> str:
        """Name the row."""
        return titled(session, self.title, (self.item_id,))

    def apply(self, session: Session) -> None:
        """Set the mark; refused for a project that has actions."""
        found = item(session, self.item_id)
        if self.elsewhere and session.scalar(
            select(PlanItem.id).where(PlanItem.parent_id == found.id).limit(1)
        ):
            raise UserError(
                f"{found.ref} has actions here, so it cannot be reported elsewhere.",
                "Move or remove its actions first.",
            )
        found.reported_elsewhere = self.elsewhere


@dataclass(frozen=True, slots=True)
class SetField:
    """Change one of the further columns that the plan's preset has."""

    item_ids: tuple[int, ...]
    name: str
    value: str | float | None

    @property
    def title(self) -> str:
        """Name the column."""
        return _counted(self.name.replace("_", " "), len(self.item_ids))

    def describe(self, session: Session) -> str:
        """Name the row, when it is one."""
        return titled(session, self.title, self.item_ids)

    def apply(self, session: Session) -> None:
        """Keep the value; None or an empty text takes it away.

        Refused for a row on another level than the one that the plan has the column for.
        """
        for found in items(session, self.item_ids):
            _require_level(session, found, self.name)
            fields = dict(found.fields)
            if self.value in (None, ""):
                fields.pop(self.name, None)
            else:
                fields[self.name] = self.value
            found.fields = fields


def _require_level(session: Session, found: PlanItem, name: str) -> None:
    plan = session.get_one(Plan, found.plan_id)
    for field in plan_fields(plan.settings):
        if field.key == name and field.level != found.level:
            raise UserError(
                f"{named(found)} has no “{field.label}”.",
                f"It is a column of the level “{plan.level_names[field.level - 1]}”.",
            )


@dataclass(frozen=True, slots=True)
class SetDeclared:
    """Keep how many actions the source says that a project has; None when it does not say."""

    item_id: int
    number: int | None
    title: str = "Change declared number"

    def describe(self, session: Session) -> str:
        """Name the row."""
        return titled(session, self.title, (self.item_id,))

    def apply(self, session: Session) -> None:
        """Keep the number; refused for anything but a project, and below nought."""
        (found,) = items(session, (self.item_id,))
        if found.level != Level.PROJECT:
            raise UserError(
                f"{found.ref or found.title} is no project, so it declares no actions.",
                "Enter the number on the project.",
            )
        if self.number is not None and self.number < 0:
            raise UserError(
                f"{found.ref} cannot declare {counted(self.number, 'action')}.", "Enter 0 or more."
            )
        found.declared = self.number
