"""Opens the help on the page about where one is, and writes it as a manual."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices

from plandesk.ui.actions import ActionId
from plandesk.ui.widgets.message_bar import Offer

if TYPE_CHECKING:
    from plandesk.ui.guide.window import HelpWindow
    from plandesk.ui.main_window import MainWindow


class HelpCommands(QObject):
    """The help of one window; its pages are read at the first F1."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._help: HelpWindow | None = None
        window.actions_[ActionId.HELP].triggered.connect(self.open_here)

    @Slot()
    def open_here(self) -> None:
        """Open the help on the page about what is on the screen."""
        from plandesk.services.guide.pages import read_help

        self.open_page(read_help().page_for(self._window.host.where()).name)

    def open_page(self, name: str) -> HelpWindow:
        """Open the help on a page."""
        shown = self._made()
        shown.show_page(name)
        shown.show()
        shown.raise_()
        shown.activateWindow()
        shown.view.setFocus()
        return shown

    def _made(self) -> HelpWindow:
        if self._help is None:
            from plandesk.ui.guide.window import HelpWindow

            self._help = HelpWindow(self._window.look, self._window)
            self._help.shortcuts_asked.connect(self._window.actions_[ActionId.SHORTCUTS].trigger)
            self._help.manual_asked.connect(self.save_manual)
        return self._help

    @Slot()
    def save_manual(self) -> None:
        """Ask where to, and write every page of the help as one PDF."""
        from plandesk.services.guide.manual import write_manual
        from plandesk.ui.dialogs.choose_files import FileChooser

        chooser = FileChooser(self._window.settings)
        kinds, caption = self.tr("PDF (*.pdf)"), self.tr("Save the manual")
        path = chooser.target(self._made(), caption, self.tr("PlanDesk manual.pdf"), kinds)
        if path is not None:
            self._window.host.run_job(
                self.tr("Writing the manual"),
                lambda job: write_manual(path, job.step).path,
                self._written,
            )

    def _written(self, path: object) -> None:
        def act() -> None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

        self._window.toast.say(self.tr("The manual is saved."), Offer(self.tr("Open"), act))
