"""Building a whole plan at once from plain values: the sample, a JSON file, a tracker."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Table, func, select
from sqlalchemy.orm import Session

from plandesk.errors import UserError
from plandesk.models.base import Base, derived_uid, new_uid
from plandesk.models.content import ItemContent, PlanContent
from plandesk.models.people import Person
from plandesk.models.period import Period
from plandesk.models.plan import Plan, Tag
from plandesk.models.timeframe import read_timeframe
from plandesk.models.types import LinkKind, Part, Rating, TagKind
from plandesk.services.changes import insert_rows, next_id

_UID = re.compile(r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")


def table(name: str) -> Table:
    """Return a table of the plan file by name."""
    return Base.metadata.tables[name]


@dataclass(frozen=True, slots=True)
class AddContent:
    """Add a whole plan to the file; people and periods that exist already are shared.

    ``uid`` is the new plan's stable identifier; every identifier in it is derived from that and
    the content's keys, so the same content with the same ``uid`` gives the same rows.
    """

    content: PlanContent
    uid: str = field(default_factory=new_uid)
    title: str = "Add plan"

    def apply(self, session: Session) -> None:
        """Write every row of the content."""
        _Builder(session, self.content, self.uid).build()


class _Builder:
    """Writes one content; keeps the ids that its rows were given."""

    def __init__(self, session: Session, content: PlanContent, uid: str) -> None:
        self._session = session
        self._content = content
        self._uid = uid
        self._items: dict[str, int] = {}
        self._people: dict[str, int] = {}
        self._periods: dict[str, Period] = {}
        self._tags: dict[tuple[str, str], int] = {}

    def build(self) -> None:
        plan_id = self._add_plan()
        self._add_periods()
        self._add_people()
        self._add_tags()
        self._add_items(plan_id)
        self._add_owned()
        self._add_updates()
        self._add_links()

    def uid_of(self, kind: str, key: str) -> str:
        return key if _UID.match(key) else derived_uid(self._uid, f"{kind}:{key}")

    def _add_plan(self) -> int:
        content = self._content
        position = self._session.scalar(select(func.count()).select_from(Plan)) or 0
        plan = Plan(
            uid=self._uid,
            title=content.title,
            preset=content.preset,
            level_names=list(content.level_names),
            scale_name=content.scale.name,
            position=position,
            settings=dict(content.settings),
        )
        self._session.add(plan)
        self._session.flush()
        insert_rows(
            self._session,
            table("scale_value"),
            [
                {name: getattr(value, name) for name in Rating.__slots__}
                | {"shape": value.shape.value, "plan_id": plan.id, "position": number}
                for number, value in enumerate(content.scale.values)
            ],
        )
        insert_rows(
            self._session,
            table("outcome"),
            [
                {
                    "plan_id": plan.id,
                    "position": number,
                    "code": option.code,
                    "word": option.word,
                    "closes": option.closes,
                    "needs_target": option.needs_target,
                }
                for number, option in enumerate(content.outcomes)
            ],
        )
        return plan.id

    def _add_periods(self) -> None:
        self._periods = {period.label: period for period in self._session.scalars(select(Period))}
        for said in self._content.periods:
            if said.label not in self._periods:
                period = Period(
                    uid=self.uid_of("period", said.label),
                    label=said.label,
                    as_at=said.as_at,
                    due=said.due,
                    state=said.state.value,
                )
                self._session.add(period)
                self._periods[said.label] = period
        self._session.flush()

    def _add_people(self) -> None:
        known = {person.name: person.id for person in self._session.scalars(select(Person))}
        described = {person.name: person for person in self._content.people}
        names = [*described]
        for item in self._content.items:
            names += [*item.leads, *item.sponsors]
        missing = [name for name in dict.fromkeys(names) if name not in known]
        rows = [
            {
                "uid": self.uid_of("person", name),
                "name": name,
                "kind": described[name].kind.value if name in described else "role",
                "email": described[name].email if name in described else "",
                "phone": "",
            }
            for name in missing
        ]
        ids = insert_rows(self._session, table("person"), rows)
        self._people = known | dict(zip(missing, ids, strict=True))

    def _add_tags(self) -> None:
        known = {(tag.kind, tag.name): tag.id for tag in self._session.scalars(select(Tag))}
        wanted = [key for item in self._content.items for key in _tags_of(item)]
        missing = [key for key in dict.fromkeys(wanted) if key not in known]
        rows = [
            {"uid": self.uid_of("tag", f"{kind}:{name}"), "kind": kind, "name": name}
            for kind, name in missing
        ]
        ids = insert_rows(self._session, table("tag"), rows)
        self._tags = known | dict(zip(missing, ids, strict=True))

    def _add_items(self, plan_id: int) -> None:
        items = self._content.items
        first = next_id(self._session, "plan_item")
        self._items = {item.key: number for number, item in enumerate(items, start=first)}
        if len(self._items) != len(items):
            raise UserError("Two rows of the content have the same key.", "Nothing was added.")
        reference = self._reference()
        counts: dict[str, int] = {}
        rows: list[dict[str, Any]] = []
        for item in items:
            counts[item.parent] = counts.get(item.parent, -1) + 1
            rows.append(
                self._item_row(item, reference)
                | {"plan_id": plan_id, "position": counts[item.parent]}
            )
        insert_rows(self._session, table("plan_item"), rows)

    def _reference(self) -> dt.date | None:
        dates = [period.as_at for period in self._content.periods]
        return max(dates) if dates else None

    def _item_row(self, item: ItemContent, reference: dt.date | None) -> dict[str, Any]:
        reading = read_timeframe(item.due, reference=reference)
        if item.parent and item.parent not in self._items:
            raise UserError(f"{item.ref or item.title} belongs to {item.parent}, which is missing.")
        return {
            "uid": self.uid_of("item", item.key),
            "parent_id": self._items.get(item.parent),
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

    def _add_owned(self) -> None:
        people: list[dict[str, Any]] = []
        tags: list[dict[str, Any]] = []
        evidence: list[dict[str, Any]] = []
        for item in self._content.items:
            owner = self._items[item.key]
            for part, names in ((Part.LEAD, item.leads), (Part.SPONSOR, item.sponsors)):
                people += [
                    {"person_id": self._people[name], "part": part.value}
                    | {"item_id": owner, "position": number}
                    for number, name in enumerate(names)
                ]
            tags += [
                {"item_id": owner, "tag_id": self._tags[key], "position": number}
                for number, key in enumerate(_tags_of(item))
            ]
            evidence += [
                {"item_id": owner, "position": number, "title": text, "note": "", "address": ""}
                | {"uid": self.uid_of("evidence", f"{item.key}:{number}"), "added_by": ""}
                for number, text in enumerate(item.evidence)
            ]
        insert_rows(self._session, table("item_person"), people)
        insert_rows(self._session, table("item_tag"), tags)
        insert_rows(self._session, table("evidence"), evidence)

    def _add_updates(self) -> None:
        rows: list[dict[str, Any]] = []
        for item in self._content.items:
            for update in item.updates:
                period = self._periods.get(update.period)
                if period is None:
                    raise UserError(f"{item.ref} is rated in {update.period}, an unknown period.")
                if update.rating and self._content.scale.by_code(update.rating) is None:
                    raise UserError(f"{item.ref} is rated {update.rating}, which is no rating.")
                forecast = read_timeframe(update.forecast, reference=period.as_at)
                rows.append(
                    {
                        "item_id": self._items[item.key],
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

    def _add_links(self) -> None:
        rows = [
            {
                "uid": self.uid_of("link", f"{link.source}>{link.kind.value}>{link.target}"),
                "source_id": self._items[link.source],
                "target_id": self._items[link.target],
                "kind": LinkKind(link.kind).value,
                "note": "",
            }
            for link in self._content.links
        ]
        insert_rows(self._session, table("link"), rows)


def _tags_of(item: ItemContent) -> Sequence[tuple[str, str]]:
    scope = [(TagKind.SCOPE.value, name) for name in item.scope]
    return [*scope, *((TagKind.SOURCE.value, name) for name in item.sources)]
