"""Tables as cards, for large print: every row becomes a short list of names and values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from plandesk.reports.flowables.blocks import Block
from plandesk.reports.flowables.cells import Cell, Chip, Laid, Move, Words
from plandesk.reports.flowables.grid import Column, Grid
from plandesk.reports.flowables.pile import Pile
from plandesk.reports.pen import Area, Pen
from plandesk.reports.tags import Node
from plandesk.reports.text import TextBlock, paragraph
from plandesk.reports.theme import RULE

_GAP = 5.0

_FREE = 420.0
"""Points that are not left empty for the sake of a card; it then goes on overleaf."""

_TOGETHER = 3
"""The last values of a card that go overleaf in company."""


@dataclass(slots=True)
class _Value:
    """One value of a card: ``left`` points beside its name, or below it where that is 0."""

    name: TextBlock
    laid: Laid
    left: float
    body: Node | None = None

    @property
    def above(self) -> float:
        """Return the height of the name above the value; a value going on has none."""
        return 0.0 if self.left or self.body else self.name.height

    @property
    def height(self) -> float:
        return self.above + max(self.laid.height, self.name.height if self.left else 0.0)


@dataclass
class Cards:
    """The rows of a table one below the other, each value under or beside its column's name.

    A card goes on overleaf only where much of a page would stay empty without it. ``together`` and
    ``follows`` are as in a ``Grid``.
    """

    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    keep_next: bool = False
    together: bool = False
    follows: float = 0.0
    _row: int = 0
    _waiting: list[_Value] | None = None
    _list: Node | None = None

    def need(self, pen: Pen, width: float) -> float:
        """Return the height of the first card, or as much as is not left empty for it."""
        if self.together:
            return sum(
                self._height(pen, self._laid(pen, width, at)) + pen.theme.pad
                for at in range(self._row, len(self.rows))
            )
        return min(_FREE, self._height(pen, self._card(pen, width) or []))

    def draw(self, pen: Pen, area: Area, parent: Node) -> Block | None:
        """Draw cards until the page is full."""
        self._list = self._list or parent.add("L")
        top = area.top
        while (card := self._card(pen, area.width)) is not None:
            if area.top < top and self._waits(pen, area, card):
                return self
            if not self._drawn(pen, area, card):
                return self
            area.top -= pen.theme.pad
            with pen.artifact():
                pen.rule(area.left, area.top, area.width, RULE, 1)
            area.top -= pen.theme.pad
            self._row, self._waiting = self._row + 1, None
        area.top -= 10
        return None

    def _waits(self, pen: Pen, area: Area, card: list[_Value]) -> bool:
        """Say whether a card begins overleaf; the last but one goes there with the last.

        So does the last one with what follows, where that would stand there alone.
        """
        height = self._height(pen, card)
        if min(_FREE, height) > area.room:
            return True
        if self._row == len(self.rows) - 1 and self.follows and height <= area.room:
            return height + self.follows > area.room
        if self._row != len(self.rows) - 2 or self._row < 2:
            return False
        last = self._height(pen, self._laid(pen, area.width, self._row + 1)) + pen.theme.pad
        return last < _FREE and area.room < height + last

    def _drawn(self, pen: Pen, area: Area, card: list[_Value]) -> bool:
        """Draw what is left of a card; return False when the page is full."""
        top = area.top
        while card:
            last = len(card) == _TOGETHER and area.top < top
            if last and area.room < self._height(pen, card) <= _FREE:
                return False
            if not self._value(pen, area, card[0]):
                return False
            del card[0]
        return True

    def _height(self, pen: Pen, card: list[_Value]) -> float:
        """Return the height of a card down to its rule."""
        return sum(value.height + _GAP for value in card) + pen.theme.pad

    def _card(self, pen: Pen, width: float) -> list[_Value] | None:
        """Return what is still to be drawn of this row; None after the last one."""
        if self._waiting is None and self._row < len(self.rows):
            self._waiting = self._laid(pen, width, self._row)
        return self._waiting

    def _laid(self, pen: Pen, width: float, row: int) -> list[_Value]:
        return [
            self._measured(pen, width, column, cell)
            for column, cell in zip(self.columns, self.rows[row], strict=True)
            if cell.plain.strip()
        ]

    def _measured(self, pen: Pen, width: float, column: Column, cell: Cell) -> _Value:
        name = paragraph(pen.book, column.title, pen.theme.head, width)
        left = self._beside(pen, width) if _is_short(cell) else 0.0
        left = max(left, name.width + 14) if left else 0.0
        shown = replace(cell, right=False) if isinstance(cell, Words) else cell
        return _Value(name, shown.lay(pen, width - left), left)

    def _beside(self, pen: Pen, width: float) -> float:
        """Return where values stand beside their names: in one line, unless a name is very long."""
        head = pen.theme.head
        names = [pen.book.width(column.title, head.face, head.size) for column in self.columns]
        room = (name + 14 for name in names if name + 14 <= width * 0.48)
        return max(width * 0.28, *room, 0.0)

    def _value(self, pen: Pen, area: Area, value: _Value) -> bool:
        """Draw one name and value; return False when the page is full."""
        above, height = value.above, value.height
        room = area.room - above
        if room < min(value.laid.height, 2 * pen.theme.cell.leading):
            return False
        whole = value.laid.height <= room
        shown, rest = (value.laid, None) if whole else value.laid.split(room)
        value.body = value.body or self._named(pen, area, value.name)
        shown.draw(pen, value.body, area.left + value.left, area.top - above)
        area.top = area.top - height - _GAP if whole else area.bottom
        if rest is not None:
            value.laid = rest
        return rest is None

    def _named(self, pen: Pen, area: Area, name: TextBlock) -> Node:
        """Draw the name of a value and return the element that the value is told in."""
        entry = (self._list or Node("L")).add("LI")
        pen.tell(entry.add("Lbl"), name, area.left, area.top)
        return entry.add("LBody")


def _is_short(cell: Cell) -> bool:
    """Say whether a value has room beside its name."""
    return isinstance(cell, Words | Chip | Move | Pile) and len(cell.plain) < 40


def table(
    as_cards: bool,
    columns: Sequence[Column],
    rows: Sequence[Sequence[Cell]],
    *,
    together: bool = False,
    snug: bool = False,
) -> Block:
    """Return the rows as a table, or as cards where the theme prints cards."""
    if as_cards:
        return Cards(columns, rows, together=together)
    return Grid(columns, rows, together=together, snug=snug)
