"""How the plan table draws its rows: each in one go, by lanes worked out once for a picture."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect
from PySide6.QtGui import QCursor, QPainter, QPaintEvent
from PySide6.QtWidgets import QStyleOptionViewItem, QTreeView, QWidget

from plandesk.ui.delegates.plan_paint import CellPainter, RowState
from plandesk.ui.icons import Icon
from plandesk.ui.itemmodels.plan_columns import Column
from plandesk.ui.itemmodels.plan_tree_model import PlanTreeModel
from plandesk.ui.theme import Look

Index = QModelIndex | QPersistentModelIndex


@dataclass(slots=True)
class Picture:
    """What all rows of one picture share: lanes of columns, and where the mouse and keyboard are.

    ``lanes`` holds (column, left, width) from left to right.
    """

    lanes: list[tuple[int, int, int]]
    live: bool
    hovered: int
    current: int
    column: int


class PlanRows(QTreeView):
    """A tree table that paints row by row.

    Qt would ask the model for each cell's index, parent and flags and call a delegate for it; over
    the border to Python that takes longer than the painting itself.
    """

    def __init__(self, model: PlanTreeModel, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model, self._look = model, look
        self.cells = CellPainter(model, look, self)
        self._picture = Picture([], live=False, hovered=0, current=0, column=-1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows that show."""
        self._picture = self.picture([*self._shown_columns()])
        super().paintEvent(event)

    def picture(self, columns: list[int]) -> Picture:
        """Return what rows drawn now have in common, for these columns."""
        header, here = self.header(), self.currentIndex()
        mouse = self.viewport().mapFromGlobal(QCursor.pos())
        hovered = self.indexAt(mouse) if self.viewport().underMouse() else QModelIndex()
        return Picture(
            [(at, header.sectionViewportPosition(at), header.sectionSize(at)) for at in columns],
            live=self.isActiveWindow(),
            hovered=hovered.internalId() if hovered.isValid() else 0,
            current=here.internalId() if here.isValid() and self.hasFocus() else 0,
            column=here.column(),
        )

    def drawRow(self, painter: QPainter, options: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row: ground, branch, cells and the place of the keyboard."""
        self.draw_row(painter, options.rect, index, self._picture)

    def draw_row(self, painter: QPainter, area: QRect, index: Index, shared: Picture) -> None:
        """Draw a row into an area with what it shares with the others of its picture."""
        row = self._model.row_of(index)
        if row is None or not shared.lanes:
            return
        cells, item = self.cells, row.id
        state = RowState(
            self.selectionModel().isSelected(index), shared.live, item == shared.hovered
        )
        left, wide = shared.lanes[0][1], 0
        for _, start, width in shared.lanes:
            left, wide = min(left, start), max(wide, start + width)
        ink = cells.ground(painter, QRect(left, area.y(), wide - left, area.height()), row, state)
        for column, start, width in shared.lanes:
            box = QRect(start, area.y(), width, area.height())
            if column == Column.REF:
                box.setLeft(start + self.indent(index))
                self._chevron(painter, box, index)
            if column == shared.column and item == shared.current:
                cells.frame(painter, box)
            cells.content(painter, box, row, column, ink)

    def indent(self, index: Index) -> int:
        """Return how far a row stands in, in pixels."""
        return self.indentation() * self._model.depth_of(index)

    def _chevron(self, painter: QPainter, cell: QRect, index: Index) -> None:
        """Draw a chevron before the cell where something is below."""
        if not self._model.hasChildren(index):
            return
        icon = Icon.EXPAND if self.isExpanded(index) else Icon.CLOSED
        left = cell.left() - self.indentation()
        self.cells.sign(painter, left, cell.toRectF(), icon, "secondary")

    def _shown_columns(self) -> list[int]:
        header, wide = self.header(), self.viewport().width()
        found: list[int] = []
        for at in range(header.count()):
            column = header.logicalIndex(at)
            start = header.sectionViewportPosition(column)
            if (
                not header.isSectionHidden(column)
                and start < wide
                and start + header.sectionSize(column) > 0
            ):
                found.append(column)
        return found
