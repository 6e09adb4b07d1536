"""Asks for files and folders; one place, so that a page can be driven without the desktop."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from plandesk.ui.settings import AppSettings


class FileChooser:
    """The desktop's file dialogs, which remember the last folder."""

    def __init__(self, settings: AppSettings) -> None:
        self._settings = settings

    def files(self, parent: QWidget, caption: str, kinds: str) -> list[Path]:
        """Ask for existing files; empty when nobody chose any."""
        names, _ = QFileDialog.getOpenFileNames(parent, caption, self._settings.last_folder, kinds)
        found = [Path(name) for name in names]
        if found:
            self._settings.last_folder = str(found[0].parent)
        return found

    def folder(self, parent: QWidget, caption: str, start: str = "") -> Path | None:
        """Ask for a folder."""
        name = QFileDialog.getExistingDirectory(
            parent, caption, start or self._settings.last_folder
        )
        if name:
            self._settings.last_folder = name
        return Path(name) if name else None

    def target(self, parent: QWidget, caption: str, name: str, kinds: str) -> Path | None:
        """Ask where to save a file."""
        start = str(Path(self._settings.last_folder) / name)
        chosen, _ = QFileDialog.getSaveFileName(parent, caption, start, kinds)
        if chosen:
            self._settings.last_folder = str(Path(chosen).parent)
        return Path(chosen) if chosen else None
