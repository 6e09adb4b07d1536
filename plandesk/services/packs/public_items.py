"""What of the workstreams, projects, actions and milestones travels inside a public pack."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, cast

from plandesk.models.content import ItemContent, PlanContent, UpdateContent
from plandesk.models.types import Level, Rating, join_names
from plandesk.reports.content import PackContent
from plandesk.reports.plan_content import PerformancePlan
from plandesk.services.packs.said import Words, own_texts, parts_of, public_sections
from plandesk.services.queries.packs.content import PlanFacts


class PrintedRows:
    """What the public pages say in the rows of each reference: words, ratings, and what led to it.

    ``ratings`` are codes by reference and label of the period. ``groups`` are the titles under
    which a reference is listed.
    """

    def __init__(self, pack: PackContent, facts: PlanFacts) -> None:
        self._now = facts.period.label if facts.period else ""
        self._before = facts.previous.label if facts.previous else ""
        self._texts: dict[str, list[str]] = defaultdict(list)
        self._words: dict[str, Words] = {}
        self.ratings: dict[str, dict[str, str]] = defaultdict(dict)
        self.groups: dict[str, set[str]] = defaultdict(set)
        for section in public_sections(pack):
            labels = section.quarters if isinstance(section, PerformancePlan) else ()
            self._take(section, "", labels)

    def says(self, ref: str, value: object) -> bool:
        """Tell whether the pages print this text or number in a row of this reference."""
        if ref not in self._words:
            self._words[ref] = Words(self._texts.get(ref, ()))
        return self._words[ref].say(value)

    def _take(self, value: object, group: str, labels: tuple[str, ...]) -> None:
        ref, title = getattr(value, "ref", None), getattr(value, "title", None)
        if isinstance(ref, str) and isinstance(title, str):
            self._texts[ref] += own_texts(value)
            self.groups[ref].add(group)
            self._rated(ref, value, labels)
        below = title if isinstance(title, str) else group
        for part in parts_of(value):
            if not isinstance(part, str):
                self._take(part, below, labels)

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
        self._outcomes = {option.code: option.word for option in plan.outcomes}

    def items(self) -> tuple[ItemContent, ...]:
        """Return the printed items; one that only holds printed ones keeps no more than its ref."""
        shown = {item.key: made for item in self._plan.items if (made := self._item(item))}
        above = {item.key: item.parent for item in self._plan.items}
        needed = set(shown)
        for key in shown:
            while key := above.get(key, ""):
                needed.add(key)
        return tuple(
            shown.get(item.key) or _bare(item) for item in self._plan.items if item.key in needed
        )

    def _item(self, item: ItemContent) -> ItemContent | None:
        ref = self._refs[item.parent] if item.level is Level.MILESTONE else item.ref
        says = self._printed.says
        if not says(ref, item.title):
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
            done=item.done and says(ref, "(done)"),
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
        return not isinstance(value, bool) and self._printed.says(ref, value)

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
