"""Exceptions, changes, registers, notes and covering reports."""

from __future__ import annotations

from plandesk.models.types import Rating, Travel
from plandesk.reports.content import (
    Changes,
    CoveringReport,
    Exceptions,
    Highlight,
    Highlights,
    Note,
    TableSection,
)
from plandesk.reports.flow import Story
from plandesk.reports.flowables.bars import RatingBars
from plandesk.reports.flowables.blocks import Block, Heading, Listing, Para, Turn
from plandesk.reports.flowables.cards import table
from plandesk.reports.flowables.cells import Cell, Chip, Move, Words, chip_column
from plandesk.reports.flowables.grid import Column
from plandesk.reports.sections.summaries import action_tables
from plandesk.reports.text import Piece
from plandesk.reports.theme import Theme


def exceptions(content: Exceptions, theme: Theme) -> Story:
    """Return one table for each kind of exception; an empty kind says so in words."""
    story: list[Block | Turn] = [Para(text) for text in content.introduction]
    every = [row for group in content.groups for row in group.rows]
    chip = chip_column(theme, (each for row in every for each in (row.previous, row.current)))
    columns = (
        Column("Ref", fixed=42),
        Column("Action", 3),
        Column("Lead", 1.4),
        Column("Due", 0.9),
        Column("Previous", fixed=chip),
        Column("Current", fixed=chip),
        Column("Why it is here", 1.9),
    )
    for group in content.groups:
        story.append(Heading(2, f"{group.title} ({len(group.rows)})"))
        if not group.rows:
            story.append(Para("None.", look="small"))
            continue
        rows: list[list[Cell]] = [
            [
                Words(row.ref, strong=True),
                Words(row.title),
                Words(row.lead),
                Words(row.due),
                Chip(row.previous),
                Chip(row.current),
                Words(row.why),
            ]
            for row in group.rows
        ]
        story.append(table(theme.cards, columns, rows))
    return story


def changes(content: Changes, theme: Theme) -> Story:
    """Return the table of differences since the body last saw the plan."""
    story: list[Block | Turn] = [Para(text) for text in content.introduction]
    if not content.rows:
        return [*story, Para(f"Nothing has changed since {content.since}.")]
    columns = (
        Column("Ref", fixed=42),
        Column("Title", 2.4),
        Column("Change", 1),
        Column("Before", 1.8),
        Column("After", 1.8),
    )
    rows: list[list[Cell]] = [
        [
            Words(row.ref, strong=True),
            Words(row.title),
            Words(row.kind),
            Words(row.before),
            Words(row.after),
        ]
        for row in content.rows
    ]
    found = table(theme.cards, columns, rows, snug=True)
    return [*story, Para(f"Since {content.since}:"), found]


def register(content: TableSection, theme: Theme) -> Story:
    """Return any register as a table."""
    story: list[Block | Turn] = [Para(text) for text in content.introduction]
    if not content.rows:
        return [*story, Para(content.empty)]
    columns = [
        Column(title, share) for title, share in zip(content.columns, content.shares, strict=True)
    ]
    rows = [[_cell(value, strong=at == 0) for at, value in enumerate(row)] for row in content.rows]
    return [*story, table(theme.cards, columns, rows)]


def _cell(value: str | Rating | Travel | None, *, strong: bool) -> Cell:
    if isinstance(value, Travel):
        return Move(value)
    if isinstance(value, Rating) or value is None:
        return Chip(value)
    return Words(value, strong=strong)


def highlights(content: Highlights, theme: Theme) -> Story:
    """Return the highlight reports, each on pages of its own."""
    story: list[Block | Turn] = []
    for number, report in enumerate(content.reports):
        if number:
            story.append(Turn(landscape=theme.landscape))
        story += _highlight(report, theme)
    return story or [Para("No project has a highlight report for this period.")]


_ACTIONS = 5.0
"""The share of the actions' column: a project's few should stand on one page with their steps."""


def _highlight(report: Highlight, theme: Theme) -> list[Block]:
    chip = chip_column(theme, (report.previous, report.current))
    columns = (
        Column("Lead", 1.4),
        Column("Sponsor", 1.4),
        Column("Previous", fixed=chip),
        Column("Current", fixed=chip),
        Column("Direction of travel", 1),
    )
    facts: list[Cell] = [
        Words(report.lead or "Not named", strong=True),
        Words(report.sponsor or "Not named"),
        Chip(report.previous),
        Chip(report.current),
        Move(report.travel),
    ]
    blocks: list[Block] = [
        Heading(2, f"{report.ref} {report.title}".strip()),
        table(theme.cards, columns, [facts]),
    ]
    if report.counts.total:
        blocks.append(RatingBars([report.counts], "actions", key=False))
    for title, texts in (
        ("Progress", report.progress),
        ("Reasons for the rating", report.reasons),
        ("Help needed from the board", report.help_needed),
    ):
        if texts:
            blocks.append(Heading(3, title))
            blocks += [Para(text) for text in texts]
    found = action_tables([report.rows], ("Previous", "Current"), theme, _ACTIONS)[0]
    if found is not None:
        blocks += [Heading(3, "Actions"), found]
    return blocks


def covering_report(content: CoveringReport, theme: Theme) -> Story:
    """Return a report in numbered paragraphs: 1 Purpose, 1.1, 1.2 and so on."""
    story: list[Block] = []
    for label, value in content.facts:
        story.append(Para([Piece(f"{label}: ", strong=True), Piece(value)]))
    for number, part in enumerate(content.parts, start=1):
        story.append(Heading(2, f"{number} {part.title}"))
        for count, clause in enumerate(part.clauses, start=1):
            points = [("\u2022", point) for point in clause.points]
            story.append(Listing([(f"{number}.{count}", clause.text)], hang=36))
            if points:
                story.append(Listing(points, hang=16, indent=36))
    return story


def note(content: Note, theme: Theme) -> Story:
    """Return paragraphs and lists; what leads to a list stays with its first point."""
    story: list[Block] = []
    for said in content.paragraphs:
        if isinstance(said, str):
            story.append(Para(said))
            continue
        if story:
            story[-1].keep_next = True
        story.append(Listing([("\u2022", point) for point in said]))
    return story
