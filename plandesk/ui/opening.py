"""The frame that is there at once, in the place and the colours of the window it makes way for.

It needs nothing but Qt's own widgets; the window's parts are read in while it is shown.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from plandesk.ui.settings import AppSettings
from plandesk.ui.theme import Look

# A window that starts minimised or covered is never painted, and must be built all the same.
_AT_THE_LATEST = 300


class FirstPaint(QObject):
    """Tells once that a widget can be seen."""

    painted = Signal()

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._waiting = True
        widget.installEventFilter(self)
        QTimer.singleShot(_AT_THE_LATEST, self, self._tell)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wait for the paint, and for what comes with it to be done."""
        if self._waiting and event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, self, self._tell)
        return False

    def _tell(self) -> None:
        if self._waiting:
            self._waiting = False
            self.painted.emit()


def first_size(window: QWidget, look: Look) -> QSize:
    """Return the size of the first window ever, on the screen with its frame at a large zoom too.

    How thick the desktop draws a frame is not known before there is one: room is left for it.
    """
    frame = QSize(look.px(1), look.px(2))
    return QSize(look.px(72), look.px(42)).boundedTo(window.screen().availableSize() - frame)


class Opening(QWidget):
    """Says what is being opened; ``painted`` is sent once it can be seen."""

    painted = Signal()

    def __init__(self, settings: AppSettings, look: Look, name: str) -> None:
        super().__init__()
        self._look, self._waiting = look, True
        self._said = self.tr("Opening %1…").replace("%1", name or self.tr("PlanDesk"))
        self.setWindowTitle(self.tr("PlanDesk"))
        self.setAccessibleName(self._said)
        if not self.restoreGeometry(settings.state("geometry")):
            self.resize(first_size(self, look))
        QTimer.singleShot(_AT_THE_LATEST, self, self._tell)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the places' strip and the words."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.colour("window"))
        painter.fillRect(QRect(0, 0, self._look.px(5), self.height()), self._look.colour("side"))
        painter.setPen(self._look.colour("secondary"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._said)
        painter.end()
        QTimer.singleShot(0, self, self._tell)

    def _tell(self) -> None:
        if self._waiting:
            self._waiting = False
            self.painted.emit()
