"""The sheet of keys: every command with its key, searchable."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QHeaderView,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from plandesk.ui.actions import plain


class ShortcutsDialog(QDialog):
    """Lists commands and keys; typing narrows the list."""

    def __init__(self, actions: Sequence[QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        self.words = QLineEdit(placeholderText=self.tr("Find a command or key"))
        self.words.setAccessibleName(self.tr("Find a command or key"))
        self.words.setClearButtonEnabled(True)
        shown = [action for action in actions if action.shortcuts()]
        self.table = QTableWidget(len(shown), 2)
        self.table.setAccessibleName(self.tr("Commands and keys"))
        self.table.setHorizontalHeaderLabels([self.tr("Command"), self.tr("Keys")])
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        native = QKeySequence.SequenceFormat.NativeText
        for at, action in enumerate(shown):
            keys = ",  ".join(key.toString(native) for key in action.shortcuts())
            words = str(action.property("palette") or plain(action))
            self.table.setItem(at, 0, QTableWidgetItem(words))
            self.table.setItem(at, 1, QTableWidgetItem(keys))
        column = QVBoxLayout(self)
        column.addWidget(self.words)
        column.addWidget(self.table, 1)
        self.words.textChanged.connect(self._narrow)
        line = self.fontMetrics().height()
        self.resize(line * 30, line * 34)

    @Slot(str)
    def _narrow(self, text: str) -> None:
        wanted = text.casefold()
        for at in range(self.table.rowCount()):
            cells = (self.table.item(at, 0), self.table.item(at, 1))
            found = any(cell and wanted in cell.text().casefold() for cell in cells)
            self.table.setRowHidden(at, not found)
