"""Asks where what came of an import is kept: its report, and copies with questions for leads."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from plandesk.errors import UserError
from plandesk.ui.dialogs.choose_files import FileChooser
from plandesk.ui.itemmodels.import_lists import counted
from plandesk.ui.panels.returns.import_session import ImportSession
from plandesk.ui.panels.returns.issue_view import open_folder
from plandesk.ui.widgets.message_bar import Offer

if TYPE_CHECKING:
    from plandesk.ui.pages import PageHost


class ImportWriting(QObject):
    """The files that come out of an import that is looked at."""

    def __init__(
        self, host: PageHost, chooser: FileChooser, session: ImportSession, page: QWidget
    ) -> None:
        super().__init__(page)
        self.chooser = chooser
        self._host, self._session, self._page = host, session, page

    @Slot()
    def save_report(self) -> None:
        """Keep what was found and decided as a text file."""
        from plandesk.services.returns.report import save_report

        preview = self._session.with_ticks()
        kinds = self.tr("Text (*.txt)")
        caption, name = self.tr("Save report"), self.tr("Returns report.txt")
        target = self.chooser.target(self._page, caption, name, kinds)
        if preview is None or target is None:
            return
        try:
            save_report(preview, target, self._session.questions_by_place())
        except UserError as error:
            self._host.refuse(error)
            return
        words = self.tr("Report saved as %1").replace("%1", target.name)
        self._host.say(words, Offer(self.tr("Open folder"), lambda: open_folder(target.parent)))

    @Slot()
    def save_copies(self) -> None:
        """Write a copy with notes of each file that has something to ask, for its lead."""
        preview, document = self._session.with_ticks(), self._host.bridge.document
        folder = self.chooser.folder(self._page, self.tr("Folder for the copies with questions"))
        if preview is None or folder is None or document is None:
            return
        asked = self._session.questions_by_place()

        def work(_job: object) -> list[Path]:
            from plandesk.services.returns.questions import annotated_copies, ask_about

            written = annotated_copies(preview, folder, asked)
            ask_about(document, preview, asked)
            return written

        def done(written: list[Path]) -> None:
            if not written:
                self._host.say(self.tr("There is nothing to ask about these returns."))
                return
            words = counted(
                len(written), "1 copy saved to send back", "%1 copies saved to send back"
            )
            self._host.say(words, Offer(self.tr("Open folder"), lambda: open_folder(folder)))

        self._session.work.run(self.tr("Writing copies with questions"), work, done)
