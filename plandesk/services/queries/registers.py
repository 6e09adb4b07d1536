"""The lists beside the plan, for a file at a glance: registers, returns and packs."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from plandesk.models.base import Base
from plandesk.services.queries.packs import packs
from plandesk.services.queries.returns import issued_returns

# The registers by their tables; a register counts once its table is part of the file.
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
    return counts


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
