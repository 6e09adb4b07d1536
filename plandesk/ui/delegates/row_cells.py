"""Draws the cells of flat tables and lists: ticks, signs, chips, word differences, two lines."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from plandesk.models.wording import Piece, PieceKind
from plandesk.ui import icons
from plandesk.ui.itemmodels.row_roles import RowRole, Sign
from plandesk.ui.theme import Look
from plandesk.ui.widgets.rating_paint import draw_chip

Index = QModelIndex | QPersistentModelIndex
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_TICK, _WORDS = Qt.ItemDataRole.CheckStateRole, Qt.ItemDataRole.DisplayRole
_SELECTED, _FOCUS = QStyle.StateFlag.State_Selected, QStyle.StateFlag.State_HasFocus
_LEAD_IN = 14  # letters of unchanged wording shown before the first difference


class RowDelegate(QStyledItemDelegate):
    """Paints what a model's ``RowRole`` values ask for; ``offer_taken`` when its words are hit."""

    offer_taken = Signal(QModelIndex)

    def __init__(self, look: Look, parent: QWidget | None = None, *, lines: int = 1) -> None:
        super().__init__(parent)
        self.look, self._lines = look, lines

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the size it wants."""
        return QSize(self.look.px(3), self.look.px(1.72 if self._lines == 1 else 2.75))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the ground, then tick, sign and words from left to right."""
        painter.save()
        ink = self._ground(painter, option)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        asked = index.data(RowRole.INK)
        if asked and not option.state & _SELECTED:
            ink = self.look.colour(asked)
        painter.setFont(_font(option.font, heavy=bool(index.data(RowRole.HEAVY))))
        area = self._area(option)
        ticks = index.data(_TICK) is not None
        if ticks or index.data(RowRole.ALIGNED):
            if ticks:
                self._tick(painter, option, index)
            area.setLeft(self._box(option).right() + self.look.px(0.4))
        sign = index.data(RowRole.SIGN)
        if isinstance(sign, Sign):
            area = self._sign(painter, area, sign)
        self._words(painter, area, index, ink)
        painter.restore()
        if option.state & _FOCUS:
            painter.save()
            painter.setPen(QPen(self.look.colour("focus"), 2))
            painter.drawRect(QRectF(option.rect).adjusted(1, 1, -1, -1))
            painter.restore()

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """Tick where the box is clicked, and take the offer where its words are."""
        if event.type() != QEvent.Type.MouseButtonRelease or not isinstance(event, QMouseEvent):
            return False
        at = event.position()
        slack = self.look.px(0.3)
        ticks = bool(index.flags() & Qt.ItemFlag.ItemIsUserCheckable)
        if ticks and self._box(option).adjusted(-slack, -slack, slack, slack).contains(at):
            on = index.data(_TICK) != Qt.CheckState.Checked
            state = Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
            return model.setData(index, state, Qt.ItemDataRole.CheckStateRole)
        if index.data(RowRole.OFFER) and self._offer_area(option, index).contains(at):
            self.offer_taken.emit(model.index(index.row(), index.column(), index.parent()))
            return True
        return False

    # --- parts -------------------------------------------------------------------------------

    def _area(self, option: QStyleOptionViewItem) -> QRectF:
        gap = self.look.px(0.4)
        return QRectF(option.rect).adjusted(gap, 0, -gap, 0)

    def _box(self, option: QStyleOptionViewItem) -> QRectF:
        side = self.look.px(0.85)
        area = self._area(option)
        return QRectF(area.left(), area.center().y() - side / 2, side, side)

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem) -> QColor:
        state, ink = option.state, "text"
        if state & _SELECTED:
            live = state & QStyle.StateFlag.State_Active
            ground = "selection" if live else "selection_idle"
            painter.fillRect(option.rect, self.look.colour(ground))
            ink = "selection_text" if live else "text"
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, self.look.colour("hover"))
        line = self.look.colour("line")
        line.setAlphaF(0.55)
        area = option.rect
        painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), line)
        return self.look.colour(ink)

    def _tick(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        box = self._box(option)
        state = Qt.CheckState(index.data(_TICK))
        able = bool(index.flags() & Qt.ItemFlag.ItemIsUserCheckable)
        if not able:
            return
        corner = box.width() * 0.18
        filled = state != Qt.CheckState.Unchecked
        painter.setPen(QPen(self.look.colour("accent" if filled else "edge"), 1))
        painter.setBrush(self.look.colour("accent" if filled else "base"))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), corner, corner)
        if state == Qt.CheckState.Unchecked:
            return
        ink = self.look.colour("accent_text")
        if state == Qt.CheckState.PartiallyChecked:
            middle = box.adjusted(box.width() * 0.25, box.height() * 0.44, 0, 0)
            middle.setSize(QRectF(0, 0, box.width() * 0.5, box.height() * 0.12).size())
            painter.fillRect(middle, ink)
            return
        pen = QPen(ink, max(1.4, box.width() / 8), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        left, top, side = box.left(), box.top(), box.width()
        corners = [(0.24, 0.53), (0.43, 0.71), (0.77, 0.31)]
        points = [QRectF(left + x * side, top + y * side, 0, 0).topLeft() for x, y in corners]
        painter.drawPolyline(points)

    def _sign(self, painter: QPainter, area: QRectF, sign: Sign) -> QRectF:
        side = self.look.px(0.85)
        box = QRectF(area.left(), area.center().y() - side / 2, side, side)
        icons.draw(painter, sign.icon, box, self.look.colour(sign.ink))
        return area.adjusted(side + self.look.px(0.35), 0, 0, 0)

    def _words(self, painter: QPainter, area: QRectF, index: Index, ink: QColor) -> None:
        rating = index.data(RowRole.RATING)
        if rating is not None:
            draw_chip(painter, area, rating, self.look.theme)
            return
        pieces = index.data(RowRole.PIECES)
        if pieces:
            draw_pieces(painter, area, pieces, self.look)
            return
        offer = str(index.data(RowRole.OFFER) or "")
        if offer:
            area = self._draw_offer(painter, area, offer)
        second = str(index.data(RowRole.SECOND_LINE) or "")
        text = str(index.data(_WORDS) or "")
        if not second:
            _text(painter, area, text, ink)
            return
        middle = area.center().y()
        tall = QFontMetricsF(painter.font()).height()
        _text(painter, QRectF(area.left(), middle - tall, area.width(), tall), text, ink)
        painter.setFont(_font(painter.font(), heavy=False))
        below = QRectF(area.left(), middle, area.width(), tall)
        _text(painter, below, second, self.look.colour("secondary"))

    def _offer_area(self, option: QStyleOptionViewItem, index: Index) -> QRectF:
        area = self._area(option)
        wide = QFontMetricsF(_font(option.font, heavy=True)).horizontalAdvance(
            str(index.data(RowRole.OFFER))
        ) + self.look.px(0.8)
        return QRectF(area.right() - wide, area.top(), wide, area.height())

    def _draw_offer(self, painter: QPainter, area: QRectF, words: str) -> QRectF:
        font, heavy = painter.font(), _font(painter.font(), heavy=True)
        metrics = QFontMetricsF(heavy)
        wide = metrics.horizontalAdvance(words) + self.look.px(0.8)
        tall = metrics.height() * 1.2
        box = QRectF(area.right() - wide, area.center().y() - tall / 2, wide, tall)
        painter.setPen(QPen(self.look.colour("edge"), 1))
        painter.setBrush(self.look.colour("raised"))
        painter.drawRoundedRect(box, self.look.px(0.2), self.look.px(0.2))
        painter.setFont(heavy)
        painter.setPen(self.look.colour("link"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
        painter.setFont(font)
        return area.adjusted(0, 0, -wide - self.look.px(0.5), 0)


def draw_pieces(painter: QPainter, area: QRectF, pieces: Sequence[Piece], look: Look) -> None:
    """Draw a difference in one line: what came underlined, what went struck through.

    Wording that stayed before the first difference is cut short, so that the difference shows.
    """
    left = area.left()
    for number, piece in enumerate(pieces):
        text = piece.text.replace("\n", " ")
        if number == 0 and piece.kind is PieceKind.SAME and len(text) > _LEAD_IN + 2:
            text = f"…{text[-_LEAD_IN:]}"
        font = QFont(painter.font())
        font.setUnderline(piece.kind is PieceKind.INSERTED)
        font.setStrikeOut(piece.kind is PieceKind.DELETED)
        inserted = piece.kind is PieceKind.INSERTED
        font.setWeight(QFont.Weight.DemiBold if inserted else QFont.Weight.Normal)
        painter.save()
        painter.setFont(font)
        ink = {PieceKind.INSERTED: "success", PieceKind.DELETED: "error"}.get(piece.kind, "text")
        painter.setPen(look.colour(ink))
        metrics = QFontMetricsF(font)
        room = area.right() - left
        wide = metrics.horizontalAdvance(text)
        if wide > room:
            text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        box = QRectF(left, area.top(), max(0.0, room), area.height())
        painter.drawText(box, _LEFT | Qt.TextFlag.TextSingleLine, text)
        painter.restore()
        left += wide
        if left >= area.right():
            return


def _text(painter: QPainter, area: QRectF, text: str, ink: QColor) -> None:
    if not text:
        return
    metrics = QFontMetricsF(painter.font())
    # Of a long text only what may fit is measured: the narrowest letter takes an eighth of a line.
    line = text[: int(area.width() / metrics.height() * 8) + 8].replace("\n", " ")
    shown = metrics.elidedText(line, Qt.TextElideMode.ElideRight, area.width())
    painter.setPen(ink)
    painter.drawText(area, _LEFT | Qt.TextFlag.TextSingleLine, shown)


def _font(font: QFont, *, heavy: bool) -> QFont:
    weighted = QFont(font)
    weighted.setWeight(QFont.Weight.DemiBold if heavy else QFont.Weight.Normal)
    return weighted
