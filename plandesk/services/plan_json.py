"""A whole plan as JSON that reads back, for exchange and safe keeping."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from enum import Enum
from pathlib import Path
from typing import Any, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from plandesk.errors import UserError
from plandesk.models.content import (
    ItemContent,
    LinkContent,
    OutcomeOption,
    PeriodContent,
    PersonContent,
    PlanContent,
    UpdateContent,
)
from plandesk.models.detail import Evidence, Link
from plandesk.models.exempt import ExemptEvidence
from plandesk.models.misfits import refuse_misfits
from plandesk.models.people import Person
from plandesk.models.period import ItemUpdate, Period
from plandesk.models.plan import Plan, PlanItem
from plandesk.models.types import Level, LinkKind, PeriodState, PersonKind, Rating, Scale, Shape
from plandesk.services.queries.exempt import exempt_contents, read_exempt
from plandesk.services.queries.plan_tree import plan_rows
from plandesk.services.registers.content import (
    entry_contents,
    entry_links,
    read_entry,
    read_entry_link,
)
from plandesk.services.settings_shape import refuse_misshapen

FORMAT = 1
WHOLE = "whole"
"""Says false in a pack that prints some rows of its plan only."""
_LARGEST = 200_000_000


def plan_contents(session: Session) -> list[tuple[str, PlanContent]]:
    """Return every plan of the file as (stable identifier, content)."""
    rows = plan_rows(session, None)
    return [
        (plan.uid, _content(session, plan, [row.id for row in rows if row.plan_id == plan.id]))
        for plan in session.scalars(select(Plan).order_by(Plan.position, Plan.id))
    ]


def to_json(contents: list[tuple[str, PlanContent]]) -> str:
    """Return the plans as JSON text."""
    return json.dumps(plain_plans(contents), ensure_ascii=False, indent=1)


def plain_plans(contents: list[tuple[str, PlanContent]]) -> dict[str, Any]:
    """Return the plans as the values that JSON text is written from."""
    plans = [{"uid": uid, **_plain(content)} for uid, content in contents]
    return {"schema": 1, "format": FORMAT, "plans": plans}


def from_json(path: Path) -> list[tuple[str, PlanContent]]:
    """Read plans back from a JSON file; raises UserError naming what does not fit."""
    try:
        if path.stat().st_size > _LARGEST:
            raise UserError(f"{path.name} is too large to be a plan.", "Check the file.")
        data = path.read_bytes()
    except OSError as error:
        raise UserError(f"{path} cannot be read.", "Check the name and the folder.") from error
    try:
        said = _parsed(data)
    except ValueError as error:
        raise UserError(f"{path.name} is not JSON text.", f"It fails at {error}.") from error
    return read_plans(said, path.name)


def from_pack(path: Path) -> tuple[list[tuple[str, PlanContent]], bool]:
    """Read the plan inside a pack, and whether it has every row of the plan it was made from.

    Raises UserError when the pack holds none that can be read.
    """
    from plandesk.reports.enclosure import plan_in  # loads pikepdf

    try:
        said = _parsed(plan_in(path))
    except ValueError as error:
        raise UserError(
            f"The plan in {path.name} is damaged.", "Ask for the pack again."
        ) from error
    return read_plans(said, path.name), said.get(WHOLE) is not False


def _parsed(data: bytes) -> Any:
    try:
        return json.loads(data.decode("utf-8-sig"))
    except RecursionError as error:
        raise ValueError("a place that is nested too deeply") from error


def read_plans(said: Any, name: str) -> list[tuple[str, PlanContent]]:
    """Read plans from parsed JSON; raises UserError naming what in ``name`` does not fit."""
    whole = cast("dict[str, Any]", said) if isinstance(said, dict) else {}
    plans: Any = whole.get("plans")
    if not isinstance(plans, list):
        raise UserError(
            f"{name} is not a plan that PlanDesk exported.",
            "Make one with plandesk export FILE --json OUT.",
        )
    try:
        if int(whole.get("format", FORMAT)) > FORMAT:
            raise UserError(f"{name} was exported by a newer PlanDesk.", "Update PlanDesk.")
        return [_read_one(plan) for plan in cast("list[Any]", plans)]
    except (LookupError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise UserError(
            f"{name} is not a whole plan: {type(error).__name__} at {error}.",
            "Export it again. Nothing was added.",
        ) from error


def _read_one(said: dict[str, Any]) -> tuple[str, PlanContent]:
    content = _read_plan(said)
    refuse_misfits(content)
    refuse_misshapen(content.settings)
    return str(said["uid"]), content


def _content(session: Session, plan: Plan, order: list[int]) -> PlanContent:
    items = {row.id: row for row in session.scalars(select(PlanItem))}
    uids = {number: row.uid for number, row in items.items()}
    described = _Around(session)
    links = session.scalars(select(Link).order_by(Link.id))
    first, second, third, fourth = (str(name) for name in plan.level_names)
    return PlanContent(
        title=plan.title,
        preset=plan.preset,
        level_names=(first, second, third, fourth),
        scale=plan.scale,
        outcomes=tuple(
            OutcomeOption(row.code, row.word, row.closes, row.needs_target) for row in plan.outcomes
        ),
        people=tuple(
            PersonContent(row.name, PersonKind(row.kind), row.email, row.post)
            for row in session.scalars(select(Person).order_by(Person.id))
        ),
        periods=tuple(
            PeriodContent(row.label, row.as_at, row.due, PeriodState(row.state))
            for row in session.scalars(select(Period).order_by(Period.as_at, Period.id))
        ),
        items=tuple(described.item(items[number], uids) for number in order),
        links=tuple(
            LinkContent(uids[link.source_id], LinkKind(link.kind), uids[link.target_id])
            for link in links
            if items[link.source_id].plan_id == plan.id
        ),
        entries=entry_contents(session, plan),
        entry_links=entry_links(session, plan),
        exempt=exempt_contents(session, plan),
        settings=dict(plan.settings),
    )


class _Around:
    """What hangs on the plan items, read at once."""

    def __init__(self, session: Session) -> None:
        self._rows = {row.id: row for row in plan_rows(session, None)}
        labels = {row.id: row.label for row in session.scalars(select(Period))}
        self._updates: dict[int, list[UpdateContent]] = {}
        for row in session.scalars(select(ItemUpdate).order_by(ItemUpdate.period_id)):
            self._updates.setdefault(row.item_id, []).append(
                UpdateContent(
                    labels[row.period_id],
                    row.rating,
                    row.progress,
                    row.reason,
                    row.forecast,
                    row.help_needed,
                )
            )
        self._evidence: dict[int, list[str]] = {}
        exempt = select(ExemptEvidence.evidence_id)  # in the plain form it would lose its mark
        pieces = select(Evidence).where(Evidence.id.not_in(exempt))
        for piece in session.scalars(pieces.order_by(Evidence.position, Evidence.id)):
            self._evidence.setdefault(piece.item_id, []).append(piece.title)

    def item(self, item: PlanItem, uids: dict[int, str]) -> ItemContent:
        row = self._rows[item.id]
        return ItemContent(
            key=item.uid,
            level=Level(item.level),
            title=item.title,
            parent=uids[item.parent_id] if item.parent_id is not None else "",
            ref=item.ref,
            leads=row.leads,
            sponsors=row.sponsors,
            scope=row.scope,
            sources=row.sources,
            due=item.due,
            reported_elsewhere=item.reported_elsewhere,
            is_new=item.is_new,
            done=item.done,
            declared=item.declared,
            outcome=item.outcome,
            outcome_note=item.outcome_note,
            fields=dict(item.fields),
            updates=tuple(self._updates.get(item.id, ())),
            evidence=tuple(self._evidence.get(item.id, ())),
            characteristics=row.characteristics,
        )


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value):
        return {
            field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)
        }
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple | list):
        return [_plain(part) for part in cast("list[Any]", value)]
    if isinstance(value, dt.date):
        return value.isoformat()
    return value


def _date(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _read_plan(said: dict[str, Any]) -> PlanContent:
    first, second, third, fourth = said["level_names"]
    scale = said["scale"]
    values = tuple(Rating(**value | {"shape": Shape(value["shape"])}) for value in scale["values"])
    return PlanContent(
        title=said["title"],
        preset=said["preset"],
        level_names=(first, second, third, fourth),
        scale=Scale(scale["name"], values),
        outcomes=tuple(OutcomeOption(**row) for row in said["outcomes"]),
        people=tuple(
            PersonContent(row["name"], PersonKind(row["kind"]), row["email"], row.get("post", ""))
            for row in said["people"]
        ),
        periods=tuple(
            PeriodContent(
                row["label"],
                dt.date.fromisoformat(row["as_at"]),
                _date(row["due"]),
                PeriodState(row["state"]),
            )
            for row in said["periods"]
        ),
        items=tuple(_read_item(row) for row in said["items"]),
        links=tuple(
            LinkContent(row["source"], LinkKind(row["kind"]), row["target"])
            for row in said["links"]
        ),
        entries=tuple(read_entry(row) for row in said.get("entries", ())),
        entry_links=tuple(read_entry_link(row) for row in said.get("entry_links", ())),
        exempt=tuple(read_exempt(row) for row in said.get("exempt", ())),
        settings=dict(said["settings"]),
    )


def _read_item(said: dict[str, Any]) -> ItemContent:
    plain: dict[str, Any] = dict(said)
    for name in ("leads", "sponsors", "scope", "sources", "evidence", "characteristics"):
        plain[name] = tuple(said.get(name, ()))
    plain["updates"] = tuple(UpdateContent(**row) for row in said["updates"])
    plain["level"] = Level(said["level"])
    return ItemContent(**plain)
