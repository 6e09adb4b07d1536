"""Printing from the plan's table: the rows that show, and the highlight report of a project."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices

from plandesk.models.types import Level
from plandesk.ui.actions import ActionId
from plandesk.ui.dialogs.choose_files import FileChooser
from plandesk.ui.widgets.message_bar import Kind, Message, Offer

if TYPE_CHECKING:
    from plandesk.reports.build import PackResult
    from plandesk.services.packs.single_report import ReportWish
    from plandesk.ui.jobs import Job
    from plandesk.ui.main_window import MainWindow


class PlanPrint(QObject):
    """Writes what the table shows as an accessible PDF."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.choose = FileChooser(window.settings)
        window.actions_[ActionId.PRINT_VIEW].triggered.connect(self.print_view)
        window.actions_[ActionId.HIGHLIGHT_REPORT].triggered.connect(self.print_highlights)

    @Slot()
    def print_view(self) -> None:
        """Print the rows that show, as an action summary."""
        from plandesk.services.packs.outline import EntryKind
        from plandesk.services.packs.single_report import ReportWish

        plan = self._window.state.plan
        if plan is None:
            return
        shown = frozenset(self._window.plan.model.shown_with(()))
        title = self.tr("Actions as shown") if self._is_narrowed() else self.tr("Action summary")
        kind = EntryKind.ACTION_SUMMARY
        self._ask(
            ReportWish(kind, plan.id, only=shown, title=title, period_id=self._period()),
            self.tr("Print this view"),
            f"{title}.pdf",
        )

    @Slot()
    def print_highlights(self) -> None:
        """Print the highlight report of the project at the cursor, or of those below it."""
        from plandesk.services.packs.outline import EntryKind
        from plandesk.services.packs.single_report import ReportWish

        plan, ref = self._window.state.plan, self._ref()
        if plan is None:
            return
        if not ref:
            self._window.host.say(self.tr("Choose a project first, then print its report."))
            return
        self._ask(
            ReportWish(EntryKind.HIGHLIGHTS, plan.id, ref, period_id=self._period()),
            self.tr("Highlight report of %1").replace("%1", ref),
            self.tr("Highlight report %1").replace("%1", ref) + ".pdf",
        )

    def print_to(self, wish: ReportWish, target: Path, title: str) -> None:
        """Write a report beside the window and say where it is."""
        from plandesk.services.packs.single_report import build_report

        document = self._window.bridge.document
        if document is None:
            return

        def work(job: Job) -> PackResult:
            return build_report(document, wish, target, job)

        self._window.host.run_job(title, work, self._tell)

    def _ask(self, wish: ReportWish, title: str, name: str) -> None:
        target = self.choose.target(self._window, title, name, "PDF (*.pdf)")
        if target is not None:
            self.print_to(wish, target, title)

    def _period(self) -> int | None:
        period = self._window.state.period
        return period.id if period else None

    def _is_narrowed(self) -> bool:
        shown, known = self._window.plan.model.shown_actions()
        return shown < known

    def _ref(self) -> str:
        """Return the ref of the project at the cursor or above it, or of the workstream."""
        model, item = self._window.plan.model, self._window.plan.current_id()
        row = model.row_by_id(item) if item is not None else None
        while row is not None and row.level > Level.PROJECT:
            row = model.row_by_id(row.parent_id) if row.parent_id is not None else None
        return row.ref if row is not None else ""

    def _tell(self, result: PackResult) -> None:
        pages = self.tr("1 page") if result.pages == 1 else self.tr("%1 pages")
        said = self.tr("Printed %1: %2.").replace("%1", result.path.name)
        said = said.replace("%2", pages.replace("%1", str(result.pages)))
        offer = Offer(
            self.tr("Open"),
            lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(result.path))),
        )
        self._window.host.tell(Message(Kind.SUCCESS, said, "", (offer,)))
