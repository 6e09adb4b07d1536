"""Saves the shown register as a workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from plandesk.ui.itemmodels.import_lists import counted
from plandesk.ui.panels.returns.issue_view import open_folder
from plandesk.ui.widgets.message_bar import Offer

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from plandesk.ui.dialogs.choose_files import FileChooser
    from plandesk.ui.jobs import Job
    from plandesk.ui.pages import PageHost


def _tr(text: str) -> str:
    return QCoreApplication.translate("RegistersPage", text)


def save_book(
    page: QWidget, host: PageHost, chooser: FileChooser, register: tuple[str, str]
) -> None:
    """Ask for a place and write a register, given by its key and its title, there."""
    from plandesk.services.registers.workbook import export_register

    document = host.bridge.document
    name, title = register
    if document is None:
        return
    caption = _tr("Save %1 as a workbook").replace("%1", title.lower())
    path = chooser.target(page, caption, f"{title}.xlsx", _tr("Workbooks (*.xlsx)"))
    if path is None:
        return

    def work(_: Job) -> int:
        with document.read() as session:
            return export_register(session, name, path)

    def done(count: int) -> None:
        words = counted(count, "1 entry saved in %2", "%1 entries saved in %2")
        offer = Offer(_tr("Open folder"), lambda: open_folder(path.parent))
        host.say(words.replace("%2", path.name), offer)

    host.run_job(_tr("Saving %1").replace("%1", path.name), work, done)
