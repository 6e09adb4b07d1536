"""Tables as cards, for large print: every row becomes a short list of names and values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from plandesk.reports.flowables.blocks import Block
from plandesk.reports.flowables.cells import Cell, Chip, Laid, Move, Words
from plandesk.reports.flowables.grid import Column, Grid
from plandesk.reports.pen import Area, Pen
from plandesk.reports.tags import Node
from plandesk.reports.text import TextBlock, paragraph
from plandesk.reports.theme import RULE


@dataclass
class Cards:
    """The rows of a table one below the other, each value under or beside its column's name."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    keep_next: bool = False
    _row: int = 0
    _cell: int = 0
    _rest: Laid | None = None
    _list: Node | None = None
    _entry: Node | None = None

    def need(self, pen: Pen, width: float) -> float:
        """Return the height of three lines."""
        return 3 * pen.theme.cell.leading

    def draw(self, pen: Pen, area: Area, parent: Node) -> Block | None:
        """Draw values until the page is full."""
        self._list = self._list or parent.add("L")
        while self._row < len(self.rows):
            cells = self.rows[self._row]
            while self._cell < len(cells):
                cell = cells[self._cell]
                if not cell.plain.strip():
                    self._cell += 1
                    continue
                if not self._value(pen, area, cell):
                    return self
                self._cell += 1
            area.top -= pen.theme.pad
            with pen.artifact():
                pen.rule(area.left, area.top, area.width, RULE, 1)
            area.top -= pen.theme.pad
            self._row, self._cell, self._entry = self._row + 1, 0, None
        area.top -= 10
        return None

    def _value(self, pen: Pen, area: Area, cell: Cell) -> bool:
        """Draw one name and value; return False when the page is full."""
        name = paragraph(pen.book, self.columns[self._cell].title, pen.theme.head, area.width)
        beside = isinstance(cell, Words | Chip | Move) and len(cell.plain) < 40
        left = max(name.width + 14, area.width * 0.28) if beside else 0.0
        shown = replace(cell, right=False) if isinstance(cell, Words) else cell
        laid = self._rest or shown.lay(pen, area.width - left)
        above = 0.0 if beside or self._rest else name.height
        room = area.room - above
        least = min(laid.height, 2 * pen.theme.cell.leading)
        if room < least:
            return False
        body = self._body(pen, area, name)
        if laid.height <= room:
            laid.draw(pen, body, area.left + left, area.top - above)
            area.top -= above + max(laid.height, name.height if beside else 0.0) + 5
            self._rest = None
            return True
        head, rest = laid.split(room)
        head.draw(pen, body, area.left + left, area.top - above)
        area.top = area.bottom
        self._rest = rest
        return rest is None

    def _body(self, pen: Pen, area: Area, name: TextBlock) -> Node:
        """Draw the name of the value, unless the value is going on, and return its element."""
        if self._entry is None or self._rest is None:
            entry = (self._list or Node("L")).add("LI")
            pen.tell(entry.add("Lbl"), name, area.left, area.top)
            self._entry = entry.add("LBody")
        return self._entry


def table(as_cards: bool, columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> Block:
    """Return the rows as a table, or as cards where the theme prints cards."""
    return Cards(columns, rows) if as_cards else Grid(columns, rows)
