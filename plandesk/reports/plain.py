"""The same story as a pack draws, as plain parts: for the HTML twin and the workbook of tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from plandesk.models.labels import Labels
from plandesk.models.types import Rating
from plandesk.reports.charts.drawing import Drawing, Make
from plandesk.reports.content import AgendaEntry, AttachedPaper, PackContent
from plandesk.reports.draw import section_story
from plandesk.reports.flow import Story
from plandesk.reports.flowables.bars import RatingBars
from plandesk.reports.flowables.blocks import Gap, Heading, Listing, Notice, Para, Turn
from plandesk.reports.flowables.cards import Cards
from plandesk.reports.flowables.cells import Cell, Chip, Stack
from plandesk.reports.flowables.grid import Grid
from plandesk.reports.flowables.picture import Picture, PictureCell, ruler_of
from plandesk.reports.fonts import FontBook
from plandesk.reports.labelled import in_language
from plandesk.reports.sections.front import Pages, item_title, placeholder, printed_pages
from plandesk.reports.text import Piece
from plandesk.reports.theme import standard

_WIDTH, _SMALL, _TEXT = 720.0, 120.0, 12.0
"""Points that a chart and a chart in a cell are wide in the HTML twin, and the size of its text."""


@dataclass(frozen=True, slots=True)
class PlainText:
    """A paragraph; ``kind`` is body, small, notice or numbered, with its number in ``label``."""

    kind: str
    pieces: tuple[Piece, ...]
    label: str = ""


@dataclass(frozen=True, slots=True)
class PlainHeading:
    """A heading, level 1 for an agenda item."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class PlainList:
    """Points."""

    points: tuple[tuple[Piece, ...], ...]


@dataclass(frozen=True, slots=True)
class PlainCell:
    """A cell: its words, points beneath, and the rating or small chart it shows if it shows one."""

    text: str
    points: tuple[str, ...] = ()
    rating: Rating | None = None
    drawing: Drawing | None = None


@dataclass(frozen=True, slots=True)
class PlainTable:
    """A table; the first column heads its rows."""

    columns: tuple[str, ...]
    rows: tuple[tuple[PlainCell, ...], ...]


@dataclass(frozen=True, slots=True)
class PlainFigure:
    """A chart in words; a bar chart of ratings brings its bars, others their drawing."""

    alt: str
    bars: RatingBars | None = None
    drawing: Drawing | None = None


Part = PlainText | PlainHeading | PlainList | PlainTable | PlainFigure


def entry_parts(
    entry: AgendaEntry,
    pages: Pages | None = None,
    labels: Labels | None = None,
    *,
    public: bool,
) -> tuple[Part, ...]:
    """Return what an agenda item says; an exempt one is a placeholder in public."""
    if public and entry.exempt is not None:
        return tuple(_parts(placeholder(entry, pages, labels)))
    head = tuple(_parts(item_title(entry, labels)))
    if isinstance(entry.section, AttachedPaper):
        where = f", {printed_pages(pages, labels)}" if pages else ""
        said = f"This paper is in the PDF version of the pack{where}: {entry.section.name}."
        return (*head, PlainText("body", (Piece(said),)))
    story = section_story(entry.section, standard())
    return (*head, *_parts(in_language(story, labels) if labels else story))


def front_parts(content: PackContent, *, public: bool) -> tuple[Part, ...]:
    """Return what the cover says below its title."""
    from plandesk.reports.sections.front import CoverTitle, cover

    story = cover(content, standard(), public=public)
    return tuple(_parts([block for block in story if not isinstance(block, CoverTitle)]))


def _parts(story: Story) -> Iterator[Part]:
    for block in story:
        make = _MAKES.get(type(block))
        if make is not None:
            yield from make(block)
        elif isinstance(said := getattr(block, "alt", None), str):
            yield PlainFigure(said)
        elif isinstance(block, Picture):
            drawing = _drawn(block.make, _WIDTH)
            yield PlainFigure(drawing.alt, drawing=drawing)
        else:
            raise TypeError(f"{type(block).__name__} has no plain form.")


def _drawn(make: Make, width: float) -> Drawing:
    return make(ruler_of(FontBook()), width, _TEXT)


def _pieces(text: Any) -> tuple[Piece, ...]:
    return (Piece(text),) if isinstance(text, str) else tuple(text)


def _para(block: Para) -> Iterator[Part]:
    yield PlainText("small" if block.look == "small" else "body", _pieces(block.text))


def _listing(block: Listing) -> Iterator[Part]:
    if all(label == "\u2022" for label, _ in block.entries):
        yield PlainList(tuple(_pieces(text) for _, text in block.entries))
        return
    for label, text in block.entries:
        yield PlainText("numbered", _pieces(text), label)


def _table(block: Grid | Cards) -> Iterator[Part]:
    rows = tuple(tuple(_cell(cell) for cell in row) for row in block.rows)
    yield PlainTable(tuple(column.title for column in block.columns), rows)


def _cell(cell: Cell) -> PlainCell:
    if isinstance(cell, Chip):
        return PlainCell(cell.plain, rating=cell.rating)
    if isinstance(cell, Stack):
        return PlainCell(cell.text, cell.points)
    if isinstance(cell, PictureCell):
        return PlainCell(cell.plain, drawing=_drawn(cell.make, _SMALL))
    return PlainCell(cell.plain)


_MAKES: dict[type, Callable[[Any], Iterator[Part]]] = {
    Para: _para,
    Listing: _listing,
    Grid: _table,
    Cards: _table,
    Heading: lambda block: iter((PlainHeading(block.level, block.text),)),
    Notice: lambda block: iter((PlainText("notice", _pieces(block.text)),)),
    RatingBars: lambda block: iter((PlainFigure(block.alt, block),)),
    Gap: lambda _: iter(()),
    Turn: lambda _: iter(()),
}
