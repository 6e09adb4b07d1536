"""Draws what a search found: headings with their ref, and texts with the found words marked."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from plandesk.ui.itemmodels.search_model import Line, SearchRole
from plandesk.ui.theme import Look

Index = QModelIndex | QPersistentModelIndex
_ONE_LINE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine


class SearchDelegate(QStyledItemDelegate):
    """Marks found words by weight and a line below them, so that colour is not needed."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the size it wants."""
        line = index.data(SearchRole.LINE)
        heading = isinstance(line, Line) and not line.place
        return QSize(self._look.px(10), self._look.px(2.1 if heading else 1.6))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one line."""
        line = index.data(SearchRole.LINE)
        if not isinstance(line, Line):
            return
        painter.save()
        ink, quiet = self._ground(painter, option, heading=not line.place)
        gap = self._look.px(0.6)
        area = QRectF(option.rect).adjusted(gap, 0, -gap, 0)
        painter.setFont(option.font)
        wide = self._look.px(5.2 if not line.place else 11)
        aside = QRectF(area.left(), area.top(), wide - gap, area.height())
        if not line.place:
            painter.setFont(_weighted(option.font))
        painter.setPen(quiet if line.place else ink)
        if line.place:
            aside.translate(self._look.px(5.2), 0)
            area.translate(self._look.px(5.2), 0)
            area.setRight(option.rect.right() - gap)
        metrics = QFontMetricsF(painter.font())
        name = metrics.elidedText(
            line.place or line.ref, Qt.TextElideMode.ElideRight, aside.width()
        )
        painter.drawText(aside, _ONE_LINE, name)
        area.setLeft(area.left() + wide)
        self._marked(painter, area, line, ink)
        painter.restore()
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.save()
            painter.setPen(QPen(self._look.colour("focus"), 2))
            painter.drawRect(QRectF(option.rect).adjusted(1, 1, -1, -1))
            painter.restore()

    def _ground(
        self, painter: QPainter, option: QStyleOptionViewItem, *, heading: bool
    ) -> tuple[QColor, QColor]:
        if option.state & QStyle.StateFlag.State_Selected:
            live = bool(option.state & QStyle.StateFlag.State_Active)
            painter.fillRect(
                option.rect, self._look.colour("selection" if live else "selection_idle")
            )
            ink = self._look.colour("selection_text" if live else "text")
            return ink, ink
        if option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, self._look.colour("hover"))
        if heading:
            rule = option.rect
            painter.fillRect(rule.x(), rule.y(), rule.width(), 1, self._look.colour("rule"))
        return self._look.colour("text"), self._look.colour("secondary")

    def _marked(self, painter: QPainter, area: QRectF, line: Line, ink: QColor) -> None:
        plain = QFont(painter.font())
        strong = _weighted(plain)
        strong.setUnderline(True)
        painter.setPen(ink)
        left = area.left()
        for text, marked in _pieces(line):
            painter.setFont(strong if marked else plain)
            metrics = QFontMetricsF(painter.font())
            room = area.right() - left
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QRectF(left, area.top(), room, area.height()), _ONE_LINE, shown)
            left += metrics.horizontalAdvance(text)
            if left >= area.right():
                return


def _pieces(line: Line) -> list[tuple[str, bool]]:
    text = line.text.replace("\n", " ")
    pieces: list[tuple[str, bool]] = []
    at = 0
    for start, end in line.marks:
        pieces += [(text[at:start], False), (text[start:end], True)]
        at = end
    pieces.append((text[at:], False))
    return [piece for piece in pieces if piece[0]]


def _weighted(font: QFont) -> QFont:
    made = QFont(font)
    made.setWeight(QFont.Weight.DemiBold)
    return made
