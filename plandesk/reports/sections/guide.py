"""Draws a page of guidance: headings, steps, tables and pictures of the program."""

from __future__ import annotations

from collections.abc import Iterator

from plandesk.reports.flow import Story
from plandesk.reports.flowables.blocks import Block, Heading, Listing, Para
from plandesk.reports.flowables.cards import table
from plandesk.reports.flowables.cells import Words
from plandesk.reports.flowables.grid import Column
from plandesk.reports.flowables.photograph import Photograph
from plandesk.reports.guide_content import (
    Guide,
    GuideHeading,
    GuideList,
    GuidePart,
    GuidePicture,
    GuideTable,
    Spans,
    words_of,
)
from plandesk.reports.text import Piece
from plandesk.reports.theme import Theme

_LEAST_SHARE, _MOST_SHARE = 8, 60


def guide(content: Guide, theme: Theme) -> Story:
    """Return the blocks of a page."""
    return [block for part in content.parts for block in _blocks(part, theme)]


def _blocks(part: GuidePart, theme: Theme) -> Iterator[Block]:
    if isinstance(part, GuideHeading):
        yield Heading(2, part.text)
    elif isinstance(part, GuideList):
        labels = [f"{n}." if part.numbered else "\u2022" for n in range(1, len(part.points) + 1)]
        yield Listing(
            [(label, _pieces(said)) for label, said in zip(labels, part.points, strict=True)]
        )
    elif isinstance(part, GuideTable):
        yield _table(part, theme)
    elif isinstance(part, GuidePicture):
        yield Photograph(part.path, part.alt)
    else:
        yield Para(_pieces(part.spans))


def _table(part: GuideTable, theme: Theme) -> Block:
    """Give each column a share of the width by its longest words, within bounds."""
    rows = [[words_of(cell) for cell in row] for row in part.rows]
    longest = [max(len(row[at]) for row in rows) for at in range(len(part.columns))]
    columns = [
        Column(title, share=min(max(length, _LEAST_SHARE), _MOST_SHARE))
        for title, length in zip(part.columns, longest, strict=True)
    ]
    return table(theme.cards, columns, [[Words(text) for text in row] for row in rows])


def _pieces(spans: Spans) -> list[Piece]:
    return [Piece(span.text, strong=span.strong or span.typed) for span in spans]
