"""Asks for a new password, twice, and says what losing it means."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from plandesk.ui.dialogs.form_dialog import FormDialog
from plandesk.ui.widgets.page_parts import label


def new_password(parent: QWidget, title: str, what: str) -> str:
    """Ask for the password of ``what``; return nothing when none is given."""
    go = QCoreApplication.translate("NewPasswordDialog", "Use this password")
    dialog = NewPasswordDialog(title, go, what, parent)
    return dialog.password if dialog.exec() == QDialog.DialogCode.Accepted else ""


class NewPasswordDialog(FormDialog):
    """Accepts a password once it was typed the same way twice."""

    def __init__(self, title: str, go: str, what: str, parent: QWidget | None = None) -> None:
        super().__init__(title, go, 28, parent)
        self.first = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        self.again = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        about = self.tr(
            "%1 will open only with this password. It is kept nowhere: whoever loses it cannot "
            "open it any more. Several words are safer than one."
        )
        self._told = label("", "warning", wrap=True)
        self.form.addRow(label(about.replace("%1", what), wrap=True))
        self.add(self.tr("&Password"), self.first)
        self.add(self.tr("&Again"), self.again)
        self.again.setAccessibleName(self.tr("Password again"))
        self.add("", self._told)
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
        self.go.setEnabled(same)
        differs = bool(again) and not first.startswith(again)
        self._told.setText(self.tr("The two are not the same.") if differs else "")
