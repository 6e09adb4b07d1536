"""What a pack prints of the returns: how many leads answered, and who was late."""

from __future__ import annotations

from sqlalchemy.orm import Session

from plandesk.models.counted import counted
from plandesk.models.timeframes.types import day_words
from plandesk.reports.content import TableSection
from plandesk.services.queries.packs.content import PlanFacts
from plandesk.services.queries.returns import IssuedReturn, ReturnState, issued_returns

_COLUMNS = ("Lead", "Covers", "Due", "Received", "How it stands", "Rated")
_SHARES = (2.8, 1.9, 1.7, 1.9, 2.6, 1.1)
_EMPTY = "No returns were issued for this period."


def returns_of(session: Session, facts: PlanFacts) -> TableSection:
    """Return the response rate of the pack's period, with late leads at the head of the table."""
    period = facts.period
    issued = [] if period is None else issued_returns(session, period.id)
    printed = {row.plan_id for row in facts.rows}
    asked = [
        row for row in issued if row.plan_id in printed and row.state is not ReturnState.REPLACED
    ]
    rows = sorted(asked, key=lambda row: (_order(row), row.lead.casefold(), row.scope))
    words = _said(asked) if asked else ()
    cells = tuple(_cells(row) for row in rows)
    return TableSection(_COLUMNS, _SHARES, cells, introduction=words, empty=_EMPTY)


def _said(rows: list[IssuedReturn]) -> tuple[str, ...]:
    leads = {row.lead for row in rows}
    out = {row.lead for row in rows if not row.is_back}
    late = {row.lead for row in rows if _days_late(row) > 0} - out
    back, asked = len(leads - out), len(leads)
    share = round(100 * back / asked)
    first = f"{back} of {counted(asked, 'lead')} answered ({share} per cent)"
    parts = [f"{len(leads - out - late)} on time", f"{len(late)} late"] if late else []
    sentence = f"{first}: {' and '.join(parts)}." if parts else f"{first}."
    told = [sentence]
    if out:
        told.append(f"Not returned: {', '.join(sorted(out))}.")
    if late:
        told.append(f"Returned late: {', '.join(sorted(late))}.")
    open_ = sum(len(row.questions) for row in rows)
    if open_:
        told.append(f"{open_} question{'' if open_ == 1 else 's'} about returns still open.")
    return tuple(told)


def _days_late(row: IssuedReturn) -> int:
    """Return by how many days a return came after it was due; 0 for one in time or still out."""
    if row.due is None or row.received_on is None:
        return 0
    return max(0, (row.received_on - row.due).days)


def _order(row: IssuedReturn) -> int:
    if not row.is_back:
        return 0
    return 1 if _days_late(row) else 2


def _cells(row: IssuedReturn) -> tuple[str, ...]:
    return (
        row.lead,
        row.scope or "All actions",
        day_words(row.due) if row.due else "No date",
        day_words(row.received_on) if row.received_on else "-",
        _stands(row),
        f"{row.answered} of {row.rows}",
    )


def _stands(row: IssuedReturn) -> str:
    if not row.is_back:
        return "Not returned"
    days = _days_late(row)
    late = f", {days} day{'' if days == 1 else 's'} late" if days else ""
    words = {
        ReturnState.RECEIVED: "Received, nothing taken yet",
        ReturnState.PART: "Taken in part",
    }.get(row.state, "Taken in full")
    asked = len(row.questions)
    open_ = f", {asked} question{'' if asked == 1 else 's'} open" if asked else ""
    return f"{words}{late}{open_}"
