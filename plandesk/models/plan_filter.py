"""Narrowing a plan down: what a filter asks for, and the test of one row."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from plandesk.models.plan_rows import PlanRow
from plandesk.models.types import Level

NOT_RATED = ""


Test = Callable[[PlanRow], bool]


@dataclass(frozen=True, slots=True)
class PlanFilter:
    """Which rows to show; the empty filter shows all.

    Several values in one filter are joined by "or", the filters by "and". ``ratings`` holds codes
    of the scale and ``NOT_RATED`` for none; ``outcomes`` holds codes and "" for none decided. A
    row without a date is outside every range from ``due_from`` to ``due_to`` (both days
    included). ``only`` narrows to rows that a figure elsewhere counts, and is not kept with a
    view. The words of ``text`` must all occur in what ``search_text`` returns, in any order.
    """

    text: str = ""
    ratings: frozenset[str] = frozenset()
    leads: frozenset[str] = frozenset()
    scope: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()
    outcomes: frozenset[str] = frozenset()
    due_from: dt.date | None = None
    due_to: dt.date | None = None
    overdue: bool = False
    changed: bool = False
    open_only: bool = False
    only: frozenset[int] = frozenset()

    def __bool__(self) -> bool:
        return self != _EMPTY

    @property
    def words(self) -> tuple[str, ...]:
        """The words that must occur, folded for comparison."""
        return tuple(self.text.casefold().split())

    @property
    def is_text_only(self) -> bool:
        """Tell whether nothing but words is asked for."""
        return self == PlanFilter(self.text)

    def matches(self, row: PlanRow) -> bool:
        """Tell whether a row passes everything but the words."""
        return all(test(row) for test in self.tests())

    def tests(self) -> list[Test]:
        """Return a test for each thing asked for but the words, the quickest first.

        Whoever narrows many rows asks them one after the other, each of what the last one left.
        """
        found: list[Test] = []
        if self.overdue:
            found.append(lambda row: row.overdue)
        if self.changed:
            found.append(lambda row: row.changed)
        if self.only:
            found.append(lambda row: row.id in self.only)
        if self.open_only:
            found.append(lambda row: not (row.closed or row.done))
        if self.ratings:
            found.append(self._rated)
        if self.outcomes:
            found.append(lambda row: (row.outcome or "") in self.outcomes)
        if self.leads:
            found.append(lambda row: not self.leads.isdisjoint(row.leads))
        if self.scope:
            found.append(lambda row: not self.scope.isdisjoint(row.scope))
        if self.sources:
            found.append(lambda row: not self.sources.isdisjoint(row.sources))
        if self.due_from or self.due_to:
            found.append(self._due)
        return found

    def _rated(self, row: PlanRow) -> bool:
        # What is never rated is not "not rated": milestones are ticked, other rows may have no
        # rating because their actions have.
        if row.current is None and (row.level is not Level.ACTION or row.closed):
            return False
        return (row.current or NOT_RATED) in self.ratings

    def _due(self, row: PlanRow) -> bool:
        first, last = self.due_from or dt.date.min, self.due_to or dt.date.max
        return row.due_latest is not None and first <= row.due_latest <= last

    def as_pairs(self) -> tuple[tuple[str, Any], ...]:
        """Return the filters that are set, as a saved view keeps them."""
        return tuple(
            (field.name, _plain(value))
            for field in dataclasses.fields(self)
            if field.name != "only" and (value := getattr(self, field.name)) != field.default
        )

    @classmethod
    def from_saved(cls, filters: Mapping[str, Any]) -> PlanFilter:
        """Read a saved view's filters; a name or value that is not known is left out."""
        known = {field.name: field.default for field in dataclasses.fields(cls)}
        del known["only"]
        read = {
            name: _read(known[name], name, value)
            for name, value in filters.items()
            if name in known
        }
        return cls(**{name: value for name, value in read.items() if value is not None})


_EMPTY = PlanFilter()


def search_text(row: PlanRow) -> str:
    """Return the folded text that a row's words are looked for in."""
    parts = (row.ref, row.title, *row.leads, row.due_text, *row.scope, *row.sources)
    return "\n".join(parts).casefold()


def _plain(value: Any) -> Any:
    if isinstance(value, frozenset):
        return tuple(sorted(cast("frozenset[str]", value)))
    return value.isoformat() if isinstance(value, dt.date) else value


def _read(default: Any, name: str, value: Any) -> Any:
    if isinstance(default, frozenset):
        if not isinstance(value, list | tuple):
            return None
        return frozenset(map(str, cast("list[Any]", value)))
    if name.startswith("due_"):
        try:
            return dt.date.fromisoformat(value)
        except (TypeError, ValueError):
            return None
    return value if isinstance(value, type(default)) else None
