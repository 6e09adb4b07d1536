"""Asks for the password of a returned workbook that nothing else opens."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QInputDialog, QLineEdit, QPushButton

from plandesk.ui.panels.returns.import_session import ImportSession


class UnlockButton(QPushButton):
    """Shows itself while a file of the import is locked; the password ends with the import."""

    def __init__(self, session: ImportSession) -> None:
        super().__init__()
        self._session = session
        self.setText(self.tr("Password…"))
        self.setToolTip(self.tr("Open a workbook that only a password opens"))
        self.setAccessibleName(self.tr("Password of the locked workbook"))
        self.hide()
        self.clicked.connect(self._ask)
        session.previewed.connect(self._offer)

    def locked(self) -> str:
        """Return the name of a file that only a password opens; empty when there is none."""
        for file in self._session.files:
            if any(finding.code == "password" for finding in file.findings):
                return file.label
        return ""

    @Slot()
    def _offer(self) -> None:
        self.setVisible(bool(self.locked()))

    @Slot()
    def _ask(self) -> None:
        asked = self.tr("Password of %1").replace("%1", self.locked())
        hidden = QLineEdit.EchoMode.Password
        said, given = QInputDialog.getText(self, self.tr("Locked workbook"), asked, hidden)
        if given and said and not self._session.work.busy:
            self._session.password = said
            self._session.read()
