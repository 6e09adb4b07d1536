"""Draws the preview of a pack beside the window, once its changes rest."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from plandesk.store.scratch import scratch_folder
from plandesk.ui.page_work import PageWork
from plandesk.ui.pages import PageHost

if TYPE_CHECKING:
    from tempfile import TemporaryDirectory

    from plandesk.reports.build import PackResult
    from plandesk.services.document import Document
    from plandesk.services.queries.packs.agendas import PackRow
    from plandesk.ui.jobs import Job

_REST_MS = 900  # a preview waits until typing rests


class PackDrawing(QObject):
    """Draws the pack that was asked for last; ``drawn`` has what came of it, and the pack.

    A page that is out of sight draws nothing. A pack without items is told by ``emptied``.
    """

    drawn = Signal(object, object)
    emptied = Signal()

    def __init__(self, host: PageHost, work: PageWork, page: QWidget) -> None:
        super().__init__(page)
        self._host, self._work, self._page = host, work, page
        self._pack: PackRow | None = None
        self._folder: TemporaryDirectory[str] | None = None
        self._owed = False
        self.rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self.rest.timeout.connect(self._draw)
        work.changed.connect(self._catch_up)

    def ask(self, pack: PackRow | None) -> None:
        """Draw a pack as soon as nobody has asked again for a moment."""
        self._pack = pack
        self.rest.start()

    def give_way(self) -> None:
        """Leave the machine to the build that comes next, and draw again at its end."""
        self.rest.stop()
        self._owed = True

    def release(self) -> None:
        """Let go of the folder; the plan is closing."""
        self.rest.stop()
        self._owed = False
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    @Slot()
    def _catch_up(self) -> None:
        if self._owed and not self._work.busy:
            self._owed = False
            self.rest.start()

    @Slot()
    def _draw(self) -> None:
        pack, document = self._pack, self._host.bridge.document
        if pack is None or document is None or not self._page.isVisible():
            return
        if not pack.entries:  # a supplement that was just started: nothing to say yet
            self.emptied.emit()
            return
        self._folder = self._folder or scratch_folder()
        folder = Path(self._folder.name)

        def show(results: list[PackResult]) -> None:
            if results and results[0].path.exists():
                self.drawn.emit(results, pack)

        self._work.run(
            self.tr("Drawing the preview"),
            lambda job: _draw_apart(document, job, pack.title, folder),
            show,
            passing=True,
        )


def _draw_apart(document: Document, job: Job, title: str, folder: Path) -> list[PackResult]:
    from plandesk.services.packs.apart import build_apart
    from plandesk.services.packs.building import BuildWish

    wish = BuildWish(folder, public=False, draft=True)
    return list(build_apart(document, title, wish, job).results)
