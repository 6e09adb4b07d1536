"""What the checks look at in the registers, read once for each plan."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy.orm import Session

from plandesk.models.types import split_names
from plandesk.services.queries.registers.entries import register_counts
from plandesk.services.queries.registers.measures import MeasureRow, measure_table
from plandesk.services.queries.registers.rows import EntryRow, register_rows
from plandesk.services.queries.registers.search import entry_texts
from plandesk.services.queries.registers.tables import (
    AppraisalTable,
    ProgrammeMeeting,
    RecommendationRow,
    RiskRow,
    options_table,
    recommendation_table,
    risk_table,
    work_programme,
)
from plandesk.services.registers.kinds import register_names

_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class RegisterFacts:
    """The entries that a plan answers for: its own and, for the first plan, those of all plans.

    ``texts`` are those of every entry, with where they stand; ``comparators`` are areas that
    measures are held against and that are no part of the whole.
    """

    measures: tuple[MeasureRow, ...] = ()
    risks: tuple[RiskRow, ...] = ()
    recommendations: tuple[RecommendationRow, ...] = ()
    appraisals: tuple[AppraisalTable, ...] = ()
    meetings: tuple[ProgrammeMeeting, ...] = ()
    glossary: tuple[EntryRow, ...] = ()
    texts: tuple[tuple[str, str], ...] = ()
    comparators: tuple[str, ...] = ()

    def abbreviations(self) -> set[str]:
        """Return what the glossary explains, each way of writing it."""
        return {name for row in self.glossary for name in (row.title, *split_names(row.title))}


NO_REGISTERS = RegisterFacts()


def register_facts(
    session: Session, plan_id: int, period_id: int | None, *, first: bool
) -> RegisterFacts:
    """Read the registers for one plan; ``first`` adds the entries that belong to all plans."""
    counts = register_counts(session)
    if not any(counts[name] for name in register_names()):
        return NO_REGISTERS
    plans = {plan_id, None} if first else {plan_id}
    measures = measure_table(session)
    spec = measures.kind.value("value")
    appraisals = [row.id for row in register_rows(session, "options") if row.plan_id in plans]
    return RegisterFacts(
        tuple(row for row in measures.rows if row.entry.plan_id in plans),
        tuple(
            row for row in risk_table(session, None, period_id).rows if row.entry.plan_id in plans
        ),
        tuple(
            row
            for row in recommendation_table(session, None, period_id)
            if row.entry.plan_id in plans
        ),
        tuple(options_table(session, number) for number in appraisals),
        tuple(row for row in work_programme(session) if row.entry.plan_id in plans),
        tuple(register_rows(session, "glossary")),
        tuple(_texts(session)) if first else (),
        spec.areas if spec else (),
    )


def _texts(session: Session) -> Iterator[tuple[str, str]]:
    for text in entry_texts(session):
        if text.period != "glossary" and len(text.text) > _SHORTEST:
            yield (text.ref or f"“{text.title[:60]}”"), text.text


def is_known_by(row: MeasureRow, after: dt.date | None, until: dt.date) -> bool:
    """Tell whether a measure has a value of a period."""
    found = row.between(after, until)
    return found is not None and bool(found.said.text)
