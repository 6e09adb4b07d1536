"""What a pack prints of exceptions to the rules: overridden ratings, reopenings, reasons."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from plandesk.models.assurance import AcceptedFinding, PeriodReopening
from plandesk.models.period import Period
from plandesk.models.plan import PlanItem
from plandesk.models.timeframes.types import day_words
from plandesk.models.types import Rating, Travel, join_names, ref_key
from plandesk.reports.content import ExceptionKind, ExceptionRow, Exceptions, TableSection
from plandesk.services.queries.exceptions import OverrideRow, overrides
from plandesk.services.queries.packs.content import PlanFacts, exceptions_of, printed_title

Cells = tuple[str | Rating | Travel | None, ...]
_COLUMNS = ("Period", "Ref", "What", "Rating", "Why it needs a reason", "Reason given")
_SHARES = (1.4, 0.8, 2.4, 1.0, 3.0, 3.0)
_EMPTY = (
    "No rating was given against the rules of the plan, no period was reopened, and nothing "
    "that the checks found was accepted."
)


def exceptions_with_overrides(session: Session, facts: PlanFacts) -> Exceptions:
    """Return the exception report, with the ratings of the period given against the rules."""
    found = exceptions_of(facts)
    rating = facts.scale.by_code
    given = {one.item_id: one for one in _of_plan(session, facts)}
    rows = tuple(
        ExceptionRow(
            row.ref,
            printed_title(row),
            join_names(row.leads),
            row.due_text,
            rating(row.previous),
            rating(row.current),
            f"{given[row.id].refusal}\nReason given: {given[row.id].reason}",
        )
        for row in sorted(facts.rows, key=lambda row: ref_key(row.ref))
        if row.id in given
    )
    if not rows:
        return found
    kind = ExceptionKind("Rated as an exception to the rules", rows)
    return replace(found, groups=(*found.groups, kind))


def reopenings(session: Session, facts: PlanFacts) -> tuple[str, ...]:
    """Return a sentence for each time that the pack's period was opened again."""
    if facts.period is None:
        return ()
    found = session.scalars(
        select(PeriodReopening)
        .where(PeriodReopening.period_id == facts.period.id)
        .order_by(PeriodReopening.position, PeriodReopening.id)
    )
    return tuple(f"{facts.period.label} was reopened{_on(row)}: {row.reason}" for row in found)


def _on(row: PeriodReopening) -> str:
    return f" on {day_words(row.on)}" if row.on else ""


def assurance_of(session: Session, facts: PlanFacts) -> TableSection:
    """Return every exception of the periods that the pack looks at, each with its reason."""
    rows = (*_override_rows(session, facts), *_reopened(session, facts), *_accepted(session, facts))
    return TableSection(_COLUMNS, _SHARES, rows, empty=_EMPTY, landscape=True)


def _of_plan(session: Session, facts: PlanFacts) -> list[OverrideRow]:
    ids = {row.id for row in facts.rows}
    period = facts.period
    found = [] if period is None else overrides(session, period.id)
    return [one for one in found if one.item_id in ids]


def _override_rows(session: Session, facts: PlanFacts) -> Iterator[Cells]:
    titles = {row.id: row.title for row in facts.rows}
    for one in sorted(_of_plan(session, facts), key=lambda one: ref_key(one.ref)):
        title, rating = titles[one.item_id or 0], facts.scale.by_code(one.rating)
        yield one.period, one.ref, title, rating, one.refusal, one.reason


def _reopened(session: Session, facts: PlanFacts) -> Iterator[Cells]:
    labels = {row.id: row.label for row in facts.shown}
    statement = (
        select(PeriodReopening)
        .join(Period, Period.id == PeriodReopening.period_id)
        .where(PeriodReopening.period_id.in_(list(labels)))
        .order_by(Period.as_at, PeriodReopening.position)
    )
    for row in session.scalars(statement):
        yield labels[row.period_id], "", "Period reopened", None, f"Reopened{_on(row)}.", row.reason


def _accepted(session: Session, facts: PlanFacts) -> Iterator[Cells]:
    """Yield the reasons for which findings about this plan's rows may stay."""
    refs = {row.id: row for row in facts.rows}
    statement = (
        select(AcceptedFinding, PlanItem.id)
        .join(PlanItem, PlanItem.uid == AcceptedFinding.subject)
        .order_by(AcceptedFinding.id)
    )
    for kept, item_id in session.execute(statement):
        row = refs.get(item_id)
        if row is not None:
            yield "", row.ref, row.title, None, kept.message, kept.reason
