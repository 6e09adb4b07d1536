"""The plan that travels inside a pack: all of it in the full version, what is printed in public.

A field goes into the public version only where the public pages print its very words; nothing
has to be kept out by name, so that nothing can be forgotten.
"""

from __future__ import annotations

import dataclasses
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, cast

from sqlalchemy.orm import Session

from plandesk.models.content import ItemContent, PersonContent, PlanContent, UpdateContent
from plandesk.models.plan import Plan
from plandesk.models.types import Level, Rating, join_names
from plandesk.reports.content import PackContent
from plandesk.services.plan_json import plan_contents, to_json
from plandesk.services.queries.packs.content import PlanFacts

_PUBLIC_SETTINGS = ("council", "board")


def plan_as_printed(session: Session, facts: PlanFacts, plan_id: int) -> tuple[str, PlanContent]:
    """Return a plan's identifier and content, up to the period of the pack."""
    plan = session.get_one(Plan, plan_id)
    uid, content = next(pair for pair in plan_contents(session) if pair[0] == plan.uid)
    if facts.period is None:
        return uid, content
    last = facts.period.as_at
    kept = tuple(period for period in content.periods if period.as_at <= last)
    labels = {period.label for period in kept}
    items = tuple(
        replace(item, updates=tuple(said for said in item.updates if said.period in labels))
        for item in content.items
    )
    entries = tuple(
        replace(
            entry,
            values=tuple(said for said in entry.values if not said.period or said.period in labels),
        )
        for entry in content.entries
    )
    return uid, replace(content, periods=kept, items=items, entries=entries)


def as_bytes(uid: str, content: PlanContent) -> bytes:
    """Return a plan in the form of a JSON export; the same plan gives the same bytes."""
    said = json.loads(to_json([(uid, content)]))
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8")


def published(plan: PlanContent, pack: PackContent, facts: PlanFacts) -> PlanContent:
    """Return what the public version of a pack prints of a plan, and nothing else."""
    printed = _Printed(pack)
    labels = (
        facts.previous.label if facts.previous else "",
        facts.period.label if facts.period else "",
    )
    items = _Published(plan, printed, labels).items()
    named = {name for item in items for name in (*item.leads, *item.sponsors)}
    return replace(
        plan,
        items=items,
        links=(),
        entries=(),
        entry_links=(),
        exempt=(),
        people=tuple(
            PersonContent(person.name, person.kind)
            for person in plan.people
            if person.name in named
        ),
        periods=tuple(period for period in plan.periods if period.label in labels),
        settings={name: plan.settings[name] for name in _PUBLIC_SETTINGS if name in plan.settings},
    )


class _Printed:
    """What the public pages say about each reference: its words, and its ratings by place."""

    def __init__(self, pack: PackContent) -> None:
        self.words: dict[str, list[str]] = defaultdict(list)
        self.ratings: dict[str, dict[str, str]] = defaultdict(dict)
        for entry in pack.entries:
            if entry.exempt is None:
                self._take(entry.section)

    def says(self, ref: str, text: str) -> bool:
        """Tell whether the pages print this text in a row of this reference."""
        return bool(text) and any(text in said for said in self.words.get(ref, ()))

    def _take(self, value: object) -> None:
        if isinstance(value, tuple):
            for part in cast("tuple[object, ...]", value):
                self._take(part)
            return
        if not dataclasses.is_dataclass(value) or isinstance(value, type | Rating):
            return
        ref = getattr(value, "ref", None)
        if isinstance(ref, str) and hasattr(value, "title"):
            self.words[ref] += _own_words(value)
            for place in ("previous", "current"):
                rating = getattr(value, place, None)
                if isinstance(rating, Rating):
                    self.ratings[ref][place] = rating.code
        for field in dataclasses.fields(value):
            self._take(getattr(value, field.name))


def _own_words(value: Any) -> Iterator[str]:
    """Yield the texts of one printed row, without those of rows inside it."""
    for field in dataclasses.fields(value):
        said = getattr(value, field.name)
        if isinstance(said, str):
            yield said
        elif isinstance(said, tuple):
            parts = cast("tuple[object, ...]", said)
            yield from (part for part in parts if isinstance(part, str))


class _Published:
    """Goes through a plan and keeps what is printed."""

    def __init__(self, plan: PlanContent, printed: _Printed, labels: tuple[str, str]) -> None:
        self._plan = plan
        self._printed = printed
        self._labels = labels
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
            due=item.due if says(ref, item.due) else "",
            reported_elsewhere=item.reported_elsewhere and says(ref, "eported elsewhere"),
            is_new=item.is_new and says(ref, f"New: {item.title}"),
            done=item.done and says(ref, "(done)"),
            declared=item.declared if says(ref, f"The source says {item.declared}.") else None,
            outcome=item.outcome if says(ref, outcome) else None,
            outcome_note=item.outcome_note if says(ref, item.outcome_note) else "",
            updates=tuple(filter(None, (self._said(ref, said) for said in item.updates))),
        )

    def _said(self, ref: str, said: UpdateContent) -> UpdateContent | None:
        if said.period not in self._labels:
            return None
        place = "current" if said.period == self._labels[1] else "previous"
        rating = said.rating if self._printed.ratings[ref].get(place) == said.rating else None
        if place == "previous":
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
