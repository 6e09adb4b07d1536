"""What the window does with files dropped on it, and the count of returns beside its page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from plandesk.errors import UserError
from plandesk.ui.widgets.file_drop import FileDrop
from plandesk.ui.widgets.message_bar import Kind, Message, Offer
from plandesk.ui.widgets.places import Place

if TYPE_CHECKING:
    from plandesk.ui.main_window import MainWindow
    from plandesk.ui.pack_plans import PackPlans
    from plandesk.ui.page_host import WindowPages


class WindowDrops(QObject):
    """Brings dropped files to the page that they belong to, whichever is shown."""

    def __init__(self, window: MainWindow, host: WindowPages, packs: PackPlans) -> None:
        super().__init__(window)
        self._host, self._packs = host, packs
        drop = FileDrop(window)
        self._window = window
        drop.plan_dropped.connect(self._take_plan)
        drop.book_dropped.connect(host.bring_in_tracker)
        drop.returns_dropped.connect(self.import_paths)
        drop.papers_dropped.connect(self._attach)

    @Slot(object)
    def _take_plan(self, path: Path) -> None:
        """Open a dropped plan; ask first where it is another copy of the one that is open."""
        document = self._host.bridge.document
        if document is None or not self._host.bridge.can_change or path == document.path:
            self._window.files.open_path(path)
            return
        from plandesk.services.copies.merge import is_copy_of

        if not is_copy_of(document, path):
            self._window.files.open_path(path)
            return
        said = self.tr("%1 is another copy of this plan.").replace("%1", path.name)
        offers = (
            Offer(self.tr("Merge it…"), lambda: self._host.merge_copy(path)),
            Offer(self.tr("Open it instead"), lambda: self._window.files.open_path(path)),
        )
        self._host.tell(Message(Kind.INFO, said, "", offers))

    @Slot(object)
    def import_paths(self, paths: list[Path]) -> None:
        """Preview returns on their page."""
        if self._is_ready(self.tr("Open the plan that these returns belong to.")):
            self._host.go(Place.RETURNS)
            page = self._host.page(Place.RETURNS)
            page.import_paths(paths)  # pyright: ignore[reportAttributeAccessIssue, reportOptionalMemberAccess]

    @Slot(object)
    def _attach(self, paths: list[Path]) -> None:
        if self._host.state.plan is None and len(paths) == 1:
            self._packs.take(paths[0])
            return
        from plandesk.services.new_plan import holds_plan

        if len(paths) == 1 and holds_plan(paths[0]):
            attach = Offer(self.tr("Attach it as a paper"), lambda: self._bring(paths))
            self._packs.offer(paths[0], attach)
            return
        self._bring(paths)

    def _bring(self, paths: list[Path]) -> None:
        if self._is_ready(self.tr("Open the plan whose pack these papers belong to.")):
            self._host.go(Place.PACKS)
            page = self._host.page(Place.PACKS)
            page.agenda.attach(paths)  # pyright: ignore[reportAttributeAccessIssue, reportOptionalMemberAccess]

    def _is_ready(self, first: str) -> bool:
        if self._host.state.plan is None:
            self._host.refuse(UserError(first, self.tr("Then drop them again.")))
            return False
        if not self._host.bridge.can_change:
            message = self.tr("This plan is open to read only.")
            self._host.refuse(UserError(message, self.tr("Nothing was taken in.")))
            return False
        return True


class ReturnsCount(QObject):
    """Keeps "6 of 16" beside the Returns page: leads who have answered, of those asked."""

    def __init__(self, window: MainWindow, host: WindowPages) -> None:
        super().__init__(window)
        self._window, self._host = window, host
        host.state.reloaded.connect(self._follow)
        host.bridge.changed.connect(self._follow)
        self.show_count()

    @Slot()
    def _follow(self) -> None:
        self._host.state.follow(self.show_count)

    def show_count(self) -> None:
        """Count the returns of the shown period."""
        period, words = self._host.state.period, ""
        if period is not None and self._host.bridge.document is not None:
            from plandesk.services.queries.returns import returned_of

            with self._host.bridge.read() as session:
                back, asked = returned_of(session, period.id)
            if asked:
                words = self.tr("%1 of %2").replace("%1", str(back)).replace("%2", str(asked))
        self._window.places.set_count(Place.RETURNS, words)
