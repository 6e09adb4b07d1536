"""Keeps ref and title in sight while the plan table is scrolled sideways."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QRect, Qt, Slot
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from plandesk.ui.itemmodels.plan_columns import Column
from plandesk.ui.theme import Look

if TYPE_CHECKING:
    from plandesk.ui.widgets.plan_view import PlanView

FROZEN = (Column.REF, Column.TITLE)
_MOST = 0.65  # of the table's width; a wider strip would leave nothing to scroll in


class FrozenStrip(QWidget):
    """Draws the first columns again over the left edge, and hands clicks on to the table."""

    def __init__(self, view: PlanView, look: Look) -> None:
        super().__init__(view)
        self._view, self._look = view, look
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        view.horizontalScrollBar().valueChanged.connect(self.place)
        view.columns.sectionResized.connect(self.place)
        view.viewport().installEventFilter(self)
        self.hide()

    @property
    def covered(self) -> int:
        """How much of the table's left edge it draws over, in pixels."""
        return self.width() if self.isVisible() else 0

    @Slot()
    def place(self) -> None:
        """Show the strip where the table is scrolled and there is room beside it."""
        view, inner = self._view, self._view.viewport()
        width = sum(view.columnWidth(column) for column in FROZEN)
        wanted = view.horizontalScrollBar().value() > 0 and width < inner.width() * _MOST
        top = inner.y() - view.columns.height()
        self.setGeometry(inner.x(), top, width, view.columns.height() + inner.height())
        self.setVisible(wanted)
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Draw again whenever the table does."""
        if event.type() == QEvent.Type.Paint and self.isVisible():
            self.update()
        elif event.type() == QEvent.Type.Resize:
            self.place()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the headings and the rows that the table shows."""
        painter, view = QPainter(self), self._view
        painter.fillRect(self.rect(), self._look.colour("base"))
        left, high = 0, view.columns.height()
        for column in FROZEN:
            width = view.columnWidth(column)
            view.columns.paintSection(painter, QRect(left, 0, width, high), column)
            left += width
        painter.setClipRect(0, high, self.width(), self.height() - high)
        shared = view.picture([])
        shared.lanes = [(Column.REF, 0, view.columnWidth(Column.REF))]
        shared.lanes.append((Column.TITLE, shared.lanes[0][2], view.columnWidth(Column.TITLE)))
        index = view.indexAt(QPoint(1, 1)).siblingAtColumn(Column.REF)
        while index.isValid():
            row = view.visualRect(index)
            if row.top() > view.viewport().height():
                break
            area = QRect(0, row.top() + high, self.width(), row.height())
            view.draw_row(painter, area, index, shared)
            index = view.indexBelow(index)
        painter.setClipping(False)
        painter.fillRect(self.width() - 2, 0, 2, self.height(), self._look.colour("edge"))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open or close a branch, or choose the row as a click in the table would."""
        at = event.position().toPoint()
        index = self._index_at(at.y())
        ref = index.siblingAtColumn(Column.REF)
        if not index.isValid():
            return
        if at.x() < self._view.indent(ref):
            self._view.setExpanded(ref, not self._view.isExpanded(ref))
            return
        bar = self._view.horizontalScrollBar()
        kept = bar.value()
        flags = self._view.selectionCommand(index, event)
        self._view.selectionModel().setCurrentIndex(index, flags)
        bar.setValue(kept)  # choosing a row scrolls to its cell, which nobody asked for here
        self._view.setFocus(Qt.FocusReason.MouseFocusReason)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Scroll back and edit the title."""
        index = self._index_at(event.position().toPoint().y()).siblingAtColumn(Column.TITLE)
        if index.isValid():
            self._view.horizontalScrollBar().setValue(0)
            self._view.setCurrentIndex(index)
            self._view.edit_current()

    def _index_at(self, y: int) -> QModelIndex:
        # A column to the right of the strip: the cursor must not hide below it.
        return self._view.indexAt(QPoint(self.width() + 2, y - self._view.columns.height()))
