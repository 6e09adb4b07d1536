"""Shared plans in the window: opened by their address, and kept up with what others do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QDialog

from plandesk.errors import UserError

if TYPE_CHECKING:
    from plandesk.store.server import ServerAddress
    from plandesk.ui.main_window import MainWindow

_LOOK_MS = 3000


class SharedPlans(QObject):
    """Asks for an address and opens the plan there; looks every few seconds what others did."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._bridge = window, window.bridge
        self._told = False
        self.timer = QTimer(self, interval=_LOOK_MS)
        self.timer.timeout.connect(self.look)
        self._bridge.opened.connect(self._begin)
        self._bridge.about_to_close.connect(self.timer.stop)

    @Slot()
    def ask(self) -> None:
        """Ask where the plan is and open it."""
        from plandesk.ui.dialogs.shared_plan import SharedPlanDialog

        dialog = SharedPlanDialog(self._window.settings.shared_plans, self._window)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            address = dialog.answer()
            if address is not None:
                self.open(address, read_only=dialog.read_only.isChecked())

    def open(self, address: ServerAddress, *, read_only: bool = False) -> bool:
        """Open the plan at an address and remember where it was, without a password."""
        if not self._window.files.open_place(address, read_only=read_only):
            return False
        self._window.settings.remember_shared_plan(str(address))
        return True

    @Slot()
    def _begin(self) -> None:
        document = self._bridge.document
        self._told = False
        if document is not None and document.is_shared:
            self.timer.start()

    @Slot()
    def look(self) -> None:
        """Read what others did since; say once that the server cannot be reached."""
        document = self._bridge.document
        if document is None or self._bridge.unsaved:
            return
        try:
            document.look_again()
        except UserError as error:
            if not self._told:
                self._bridge.refused.emit(error)
            self._told = True
        else:
            self._told = False
