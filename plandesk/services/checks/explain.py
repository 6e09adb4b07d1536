"""Checks that hold a declared rating against what the plan itself says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from plandesk.models.counted import counted
from plandesk.models.rating_rules import (
    best_unfinished,
    claims_well,
    is_started,
    tells_of_delay,
)
from plandesk.models.types import Level, Rating
from plandesk.services.checks.facts import PlanFacts
from plandesk.services.checks.finding import PlanFinding
from plandesk.services.checks.ratings import rated_now, say_date


def overdue_but_well(facts: PlanFacts) -> Iterator[PlanFinding]:
    """Find rows whose date has gone by and whose rating says that all is well."""
    best = best_unfinished(facts.scale)
    for item, said in rated_now(facts, Level.PROJECT, Level.ACTION):
        late = facts.period and item.due_latest and item.due_latest < facts.period.as_at
        if late and said.rating is not None and said.rating == best:
            yield facts.finding(
                "overdue-but-green",
                item,
                f"{item.where} is {said.rating.word}, but its date ({item.due_text}) has gone by.",
                "Rate it again, or agree another date.",
            )


def better_than_worst(facts: PlanFacts) -> Iterator[PlanFinding]:
    """Find projects and workstreams rated better than the worst open row below them.

    Work that has not begun does not count: nothing has gone wrong with it yet.
    """
    for item, said in rated_now(facts, Level.WORKSTREAM, Level.PROJECT):
        if said.rating is None:
            continue
        worse = [
            (child, rating)
            for child in facts.below(item)
            if (rating := _open_rating(facts, child.id)) and rating.rank < said.rating.rank
        ]
        if worse:
            worst, rating = min(worse, key=lambda pair: pair[1].rank)
            found = facts.finding(
                "parent-better",
                item,
                f"{item.where} is {said.rating.word}, but {worst.where} below it is {rating.word}.",
                f"Rate {item.where} again, or say why it is better than its parts.",
            )
            yield replace(found, rows=(item.id, *(child.id for child, _ in worse)))


def _open_rating(facts: PlanFacts, item_id: int) -> Rating | None:
    child = facts.items[item_id]
    said = facts.now(child)
    if child.closed or said is None or said.rating is None or not is_started(said.rating):
        return None
    return said.rating


def silent(facts: PlanFacts) -> Iterator[PlanFinding]:
    """Find open actions of which nothing was said for as many periods as the plan allows."""
    count = facts.rules.silent_periods
    if facts.period is None or count < 1 or not facts.is_reported:
        return
    shown = [*facts.past(), facts.period][-count:]
    if len(shown) < count:
        return
    for item in facts.at(Level.ACTION):
        if item.closed or item.is_new:
            continue
        said = [facts.said(item.id, row.id) for row in shown]
        if not any(update and update.tells for update in said) and any(
            update and update.rating and is_started(update.rating) for update in said
        ):
            yield facts.finding(
                "no-update",
                item,
                f"Nothing was said of {item.where} for {counted(count, 'period')}.",
                f"Ask the lead of {item.where} for an update.",
            )


def text_against_rating(facts: PlanFacts) -> Iterator[PlanFinding]:
    """Find updates that tell of delay beside a rating that says that all is well."""
    well = {
        item.id: said.rating.word
        for item, said in rated_now(facts)
        if said.rating is not None and claims_well(facts.scale, said.rating)
    }
    for item, texts in facts.written(facts.items[item_id] for item_id in well):
        word = tells_of_delay(texts.progress, facts.rules.delay_words)
        if word:
            yield facts.finding(
                "text-against-rating",
                item,
                f"{item.where} is {well[item.id]}, but its update says “{word}”.",
                "Rate it again, or make the update clearer.",
            )


def late_milestones(facts: PlanFacts) -> Iterator[PlanFinding]:
    """Find open actions with milestones that are not ticked and whose dates have gone by."""
    if facts.period is None:
        return
    for item in facts.at(Level.ACTION):
        late = [
            row
            for row in facts.below(item, Level.MILESTONE)
            if not row.done and row.due_latest and row.due_latest < facts.period.as_at
        ]
        if item.closed or not late:
            continue
        named = "; ".join(f"“{row.title}” ({row.due_text})" for row in late)
        found = facts.finding(
            "milestone-late",
            item,
            f"{item.where}: {len(late)} of its milestones should be done by "
            f"{say_date(facts.period.as_at)} and {'is' if len(late) == 1 else 'are'} not: {named}.",
            "Tick what is done, or agree other dates.",
        )
        yield replace(found, rows=tuple(row.id for row in late))


def duplicates_of_closed(facts: PlanFacts) -> Iterator[PlanFinding]:
    """Find duplicates of an action that is closed itself, so that nobody carries the work."""
    sources = {source for source, _ in facts.edges()}
    for source, target in facts.edges():
        item, other = facts.items.get(source), facts.items.get(target)
        if item is None or other is None or not other.closed or target in sources:
            continue
        word = facts.outcomes[other.outcome or ""].word
        found = facts.finding(
            "duplicate-of-closed",
            item,
            f"{item.where} is a duplicate of {other.where}, which is closed itself ({word}).",
            "Check that the work was done, or open one of the two again.",
        )
        yield replace(found, rows=(item.id, other.id))
