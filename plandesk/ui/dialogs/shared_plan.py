"""Asks where a shared plan is: the address on its server, and a password where one is needed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from plandesk.errors import UsageError
from plandesk.store.server import ServerAddress, server_address
from plandesk.ui.widgets.page_parts import label


class SharedPlanDialog(QDialog):
    """An address with those used before to choose from; the password is never kept."""

    def __init__(self, known: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Open a shared plan"))
        self.address = QComboBox(editable=True)
        self.address.addItems(list(known))
        self.address.setAccessibleName(self.tr("Address"))
        edit = self.address.lineEdit()
        if edit is not None:
            edit.setPlaceholderText("postgresql://ann@plans.example.gov.uk/better_together")
            edit.setAccessibleName(self.tr("Address"))
        self.password = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        self.password.setAccessibleName(self.tr("Password"))
        self.read_only = QCheckBox(self.tr("Only read it"))
        self.about = label(
            self.tr(
                "Whoever looks after your server knows the address. A shared plan can be changed "
                "by several people at once; backups of it are kept on this computer."
            ),
            "secondary",
            wrap=True,
        )
        self.trouble = label("", "error", wrap=True)
        self._lay_out()
        self.address.editTextChanged.connect(self._check)
        self._check()
        self.setMinimumWidth(self.fontMetrics().height() * 32)

    def _lay_out(self) -> None:
        line = self.fontMetrics().height()
        form, column = QFormLayout(), QVBoxLayout(self)
        form.setVerticalSpacing(line // 2)
        form.addRow(self.tr("&Address"), self.address)
        form.addRow(self.tr("&Password"), self.password)
        form.addRow("", self.read_only)
        form.addRow("", self.about)
        form.addRow("", self.trouble)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._open = QPushButton(self.tr("Open"))
        self._open.setProperty("primary", True)
        buttons.addButton(self._open, QDialogButtonBox.ButtonRole.AcceptRole)
        for each in buttons.buttons():
            each.setAccessibleName(each.text().replace("&", ""))
        buttons.accepted.connect(self._accept)
        buttons.rejected.connect(self.reject)
        column.setContentsMargins(line, line, line, line)
        column.setSpacing(line)
        column.addLayout(form)
        column.addWidget(buttons)

    def answer(self) -> ServerAddress | None:
        """Return the address, with the password in it; None where none is named."""
        address = server_address(self.address.currentText().strip())
        typed = self.password.text()
        if address is None or not typed:
            return address
        return ServerAddress(address.url.set(password=typed))

    @Slot()
    def _check(self) -> None:
        self.trouble.setText("")
        self.trouble.hide()
        self._open.setEnabled(bool(self.address.currentText().strip()))

    @Slot()
    def _accept(self) -> None:
        try:
            answer = self.answer()
        except UsageError as error:
            self._say(str(error))
            return
        if answer is None:
            self._say(self.tr("An address begins with postgresql://"))
            return
        self.accept()

    def _say(self, text: str) -> None:
        self.trouble.setText(text)
        self.trouble.show()
