"""What else a build is to make: other forms, roles in place of names, a list of changes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton

from plandesk.ui.theme import Look

if TYPE_CHECKING:
    from plandesk.services.packs.building import BuildWish


class PackOptions(QToolButton):
    """A button whose menu holds what may be ticked."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setText(self.tr("Options"))
        self.setAccessibleName(self.tr("Options of the build"))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        self.setMenu(menu)
        self.html = self._tick(menu, self.tr("Also a &web page (HTML)"))
        self.docx = self._tick(menu, self.tr("Also a &Word document"))
        self.xlsx = self._tick(menu, self.tr("Also the &tables (Excel)"))
        menu.addSeparator()
        self.roles = self._tick(menu, self.tr("&Roles in place of names"))
        self.reissue = self._tick(menu, self.tr("Re-&issue: add what changed since it was built"))
        menu.addSeparator()
        self.locked = self._tick(menu, self.tr("&Password for the full version…"))
        self.locked.triggered.connect(self._ask_password)
        self._password = ""

    def wish(self, folder: Path, versions: tuple[bool, bool, bool]) -> BuildWish:
        """Return what to build; ``versions`` say public, full and large print."""
        from plandesk.services.packs.building import BuildWish
        from plandesk.services.packs.names import Naming

        public, full, large = versions
        return BuildWish(
            folder,
            public,
            full,
            large,
            Naming.ROLES if self.roles.isChecked() else None,
            self.reissue.isChecked(),
            self.html.isChecked(),
            self.xlsx.isChecked(),
            self._password,
            docx=self.docx.isChecked(),
        )

    def forget_password(self) -> None:
        """Forget the password, once a pack was built with it."""
        self._password = ""
        self.locked.setChecked(False)

    @Slot()
    def _ask_password(self) -> None:
        from plandesk.ui.dialogs.new_password import new_password

        if self.locked.isChecked():
            title = self.tr("Password for the full version")
            self._password = new_password(self, title, self.tr("The full version"))
        if not self._password or not self.locked.isChecked():
            self.forget_password()

    def _tick(self, menu: QMenu, text: str) -> QAction:
        action = menu.addAction(text)
        action.setCheckable(True)
        return action
