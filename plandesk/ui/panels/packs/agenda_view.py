"""The list of agenda items: dragged into another order, or moved, removed and added to by key."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QMimeData, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QAbstractItemView

from plandesk.ui.itemmodels.plain_table import Index, PlainTable
from plandesk.ui.theme import Look
from plandesk.ui.widgets.file_drop import papers_only, take_copy
from plandesk.ui.widgets.row_view import RowView

_STEPS: dict[int, int] = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_MIME = "application/x-plandesk-agenda-item"


class AgendaRows(PlainTable):
    """Agenda items that can be picked up."""

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let each row be dragged."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else flags

    def mimeTypes(self) -> list[str]:
        """Return the one kind that items travel as."""
        return [_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Return the number of the row that is dragged."""
        data = QMimeData()
        data.setData(_MIME, str(indexes[0].row() if indexes else -1).encode())
        return data


class AgendaView(RowView):
    """Tells what is to move: ``moved`` has the row and its new place, ``stepped`` the way.

    ``brought`` has the papers dropped from outside, and in front of which row.
    """

    moved = Signal(int, int)
    brought = Signal(list, int)
    stepped = Signal(int)
    removal_asked = Signal()
    adding_asked = Signal()

    def __init__(self, name: str, look: Look) -> None:
        super().__init__(name, look)
        self._gap: int | None = None
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)

    def event(self, event: QEvent) -> bool:
        """Keep the keys of this list, which mean rows of the plan elsewhere."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            step = event.key() in _STEPS and event.modifiers() == Qt.KeyboardModifier.AltModifier
            if step or event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Insert):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by Alt and an arrow, remove by Del, add by Ins."""
        if event.modifiers() == Qt.KeyboardModifier.AltModifier and event.key() in _STEPS:
            self.stepped.emit(_STEPS[event.key()])
        elif event.key() == Qt.Key.Key_Delete:
            self.removal_asked.emit()
        elif event.key() == Qt.Key.Key_Insert:
            self.adding_asked.emit()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take items of this agenda, and papers."""
        if event.mimeData().hasFormat(_MIME) or papers_only(event.mimeData()):
            take_copy(event)
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show between which items the dragged one would go."""
        self._show_gap(self._gap_at(event.position().toPoint()))
        take_copy(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Take the line away."""
        self._show_gap(None)
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Say where the item or the papers go; the plan moves or takes them."""
        row = int(event.mimeData().data(_MIME).toStdString() or -1)
        gap = self._gap_at(event.position().toPoint())
        self._show_gap(None)
        take_copy(event)  # a move would take the row out here
        if papers := papers_only(event.mimeData()):
            self.brought.emit(papers, gap)
            return
        place = gap - 1 if gap > row else gap
        if row >= 0 and place != row:
            self.moved.emit(row, place)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line between items on top."""
        super().paintEvent(event)
        if self._gap is None:
            return
        above = self.visualRect(self.model().index(self._gap - 1, 0))
        y = above.bottom() if self._gap else self.visualRect(self.model().index(0, 0)).top()
        thick = max(2, self._look.px(0.12))
        painter = QPainter(self.viewport())
        line = QRect(0, y - thick // 2, self.viewport().width(), thick)
        painter.fillRect(line, self._look.colour("accent"))
        painter.end()

    def _gap_at(self, spot: QPoint) -> int:
        """Return in front of which row a spot is."""
        at = self.indexAt(spot)
        if not at.isValid():
            return self.model().rowCount()
        below = spot.y() > self.visualRect(at).center().y()
        return at.row() + int(below)

    def _show_gap(self, gap: int | None) -> None:
        self._gap = gap
        self.viewport().update()
