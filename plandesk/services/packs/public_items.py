"""What of the workstreams, projects, actions and milestones travels inside a public pack."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import Any, cast

from plandesk.models.content import ItemContent, PlanContent, UpdateContent
from plandesk.models.types import Level, Rating, join_names
from plandesk.reports.content import ChangeRow, PackContent, TableSection
from plandesk.reports.plan_content import (
    Deliverable,
    DeliveryMilestone,
    PerformancePlan,
    PlanTheme,
    ServicePlan,
    ThemeAction,
)
from plandesk.services.packs.said import Words, own_texts, parts_of, public_sections
from plandesk.services.queries.packs.content import PlanFacts

_WITH_COLUMNS = (
    ChangeRow,
    Deliverable,
    DeliveryMilestone,
    PlanTheme,
    ServicePlan,
    ThemeAction,
)
"""The rows that print the further columns of a plan's kind."""


class PrintedRows:
    """What the public pages say in the rows of each reference: words, ratings, and what led to it.

    ``ratings`` are codes by reference and label of the period. ``groups`` are the titles under
    which a reference is listed, ``headings`` the titles without a reference by those above them.
    """

    def __init__(self, pack: PackContent, facts: PlanFacts) -> None:
        self._now = facts.period.label if facts.period else ""
        self._before = facts.previous.label if facts.previous else ""
        self._texts: dict[str, list[str]] = defaultdict(list)
        self._columns: dict[str, list[str]] = defaultdict(list)
        self._words: dict[tuple[bool, str], Words] = {}
        self.ratings: dict[str, dict[str, str]] = defaultdict(dict)
        self.groups: dict[str, set[str]] = defaultdict(set)
        self.headings: dict[str, set[str]] = defaultdict(set)
        for section in public_sections(pack):
            labels = section.quarters if isinstance(section, PerformancePlan) else ()
            self._take(section, "", labels)

    def says(self, ref: str, value: object) -> bool:
        """Tell whether the pages print this text or number in a row of this reference."""
        return self._found(ref, columns=False).say(value)

    def shows(self, ref: str, value: object) -> bool:
        """Tell whether a row of this reference that prints further columns prints this one.

        Other rows have figures of their own, which may be those of a column by chance.
        """
        return self._found(ref, columns=True).say(value)

    def _found(self, ref: str, *, columns: bool) -> Words:
        key = (columns, ref)
        if key not in self._words:
            texts = self._columns if columns else self._texts
            self._words[key] = Words(texts.get(ref, ()))
        return self._words[key]

    def _take(self, value: object, group: str, labels: tuple[str, ...]) -> None:
        ref, title = getattr(value, "ref", None), getattr(value, "title", None)
        if isinstance(ref, str) and isinstance(title, str):
            self._row(ref, value)
            self.groups[ref].add(group)
            self._rated(ref, value, labels)
        elif isinstance(title, str):
            self.headings[group].add(title)
        elif isinstance(value, TableSection):
            self._table(value)
        below = title if isinstance(title, str) else group
        for part in parts_of(value):
            if not isinstance(part, str):
                self._take(part, below, labels)

    def _row(self, ref: str, row: object) -> None:
        said = tuple(own_texts(row))
        self._texts[ref] += said
        if isinstance(row, _WITH_COLUMNS):
            self._columns[ref] += said

    def _table(self, table: TableSection) -> None:
        """Take the rows of a plain table, whose first cell is the reference."""
        for row in table.rows:
            if row and isinstance(row[0], str):
                self._row(row[0], row)

    def _rated(self, ref: str, row: object, labels: tuple[str, ...]) -> None:
        by_label = {self._before: getattr(row, "previous", None)}
        by_label[self._now] = getattr(row, "current", None) or getattr(row, "rating", None)
        by_label |= dict(zip(labels, getattr(row, "quarters", ()), strict=False))
        for label, rating in by_label.items():
            if isinstance(rating, Rating):
                self.ratings[ref][label] = rating.code


