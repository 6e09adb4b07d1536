"""The garbage collector runs in the window's thread, and only there.

A pass in a thread beside the window could end objects of Qt there whose timers and children belong
to the window's thread; Qt forbids that, and it may crash.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Slot

from plandesk.models.collector import collect_all, collect_young, hold_back, set_aside
from plandesk.ui.jobs import JobQueue

if TYPE_CHECKING:
    from plandesk.ui.main_window import MainWindow

_EVERY_MS = 500
_IDLE_S = 20.0  # after the last key or movement; then nobody feels a tenth of a second
_AGAIN_S = 600.0  # while nobody comes back
_MOST_OPENED = 5  # plans opened without an idle moment between
_INPUT = frozenset(
    (
        QEvent.Type.KeyPress,
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchUpdate,
    )
)


class Collecting(QObject):
    """Looks through what was made last twice a second, and through everything when idle.

    Automatic passes are off from its making to the end of the program. All that is there by
    then, and when a plan was opened, stays long and is set aside, so that passes stay short.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._queues, self._way = window.findChildren(JobQueue), window.host.way
        self._touched, self._looked_at, self._opened = time.monotonic(), 0.0, 0
        hold_back()
        set_aside()
        window.bridge.opened.connect(self._on_opened)
        handle = window.windowHandle()
        if handle is not None:  # it gets a few events only: what comes from the desktop
            handle.installEventFilter(self)
        timer = QTimer(self, interval=_EVERY_MS)
        timer.timeout.connect(self._look)
        window.closed.connect(timer.stop)
        timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note when the person last did something."""
        if event.type() in _INPUT:
            self._touched = time.monotonic()
            self._way.touch()
        return False

    @property
    def is_idle(self) -> bool:
        """Tell whether nobody did anything for a while, and no work went on beside the window."""
        return time.monotonic() - self._touched > _IDLE_S

    @Slot()
    def _look(self) -> None:
        busy = any(queue.busy for queue in self._queues)
        if busy:  # whoever waits for it is there when it ends
            self._touched = time.monotonic()
        overdue = self._opened >= _MOST_OPENED and not busy
        looked = max(self._touched, time.monotonic() - _AGAIN_S) < self._looked_at
        if overdue or (self.is_idle and not looked):
            self.look_through_all()
        else:
            collect_young()

    def look_through_all(self) -> None:
        """Give back all memory that nothing needs any more."""
        if collect_all():
            self._looked_at, self._opened = time.monotonic(), 0

    @Slot()
    def _on_opened(self) -> None:
        # Parts of the window hear of the plan after this one does; let them read it first.
        self._opened += 1
        self._touched = time.monotonic()
        QTimer.singleShot(0, self, set_aside)
