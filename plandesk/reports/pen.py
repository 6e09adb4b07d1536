"""Draws text, boxes and lines on a page and marks each as content or as decoration."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from io import BytesIO

from reportlab.lib.colors import Color, HexColor
from reportlab.pdfgen.canvas import Canvas

from plandesk.reports.fonts import Face, FontBook, coverage
from plandesk.reports.tags import LinkSpot, Node, Tagger
from plandesk.reports.text import TextBlock
from plandesk.reports.theme import A4, Theme

Box = tuple[float, float, float, float]
"""Left, bottom, width and height in points."""


@cache
def colour(hexadecimal: str) -> Color:
    """Return the ReportLab colour of ``#RRGGBB``."""
    return HexColor(hexadecimal)


@dataclass(slots=True)
class Area:
    """The part of a page that is still free: its left edge, width, upper and lower edge."""

    left: float
    width: float
    top: float
    bottom: float

    @property
    def room(self) -> float:
        """Return the free height in points."""
        return self.top - self.bottom


class Pen:
    """A canvas that knows the structure tree, the fonts and the theme."""

    def __init__(self, theme: Theme, book: FontBook) -> None:
        for face in Face:
            coverage(face)  # registers the font before the canvas asks for it
        self.theme = theme
        self.book = book
        self.tagger = Tagger()
        self.buffer = BytesIO()
        self.canvas = Canvas(
            self.buffer,
            pagesize=A4,
            invariant=1,
            pageCompression=1,
            initialFontName=str(Face.REGULAR),
            lang="en-GB",
        )

    def start_page(self, *, landscape: bool = False) -> Area:
        """Begin a page and return the area that blocks may fill."""
        size = (A4[1], A4[0]) if landscape else A4
        self.canvas.setPageSize(size)
        self.tagger.start_page()
        theme = self.theme
        return Area(theme.margin, size[0] - 2 * theme.margin, size[1] - theme.top, theme.bottom)

    def end_page(self) -> None:
        """Close the page."""
        self.canvas.showPage()

    @contextmanager
    def content(self, node: Node) -> Iterator[None]:
        """Everything drawn inside belongs to this element of the structure tree."""
        number = self.tagger.mark(node)
        self.canvas.addLiteral(f"/{node.tag} <</MCID {number}>> BDC")
        yield
        self.canvas.addLiteral("EMC")

    @contextmanager
    def artifact(self) -> Iterator[None]:
        """Everything drawn inside is decoration that a screen reader passes over."""
        self.canvas.addLiteral("/Artifact BMC")
        yield
        self.canvas.addLiteral("EMC")

    def text(self, block: TextBlock, left: float, top: float, width: float | None = None) -> None:
        """Draw wrapped text below ``top``; with ``width``, against the right edge of it."""
        style = block.style
        canvas = self.canvas
        canvas.setFillColor(colour(style.colour))
        baseline = top - style.leading / 2 - 0.36 * style.size
        out = canvas.beginText(left, baseline)
        face = style.face
        out.setFont(str(face), style.size, style.leading)
        for number, line in enumerate(block.lines):
            if width is not None:
                away = left + width - line.width
                out.setTextOrigin(away, baseline - number * style.leading)
            last = len(line.runs) - 1
            for at, (run_face, text) in enumerate(line.runs):
                if run_face is not face:
                    face = run_face
                    out.setFont(str(face), style.size, style.leading)
                if at == last:
                    # a space where the line turns: readers would join the words without it
                    out.textLine(text + " " if line.soft else text)
                else:
                    out.textOut(text)
            if not line.runs:
                out.textLine("")
        canvas.drawText(out)

    def tell(self, node: Node, block: TextBlock, left: float, top: float) -> None:
        """Draw wrapped text as the content of a structure element."""
        number = self.tagger.mark(node)
        self.canvas.addLiteral(f"/{node.tag} <</MCID {number}>> BDC")
        self.text(block, left, top)
        self.canvas.addLiteral("EMC")

    def link(self, node: Node, box: Box, target: str, says: str) -> None:
        """Make a box on this page a link; ``node`` is its Link element, drawn by the caller."""
        left, bottom, width, height = box
        corners = (left, bottom, left + width, bottom + height)
        spot = LinkSpot(self.tagger.page, corners, target, says, node)
        node.kids.append(spot)
        self.tagger.links.append(spot)

    def fill(self, box: Box, paint: str, edge: str = "", radius: float = 0) -> None:
        """Fill a box, with an outline where ``edge`` names a colour."""
        canvas = self.canvas
        canvas.setFillColor(colour(paint))
        if edge:
            canvas.setStrokeColor(colour(edge))
            canvas.setLineWidth(0.8)
        if radius:
            canvas.roundRect(*box, radius, stroke=int(bool(edge)), fill=1)
        else:
            canvas.rect(*box, stroke=int(bool(edge)), fill=1)

    def rule(self, left: float, top: float, width: float, paint: str, thick: float = 0.5) -> None:
        """Draw a level line."""
        self.canvas.setStrokeColor(colour(paint))
        self.canvas.setLineWidth(thick)
        self.canvas.line(left, top, left + width, top)
