"""What a table cell can hold: words, words with points beneath, a rating, a direction of travel."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from plandesk.models.types import Rating, Travel
from plandesk.reports.flowables.shapes import draw_shape, draw_travel
from plandesk.reports.fonts import Face, FontBook
from plandesk.reports.pen import Pen
from plandesk.reports.tags import Node
from plandesk.reports.text import TextBlock, one_line, paragraph
from plandesk.reports.theme import SECONDARY, Theme


class Laid(Protocol):
    """A cell measured for its column, ready to be drawn."""

    @property
    def height(self) -> float:
        """Return the height in points."""
        ...

    def draw(self, pen: Pen, node: Node, left: float, top: float) -> None:
        """Draw the cell as content of its TD or TH element."""
        ...

    def split(self, room: float) -> tuple[Laid, Laid | None]:
        """Return what fits into ``room`` points and what does not."""
        ...


class Cell(Protocol):
    """The content of one cell, not yet measured."""

    def lay(self, pen: Pen, width: float) -> Laid:
        """Measure the cell for a column ``width`` points wide."""
        ...

    @property
    def plain(self) -> str:
        """Return the cell as words."""
        ...


@dataclass(slots=True)
class _LaidWords:
    block: TextBlock
    right: float | None = None

    @property
    def height(self) -> float:
        return self.block.height

    def draw(self, pen: Pen, node: Node, left: float, top: float) -> None:
        number = pen.tagger.mark(node)
        pen.canvas.addLiteral(f"/{node.tag} <</MCID {number}>> BDC")
        pen.text(self.block, left, top, self.right)
        pen.canvas.addLiteral("EMC")

    def split(self, room: float) -> tuple[Laid, Laid | None]:
        lines = max(1, int(room / self.block.style.leading))
        if lines >= len(self.block.lines):
            return self, None
        rest = _LaidWords(self.block.tail(lines), self.right)
        return _LaidWords(self.block.head(lines), self.right), rest


@dataclass(frozen=True, slots=True)
class Words:
    """Plain words; ``strong`` is semibold, ``right`` sets figures against the right edge."""

    text: str
    strong: bool = False
    muted: bool = False
    right: bool = False

    @property
    def plain(self) -> str:
        """Return the cell as words."""
        return self.text

    def lay(self, pen: Pen, width: float) -> Laid:
        """Wrap the words to the column."""
        style = pen.theme.cell
        if self.strong:
            style = style.semibold()
        if self.muted:
            style = style.tinted(SECONDARY)
        block = paragraph(pen.book, self.text, style, width)
        return _LaidWords(block, width if self.right else None)


@dataclass(slots=True)
class _LaidStack:
    """A first paragraph, then points; nodes are kept so that a cell can go on overleaf."""

    first: TextBlock
    points: tuple[TextBlock, ...]
    indent: float
    gap: float
    listed: Node | None = None
    cut: bool = False

    @property
    def height(self) -> float:
        return self.first.height + sum(point.height + self.gap for point in self.points)

    def draw(self, pen: Pen, node: Node, left: float, top: float) -> None:
        if self.first.lines:
            pen.tell(node.add("P"), self.first, left, top)
        y = top - self.first.height
        if self.points and self.listed is None:
            self.listed = node.add("L")
        for number, point in enumerate(self.points):
            y -= self.gap
            item = self.listed.add("LI") if self.listed else node
            if not (self.cut and number == 0):
                bullet = paragraph(pen.book, "\u2022", point.style, self.indent)
                pen.tell(item.add("Lbl"), bullet, left + 1, y)
            pen.tell(item.add("LBody"), point, left + self.indent, y)
            y -= point.height

    def split(self, room: float) -> tuple[Laid, Laid | None]:
        leading = self.first.style.leading
        lines = max(0, int(room / leading))
        if lines < len(self.first.lines):
            lines = max(1, lines)
            top = _LaidStack(self.first.head(lines), (), self.indent, self.gap)
            rest = _LaidStack(self.first.tail(lines), self.points, self.indent, self.gap)
            return top, rest
        left = room - self.first.height
        whole = 0
        while whole < len(self.points) and left >= self.points[whole].height + self.gap:
            left -= self.points[whole].height + self.gap
            whole += 1
        if whole == len(self.points):
            return self, None
        return self._cut_at(whole, int((left - self.gap) / leading))

    def _cut_at(self, whole: int, lines: int) -> tuple[Laid, Laid | None]:
        """Cut after ``whole`` points and some lines of the next one."""
        if self.listed is None:
            self.listed = Node("L")
        shown, hidden = self.points[:whole], self.points[whole:]
        if lines > 0:
            shown, hidden = (*shown, hidden[0].head(lines)), (hidden[0].tail(lines), *hidden[1:])
        elif not shown and not self.first.lines:
            shown, hidden = (hidden[0].head(1),), (hidden[0].tail(1), *hidden[1:])
            lines = 1
        nothing = self.first.head(0)
        top = _LaidStack(self.first, shown, self.indent, self.gap, cut=self.cut)
        rest = _LaidStack(nothing, hidden, self.indent, self.gap, cut=lines > 0)
        return top, rest


@dataclass(frozen=True, slots=True)
class Stack:
    """Words with points beneath them, such as an action and its milestones; or points alone."""

    text: str
    points: tuple[str, ...] = ()

    @property
    def plain(self) -> str:
        """Return the cell as words."""
        lines = (self.text, *(f"\u2022 {point}" for point in self.points))
        return "\n".join(line for line in lines if line)

    def lay(self, pen: Pen, width: float) -> Laid:
        """Wrap the words and the points to the column."""
        style = pen.theme.cell
        first = paragraph(pen.book, self.text, style, width)
        if not self.points:
            return _LaidWords(first)
        if not self.text:
            first = first.head(0)
        indent = style.size * 0.95
        points = tuple(paragraph(pen.book, point, style, width - indent) for point in self.points)
        return _LaidStack(first, points, indent, 1.5)


@dataclass(slots=True)
class _LaidChip:
    rating: Rating
    block: TextBlock
    letter: TextBlock
    size: float

    @property
    def height(self) -> float:
        return self.block.height + 3

    @property
    def width(self) -> float:
        return self.block.width + self.letter.width + self.size * 2.35

    def draw(self, pen: Pen, node: Node, left: float, top: float) -> None:
        size = self.size
        with pen.artifact():
            pen.stamp(self._form(pen), left, top)
        at = left + size * 1.65 + self.letter.width + size * 0.35
        pen.tell(node, self.block, at, top - 0.5)

    def _form(self, pen: Pen) -> str:
        """Return the name of the chip's picture, drawn once for all places that show it."""
        rating, size = self.rating, self.size
        name = f"chip-{rating.code}-{self.height:.1f}-{self.width:.1f}".encode().hex()
        with pen.picture(name) as is_new:
            if is_new:
                mid = 1 - self.block.style.leading / 2
                box = (0, 1 - self.height, self.width, self.height)
                pen.fill(box, rating.fill, rating.edge, radius=3)
                pen.ink(rating.ink)
                pen.line_ink(rating.ink)
                draw_shape(pen.canvas, rating.shape, (size * 0.9, mid - 0.5), size * 0.9)
                pen.text(self.letter, size * 1.65, -0.5)
        return name

    def split(self, room: float) -> tuple[Laid, Laid | None]:
        return self, None


