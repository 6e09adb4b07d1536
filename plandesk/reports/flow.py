"""Fills pages with blocks, one after another."""

from __future__ import annotations

from collections.abc import Sequence

from plandesk.reports.flowables.blocks import Block, Heading, Turn
from plandesk.reports.flowables.cards import Cards
from plandesk.reports.flowables.grid import Grid
from plandesk.reports.pen import Area, Pen
from plandesk.reports.tags import Node

Story = Sequence[Block | Turn]


_CUT = 0.18
"""The part of a page on which a table begins whose first row does not fit with its heading."""

_EMPTY = 0.75
"""A page of which so much is free is not left for the next one."""

_LONELY = 0.2
"""So little of a page, at the end of a section, is not left alone on it after a table."""


def fill_pages(pen: Pen, story: Story, parent: Node) -> int:
    """Draw a story on pages of its own and return how many it took."""
    pages = _Pages(pen)
    kept = tall = False
    for index, block in enumerate(story):
        if isinstance(block, Turn):
            pages.turn(landscape=block.landscape)
            kept = False
            continue
        need = _need(pen, story, index, pages.width)
        tall = (kept and tall) or need > pages.fitting
        if tall:  # its table begins here and goes on, not overleaf without what leads to it
            need = _need(pen, story, index, pages.width, pages.height * _CUT)
        pages.make_room(need)
        if isinstance(block, Grid | Cards):
            block.follows = _following(pen, story, index + 1, pages)
        pages.put(block, parent)
        kept = block.keep_next
    return pages.finish()


def _need(pen: Pen, story: Story, index: int, width: float, row: float | None = None) -> float:
    """Return the height needed to begin a block together with those it must stay with.

    Of a table's first row no more than ``row`` points are asked for, where they are given.
    """
    total = 0.0
    for block in story[index : index + 5]:
        if isinstance(block, Turn):
            break
        need = block.need(pen, width)
        cut = row is not None and isinstance(block, Grid | Cards)
        total += min(need, row or 0.0) if cut else need
        if not block.keep_next:
            break
    return total


def _following(pen: Pen, story: Story, index: int, pages: _Pages) -> float:
    """Return the height of the last few lines after a table; 0 where there are more, or none."""
    total = 0.0
    for block in story[index : index + 5]:
        if isinstance(block, Turn):
            break
        total += block.need(pen, pages.width)
        if isinstance(block, Grid | Cards) or total > pages.height * _LONELY:
            return 0.0
    return total


class _Pages:
    """The page being filled, and how many there were."""

    def __init__(self, pen: Pen) -> None:
        self.pen = pen
        self.landscape = False
        self.area: Area | None = None
        self.count = 0
        self.full = 0.0

    @property
    def width(self) -> float:
        return self._open().width

    @property
    def height(self) -> float:
        """Return the height of an empty page in points."""
        return self.full - self._open().bottom

    @property
    def fitting(self) -> float:
        """Return the tallest that can be put on this page or, unless that is empty, on the next."""
        room = self._open().room
        return room if room > self.height * _EMPTY else self.height

    def turn(self, *, landscape: bool) -> None:
        self._close()
        self.landscape = landscape

    def make_room(self, need: float) -> None:
        area = self._open()
        if area.room < need and area.top < self.full:
            self._close()

    def put(self, block: Block, parent: Node) -> None:
        rest = block
        while True:
            area = self._open()
            if isinstance(rest, Heading):
                rest.fresh = area.top >= self.full
            before = (area.top, self.full)
            rest = rest.draw(self.pen, area, parent)
            if rest is None:
                return
            if area.top >= before[0] == before[1]:
                raise RuntimeError(f"{type(rest).__name__} does not fit on an empty page")
            self._close()

    def finish(self) -> int:
        self._open()
        self._close()
        return self.count

    def _open(self) -> Area:
        if self.area is None:
            self.area = self.pen.start_page(landscape=self.landscape)
            self.full = self.area.top
            self.count += 1
        return self.area

    def _close(self) -> None:
        if self.area is not None:
            self.pen.end_page()
            self.area = None
