"""Checks of the tree itself: refs used twice, and rows at a level where they cannot stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from plandesk.models.plan_rows import PlanRow
from plandesk.services.checks.facts import PlanFacts
from plandesk.services.checks.finding import PlanFinding, Severity


def refs_used_twice(facts: PlanFacts) -> Iterator[PlanFinding]:
    """Find a ref that more than one row has."""
    seen: dict[str, PlanRow] = {}
    for item in facts.items.values():
        first = seen.setdefault(item.ref.casefold(), item)
        if item.ref and first is not item:
            found = facts.finding(
                "ref-twice",
                item,
                f"{item.ref} is the ref of two rows: “{first.title}” and “{item.title}”.",
                "Change one of the two refs.",
            )
            yield replace(found, severity=Severity.ERROR, rows=(first.id, item.id))


def misplaced(facts: PlanFacts) -> Iterator[PlanFinding]:
    """Find a row that stands anywhere but one level below the row above it."""
    for item in facts.items.values():
        above = facts.items.get(item.parent_id or 0)
        level = above.level if above else 0
        if item.level != level + 1:
            found = facts.finding(
                "misplaced",
                item,
                f"{item.where} stands on level {item.level} below a row of level {level}.",
                "Move it to the place where it belongs.",
            )
            yield replace(found, severity=Severity.ERROR)
