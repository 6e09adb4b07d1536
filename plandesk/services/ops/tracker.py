"""Bringing a tracker into a plan that exists: new rows and chosen changes as one step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from plandesk.errors import PlanChanged
from plandesk.models.base import derived_uid, new_uid
from plandesk.models.content import ItemContent, PeriodContent
from plandesk.models.counted import counted
from plandesk.models.detail import Link
from plandesk.models.period import Period
from plandesk.models.plan import Plan, PlanItem
from plandesk.models.types import LinkKind, PeriodState
from plandesk.services.changes import insert_rows, next_id
from plandesk.services.ops.content_rows import ContentRows, table
from plandesk.services.ops.lookup import chunks, reference_date, updates_for
from plandesk.services.ops.tracker_fields import FieldSetter, ItemChange

__all__ = ["ImportTracker", "ItemChange", "NewRow"]


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
        return f"Bring in {self.source} ({counted(count, 'row')})"

    def apply(self, session: Session) -> None:
        """Write everything; raises PlanChanged when a value is not what the preview showed."""
        plan = session.get_one(Plan, self.plan_id)
        writer = _Import(session, plan, self)
        ids = writer.add()
        writer.change()
        writer.link(ids)
        if self.recipe[0]:
            kept = {**plan.settings.get("tracker_recipes", {}), self.recipe[0]: self.recipe[1]}
            plan.settings = {**plan.settings, "tracker_recipes": kept}


class _Import:
    """Writes one tracker; what ten thousand rows ask for is read for all of them at once."""

    def __init__(self, session: Session, plan: Plan, op: ImportTracker) -> None:
        self._session = session
        self._plan = plan
        self._op = op
        self._reference = reference_date(session)
        self._periods = {period.label: period for period in session.scalars(select(Period))}
        self._shut = frozenset(
            label for label, period in self._periods.items() if not period.is_open
        )
        self._add_periods()

    def _add_periods(self) -> None:
        """Add the periods the plan does not know; all but the newest of all come in closed."""
        known = [period.as_at for period in self._periods.values()]
        newest = max([*known, *(said.as_at for said in self._op.periods)], default=None)
        for said in self._op.periods:
            if said.label not in self._periods:
                state = PeriodState.OPEN if said.as_at == newest else PeriodState.CLOSED
                uid = derived_uid(self._plan.uid, f"period:{said.label}")
                period = Period(
                    uid=uid, label=said.label, as_at=said.as_at, due=said.due, state=state.value
                )
                self._session.add(period)
                self._periods[said.label] = period
        self._session.flush()

    # ---- new rows

    def add(self) -> dict[str, int]:
        """Add the new rows with what hangs on them; return their ids by key."""
        added = sorted(self._op.added, key=lambda row: row.item.level)
        if not added:
            return {}
        uids = self._uids(added)
        items = [row.item for row in added]
        rows = ContentRows(self._session, self._plan.uid)
        rows.periods = self._periods
        rows.add_names(items)
        first = next_id(self._session, PlanItem.__tablename__)
        rows.items = {item.key: number for number, item in enumerate(items, start=first)}
        places = _Places(self._session, self._plan.id)
        written: list[dict[str, Any]] = []
        for row, uid in zip(added, uids, strict=True):
            key = row.parent
            parent = rows.items.get(key) if isinstance(key, str) else key
            said = rows.item_row(replace(row.item, parent=""), self._reference)
            said |= {"uid": uid, "parent_id": parent, "plan_id": self._plan.id}
            written.append(said | {"position": places.next(parent)})
        insert_rows(self._session, table(PlanItem.__tablename__), written)
        owned = [replace(item, key=uid) for item, uid in zip(items, uids, strict=True)]
        rows.items |= {uid: rows.items[item.key] for item, uid in zip(items, uids, strict=True)}
        rows.add_owned(owned)
        labels = {update.period for item in items for update in item.updates}
        skip = self._shut | frozenset(labels - set(self._periods))
        rows.add_updates(items, self._plan.scale, skip)
        return rows.items

    def _uids(self, added: Sequence[NewRow]) -> list[str]:
        """Return an identifier for each new row: the same for the same row, unless it is taken."""
        source = self._op.source
        wanted = [derived_uid(self._plan.uid, f"tracker:{source}:{row.item.key}") for row in added]
        taken: set[str] = set()
        for part in chunks(wanted):
            taken |= set(self._session.scalars(select(PlanItem.uid).where(PlanItem.uid.in_(part))))
        return [new_uid() if uid in taken else uid for uid in wanted]

    # ---- changed values

    def change(self) -> None:
        """Set the chosen values; raises PlanChanged for a row that is gone or has changed."""
        changes = self._op.changes
        items = self._items({change.item_id for change in changes})
        updates = {
            label: updates_for(
                self._session,
                list(dict.fromkeys(c.item_id for c in changes if c.period == label)),
                self._open(label),
            )
            for label in {change.period for change in changes if change.period}
        }
        with self._session.no_autoflush:
            fields = FieldSetter(self._session, self._reference)
            for change in changes:
                item = items.get(change.item_id)
                if item is None:
                    raise PlanChanged("A row of the plan was removed meanwhile.", "Preview again.")
                if change.period:
                    fields.set_update(item, change, updates[change.period][item.id])
                else:
                    fields.set(item, change)

    def _open(self, label: str) -> Period:
        period = self._periods[label]
        if label in self._shut:
            period.require_open()
        return period

    def _items(self, ids: set[int]) -> dict[int, PlanItem]:
        found: dict[int, PlanItem] = {}
        for part in chunks(sorted(ids)):
            rows = self._session.scalars(
                select(PlanItem)
                .where(PlanItem.id.in_(part))
                .options(selectinload(PlanItem.people), selectinload(PlanItem.tags))
            )
            found |= {row.id: row for row in rows}
        return found

    def link(self, ids: dict[str, int]) -> None:
        """Add the links that are not there yet."""
        self._session.flush()
        for source, kind, target in self._op.links:
            first = ids[source] if isinstance(source, str) else source
            second = ids[target] if isinstance(target, str) else target
            same = select(Link).where(
                Link.source_id == first, Link.target_id == second, Link.kind == kind.value
            )
            if self._session.scalar(same) is None:
                uid = derived_uid(self._plan.uid, f"link:{first}>{kind.value}>{second}")
                self._session.add(
                    Link(uid=uid, source_id=first, target_id=second, kind=kind.value, note="")
                )


class _Places:
    """Counts on from the last position below each row."""

    def __init__(self, session: Session, plan_id: int) -> None:
        last = (
            select(PlanItem.parent_id, func.max(PlanItem.position))
            .where(PlanItem.plan_id == plan_id)
            .group_by(PlanItem.parent_id)
        )
        self._last: dict[int | None, int] = {row[0]: row[1] for row in session.execute(last)}

    def next(self, parent: int | None) -> int:
        """Return the next free position below a row."""
        number = self._last.get(parent, -1) + 1
        self._last[parent] = number
        return number
