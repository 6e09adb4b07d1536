"""What the filter bar asks of the plan: plain values, and the test of one row."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plandesk.services.queries.plan_tree import PlanRow

UNRATED = ""


@dataclass(frozen=True, slots=True)
class PlanFilter:
    """Which rows to show; the empty filter shows all.

    ``ratings`` holds codes of the plan's scale, and ``UNRATED`` for "no rating yet".
    ``outcome`` is a code, "" for none decided, and None for any. A row without a date is outside
    every range from ``due_from`` to ``due_to``, both days included. ``only`` narrows to rows that
    a figure elsewhere counts. The words of ``text`` must all occur in the ref, title, leads, due,
    scope or source, in any order.
    """

    text: str = ""
    ratings: frozenset[str] = frozenset()
    lead: str = ""
    changed: bool = False
    overdue: bool = False
    open_only: bool = False
    only: frozenset[int] = frozenset()
    due_from: dt.date | None = None
    due_to: dt.date | None = None
    scope: str = ""
    source: str = ""
    outcome: str | None = None

    def __bool__(self) -> bool:
        return self != _EMPTY

    @property
    def words(self) -> tuple[str, ...]:
        """The words that must occur, folded for comparison."""
        return tuple(self.text.casefold().split())

    def takes(self, row: PlanRow) -> bool:
        """Whether a row has the asked rating, lead and marks; the text is tested elsewhere."""
        if self.ratings and (row.current or UNRATED) not in self.ratings:
            return False
        if self.lead and self.lead not in row.leads:
            return False
        if self.only and row.id not in self.only:
            return False
        if self.open_only and row.closed:
            return False
        if (self.scope and self.scope not in row.scope) or not self._is_due(row):
            return False
        if self.source and self.source not in row.sources:
            return False
        if self.outcome is not None and self.outcome != (row.outcome or ""):
            return False
        return (not self.changed or row.changed) and (not self.overdue or row.overdue)

    def _is_due(self, row: PlanRow) -> bool:
        if self.due_from is None and self.due_to is None:
            return True
        latest = row.due_latest
        return latest is not None and (
            (self.due_from is None or latest >= self.due_from)
            and (self.due_to is None or latest <= self.due_to)
        )


_EMPTY = PlanFilter()


def searchable(row: PlanRow) -> str:
    """Return the folded text that a row's words are looked for in."""
    parts = (row.ref, row.title, *row.leads, row.due_text, *row.scope, *row.sources)
    return "\n".join(parts).casefold()
