"""Work that nobody waits for begins when nobody types or scrolls.

Python runs one thread at a time: a check beside the window would double the time of a keystroke.
What has begun goes on to its end, for a check that waited halfway would keep edits from the file.
"""

from __future__ import annotations

import threading
import time

from PySide6.QtCore import QObject, Slot

_REST_S = 0.6  # longer than between two letters of a word
_LOOK_S = 0.02
_MOST_S = 30.0  # whoever never rests is not kept from hearing what was found


class GivingWay(QObject):
    """Knows when somebody last did something in the window."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._touched = 0.0

    @Slot()
    def touch(self) -> None:
        """Note that somebody does something now."""
        self._touched = time.monotonic()

    def rest(self, stop: threading.Event) -> None:
        """Wait, in a thread beside the window, until nobody types any more or ``stop`` is set."""
        latest = time.monotonic() + _MOST_S
        while (now := time.monotonic()) < min(self._touched + _REST_S, latest):
            if stop.wait(min(_LOOK_S, latest - now)):
                return
