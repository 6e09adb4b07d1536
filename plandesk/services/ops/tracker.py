"""Bringing a tracker into a plan that exists: new rows and chosen changes as one step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from plandesk.errors import PlanChanged
from plandesk.models.base import derived_uid
from plandesk.models.content import ItemContent, PeriodContent
from plandesk.models.detail import Evidence, Link
from plandesk.models.period import Period
from plandesk.models.plan import ItemPerson, ItemTag, Plan, PlanItem
from plandesk.models.types import Level, LinkKind, Part, TagKind
from plandesk.services.ops.lookup import person_ids, reference_date, tag_ids, update_for


@dataclass(frozen=True, slots=True)
class ItemChange:
    """One value to set on one plan item; ``before`` is what the preview showed."""

    item_id: int
    field: str
    before: Any
    after: Any
    period: str = ""
    outcome: str | None = None


@dataclass(frozen=True, slots=True)
class NewRow:
    """One row to add below ``parent``: the key of another new row, or an item's id."""

    item: ItemContent
    parent: str | int | None


@dataclass(frozen=True, slots=True)
class ImportTracker:
    """Add rows and set values that a tracker gives; nothing is ever taken out of the plan.

    ``links`` join rows by (key or id). ``recipe`` is kept in the plan under its fingerprint.
    """

    plan_id: int
    source: str
    periods: tuple[PeriodContent, ...] = ()
    added: tuple[NewRow, ...] = ()
    changes: tuple[ItemChange, ...] = ()
    links: tuple[tuple[str | int, LinkKind, str | int], ...] = ()
    recipe: tuple[str, str] = ("", "")
    backup_reason: str = "before bringing in a tracker"

    @property
    def title(self) -> str:
        """Say what came in and how much."""
        count = len(self.added) + len({change.item_id for change in self.changes})
        return f"Bring in {self.source} ({count} rows)"

    def apply(self, session: Session) -> None:
        """Write everything; raises PlanChanged when a value is not what the preview showed."""
        periods = self._periods(session)
        reference = reference_date(session)
        plan = session.get_one(Plan, self.plan_id)
        ids = self._add(session, plan, periods)
        for change in self.changes:
            item = session.get(PlanItem, change.item_id)
            if item is None:
                raise PlanChanged("A row of the plan was removed meanwhile.", "Preview again.")
            if change.period:
                _set_update(session, item, change, periods[change.period])
            elif change.field == "due":
                _check(item.due, change, item)
                item.set_due(str(change.after), reference)
            else:
                _set_field(session, item, change)
        self._link(session, plan, ids)
        if self.recipe[0]:
            kept = {**plan.settings.get("tracker_recipes", {}), self.recipe[0]: self.recipe[1]}
            plan.settings = {**plan.settings, "tracker_recipes": kept}

    def _periods(self, session: Session) -> dict[str, Period]:
        known = {period.label: period for period in session.scalars(select(Period))}
        for said in self.periods:
            if said.label not in known:
                uid = derived_uid(session.get_one(Plan, self.plan_id).uid, f"period:{said.label}")
                period = Period(uid=uid, label=said.label, as_at=said.as_at, due=said.due)
                session.add(period)
                known[said.label] = period
        session.flush()
        return known

    def _add(self, session: Session, plan: Plan, periods: dict[str, Period]) -> dict[str, int]:
        """Add the new rows level by level, so that each finds the id of the row above it."""
        ids: dict[str, int] = {}
        counts: dict[int | None, int] = {}
        reference = reference_date(session)
        for level in Level:
            made: list[tuple[PlanItem, ItemContent]] = []
            for row in self.added:
                if row.item.level is not level:
                    continue
                parent = ids.get(row.parent) if isinstance(row.parent, str) else row.parent
                if parent not in counts:
                    counts[parent] = _next_position(session, self.plan_id, parent)
                name = f"{self.source}:{row.item.key}"
                item = _new_item(plan, row.item, parent, counts[parent], name)
                counts[parent] += 1
                item.set_due(row.item.due, reference)
                made.append((item, row.item))
            session.add_all(item for item, _ in made)
            session.flush()
            for item, said in made:
                ids[said.key] = item.id
                _add_owned(session, item, said)
                _add_updates(session, item, said, periods)
        return ids

    def _link(self, session: Session, plan: Plan, ids: dict[str, int]) -> None:
        for source, kind, target in self.links:
            first = ids[source] if isinstance(source, str) else source
            second = ids[target] if isinstance(target, str) else target
            same = select(Link).where(
                Link.source_id == first, Link.target_id == second, Link.kind == kind.value
            )
            if session.scalar(same) is None:
                uid = derived_uid(plan.uid, f"link:{first}>{kind.value}>{second}")
                session.add(
                    Link(uid=uid, source_id=first, target_id=second, kind=kind.value, note="")
                )


