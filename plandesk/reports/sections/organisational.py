"""Organisational development and performance plans: themes down to actions and milestones."""

from __future__ import annotations

from plandesk.models.types import Rating
from plandesk.reports.flow import Story
from plandesk.reports.flowables.blocks import Block, Heading, Para
from plandesk.reports.flowables.cards import table
from plandesk.reports.flowables.cells import Cell, Chip, Stack, Words, chip_column
from plandesk.reports.flowables.grid import Column
from plandesk.reports.plan_content import (
    DeliveryMilestone,
    OrganisationalPlan,
    PerformancePlan,
    PlanTheme,
    ThemeAction,
)
from plandesk.reports.sections.parts import (
    Blocks,
    labelled,
    lean_table,
    narrow_chips,
    paras,
    points,
    rating_key,
    small_notes,
    titled,
)
from plandesk.reports.theme import Theme


def organisational_plan(content: OrganisationalPlan, theme: Theme) -> Story:
    """Return the key to the ratings, then each theme with its outcomes and actions."""
    story: Blocks = [*paras(content.introduction)]
    if not content.themes:
        return [*story, Para("The plan has no themes yet.")]
    story += rating_key("What the ratings mean", content.scale, theme)
    rows = [r for part in content.themes for outcome in part.outcomes for r in outcome.rows]
    used = _used_columns(rows, content, chip_column(theme, [row.rating for row in rows]))
    for part in content.themes:
        story += _theme(part, theme, used, content.level_names)
    return [*story, *small_notes(content.notes)]


def _used_columns(
    rows: list[ThemeAction], content: OrganisationalPlan, chip: float
) -> list[tuple[int, Column]]:
    """Return the columns that any action fills, with their places, the same for every table."""
    columns = [
        Column("Ref", fixed=46),
        Column(content.level_names[2], 3.0),
        Column("Lead", 1.3),
        Column("Timescale", 1.0),
        Column("Rating", fixed=chip),
        Column("Measures of success", 2.3),
        Column("Source", 1.3),
        Column("Progress", 1.6),
    ]
    cells = [_action(row) for row in rows]
    return [
        (at, column)
        for at, column in enumerate(columns)
        if any(line[at].plain.strip() for line in cells)
    ]


def _theme(
    part: PlanTheme, theme: Theme, used: list[tuple[int, Column]], names: tuple[str, str, str]
) -> list[Block]:
    blocks: list[Block] = [Heading(2, titled(part.ref, part.title))]
    blocks += labelled("Accountable lead", part.accountable, keep_next=bool(part.outcomes))
    blocks += paras(part.introduction)
    if not part.outcomes:
        blocks.append(Para(f"No {names[1].lower()}s.", look="small"))
    for outcome in part.outcomes:
        if outcome.title or outcome.ref:
            blocks.append(Heading(3, titled(outcome.ref, outcome.title)))
        if not outcome.rows:
            blocks.append(Para(f"No {names[2].lower()}s.", look="small"))
            continue
        lines = [[_action(row)[at] for at, _ in used] for row in outcome.rows]
        blocks.append(table(theme.cards, [column for _, column in used], lines))
    return blocks


def _action(row: ThemeAction) -> list[Cell]:
    return [
        Words(row.ref, strong=True),
        Words(row.title),
        Words(row.lead),
        Words(row.due),
        Chip(row.rating),
        points(row.measures),
        Words("\n".join(row.sources)),
        Words(row.progress),
    ]


def performance_plan(content: PerformancePlan, theme: Theme) -> Story:
    """Return the key, then milestones by theme and priority with their strip of quarters."""
    story: Blocks = [*paras(content.introduction)]
    rows = content.rows
    if not rows:
        return [*story, Para("The plan has no milestones yet.")]
    if content.quarters:
        story += rating_key("What the ratings mean", content.scale, theme)
    ratings = [rating for row in rows for rating in row.quarters]
    # wider chips would leave too little for the words of a milestone
    chip = max(
        narrow_chips(theme, ratings), min(chip_column(theme, ratings), 9.4 * theme.cell.size)
    )
    columns = [
        Column("Ref", fixed=50),
        Column(content.milestone, 3.2),
        Column("Lead", 1.3),
        Column("Delivery date", fixed=62),
        *(Column(_quarter(name, content.year), fixed=chip) for name in content.quarters),
        Column("Commentary", 2),
    ]
    lines = {id(row): _milestone(row, len(content.quarters)) for row in rows}
    used = [any(line[at].plain.strip() for line in lines.values()) for at in range(len(columns))]
    shown = [column for column, use in zip(columns, used, strict=True) if use]
    for part in content.themes:
        story.append(Heading(2, titled(part.ref, part.title)))
        for priority in part.priorities:
            if priority.title or priority.ref:
                story.append(Heading(3, titled(priority.ref, priority.title)))
            if not priority.rows:
                story.append(Para("No milestones.", look="small"))
                continue
            cells = [
                [cell for cell, use in zip(lines[id(row)], used, strict=True) if use]
                for row in priority.rows
            ]
            story.append(lean_table(theme, shown, cells, kept=len(shown)))
    return [*story, *small_notes(content.notes)]


def _quarter(name: str, year: str) -> str:
    return f"{name} {year}".strip()


def _milestone(row: DeliveryMilestone, quarters: int) -> list[Cell]:
    strip: tuple[Rating | None, ...] = (*row.quarters, *([None] * quarters))[:quarters]
    return [
        Words(row.ref, strong=True),
        Stack(row.title, row.parts),
        Words(row.lead),
        Words(row.due),
        *(Chip(rating) for rating in strip),
        Words(row.commentary),
    ]
