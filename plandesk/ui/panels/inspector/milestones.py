"""The milestones of an action in the inspector: ticked, worded, dated, ordered, removed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QListWidget, QListWidgetItem, QWidget

from plandesk.models.types import Level
from plandesk.ui.icons import Icon
from plandesk.ui.itemmodels.row_roles import tick
from plandesk.ui.panels.inspector.pages import Page
from plandesk.ui.plan_edits import PlanEdits
from plandesk.ui.plan_state import PlanState
from plandesk.ui.theme import Look
from plandesk.ui.widgets.commit_fields import CommitLine
from plandesk.ui.widgets.page_parts import button, label

if TYPE_CHECKING:
    from plandesk.services.queries.detail import ItemDetail

_ROW = Qt.ItemDataRole.UserRole


class MilestonesPage(Page):
    """The milestones of an action, the chosen one with its words and date below the list."""

    def __init__(self, state: PlanState, edits: PlanEdits, look: Look) -> None:
        super().__init__(state, edits, look)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Milestones"))
        self.list.setWordWrap(True)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setSpacing(2)
        self.new = CommitLine(self.tr("New milestone"))
        self.new.setPlaceholderText(self.tr("Add a milestone and press Enter"))
        self.new.editingFinished.disconnect(self.new.commit)
        self.title = CommitLine(self.tr("Words of the milestone"))
        self.due = CommitLine(self.tr("Due date of the milestone"))
        self._chosen = QWidget()
        self._lay_out()
        self.list.itemChanged.connect(self._ticked)
        self.list.currentRowChanged.connect(self._show_chosen)
        self.new.returnPressed.connect(self._add)
        self.title.committed.connect(self._save_title)
        self.due.committed.connect(self._save_due)
        self._keys()
        self.dress()

    def show_detail(self, detail: ItemDetail) -> None:
        """Show the milestones with their ticks."""
        other = self.detail is None or self.detail.row.id != detail.row.id
        super().show_detail(detail)
        kept = 0 if other else self._chosen_id()
        self.list.blockSignals(True)
        self.list.clear()
        may = self.state.bridge.can_change
        for row in detail.milestones:
            text = f"{row.title}  ·  {row.due_text}" if row.due_text else row.title
            item = QListWidgetItem(text, self.list)
            flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
            item.setFlags(flags | Qt.ItemFlag.ItemIsUserCheckable if may else flags)
            item.setCheckState(tick(on=row.done))
            item.setData(_ROW, row.id)
        ids = [row.id for row in detail.milestones]
        self.list.setCurrentRow(ids.index(kept) if kept in ids else 0 if ids else -1)
        self.list.blockSignals(False)
        self.new.setVisible(may and detail.row.level == Level.ACTION)
        self._show_chosen()

    def _lay_out(self) -> None:
        form = QFormLayout(self._chosen)
        form.setContentsMargins(0, 0, 0, 0)
        form.addRow(label(self.tr("Milestone")), self.title)
        form.addRow(label(self.tr("Due")), self.due)
        self.up = button(self.tr("Up"), self._up, Icon.UP)
        self.down = button(self.tr("Down"), self._down, Icon.DOWN)
        self.remove = button(self.tr("Remove"), self._remove, Icon.REMOVE)
        self.up.setToolTip(self.tr("Move up (Alt+Up)"))
        self.down.setToolTip(self.tr("Move down (Alt+Down)"))
        row = QHBoxLayout()
        for each in (self.up, self.down, self.remove):
            row.addWidget(each)
        row.addStretch(1)
        form.addRow(row)
        self.column.addWidget(self.list, 1)
        self.column.addWidget(self.new)
        self.column.addWidget(self._chosen)

    def _keys(self) -> None:
        for keys, act in (
            ("Alt+Up", self._up),
            ("Alt+Down", self._down),
            ("Del", self._remove),
            ("F2", self.title.setFocus),
        ):
            shortcut = QShortcut(QKeySequence(keys), self.list)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(act)

    def _chosen_id(self) -> int | None:
        item = self.list.currentItem()
        return int(item.data(_ROW)) if item is not None else None

    @Slot()
    def _show_chosen(self) -> None:
        number, may = self._chosen_id(), self.state.bridge.can_change
        rows = self.detail.milestones if self.detail else ()
        row = next((each for each in rows if each.id == number), None)
        self._chosen.setVisible(row is not None and may)
        if row is None:
            return
        self.title.show_text(row.title)
        self.due.show_text(row.due_text)
        self.up.setEnabled(self.list.currentRow() > 0)
        self.down.setEnabled(self.list.currentRow() < self.list.count() - 1)

    @Slot(QListWidgetItem)
    def _ticked(self, item: QListWidgetItem) -> None:
        done = item.checkState() == Qt.CheckState.Checked
        self.edits.set_done([int(item.data(_ROW))], done=done)

    @Slot()
    def _add(self) -> None:
        text = self.new.text().strip()
        if text and self.detail is not None:
            self.new.clear()
            self.edits.add(Level.MILESTONE, self.detail.row.id, text)

    @Slot(str)
    def _save_title(self, text: str) -> None:
        number = self._chosen_id()
        if number is not None:
            self.edits.set_title(number, text)

    @Slot(str)
    def _save_due(self, text: str) -> None:
        number = self._chosen_id()
        if number is not None:
            self.edits.set_due(number, text)

    @Slot()
    def _up(self) -> None:
        self._shift(-1)

    @Slot()
    def _down(self) -> None:
        self._shift(1)

    def _shift(self, by: int) -> None:
        number = self._chosen_id()
        if number is not None and self.state.bridge.can_change:
            self.edits.shift([number], by)

    @Slot()
    def _remove(self) -> None:
        number = self._chosen_id()
        if number is not None and self.state.bridge.can_change:
            self.edits.remove([number])
