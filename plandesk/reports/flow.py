"""Fills pages with blocks, one after another."""

from __future__ import annotations

from collections.abc import Sequence

from plandesk.reports.flowables.blocks import Block, Heading, Turn
from plandesk.reports.pen import Area, Pen
from plandesk.reports.tags import Node

Story = Sequence[Block | Turn]


def fill_pages(pen: Pen, story: Story, parent: Node) -> int:
    """Draw a story on pages of its own and return how many it took."""
    pages = _Pages(pen)
    for index, block in enumerate(story):
        if isinstance(block, Turn):
            pages.turn(landscape=block.landscape)
            continue
        pages.make_room(_need(pen, story, index, pages.width))
        pages.put(block, parent)
    return pages.finish()


def _need(pen: Pen, story: Story, index: int, width: float) -> float:
    """Return the height needed to begin a block together with those it must stay with."""
    total = 0.0
    for block in story[index : index + 5]:
        if isinstance(block, Turn):
            break
        total += block.need(pen, width)
        if not block.keep_next:
            break
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
