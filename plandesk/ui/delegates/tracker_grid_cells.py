"""Draws a tracker's sheet as it looks in the workbook, and beside it what each row is taken for."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from plandesk.excel.trackers.mapping import HEADERS, TAKEN, RowKind
from plandesk.ui import icons
from plandesk.ui.delegates.row_cells import Index
from plandesk.ui.icons import Icon
from plandesk.ui.itemmodels.tracker_grid_model import GridRole
from plandesk.ui.theme import Look

_ABOVE = frozenset({RowKind.SERVICE, RowKind.WORKSTREAM, RowKind.PROJECT_HEADING, RowKind.TITLE})


def kind_ink(kind: RowKind) -> tuple[str, Icon]:
    """Return the colour and sign of a kind of row; no kind is told by its colour alone."""
    if kind is RowKind.NOT_UNDERSTOOD:
        return "warning", Icon.WARNING
    if kind in HEADERS:
        return "info", Icon.PLACES
    if kind in TAKEN:
        return "success", Icon.SUCCESS
    if kind in _ABOVE:
        return "text", Icon.FOLDER
    return "secondary", Icon.REPLACED


class TrackerGridDelegate(QStyledItemDelegate):
    """One line for each row, with its own fills; merged cells repeat their text in grey."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the size it wants."""
        return QSize(self.look.px(4), self.look.px(1.65))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        kind = index.data(GridRole.KIND)
        if index.column() == 0:
            self._kind(painter, option, index, kind)
        else:
            self._cell(painter, option, index, kind)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self.look.colour("focus"), 2))
            painter.drawRect(QRectF(option.rect).adjusted(1, 1, -1, -1))
        painter.restore()

    def _kind(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, kind: RowKind
    ) -> None:
        hover = option.state & QStyle.StateFlag.State_MouseOver
        painter.fillRect(option.rect, self.look.colour("hover" if hover else "side"))
        name, icon = kind_ink(kind)
        ink = self.look.colour(name)
        side, gap = self.look.px(0.85), self.look.px(0.35)
        area = QRectF(option.rect).adjusted(gap, 0, -gap, 0)
        middle = area.center().y() - side / 2
        icons.draw(painter, icon, QRectF(area.left(), middle, side, side), ink)
        arrow = QRectF(area.right() - side, middle, side, side)
        icons.draw(painter, Icon.EXPAND, arrow, self.look.colour("secondary"))
        painter.setPen(self.look.colour("text" if name == "info" else name))
        words = area.adjusted(side + gap, 0, -side - gap, 0)
        self._text(painter, words, str(index.data()), option.font)

    def _cell(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, kind: RowKind
    ) -> None:
        fill = index.data(GridRole.FILL)
        header = kind in HEADERS
        ground = QColor(fill) if fill else self.look.colour("info_ground" if header else "base")
        painter.fillRect(option.rect, ground)
        line = self.look.colour("line")
        painter.setPen(QPen(line, 1))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        painter.drawLine(option.rect.topRight(), option.rect.bottomRight())
        quiet = index.data(GridRole.UNFOLDED) or kind_ink(kind)[0] == "secondary"
        name = "secondary" if quiet else "text"
        ink = self.look.colour(name)
        if fill:
            ink = QColor("#0B0C0C" if _light(ground) else "#FFFFFF")
        painter.setPen(ink)
        font = QFont(option.font)
        if header or index.data(GridRole.BOLD):
            font.setWeight(QFont.Weight.DemiBold)
        gap = self.look.px(0.3)
        area = QRectF(option.rect).adjusted(gap, 0, -gap, 0)
        self._text(painter, area, str(index.data() or ""), font)

    def _text(self, painter: QPainter, area: QRectF, text: str, font: QFont) -> None:
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(area, flags | Qt.TextFlag.TextSingleLine, shown)


def _light(colour: QColor) -> bool:
    """Return whether black text reads better than white on a colour (WCAG 2 luminance)."""
    parts = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2] > 0.179
