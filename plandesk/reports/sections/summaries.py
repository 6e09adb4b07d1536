"""The project summary and the action summary: the plan as the board reads it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import compress

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
from plandesk.reports.flowables.later import Later
from plandesk.reports.text import Piece
from plandesk.reports.theme import Theme

ELSEWHERE = "N/A"


def project_summary(content: ProjectSummary, theme: Theme) -> Story:
    """Return one table of projects for each workstream."""
    story: list[Block | Turn] = [Para(text) for text in content.introduction]
    rows = [row for group in content.groups for row in group.rows]
    if not rows:
        story.append(Para("The plan has no projects yet."))
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


def action_tables(
    groups: Sequence[Sequence[ActionRow]],
    labels: tuple[str, str],
    theme: Theme,
    title: float = 3.6,
) -> list[Block | None]:
    """Return a table for each group of actions, None for an empty one.

    All have the same columns, so that they align; one that is empty in every row is left out.
    ``title`` is the actions' share of the width, where a lead has 1.4.
    """
    rows = [row for group in groups for row in group]
    chip = chip_column(theme, (each for row in rows for each in (row.previous, row.current)))
    columns = (
        Column("Ref", fixed=42),
        Column("Action and milestones", title),
        Column("Lead", 1.4),
        Column("Due", 0.9),
        *(Column(label, fixed=chip) for label in labels),
        Column("Travel", fixed=66),
        Column("Outcome", 1.3),
    )
    used = [False] * len(columns)
    for row in rows:
        words = [bool(cell.plain.strip()) for cell in _action_cells(row)]
        used = [use or says for use, says in zip(used, words, strict=True)]
        if all(used):
            break
    shown, alone = list(compress(columns, used)), len(groups) == 1
    return [
        table(
            theme.cards,
            shown,
            Later(group, lambda row: list(compress(_action_cells(row), used))),
            snug=alone,
        )
        if group
        else None
        for group in groups
    ]


def _action_cells(row: ActionRow) -> list[Cell]:
    return [
        Words(row.ref, strong=True),
        Stack(row.title, row.milestones),
        Words(row.lead),
        Words(row.due),
        Chip(row.previous, "New" if row.travel is Travel.NEW else "Not rated"),
        Chip(row.current, "Closed" if row.closed else "Not rated"),
        Words("") if row.closed and row.current is None else Move(row.travel),
        Words(row.outcome),
    ]


def action_summary(content: ActionSummary, theme: Theme) -> Story:
    """Return a table of actions for each project, under its workstream."""
    story: list[Block | Turn] = [Para(text) for text in content.introduction]
    groups = [group for stream in content.streams for group in stream.projects]
    labels = (content.previous_label, content.current_label)
    if not any(group.rows for group in groups):
        story.append(Para("The plan has no actions yet."))
    tables = iter(action_tables([group.rows for group in groups], labels, theme))
    for stream in content.streams:
        story.append(Heading(2, f"{stream.ref} {stream.title}".strip()))
        for group in stream.projects:
            story += _project(group)
            found = next(tables)
            if found is not None:
                story.append(found)
    return story


def _project(group: ActionGroup) -> list[Block]:
    blocks: list[Block] = [Heading(3, f"{group.ref} {group.title}".strip())]
    if group.lead:
        pieces = [Piece("Lead: ", strong=True), Piece(group.lead)]
        blocks.append(Para(pieces, look="small", keep_next=True))
    if not group.rows:
        blocks.append(Para(group.note or "No actions.", look="small"))
    return blocks
