"""A closed period as it was, each plan item beside what the plan says of it today."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from plandesk.errors import UsageError
from plandesk.models.collector import many_small_things
from plandesk.models.period import ItemUpdate
from plandesk.models.plan import PlanItem
from plandesk.models.types import Level, join_names
from plandesk.services.queries.plan_tree import current_period, period_before, periods
from plandesk.services.queries.snapshot import (
    AsItWas,
    AsItWasRow,
    as_it_was,
    as_it_was_row,
    snapshot_rows,
)


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that says something else today; ratings are codes, lists are text."""

    field: str
    then: str
    now: str


@dataclass(frozen=True, slots=True)
class ThenAndNow:
    """One plan item at the close of a period, and today (None: taken out of the plan since).

    ``previous`` is its rating in the period before; ``differences`` is empty for one taken out.
    """

    then: AsItWasRow
    now: AsItWasRow | None
    previous: str | None
    differences: tuple[Difference, ...]

    @property
    def is_changed(self) -> bool:
        """Tell whether the plan says something else today."""
        return self.now is None or bool(self.differences)


@dataclass(frozen=True, slots=True)
class PastPlan:
    """One plan in a closed period; ``added`` are the rows that came into the plan since."""

    was: AsItWas
    now_label: str
    rows: tuple[ThenAndNow, ...]
    added: tuple[int, ...]

    @property
    def changed(self) -> int:
        """Return how many rows say something else today."""
        return sum(row.is_changed for row in self.rows)


@many_small_things()
def past_plan(session: Session, period_id: int, plan_id: int | None = None) -> PastPlan:
    """Return one plan of the file, or all of them, as the period's close left it."""
    was = as_it_was(session, period_id)
    shown = current_period(session)
    ids = {row.uid: row.id for row in session.execute(select(PlanItem.uid, PlanItem.id))}
    said = [] if shown is None else snapshot_rows(session, shown.id)
    now = {row.uid: row for row in (as_it_was_row(each, ids) for each in said)}
    before = period_before(periods(session), period_id)
    previous = _ratings(session, before.id if before else None)
    rows = [row for row in was.rows if plan_id in (None, row.plan_id)]
    then = {row.uid for row in rows}
    # Only what a close has kept can tell a row that came later from one that was there.
    added = (
        row.id
        for row in now.values()
        if row.uid not in then and row.id and plan_id in (None, row.plan_id) and was.is_kept
    )
    return PastPlan(
        was,
        shown.label if shown else "",
        tuple(_beside(row, now.get(row.uid), previous) for row in rows),
        tuple(added),
    )


def past_row(session: Session, period_id: int, ref: str) -> ThenAndNow:
    """Return the row that had this ref when the period was closed; raises UsageError for none."""
    wanted = "".join(ref.split()).casefold()
    past = past_plan(session, period_id)
    for row in past.rows:
        if row.then.ref.casefold() == wanted:
            return row
    raise UsageError(
        f"There was no {ref} in the plan when {past.was.label} was closed.",
        "plandesk tree FILE --period P lists the refs it had.",
    )


def _beside(then: AsItWasRow, now: AsItWasRow | None, previous: dict[int, str]) -> ThenAndNow:
    found = () if now is None else tuple(_differences(then, now))
    return ThenAndNow(then, now, previous.get(then.id or 0), found)


def _differences(then: AsItWasRow, now: AsItWasRow) -> Iterator[Difference]:
    pairs: list[tuple[str, Any, Any]] = [
        (name, getattr(then, name), getattr(now, name)) for name in ("ref", "title")
    ]
    if now.rating is not None:  # what today's period has not rated yet did not change
        pairs.insert(0, ("rating", then.rating, now.rating))
    pairs += [
        ("parent", then.parent_ref, now.parent_ref),
        ("lead", then.leads, now.leads),
        ("sponsor", then.sponsors, now.sponsors),
        ("scope", then.scope, now.scope),
        ("due", then.due, now.due),
        ("outcome", _outcome(then), _outcome(now)),
    ]
    if then.level is Level.MILESTONE:
        pairs.append(("done", then.done, now.done))
    pairs += [
        (name, then.fields.get(name), now.fields.get(name))
        for name in sorted({*then.fields, *now.fields})
    ]
    for name, before, after in pairs:
        if before != after and _text(before) != _text(after):
            yield Difference(name, _text(before), _text(after))


def _outcome(row: AsItWasRow) -> str:
    return ": ".join(part for part in (row.outcome_word, row.outcome_note) if part)


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple | list):
        return join_names(str(part) for part in cast("list[object]", value))
    return "" if value is None else str(value)


def _ratings(session: Session, period_id: int | None) -> dict[int, str]:
    found = session.execute(
        select(ItemUpdate.item_id, ItemUpdate.rating).where(
            ItemUpdate.period_id == period_id, ItemUpdate.rating.is_not(None)
        )
    )
    return {row.item_id: row.rating or "" for row in found}
