"""The plan that grows while a tracker is read: drafts of items, found again by ref or title."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from plandesk.excel.trackers.grid import plain
from plandesk.excel.trackers.words import parent_ref, ref_letters
from plandesk.models.content import ItemContent, UpdateContent
from plandesk.models.types import Level


@dataclass(slots=True)
class Draft:
    """One item as far as it has been read; ``place`` is the sheet and row it stands on.

    ``outcome_note`` is the outcome as printed; ``note`` is what a column beside it says of it,
    None where there is no such column. ``parts`` are reason, forecast and help needed by period.
    """

    key: str
    level: Level
    title: str
    ref: str = ""
    parent: str = ""
    place: tuple[str, int] = ("", 0)
    leads: tuple[str, ...] = ()
    sponsors: tuple[str, ...] = ()
    scope: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    due: str = ""
    reported_elsewhere: bool = False
    is_new: bool = False
    done: bool = False
    declared: int | None = None
    outcome_note: str = ""
    note: str | None = None
    made_up: bool = False
    fields: dict[str, Any] = field(default_factory=dict[str, Any])
    ratings: dict[str, str] = field(default_factory=dict[str, str])
    progress: dict[str, str] = field(default_factory=dict[str, str])
    parts: dict[str, dict[str, str]] = field(default_factory=dict[str, dict[str, str]])
    evidence: tuple[str, ...] = ()
    refers: tuple[str, ...] = ()

    def tick(self, done: frozenset[str], words: dict[str, str]) -> None:
        """Turn a milestone's ratings into a tick: milestones are done or not, never rated.

        ``done`` are the codes that mean delivered. What was printed stays as a further column.
        """
        if self.level is not Level.MILESTONE or not (self.ratings or self.progress):
            return
        if self.ratings:
            self.done = list(self.ratings.values())[-1] in done
            said = [f"{label}: {words.get(code, code)}" for label, code in self.ratings.items()]
            self.fields["rating"] = "; ".join(said)
        if self.progress:
            self.fields["comments"] = "\n".join(self.progress.values())
        self.ratings, self.progress = {}, {}

    def content(self, outcome: str | None) -> ItemContent:
        """Return the item as a plain value with its outcome's code."""
        return ItemContent(
            key=self.key,
            level=self.level,
            title=self.title,
            parent=self.parent,
            ref=self.ref,
            leads=self.leads,
            sponsors=self.sponsors,
            scope=self.scope,
            sources=self.sources,
            due=self.due,
            reported_elsewhere=self.reported_elsewhere,
            is_new=self.is_new,
            done=self.done,
            declared=self.declared,
            outcome=outcome,
            outcome_note=self.outcome_note if self.note is None else self.note,
            fields=self.fields,
            updates=self._updates() if self.ratings or self.progress or self.parts else (),
            evidence=self.evidence,
        )

    def _updates(self) -> tuple[UpdateContent, ...]:
        labels = dict.fromkeys([*self.ratings, *self.progress, *self.parts])
        return tuple(
            UpdateContent(
                label,
                self.ratings.get(label),
                self.progress.get(label, ""),
                **self.parts.get(label, {}),
            )
            for label in labels
        )


