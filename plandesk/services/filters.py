"""Narrowing the plan down: which rows a set of filters shows."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from plandesk.models.types import Level
from plandesk.services.queries.plan_tree import PlanRow

NOT_RATED = ""


@dataclass(frozen=True, slots=True)
class PlanFilter:
    """What the filter bar asks for; the empty filter shows every row.

    Several values in one filter are joined by "or", the filters by "and". ``ratings`` holds codes
    of the scale and ``NOT_RATED`` for none; ``outcomes`` holds codes and "" for none. A row
    without a date is outside every ``due_from``/``due_to`` range (both days included). ``text``
    is looked for through the search index (see ``visible_ids``).
    """

    text: str = ""
    ratings: frozenset[str] = frozenset()
    leads: frozenset[str] = frozenset()
    scope: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()
    outcomes: frozenset[str] = frozenset()
    levels: frozenset[int] = frozenset()
    due_from: dt.date | None = None
    due_to: dt.date | None = None
    overdue: bool = False
    changed: bool = False
    open_only: bool = False

    def __bool__(self) -> bool:
        return self != _EMPTY

    def matches(self, row: PlanRow) -> bool:
        """Tell whether a row passes everything but the text."""
        if self.overdue and not row.overdue:
            return False
        if self.changed and not row.changed:
            return False
        if self.open_only and (row.closed or row.done):
            return False
        if self.levels and row.level not in self.levels:
            return False
        if self.ratings and not self._rated(row):
            return False
        if self.outcomes and (row.outcome or "") not in self.outcomes:
            return False
        if self.leads and self.leads.isdisjoint(row.leads):
            return False
        if self.scope and self.scope.isdisjoint(row.scope):
            return False
        if self.sources and self.sources.isdisjoint(row.sources):
            return False
        return self._due(row)

    def _rated(self, row: PlanRow) -> bool:
        # What is never rated is not "not rated": milestones are ticked, other rows may have no
        # rating because their actions have.
        if row.current is None and (row.level is not Level.ACTION or row.closed):
            return False
        return (row.current or NOT_RATED) in self.ratings

    def _due(self, row: PlanRow) -> bool:
        if self.due_from is None and self.due_to is None:
            return True
        latest = row.due_latest
        if latest is None:
            return False
        return (self.due_from is None or latest >= self.due_from) and (
            self.due_to is None or latest <= self.due_to
        )

    def as_pairs(self) -> tuple[tuple[str, Any], ...]:
        """Return the filters that are set, as ``SaveView`` keeps them."""
        return tuple(
            (field.name, _plain(value))
            for field in dataclasses.fields(self)
            if (value := getattr(self, field.name)) != field.default
        )

    @classmethod
    def from_saved(cls, filters: Mapping[str, Any]) -> PlanFilter:
        """Read a saved view's filters; a name or value that is not known is left out."""
        known = {field.name: field.default for field in dataclasses.fields(cls)}
        read = {
            name: _read(known[name], name, value)
            for name, value in filters.items()
            if name in known
        }
        return cls(**{name: value for name, value in read.items() if value is not None})


_EMPTY = PlanFilter()


def _plain(value: Any) -> Any:
    if isinstance(value, frozenset):
        return tuple(sorted(value))  # type: ignore[type-var]  # words or numbers, never both
    return value.isoformat() if isinstance(value, dt.date) else value


def _read(default: Any, name: str, value: Any) -> Any:
    if isinstance(default, frozenset):
        return frozenset(cast("list[Any]", value)) if isinstance(value, list | tuple) else None
    if name.startswith("due_"):
        try:
            return dt.date.fromisoformat(value)
        except (TypeError, ValueError):
            return None
    return value if isinstance(value, type(default)) else None


def visible_ids(
    rows: Sequence[PlanRow], wanted: PlanFilter, found: Collection[int] | None = None
) -> tuple[set[int], set[int]]:
    """Return the ids of the rows that pass, and of the rows above them that give them a place.

    ``found`` holds the rows where the filter's text was found (``SearchIndex.ids``), None when
    there is no text. Rows come parents before children, as ``plan_rows`` gives them.
    """
    if not wanted and found is None:
        return {row.id for row in rows}, set()
    passing = {row.id for row in rows if (found is None or row.id in found) and wanted.matches(row)}
    parents = {row.id: row.parent_id for row in rows}
    above: set[int] = set()
    for number in passing:
        parent = parents[number]
        while parent is not None and parent not in above:
            above.add(parent)
            parent = parents.get(parent)
    return passing, above - passing


@dataclass(frozen=True, slots=True)
class FilterChoices:
    """What there is to choose from in the rows at hand, each list in its order for showing."""

    leads: tuple[str, ...]
    scope: tuple[str, ...]
    sources: tuple[str, ...]
    outcomes: tuple[tuple[str, str], ...]


def filter_choices(rows: Iterable[PlanRow]) -> FilterChoices:
    """Return the leads, scopes, sources and outcomes that the rows have."""
    leads: set[str] = set()
    scope: set[str] = set()
    sources: set[str] = set()
    outcomes: dict[str, str] = {}
    for row in rows:
        leads.update(row.leads)
        scope.update(row.scope)
        sources.update(row.sources)
        if row.outcome:
            outcomes[row.outcome] = row.outcome_word
    return FilterChoices(
        _sorted(leads),
        _sorted(scope),
        _sorted(sources),
        tuple(sorted(outcomes.items(), key=lambda pair: pair[1].casefold())),
    )


def _sorted(names: set[str]) -> tuple[str, ...]:
    return tuple(sorted(names, key=str.casefold))
