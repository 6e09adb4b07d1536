"""Work that nobody waits for, one piece in each turn of the window's loop."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Slot


class Turns(QObject):
    """Does what it is given, in that order; between two pieces the window draws and listens.

    It draws in a turn of its own: with the next piece in it the turn would be as long as both.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._waiting: deque[Callable[[], object]] = deque()
        self._is_drawn = False
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._next)

    def soon(self, act: Callable[[], object]) -> None:
        """Do this in a later turn; once where it waits already."""
        if act not in self._waiting:
            self._waiting.append(act)
            self._timer.start()

    @Slot()
    def _next(self) -> None:
        self._is_drawn = not self._is_drawn
        if self._is_drawn:
            self._timer.start()
            return
        act = self._waiting.popleft()
        if self._waiting:
            self._timer.start()
        act()
