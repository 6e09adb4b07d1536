"""One value after another that a tracker sets on plan items which exist."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from plandesk.errors import PlanChanged
from plandesk.models.period import ItemUpdate, Period
from plandesk.models.plan import ItemPerson, ItemTag, PlanItem
from plandesk.models.types import Part, TagKind
from plandesk.services.ops.lookup import person_ids, tag_ids


@dataclass(frozen=True, slots=True)
class ItemChange:
    """One value to set on one plan item; ``before`` is what the preview showed."""

    item_id: int
    field: str
    before: Any
    after: Any
    period: str = ""
    outcome: str | None = None


class FieldSetter:
    """Sets the values of changes; looks each name up once, however many rows have it."""

    def __init__(self, session: Session, reference: dt.date | None) -> None:
        self._session = session
        self._reference = reference
        self._people: dict[str, int] = {}
        self._tags: dict[tuple[TagKind, str], int] = {}

    def set_update(self, item: PlanItem, change: ItemChange, update: ItemUpdate) -> None:
        """Set what a period says; raises PlanChanged when it is not what was previewed."""
        _check(getattr(update, change.field), change, item)
        match change.field:
            case "rating":
                update.rating = change.after
            case "forecast":
                period = self._session.get_one(Period, update.period_id)
                update.set_forecast(str(change.after), period.as_at)
            case "progress" | "reason" | "help_needed":
                setattr(update, change.field, str(change.after))
            case _:
                raise ValueError(change.field)

    def set(self, item: PlanItem, change: ItemChange) -> None:
        """Set a value of the item itself; raises PlanChanged when it is not what was previewed."""
        match change.field:
            case "title":
                _check(item.title, change, item)
                item.title = change.after
            case "due":
                _check(item.due, change, item)
                item.set_due(str(change.after), self._reference)
            case "leads":
                self._set_people(item, Part.LEAD, change.after)
            case "sponsors":
                self._set_people(item, Part.SPONSOR, change.after)
            case "scope":
                self._set_tags(item, TagKind.SCOPE, change.after)
            case "sources":
                self._set_tags(item, TagKind.SOURCE, change.after)
            case "declared":
                item.declared = change.after
            case "new":
                item.is_new = bool(change.after)
            case "reported elsewhere":
                item.reported_elsewhere = bool(change.after)
            case "outcome":
                _check(item.outcome_note, change, item)
                item.outcome_note = change.after
                item.outcome = change.outcome
                item.outcome_on = self._reference if change.outcome else None
            case _:
                key = change.field.removeprefix("fields.")
                item.fields = {**item.fields, key: change.after}

    def _set_people(self, item: PlanItem, part: Part, names: tuple[str, ...]) -> None:
        if not names:
            return
        for name in names:
            if name not in self._people:
                found = person_ids(self._session, (name,))
                self._people[name] = found[0] if found else 0
        ids = [self._people[name] for name in dict.fromkeys(names) if self._people[name]]
        if item.ids_of(part) != ids:
            others = [row for row in item.people if row.part != part.value]
            item.people = others + [
                ItemPerson(person_id=each, part=part.value, position=number)
                for number, each in enumerate(dict.fromkeys(ids))
            ]

    def _set_tags(self, item: PlanItem, kind: TagKind, names: tuple[str, ...]) -> None:
        for name in names:
            if (kind, name) not in self._tags:
                found = tag_ids(self._session, kind, (name,))
                self._tags[kind, name] = found[0] if found else 0
        have = [row.tag_id for row in item.tags]
        wanted = dict.fromkeys(self._tags[kind, name] for name in names)
        new = [each for each in wanted if each and each not in have]
        if new:
            item.tags = [
                *item.tags,
                *(ItemTag(tag_id=each, position=len(have) + n) for n, each in enumerate(new)),
            ]


def _check(now: Any, change: ItemChange, item: PlanItem) -> None:
    if (now or None) != (change.before or None):
        raise PlanChanged(
            f"{item.ref or item.title} changed since the preview.", "Preview the tracker again."
        )
