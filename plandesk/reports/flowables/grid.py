"""Tables that run over any number of pages, in time linear in their rows.

Each row is measured once, when its turn comes. The header row is repeated on every page and
tagged only once. A row goes to the next page whole; only a row taller than a page is cut.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from plandesk.reports.flowables.blocks import Block
from plandesk.reports.flowables.cells import Cell, Laid
from plandesk.reports.flowables.columns import Column, by_share, snugly, whole_words
from plandesk.reports.pen import Area, Pen
from plandesk.reports.tags import Node
from plandesk.reports.text import TextBlock, paragraph
from plandesk.reports.theme import ACCENT, HEAD_FILL, RULE

_FEW, _SMALL = 6, 180.0
"""A table of so few rows, and so many points tall, is not divided: nobody turns over for a row."""


@dataclass(slots=True)
class _Row:
    """A measured row; ``nodes`` are set once it has begun on an earlier page."""

    cells: list[Laid]
    height: float
    nodes: list[Node] | None = None
    more: list[bool] = field(default_factory=list[bool])


@dataclass
class Grid:
    """A table of cells; the first column holds the row headers.

    One that stays ``together`` is not divided unless it is taller than a page. A ``snug`` one gives
    a column no more than it fills, where no other table has to align with it. ``follows`` is the
    height of what comes after it on the last of its pages and is too little to stand there alone.
    """

    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    keep_next: bool = False
    together: bool = False
    snug: bool = False
    follows: float = 0.0
    _next: int = 0
    _waiting: _Row | None = None
    _node: Node | None = None
    _body: Node | None = None
    _fresh: bool = False
    _widths: tuple[float, list[float]] = (0.0, [])

    def widths(self, width: float) -> list[float]:
        """Return the column widths for a table ``width`` points wide, if it was fitted to that."""
        return self._widths[1] if self._widths[0] == width else by_share(self.columns, width)

    def _fit(self, pen: Pen, width: float) -> None:
        if self._widths[0] != width:
            columns = snugly(pen, self.columns, self.rows, width) if self.snug else self.columns
            self._widths = (width, whole_words(pen, columns, self.rows, width))

    def need(self, pen: Pen, width: float) -> float:
        """Return the height of the header row and the first row, or of all of a small table."""
        self._fit(pen, width)
        first = self._lay(pen, width)
        head = self._head(pen, width)[1]
        if len(self.rows) > 1 and (self.together or len(self.rows) <= _FEW):
            whole = head + sum(
                self._measured(pen, width, at).height for at in range(len(self.rows))
            )
            if self.together or whole <= _SMALL:
                return whole
        return head + (first.height if first else 0)

    def draw(self, pen: Pen, area: Area, parent: Node) -> Block | None:
        """Draw the header row and as many rows as fit."""
        self._fit(pen, area.width)
        self._begin(pen, area, parent)
        top = area.top
        while True:
            row = self._lay(pen, area.width)
            if row is None:
                break
            if area.top < top and self._leaves_one(pen, area, row):
                return self
            if row.height > area.room:
                if area.top < top and row.nodes is None:
                    return self
                self._cut(pen, area, row)
                return self
            self._draw_row(pen, area, row)
            if row.nodes is None:
                self._finish(pen)
            self._next += 1
            self._waiting = None
        area.top -= 10
        return None

    def _leaves_one(self, pen: Pen, area: Area, row: _Row) -> bool:
        """Say whether this row would leave the last one alone overleaf; they go there together.

        With what follows the table it is the same: the last two rows keep it company.
        """
        least = 1 if self.follows else 2
        if self._next != len(self.rows) - 2 or self._next < least or row.nodes is not None:
            return False
        if row.height > area.room:
            return False
        last = self._measured(pen, area.width, self._next + 1)
        return row.height + last.height + self.follows > area.room

    def _lay(self, pen: Pen, width: float) -> _Row | None:
        if self._waiting is None and self._next < len(self.rows):
            self._waiting = self._measured(pen, width, self._next)
        return self._waiting

    def _measured(self, pen: Pen, width: float, at: int) -> _Row:
        pad = pen.theme.pad
        cells = [
            cell.lay(pen, column - 2 * pad)
            for cell, column in zip(self.rows[at], self.widths(width), strict=True)
        ]
        return _Row(cells, max(cell.height for cell in cells) + 2 * pad)

    def _head(self, pen: Pen, width: float) -> tuple[list[TextBlock], float]:
        pad = pen.theme.pad
        blocks = [
            paragraph(pen.book, column.title, pen.theme.head, each - 2 * pad)
            for column, each in zip(self.columns, self.widths(width), strict=True)
        ]
        return blocks, max(block.height for block in blocks) + 2 * pad

    def _begin(self, pen: Pen, area: Area, parent: Node) -> None:
        blocks, height = self._head(pen, area.width)
        with pen.artifact():
            pen.fill((area.left, area.top - height, area.width, height), HEAD_FILL)
            pen.rule(area.left, area.top - height, area.width, ACCENT, 1)
        if self._node is None:
            self._node = parent.add("Table")
            row = self._node.add("THead").add("TR")
            self._heads(pen, area, blocks, row)
            self._body = self._node.add("TBody")
        else:
            with pen.artifact():
                self._heads(pen, area, blocks, None)
        area.top -= height

    def _heads(self, pen: Pen, area: Area, blocks: list[TextBlock], row: Node | None) -> None:
        pad = pen.theme.pad
        left = area.left
        for column, block, width in zip(self.columns, blocks, self.widths(area.width), strict=True):
            at = left + width - pad - block.width if column.right else left + pad
            if row is None:
                pen.text(block, at, area.top - pad)
            else:
                pen.tell(row.add("TH", scope="Column"), block, at, area.top - pad)
            left += width

    def _draw_row(self, pen: Pen, area: Area, row: _Row) -> None:
        pad = pen.theme.pad
        nodes = row.nodes or self._nodes(len(row.cells))
        left = area.left
        for at, (cell, width) in enumerate(zip(row.cells, self.widths(area.width), strict=True)):
            if not row.more or row.more[at]:
                cell.draw(pen, nodes[at], left + pad, area.top - pad)
            left += width
        area.top -= row.height
        with pen.artifact():
            pen.rule(area.left, area.top, area.width, RULE)

    def _nodes(self, cells: int) -> list[Node]:
        row = (self._body or Node("TBody")).add("TR")
        return [row.add("TH", scope="Row")] + [row.add("TD") for _ in range(cells - 1)]

    def _finish(self, pen: Pen) -> None:
        """Say that the last row is whole."""
        if self._body is not None and isinstance(row := self._body.kids[-1], Node):
            pen.tagger.finish(row, self._body)

    def _cut(self, pen: Pen, area: Area, row: _Row) -> None:
        """Draw the part of a too tall row that fits and keep the rest for the next page."""
        room = area.room - 2 * pen.theme.pad
        halves = [cell.split(room) for cell in row.cells]
        nodes = row.nodes or self._nodes(len(row.cells))
        above = _Row([top for top, _ in halves], area.room, nodes, row.more)
        self._draw_row(pen, area, above)
        rest = [low or top for top, low in halves]
        more = [low is not None for _, low in halves]
        height = max(cell.height for cell, on in zip(rest, more, strict=True) if on)
        self._waiting = _Row(rest, height + 2 * pen.theme.pad, nodes, more)
