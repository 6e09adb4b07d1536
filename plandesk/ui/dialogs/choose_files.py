"""Asks for files and folders; one place, so that a page can be driven without the desktop."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QDialog, QFileDialog, QLineEdit, QWidget

from plandesk.ui.settings import AppSettings


class FolderDialog(QFileDialog):
    """Asks for a folder: the one that is typed, where ``new`` also one that is still to be made.

    Qt's own dialog, for desktops that have none, refuses a new folder, and takes the folder it
    shows for one whose name it has not looked up yet.
    """

    def __init__(self, parent: QWidget | None, caption: str, start: str, *, new: bool) -> None:
        super().__init__(parent, caption, start)
        self._new = new
        self.setFileMode(QFileDialog.FileMode.Directory)
        self.setOption(QFileDialog.Option.ShowDirsOnly)
        self._typed: Path | None = None

    @Slot()
    def accept(self) -> None:  # type: ignore[override]
        """Take what was typed, if it is a folder or can be one; else let Qt say what is wrong."""
        line = self.findChild(QLineEdit, "fileNameEdit")  # none in a dialog of the desktop
        text = line.text().strip() if line is not None else ""
        if not text:
            super().accept()
            return
        typed = Path(self.directory().absolutePath(), Path(text).expanduser())
        may_be_made = self._new and typed.parent.is_dir() and not typed.exists()
        if typed.is_dir() or may_be_made:
            self._typed = typed
            self.done(QDialog.DialogCode.Accepted)
        else:
            super().accept()

    def chosen(self) -> Path | None:
        """Return the folder once the dialog was accepted."""
        if self._typed is not None:
            return self._typed
        found = self.selectedFiles()
        return Path(found[0]) if found else None


class FileChooser:
    """The desktop's file dialogs, which remember the last folder."""

    def __init__(self, settings: AppSettings) -> None:
        self._settings = settings

    def begin(self) -> str:
        """Return the folder to show first."""
        return self._settings.last_folder

    def keep(self, folder: Path) -> None:
        """Show the folder that files were chosen in first the next time."""
        self._settings.last_folder = str(folder)

    def files(self, parent: QWidget, caption: str, kinds: str) -> list[Path]:
        """Ask for existing files; empty when nobody chose any."""
        names, _ = QFileDialog.getOpenFileNames(parent, caption, self.begin(), kinds)
        found = [Path(name) for name in names]
        if found:
            self.keep(found[0].parent)
        return found

    def folder(
        self, parent: QWidget, caption: str, start: str = "", *, new: bool = False
    ) -> Path | None:
        """Ask for a folder; ``new`` takes one that is still to be made."""
        dialog = FolderDialog(parent, caption, start or self.begin(), new=new)
        found = dialog.chosen() if dialog.exec() else None
        dialog.deleteLater()
        if found is not None:
            self._settings.last_folder = str(found)
        return found

    def target(self, parent: QWidget, caption: str, name: str, kinds: str) -> Path | None:
        """Ask where to save a file."""
        start = str(Path(self._settings.last_folder) / name)
        chosen, _ = QFileDialog.getSaveFileName(parent, caption, start, kinds)
        if chosen:
            self._settings.last_folder = str(Path(chosen).parent)
        return Path(chosen) if chosen else None
