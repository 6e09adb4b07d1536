"""Send a register to its owners: to whom, by when, into which folder."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFormLayout, QFrame, QScrollArea, QSplitter, QVBoxLayout, QWidget

from plandesk.ui.dialogs.choose_files import FileChooser
from plandesk.ui.itemmodels.cell_table import Cell, CellTable
from plandesk.ui.itemmodels.import_lists import counted
from plandesk.ui.itemmodels.row_roles import tick
from plandesk.ui.page_work import PageWork
from plandesk.ui.panels.returns.issue_form import IssueForm
from plandesk.ui.panels.returns.issue_view import open_folder
from plandesk.ui.theme import Space
from plandesk.ui.widgets.message_bar import Kind, Message, Offer
from plandesk.ui.widgets.page_parts import Bar, button, close_up, label, on_base, word_button
from plandesk.ui.widgets.row_view import RowView

if TYPE_CHECKING:
    from plandesk.services.registers.outgoing import SendDraft, SendWish, SentBook
    from plandesk.ui.jobs import Job
    from plandesk.ui.pages import PageHost


class SendForm(IssueForm):
    """Due back, whom to send it to, and the folder: as for returns, one workbook an owner."""

    def __init__(self, host: PageHost, chooser: FileChooser) -> None:
        super().__init__(host, chooser)
        self._fields.setRowVisible(0, False)
        self._fields.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)

    def propose_for(self, title: str) -> None:
        """Fill in what follows from the plan file, the period and what is sent."""
        document, period = self.host.bridge.document, self.host.state.period
        self.propose()
        if document is not None:
            name = f"{title} {period.label}" if period is not None else title
            self.folder.setText(str(document.path.parent / name))


class SendPanel(QWidget):
    """Owners with ticks at the left; at the right when and where to."""

    left = Signal()

    def __init__(self, host: PageHost, chooser: FileChooser) -> None:
        super().__init__()
        self.host = host
        self.work = PageWork(host, self)
        self._register, self._title = "", ""
        self._drafts: list[SendDraft] = []
        self._ticked: set[str] = set()
        headings = [self.tr("Owner"), self.tr("Entries"), self.tr("Return")]
        self.model = CellTable(headings, self._cells, self)
        self.people = RowView(self.tr("Owners of entries"), host.look)
        self.people.show_model(self.model, (0, 4, 6.6))
        self.form = SendForm(host, chooser)
        self.heading = label(role="heading")
        self.summary = label(role="secondary", wrap=True)
        self.go = button(self.tr("&Write the workbooks"), self.send, primary=True)
        self._lay_out()
        self.model.ticked.connect(self._tick)
        self.form.changed.connect(self._say)
        self.work.changed.connect(self._say)
        host.look.changed.connect(self._dress)
        self._dress()

    def _lay_out(self) -> None:
        look = self.host.look
        side = QWidget()
        self._side = QVBoxLayout(side)
        self._side.addWidget(self.form)
        self._side.addStretch(1)
        self._scroll = QScrollArea(widgetResizable=True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its fields take the keyboard
        self._scroll.setWidget(side)
        for part in (self, side, self._scroll):
            on_base(part)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setHandleWidth(1)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(self.people)
        self.split.addWidget(self._scroll)
        self.split.setSizes([look.px(36), look.px(30)])
        leave = button(self.tr("Cancel"), self.left.emit)
        foot = Bar(look, [self.summary, leave, self.go])
        foot.row.setStretch(0, 1)
        whole = QVBoxLayout(self)
        close_up(whole)
        whole.addWidget(Bar(look, [self.heading, None]))
        whole.addWidget(self.split, 1)
        whole.addWidget(foot)

    def start(self, register: str, title: str) -> None:
        """Show who owns entries of a register, everybody ticked whose answer does not wait."""
        self._register, self._title = register, title
        self.heading.setText(title)
        self._dress()  # the look may have changed since the form was laid out
        self.form.propose_for(title)
        self._drafts = self._read()
        waits = {one.owner for one in self._drafts if one.waiting}
        self._ticked = {one.owner for one in self._drafts} - waits
        self.model.show(self._drafts)
        self.people.setCurrentIndex(self.model.index(0, 0))
        self._say()
        self.people.setFocus()

    def _read(self) -> list[SendDraft]:
        from plandesk.services.registers.outgoing import send_drafts

        plan = self.host.state.plan
        with self.host.bridge.read() as session:
            return send_drafts(session, self._register, plan.id if plan else None)

    def _cells(self, draft: SendDraft) -> Sequence[Cell]:
        state = counted(draft.waiting, "1 sent", "%1 sent") if draft.waiting else ""
        if draft.returned:
            back = counted(draft.returned, "1 returned", "%1 returned")
            state = ", ".join(filter(None, (state, back)))
        name = draft.owner or self.tr("Nobody: no owner is named")
        return (
            Cell(name, tick=tick(on=draft.owner in self._ticked), heavy=True),
            Cell(str(len(draft.entries)), right=True),
            Cell(state or "–", ink="secondary"),
        )

    @Slot(int, bool)
    def _tick(self, row: int, on: bool) -> None:
        owner = self._drafts[row].owner
        self._ticked = self._ticked | {owner} if on else self._ticked - {owner}
        self.model.show(self._drafts)
        self._say()

    @Slot()
    def _say(self) -> None:
        chosen = [one for one in self._drafts if one.owner in self._ticked]
        books, rows = len(chosen), sum(len(one.entries) for one in chosen)
        words = self.tr("%1 with %2.")
        words = words.replace("%1", counted(books, "1 workbook", "%1 workbooks"))
        words = words.replace("%2", counted(rows, "1 entry", "%1 entries"))
        if not self._drafts:
            words = self.tr("The register is empty. Add an entry first.")
        elif not chosen:
            words = self.tr("Tick whom to send a workbook.")
        self.summary.setText(words)
        word_button(self.go, counted(books, "&Write the workbook", "&Write %1 workbooks"))
        may = self.host.bridge.can_change and self.form.is_complete and not self.work.busy
        self.go.setEnabled(bool(chosen) and may)

    def wish(self) -> SendWish:
        """Return what would be sent now."""
        from plandesk.services.registers.outgoing import SendWish

        plan = self.host.state.plan
        return SendWish(
            self._register,
            self.form.target(),
            plan.id if plan else None,
            tuple(one.owner for one in self._drafts if one.owner in self._ticked),
            self.form.due.day(),
            self.form.contact.text().strip(),
        )

    @Slot()
    def send(self) -> None:
        """Write the workbooks, and note in the register that they were sent."""
        document, wish = self.host.bridge.document, self.wish()
        if document is None:
            return

        def work(_: Job) -> list[SentBook]:
            from plandesk.services.registers.outgoing import send_register

            return send_register(document, wish)

        self.work.run(self.tr("Writing workbooks"), work, self._sent)

    def _sent(self, books: list[SentBook]) -> None:
        folder = books[0].file.parent
        words = counted(len(books), "1 workbook written.", "%1 workbooks written.")
        hint = self.tr("They are in %1. Bring them in here when they come back.")
        offer = Offer(self.tr("Open folder"), lambda: open_folder(folder))
        message = Message(Kind.SUCCESS, words, hint.replace("%1", str(folder)), (offer,))
        self.left.emit()
        self.host.tell(message)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves without sending."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    @Slot()
    def _dress(self) -> None:
        look = self.host.look
        side = look.space(Space.LARGE)
        self._side.setContentsMargins(side, side, side, side)
        self.people.setMinimumSize(look.px(14), look.px(4))
        bar = self._scroll.verticalScrollBar().sizeHint().width()
        self._scroll.setMinimumWidth(max(look.px(14), self._side.minimumSize().width() + bar))
