"""One section of a pack on its own, without cover and agenda: for a desk, not for a meeting."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path

from plandesk.errors import UsageError
from plandesk.models.labels import SETTING as LANGUAGE
from plandesk.models.labels import read_labels
from plandesk.models.types import Level
from plandesk.reports.build import PackBuilder, PackResult
from plandesk.reports.content import AgendaEntry, Meeting, PackContent, Section
from plandesk.reports.progress import Silent, Steps
from plandesk.services.document import Document
from plandesk.services.history import newest_hash
from plandesk.services.packs.building import made_section
from plandesk.services.packs.outline import TITLES, EntryKind
from plandesk.services.queries.packs import content as read
from plandesk.services.queries.packs.agendas import packs
from plandesk.services.queries.packs.changes import changes_of
from plandesk.services.queries.registers.source import Source

_WRITTEN = (EntryKind.NOTE, EntryKind.PAPER, EntryKind.COVERING_REPORT)


@dataclass(frozen=True, slots=True)
class ReportWish:
    """What to print: a section, of one ``ref`` or of the items in ``only``, and its heading."""

    kind: EntryKind
    plan_id: int
    ref: str = ""
    only: Collection[int] | None = None
    title: str = ""
    period_id: int | None = None
    large_print: bool = False


def build_report(
    document: Document, wish: ReportWish, target: Path, ctx: Steps | None = None
) -> PackResult:
    """Print one section as a PDF; raises UsageError for what is no section or an unknown ref."""
    if wish.kind in _WRITTEN:
        raise UsageError(
            f"“{wish.kind.value}” is written for a pack, not made from the plan.",
            "Choose a section such as dashboard or highlights.",
        )
    with document.read() as session:
        facts = read.read_facts(session, wish.plan_id, wish.period_id)
        facts = _narrowed(facts, wish)
        if wish.kind is EntryKind.CHANGES:
            pack = next(one for one in packs(session) if one.plan_id == wish.plan_id)
            section: Section = changes_of(session, facts, pack, pack.body)
        elif wish.kind is EntryKind.HIGHLIGHTS and wish.ref:
            section = read.highlight_of(facts, wish.ref)
        else:
            section = made_section(wish.kind, Source(session, facts, wish.plan_id))
        head = newest_hash(session.connection())
    content = PackContent(
        title=wish.title or _title(facts, wish),
        plan=facts.title,
        organisation=str(facts.settings.get("council", "") or ""),
        meeting=Meeting(""),
        built_at=document.now.replace(tzinfo=dt.UTC),
        scale=facts.scale,
        entries=(AgendaEntry("", wish.title or _title(facts, wish), section),),
        period=facts.period.label if facts.period else "",
        as_at=facts.period.as_at if facts.period else None,
        large_print=wish.large_print,
        footer=str(facts.settings.get("footer", "") or ""),
        history=head,
        bare=True,
        labels=read_labels(str(facts.settings.get(LANGUAGE, "") or "")),
    )
    return PackBuilder(content, ctx or Silent()).build(target, public=False)


def _title(facts: read.PlanFacts, wish: ReportWish) -> str:
    if not wish.ref:
        return TITLES[wish.kind]
    one = "Highlight report" if wish.kind is EntryKind.HIGHLIGHTS else TITLES[wish.kind]
    row = next((row for row in facts.rows if row.ref.casefold() == wish.ref.casefold()), None)
    return f"{one}: {row.ref if row else wish.ref}"


def _narrowed(facts: read.PlanFacts, wish: ReportWish) -> read.PlanFacts:
    """Return the plan with only the wished items, what they hang on, and their milestones."""
    if wish.only is None and (not wish.ref or wish.kind is EntryKind.HIGHLIGHTS):
        return facts
    wanted = set(wish.only or ())
    if wish.ref:
        said = wish.ref.strip().casefold()
        found = [row for row in facts.rows if row.ref.casefold() == said]
        if not found:
            raise UsageError(f"There is no “{wish.ref}” in this plan.", "Give a ref such as A2.")
        levels = (Level.WORKSTREAM, Level.PROJECT, Level.ACTION)
        wanted |= {one.id for row in found for level in levels for one in facts.below(row, level)}
    above = {row.id: row.parent_id for row in facts.rows}
    needed: set[int] = set()
    for row_id in wanted:
        at: int | None = row_id
        while at is not None and at not in needed:
            needed.add(at)
            at = above.get(at)
    rows = tuple(
        row
        for row in facts.rows
        if row.id in needed or (row.level is Level.MILESTONE and row.parent_id in needed)
    )
    return replace(facts, rows=rows, children=read.no_children())
