"""Asks for a new password, twice, and says what losing it means."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from plandesk.ui.widgets.page_parts import label


class NewPasswordDialog(QDialog):
    """Accepts a password once it was typed the same way twice."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Lock a copy"))
        self.first = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        self.again = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        self.first.setAccessibleName(self.tr("Password"))
        self.again.setAccessibleName(self.tr("Password again"))
        about = self.tr(
            "%1 will open only with this password. It is kept nowhere: whoever loses it has lost "
            "the copy. Several words are safer than one."
        )
        self._told = label("", "warning", wrap=True)
        form = QFormLayout()
        form.addRow(label(self.tr("Password")), self.first)
        form.addRow(label(self.tr("Again")), self.again)
        kinds = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(kinds.Ok | kinds.Cancel)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.buttons.button(kinds.Ok).setText(self.tr("Lock"))
        column = QVBoxLayout(self)
        column.addWidget(label(about.replace("%1", name), wrap=True))
        column.addLayout(form)
        column.addWidget(self._told)
        column.addWidget(self.buttons)
        for line in (self.first, self.again):
            line.textChanged.connect(self._look)
        self._look()

    @property
    def password(self) -> str:
        """Return what was typed."""
        return self.first.text()

    @Slot()
    def _look(self) -> None:
        first, again = self.first.text(), self.again.text()
        same = bool(first) and first == again
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(same)
        differs = bool(again) and not first.startswith(again)
        self._told.setText(self.tr("The two are not the same.") if differs else "")
