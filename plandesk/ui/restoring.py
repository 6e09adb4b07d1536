"""Bringing a kept copy back beside the window: a large plan is checked and copied meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from plandesk.ui.page_work import PageWork

if TYPE_CHECKING:
    from plandesk.ui.jobs import Job
    from plandesk.ui.main_window import MainWindow


class Restoring(QObject):
    """Lets go of the plan while a copy takes its place, and opens it again however that ended."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._path: Path | None = None
        self.work = PageWork(window.host, self)
        self.work.stopped.connect(self._open_again)

    def bring_back(
        self, path: Path, source: Path, done: Callable[[Path], None], *, damaged: bool = False
    ) -> None:
        """Put a kept copy in the plan's place; ``done`` gets where the former file is kept."""
        if self.work.busy:  # pressed twice
            return

        def work(_: Job) -> Path | None:
            from plandesk.services.copies.restore import restore_backup

            return restore_backup(path, source, damaged=damaged)

        self._path = path
        self._window.bridge.close()
        title = self.tr("Bringing the backup back")
        self.work.run(title, work, partial(self._end, done))

    def _end(self, done: Callable[[Path], None], aside: Path | None) -> None:
        self._open(partial(done, aside) if aside is not None else None)

    @Slot()
    def _open_again(self) -> None:
        self._open(None)

    def _open(self, then: Callable[[], None] | None) -> None:
        path, window = self._path, self._window
        if path is None or window.bridge.is_open:  # the person went on to another
            return

        def opened() -> None:
            window.settings.remember_file(path)
            if then is not None:
                then()

        window.files.opening.open(path, opened, beside=True)
