"""A whole plan as plain values: what the sample, a JSON file or a tracker says.

Keys are strings that are unique within one content: a stable identifier where there is one,
else any name the reader makes up. People, tags and periods are joined by their names.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from plandesk.models.types import Level, LinkKind, PeriodState, PersonKind, Scale


@dataclass(frozen=True, slots=True)
class OutcomeOption:
    """One outcome that a review may give: its code, its words, and whether it closes the action."""

    code: str
    word: str
    closes: bool = True
    needs_target: bool = False


@dataclass(frozen=True, slots=True)
class PersonContent:
    """A person or a post that leads or sponsors work; ``post`` is what a named person is."""

    name: str
    kind: PersonKind = PersonKind.ROLE
    email: str = ""
    post: str = ""


@dataclass(frozen=True, slots=True)
class PeriodContent:
    """A reporting period: its own label, as-at date, date returns are due, and state."""

    label: str
    as_at: dt.date
    due: dt.date | None = None
    state: PeriodState = PeriodState.OPEN


@dataclass(frozen=True, slots=True)
class UpdateContent:
    """What was said about one plan item in one period; ``rating`` is a code of the scale."""

    period: str
    rating: str | None = None
    progress: str = ""
    reason: str = ""
    forecast: str = ""
    help_needed: str = ""


@dataclass(frozen=True, slots=True)
class ItemContent:
    """A workstream, project, action or milestone, in the order of the plan.

    ``parent`` is the key of the item above, empty at the top. ``due`` is the timeframe as
    printed. ``declared`` is the number of actions a project says it has, where its source says
    so. ``fields`` holds the further columns of the plan's preset by name.
    """

    key: str
    level: Level
    title: str
    parent: str = ""
    ref: str = ""
    leads: tuple[str, ...] = ()
    sponsors: tuple[str, ...] = ()
    scope: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    due: str = ""
    reported_elsewhere: bool = False
    is_new: bool = False
    done: bool = False
    declared: int | None = None
    outcome: str | None = None
    outcome_note: str = ""
    fields: dict[str, Any] = field(default_factory=dict[str, Any])
    updates: tuple[UpdateContent, ...] = ()
    evidence: tuple[str, ...] = ()
    characteristics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LinkContent:
    """A link from one plan item to another, by their keys."""

    source: str
    kind: LinkKind
    target: str


@dataclass(frozen=True, slots=True)
class ExemptContent:
    """What is not for publication: the key of an item or entry, the paragraph and the reason.

    Without ``parts`` (see ``ExemptPart``) the whole of it is exempt.
    """

    key: str
    paragraph: str
    reason: str
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ValueContent:
    """One value of an entry of a register, as printed.

    ``period`` is the label of a period of the plan, ``period_text`` any other; ``about`` is the
    key of the entry that the value is against. See ``EntryValue`` for the rest.
    """

    key: str
    text: str = ""
    period: str = ""
    period_text: str = ""
    area: str = ""
    about: str = ""
    note: str = ""
    source: str = ""
    rating: str | None = None
    trend: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class EntryContent:
    """One entry of a register, or a part of one, in the order of the register.

    ``parent`` is the key of the entry above, empty for none. ``shared`` says that it belongs to
    all plans of the file. ``people`` are names by the part that they play.
    """

    key: str
    kind: str
    title: str
    parent: str = ""
    ref: str = ""
    due: str = ""
    shared: bool = False
    fields: dict[str, Any] = field(default_factory=dict[str, Any])
    people: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    sources: tuple[str, ...] = ()
    characteristics: tuple[str, ...] = ()
    values: tuple[ValueContent, ...] = ()


@dataclass(frozen=True, slots=True)
class EntryLinkContent:
    """A link from an entry to a plan item, both by their keys; without one to the whole plan."""

    entry: str
    kind: str
    item: str = ""


@dataclass(frozen=True, slots=True)
class PlanContent:
    """Everything needed to build one plan.

    Entries that belong to all plans stand in the first plan of a file; ``entry_links`` are those
    to this plan, from whichever entry.
    """

    title: str
    preset: str
    level_names: tuple[str, str, str, str]
    scale: Scale
    outcomes: tuple[OutcomeOption, ...] = ()
    people: tuple[PersonContent, ...] = ()
    periods: tuple[PeriodContent, ...] = ()
    items: tuple[ItemContent, ...] = ()
    links: tuple[LinkContent, ...] = ()
    entries: tuple[EntryContent, ...] = ()
    entry_links: tuple[EntryLinkContent, ...] = ()
    exempt: tuple[ExemptContent, ...] = ()
    settings: dict[str, Any] = field(default_factory=dict[str, Any])
