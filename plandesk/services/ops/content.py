"""Building a whole plan at once from plain values: the sample, a JSON file, a tracker."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from plandesk.errors import UserError
from plandesk.models.base import new_uid
from plandesk.models.content import PlanContent
from plandesk.models.period import Period
from plandesk.models.plan import Plan
from plandesk.models.registers import RegisterEntry
from plandesk.models.types import LinkKind, Rating
from plandesk.services.changes import insert_rows, next_id
from plandesk.services.ops.content_rows import ContentRows, table


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
    """Writes one content as a plan of its own."""

    def __init__(self, session: Session, content: PlanContent, uid: str) -> None:
        self._session = session
        self._content = content
        self._rows = ContentRows(session, uid)
        self._uid = uid

    def build(self) -> None:
        plan_id = self._add_plan()
        self._add_periods()
        self._rows.add_names(self._content.items, self._content.people)
        self._add_items(plan_id)
        self._rows.add_owned(self._content.items)
        self._rows.add_updates(self._content.items, self._content.scale)
        self._add_links()
        if self._content.entries or self._content.entry_links:
            self._add_entries(plan_id)
        self._add_exempt()

    def _add_entries(self, plan_id: int) -> None:
        from plandesk.services.ops.registers.bulk import EntryWriter, item_ids

        writer = EntryWriter(self._session, plan_id, self._rows.uid_of)
        writer.write(self._content.entries)
        writer.link(self._content.entry_links, item_ids(self._session) | self._rows.items)

    def _add_exempt(self) -> None:
        entries = dict(self._session.execute(select(RegisterEntry.uid, RegisterEntry.id)).all())
        rows: dict[str, list[dict[str, Any]]] = {"exempt_item": [], "exempt_entry": []}
        for said in self._content.exempt:
            why = {"paragraph": said.paragraph, "reason": said.reason}
            entry = entries.get(self._rows.uid_of("entry", said.key))
            if said.key in self._rows.items:
                marked = {"item_id": self._rows.items[said.key], "parts": list(said.parts)}
                rows["exempt_item"].append(marked | why)
            elif entry is not None:
                rows["exempt_entry"].append({"entry_id": entry} | why)
            else:
                raise UserError(f"{said.key} is exempt but not in the plan.", "Nothing was added.")
        for name, marks in rows.items():
            insert_rows(self._session, table(name), marks)

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
        self._rows.periods = {
            period.label: period for period in self._session.scalars(select(Period))
        }
        for said in self._content.periods:
            if said.label not in self._rows.periods:
                period = Period(
                    uid=self._rows.uid_of("period", said.label),
                    label=said.label,
                    as_at=said.as_at,
                    due=said.due,
                    state=said.state.value,
                )
                self._session.add(period)
                self._rows.periods[said.label] = period
        self._session.flush()

    def _add_items(self, plan_id: int) -> None:
        items = self._content.items
        first = next_id(self._session, "plan_item")
        self._rows.items = {item.key: number for number, item in enumerate(items, start=first)}
        if len(self._rows.items) != len(items):
            raise UserError("Two rows of the content have the same key.", "Nothing was added.")
        reference = self._reference()
        counts: dict[str, int] = {}
        rows: list[dict[str, Any]] = []
        for item in items:
            counts[item.parent] = counts.get(item.parent, -1) + 1
            rows.append(
                self._rows.item_row(item, reference)
                | {"plan_id": plan_id, "position": counts[item.parent]}
            )
        insert_rows(self._session, table("plan_item"), rows)

    def _reference(self) -> dt.date | None:
        dates = [period.as_at for period in self._content.periods]
        return max(dates) if dates else None

    def _add_links(self) -> None:
        rows = [
            {
                "uid": self._rows.uid_of("link", f"{link.source}>{link.kind.value}>{link.target}"),
                "source_id": self._rows.items[link.source],
                "target_id": self._rows.items[link.target],
                "kind": LinkKind(link.kind).value,
                "note": "",
            }
            for link in self._content.links
        ]
        insert_rows(self._session, table("link"), rows)
