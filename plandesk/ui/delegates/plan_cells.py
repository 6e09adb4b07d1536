"""What the plan table's editors have in common: how a cell looks, and where its editor goes."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from plandesk.ui.delegates.plan_paint import CellPainter, RowState

Index = QModelIndex | QPersistentModelIndex


class PlanCellDelegate(QStyledItemDelegate):
    """Shows a cell; editing delegates build on it.

    The table draws whole rows by itself. This paints single cells, such as those being dragged.
    """

    def __init__(self, cells: CellPainter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model, self.look, self._cells = cells.model, cells.look, cells

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the size it wants."""
        return QSize(self.look.px(3), self.look.px(1.72))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell: ground, then what its column shows."""
        row = self._model.row_of(index)
        if row is None:
            return
        flags = option.state
        state = RowState(
            chosen=bool(flags & QStyle.StateFlag.State_Selected),
            live=bool(flags & QStyle.StateFlag.State_Active),
            hovered=bool(flags & QStyle.StateFlag.State_MouseOver),
        )
        ink = self._cells.ground(painter, option.rect, row, state)
        self._cells.content(painter, option.rect, row, index.column(), ink)
        if flags & QStyle.StateFlag.State_HasFocus:
            self._cells.frame(painter, option.rect)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Cover the cell, and as much more as its text needs and the table has room for."""
        area, table = option.rect, editor.parentWidget()
        text = str(index.data(Qt.ItemDataRole.EditRole) or "")
        needed = editor.fontMetrics().horizontalAdvance(text) + self.look.px(2)
        wide = max(area.width(), self.look.px(9.5), min(needed, self.look.px(32)))
        if table is not None:
            wide = max(area.width(), min(wide, table.width() - area.x()))
        editor.setGeometry(area.x(), area.y(), wide, area.height())

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Hand over what was typed; the model runs the op."""
        model.setData(index, editor.property("text"), Qt.ItemDataRole.EditRole)
