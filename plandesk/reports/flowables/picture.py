"""Draws a chart's geometry on a page, as a block of its own or inside a table cell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from plandesk.reports.charts.drawing import (
    Align,
    Box,
    Dot,
    Drawing,
    Label,
    Make,
    Mark,
    Paint,
    Role,
    Side,
    Sign,
    Stroke,
)
from plandesk.reports.flowables.blocks import Block
from plandesk.reports.flowables.cells import Laid
from plandesk.reports.flowables.shapes import draw_shape
from plandesk.reports.fonts import Face, FontBook
from plandesk.reports.pen import Area, Pen
from plandesk.reports.tags import Node
from plandesk.reports.text import paragraph
from plandesk.reports.theme import ACCENT, BAND_FILL, DEEP, INK, RULE, SECONDARY, WHITE, TextStyle

_ROLES = {
    Role.INK: INK,
    Role.MUTED: SECONDARY,
    Role.GRID: RULE,
    Role.PAPER: WHITE,
    Role.BAND: BAND_FILL,
    Role.DATA: ACCENT,
    Role.TARGET: DEEP,
    Role.TOLERANCE: "#BFD3EA",
}
_SIDES = {
    Side.FILL: "fill",
    Side.INK: "ink",
    Side.EDGE: "edge",
    Side.TINT: "tint",
    Side.TINT_INK: "tint_ink",
}


def colour_of(paint: Paint) -> str:
    """Return the colour that a role or a rating's side has on paper."""
    if isinstance(paint, Role):
        return _ROLES[paint]
    return str(getattr(paint.rating, _SIDES[paint.side]))


def ruler_of(book: FontBook) -> Callable[[str, float, bool], float]:
    """Return the ruler that measures texts in the fonts of a report."""

    def width(text: str, size: float, strong: bool) -> float:
        return book.width(text, Face.SEMIBOLD if strong else Face.REGULAR, size)

    return width


def draw_marks(pen: Pen, drawing: Drawing, left: float, top: float) -> None:
    """Draw a drawing with its upper left corner at this place of the page."""
    for mark in drawing.marks:
        _DRAWS[type(mark)](pen, mark, (left, top))


def _box(pen: Pen, mark: Box, origin: tuple[float, float]) -> None:
    left, top = origin
    canvas = pen.canvas
    if mark.width <= 0 or mark.height <= 0:
        return
    box = (left + mark.left, top - mark.top - mark.height, mark.width, mark.height)
    if mark.fill is not None:
        edge = colour_of(mark.edge) if mark.edge is not None else ""
        pen.fill(box, colour_of(mark.fill), edge, mark.radius)
    elif mark.edge is not None:
        pen.line_ink(colour_of(mark.edge))
        canvas.setLineWidth(0.8)
        canvas.rect(*box, stroke=1, fill=0)


def _stroke(pen: Pen, mark: Stroke, origin: tuple[float, float]) -> None:
    left, top = origin
    pen.line_ink(colour_of(mark.paint))
    spots = [f"{left + x:.2f} {top - y:.2f}" for x, y in mark.spots]
    dash = " ".join(f"{part:g}" for part in mark.dash)
    path = " ".join([f"{spots[0]} m", *(f"{spot} l" for spot in spots[1:])])
    pen.canvas.addLiteral(f"q {mark.thick:g} w 1 j [{dash}] 0 d {path} S Q")


def _sign(pen: Pen, mark: Sign, origin: tuple[float, float]) -> None:
    pen.ink(colour_of(mark.paint))
    pen.line_ink(colour_of(mark.paint))
    centre = (origin[0] + mark.x, origin[1] - mark.y)
    draw_shape(pen.canvas, mark.shape, centre, mark.size)


def _dot(pen: Pen, mark: Dot, origin: tuple[float, float]) -> None:
    paint = colour_of(mark.paint)
    pen.ink(colour_of(Role.PAPER) if mark.hollow else paint)
    pen.line_ink(paint)
    pen.canvas.setLineWidth(1.0)
    centre = (origin[0] + mark.x, origin[1] - mark.y)
    pen.canvas.circle(*centre, mark.size / 2, stroke=1, fill=1)


def _label(pen: Pen, mark: Label, origin: tuple[float, float]) -> None:
    face = Face.SEMIBOLD if mark.strong else Face.REGULAR
    style = TextStyle(mark.size, mark.size, face, colour_of(mark.paint))
    block = paragraph(pen.book, mark.text, style, 1e9)
    shift = {Align.LEFT: 0.0, Align.MIDDLE: 0.5, Align.RIGHT: 1.0}[mark.align]
    left = origin[0] + mark.x - block.width * shift
    pen.text(block, left, origin[1] - mark.y + mark.size / 2)


_DRAWS: dict[type[Mark], Callable[..., None]] = {
    Box: _box,
    Stroke: _stroke,
    Sign: _sign,
    Dot: _dot,
    Label: _label,
}


@dataclass
class Picture:
    """A chart over the width of the page, one figure with its words as alternative text."""

    make: Make
    keep_next: bool = True
    after: float = 10.0

    def _drawing(self, pen: Pen, width: float) -> Drawing:
        return self.make(ruler_of(pen.book), width, pen.theme.cell.size)

    def need(self, pen: Pen, width: float) -> float:
        """Return the height of the whole chart; it is never cut."""
        return self._drawing(pen, width).height + self.after

    def draw(self, pen: Pen, area: Area, parent: Node) -> Block | None:
        """Draw the chart as one figure."""
        drawing = self._drawing(pen, area.width)
        _figure(pen, drawing, parent, (area.left, area.top))
        area.top -= drawing.height + self.after
        return None


def _figure(pen: Pen, drawing: Drawing, parent: Node, corner: tuple[float, float]) -> None:
    left, top = corner
    figure = parent.add("Figure", alt=drawing.alt)
    figure.bbox = (left, top - drawing.height, left + drawing.width, top)
    with pen.content(figure):
        draw_marks(pen, drawing, left, top)


@dataclass(slots=True)
class _LaidPicture:
    drawing: Drawing

    @property
    def height(self) -> float:
        return self.drawing.height

    def draw(self, pen: Pen, node: Node, left: float, top: float) -> None:
        _figure(pen, self.drawing, node, (left, top))

    def split(self, room: float) -> tuple[Laid, Laid | None]:
        return self, None


@dataclass(frozen=True, slots=True)
class PictureCell:
    """A small chart in a table cell; ``plain`` is what it says in words."""

    make: Make
    plain: str

    def lay(self, pen: Pen, width: float) -> Laid:
        """Draw the chart for a column of this width."""
        return _LaidPicture(self.make(ruler_of(pen.book), width, pen.theme.cell.size))
