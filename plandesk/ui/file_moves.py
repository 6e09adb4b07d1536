"""Going on with a plan that is not where it was: moved, replaced, or where it cannot be written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from plandesk.errors import ChangedMeanwhile, FileMoved, UserError
from plandesk.ui.settings import AppSettings

if TYPE_CHECKING:
    from plandesk.services.document import Document
    from plandesk.ui.file_commands import FileCommands
    from plandesk.ui.plan_state import PlanState


class FileMoves(QObject):
    """Follows the open plan to another file, and does there what could not be saved."""

    def __init__(self, state: PlanState, settings: AppSettings, files: FileCommands) -> None:
        super().__init__(files)
        self._state, self._settings, self._files = state, settings, files
        self._bridge = state.bridge
        self._taken_over: Path | None = None

    @Slot()
    def save_elsewhere(self) -> None:
        """Ask for a place, go on there with a copy of the plan, and save there what is not yet.

        Where the plan itself is gone, the newest sound backup and what was typed are all there is.
        """
        document = self._bridge.document
        if document is None:
            return
        caption = self.tr("Save a copy elsewhere")
        path = self._files.ask_target(caption, f"{document.path.stem} copy")
        if path is None:
            return
        try:
            self._copy_what_there_is(document, path)
        except UserError as error:
            self._bridge.refused.emit(error)
            return
        self.go_on_with(path)

    def _copy_what_there_is(self, document: Document, target: Path) -> None:
        from plandesk.services.copies.rescue import newest_sound_backup
        from plandesk.store.backup import copy_plan

        # What lies in the place of a plan that is gone, if anything does, may be any file.
        kept = None if document.is_in_place else newest_sound_backup(document.path)
        if kept is None:
            document.copy_to(target)
        else:
            copy_plan(kept.path, target)

    @Slot()
    def open_again(self) -> None:
        """Open what lies in the plan's place now; what is not saved yet waits to be looked at."""
        before = self._bridge.document
        if before is None or not self._is_this_plan(before.path):
            return
        self._bridge.close()  # its lock is its own
        if not self._take_over(before.path):
            return
        found = self._bridge.document
        follows = found is not None and found.follows(before.head)
        told = self.tr("%1 was replaced by another file of that name.")
        hint = self.tr("This is what it holds now. Check it, then go on.")
        if not follows:
            hint = f"{self.tr('It is an older state or another copy.')} {hint}"
        told = told.replace("%1", before.path.name)
        self._bridge.hold(ChangedMeanwhile(told, hint, follows=follows))

    @Slot()
    def locate(self) -> None:
        """Ask where the plan is now, and go on there."""
        path = self._files.ask_file(self.tr("Where is the plan now?"))
        if path is not None:
            self.go_on_with(path)

    def go_on_with(self, path: Path) -> None:
        """Open the file that the plan is in now, and do there what is not saved yet."""
        waits = bool(self._bridge.unsaved)
        if self._is_this_plan(path) and self._take_over(path) and self._bridge.retry():
            told = self.tr("Saved in %1") if waits else self.tr("The plan is %1 now")
            self._files.said.emit(told.replace("%1", path.name))

    def _take_over(self, path: Path) -> bool:
        """Open the file that the plan is in now; what is not saved yet waits for it."""
        self._taken_over = path
        if not self._bridge.open(path):
            return False
        self._settings.remember_file(path)
        return True

    def is_taken_over(self, path: Path) -> bool:
        """Tell whether this file was opened in the middle of a session, which it still says."""
        return self._taken_over == path

    def _is_this_plan(self, path: Path) -> bool:
        """Tell whether a file holds the plan that is open; say so where it is another."""
        try:
            self._refuse_other_plan(path)
        except UserError as error:
            self._bridge.refused.emit(error)
            return False
        return True

    def _refuse_other_plan(self, path: Path) -> None:
        """Raise FileMoved where a file does not hold the plan that what is not saved belongs to."""
        from plandesk.services.document import Document
        from plandesk.services.queries.plan_tree import plans

        with Document.open(path, read_only=True) as found, found.read() as session:
            if self._uid() in {plan.uid for plan in plans(session)}:
                return
        raise FileMoved(
            self.tr("%1 is another plan.").replace("%1", path.name),
            self.tr("Choose the file of the plan that is open; it may have another name now."),
        )

    def _uid(self) -> str:
        plan = self._state.plan
        return plan.uid if plan is not None else ""
