"""What the first page shows: where the period stands, what to do next, and what has moved.

Every number comes with the ids of the rows that it counts.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from plandesk.models.collector import many_small_things
from plandesk.models.packs import BuiltPack, Pack
from plandesk.models.types import Level, Travel
from plandesk.services.check import check_findings
from plandesk.services.checks.finding import PlanFinding
from plandesk.services.queries.changes_since import PlanChange, changes_since_period
from plandesk.services.queries.meetings import MeetingRow, next_meetings
from plandesk.services.queries.plan_tree import (
    PeriodRow,
    PlanInfo,
    PlanRow,
    current_period,
    period_before,
    periods,
    plan_rows,
    plans,
)
from plandesk.services.queries.returns import IssuedReturn, ReturnState, issued_returns

_MOST_THINGS = 3
DUE_SOON_DAYS = 30
_IN = (ReturnState.IMPORTED, ReturnState.PART, ReturnState.RECEIVED)


class StepName(StrEnum):
    """The steps of a reporting period, in their order."""

    ISSUE = "issue"
    COLLECT = "collect"
    CHECK = "check"
    CLOSE = "close"
    PACK = "pack"


class StepState(StrEnum):
    """Where a step stands."""

    DONE = "done"
    CURRENT = "current"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class PeriodStep:
    """One step of the period strip: ``done`` of ``total``, where it counts something."""

    name: StepName
    state: StepState
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class NextThing:
    """One thing to do next: what, how many, and the rows it is about."""

    code: str
    text: str
    count: int
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class RatingCount:
    """How many actions have one rating in the period before and now; ``code`` None: not rated."""

    code: str | None
    word: str
    previous_rows: tuple[int, ...]
    current_rows: tuple[int, ...]

    @property
    def previous(self) -> int:
        """Return how many had it in the period before."""
        return len(self.previous_rows)

    @property
    def current(self) -> int:
        """Return how many have it now."""
        return len(self.current_rows)


@dataclass(frozen=True, slots=True)
class Today:
    """The first page for one plan; ``moved`` has the rows by direction of travel.

    ``due_soon`` are the open actions due within ``DUE_SOON_DAYS`` of the period's date.
    """

    plan: PlanInfo | None
    period: PeriodRow | None
    previous: PeriodRow | None
    steps: tuple[PeriodStep, ...]
    next_things: tuple[NextThing, ...]
    bar: tuple[RatingCount, ...]
    moved: dict[Travel, tuple[int, ...]]
    overdue: tuple[int, ...]
    due_soon: tuple[int, ...]
    findings: tuple[PlanFinding, ...]
    meeting: MeetingRow | None


@many_small_things()
def today(
    session: Session,
    day: dt.date,
    plan_id: int | None = None,
    findings: Sequence[PlanFinding] | None = None,
) -> Today:
    """Return the first page as of a day, for one plan or for the first of the file.

    ``findings`` are those of ``check_findings`` where somebody has them already: looking for
    them takes most of the time in a very large plan.
    """
    known = plans(session)
    plan = next((row for row in known if plan_id in (None, row.id)), None)
    period = current_period(session)
    previous = period_before(periods(session), period.id if period else None)
    mine = [] if plan is None else _actions(session, plan.id, period)
    found = check_findings(session) if findings is None else findings
    left = tuple(one for one in found if not one.accepted)
    returns = [] if period is None else issued_returns(session, period.id, day)
    coming = next_meetings(session, day)
    return Today(
        plan=plan,
        period=period,
        previous=previous,
        steps=() if period is None else _steps(session, period, returns, left),
        next_things=_next_things(period, returns, left, mine),
        bar=() if plan is None else _bar(plan, mine),
        moved={way: _ids(row for row in mine if row.travel is way) for way in Travel},
        overdue=_ids(row for row in mine if row.overdue),
        due_soon=_due_soon(mine, period.as_at if period else day),
        findings=left,
        meeting=coming[0] if coming else None,
    )


def changes_since_last_period(session: Session) -> list[PlanChange]:
    """Return what changed since the period before the current one; empty for a first period."""
    period = current_period(session)
    before = period_before(periods(session), period.id if period else None)
    return [] if before is None else changes_since_period(session, before.id)


def _actions(session: Session, plan_id: int, period: PeriodRow | None) -> list[PlanRow]:
    rows = plan_rows(session, period.id if period else None)
    return [row for row in rows if row.plan_id == plan_id and row.level is Level.ACTION]


def _ids(rows: Iterable[PlanRow]) -> tuple[int, ...]:
    return tuple(row.id for row in rows)


def _due_soon(rows: Sequence[PlanRow], start: dt.date) -> tuple[int, ...]:
    end = start + dt.timedelta(days=DUE_SOON_DAYS)
    waiting = (row for row in rows if not row.closed and not row.overdue and row.due_latest)
    return _ids(row for row in waiting if row.due_latest and start <= row.due_latest <= end)


def _bar(plan: PlanInfo, rows: Sequence[PlanRow]) -> tuple[RatingCount, ...]:
    counts = [
        RatingCount(
            value.code,
            value.word,
            _ids(row for row in rows if row.previous == value.code),
            _ids(row for row in rows if row.current == value.code),
        )
        for value in plan.values
    ]
    blank = _ids(row for row in rows if row.current is None and not row.closed)
    return (*counts, RatingCount(None, "Not rated", (), blank))


def _steps(
    session: Session,
    period: PeriodRow,
    returns: Sequence[IssuedReturn],
    findings: Sequence[PlanFinding],
) -> tuple[PeriodStep, ...]:
    asked = [row for row in returns if row.state is not ReturnState.REPLACED]
    back = [row for row in asked if row.state in _IN]
    built = session.scalars(
        select(BuiltPack.id)
        .join(Pack, Pack.id == BuiltPack.pack_id)
        .where((Pack.period_id == period.id) | (BuiltPack.period == period.label))
    ).all()
    closed = not period.is_open
    counts: dict[StepName, tuple[bool, int, int]] = {
        StepName.ISSUE: (bool(asked) or closed, len(asked), len(asked)),
        StepName.COLLECT: (closed or len(back) == len(asked) > 0, len(back), len(asked)),
        StepName.CHECK: (closed or not findings, 0, len(findings)),
        StepName.CLOSE: (closed, int(closed), 1),
        StepName.PACK: (bool(built), len(built), max(1, len(built))),
    }
    waiting = next((name for name, (done, _, _) in counts.items() if not done), None)
    return tuple(
        PeriodStep(name, _state(name, done, waiting), count, total)
        for name, (done, count, total) in counts.items()
    )


def _state(name: StepName, done: bool, waiting: StepName | None) -> StepState:
    if done:
        return StepState.DONE
    return StepState.CURRENT if name is waiting else StepState.LATER


def _next_things(
    period: PeriodRow | None,
    returns: Sequence[IssuedReturn],
    findings: Sequence[PlanFinding],
    rows: Sequence[PlanRow],
) -> tuple[NextThing, ...]:
    if period is None:
        return (NextThing("open-period", "Open the first reporting period.", 1, ()),)
    things: list[NextThing] = []
    late = [row for row in returns if row.state is ReturnState.LATE]
    if late:
        leads = ", ".join(row.lead for row in late[:3])
        things.append(
            NextThing("chase", f"Chase {_count(late, 'return')}: {leads}.", len(late), ())
        )
    blank = [row for row in rows if row.current is None and not row.closed]
    if period.is_open and not returns and blank:
        text = f"Issue the returns for {period.label}."
        things.append(NextThing("issue", text, 1, _ids(blank)))
    elif period.is_open and blank:
        text = f"Rate {_count(blank, 'action')}."
        things.append(NextThing("rate", text, len(blank), _ids(blank)))
    others = [one for one in findings if one.code != "not-rated"]
    if others:
        about = tuple(dict.fromkeys(row for one in others for row in one.rows))
        text = f"Look at {_count(others, 'finding')} of the checks."
        things.append(NextThing("check", text, len(others), about))
    if period.is_open and not blank and not late:
        things.append(NextThing("close", f"Close {period.label}.", 1, ()))
    if not period.is_open:
        things.append(NextThing("pack", f"Build the pack for {period.label}.", 1, ()))
    return tuple(things[:_MOST_THINGS])


def _count(things: Sequence[object], word: str) -> str:
    return f"1 {word}" if len(things) == 1 else f"{len(things)} {word}s"
