"""What a row's cells may carry beside text, for ``RowDelegate`` to draw."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from PySide6.QtCore import Qt

from plandesk.models.types import Rating
from plandesk.models.wording import Piece
from plandesk.ui.icons import Icon

_FIRST = Qt.ItemDataRole.UserRole.value


class RowRole(IntEnum):
    """The roles: the row itself, and what to draw in place of plain text.

    ALIGNED leaves the room of a tick free, so that text stands below that of rows with one. DRAWN
    is all of them at once, as ``Drawn``, where a model can tell it.
    """

    ROW = _FIRST
    SIGN = _FIRST + 2
    RATING = _FIRST + 3
    PIECES = _FIRST + 4
    INK = _FIRST + 5
    HEAVY = _FIRST + 6
    SECOND_LINE = _FIRST + 7
    OFFER = _FIRST + 8
    ALIGNED = _FIRST + 9
    DRAWN = _FIRST + 10


@dataclass(frozen=True, slots=True)
class Sign:
    """A shape before a word, so that colour is never the only mark; ``ink`` names a colour."""

    icon: Icon
    ink: str = "secondary"


@dataclass(frozen=True, slots=True)
class Drawn:
    """All that one cell draws; without a ``tick`` it has no box.

    A picture of a table has a hundred cells and more, and asking a model for each of ten roles
    takes longer than to draw them. A model makes one of these for a cell, and lets it ``answer``
    for the roles.
    """

    text: str = ""
    sign: Sign | None = None
    rating: Rating | None = None
    ink: str = ""
    heavy: bool = False
    pieces: Sequence[Piece] = ()
    second: str = ""
    offer: str = ""
    tick: Qt.CheckState | None = None
    aligned: bool = False

    def answer(self, role: int) -> Any:
        """Return what is held under a role; None for one that is not drawn."""
        if role == RowRole.DRAWN:
            return self
        name = _HELD.get(role)
        return getattr(self, name) if name else None


_HELD: dict[int, str] = {
    Qt.ItemDataRole.DisplayRole.value: "text",
    Qt.ItemDataRole.CheckStateRole.value: "tick",
    RowRole.ALIGNED.value: "aligned",
    RowRole.SIGN.value: "sign",
    RowRole.RATING.value: "rating",
    RowRole.PIECES.value: "pieces",
    RowRole.INK.value: "ink",
    RowRole.HEAVY.value: "heavy",
    RowRole.SECOND_LINE.value: "second",
    RowRole.OFFER.value: "offer",
}
TOLD = frozenset({*_HELD, RowRole.DRAWN.value})


def tick(*, on: bool) -> Qt.CheckState:
    """Return the state of a box."""
    return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked


def drawn(ask: Callable[[int], Any]) -> Drawn:
    """Return what a cell draws, role by role where its model does not tell it at once."""
    told = ask(RowRole.DRAWN)
    if told is not None:
        return told
    box, sign = ask(Qt.ItemDataRole.CheckStateRole), ask(RowRole.SIGN)
    return Drawn(
        text=str(ask(Qt.ItemDataRole.DisplayRole) or ""),
        sign=sign if isinstance(sign, Sign) else None,
        rating=ask(RowRole.RATING),
        ink=ask(RowRole.INK) or "",
        heavy=bool(ask(RowRole.HEAVY)),
        pieces=ask(RowRole.PIECES) or (),
        second=str(ask(RowRole.SECOND_LINE) or ""),
        offer=str(ask(RowRole.OFFER) or ""),
        tick=None if box is None else Qt.CheckState(box),
        aligned=bool(ask(RowRole.ALIGNED)),
    )
