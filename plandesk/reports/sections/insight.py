"""Equality return, line of sight, and how ratings moved."""

from __future__ import annotations

from plandesk.models.types import Rating
from plandesk.reports.charts.bars import RatingTrend, rating_trend
from plandesk.reports.charts.drawing import Drawing, Ruler
from plandesk.reports.charts.heat_map import Movement, movement_matrix
from plandesk.reports.flow import Story
from plandesk.reports.flowables.blocks import Block, Heading, Listing, Para
from plandesk.reports.flowables.cards import table
from plandesk.reports.flowables.cells import Cell, Chip, Words, chip_column
from plandesk.reports.flowables.grid import Column
from plandesk.reports.flowables.picture import Picture
from plandesk.reports.list_content import (
    EqualityReturn,
    EqualityRow,
    LineOfSight,
    Movements,
    SightGroup,
    SightRow,
)
from plandesk.reports.sections.parts import (
    Blocks,
    count_of,
    lean_table,
    paras,
    points,
    small_notes,
    titled,
)
from plandesk.reports.text import Piece
from plandesk.reports.theme import Theme

_NOT_ANSWERED = "Not answered"


def equality_return(content: EqualityReturn, theme: Theme) -> Story:
    """Return what is broken down by which characteristic, then the evidence and the gaps."""
    story: Blocks = [*paras(content.introduction)]
    if not content.rows:
        return [*story, Para("Nothing has been entered for publication yet.")]
    story += [
        Heading(2, "Is it broken down by protected characteristic?"),
        _breakdown(content, theme),
        *small_notes((_counted(content),)),
        Heading(2, "Evidence and gaps"),
    ]
    columns = (
        Column("Ref", fixed=40),
        Column("What should be published", 1.6),
        Column("Available evidence", 3.4),
        Column("Gaps in the information", 1.8),
    )
    rows: list[list[Cell]] = [
        [
            Words(row.ref, strong=True),
            Words(row.subject),
            points(row.evidence),
            Words(row.gaps),
        ]
        for row in content.rows
    ]
    story.append(lean_table(theme, columns, rows, kept=2))
    return [*story, *small_notes(content.notes)]


def _breakdown(content: EqualityReturn, theme: Theme) -> Block:
    columns = [
        Column("What should be published", 1.5),
        *(Column(name, 0.95) for name in content.characteristics),
    ]
    rows: list[list[Cell]] = [
        [
            Words(titled(row.ref, row.subject), strong=True),
            *(
                Words(answer) if answer else Words(_NOT_ANSWERED, muted=True)
                for answer in _answers(row, content)
            ),
        ]
        for row in content.rows
    ]
    return table(theme.cards, columns, rows)


def _answers(row: EqualityRow, content: EqualityReturn) -> tuple[str, ...]:
    wanted = len(content.characteristics)
    return (*row.answers, *([""] * wanted))[:wanted]


def _counted(content: EqualityReturn) -> str:
    """Say how many answers are still missing."""
    every = [answer for row in content.rows for answer in _answers(row, content)]
    missing = sum(not answer for answer in every)
    if not missing:
        return "Every question is answered for every characteristic."
    return f"{missing} of {count_of(len(every), 'answer')} still missing."


def line_of_sight(content: LineOfSight, theme: Theme) -> Story:
    """Return everything that serves each priority, or that carries each tag."""
    story: Blocks = [*paras(content.introduction)]
    if not content.groups:
        return [*story, Para("Nothing serves a priority or carries a tag yet.")]
    rows = [row for group in content.groups for row in group.rows]
    chip = chip_column(theme, [row.rating for row in rows])
    columns = (
        Column("Ref", fixed=56),
        Column("Title", 3),
        Column("Where it stands", 1.9),
        Column("Lead", 1.3),
        Column("Due", 0.9),
        Column("Rating", fixed=chip),
    )
    for group in content.groups:
        if not group.rows:
            continue
        story.append(Heading(2, f"{group.title} ({len(group.rows)})"))
        if group.note:
            story.append(Para(group.note, look="small", keep_next=True))
        story.append(table(theme.cards, columns, [_sight(row) for row in group.rows]))
    alone = [group for group in content.groups if not group.rows]
    if alone:
        story.append(Heading(2, f"Nothing serves these ({len(alone)})"))
        story.append(Listing([("\u2022", _named(group)) for group in alone]))
    return story


