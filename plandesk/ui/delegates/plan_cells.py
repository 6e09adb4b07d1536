"""Draws every cell of the plan table: grounds, text by level, chips, travel and counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from plandesk.models.types import Level
from plandesk.ui import icons
from plandesk.ui.icons import Icon
from plandesk.ui.itemmodels.plan_columns import Column, closed_text, travel_text
from plandesk.ui.itemmodels.plan_tree_model import PlanTreeModel
from plandesk.ui.theme import Look
from plandesk.ui.widgets.rating_paint import (
    ChipForm,
    chip_width,
    draw_chip,
    draw_counts,
    draw_travel,
)

if TYPE_CHECKING:
    from plandesk.services.queries.plan_tree import PlanRow

Index = QModelIndex | QPersistentModelIndex

_ONE_LINE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine


class PlanCellDelegate(QStyledItemDelegate):
    """Paints cells straight from the model's rows; editing delegates build on it."""

    def __init__(self, model: PlanTreeModel, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model, self.look = model, look
        self._widest: tuple[object, float] = (None, 0.0)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the size it wants."""
        return QSize(self.look.px(3), self.look.px(1.72))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell: ground, then what its column shows."""
        row, column = self._model.row_of(index), index.column()
        if row is None:
            return
        painter.save()
        ink = self._ground(painter, option, row.level)
        gap = self.look.px(0.4)
        area = QRectF(option.rect).adjusted(gap, 0, -gap, 0)
        heavy = column in (Column.REF, Column.TITLE)
        painter.setFont(_font(option.font, row.level) if heavy else option.font)
        if row.closed:
            ink = self.look.colour("secondary")
        self._content(painter, area, row, column, ink)
        if row.changed and column == Column.TITLE:
            self._changed_mark(painter, QRectF(option.rect))
        painter.restore()
        self._frame(painter, option)

    def _content(
        self, painter: QPainter, area: QRectF, row: PlanRow, column: int, ink: QColor
    ) -> None:
        muted = self.look.colour("secondary")
        match column:
            case Column.PREVIOUS | Column.CURRENT:
                self._rating(painter, area, row, column)
            case Column.TRAVEL:
                if word := travel_text(row):
                    draw_travel(painter, area, row.travel, self.look.theme, word)
            case Column.ACTIONS if row.level < Level.ACTION and not row.reported_elsewhere:
                small = QFont(painter.font())
                small.setPointSizeF(small.pointSizeF() * 0.88)
                painter.setFont(small)
                draw_counts(painter, area, self._model.slices(row.id), self.look.theme)
            case Column.ACTIONS if row.level == Level.ACTION:
                self._milestones(painter, area, self._model.text_of(row.id, column))
            case Column.DUE if row.overdue:
                self._overdue(painter, area, row.due_text)
            case Column.REF if row.level == Level.MILESTONE and not row.ref:
                self._tick(painter, area, ink, done=row.done)
            case _:
                quiet = column in (Column.LEAD, Column.ACTIONS) or row.level == Level.MILESTONE
                text = self._model.text_of(row.id, column)
                self._text(painter, area, text, muted if quiet else ink)

    def _rating(self, painter: QPainter, area: QRectF, row: PlanRow, column: int) -> None:
        code = row.previous if column == Column.PREVIOUS else row.current
        rating = self._model.words.scale.by_code(code)
        if rating is not None:
            word = self._widest_word(painter.font()) <= area.width()
            form = ChipForm.WORD if word else ChipForm.LETTER
            draw_chip(painter, area, rating, self.look.theme, form)
        elif column == Column.CURRENT:
            self._text(painter, area, closed_text(row), self.look.colour("secondary"))

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, level: Level) -> QColor:
        state = option.state
        if state & QStyle.StateFlag.State_Selected:
            live = state & QStyle.StateFlag.State_Active
            painter.fillRect(
                option.rect, self.look.colour("selection" if live else "selection_idle")
            )
            return self.look.colour("selection_text" if live else "text")
        if state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, self.look.colour("hover"))
        elif level == Level.WORKSTREAM:
            painter.fillRect(option.rect, self.look.colour("alternate"))
        foot = option.rect
        painter.fillRect(foot.x(), foot.bottom(), foot.width(), 1, self.look.colour("rule"))
        return self.look.colour("text")

    def _frame(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        """Draw the keyboard's place, which must stay visible on a selected row."""
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.save()
            painter.setPen(QPen(self.look.colour("focus"), 2))
            painter.drawRect(QRectF(option.rect).adjusted(1, 1, -1, -1))
            painter.restore()

    def _widest_word(self, font: QFont) -> float:
        """Return the room that every word of the scale needs, so that a column is all alike."""
        values = self._model.words.scale.values
        key = (self.look.zoom, values)
        if self._widest[0] != key:
            self._widest = key, max(chip_width(value, font, word=True) for value in values)
        return self._widest[1]

    def _overdue(self, painter: QPainter, area: QRectF, text: str) -> None:
        side = QFontMetricsF(painter.font()).height() * 0.8
        sign = QRectF(area.left(), area.center().y() - side / 2, side, side)
        ink = self.look.colour("error")
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        icons.draw(painter, Icon.WARNING, sign, ink)
        self._text(painter, area.adjusted(side + self.look.px(0.25), 0, 0, 0), text, ink)

    def _milestones(self, painter: QPainter, area: QRectF, text: str) -> None:
        if text:
            side = QFontMetricsF(painter.font()).height() * 0.75
            sign = QRectF(area.left(), area.center().y() - side / 2, side, side)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            ink = self.look.colour("secondary")
            icons.draw(painter, Icon.ADD_MILESTONE, sign, ink)
            self._text(painter, area.adjusted(side + self.look.px(0.3), 0, 0, 0), text, ink)

    def _tick(self, painter: QPainter, area: QRectF, ink: QColor, *, done: bool) -> None:
        side = QFontMetricsF(painter.font()).height() * 0.85
        sign = QRectF(area.left(), area.center().y() - side / 2, side, side)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        icons.draw(
            painter,
            Icon.TICKED if done else Icon.UNTICKED,
            sign,
            self.look.colour("success") if done else ink,
        )

    def _changed_mark(self, painter: QPainter, cell: QRectF) -> None:
        width = max(2, self.look.px(0.14))
        tall = cell.height() * 0.5
        bar = QRectF(cell.left() + 1, cell.center().y() - tall / 2, width, tall)
        painter.fillRect(bar, self.look.colour("changed"))

    def _text(self, painter: QPainter, area: QRectF, text: str, ink: QColor) -> None:
        if not text:
            return
        metrics = QFontMetricsF(painter.font())
        line = text.replace("\n", " ")
        shown = metrics.elidedText(line, Qt.TextElideMode.ElideRight, area.width())
        painter.setPen(ink)
        painter.drawText(area, _ONE_LINE, shown)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Cover the cell, and a little more where the editor needs it."""
        area = option.rect
        wide = max(area.width(), self.look.px(9.5))
        editor.setGeometry(area.x(), area.y(), wide, area.height())

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Hand over what was typed; the model runs the op."""
        model.setData(index, editor.property("text"), Qt.ItemDataRole.EditRole)


def _font(font: QFont, level: Level) -> QFont:
    if level >= Level.ACTION:
        return font
    weighted = QFont(font)
    weighted.setWeight(QFont.Weight.Bold if level == Level.WORKSTREAM else QFont.Weight.DemiBold)
    return weighted
