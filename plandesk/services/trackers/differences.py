"""The plan's items as they are, and what a tracker says otherwise."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from plandesk.models.content import ItemContent
from plandesk.models.people import Person
from plandesk.models.period import ItemUpdate, Period
from plandesk.models.plan import ItemPerson, ItemTag, PlanItem, Tag
from plandesk.models.types import Level, Part, Scale, TagKind


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One difference: the field, for ratings and updates the period, the value now and the new.

    ``field`` is title, leads, sponsors, scope, sources, due, outcome, declared, new,
    reported elsewhere, rating, progress, reason, forecast, help_needed, or "fields." and the
    name of a further column.
    """

    field: str
    before: Any
    after: Any
    period: str = ""


@dataclass(slots=True)
class Known:
    """One plan item as it is now, with its ratings and progress by the period's label."""

    id: int
    parent_id: int | None
    level: Level
    ref: str
    title: str
    plain: str
    due: str
    outcome: str | None
    outcome_note: str
    declared: int | None
    is_new: bool
    elsewhere: bool
    fields: dict[str, Any]
    leads: tuple[str, ...] = ()
    sponsors: tuple[str, ...] = ()
    scope: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    ratings: dict[str, str] = field(default_factory=dict[str, str])
    said: dict[tuple[str, str], str] = field(default_factory=dict[tuple[str, str], str])


_SAID = ("progress", "reason", "forecast", "help_needed")
_COLUMNS = (
    "id",
    "parent_id",
    "level",
    "ref",
    "title",
    "due",
    "outcome",
    "outcome_note",
    "declared",
    "is_new",
    "reported_elsewhere",
    "fields",
)


def known_items(session: Session, plan_id: int) -> dict[int, Known]:
    """Return the items of one plan by id, parents before children."""
    # Plain columns: a hundred thousand mapped objects would take seconds to make.
    rows = session.execute(
        select(*(getattr(PlanItem, name) for name in _COLUMNS))
        .where(PlanItem.plan_id == plan_id)
        .order_by(PlanItem.level, PlanItem.position, PlanItem.id)
    )
    found: dict[int, Known] = {}
    for item_id, parent_id, level, ref, title, *rest in rows:
        said = " ".join(title.split()).casefold()
        found[item_id] = Known(item_id, parent_id, Level(level), ref, title, said, *rest)
    _add_people(session, found)
    _add_tags(session, found)
    _add_updates(session, found)
    return found


def _add_people(session: Session, found: dict[int, Known]) -> None:
    rows = session.execute(
        select(ItemPerson.item_id, ItemPerson.part, Person.name)
        .join(Person, Person.id == ItemPerson.person_id)
        .order_by(ItemPerson.item_id, ItemPerson.position)
    )
    for item_id, part, name in rows:
        known = found.get(item_id)
        if known is not None and part == Part.LEAD.value:
            known.leads = (*known.leads, name)
        elif known is not None:
            known.sponsors = (*known.sponsors, name)


def _add_tags(session: Session, found: dict[int, Known]) -> None:
    rows = session.execute(
        select(ItemTag.item_id, Tag.kind, Tag.name)
        .join(Tag, Tag.id == ItemTag.tag_id)
        .order_by(ItemTag.item_id, ItemTag.position)
    )
    for item_id, kind, name in rows:
        known = found.get(item_id)
        if known is not None and kind == TagKind.SCOPE.value:
            known.scope = (*known.scope, name)
        elif known is not None and kind == TagKind.SOURCE.value:
            known.sources = (*known.sources, name)


def _add_updates(session: Session, found: dict[int, Known]) -> None:
    rows = session.execute(
        select(
            ItemUpdate.item_id,
            Period.label,
            ItemUpdate.rating,
            *(getattr(ItemUpdate, part) for part in _SAID),
        ).join(Period, Period.id == ItemUpdate.period_id)
    )
    for item_id, label, rating, *texts in rows:
        known = found.get(item_id)
        if known is None:
            continue
        if rating:
            known.ratings[label] = rating
        for part, text in zip(_SAID, texts, strict=True):
            if text:
                known.said[label, part] = text


def differences(
    item: ItemContent, known: Known, scale: Scale, locked: frozenset[str]
) -> tuple[FieldChange, ...]:
    """Return where a tracker's row says something else than the plan.

    What the tracker leaves empty is no difference: an import adds and corrects, never clears.
    """
    pairs: list[tuple[str, Any, Any]] = [
        ("title", known.title, item.title),
        ("leads", known.leads, item.leads),
        ("sponsors", known.sponsors, item.sponsors),
        ("scope", known.scope, item.scope),
        ("sources", known.sources, item.sources),
        ("due", known.due, item.due),
        ("declared", known.declared, item.declared),
        ("new", known.is_new, item.is_new or None),
        ("reported elsewhere", known.elsewhere, item.reported_elsewhere or None),
    ]
    if item.outcome_note and item.outcome_note != known.outcome_note:
        pairs.append(("outcome", known.outcome_note, item.outcome_note))
    pairs += [(f"fields.{key}", known.fields.get(key), value) for key, value in item.fields.items()]
    changes = [
        FieldChange(name, before, after)
        for name, before, after in pairs
        if after not in (None, "", ()) and not _alike(before, after)
    ]
    if item.outcome and item.outcome != known.outcome and not item.outcome_note:
        # An exported plan has the outcome in one column and what is said of it in another.
        changes.append(FieldChange("outcome", known.outcome_note, item.outcome_note))
    return (*changes, *_update_changes(item, known, scale, locked))


def _alike(before: Any, after: Any) -> bool:
    if isinstance(before, str) and isinstance(after, str):
        return " ".join(before.split()) == " ".join(after.split())
    return bool(before == after)


def _update_changes(
    item: ItemContent, known: Known, scale: Scale, locked: frozenset[str]
) -> list[FieldChange]:
    changes: list[FieldChange] = []
    for update in item.updates:
        if update.period in locked:
            continue
        before = known.ratings.get(update.period)
        if update.rating and update.rating != before and scale.by_code(update.rating):
            changes.append(FieldChange("rating", before, update.rating, update.period))
        for part in _SAID:
            said, after = known.said.get((update.period, part), ""), getattr(update, part)
            if after and not _alike(said, after):
                changes.append(FieldChange(part, said, after, update.period))
    return changes
