"""Draws the cells of flat tables and lists: ticks, signs, chips, word differences, two lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

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
from plandesk.ui.delegates.kept_drawing import KeptDrawing, Writing
from plandesk.ui.itemmodels.row_roles import Drawn, RowRole, drawn, tick
from plandesk.ui.theme import Look
from plandesk.ui.widgets.rating_paint import draw_chip

Index = QModelIndex | QPersistentModelIndex
Asking = Callable[[int], Any]
# As numbers: Qt's own flags take as long to compare as a short text to draw.
_SELECTED = QStyle.StateFlag.State_Selected.value
_ACTIVE = QStyle.StateFlag.State_Active.value
_HOVERED = QStyle.StateFlag.State_MouseOver.value
_FOCUS = QStyle.StateFlag.State_HasFocus.value
_HEAVY, _PLAIN = Writing(QFont.Weight.DemiBold), Writing()
_LEAD_IN = 14  # letters of unchanged wording shown before the first difference
_LINES = {
    PieceKind.SAME: Writing(),
    PieceKind.INSERTED: Writing(QFont.Weight.DemiBold, underlined=True),
    PieceKind.DELETED: Writing(struck=True),
}
_SAID = {PieceKind.INSERTED: "success", PieceKind.DELETED: "error"}


class RowDelegate(QStyledItemDelegate):
    """Paints what a model's ``RowRole`` values ask for; ``offer_taken`` when its words are hit."""

    offer_taken = Signal(QModelIndex)

    def __init__(self, look: Look, parent: QWidget | None = None, *, lines: int = 1) -> None:
        super().__init__(parent)
        self.look, self._lines = look, lines
        self._kept = KeptDrawing(look, self)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the size it wants."""
        return QSize(self.look.px(3), self.look.px(1.72 if self._lines == 1 else 2.75))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the ground, then tick, sign and words from left to right."""
        rect, state = option.rect, option.state.value
        ask = partial(index.model().data, index)  # past the way through Qt: a picture asks often
        cell = drawn(ask)
        self._kept.write_in(option.font)
        painter.save()
        ink = self._ground(painter, rect, state)
        if cell.ink and not state & _SELECTED:
            ink = self._kept.colour(cell.ink)
        area = self._area(rect)
        if cell.tick is not None or cell.aligned:
            box = self._box(area)
            if cell.tick is not None and index.flags() & Qt.ItemFlag.ItemIsUserCheckable:
                self._tick(painter, box, cell.tick)
            area.setLeft(box.right() + self.look.px(0.4))
        if cell.sign is not None:
            box = self._box(area)
            self._kept.icon(painter, box, cell.sign.icon, cell.sign.ink)
            area.setLeft(box.right() + self.look.px(0.35))
        self._words(painter, area, cell, ask, ink)
        if state & _FOCUS:
            painter.setPen(QPen(self._kept.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.drawRect(QRectF(rect).adjusted(1, 1, -1, -1))
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
        if ticks and self._box(self._area(option.rect)).adjusted(
            -slack, -slack, slack, slack
        ).contains(at):
            on = index.data(Qt.ItemDataRole.CheckStateRole) != Qt.CheckState.Checked
            return model.setData(index, tick(on=on), Qt.ItemDataRole.CheckStateRole)
        if index.data(RowRole.OFFER) and self._offer_area(option, index).contains(at):
            self.offer_taken.emit(model.index(index.row(), index.column(), index.parent()))
            return True
        return False

    # --- parts -------------------------------------------------------------------------------

    def _area(self, rect: QRect) -> QRectF:
        gap = self.look.px(0.4)
        return QRectF(rect).adjusted(gap, 0, -gap, 0)

    def _box(self, area: QRectF) -> QRectF:
        """Return where a tick or a sign stands at the left, on whole pixels."""
        side = self.look.px(0.85)
        return QRectF(area.left(), round(area.center().y() - side / 2), side, side)

    def _ground(self, painter: QPainter, rect: QRect, state: int) -> QColor:
        kept, ink = self._kept, "text"
        if state & _SELECTED:
            live = state & _ACTIVE
            painter.fillRect(rect, kept.colour("selection" if live else "selection_idle"))
            ink = "selection_text" if live else "text"
        elif state & _HOVERED:
            painter.fillRect(rect, kept.colour("hover"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, kept.faint("line"))
        return kept.colour(ink)

    def _tick(self, painter: QPainter, box: QRectF, state: Qt.CheckState) -> None:
        colour = self._kept.colour
        self._kept.picture(
            painter, box, ("tick", state), lambda pen, at: draw_tick(pen, at, state, colour)
        )

    def _words(
        self, painter: QPainter, area: QRectF, cell: Drawn, _ask: Asking, ink: QColor
    ) -> None:
        """Draw what a cell says; who draws more than ``Drawn`` holds asks the model for it."""
        rating = cell.rating
        if rating is not None:
            theme = self.look.theme
            self._kept.picture(
                painter, area, rating, lambda pen, at: draw_chip(pen, at, rating, theme)
            )
            return
        if cell.pieces:
            self._draw_pieces(painter, area, cell.pieces)
            return
        if cell.offer:
            area = self._draw_offer(painter, area, cell.offer)
        weight = _HEAVY if cell.heavy else _PLAIN
        if not cell.second:
            self._kept.text(painter, area, cell.text, ink, weight)
            return
        middle, tall = area.center().y(), self._kept.tall
        above = QRectF(area.left(), middle - tall, area.width(), tall)
        self._kept.text(painter, above, cell.text, ink, weight)
        below = QRectF(area.left(), middle, area.width(), tall)
        self._kept.text(painter, below, cell.second, self._kept.colour("secondary"))

    def _offer_area(self, option: QStyleOptionViewItem, index: Index) -> QRectF:
        area = self._area(option.rect)
        wide = self._offer_width(str(index.data(RowRole.OFFER)))
        return QRectF(area.right() - wide, area.top(), wide, area.height())

    def _offer_width(self, words: str) -> float:
        return QFontMetricsF(self._kept.font(_HEAVY)).horizontalAdvance(words) + self.look.px(0.8)

    def _draw_offer(self, painter: QPainter, area: QRectF, words: str) -> QRectF:
        wide, tall = self._offer_width(words), self._kept.tall * 1.2
        box = QRectF(area.right() - wide, area.center().y() - tall / 2, wide, tall)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._kept.colour("edge"), 1))
        painter.setBrush(self._kept.colour("raised"))
        painter.drawRoundedRect(box, self.look.px(0.2), self.look.px(0.2))
        painter.setFont(self._kept.font(_HEAVY))
        painter.setPen(self._kept.colour("link"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
        return area.adjusted(0, 0, -wide - self.look.px(0.5), 0)

    def _draw_pieces(self, painter: QPainter, area: QRectF, pieces: Sequence[Piece]) -> None:
        """Draw a difference in one line: what came underlined, what went struck through.

        Wording that stayed before the first difference is cut short, so that the difference shows.
        """
        left = area.left()
        for number, piece in enumerate(pieces):
            text = piece.text
            if number == 0 and piece.kind is PieceKind.SAME and len(text) > _LEAD_IN + 2:
                text = f"…{text[-_LEAD_IN:]}"
            ink = self._kept.colour(_SAID.get(piece.kind, "text"))
            room = QRectF(left, area.top(), area.right() - left, area.height())
            left += self._kept.text(painter, room, text, ink, _LINES[piece.kind])
            if left >= area.right():
                return


def draw_tick(
    painter: QPainter, box: QRectF, state: Qt.CheckState, colour: Callable[[str], QColor]
) -> None:
    """Draw a box to tick, empty, ticked or half, in these colours of a look."""
    corner = box.width() * 0.18
    filled = state != Qt.CheckState.Unchecked
    painter.setPen(QPen(colour("accent" if filled else "edge"), 1))
    painter.setBrush(colour("accent" if filled else "base"))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), corner, corner)
    if state == Qt.CheckState.Unchecked:
        return
    ink = colour("accent_text")
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
