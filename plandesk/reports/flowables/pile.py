"""A table cell that holds several things one below the other, such as a value and its rating."""

from __future__ import annotations

from dataclasses import dataclass

from plandesk.reports.flowables.cells import Cell, Laid
from plandesk.reports.pen import Pen
from plandesk.reports.tags import Node

_LINES = 36.0
"""Points of free height in which a part may begin that goes on overleaf."""


@dataclass(slots=True)
class _LaidPile:
    parts: tuple[Laid, ...]
    gap: float

    @property
    def height(self) -> float:
        return sum(part.height for part in self.parts) + self.gap * (len(self.parts) - 1)

    def draw(self, pen: Pen, node: Node, left: float, top: float) -> None:
        for part in self.parts:
            part.draw(pen, node, left, top)
            top -= part.height + self.gap

    def split(self, room: float) -> tuple[Laid, Laid | None]:
        """Cut between two parts, or inside one of which a few lines have room."""
        used = 0.0
        for at, part in enumerate(self.parts):
            used += part.height + (self.gap if at else 0.0)
            if used > room:
                return self._cut(at, room - used + part.height)
        return self, None

    def _cut(self, at: int, room: float) -> tuple[Laid, Laid | None]:
        head, rest = self.parts[:at], self.parts[at:]
        inside = not head or room >= _LINES
        top, low = rest[0].split(room) if inside else (None, rest[0])
        shown = (*head, top) if top is not None else head
        hidden = (low, *rest[1:]) if low is not None else rest[1:]
        return _LaidPile(shown, self.gap), _LaidPile(hidden, self.gap) if hidden else None


@dataclass(frozen=True, slots=True)
class Pile:
    """Several cells in one, from top to bottom, ``gap`` points apart."""

    parts: tuple[Cell, ...]
    gap: float = 2.5

    @property
    def plain(self) -> str:
        """Return the words of every part, a line each."""
        return "\n".join(part.plain for part in self.parts if part.plain)

    def lay(self, pen: Pen, width: float) -> Laid:
        """Measure every part for the same column."""
        return _LaidPile(tuple(part.lay(pen, width) for part in self.parts), self.gap)
