"""Words that lead somewhere and may take several lines, which a push button cannot."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from plandesk.ui import icons
from plandesk.ui.icons import Icon
from plandesk.ui.theme import Look

_WORDS = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


class WrapLink(QAbstractButton):
    """A link with a sign before it; as high as its words need at the width it gets."""

    def __init__(self, look: Look, sign: Icon, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._sign = look, sign
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def say(self, text: str) -> None:
        """Show other words."""
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Tell that a narrow place needs more lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height that the words need at this width."""
        room = QRect(0, 0, max(1, width - self._left() - 2), 10_000)
        return QFontMetrics(self.font()).boundingRect(room, _WORDS, self.text()).height() + 6

    def sizeHint(self) -> QSize:
        """Return the size of the words in one line."""
        across = QFontMetrics(self.font()).horizontalAdvance(self.text())
        return QSize(self._left() + across + 4, QFontMetrics(self.font()).height() + 6)

    def minimumSizeHint(self) -> QSize:
        """Return a width that always fits."""
        return QSize(self._look.px(8), QFontMetrics(self.font()).height() + 6)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the sign and the words, underlined under the mouse and ringed with the focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            painter.setPen(QPen(self._look.colour("focus"), 1.6))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 3, 3)
        ink = self._look.colour("link" if self.isEnabled() else "disabled")
        side = self._look.px(0.85)
        line = QFontMetrics(self.font()).height()
        icons.draw(painter, self._sign, QRectF(2, 3 + (line - side) / 2, side, side), ink)
        font = QFont(self.font())
        font.setUnderline(self.underMouse())
        painter.setFont(font)
        painter.setPen(ink)
        painter.drawText(self.rect().adjusted(self._left(), 3, -2, 0), _WORDS, self.text())

    def enterEvent(self, event: QEnterEvent) -> None:
        """Underline the words."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Take the line away again."""
        super().leaveEvent(event)
        self.update()

    def _left(self) -> int:
        return self._look.px(1.25)