def _next_position(session: Session, plan_id: int, parent: int | None) -> int:
    last = session.scalar(
        select(func.max(PlanItem.position)).where(
            PlanItem.plan_id == plan_id, PlanItem.parent_id == parent
        )
    )
    return 0 if last is None else last + 1


def _new_item(
    plan: Plan, said: ItemContent, parent: int | None, position: int, name: str
) -> PlanItem:
    return PlanItem(
        uid=derived_uid(plan.uid, f"tracker:{name}:{position}"),
        plan_id=plan.id,
        parent_id=parent,
        level=int(said.level),
        position=position,
        ref=said.ref,
        title=said.title,
        reported_elsewhere=said.reported_elsewhere,
        is_new=said.is_new,
        declared=said.declared,
        outcome=said.outcome,
        outcome_note=said.outcome_note,
        fields=dict(said.fields),
    )


def _add_owned(session: Session, item: PlanItem, said: ItemContent) -> None:
    _set_people(session, item, Part.LEAD, said.leads)
    _set_people(session, item, Part.SPONSOR, said.sponsors)
    _set_tags(session, item, TagKind.SCOPE, said.scope)
    _set_tags(session, item, TagKind.SOURCE, said.sources)
    for number, text in enumerate(said.evidence):
        uid = derived_uid(item.uid, f"evidence:{number}")
        session.add(
            Evidence(
                uid=uid,
                item_id=item.id,
                position=number,
                title=text,
                note="",
                address="",
                added_by="",
            )
        )


def _add_updates(
    session: Session, item: PlanItem, said: ItemContent, periods: dict[str, Period]
) -> None:
    for update in said.updates:
        period = periods.get(update.period)
        if period is not None and period.is_open:
            found = update_for(session, item.id, period)
            found.rating, found.progress = update.rating, update.progress


def _set_update(session: Session, item: PlanItem, change: ItemChange, period: Period) -> None:
    period.require_open()
    update = update_for(session, item.id, period)
    now = update.rating if change.field == "rating" else update.progress
    _check(now or None, change, item)
    if change.field == "rating":
        update.rating = change.after
    else:
        update.progress = str(change.after)


def _check(now: Any, change: ItemChange, item: PlanItem) -> None:
    if (now or None) != (change.before or None):
        raise PlanChanged(
            f"{item.ref or item.title} changed since the preview.", "Preview the tracker again."
        )


def _set_field(session: Session, item: PlanItem, change: ItemChange) -> None:
    match change.field:
        case "title":
            _check(item.title, change, item)
            item.title = change.after
        case "leads":
            _set_people(session, item, Part.LEAD, change.after)
        case "sponsors":
            _set_people(session, item, Part.SPONSOR, change.after)
        case "scope":
            _set_tags(session, item, TagKind.SCOPE, change.after)
        case "sources":
            _set_tags(session, item, TagKind.SOURCE, change.after)
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
            item.outcome_on = reference_date(session) if change.outcome else None
        case _:
            key = change.field.removeprefix("fields.")
            item.fields = {**item.fields, key: change.after}


def _set_people(session: Session, item: PlanItem, part: Part, names: tuple[str, ...]) -> None:
    if not names:
        return
    ids = person_ids(session, names)
    if item.ids_of(part) != ids:
        others = [row for row in item.people if row.part != part.value]
        item.people = others + [
            ItemPerson(person_id=each, part=part.value, position=number)
            for number, each in enumerate(ids)
        ]


def _set_tags(session: Session, item: PlanItem, kind: TagKind, names: tuple[str, ...]) -> None:
    if not names:
        return
    have = [row.tag_id for row in item.tags]
    wanted = [each for each in tag_ids(session, kind, names) if each not in have]
    item.tags = [
        *item.tags,
        *(ItemTag(tag_id=each, position=len(have) + n) for n, each in enumerate(wanted)),
    ]
