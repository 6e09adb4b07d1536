"""The kept copies of the plan: when and why each was made, and what differs from now."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from plandesk.errors import UserError
from plandesk.ui.days import local_time
from plandesk.ui.icons import Icon
from plandesk.ui.itemmodels.cell_table import Cell, CellTable
from plandesk.ui.itemmodels.plain_table import PlainTable
from plandesk.ui.pages import Page, PageHost
from plandesk.ui.panels.periods.changes_panel import change_row
from plandesk.ui.widgets.empty_page import EmptyPage
from plandesk.ui.widgets.message_bar import Kind, Message, Offer
from plandesk.ui.widgets.page_parts import Bar, button, close_up, label, space_out
from plandesk.ui.widgets.places import Place
from plandesk.ui.widgets.row_view import RowView

if TYPE_CHECKING:
    from pathlib import Path

    from plandesk.services.copies.kept_copies import CopyAbout
    from plandesk.services.document import Document
    from plandesk.store.backup import Backup
    from plandesk.ui.jobs import Job

_WIDE = 62  # heights of a line: from here on the copy is shown beside the list
_WIDTHS = (12, 0)
_CHANGE_WIDTHS = (4.6, 0, 6.4, 7, 0)


class BackupsPage(Page):
    """Shows what a copy holds before it is brought back; bringing back can itself be undone."""

    def __init__(self, host: PageHost) -> None:
        super().__init__(host)
        self._about: CopyAbout | None = None
        self._job: Job | None = None
        self.copies = CellTable([self.tr("Made"), self.tr("Why")], self._copy_cells, self)
        self.view = RowView(self.tr("Backups"), host.look)
        self.view.show_model(self.copies, _WIDTHS)
        self.view.setSelectionMode(RowView.SelectionMode.SingleSelection)
        heads = [self.tr("Ref"), self.tr("Title"), self.tr("Change"), self.tr("Field")]
        self.changes = PlainTable([*heads, self.tr("Then and now")], self)
        self.change_view = RowView(self.tr("What is different now"), host.look)
        self.change_view.show_model(self.changes, _CHANGE_WIDTHS)
        self.title, self.counts = label("", "title", wrap=True), label("", wrap=True)
        self.told = label("", "secondary", wrap=True)
        self.now = button(self.tr("&Back up now"), self.back_up, Icon.BACKUPS)
        self.give = button(self.tr("&Give a copy…"), self.give_copy, Icon.SEND)
        self.restore = button(self.tr("Br&ing this backup back"), self._bring_back, primary=True)
        self.same = EmptyPage(host.look, Icon.SUCCESS)
        self.empty = EmptyPage(host.look, Icon.BACKUPS)
        self.empty.say(
            self.tr("No backups yet"),
            self.tr(
                "PlanDesk keeps one before each import and each closing of a period, and every "
                "half hour while you work. You can make one now."
            ),
        )
        self._lay_out()
        self.view.row_changed.connect(self._compare)

    def _lay_out(self) -> None:
        look = self.host.look
        side = QWidget()
        column = QVBoxLayout(side)
        space_out(column, look)
        for widget in (self.title, self.counts, self.told):
            column.addWidget(widget)
        column.addWidget(self.change_view, 1)
        column.addWidget(self.same, 1)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.addWidget(self.view)
        self.split.addWidget(side)
        self.split.setStretchFactor(1, 1)
        self.split.setSizes([look.px(24), look.px(50)])
        self.view.setMinimumHeight(look.px(5))
        self.change_view.setMinimumHeight(look.px(7))
        self.foot = Bar(look, (None, self.restore))
        whole = QVBoxLayout(self)
        close_up(whole)
        heading = label(self.tr("Backups"), "heading")
        whole.addWidget(Bar(look, (heading, None, self.give, self.now)))
        whole.addWidget(self.split, 1)
        whole.addWidget(self.empty, 1)
        whole.addWidget(self.foot)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the copy below the list where there is no room beside it, and its words in full."""
        super().resizeEvent(event)
        narrow = self.width() < self.host.look.px(_WIDE)
        way = Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal
        if self.split.orientation() != way:
            self.split.setOrientation(way)
            self.split.setSizes(
                [self.host.look.px(each) for each in ((8, 16) if narrow else (24, 50))]
            )
        self._fit_words()

    def _fit_words(self) -> None:
        for each in (self.title, self.counts, self.told):
            needed = each.heightForWidth(max(each.width(), self.host.look.px(10)))
            each.setMinimumHeight(max(0, needed))

    def refresh(self) -> None:
        """List the copies in both places, and compare the chosen one again."""
        from plandesk.store.backup import list_backups

        document = self.host.bridge.document
        found = list_backups(document.path) if document else []
        at = self.view.currentIndex().row()
        self.copies.show(found)
        some = bool(found)
        for widget in (self.split, self.foot):
            widget.setVisible(some)
        self.empty.setVisible(not some)
        if some:
            self.view.setCurrentIndex(self.copies.index(min(max(at, 0), len(found) - 1), 0))
            self._compare()
        else:
            self._about = None
        self._enable()

    def release(self) -> None:
        """Stop comparing; the plan is about to close."""
        self._job, self._about = None, None

    @Slot()
    def show_backups(self) -> None:
        """Begin with the newest copy."""
        self.view.setFocus()

    @Slot()
    def back_up(self) -> None:
        """Keep a copy now, beside the plan and in the second place."""
        document = self.host.bridge.document
        if document is None:
            return

        def done(_: object) -> None:
            self.host.say(self.tr("A backup of the plan is kept."))
            self.view.setCurrentIndex(self.copies.index(0, 0))
            self.refresh()

        self.host.run_job(self.tr("Back up"), lambda _: document.backup("by hand"), done)

    @Slot()
    def give_copy(self) -> None:
        """Write a copy to give away, without history and exempt items."""
        self.host.give_copy()

    @Slot()
    def lock_copy(self) -> None:
        """Write a copy that only a password opens."""
        self.host.lock_copy()

    def _copy_cells(self, copy: Backup) -> Sequence[Cell]:
        when = local_time(copy.made.replace(tzinfo=None))
        return Cell(when), Cell(copy.reason, tip=str(copy.path))

    def _chosen(self) -> Backup | None:
        at = self.view.currentIndex().row()
        return self.copies.rows[at] if 0 <= at < len(self.copies.rows) else None

    @Slot()
    def _compare(self) -> None:
        copy, document = self._chosen(), self.host.bridge.document
        if copy is None or document is None:
            return
        self._about = None
        self.title.setText(local_time(copy.made.replace(tzinfo=None)))
        self.counts.setText(self.tr("Comparing with the plan as it is now…"))
        self.told.clear()
        self._enable()
        if self._job is not None:
            self._job.cancel()
        work = partial(_about, document, copy.path)
        self._job = self.host.run_job(self.tr("Compare"), work, self._show)

    @Slot(object)
    def _show(self, found: CopyAbout | UserError) -> None:
        copy = self._chosen()
        if isinstance(found, UserError):
            self.counts.setText(str(found))
            self.change_view.hide()
            return
        if copy is None or found.path != copy.path:
            return  # another copy was chosen meanwhile
        self._about = found
        self.title.setText(f"{local_time(copy.made.replace(tzinfo=None))} · {copy.reason}")
        self.counts.setText(self._counted(found))
        self.told.setText(self._steps(found))
        self.changes.show([change_row(self.host, one) for one in found.changes])
        self.change_view.setVisible(bool(found.changes))
        self.same.setVisible(not found.changes)
        if found.is_same:
            words = (self.tr("Nothing is different"), self.tr("The plan holds what it held then."))
        else:
            words = (
                self.tr("No action is different"),
                self.tr("Other parts of the plan are, such as packs, returns or measures."),
            )
        self.same.say(*words)
        self._fit_words()
        self._enable()

    def _counted(self, found: CopyAbout) -> str:
        if found.problems:
            return self.tr("This backup is damaged: %1").replace("%1", found.problems[0])
        then, now = found.then, found.now
        parts = (
            (self.tr("rows of the plan"), then.items, now.items),
            (self.tr("periods"), then.periods, now.periods),
            (self.tr("ratings and updates"), then.ratings, now.ratings),
            (self.tr("packs"), then.packs, now.packs),
            (self.tr("attached files"), then.files, now.files),
        )
        told = [
            f"{was:,} {what}" if was == is_ else f"{was:,} {what} ({self.tr('now')} {is_:,})"
            for what, was, is_ in parts
        ]
        return self.tr("It holds %1.").replace("%1", ", ".join(told))

    def _steps(self, found: CopyAbout) -> str:
        if found.steps is None:
            return self.tr("It holds steps that this plan does not know: it is another copy.")
        if not found.steps:
            return self.tr("Nothing was done since.")
        said = self.tr("%1 were taken since; bringing it back takes them out of the plan.")
        if len(found.steps) == 1:
            said = self.tr("1 step was taken since; bringing it back takes it out of the plan.")
        steps = self.tr("%1 steps").replace("%1", f"{len(found.steps):,}")
        told = said.replace("%1", steps)
        if found.others:
            more = self.tr("Elsewhere in the plan %1 differ too.")
            rows = self.tr("1 row") if found.others == 1 else self.tr("%1 rows")
            told += " " + more.replace("%1", rows.replace("%1", f"{found.others:,}"))
        return told

    def _enable(self) -> None:
        found, may = self._about, self.host.bridge.can_change
        self.restore.setEnabled(bool(may and found and not found.problems and not found.is_same))
        self.now.setEnabled(self.host.bridge.document is not None)

    def _bring_back(self) -> None:
        copy, found = self._chosen(), self._about
        if copy is None or found is None:
            return
        self.host.bring_back(copy.path, partial(self._tell_back, copy))

    def _tell_back(self, copy: Backup, aside: Path) -> None:
        said = self.tr("The plan is as it was on %1. As it stood before, it is kept as %2.")
        when = local_time(copy.made.replace(tzinfo=None))
        said = said.replace("%1", when).replace("%2", aside.name)
        undo = Offer(self.tr("Undo"), partial(self.host.bring_back, aside, self._tell_undone))
        self.host.go(Place.BACKUPS)
        self.host.tell(Message(Kind.SUCCESS, said, "", (undo,)))

    def _tell_undone(self, _: Path) -> None:
        self.host.go(Place.BACKUPS)
        said = self.tr("The plan is as it stood before you brought the backup back.")
        self.host.tell(Message(Kind.SUCCESS, said))


def _about(document: Document, path: Path, _: Job) -> CopyAbout | UserError:
    from plandesk.services.copies.kept_copies import about_copy

    try:
        return about_copy(document, path)
    except UserError as error:
        return error
