"""Copies of a plan that only a password opens: making one, and opening the plan inside one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QDialog, QFileDialog, QInputDialog, QLineEdit, QWidget

from plandesk.errors import NeedsAnswer, UserError
from plandesk.store.cipher import LOCKED
from plandesk.ui.bridge import DocumentBridge
from plandesk.ui.dialogs.new_password import NewPasswordDialog

if TYPE_CHECKING:
    from plandesk.ui.file_commands import FileCommands


class FileLocks(QObject):
    """Asks for the password each time; it is kept nowhere."""

    def __init__(self, window: QWidget, bridge: DocumentBridge, files: FileCommands) -> None:
        super().__init__(files)
        self._window, self._bridge, self._files = window, bridge, files

    @Slot()
    def lock(self) -> None:
        """Ask for a place and a password, and write a locked copy of the open plan there."""
        document = self._bridge.document
        if document is None:
            return
        start = str(document.path.with_suffix(LOCKED))
        name, _ = QFileDialog.getSaveFileName(
            self._window, self.tr("Lock a copy"), start, self._kinds()
        )
        if not name:
            return
        path = Path(name if name.endswith(LOCKED) else name + LOCKED)
        title, go = self.tr("Lock a copy"), self.tr("Lock")
        dialog = NewPasswordDialog(title, go, path.name, self._window)
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return
        from plandesk.services.copies.locked_plan import lock_plan

        part = path.with_name(f"{path.name}.new")
        part.unlink(missing_ok=True)
        try:
            lock_plan(document, part, dialog.password)
        except UserError as error:
            self._bridge.refused.emit(error)
            return
        part.replace(path)  # the file dialog has asked about one that is there
        said = self.tr("%1 is written. Without its password nobody can open it.")
        self._files.said.emit(said.replace("%1", path.name))

    def unlock(self, path: Path) -> bool:
        """Ask for the password and for a place, write the plan inside there, and open it."""
        asked = self.tr("Password of %1").replace("%1", path.name)
        while password := self._ask(asked):
            target = self._files.ask_target(self.tr("Keep the plan inside it as"), path.stem)
            if target is None:
                return False
            try:
                self._write(path, target, password)
            except NeedsAnswer as again:
                asked = f"{again.message}\n{again.hint}"
                continue
            except UserError as error:
                self._bridge.refused.emit(error)
                return False
            return self._files.open_path(target)
        return False

    def _write(self, path: Path, target: Path, password: str) -> None:
        from plandesk.services.copies.locked_plan import unlock_plan

        part = target.with_name(f"{target.name}.unlocked")
        part.unlink(missing_ok=True)
        try:
            unlock_plan(path, part, password)
            part.replace(target)  # the file dialog has asked about one that is there
        finally:
            part.unlink(missing_ok=True)

    def _ask(self, text: str) -> str:
        said, given = QInputDialog.getText(
            self._window, self.tr("Open a locked plan"), text, QLineEdit.EchoMode.Password
        )
        return said if given else ""

    def _kinds(self) -> str:
        return self.tr("Locked plans (*%1)").replace("%1", LOCKED)