def chip_column(theme: Theme, ratings: Iterable[Rating | None]) -> float:
    """Return the width of a column in which the chips of these ratings look well.

    Words of a rating stay on one line where that is not too wide, and are never broken inside.
    """
    book = FontBook()
    size = theme.cell.size
    widest = 8 * size - 2 * theme.pad
    for rating in {rating for rating in ratings if rating is not None}:
        frame = book.width(rating.letter, Face.BOLD, size) + size * 2.35 + 1
        line = book.width(rating.word, Face.REGULAR, size)
        longest = max(book.width(word, Face.REGULAR, size) for word in rating.word.split())
        two_lines = max(longest, 0.62 * line)
        widest = max(widest, frame + (line if frame + line <= 11 * size else two_lines))
    return widest + 2 * theme.pad


@dataclass(frozen=True, slots=True)
class Chip:
    """A rating as shape, letter, word and colour; ``otherwise`` is said where there is none."""

    rating: Rating | None
    otherwise: str = "Not rated"

    @property
    def plain(self) -> str:
        """Return the rating's word."""
        return self.rating.word if self.rating else self.otherwise

    def lay(self, pen: Pen, width: float) -> Laid:
        """Measure the chip; a long rating word wraps inside it."""
        key = (id(self.rating), self.otherwise, width)
        laid = pen.book.kept.get(key)
        if laid is None:
            laid = pen.book.kept[key] = self._measured(pen, width)
        return laid

    def _measured(self, pen: Pen, width: float) -> Laid:
        style = pen.theme.cell
        if self.rating is None:
            block = paragraph(pen.book, self.otherwise, style.tinted(SECONDARY), width)
            return _LaidWords(block)
        ink = style.tinted(self.rating.ink)
        letter = one_line(pen.book, self.rating.letter, ink.bold(), width)
        room = width - letter.width - style.size * 2.35
        block = paragraph(pen.book, self.rating.word, ink, room)
        return _LaidChip(self.rating, block, letter, style.size)


@dataclass(slots=True)
class _LaidMove:
    travel: Travel
    block: TextBlock
    size: float

    @property
    def height(self) -> float:
        return self.block.height

    def draw(self, pen: Pen, node: Node, left: float, top: float) -> None:
        size = self.size
        with pen.artifact():
            middle = (left + size * 0.5, top - self.block.style.leading / 2)
            pen.ink(self.block.style.colour)
            pen.line_ink(self.block.style.colour)
            draw_travel(pen.canvas, self.travel, middle, size * 0.85)
        pen.tell(node, self.block, left + size * 1.25, top)

    def split(self, room: float) -> tuple[Laid, Laid | None]:
        return self, None


@dataclass(frozen=True, slots=True)
class Move:
    """A direction of travel as a sign and a word."""

    travel: Travel

    @property
    def plain(self) -> str:
        """Return the word of the direction."""
        return str(self.travel).capitalize()

    def lay(self, pen: Pen, width: float) -> Laid:
        """Measure the sign and the word."""
        style = pen.theme.cell
        if self.travel in {Travel.NO_CHANGE, Travel.NOT_RATED}:
            style = style.tinted(SECONDARY)
        block = paragraph(pen.book, self.plain, style, width - style.size * 1.25)
        return _LaidMove(self.travel, block, style.size)