class PublishedItems:
    """Goes through a plan and keeps what is printed."""

    def __init__(self, plan: PlanContent, printed: PrintedRows, period: str) -> None:
        """Take the plan as of the period with this label."""
        self._plan = plan
        self._printed = printed
        self._period = period
        self._refs = {item.key: item.ref for item in plan.items}
        self._titles = {item.key: item.title for item in plan.items}
        self._outcomes = {option.code: option.word for option in plan.outcomes}

    def items(self, linked: Collection[str] = ()) -> tuple[ItemContent, ...]:
        """Return the printed items; one that only holds or is linked to others keeps its ref alone.

        ``linked`` are the keys of items whose references stand in the registers.
        """
        shown = {item.key: made for item in self._plan.items if (made := self._item(item))}
        above = {item.key: item.parent for item in self._plan.items}
        needed = {*shown, *linked}
        for key in tuple(needed):
            while key := above.get(key, ""):
                needed.add(key)
        return tuple(
            shown.get(item.key) or _bare(item) for item in self._plan.items if item.key in needed
        )

    def _item(self, item: ItemContent) -> ItemContent | None:
        ref = self._refs[item.parent] if item.level is Level.MILESTONE else item.ref
        says = self._printed.says
        headings = self._printed.headings[self._titles.get(item.parent, "")]
        if not says(ref, item.title) and item.title not in headings:
            return None
        outcome = self._outcomes.get(item.outcome or "", "")
        return replace(
            _bare(item),
            title=item.title,
            leads=item.leads if says(ref, join_names(item.leads)) else (),
            sponsors=item.sponsors if says(ref, join_names(item.sponsors)) else (),
            scope=item.scope if says(ref, f"({', '.join(item.scope)})") else (),
            sources=tuple(name for name in item.sources if self._led_to(ref, name)),
            due=item.due if says(ref, item.due) else "",
            reported_elsewhere=item.reported_elsewhere and says(ref, "reported elsewhere"),
            is_new=item.is_new and says(ref, f"New: {item.title}"),
            done=item.done and (says(ref, "(done)") or says(ref, "Done")),
            declared=item.declared if says(ref, f"The source says {item.declared}.") else None,
            outcome=item.outcome if says(ref, outcome) else None,
            outcome_note=item.outcome_note if says(ref, item.outcome_note) else "",
            fields=dict(self._fields(ref, item.fields)),
            updates=tuple(filter(None, (self._said(ref, said) for said in item.updates))),
        )

    def _led_to(self, ref: str, source: str) -> bool:
        """Tell whether a source stands in a row of this reference, or over one."""
        return source in self._printed.groups[ref] or self._printed.says(ref, source)

    def _fields(self, ref: str, fields: dict[str, Any]) -> Iterator[tuple[str, Any]]:
        for name, value in fields.items():
            if isinstance(value, list):
                lines = [line for line in cast("list[object]", value) if self._shown(ref, line)]
                if lines:
                    yield name, lines
            elif self._shown(ref, value):
                yield name, value

    def _shown(self, ref: str, value: object) -> bool:
        return not isinstance(value, bool) and self._printed.shows(ref, value)

    def _said(self, ref: str, said: UpdateContent) -> UpdateContent | None:
        shown = self._printed.ratings[ref].get(said.period) == said.rating
        rating = said.rating if shown else None
        if said.period != self._period:
            return UpdateContent(said.period, rating) if rating else None
        kept = {
            name: text if self._printed.says(ref, text) else ""
            for name in ("progress", "reason", "forecast", "help_needed")
            if (text := getattr(said, name)) is not None
        }
        found = UpdateContent(said.period, rating, **kept)
        return found if rating or any(kept.values()) else None


def _bare(item: ItemContent) -> ItemContent:
    return ItemContent(item.key, item.level, item.ref, item.parent, item.ref)


def printed_labels(pack: PackContent, labels: Iterable[str]) -> frozenset[str]:
    """Return those of the labels of periods that stand anywhere in the public sections."""
    wanted, found = set(labels), set[str]()
    waiting: list[object] = list(public_sections(pack))
    while waiting:
        value = waiting.pop()
        found.update(wanted.intersection(own_texts(value)))
        waiting += parts_of(value)
    return frozenset(found)
