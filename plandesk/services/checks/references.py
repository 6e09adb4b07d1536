"""Checks of the refs in texts, and of what is a duplicate of what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import cast

from plandesk.models.plan_rows import PlanRow
from plandesk.models.reference_paths import find_chains, find_cycles
from plandesk.models.references import find_refs, prefixes_of, resolve
from plandesk.models.types import Level
from plandesk.services.checks.facts import PlanFacts, Written
from plandesk.services.checks.finding import PlanFinding

_PATH = " > "
_DIGIT = re.compile(r"\d")
_SHAPE = re.compile(r"[A-Za-z]{0,4}\d{1,3}(?:\.\d{1,3})*")


def unknown_refs(facts: PlanFacts) -> Iterator[PlanFinding]:
    """Find refs in texts that no row of the plan has or had."""
    reader = _RefReader(facts)
    aliases = {
        old: facts.items[item_id].ref
        for old, item_id in facts.former_refs.items()
        if item_id in facts.items
    }
    # A strange ref can only stand for something through a former one, so no other is asked.
    current = [ref for ref in aliases.values() if reader.knows(ref)]
    for item, written in facts.written():
        strange = dict.fromkeys(
            ref
            for text in _texts(item, written)
            for ref in reader.refs(text)
            if not reader.knows(ref)
        )
        if not strange:
            continue
        owner = _owner(facts, item)
        for ref in resolve(strange, current, aliases).unknown:
            yield facts.finding(
                "unknown-ref",
                owner,
                f"{owner.where} refers to {ref}, which is not in the plan.",
                "Correct the ref, or add what it refers to.",
            )


def empty_sections(facts: PlanFacts) -> Iterator[PlanFinding]:
    """Find refs in texts to a project that lists nothing and is not reported elsewhere."""
    empty = {
        item.ref: item
        for item in facts.at(Level.PROJECT)
        if item.ref and not item.reported_elsewhere and not facts.below(item)
    }
    reader = _RefReader(facts)
    told: dict[str, dict[int, str]] = {}
    for item, written in facts.written() if empty else ():
        owner = _owner(facts, item)
        for text in _texts(item, written):
            for ref in reader.refs(text):
                if ref in empty and empty[ref].id != item.id:
                    told.setdefault(ref, {})[owner.id] = owner.where
    for ref, owners in told.items():
        *others, last = owners.values()
        where = f"{', '.join(others)} and {last} refer" if others else f"{last} refers"
        found = facts.finding(
            "empty-section",
            empty[ref],
            f"{where} to {ref}, which lists nothing.",
            f"Add what {ref} holds, or correct the ref.",
        )
        yield replace(found, rows=(empty[ref].id, *owners))


class _RefReader:
    """Finds the refs in a text of a plan, however many refs the plan has."""

    def __init__(self, facts: PlanFacts) -> None:
        self.known = {item.ref.casefold(): item.ref for item in facts.items.values() if item.ref}
        self._prefixes = prefixes_of(self.known.values())

    def knows(self, ref: str) -> bool:
        """Tell whether a row of the plan has this ref now."""
        return ref.casefold() in self.known

    def refs(self, text: str) -> list[str]:
        """Return the refs that a text mentions, in order."""
        if not _DIGIT.search(text):
            return []
        shapes = _SHAPE.findall(text)
        if not shapes:
            return []
        # Only what the text could mean: handing over every ref would cost its square.
        near = {shape.casefold() for shape in shapes} & self.known.keys()
        spans = find_refs(text, self._prefixes, [self.known[shape] for shape in near])
        return [self.known.get(span.ref.casefold(), span.ref) for span in spans]


def _texts(item: PlanRow, written: Written) -> Iterator[str]:
    yield item.title
    yield written.outcome_note
    for value in written.fields.values():
        parts = cast("list[object]", value) if isinstance(value, list) else [value]
        yield from (str(part) for part in parts)
    yield from written.update


def _owner(facts: PlanFacts, item: PlanRow) -> PlanRow:
    """Return the row that a message names: a milestone's action."""
    above = facts.items.get(item.parent_id or 0)
    return above if item.level is Level.MILESTONE and above is not None else item


def duplicate_chains(facts: PlanFacts) -> Iterator[PlanFinding]:
    """Find duplicates of duplicates: the first should point to the last."""
    edges = _named_edges(facts)
    by_ref = {item.ref: item for item in facts.items.values()}
    for chain in find_chains(edges):
        item, last = by_ref[chain[0]], chain[-1]
        found = facts.finding(
            "duplicate-chain",
            item,
            f"{item.where} is a duplicate of a duplicate: {_PATH.join(chain)}.",
            f"Make {item.where} a duplicate of {last}.",
        )
        yield replace(found, rows=tuple(by_ref[ref].id for ref in chain))


def duplicate_circles(facts: PlanFacts) -> Iterator[PlanFinding]:
    """Find actions that are duplicates of each other in a circle, so that none is carried on."""
    by_ref = {item.ref: item for item in facts.items.values()}
    for circle in find_cycles(_named_edges(facts)):
        item = by_ref[circle[0]]
        found = facts.finding(
            "duplicate-circle",
            item,
            f"{_PATH.join([*circle, circle[0]])}: each is a duplicate of the next, so that nobody "
            "carries the work.",
            "Take one of the outcomes back.",
        )
        yield replace(found, rows=tuple(by_ref[ref].id for ref in circle))


def several_targets(facts: PlanFacts) -> Iterator[PlanFinding]:
    """Find duplicates of more than one action: nobody can tell which of them carries the work."""
    targets: dict[int, list[int]] = {}
    for source, target in facts.edges():
        if target in facts.items and target not in targets.setdefault(source, []):
            targets[source].append(target)
    for source, several in targets.items():
        if len(several) < 2:
            continue
        item = facts.items[source]
        named = [facts.items[target].where for target in several]
        found = facts.finding(
            "duplicate-several",
            item,
            f"{item.where} is a duplicate of several: "
            f"{item.where}{_PATH}{', '.join(named[:-1])} and {named[-1]}.",
            "Say which part of the work each of them carries.",
        )
        yield replace(found, rows=(source, *several))


def _named_edges(facts: PlanFacts) -> list[tuple[str, str]]:
    items = facts.items
    return [
        (items[source].ref, items[target].ref)
        for source, target in facts.edges()
        if source in items and target in items and items[source].ref and items[target].ref
    ]


def outcomes_without_target(facts: PlanFacts) -> Iterator[PlanFinding]:
    """Find outcomes that need a receiver or a target and have none."""
    linked = {source for source, _ in facts.edges()}
    needy: dict[int, str] = {}
    for item in facts.items.values():
        outcome = facts.outcomes.get(item.outcome or "")
        if outcome is not None and outcome.needs_target and item.id not in linked:
            needy[item.id] = outcome.word
    for item, written in facts.written(facts.items[item_id] for item_id in needy):
        if not written.outcome_note.strip():
            yield facts.finding(
                "no-target",
                item,
                f"{item.where} has the outcome “{needy[item.id]}” and nobody has said to what.",
                "Enter where the work goes, or which action carries it.",
            )
