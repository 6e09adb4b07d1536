"""The project summary and the action summary: the plan as the board reads it."""

from __future__ import annotations

from collections.abc import Sequence

from plandesk.models.types import Travel
from plandesk.reports.content import (
    ActionGroup,
    ActionRow,
    ActionSummary,
    ProjectRow,
    ProjectSummary,
)
from plandesk.reports.flow import Story
from plandesk.reports.flowables.blocks import Block, Heading, Para, Turn
from plandesk.reports.flowables.cards import table
from plandesk.reports.flowables.cells import Cell, Chip, Move, Stack, Words, chip_column
from plandesk.reports.flowables.grid import Column
from plandesk.reports.text import Piece
from plandesk.reports.theme import Theme

ELSEWHERE = "N/A"


def project_summary(content: ProjectSummary, theme: Theme) -> Story:
    """Return one table of projects for each workstream."""
    story: list[Block | Turn] = [Para(text) for text in content.introduction]
    rows = [row for group in content.groups for row in group.rows]
    chip = chip_column(theme, (each for row in rows for each in (row.previous, row.current)))
    columns = (
        Column("Ref", fixed=34),
        Column("Actions", fixed=48),
        Column("Project", 2.6),
        Column("Lead", 1.5),
        Column(content.previous_label, fixed=chip),
        Column(content.current_label, fixed=chip),
        Column("Outcome", 1.1),
        Column("Comments", 2.8),
    )
    for group in content.groups:
        story.append(Heading(2, f"{group.ref} {group.title}".strip()))
        if group.rows:
            cells = [_project_row(row) for row in group.rows]
            story.append(table(theme.cards, columns, cells))
        else:
            story.append(Para("No projects.", look="small"))
    return story


def _project_row(row: ProjectRow) -> list[Cell]:
    missing = ELSEWHERE if row.reported_elsewhere else "Not rated"
    ended = "Closed" if row.closed else missing
    actions = ELSEWHERE if row.actions is None else str(row.actions)
    return [
        Words(row.ref, strong=True),
        Words(actions),
        Words(row.title),
        Words(row.lead),
        Chip(row.previous, missing),
        Chip(row.current, ended),
        Words(row.outcome),
        Words(row.comments),
    ]


def action_columns(
    labels: tuple[str, str], rows: Sequence[ActionRow], theme: Theme, *, outcome: bool
) -> tuple[Column, ...]:
    """Return the columns of an action table; the same for every project so that they align."""
    chip = chip_column(theme, (each for row in rows for each in (row.previous, row.current)))
    columns = (
        Column("Ref", fixed=42),
        Column("Action and milestones", 3.6),
        Column("Lead", 1.4),
        Column("Due", 0.9),
        Column(labels[0], fixed=chip),
        Column(labels[1], fixed=chip),
        Column("Travel", fixed=66),
    )
    return (*columns, Column("Outcome", 1.3)) if outcome else columns


def action_cells(row: ActionRow, *, outcome: bool) -> list[Cell]:
    """Return the cells of one action."""
    cells: list[Cell] = [
        Words(row.ref, strong=True),
        Stack(row.title, row.milestones),
        Words(row.lead),
        Words(row.due),
        Chip(row.previous, "New" if row.travel is Travel.NEW else "Not rated"),
        Chip(row.current, "Closed" if row.closed else "Not rated"),
        Words("") if row.closed and row.current is None else Move(row.travel),
    ]
    return [*cells, Words(row.outcome)] if outcome else cells


def action_summary(content: ActionSummary, theme: Theme) -> Story:
    """Return a table of actions for each project, under its workstream."""
    story: list[Block | Turn] = [Para(text) for text in content.introduction]
    rows = [row for stream in content.streams for group in stream.projects for row in group.rows]
    outcome = any(row.outcome for row in rows)
    labels = (content.previous_label, content.current_label)
    columns = action_columns(labels, rows, theme, outcome=outcome)
    for stream in content.streams:
        story.append(Heading(2, f"{stream.ref} {stream.title}".strip()))
        for group in stream.projects:
            story += _project(group)
            if group.rows:
                cells = [action_cells(row, outcome=outcome) for row in group.rows]
                story.append(table(theme.cards, columns, cells))
    return story


def _project(group: ActionGroup) -> list[Block]:
    blocks: list[Block] = [Heading(3, f"{group.ref} {group.title}".strip())]
    if group.lead:
        pieces = [Piece("Lead: ", strong=True), Piece(group.lead)]
        blocks.append(Para(pieces, look="small", keep_next=bool(group.rows)))
    if not group.rows:
        blocks.append(Para(group.note or "No actions.", look="small"))
    return blocks
