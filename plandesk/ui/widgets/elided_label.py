"""A line of words that gives way: it is cut with dots rather than holding its window open."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from plandesk.ui.theme import Look


class ElidedLabel(QLabel):
    """Shows what fits of its words; the whole is in the tool tip and the accessible name."""

    def __init__(self, look: Look, least: float = 4) -> None:
        super().__init__()
        self._look, self._least = look, least
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        """Return a width that always fits."""
        return QSize(self._look.px(self._least), super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the words, cut with dots where they are longer than the label."""
        room = self.contentsRect().adjusted(self._look.px(0.16), 0, -self._look.px(0.16), 0)
        words = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, room.width()
        )
        self.setToolTip(self.text() if words != self.text() else "")
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
