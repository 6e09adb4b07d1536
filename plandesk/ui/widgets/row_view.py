"""A table of whole rows: ticks by Space, widths from the text height, one delegate for all."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from math import ceil

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QRect, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeView, QWidget

from plandesk.ui import icons
from plandesk.ui.delegates.row_cells import RowDelegate
from plandesk.ui.icons import Icon
from plandesk.ui.itemmodels.row_roles import tick
from plandesk.ui.theme import Look


class RowView(QTreeView):
    """Shows rows; ``widths`` are in heights of a line, and 0 takes what room is left."""

    row_changed = Signal(QModelIndex)

    def __init__(self, name: str, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._widths = look, ()
        self._least_wanted: tuple[int, ...] = ()
        self.setAccessibleName(name)
        self.setUniformRowHeights(True)
        self.setRootIsDecorated(False)
        self.setAllColumnsShowFocus(False)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.delegate = RowDelegate(look, self)
        self.setItemDelegate(self.delegate)
        header = self.header()
        header.setStretchLastSection(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setMinimumSectionSize(look.px(2))
        look.changed.connect(self._dress)

    def show_model(self, model: QAbstractItemModel, widths: Sequence[float]) -> None:
        """Show a model with these column widths."""
        self._widths: tuple[float, ...] = tuple(widths)
        self.setModel(model)
        self._dress()

    def may_leave_out(self, *columns: int) -> None:
        """Name columns that go, the first named first, where there is no room for all."""
        self._least_wanted = columns

    def set_widths(self, widths: Sequence[float]) -> None:
        """Change the column widths."""
        self._widths = tuple(widths)
        self.fit()

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Follow the cursor of the new model."""
        super().setModel(model)
        if self.selectionModel() is not None:
            self.selectionModel().currentRowChanged.connect(self._tell)

    @contextmanager
    def quiet_below(self, index: QModelIndex) -> Generator[None]:
        """Keep Qt from drawing the whole table anew for a change at a row that is below sight."""
        viewport = self.viewport()
        if not viewport.updatesEnabled() or self.visualRect(index).top() <= viewport.height():
            yield
            return
        # By its attribute: the call for it would draw everything at the end.
        viewport.setAttribute(Qt.WidgetAttribute.WA_UpdatesDisabled)
        try:
            yield
        finally:
            viewport.setAttribute(Qt.WidgetAttribute.WA_UpdatesDisabled, on=False)

    def drawBranches(self, painter: QPainter, rect: QRect, index: QModelIndex) -> None:
        """Draw the ground as the cells do, and a chevron where something is below."""
        if self.selectionModel().isSelected(index):
            live = self.hasFocus()
            name = "selection" if live else "selection_idle"
            painter.fillRect(rect, self._look.colour(name))
        line = self._look.colour("line")
        line.setAlphaF(0.55)
        painter.setPen(QPen(line, 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if self.model().rowCount(index) > 0:  # a table model keeps hasChildren to itself
            side = self._look.px(0.85)
            slot = QRect(
                rect.right() - self.indentation() + 1, rect.top(), self.indentation(), rect.height()
            )
            sign = QRectF(0, 0, side, side)
            sign.moveCenter(slot.toRectF().center())
            icon = Icon.EXPAND if self.isExpanded(index) else Icon.CLOSED
            icons.draw(painter, icon, sign, self._look.colour("secondary"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks or unticks the chosen rows, whatever column the cursor is in."""
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self.tick_chosen()
            return
        super().keyPressEvent(event)

    def tick_chosen(self) -> None:
        """Tick the chosen rows, or untick them where the cursor's row is ticked."""
        role = Qt.ItemDataRole.CheckStateRole
        here = self.currentIndex().siblingAtColumn(0)
        rows = self.selectionModel().selectedRows(0) or [here]
        able = [row for row in rows if row.flags() & Qt.ItemFlag.ItemIsUserCheckable]
        on = any(row.data(role) != Qt.CheckState.Checked for row in able)
        if here in able:
            on = here.data(role) != Qt.CheckState.Checked
        for row in able:
            self.model().setData(row, tick(on=on), role)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the growing columns what room there is."""
        super().resizeEvent(event)
        self.fit()

    @Slot(QModelIndex)
    def _tell(self, current: QModelIndex) -> None:
        self.row_changed.emit(current)

    @Slot()
    def _dress(self) -> None:
        self.setIndentation(self._look.px(1.1))
        self.scheduleDelayedItemsLayout()
        self.fit()

    def _leave_out(self, least: int) -> None:
        """Hide of the columns that may go as many as the others need to be read."""
        wanted = [self._look.px(width) if width else 2 * least for width in self._widths]
        kept = {at for at in range(len(wanted)) if not self.isColumnHidden(at)}
        kept |= {*self._least_wanted}
        for column in self._least_wanted:
            if sum(wanted[at] for at in kept) > self.viewport().width():
                kept.discard(column)
            self.setColumnHidden(column, column not in kept)

    def fit(self) -> None:
        """Set the columns to their widths, and let the growing ones share what is left.

        Where there is too little room, wide columns give up some of theirs before any is out of
        sight.
        """
        if not self._widths:
            return
        least = self._look.px(6)
        self._leave_out(least)
        shown = [at for at in range(len(self._widths)) if not self.isColumnHidden(at)]
        fixed = {at: self._look.px(self._widths[at]) for at in shown if self._widths[at]}
        growing = [at for at in shown if at not in fixed]
        room = self.viewport().width() - sum(fixed.values())
        short = least * len(growing) - room
        spare = {at: max(0, wide - least) for at, wide in fixed.items()}
        given = min(1.0, max(0, short) / (sum(spare.values()) or 1))
        for at in shown:
            share = fixed[at] - ceil(spare[at] * given) if at in fixed else room // len(growing)
            self.setColumnWidth(at, share if at in fixed else max(least, share))
