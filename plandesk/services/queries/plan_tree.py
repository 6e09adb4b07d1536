"""What the tree of a plan shows, read through a session of the document."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import Any

from sqlalchemy.orm import Session

from plandesk.services.queries.plan_reading import (
    Fetch,
    PeriodRow,
    PlanInfo,
    PlanRow,
    newest_period,
    period_before,
    read_periods,
    read_plans,
    read_rows,
)

__all__ = [
    "PeriodRow",
    "PlanInfo",
    "PlanRow",
    "current_period",
    "period_before",
    "periods",
    "plan_rows",
    "plans",
]

_AT_ONCE = 1000  # rows handed over by the database


def plans(session: Session) -> list[PlanInfo]:
    """Return every plan of the file with its words and scale."""
    return read_plans(_fetch(session))


def periods(session: Session) -> list[PeriodRow]:
    """Return the reporting periods, oldest first."""
    return read_periods(_fetch(session))


def current_period(session: Session) -> PeriodRow | None:
    """Return the newest open period, else the newest, or None when there is none."""
    return newest_period(periods(session))


def plan_rows(
    session: Session,
    period_id: int | None,
    ids: Collection[int] | None = None,
    go_on: Callable[[], None] | None = None,
    *,
    names: bool = True,
) -> list[PlanRow]:
    """Return the tree's rows, or only those with these ids, parents before children.

    Siblings come in the order of their positions. Without a period there are no ratings.
    ``go_on`` is called now and then and may raise Cancelled. Without ``names`` the rows are told
    of without their people and tags.
    """
    return read_rows(_fetch(session), period_id, ids, go_on, names=names)


def _fetch(session: Session) -> Fetch:
    """Return how bare statements are run in the session, past its own making of rows."""
    if session.autoflush:
        session.flush()
    connection = session.connection().connection

    def fetch(statement: str) -> Iterator[tuple[Any, ...]]:
        # Not closed where the rows are left half read: that may be after the connection was.
        cursor = connection.cursor()
        cursor.execute(statement)
        while some := cursor.fetchmany(_AT_ONCE):
            yield from some
        cursor.close()

    return fetch
