"""Settings that a plan keeps: the names of its council and board, its rules, its rhythm."""

from __future__ import annotations

from sqlalchemy.orm import Session

from plandesk.models.plan import Plan


def plan_setting(session: Session, plan_id: int, name: str) -> str:
    """Return one setting of a plan as text, empty when it is not set."""
    plan = session.get(Plan, plan_id)
    return str(plan.settings.get(name, "") or "") if plan is not None else ""