def _named(group: SightGroup) -> list[Piece]:
    """Return what a priority is called and, after it, what is said of it."""
    pieces = [Piece(group.title, strong=True)]
    return [*pieces, Piece(f". {group.note}")] if group.note else pieces


def _sight(row: SightRow) -> list[Cell]:
    return [
        Words(row.ref, strong=True),
        Words(row.title),
        Words(row.path),
        Words(row.lead),
        Words(row.due),
        Chip(row.rating, "Closed" if row.closed else "Not rated"),
    ]


def movement_of(content: Movements) -> Movement:
    """Return the moves as the matrix draws them."""
    counts = {
        (before.code if before else None, now.code if now else None): number
        for before, now, number in content.moves
    }
    return Movement(content.ratings, counts, content.previous, content.current, content.unit)


def movements(content: Movements, theme: Theme) -> Story:
    """Return the matrix of moves and the ratings over the periods, each with its table."""
    story: Blocks = [*paras(content.introduction)]
    if not any(number for _, _, number in content.moves):
        return [*story, Para("There is no earlier period to compare with.")]
    drawn = movement_of(content)

    def matrix(ruler: Ruler, width: float, size: float) -> Drawing:
        return movement_matrix(drawn, ruler, width, size)

    story += [Heading(2, point_of(content)), Picture(matrix), _moves_table(content, theme)]
    if len(content.trend) > 1:
        story += _trend(content, theme)
    return story


def point_of(content: Movements) -> str:
    """Say how many got better and how many worse."""
    better = worse = same = 0
    for before, now, number in content.moves:
        if before is None or now is None:
            continue
        better += number if now.rank > before.rank else 0
        worse += number if now.rank < before.rank else 0
        same += number if now.rank == before.rank else 0
    return (
        f"{count_of(better, content.unit.removesuffix('s'), content.unit)} improved, {worse} "
        f"worsened and {same} stayed between {content.previous} and {content.current}"
    )


def _moves_table(content: Movements, theme: Theme) -> Block:
    ends: list[Rating | None] = [*content.ratings, None]
    drawn = movement_of(content)
    columns = [
        Column(f"At {content.previous}", fixed=chip_column(theme, content.ratings) + 16),
        *(Column(_word(now), 1, right=True) for now in ends),
        Column("All", 0.8, right=True),
    ]
    rows: list[list[Cell]] = []
    for before in ends:
        numbers = [drawn.of(before, now) for now in ends]
        numbers.append(sum(numbers))
        rows.append([Chip(before), *(Words(str(n), right=True) for n in numbers)])
    totals = [sum(drawn.of(before, now) for before in ends) for now in ends]
    rows.append(
        [
            Words(f"All at {content.current}", strong=True),
            *(Words(str(n), strong=True, right=True) for n in (*totals, sum(totals))),
        ]
    )
    return table(theme.cards, columns, rows)


def _word(rating: Rating | None) -> str:
    return rating.word if rating else "Not rated"


def _trend(content: Movements, theme: Theme) -> list[Block]:
    drawn = RatingTrend(content.trend, content.lines, content.unit)

    def make(ruler: Ruler, width: float, size: float) -> Drawing:
        return rating_trend(drawn, ruler, (width, size * 22), size)

    columns = [
        Column("Reporting period", 2),
        *(Column(rating.word, 1, right=True) for rating, _ in content.lines),
    ]
    rows: list[list[Cell]] = [
        [
            Words(label, strong=True),
            *(Words(str(counts[at]), right=True) for _, counts in content.lines),
        ]
        for at, label in enumerate(content.trend)
    ]
    title = f"Ratings from {content.trend[0]} to {content.trend[-1]}"
    return [Heading(2, title), Picture(make), table(theme.cards, columns, rows)]
