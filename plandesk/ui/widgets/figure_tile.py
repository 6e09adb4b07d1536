"""A number with its word, large enough to be seen from afar, that opens what it counts."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from plandesk.ui import icons
from plandesk.ui.icons import Icon
from plandesk.ui.theme import Look


class FigureTile(QAbstractButton):
    """Shows a count, a sign and words; it cannot be pressed while there is nothing to open."""

    def __init__(self, look: Look, sign: Icon, ink: str = "text") -> None:
        super().__init__()
        self._look, self._sign, self._ink = look, sign, ink
        self._figure, self._words = "", ""
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._dress)

    def show_figure(self, words: str, count: int) -> None:
        """Show a count in these words, in which ``%1`` is the place of the number."""
        said = words.replace("%1", str(count))
        self._figure, self._words = str(count), " ".join(words.replace("%1", "").split())
        self.setText(said)
        self.setAccessibleName(said)
        self.setEnabled(count > 0)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size it wants."""
        big, small = QFontMetricsF(self._big()), QFontMetricsF(self.font())
        figure = big.horizontalAdvance(self._figure) + self._look.px(1.4)
        across = max(figure, small.horizontalAdvance(self._words), self._look.px(4.4))
        high = big.height() + small.height() + self._look.px(0.8)
        return QSize(round(across + self._look.px(1.2)), round(high))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the tile."""
        painter, look = QPainter(self), self._look
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        hover = self.isEnabled() and self.underMouse()
        painter.setPen(QPen(look.colour("focus"), 2) if self.hasFocus() else look.colour("line"))
        painter.setBrush(look.colour("hover" if hover else "base"))
        painter.drawRoundedRect(box, look.px(0.24), look.px(0.24))
        inside = box.adjusted(look.px(0.55), look.px(0.3), -look.px(0.55), -look.px(0.3))
        high = QFontMetricsF(self._big()).height()
        able = self.isEnabled()
        painter.setFont(self._big())
        painter.setPen(look.colour("text" if able else "disabled"))
        left = Qt.AlignmentFlag.AlignLeft
        top = QRectF(inside.left(), inside.top(), inside.width(), high)
        painter.drawText(top, left | Qt.AlignmentFlag.AlignVCenter, self._figure)
        side = look.px(1.0)
        sign = QRectF(inside.right() - side, top.center().y() - side / 2, side, side)
        icons.draw(painter, self._sign, sign, look.colour(self._ink if able else "disabled"))
        painter.setFont(self.font())
        painter.setPen(look.colour("link" if able else "disabled"))
        foot = QRectF(inside.left(), top.bottom(), inside.width() + look.px(0.3), inside.height())
        painter.drawText(foot, left | Qt.AlignmentFlag.AlignTop, self._words)

    def _big(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 1.5)
        font.setWeight(QFont.Weight.DemiBold)
        return font

    @Slot()
    def _dress(self) -> None:
        self.updateGeometry()
        self.update()
