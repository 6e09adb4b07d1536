# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportMissingTypeStubs=false
# The PDF libraries carry no types, or types with holes; what comes from them is checked by tests.
"""Draws text, boxes and lines on a page and marks each as content or as decoration."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import Any

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from plandesk.reports.fonts import Face, FontBook, font_of
from plandesk.reports.tags import LinkSpot, Node, Tagger
from plandesk.reports.text import TextBlock, one_line
from plandesk.reports.theme import A4, SECONDARY, TextStyle, Theme
from plandesk.reports.typesetting import Typesetter

Box = tuple[float, float, float, float]
"""Left, bottom, width and height in points."""


@cache
def _channels(paint: str) -> str:
    """Return the operands of a colour operator for ``#RRGGBB``."""
    channels = (int(paint[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return " ".join(f"{channel:.4g}" for channel in channels)


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

    def __init__(self, theme: Theme, book: FontBook, footer: str = "") -> None:
        font_of(Face.REGULAR)  # before the canvas asks for it
        self.theme = theme
        self.book = book
        self.footer = footer
        self.tagger = Tagger()
        self.buffer = BytesIO()
        named: Any = {"initialFontName": str(Face.REGULAR)}  # else Helvetica is listed, unembedded
        self.canvas = Canvas(
            self.buffer, pagesize=A4, invariant=1, pageCompression=1, lang="en-GB", **named
        )
        rl_config.useA85 = 0  # letters for bytes: a quarter more, for printers of long ago
        self._typesetter = Typesetter(self.canvas)
        self._ink = self._line_ink = ""
        self._pictures: set[str] = set()

    def start_page(self, *, landscape: bool = False) -> Area:
        """Begin a page and return the area that blocks may fill."""
        size = (A4[1], A4[0]) if landscape else A4
        self.canvas.setPageSize(size)
        self._ink = self._line_ink = ""
        self.tagger.start_page()
        theme = self.theme
        if self.footer:
            self._foot(size[0])
        return Area(theme.margin, size[0] - 2 * theme.margin, size[1] - theme.top, theme.bottom)

    def _foot(self, width: float) -> None:
        """Print the footer small below the line of the page number."""
        style = TextStyle(7.0, 9.0, colour=SECONDARY)
        room = width - 2 * self.theme.margin
        words = one_line(self.book, self.footer, style, room)
        with self.artifact("/Type /Pagination /Subtype /Footer"):
            self.text(words, (width - words.width) / 2, 23.0)

    def end_page(self) -> None:
        """Close the page."""
        self.canvas.showPage()

    @contextmanager
    def content(self, node: Node) -> Generator[None]:
        """Everything drawn inside belongs to this element of the structure tree."""
        number = self.tagger.mark(node)
        self.canvas.addLiteral(f"/{node.tag} <</MCID {number}>> BDC")
        yield
        self.canvas.addLiteral("EMC")

    @contextmanager
    def artifact(self, about: str = "") -> Generator[None]:
        """Everything drawn inside is decoration that a screen reader passes over."""
        self.canvas.addLiteral(f"/Artifact <<{about}>> BDC" if about else "/Artifact BMC")
        yield
        self.canvas.addLiteral("EMC")

    @contextmanager
    def picture(self, name: str) -> Generator[bool]:
        """Draw a picture to be stamped many times; False inside says that it is drawn already."""
        if name in self._pictures:
            yield False
            return
        self._pictures.add(name)
        inks = (self._ink, self._line_ink)
        self._ink = self._line_ink = ""
        self.canvas.beginForm(name, -2, -400, 600, 20)
        yield True
        self.canvas.endForm()
        self._ink, self._line_ink = inks

    def stamp(self, name: str, left: float, top: float) -> None:
        """Show a picture with its origin at this place."""
        self.canvas.addLiteral(f"q 1 0 0 1 {left:.2f} {top:.2f} cm")
        self.canvas.doForm(name)
        self.canvas.addLiteral("Q")

    def text(self, block: TextBlock, left: float, top: float, width: float | None = None) -> None:
        """Draw wrapped text below ``top``; with ``width``, against the right edge of it."""
        style = block.style
        self.ink(style.colour)
        baseline = top - style.leading / 2 - 0.36 * style.size
        self.canvas.addLiteral(self._typesetter.write(block, left, baseline, width))

    def ink(self, paint: str) -> None:
        """Fill and write in this colour (``#RRGGBB``) from here on."""
        if paint != self._ink:
            self._ink = paint
            self.canvas.addLiteral(f"{_channels(paint)} rg")

    def line_ink(self, paint: str) -> None:
        """Draw lines in this colour from here on."""
        if paint != self._line_ink:
            self._line_ink = paint
            self.canvas.addLiteral(f"{_channels(paint)} RG")

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
        self.ink(paint)
        if edge:
            self.line_ink(edge)
            canvas.setLineWidth(0.8)
        if radius:
            canvas.roundRect(*box, radius, stroke=int(bool(edge)), fill=1)
        else:
            canvas.rect(*box, stroke=int(bool(edge)), fill=1)

    def rule(self, left: float, top: float, width: float, paint: str, thick: float = 0.5) -> None:
        """Draw a level line."""
        self.line_ink(paint)
        ends = f"{left:.2f} {top:.2f} m {left + width:.2f} {top:.2f} l"
        self.canvas.addLiteral(f"{thick:g} w {ends} S")
