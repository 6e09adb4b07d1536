"""The shape of the dialogs that ask for a few things: lines under one another, a button to go."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from plandesk.ui.widgets.tab_order import read_in_order


class FormDialog(QDialog):
    """Lays its lines out with room, and names its buttons; ``go`` is the button that accepts.

    A line is a label, with the letter that reaches it, and a field; ``lines`` is how many heights
    of a line the dialog is wide.
    """

    def __init__(self, title: str, go: str, lines: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        line = self.fontMetrics().height()
        self.form = QFormLayout()
        self.form.setVerticalSpacing(line // 2)
        self.form.setHorizontalSpacing(line // 2)
        self.go = QPushButton(go)
        self.go.setProperty("primary", True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.addButton(self.go, QDialogButtonBox.ButtonRole.AcceptRole)
        for each in buttons.buttons():
            each.setAccessibleName(each.text().replace("&", ""))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(line, line, line, line)
        column.setSpacing(line)
        column.addLayout(self.form)
        self._buttons = buttons
        self.setMinimumWidth(line * lines)

    def showEvent(self, event: QShowEvent) -> None:
        """Put the buttons in behind the fields, where Tab comes to them last."""
        layout = self.layout()
        if layout is not None and self._buttons.parentWidget() is None:
            layout.addWidget(self._buttons)
            read_in_order(self)
        super().showEvent(event)

    def add(self, text: str, field: QWidget) -> None:
        """Add a line; the words before it are what a screen reader calls the field."""
        self.form.addRow(text, field)
        if self.focusWidget() is None:
            field.setFocus()
        if text:
            field.setAccessibleName(text.replace("&", ""))
