"""What of the registers needs somebody now, and the steps that touched one entry."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from plandesk.models.audit import ChangeEntry, ChangeSet
from plandesk.models.measure_rules import MISSED
from plandesk.models.period import Period
from plandesk.models.registers import EntryItem, EntryValue, RegisterEntry
from plandesk.models.risk_matrix import Movement
from plandesk.services.queries.registers.measures import measure_table
from plandesk.services.queries.registers.rows import EntryRow, entry_rows
from plandesk.services.queries.registers.tables import recommendation_table, risk_table
from plandesk.services.registers.kinds import register_names

_JOINED = ("entry_value", "entry_person", "entry_tag", "entry_item", "entry_plan")

REGISTER_OF_FINDING = {
    "measure-rating": "measures",
    "measure-trend": "measures",
    "measure-no-value": "measures",
    "measure-sum": "measures",
    "risk-review": "risks",
    "recommendation-overdue": "recommendations",
    "appraisal-sum": "options",
    "send-out-late": "work-programme",
    "undefined-abbreviation": "glossary",
    "abbreviation-meanings": "glossary",
}
"""The register that a rule of the checks looks at; the finding's subject is the entry's uid."""


@dataclass(frozen=True, slots=True)
class RegisterAttention:
    """Ids of the entries behind each figure: measures off target, risks up, and the overdue."""

    measures_off: tuple[int, ...] = ()
    risks_up: tuple[int, ...] = ()
    risks_to_review: tuple[int, ...] = ()
    recommendations_late: tuple[int, ...] = ()


def register_attention(
    session: Session, plan_id: int | None = None, period_id: int | None = None
) -> RegisterAttention:
    """Return what needs somebody as of a period, of one plan and of all plans."""
    period = session.get(Period, period_id) if period_id is not None else None
    day = period.as_at if period else None
    table = measure_table(session, plan_id)
    missed = table.kind.scale.in_role(MISSED) if table.kind.scale else None
    off: list[int] = []
    for row in table.rows:
        latest = row.upto(day).latest
        if missed and latest and latest.rating and latest.rating.code == missed.code:
            off.append(row.entry.id)
    risks = [row for row in risk_table(session, plan_id, period_id).rows if not row.ended]
    late = [
        row.entry.id for row in recommendation_table(session, plan_id, period_id) if row.overdue
    ]
    return RegisterAttention(
        tuple(off),
        tuple(row.entry.id for row in risks if row.movement is Movement.HIGHER),
        tuple(row.entry.id for row in risks if row.review_late),
        tuple(late),
    )


@dataclass(frozen=True, slots=True)
class LinkedEntry:
    """An entry that is linked to a row of a plan, and how."""

    link_id: int
    kind: str
    entry: EntryRow


def entries_linked_to(session: Session, item_id: int) -> list[LinkedEntry]:
    """Return the entries of all registers that are linked to a row, by register."""
    links = session.execute(
        select(EntryItem.id, EntryItem.kind, EntryItem.entry_id).where(EntryItem.item_id == item_id)
    ).all()
    found = select(RegisterEntry).where(RegisterEntry.id.in_({link.entry_id for link in links}))
    rows = {row.id: row for row in entry_rows(session, list(session.scalars(found)))}
    names = register_names()

    def place(one: LinkedEntry) -> tuple[int, int]:
        kind = one.entry.kind
        return (names.index(kind) if kind in names else len(names), one.entry.position)

    joined = [
        LinkedEntry(link.id, link.kind, rows[link.entry_id])
        for link in links
        if link.entry_id in rows
    ]
    return sorted(joined, key=place)


@dataclass(frozen=True, slots=True)
class EntryStep:
    """One step that touched an entry, its parts or its values."""

    set_id: int
    at: dt.datetime
    who: str
    title: str
    source: str


def entry_history(session: Session, entry_ids: Sequence[int], limit: int = 200) -> list[EntryStep]:
    """Return the steps that touched any of these entries, the newest first."""
    own = [str(number) for number in entry_ids]
    values = select(EntryValue.id).where(EntryValue.entry_id.in_(entry_ids))
    value_ids = [str(number) for number in session.scalars(values)]
    joined = ChangeEntry.table_name.in_(_JOINED)
    of = ("after", "before")
    named = [getattr(ChangeEntry, side)["entry_id"].as_integer().in_(entry_ids) for side in of]
    touched = or_(
        and_(ChangeEntry.table_name == "register_entry", ChangeEntry.row_id.in_(own)),
        and_(ChangeEntry.table_name == "entry_value", ChangeEntry.row_id.in_(value_ids)),
        and_(joined, or_(*named)),
    )
    steps = select(ChangeSet).where(ChangeSet.id.in_(select(ChangeEntry.set_id).where(touched)))
    return [
        EntryStep(row.id, row.at, row.who, row.title, row.source)
        for row in session.scalars(steps.order_by(ChangeSet.id.desc()).limit(limit))
    ]
