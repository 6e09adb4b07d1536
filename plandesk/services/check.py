"""Whether a plan file is sound: the file, its record of changes, and what its rows say."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from plandesk.models.plan import PlanItem
from plandesk.models.types import Level
from plandesk.services.history import first_altered_step
from plandesk.services.queries.plan_tree import periods, plan_rows, plans


class Severity(StrEnum):
    """How much a finding matters."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class PlanFinding:
    """Something in the plan that needs somebody: which rule, where, what, and how to mend it.

    ``accepted`` is the reason somebody gave for leaving it, None when nobody has.
    """

    code: str
    severity: Severity
    ref: str | None
    message: str
    fix: str
    accepted: str | None = None


def file_problems(session: Session) -> list[str]:
    """Return what is wrong with the file itself; empty when it is sound."""
    connection = session.connection()
    problems = [
        f"SQLite reports: {row[0]}."
        for row in connection.exec_driver_sql("PRAGMA integrity_check(20)")
        if row[0] != "ok"
    ]
    problems += [
        f"Table {row[0]}, row {row[1]} points to a row of {row[2]} that is not there."
        for row in connection.exec_driver_sql("PRAGMA foreign_key_check")
    ]
    altered = first_altered_step(connection)
    if altered is not None:
        problems.append(f"The record of changes was altered from entry {altered} on.")
    return problems


def plan_findings(session: Session) -> list[PlanFinding]:
    """Return what does not hold together in the plan itself."""
    return [*_structure(session), *_ratings(session)]


def _structure(session: Session) -> list[PlanFinding]:
    found: list[PlanFinding] = []
    seen: dict[tuple[int, str], str] = {}
    levels = {row.id: row.level for row in session.execute(select(PlanItem.id, PlanItem.level))}
    for item in session.scalars(select(PlanItem).order_by(PlanItem.level, PlanItem.position)):
        where = item.ref or item.title
        key = (item.plan_id, item.ref.casefold())
        if item.ref and key in seen:
            found.append(
                PlanFinding(
                    "ref-twice",
                    Severity.ERROR,
                    item.ref,
                    f"{item.ref} is the ref of two rows: “{seen[key]}” and “{item.title}”.",
                    "Change one of the two refs.",
                )
            )
        seen.setdefault(key, item.title)
        above = 0 if item.parent_id is None else levels.get(item.parent_id, -1)
        if item.level != above + 1:
            found.append(
                PlanFinding(
                    "misplaced",
                    Severity.ERROR,
                    item.ref or None,
                    f"{where} stands on level {item.level} below a row of level {above}.",
                    "Move it to the place where it belongs.",
                )
            )
    return found


def _ratings(session: Session) -> list[PlanFinding]:
    known = {plan.id: {value.code for value in plan.values} for plan in plans(session)}
    found: list[PlanFinding] = []
    for period in periods(session):
        for row in plan_rows(session, period.id):
            if row.current is not None and row.current not in known[row.plan_id]:
                found.append(
                    PlanFinding(
                        "unknown-rating",
                        Severity.ERROR,
                        row.ref,
                        f"{row.ref} is rated “{row.current}” in {period.label}, which is not on "
                        "the plan's scale.",
                        "Rate it again.",
                    )
                )
            unrated = row.level is Level.ACTION and row.current is None and not row.closed
            if unrated and period.is_open:
                found.append(_not_rated(row.ref, period.label))
    return found


def _not_rated(ref: str, label: str) -> PlanFinding:
    return PlanFinding(
        "not-rated", Severity.WARNING, ref, f"{ref} is not rated in {label}.", f"Rate {ref}."
    )
