"""The rows of plan items and of what hangs on them, written many at once."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from plandesk.errors import UserError
from plandesk.models.base import Base, derived_uid, new_uid
from plandesk.models.content import ItemContent, PersonContent
from plandesk.models.people import Person, name_and_post
from plandesk.models.period import Period
from plandesk.models.plan import Tag
from plandesk.models.timeframes.reading import read_timeframe
from plandesk.models.types import Part, PersonKind, Scale, TagKind
from plandesk.services.changes import insert_rows

_LEAD, _SPONSOR = Part.LEAD.value, Part.SPONSOR.value
_TAG_KINDS = (TagKind.SCOPE.value, TagKind.SOURCE.value, TagKind.CHARACTERISTIC.value)
_UID = re.compile(r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")


def table(name: str) -> Table:
    """Return a table of the plan file by name."""
    return Base.metadata.tables[name]


class ContentRows:
    """Writes rows of content; keeps the ids that they were given.

    ``items`` gives the id of a plan item by its key, ``periods`` a period by its label. Every
    identifier is derived from ``uid`` and the row's key.
    """

    def __init__(self, session: Session, uid: str) -> None:
        self._session = session
        self._uid = uid
        self.items: dict[str, int] = {}
        self.periods: dict[str, Period] = {}
        self._people: dict[str, int] = {}
        self._tags: dict[tuple[str, str], int] = {}

    def uid_of(self, kind: str, key: str) -> str:
        """Return the identifier of a row: its key where that is one, else derived from it."""
        return key if _UID.match(key) else derived_uid(self._uid, f"{kind}:{key}")

    def _free_uid(self, kind: str, key: str, taken: Collection[str]) -> str:
        """Somebody renamed since still has the identifier that the former name gave."""
        uid = self.uid_of(kind, key)
        return new_uid() if uid in taken else uid

    def add_names(self, items: Sequence[ItemContent], people: Iterable[PersonContent] = ()) -> None:
        """Add the people and tags that these items name and the plan does not know."""
        self._add_people(items, people)
        self._add_tags(items)

    def _add_people(self, items: Iterable[ItemContent], people: Iterable[PersonContent]) -> None:
        people_now = list(self._session.scalars(select(Person)))
        known = {person.name: person.id for person in people_now}
        taken = {person.uid for person in people_now}
        described = {person.name: person for person in people}
        names = [*described]
        for item in items:
            names += [*item.leads, *item.sponsors]
        missing = [name for name in dict.fromkeys(names) if name not in known]
        rows = [
            {
                "uid": self._free_uid("person", name, taken),
                "name": name,
                "kind": one.kind.value,
                "email": one.email,
                "phone": "",
                "post": one.post or _post_in(one),
            }
            for name in missing
            for one in (described.get(name) or PersonContent(name),)
        ]
        ids = insert_rows(self._session, table("person"), rows)
        self._people = known | dict(zip(missing, ids, strict=True))

    def _add_tags(self, items: Iterable[ItemContent]) -> None:
        tags_now = list(self._session.scalars(select(Tag)))
        known = {(tag.kind, tag.name): tag.id for tag in tags_now}
        taken = {tag.uid for tag in tags_now}
        wanted = [key for item in items for key in _tags_of(item)]
        missing = [key for key in dict.fromkeys(wanted) if key not in known]
        rows = [
            {"uid": self._free_uid("tag", f"{kind}:{name}", taken), "kind": kind, "name": name}
            for kind, name in missing
        ]
        ids = insert_rows(self._session, table("tag"), rows)
        self._tags = known | dict(zip(missing, ids, strict=True))

    def item_row(self, item: ItemContent, reference: dt.date | None) -> dict[str, Any]:
        """Return the columns of one item but its id, plan and position."""
        reading = read_timeframe(item.due, reference=reference)
        if item.parent and item.parent not in self.items:
            raise UserError(f"{item.ref or item.title} belongs to {item.parent}, which is missing.")
        return {
            "uid": self.uid_of("item", item.key),
            "parent_id": self.items.get(item.parent),
            "level": int(item.level),
            "ref": item.ref,
            "title": item.title,
            "due": item.due,
            "due_earliest": reading.earliest,
            "due_latest": reading.latest,
            "due_ongoing": reading.ongoing,
            "reported_elsewhere": item.reported_elsewhere,
            "is_new": item.is_new,
            "done": item.done,
            "declared": item.declared,
            "outcome": item.outcome,
            "outcome_note": item.outcome_note,
            "outcome_on": reference if item.outcome else None,
            "fields": dict(item.fields),
        }

    def add_owned(self, items: Iterable[ItemContent]) -> None:
        """Add the people, tags and evidence of items."""
        people: list[dict[str, Any]] = []
        tags: list[dict[str, Any]] = []
        evidence: list[dict[str, Any]] = []
        for item in items:
            owner = self.items[item.key]
            for part, names in ((_LEAD, item.leads), (_SPONSOR, item.sponsors)):
                for number, name in enumerate(names):
                    whom = self._people[name]
                    people.append(
                        {"person_id": whom, "part": part, "item_id": owner, "position": number}
                    )
            for number, key in enumerate(_tags_of(item)):
                tags.append({"item_id": owner, "tag_id": self._tags[key], "position": number})
            for number, text in enumerate(item.evidence):
                uid = self.uid_of("evidence", f"{item.key}:{number}")
                about = {"note": "", "address": "", "uid": uid, "added_by": ""}
                evidence.append({"item_id": owner, "position": number, "title": text, **about})
        insert_rows(self._session, table("item_person"), people)
        insert_rows(self._session, table("item_tag"), tags)
        insert_rows(self._session, table("evidence"), evidence)

    def add_updates(
        self, items: Iterable[ItemContent], scale: Scale, skip: frozenset[str] = frozenset()
    ) -> None:
        """Add what items say by period; periods labelled in ``skip`` are left alone."""
        rows: list[dict[str, Any]] = []
        for item in items:
            for update in item.updates:
                if update.period in skip:
                    continue
                period = self.periods.get(update.period)
                if period is None:
                    raise UserError(f"{item.ref} is rated in {update.period}, an unknown period.")
                if update.rating and scale.by_code(update.rating) is None:
                    raise UserError(f"{item.ref} is rated {update.rating}, which is no rating.")
                forecast = read_timeframe(update.forecast, reference=period.as_at)
                rows.append(
                    {
                        "item_id": self.items[item.key],
                        "period_id": period.id,
                        "rating": update.rating,
                        "progress": update.progress,
                        "reason": update.reason,
                        "help_needed": update.help_needed,
                        "forecast": update.forecast,
                        "forecast_latest": forecast.latest,
                        "source": "",
                    }
                )
        insert_rows(self._session, table("item_update"), rows)


def _tags_of(item: ItemContent) -> Sequence[tuple[str, str]]:
    if not (item.scope or item.sources or item.characteristics):  # no milestone has any
        return ()
    kinds = zip(_TAG_KINDS, (item.scope, item.sources, item.characteristics), strict=True)
    return [(kind, name) for kind, names in kinds for name in names]


def _post_in(person: PersonContent) -> str:
    """Return the post that a source prints behind a name; the name stays as the source has it."""
    return name_and_post(person.name)[1] if person.kind is PersonKind.PERSON else ""
