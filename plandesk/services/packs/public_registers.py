"""What of the registers travels inside a public pack: the entries that its pages print."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, cast

from plandesk.models.content import EntryContent, EntryLinkContent, PlanContent, ValueContent
from plandesk.models.register_fields import field_text
from plandesk.models.register_types import RegisterKind, RoleScale
from plandesk.reports.content import PackContent
from plandesk.services.packs.said import Said, Words
from plandesk.services.registers.kinds import kinds_with

_SHOWN_BY_PLACE = {("swot-point", "quadrant")}
"""Fields that a page shows by where an entry stands on it, by kind of entry and key."""


def _heads(entry: EntryContent) -> tuple[str, ...]:
    """Return the texts by one of which the pages name an entry."""
    return entry.title, f"{entry.ref} {entry.title}", f"{entry.due}, {entry.title}"


@dataclass(frozen=True, slots=True)
class PrintedPeriods:
    """The periods that travel, by label; ``first`` is the one that the last is compared with."""

    dates: Mapping[str, dt.date]
    labels: frozenset[str]
    first: str

    def told(self, values: Iterable[ValueContent]) -> Iterator[ValueContent]:
        """Yield the values of these periods, and what still held at the first of them.

        The pages print what was last said, however long ago, without saying when.
        """
        held: dict[tuple[str, str, str], ValueContent] = {}
        for value in values:
            if not value.period or value.period in self.labels:
                yield value
            if value.period and self._date(value) <= self.dates[self.first]:
                last = held.setdefault(_place(value), value)
                held[_place(value)] = max(last, value, key=self._date)
        for value in held.values():
            if value.period not in self.labels:
                yield replace(value, period=self.first)

    def _date(self, value: ValueContent) -> dt.date:
        return self.dates[value.period]


def _place(value: ValueContent) -> tuple[str, str, str]:
    return value.key, value.area, value.about


class PublishedEntries:
    """Goes through the registers of a plan and keeps what is printed."""

    def __init__(self, plan: PlanContent, pack: PackContent, periods: PrintedPeriods) -> None:
        self._plan = plan
        self._periods = periods
        said = Said(pack, (head for entry in plan.entries for head in _heads(entry)))
        self._words = {entry.key: said.about(*_heads(entry)) for entry in plan.entries}
        kinds = kinds_with(plan.settings)
        shown: set[str] = set()
        for entry in plan.entries:  # in the order of the register: parts come after their whole
            named = self._words[entry.key].say(entry.title)
            if named and entry.kind in kinds and (not entry.parent or entry.parent in shown):
                shown.add(entry.key)
        self._kinds, self._shown = kinds, shown

    def entries(self) -> tuple[EntryContent, ...]:
        """Return the printed entries, each with no more than the pages say of it."""
        return tuple(self._printed(entry) for entry in self._plan.entries if self._is_shown(entry))

    def links(self) -> tuple[EntryLinkContent, ...]:
        """Return the links to items whose references the pages print with an entry."""
        refs = {item.key: item.ref for item in self._plan.items}
        return tuple(
            link
            for link in self._plan.entry_links
            if link.entry in self._shown and self._words[link.entry].name(refs.get(link.item, ""))
        )

    def _is_shown(self, entry: EntryContent) -> bool:
        return entry.key in self._shown

    def _printed(self, entry: EntryContent) -> EntryContent:
        kind, words = self._kinds[entry.kind], self._words[entry.key]
        fields = {
            name: kept
            for name, value in entry.fields.items()
            if (kept := _field(kind, name, value, words)) not in (None, "", [])
        }
        people = {part: _those(names, words) for part, names in entry.people.items()}
        about = ("", *self._shown)
        values = self._periods.told(value for value in entry.values if value.about in about)
        return EntryContent(
            entry.key,
            entry.kind,
            entry.title,
            entry.parent,
            entry.ref if words.say(entry.ref) else "",
            entry.due if words.say(entry.due) else "",
            entry.shared,
            fields,
            {part: names for part, names in people.items() if names},
            _those(entry.sources, words),
            _those(entry.characteristics, words),
            tuple(filter(None, (_value(kind, value, words) for value in values))),
        )


def _field(kind: RegisterKind, name: str, value: Any, words: Words) -> Any:
    """Return a field as far as it is printed: its text, the word of its choice, or its lines."""
    if (kind.key, name) in _SHOWN_BY_PLACE:
        return value
    spec = kind.field(name)
    if isinstance(value, list):
        return [line for line in cast("list[object]", value) if words.say(line)]
    if isinstance(value, bool):
        return value if spec is not None and words.say(spec.label) else None
    printed = field_text(spec, value) if spec is not None else ""
    return value if words.say(value) or words.say(printed) else None


def _value(kind: RegisterKind, value: ValueContent, words: Words) -> ValueContent | None:
    spec = kind.value(value.key)
    printed = field_text(spec.as_field(), value.text) if spec is not None else ""
    if not words.say(value.text) and not words.say(printed):
        return None
    if not all(words.say(place) for place in (value.period_text, value.area) if place):
        return None  # the figure of another time or area, which is the same by chance
    kept = {
        name: text if words.say(text) else ""
        for name in ("note", "source", "reason")
        if (text := getattr(value, name))
    }
    return replace(
        value,
        rating=_code(kind.scale, value.rating, words),
        trend=_code(kind.trend, value.trend, words),
        **kept,
    )


def _code(scale: RoleScale | None, code: str | None, words: Words) -> str | None:
    known = scale.scale.by_code(code) if scale is not None else None
    return code if known is not None and words.say(known.word) else None


def _those(names: Iterable[str], words: Words) -> tuple[str, ...]:
    return tuple(name for name in names if words.say(name))
