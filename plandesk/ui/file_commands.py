"""New, open, sample, recent and save-a-copy: what the window does with plan files."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QFileDialog, QMenu, QWidget

from plandesk.errors import UserError
from plandesk.ui.bridge import DocumentBridge
from plandesk.ui.dialogs.new_plan import NewPlan, NewPlanDialog
from plandesk.ui.settings import AppSettings

SUFFIX = ".plandesk"


class FileCommands(QObject):
    """Asks for files and hands them to the bridge; remembers what was opened."""

    said = Signal(str)

    def __init__(self, window: QWidget, bridge: DocumentBridge, settings: AppSettings) -> None:
        super().__init__(window)
        self._window, self._bridge, self._settings = window, bridge, settings
        self.recent = QMenu(self.tr("Open &recent"), window)
        self.recent.aboutToShow.connect(self._fill_recent)
        self.recent.triggered.connect(self._open_recent)

    def open_path(self, path: Path, *, read_only: bool = False) -> bool:
        """Open a plan file and remember it."""
        if not self._bridge.open(path, read_only=read_only):
            return False
        self._settings.remember_file(path)
        return True

    @Slot()
    def open(self) -> None:
        """Ask for a plan file and open it."""
        name, _ = QFileDialog.getOpenFileName(
            self._window, self.tr("Open plan"), self._folder(), self._kinds()
        )
        if name:
            self._settings.last_folder = str(Path(name).parent)
            self.open_path(Path(name))

    @Slot()
    def new(self) -> None:
        """Ask what a new plan starts with and where to keep it, then make it."""
        dialog = NewPlanDialog(self._window)
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return
        wanted = dialog.answer()
        path = self._ask_target(self.tr("Keep the plan as"), wanted.title)
        if path is not None:
            self.make(wanted, path)

    def make(self, wanted: NewPlan, path: Path) -> bool:
        """Make a plan file from a preset with its first period and open it."""
        from plandesk.models.content import PeriodContent, PlanContent
        from plandesk.services.ops.content import AddContent
        from plandesk.services.presets import load_preset

        preset = load_preset(wanted.preset)
        content = PlanContent(
            title=wanted.title,
            preset=preset.name,
            level_names=preset.level_names,
            scale=preset.scale,
            outcomes=preset.outcomes,
            settings=preset.settings(),
            periods=(PeriodContent(wanted.period, wanted.as_at),),
        )
        if not self._bridge.create(path):
            return False
        self._settings.remember_file(path)
        return self._bridge.run(AddContent(content, title=self.tr("New plan")), self)

    @Slot()
    def open_sample(self) -> None:
        """Write the sample plan into the person's documents, where it is missing, and open it."""
        from plandesk.services.sample import write_sample

        location = QStandardPaths.StandardLocation.DocumentsLocation
        folder = Path(QStandardPaths.writableLocation(location)) / "PlanDesk"
        path = folder / f"Sample plan{SUFFIX}"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            if not path.exists():
                write_sample(path)
        except OSError as error:
            self._bridge.refused.emit(
                UserError(
                    self.tr("PlanDesk could not write in %1.").replace("%1", str(folder)),
                    error.strerror or "",
                )
            )
            return
        except UserError as error:
            self._bridge.refused.emit(error)
            return
        self.open_path(path)

    @Slot()
    def save_copy(self) -> None:
        """Ask for a place and copy the plan there, whole and checked."""
        document = self._bridge.document
        if document is None:
            return
        path = self._ask_target(self.tr("Save a copy"), f"{document.path.stem} copy")
        if path is None:
            return
        from plandesk.store.backup import copy_plan

        try:
            copy_plan(document.path, path)
        except UserError as error:
            self._bridge.refused.emit(error)
            return
        self.said.emit(self.tr("Copy saved as %1").replace("%1", path.name))

    def _ask_target(self, caption: str, stem: str) -> Path | None:
        start = str(Path(self._folder()) / f"{_file_name(stem)}{SUFFIX}")
        name, _ = QFileDialog.getSaveFileName(self._window, caption, start, self._kinds())
        if not name:
            return None
        path = Path(name if name.endswith(SUFFIX) else name + SUFFIX)
        self._settings.last_folder = str(path.parent)
        return path

    def _folder(self) -> str:
        location = QStandardPaths.StandardLocation.DocumentsLocation
        return self._settings.last_folder or QStandardPaths.writableLocation(location)

    def _kinds(self) -> str:
        return self.tr("Plans (*%1)").replace("%1", SUFFIX)

    @Slot()
    def _fill_recent(self) -> None:
        self.recent.clear()
        for path in self._settings.recent_files:
            action = QAction(str(path), self.recent)
            action.setData(str(path))
            self.recent.addAction(action)
        if self.recent.isEmpty():
            self.recent.addAction(self.tr("No plans opened yet")).setEnabled(False)

    @Slot(QAction)
    def _open_recent(self, action: QAction) -> None:
        self.open_path(Path(str(action.data())))


def _file_name(stem: str) -> str:
    return "".join("-" if letter in '<>:"/\\|?*' else letter for letter in stem).strip() or "plan"
