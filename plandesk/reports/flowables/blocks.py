"""Headings, paragraphs, lists and notices: blocks that fill pages from the top."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from plandesk.reports.pen import Area, Pen
from plandesk.reports.tags import HeadingSpot, Node
from plandesk.reports.text import Piece, TextBlock, paragraph
from plandesk.reports.theme import BAND_FILL, TextStyle


class Block(Protocol):
    """A part of a report that takes its place on a page."""

    keep_next: bool

    def need(self, pen: Pen, width: float) -> float:
        """Return the least free height, in points, with which the block can begin."""
        ...

    def draw(self, pen: Pen, area: Area, parent: Node) -> Block | None:
        """Draw what fits, lower ``area.top``, and return the rest or None."""
        ...


@dataclass
class Turn:
    """Go to a new page, upright or on its side."""

    landscape: bool = False


@dataclass
class Heading:
    """A heading, level 1 to 3; ``key`` makes it a place that links can lead to."""

    level: int
    text: str
    key: str = ""
    keep_next: bool = True
    fresh: bool = False

    def _lay(self, pen: Pen, width: float) -> TextBlock:
        return paragraph(pen.book, self.text, pen.theme.heading[self.level - 1], width)

    def need(self, pen: Pen, width: float) -> float:
        """Return the height of the heading with the space around it."""
        block = self._lay(pen, width)
        return block.style.before + block.height + block.style.after

    def draw(self, pen: Pen, area: Area, parent: Node) -> Block | None:
        """Draw the heading and note it for the bookmarks."""
        block = self._lay(pen, area.width)
        if not self.fresh:
            area.top -= block.style.before
        page = pen.tagger.page
        pen.tagger.headings.append(HeadingSpot(self.level, self.text, page, area.top + 6))
        if self.key:
            pen.tagger.places[self.key] = (page, area.top + 6)
        pen.tell(parent.add(f"H{self.level}"), block, area.left, area.top)
        area.top -= block.height + block.style.after
        return None


@dataclass
class Para:
    """A paragraph; it may run over to the next page, never with a single line left behind."""

    text: str | Sequence[Piece]
    look: str = "body"
    keep_next: bool = False
    style: TextStyle | None = None
    tag: str = "P"
    _rest: TextBlock | None = None
    _node: Node | None = None

    def _lay(self, pen: Pen, width: float) -> TextBlock:
        style: TextStyle = self.style or getattr(pen.theme, self.look)
        return self._rest or paragraph(pen.book, self.text, style, width - style.indent)

    def need(self, pen: Pen, width: float) -> float:
        """Return the height of two lines, or of all where there are fewer than four."""
        block = self._lay(pen, width)
        lines = len(block.lines)
        return block.style.before + (lines if lines < 4 else 2) * block.style.leading

    def draw(self, pen: Pen, area: Area, parent: Node) -> Block | None:
        """Draw as many lines as fit."""
        block = self._lay(pen, area.width)
        style = block.style
        self._node = self._node or parent.add(self.tag)
        if self._rest is None:
            area.top -= style.before
        fits = int(area.room / style.leading + 0.01)
        if fits >= len(block.lines):
            pen.tell(self._node, block, area.left + style.indent, area.top)
            area.top -= block.height + style.after
            return None
        fits = max(1, min(fits, len(block.lines) - 2))
        pen.tell(self._node, block.head(fits), area.left + style.indent, area.top)
        area.top = area.bottom
        self._rest = block.tail(fits)
        return self


@dataclass
class Listing:
    """A list: each entry has a label (a bullet or a number) and its text."""

    entries: Sequence[tuple[str, str | Sequence[Piece]]]
    hang: float = 16.0
    indent: float = 0.0
    keep_next: bool = False
    _at: int = 0
    _node: Node | None = None
    _body: tuple[Node, TextBlock] | None = None

    def _lay(self, pen: Pen, width: float) -> TextBlock:
        style = replace(pen.theme.body, after=pen.theme.body.after * 0.7)
        room = width - self.indent - self._hang(pen)
        return paragraph(pen.book, self.entries[self._at][1], style, room)

    def _hang(self, pen: Pen) -> float:
        widest = max(
            (pen.book.width(label, pen.theme.body.face, pen.theme.body.size))
            for label, _ in self.entries
        )
        return max(self.hang, widest + 10)

    def need(self, pen: Pen, width: float) -> float:
        """Return the height of the first entry, or of two lines of a long one."""
        if not self.entries:
            return 0.0
        return min(self._lay(pen, width).height, 2 * pen.theme.body.leading)

    def draw(self, pen: Pen, area: Area, parent: Node) -> Block | None:
        """Draw entries until the page is full."""
        self._node = self._node or parent.add("L")
        while self._at < len(self.entries):
            rest = self._body[1] if self._body else self._lay(pen, area.width)
            fits = int(area.room / rest.style.leading + 0.01)
            if fits < min(2, len(rest.lines)):
                return self
            self._entry(pen, area, rest.head(fits))
            if fits < len(rest.lines):
                self._body = (self._body[0] if self._body else self._node, rest.tail(fits))
                return self
            area.top -= rest.style.after
            self._body = None
            self._at += 1
        return None

    def _entry(self, pen: Pen, area: Area, block: TextBlock) -> None:
        hang = self._hang(pen)
        left = area.left + self.indent
        if self._body is None and self._node is not None:
            item = self._node.add("LI")
            label = paragraph(pen.book, self.entries[self._at][0], pen.theme.body, hang)
            pen.tell(item.add("Lbl"), label, left, area.top)
            self._body = (item.add("LBody"), block)
        if self._body:
            pen.tell(self._body[0], block, left + hang, area.top)
        area.top -= block.height


@dataclass
class Notice:
    """A short text in a tinted box with a bar at its left; it is kept together."""

    text: str | Sequence[Piece]
    paint: str = BAND_FILL
    bar: str = "#1D5FA8"
    look: str = "small"
    keep_next: bool = False
    pad: float = field(default=8.0)

    def _lay(self, pen: Pen, width: float) -> TextBlock:
        style: TextStyle = getattr(pen.theme, self.look)
        return paragraph(pen.book, self.text, style, width - 2 * self.pad - 6)

    def need(self, pen: Pen, width: float) -> float:
        """Return the height of the box."""
        return self._lay(pen, width).height + 2 * self.pad + 10

    def draw(self, pen: Pen, area: Area, parent: Node) -> Block | None:
        """Draw the box and its text."""
        block = self._lay(pen, area.width)
        height = block.height + 2 * self.pad
        with pen.artifact():
            pen.fill((area.left, area.top - height, area.width, height), self.paint)
            pen.fill((area.left, area.top - height, 3, height), self.bar)
        pen.tell(parent.add("P"), block, area.left + self.pad + 6, area.top - self.pad)
        area.top -= height + 10
        return None


@dataclass
class Gap:
    """Empty height in points."""

    height: float
    keep_next: bool = True

    def need(self, pen: Pen, width: float) -> float:
        """Return the height."""
        return self.height

    def draw(self, pen: Pen, area: Area, parent: Node) -> Block | None:
        """Leave the height free."""
        area.top -= self.height
        return None
