"""What a row's cells may carry beside text, for ``RowDelegate`` to draw."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import Qt

from plandesk.ui.icons import Icon

_FIRST = Qt.ItemDataRole.UserRole.value


class RowRole(IntEnum):
    """The roles: the row itself, and what to draw in place of plain text.

    ALIGNED leaves the room of a tick free, so that text stands below that of rows with one.
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


@dataclass(frozen=True, slots=True)
class Sign:
    """A shape before a word, so that colour is never the only mark; ``ink`` names a colour."""

    icon: Icon
    ink: str = "secondary"
