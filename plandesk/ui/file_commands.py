"""New, open, sample, recent and save-a-copy: what the window does with plan files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QFileDialog, QMenu, QWidget

from plandesk.errors import PLAN_ENDING, UserError, why_not_written
from plandesk.store.cipher import LOCKED
from plandesk.store.lock import refuse_open
from plandesk.ui.dialogs.new_plan import NewPlan, NewPlanDialog
from plandesk.ui.file_locks import FileLocks
from plandesk.ui.file_moves import FileMoves
from plandesk.ui.plan_reading import PlanOpening
from plandesk.ui.settings import AppSettings
from plandesk.ui.theme import Look

if TYPE_CHECKING:
    from plandesk.services.copies.working_copy import WorkingCopy
    from plandesk.store.server import ServerAddress
    from plandesk.ui.plan_state import PlanState


class FileCommands(QObject):
    """Asks for files and hands them to the bridge; remembers what was opened."""

    said = Signal(str)
    compare_asked = Signal(object)
    publish_refused = Signal(object)

    def __init__(
        self, window: QWidget, state: PlanState, settings: AppSettings, look: Look
    ) -> None:
        super().__init__(window)
        self._look = look
        bridge = state.bridge
        self._window, self._bridge, self._settings = window, bridge, settings
        self.opening = PlanOpening(state, self)
        self._working: WorkingCopy | None = None
        self.locks = FileLocks(window, bridge, self)
        self.moves = FileMoves(state, settings, self)
        self.recent = QMenu(self.tr("Open &recent"), window)
        self.recent.aboutToShow.connect(self._fill_recent)
        self.recent.triggered.connect(self._open_recent)

    def open_path(
        self, path: Path, *, read_only: bool = False, then: Callable[[], None] | None = None
    ) -> bool:
        """Open a plan file and remember it; see ``open_place``."""
        if path.name.endswith(LOCKED):
            return self.locks.unlock(path)

        def opened() -> None:
            self._settings.remember_file(path)
            if then is not None:
                then()

        return self.open_place(path, read_only=read_only, then=opened)

    def open_place(
        self,
        place: Path | ServerAddress,
        *,
        read_only: bool = False,
        then: Callable[[], None] | None = None,
    ) -> bool:
        """Open a plan in a file or on a server; not while something typed is not saved yet.

        ``then`` is called once the plan is shown; for a large one that is later.
        """
        if not self._bridge.settle():
            return False
        return self.may_leave() and self.opening.open(place, then, read_only=read_only)

    # --- a local copy of a plan that lies elsewhere -------------------------------------------

    def left_behind(self, path: Path) -> WorkingCopy | None:
        """Return the local copy of this plan that was never published, None without one."""
        from plandesk.services.copies.working_copy import unpublished

        return None if self.is_working_copy(path) else unpublished(path)

    def is_working_copy(self, path: Path) -> bool:
        """Tell whether this is the local copy that is worked on."""
        return self._working is not None and self._working.path == path

    def work_locally(self, origin: Path) -> bool:
        """Go on with a copy on this computer; closing publishes it."""
        from plandesk.services.copies.working_copy import take_copy

        self._bridge.close()
        try:
            self._working = take_copy(origin)
        except UserError as error:
            self._bridge.refused.emit(error)
            return self.open_path(origin, read_only=True)
        if not self._bridge.open(self._working.path):
            return False
        told = self.tr("You work on a local copy. It goes to %1 when you close.")
        self.said.emit(told.replace("%1", str(origin.parent)))
        return True

    def may_leave(self) -> bool:
        """Publish a local copy before it is left; tell whether that was done or not needed."""
        working, document = self._working, self._bridge.document
        if working is None or document is None:
            return True
        try:
            if working.publish(document):
                self.said.emit(self.tr("Published to %1").replace("%1", str(working.origin)))
        except UserError as error:
            self.publish_refused.emit(error)
            return False
        self._bridge.close()
        working.let_go()
        self._working = None
        return True

    @property
    def origin(self) -> Path | None:
        """Where the local copy that is worked on came from, None without one."""
        return self._working.origin if self._working is not None else None

    def leave_unpublished(self) -> None:
        """Leave a local copy as it is; it is offered when its plan is opened again."""
        if self._working is not None:
            self._bridge.close()
            self._working.let_go()
            self._working = None

    def compare(self, other: Path) -> None:
        """Show what another copy of the plan has that this one does not."""
        self.compare_asked.emit(other)

    @Slot()
    def open(self) -> None:
        """Ask for a plan file and open it; of a workbook it is said what takes it in."""
        kinds = f"{self._kinds(f' *{LOCKED}')};;{self.tr('All files (*)')}"
        path = self.ask_file(self.tr("Open plan"), kinds)
        if path is not None:
            self.open_path(path)

    @Slot()
    def new(self) -> None:
        """Ask what a new plan starts with and where to keep it, then make it."""
        dialog = NewPlanDialog(self._look, self._window)
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return
        wanted = dialog.answer()
        path = self.ask_target(self.tr("Keep the plan as"), wanted.title)
        if path is not None:
            self.make(wanted, path)

    def make(self, wanted: NewPlan, path: Path) -> bool:
        """Make a plan file from a preset with its first period and open it."""
        from plandesk.models.content import PeriodContent
        from plandesk.services.ops.new_plan import preset_plan

        period = PeriodContent(wanted.period, wanted.as_at)
        if not self._bridge.create(path):
            return False
        self._settings.remember_file(path)
        return self._bridge.run(preset_plan(wanted.title, wanted.preset, (period,)), self)

    @Slot()
    def open_sample(self) -> None:
        """Write the sample plan into the person's documents, where it is missing, and open it."""
        from plandesk.services.samples.plan import write_sample

        location = QStandardPaths.StandardLocation.DocumentsLocation
        folder = Path(QStandardPaths.writableLocation(location)) / "PlanDesk"
        path = folder / f"Sample plan{PLAN_ENDING}"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            if not path.exists():
                write_sample(path)
        except OSError as error:
            told = self.tr("The sample plan was not written: %1.")
            told = told.replace("%1", why_not_written(path, error))
            hint = self.tr("Make room there, or open a plan of yours.")
            self._bridge.refused.emit(UserError(told, hint))
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
        stem = f"{document.path.stem} copy"
        path = self.ask_target(self.tr("Save a copy"), stem, self._plan_folder())
        if path is None:
            return
        try:
            document.copy_to(path)
        except UserError as error:
            self._bridge.refused.emit(error)
            return
        said = self.tr("Copy saved as %1 in %2").replace("%1", path.name)
        self.said.emit(said.replace("%2", str(path.parent)))

    def open_copy(self, path: Path) -> None:
        """Ask for a place, copy a plan there that cannot be opened itself, and open the copy."""
        target = self.ask_target(self.tr("Open a copy"), f"{path.stem} copy")
        if target is None:
            return
        from plandesk.store.backup import copy_plan

        try:
            copy_plan(path, target)
        except UserError as error:
            self._bridge.refused.emit(error)
            return
        self.open_path(target)

    def give_copy(self) -> None:
        """Ask for a place and write a copy there without history and exempt items."""
        document = self._bridge.document
        if document is None:
            return
        stem = f"{document.path.stem} to give"
        path = self.ask_target(self.tr("Give a copy"), stem, self._plan_folder())
        if path is None:
            return
        from plandesk.services.copies.clean_copy import give_copy

        try:
            given = give_copy(document, path)
        except UserError as error:
            self._bridge.refused.emit(error)
            return
        said = self.tr("%1 is written, without %2 steps of history and what is exempt (%3).")
        for sign, value in (("%1", path.name), ("%2", given.steps), ("%3", given.exempt)):
            said = said.replace(sign, str(value))
        self.said.emit(said)

    def ask_file(self, caption: str, kinds: str = "") -> Path | None:
        """Ask for a file, of these kinds or a plan; None where nobody said."""
        name, _ = QFileDialog.getOpenFileName(
            self._window, caption, self._settings.last_folder, kinds or self._kinds()
        )
        if not name:
            return None
        self._settings.last_folder = str(Path(name).parent)
        return Path(name)

    def ask_target(self, caption: str, stem: str, folder: Path | None = None) -> Path | None:
        """Ask where to keep a plan file; None where nobody said, or a plan there is open.

        The dialog begins in ``folder``, else in the one that was used last.
        """
        begin = folder or Path(self._settings.last_folder)
        start = str(begin / f"{_file_name(stem)}{PLAN_ENDING}")
        name, _ = QFileDialog.getSaveFileName(self._window, caption, start, self._kinds())
        if not name:
            return None
        path = Path(name if name.endswith(PLAN_ENDING) else name + PLAN_ENDING)
        document = self._bridge.document
        try:
            refuse_open(path, None if document is None else document.path)
        except UserError as error:
            self._bridge.refused.emit(error)
            return None
        self._settings.last_folder = str(path.parent)
        return path

    def _plan_folder(self) -> Path | None:
        """Return where the plan lies, None where that is no folder of the person's own."""
        document = self._bridge.document
        if document is None or document.is_shared or self._working is not None:
            return None
        return document.path.parent

    def _kinds(self, more: str = "") -> str:
        return self.tr("Plans (*%1)").replace("%1", PLAN_ENDING + more)

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