class Tree:
    """The drafts of one plan; keeps which workstream and project the next row belongs to."""

    def __init__(self, title: str, words: tuple[str, ...]) -> None:
        self._title = title
        self._words = words
        self._drafts: dict[str, Draft] = {}
        self._by_ref: dict[tuple[Level, str], Draft] = {}
        self._by_title: dict[tuple[Level, str | None, str], Draft] = {}
        self._made = 0
        self.letters: set[str] = set()
        self.workstream: Draft | None = None
        self.project: Draft | None = None
        self.action: Draft | None = None

    def __len__(self) -> int:
        return len(self._drafts)

    def find(self, level: Level, ref: str) -> Draft | None:
        """Return the draft with this ref at this level, or None."""
        return self._by_ref.get((level, ref.casefold())) if ref else None

    def titled(self, level: Level, title: str, parent: str | None = None) -> Draft | None:
        """Return the draft with this title at this level, below ``parent`` if that is given."""
        return self._by_title.get((level, parent, plain(title).casefold()))

    def key_for(self, place: tuple[str, int], part: str = "") -> str:
        """Return a key that no other draft has, made of where the row stands."""
        key = f"{place[0]}!{place[1]}{part}"
        while key in self._drafts:
            self._made += 1
            key = f"{place[0]}!{place[1]}{part}+{self._made}"
        return key

    def add(self, draft: Draft) -> Draft:
        """Keep a draft and let it be found by ref and title; the first of two keeps its name."""
        self._drafts[draft.key] = draft
        if draft.ref:
            self._by_ref.setdefault((draft.level, draft.ref.casefold()), draft)
        said = plain(draft.title).casefold()
        for parent in (None, draft.parent):
            self._by_title.setdefault((draft.level, parent, said), draft)
        return draft

    def open_workstream(self, ref: str, title: str, place: tuple[str, int]) -> Draft:
        """Make the named workstream the current one; adds it when it is not there."""
        found = self.find(Level.WORKSTREAM, ref) or self.titled(Level.WORKSTREAM, title)
        if found is None:
            found = self.add(
                Draft(self.key_for(place, "w"), Level.WORKSTREAM, title, ref, place=place)
            )
        elif found.made_up and title:
            found.title, found.made_up, found.place = title, False, place
        self.workstream, self.project, self.action = found, None, None
        return found

    def workstream_for(self, ref: str, place: tuple[str, int]) -> Draft:
        """Return the workstream that a project with this ref belongs to; made up if need be."""
        letters = ref_letters(ref)
        if letters and letters in self.letters:
            found = self.find(Level.WORKSTREAM, letters)
            if found is None:
                found = self._make_up(letters, f"{self._words[0]} {letters}", place)
            return found
        if self.workstream is not None:
            return self.workstream
        found = self.titled(Level.WORKSTREAM, self._title)
        return found or self._make_up("", self._title, place)

    def _make_up(self, ref: str, title: str, place: tuple[str, int]) -> Draft:
        return self.add(
            Draft(self.key_for(place, "w"), Level.WORKSTREAM, title, ref, place=place, made_up=True)
        )

    def open_project(self, ref: str, title: str, place: tuple[str, int]) -> Draft:
        """Make a project the current one: the one with this ref or title, else a new one."""
        found = self.find(Level.PROJECT, ref)
        if found is None:
            above = self.workstream.key if self.workstream is not None else None
            named = self.titled(Level.PROJECT, title, above)
            # Two projects may share a title; a ref tells them apart.
            found = named if named is not None and not (ref and named.ref) else None
        if found is None:
            parent = self.workstream_for(ref, place)
            found = self.add(
                Draft(self.key_for(place), Level.PROJECT, title, ref, parent.key, place)
            )
        elif found.made_up and title:
            found.title, found.made_up, found.place = title, False, place
        self.project, self.action = found, None
        return found

    def project_for(self, ref: str, place: tuple[str, int], name: str) -> Draft:
        """Return the project of an action: the one its ref names, else the current one.

        ``name`` is what to call a project that has to be made up: an action needs one.
        """
        above = parent_ref(ref)
        found = self.find(Level.PROJECT, above)
        if found is not None:
            return found
        current = self.project
        if current is not None and (not above or not current.ref):
            return current
        if current is None and not above:
            parent = self.workstream_for(ref, place).key
            known = self.titled(Level.PROJECT, name, parent)
            return known or self._make_project("", name, place)
        return self._make_project(above, self.project_word(above), place)

    def project_word(self, ref: str) -> str:
        """Return what to call a project of which only the ref is known."""
        return f"{self._words[1]} {ref}"

    def project_below(self, name: str, place: tuple[str, int]) -> Draft:
        """Return the current project, or one of this name made up in the current workstream."""
        if self.project is None:
            above = self.workstream_for("", place).key
            known = self.titled(Level.PROJECT, name, above)
            self.project = known or self._make_project("", name, place)
        return self.project

    def _make_project(self, ref: str, title: str, place: tuple[str, int]) -> Draft:
        parent = self.workstream_for(ref, place)
        key = self.key_for(place, "p")
        return self.add(Draft(key, Level.PROJECT, title, ref, parent.key, place, made_up=True))

    def __iter__(self) -> Iterator[Draft]:
        """Yield the drafts from the top, each followed by what belongs to it."""
        below: dict[str, list[Draft]] = {}
        for draft in self._drafts.values():
            below.setdefault(draft.parent, []).append(draft)
        waiting = list(reversed(below.get("", [])))
        while waiting:
            draft = waiting.pop()
            yield draft
            waiting += reversed(below.get(draft.key, []))
