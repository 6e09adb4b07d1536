"""The lists beside the plan, for a file at a glance: registers, returns and packs."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from plandesk.models.base import Base
from plandesk.models.registers import RegisterEntry
from plandesk.services.queries.packs.agendas import packs
from plandesk.services.queries.returns import issued_returns
from plandesk.services.registers.kinds import register_names

# What has a table of its own; the other registers are kinds of entries.
_REGISTERS = {
    "evidence": "evidence",
    "links": "link",
    "comments": "comment",
    "people": "person",
    "meetings": "meeting",
    "reviews": "review",
}


def register_counts(session: Session) -> dict[str, int]:
    """Return how many entries each register has."""
    counts: dict[str, int] = {}
    for name, table in _REGISTERS.items():
        statement = select(func.count()).select_from(Base.metadata.tables[table])
        counts[name] = session.scalar(statement) or 0
    entries = select(RegisterEntry.kind, func.count()).group_by(RegisterEntry.kind)
    by_kind = {row[0]: row[1] for row in session.execute(entries)}
    return counts | {name: by_kind.get(name, 0) for name in register_names()}


def return_list(session: Session) -> list[dict[str, Any]]:
    """Return the register of returns."""
    return [
        {
            "reference": row.reference,
            "lead": row.lead,
            "period": row.period,
            "state": row.state.value,
            "rows": row.rows,
        }
        for row in issued_returns(session)
    ]


def pack_list(session: Session) -> list[dict[str, Any]]:
    """Return the packs, the default one where the plan has none of its own."""
    return [
        {"title": pack.title, "items": len(pack.entries), "body": pack.body}
        for pack in packs(session)
    ]
