"""The plan's tree table: rows that open, a cursor by cell, jumps by ref, its own branch signs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QElapsedTimer,
    QItemSelectionModel,
    QModelIndex,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QMenu,
    QWidget,
)

from plandesk.models.types import Level
from plandesk.ui.delegates.long_text import LongTextDelegate
from plandesk.ui.delegates.plan_cells import Index, PlanCellDelegate
from plandesk.ui.delegates.plan_editors import (
    OutcomeDelegate,
    PeopleDelegate,
    RatingDelegate,
    TagsDelegate,
    TextDelegate,
    TimeframeDelegate,
)
from plandesk.ui.itemmodels.plan_columns import Column, ColumnSpec, Editor
from plandesk.ui.itemmodels.plan_tree_model import PlanTreeModel
from plandesk.ui.theme import Look
from plandesk.ui.widgets.frozen_strip import FROZEN, FrozenStrip
from plandesk.ui.widgets.plan_header import PlanHeader
from plandesk.ui.widgets.plan_place import PlanPlace
from plandesk.ui.widgets.plan_rows import PlanRows

if TYPE_CHECKING:
    from plandesk.services.queries.plan_tree import PlanRow

OPEN_LIMIT = 300
_STEPS = {int(Qt.Key.Key_Left): -1, int(Qt.Key.Key_Right): 1}
_DELEGATES: dict[Editor, type[PlanCellDelegate]] = {
    Editor.NONE: PlanCellDelegate,
    Editor.TEXT: TextDelegate,
    Editor.LINE: TextDelegate,
    Editor.LONG: LongTextDelegate,
    Editor.PEOPLE: PeopleDelegate,
    Editor.TIMEFRAME: TimeframeDelegate,
    Editor.RATING: RatingDelegate,
    Editor.TAGS: TagsDelegate,
    Editor.OUTCOME: OutcomeDelegate,
}


class PlanView(PlanRows):
    """Shows a ``PlanTreeModel``; keeps what is open, chosen and scrolled to over resets."""

    asked_for_detail = Signal()

    def __init__(self, model: PlanTreeModel, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(model, look, parent)
        self._open: set[int] = set()
        self._typed, self._typed_at = "", QElapsedTimer()
        self._kept: tuple[int | None, set[int], int] = (None, set(), 0)
        self.setAccessibleName(self.tr("Plan"))
        self.setUniformRowHeights(True)
        self.setAlternatingRowColors(False)
        self.setAllColumnsShowFocus(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        self.setExpandsOnDoubleClick(False)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.setModel(model)
        self.delegates = {kind: make(self.cells, self) for kind, make in _DELEGATES.items()}
        self._dealt: tuple[ColumnSpec, ...] = ()
        self._deal_delegates()
        self.columns = PlanHeader(look, self)
        self.setHeader(self.columns)
        self.columns.make()
        self.setSortingEnabled(True)
        self.strip = FrozenStrip(self, look)
        long_text = self.delegates[Editor.LONG]
        if isinstance(long_text, LongTextDelegate):
            long_text.covered = lambda: self.strip.covered
        model.modelAboutToBeReset.connect(self._keep)
        model.modelReset.connect(self._restore)
        self.expanded.connect(self._on_expanded)
        self.collapsed.connect(self._on_collapsed)
        look.changed.connect(self._dress)
        self._dress()

    # --- what is chosen ----------------------------------------------------------------------

    def current_id(self) -> int | None:
        """Return the plan item under the cursor."""
        row = self._model.row_of(self.currentIndex())
        return row.id if row else None

    def selected_ids(self) -> list[int]:
        """Return the chosen plan items from top to bottom of the plan."""
        chosen = [index.internalId() for index in self.selectionModel().selectedRows()]
        return self._model.in_plan_order(chosen)

    def select(self, item: int, column: int | None = None) -> bool:
        """Put the cursor on a plan item, opening what is above; False where it is hidden."""
        row = self._model.row_by_id(item)
        above = row.parent_id if row else None
        while above is not None:
            self.expand(self._model.index_for(above))
            parent = self._model.row_by_id(above)
            above = parent.parent_id if parent else None
        kept = self.currentIndex().column()
        index = self._model.index_for(item, column if column is not None else max(0, kept))
        if not index.isValid():
            return False
        # Not by the view: it would add to the selection while a command's Ctrl or Shift is held.
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.scrollTo(self._model.index_for(item, Column.REF))
        return True

    def place(self) -> PlanPlace:
        """Return which branches are open and where the cursor is."""
        return PlanPlace(tuple(sorted(self._open)), self.current_id())

    def go_back_to(self, place: PlanPlace) -> None:
        """Open the same branches and put the cursor on the same row, as far as they exist."""
        if set(place.branches) != self._open:  # else they are open already
            self.collapseAll()
            for item in place.branches:
                self.expand(self._model.index_for(item))
        if place.current is not None:
            self.select(place.current, Column.TITLE)

    def open_to(self, level: Level) -> None:
        """Open the branches so that all rows down to a level show, and none below."""
        rows = self._model.all_rows()
        self._open = {row.id for row in rows if row.level < level}
        row = self._model.row_of(self.currentIndex())
        while row is not None and row.level > level:
            row = self._model.row_by_id(row.parent_id or 0)
        # Qt opens and closes so many branches without telling of each.
        self.collapseAll() if level == Level.WORKSTREAM else self.expandToDepth(level - 2)
        if row is not None:
            self.select(row.id)  # a row that was closed away would open its branch again

    def ids_from(self, item: int) -> list[int]:
        """Return the rows on the screen from one downwards, closed branches left out."""
        found: list[int] = []
        index = self._model.index_for(item)
        while index.isValid():
            found.append(index.internalId())
            index = self.indexBelow(index)
        return found

    def open_default(self) -> None:
        """Open the top level, as far as that is soon drawn, and the first project still open."""
        first, shown = None, self._model.rowCount()
        for at in range(self._model.rowCount()):
            if shown > OPEN_LIMIT:
                break
            top = self._model.index(at, 0)
            self.expand(top)
            shown += self._model.rowCount(top)
            for below in range(self._model.rowCount(top)):
                index = self._model.index(below, 0, top)
                if first is None and self._has_open_work(index):
                    first = index
        if first is not None:
            self.expand(first)
            self.setCurrentIndex(self._model.index(0, Column.TITLE, first))
            self.scrollToTop()

    def _has_open_work(self, index: QModelIndex) -> bool:
        row = self._model.row_of(index)
        below = self._model.children_of(row.id) if row else []
        found = (self._model.row_by_id(item) for item in below)
        return any(each is not None and not each.closed for each in found)

    def edit_current(self) -> None:
        """Edit the cell under the cursor, or the title where that cell cannot be edited."""
        index = self.currentIndex()
        if not index.isValid():
            return
        if not self._model.flags(index) & Qt.ItemFlag.ItemIsEditable:
            index = index.siblingAtColumn(Column.TITLE)
            self.setCurrentIndex(index)
        self.edit(index)

    def row_of(self, index: QModelIndex) -> PlanRow | None:
        """Return the values behind an index."""
        return self._model.row_of(index)

    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Scroll until a cell shows, also beside the frozen columns."""
        super().scrollTo(index, hint)
        covered = self.strip.covered - self.visualRect(index).left()
        if self.strip.isVisible() and index.column() not in FROZEN and covered > 0:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - covered)

    def keyboardSearch(self, search: str) -> None:
        """Jump to the first shown ref that starts with what is typed."""
        if self._typed_at.isValid() and (
            self._typed_at.elapsed() < QApplication.keyboardInputInterval()
        ):
            search = self._typed + search
        self._typed = search
        self._typed_at.start()
        wanted = search.casefold()
        for row in self._model.all_rows():
            if row.ref.casefold().startswith(wanted) and self._model.index_for(row.id).isValid():
                self.select(row.id)
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on to the inspector; the rest is as in every tree."""
        plain_key = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        # From a cell's editor Enter comes here as well, and must only end the edit.
        editing = self.state() == QAbstractItemView.State.EditingState
        if plain_key and not editing and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.asked_for_detail.emit()
            return
        if plain_key and not editing and event.key() in _STEPS and self._walk(_STEPS[event.key()]):
            return
        shift = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
        if shift and event.key() == Qt.Key.Key_F10 and not editing:
            self._open_menu()  # only some systems make the Menu key of it themselves
            return
        super().keyPressEvent(event)

    def _open_menu(self) -> None:
        at = self.visualRect(self.currentIndex()).center()
        reason = QContextMenuEvent.Reason.Keyboard
        place = self.viewport().mapToGlobal(at)
        QApplication.sendEvent(self.viewport(), QContextMenuEvent(reason, at, place))

    def _walk(self, step: int) -> bool:
        """Go to the next cell; in ref and title first open (right) or close (left) the branch."""
        index, header = self.currentIndex(), self.columns
        branch = index.siblingAtColumn(0)
        can_turn = self._model.hasChildren(branch) and self.isExpanded(branch) == (step < 0)
        if not index.isValid() or (index.column() in FROZEN and can_turn):
            return False
        shown = [spec.column for spec in header.specs]
        place = shown.index(index.column()) + step if index.column() in shown else 0
        if not 0 <= place < len(shown):
            return False
        target = index.siblingAtColumn(shown[place])
        flags = self.selectionModel().SelectionFlag
        self.selectionModel().setCurrentIndex(target, flags.NoUpdate)
        self.scrollTo(target)
        return True

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer the table's own commands, and those of its columns."""
        menu = QMenu(self)
        menu.addActions(self.actions())
        menu.addSeparator()
        self.columns.fill(menu.addMenu(self.tr("&Columns")), self.currentIndex().column())
        menu.exec(event.globalPos())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width between the columns; the cursor's row stays in sight.

        A page that leads to a row shows the plan first, and what opens beside it takes some room.
        """
        row = self.visualRect(self.currentIndex())
        seen = row.isValid() and 0 <= row.top() < event.oldSize().height()
        super().resizeEvent(event)
        if seen and row.bottom() >= self.viewport().height():
            self.scrollTo(self.currentIndex().siblingAtColumn(Column.REF))
        self.columns.share(self.viewport().width())

    @Slot()
    def _dress(self) -> None:
        self.setIndentation(self._look.px(0.95))
        self.columns.dress(self.viewport().width())
        self.viewport().update()

    # --- over a reset ------------------------------------------------------------------------

    @Slot(QModelIndex)
    def _on_expanded(self, index: QModelIndex) -> None:
        if not self._model.filter:
            self._open.add(index.internalId())

    @Slot(QModelIndex)
    def _on_collapsed(self, index: QModelIndex) -> None:
        if not self._model.filter:
            self._open.discard(index.internalId())

    @Slot()
    def _keep(self) -> None:
        chosen = {index.internalId() for index in self.selectionModel().selectedRows()}
        # A row that the filter hides stays the one to come back to when it shows again.
        current = self.current_id() or self._kept[0]
        self._kept = (current, chosen, self.currentIndex().column())

    def _deal_delegates(self) -> None:
        """Give each column of the plan its editor."""
        self._dealt = self._model.columns
        for spec in self._dealt:
            self.setItemDelegateForColumn(spec.column, self.delegates[spec.editor])

    @Slot()
    def _restore(self) -> None:
        if self._dealt is not self._model.columns:
            self._deal_delegates()
            self.columns.adopt()
        current, chosen, column = self._kept
        if self._model.filter:
            self._open_matches()
        else:
            for item in self._open:
                self.setExpanded(self._model.index_for(item), True)
        if current is None:
            return
        index = self._model.index_for(current, max(0, column))
        if index.isValid():
            model = self.selectionModel()
            model.setCurrentIndex(index, model.SelectionFlag.NoUpdate)
            for item in chosen:
                row = self._model.index_for(item)
                if row.isValid():
                    model.select(row, model.SelectionFlag.Select | model.SelectionFlag.Rows)
            self.scrollTo(index.siblingAtColumn(0))
        else:
            self.scrollToTop()  # the best of what was found, not the middle of it

    def _open_matches(self) -> None:
        """Open branches from the top until enough rows show; the rest keep their counts."""
        shown = self._model.rowCount()
        layer = [self._model.index(at, 0) for at in range(shown)]
        while layer and shown < OPEN_LIMIT:
            below: list[QModelIndex] = []
            for index in layer:
                rows = self._model.rowCount(index)
                if rows and shown < OPEN_LIMIT:
                    self.setExpanded(index, True)
                    shown += rows
                    below += [self._model.index(at, 0, index) for at in range(rows)]
            layer = below
