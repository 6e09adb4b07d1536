"""Asks where a shared plan is: the address on its server, and a password where one is needed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from plandesk.errors import UsageError
from plandesk.store.server import ServerAddress, server_address
from plandesk.ui.dialogs.form_dialog import FormDialog
from plandesk.ui.widgets.page_parts import label

_EXAMPLE = "postgresql://ann@plans.example.gov.uk/better_together"


class SharedPlanDialog(FormDialog):
    """An address with those used before to choose from; the password is never kept."""

    def __init__(self, known: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Open a shared plan"), self.tr("Open"), 32, parent)
        self.address = QComboBox(editable=True)
        self.address.addItems(list(known))
        edit = self.address.lineEdit()
        if edit is not None:
            edit.setPlaceholderText(_EXAMPLE)
            edit.setAccessibleName(self.tr("Address"))
        self.password = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        self.read_only = QCheckBox(self.tr("Only read it"))
        about = self.tr(
            "Whoever looks after your server knows the address. A shared plan can be changed by "
            "several people at once; backups of it are kept on this computer."
        )
        self.trouble = label("", "error", wrap=True)
        self.add(self.tr("&Address"), self.address)
        self.add(self.tr("&Password"), self.password)
        for each in (self.read_only, label(about, "secondary", wrap=True), self.trouble):
            self.add("", each)
        self.address.editTextChanged.connect(self._check)
        self._check()

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
        self.go.setEnabled(bool(self.address.currentText().strip()))

    @Slot()
    def accept(self) -> None:
        """Close with an address; say what is wrong with it otherwise."""
        try:
            answer = self.answer()
        except UsageError as error:
            self._say(str(error))
            return
        if answer is None:
            self._say(self.tr("An address begins with postgresql://"))
            return
        super().accept()

    def _say(self, text: str) -> None:
        self.trouble.setText(text)
        self.trouble.show()
