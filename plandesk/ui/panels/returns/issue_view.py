"""Issue returns: to whom, by when, into which folder; with a look at one workbook first."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QComboBox,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from plandesk.errors import UserError
from plandesk.ui.itemmodels.import_lists import counted
from plandesk.ui.itemmodels.issue_model import (
    BOOKS,
    PREVIEW_WIDTHS,
    WIDTHS,
    Addressee,
    AddresseesModel,
    DraftModel,
)
from plandesk.ui.itemmodels.row_roles import RowRole
from plandesk.ui.page_work import PageWork
from plandesk.ui.panels.returns.chooser import ReturnsChooser
from plandesk.ui.panels.returns.issue_form import IssueForm
from plandesk.ui.theme import Space
from plandesk.ui.widgets.message_bar import Kind, Message, Offer
from plandesk.ui.widgets.page_parts import (
    Bar,
    breakable,
    button,
    close_up,
    label,
    on_base,
    word_button,
)
from plandesk.ui.widgets.row_view import RowView

if TYPE_CHECKING:
    from plandesk.services.returns.outgoing import Draft, IssuedFile, IssueRequest
    from plandesk.ui.jobs import Job
    from plandesk.ui.pages import PageHost


class IssuePanel(QWidget):
    """Leads with ticks at the left; at the right what goes into each workbook, and where to."""

    issued = Signal()
    left = Signal()

    def __init__(self, host: PageHost, chooser: ReturnsChooser) -> None:
        super().__init__()
        self.host, self._chooser = host, chooser
        self.work = PageWork(host, self)
        self.leads, self.draft = AddresseesModel(self), DraftModel(self)
        self._shown_for: tuple[int | None, int | None] = (None, None)
        self._make_form()
        self._lay_out()
        self.leads.ticked.connect(self._say_summary)
        self.work.changed.connect(self._say_summary)
        self.work.stopped.connect(self._stopped)
        host.look.changed.connect(self._dress)
        self._dress()

    # --- putting together --------------------------------------------------------------------

    def _make_form(self) -> None:
        look = self.host.look
        self.form = IssueForm(self.host, self._chooser)
        self.form.changed.connect(self._say_summary)
        self.form.kind_changed.connect(self._choose_kind)
        self.books = QComboBox()
        self.books.setAccessibleName(self.tr("Workbook to look at"))
        self.books.currentIndexChanged.connect(self._show_book)
        self.book = label(wrap=True)
        self.people = RowView(self.tr("Leads with open actions"), look)
        self.people.show_model(self.leads, WIDTHS)
        self.people.may_leave_out(3)
        self.people.row_changed.connect(self._show_lead)
        self.rows = RowView(self.tr("Rows of the workbook"), look)
        self.rows.show_model(self.draft, PREVIEW_WIDTHS)
        self.rows.setSelectionMode(RowView.SelectionMode.SingleSelection)

    def _lay_out(self) -> None:
        look = self.host.look
        everyone = button(self.tr("Ever&yone"), self._tick_all)
        nobody = button(self.tr("&Nobody"), lambda: self.leads.tick_only(()))
        title = label(self.tr("To whom"), "heading")
        left = QWidget()
        down = QVBoxLayout(left)
        close_up(down)
        down.addWidget(Bar(look, [title, None, everyone, nobody]))
        down.addWidget(self.people, 1)
        right = QWidget()
        self._side = QVBoxLayout(right)
        self._side.addWidget(self.form)
        self._side.addWidget(label(self.tr("What the lead gets"), "caption"))
        self._side.addWidget(self.book)
        self._side.addWidget(self.books)
        self._side.addWidget(self.rows, 1)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setHandleWidth(1)
        self.split.setChildrenCollapsible(False)
        self._scroll = QScrollArea(widgetResizable=True)
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setWidget(right)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its fields take the keyboard
        for part in (left, right, self._scroll):
            on_base(part)
        for part in (left, self._scroll):
            self.split.addWidget(part)
        self.split.setSizes([look.px(30), look.px(40)])
        self.summary = label(role="secondary", wrap=True)
        self.go = button(self.tr("&Issue returns"), self.issue, primary=True)
        cancel = button(self.tr("Cancel"), self.left.emit)
        foot = Bar(look, [self.summary, cancel, self.go])
        foot.row.setStretch(0, 1)
        whole = QVBoxLayout(self)
        close_up(whole)
        whole.addWidget(self.split, 1)
        whole.addWidget(foot)

    # --- what is shown -----------------------------------------------------------------------

    def refresh(self) -> None:
        """Read who can be asked; what was typed stays while the period does."""
        document, period = self.host.bridge.document, self.host.state.period
        if document is None or period is None:
            return
        place = (id(document), period.id)
        if place != self._shown_for:
            self._shown_for = place
            self.form.propose()
            self.leads.tick_as_proposed()
        self._refill()

    def start(self, lead: str = "") -> None:
        """Begin anew, for everyone without a return or for one lead alone."""
        self.refresh()
        self.leads.tick_only([lead]) if lead else self.leads.tick_as_proposed()
        for at, each in enumerate(self.leads.all()):
            if each.lead == lead or (not lead and at == 0):
                self.people.setCurrentIndex(self.leads.index(at, 0))
        self.people.setFocus()

    def request(self) -> IssueRequest | None:
        """Return what would be issued now; None while something is missing."""
        from plandesk.services.returns.outgoing import IssueRequest

        period, chosen = self.host.state.period, self.leads.chosen()
        if not self.host.bridge.can_change and not self.form.combines:
            return None
        if period is None or not chosen or not self.form.is_complete:
            return None
        return IssueRequest(
            period_id=period.id,
            folder=self.form.target(),
            leads=tuple(each.lead for each in chosen),
            by_project=self.form.by_project,
            contact=self.form.contact.text().strip(),
            due=self.form.due.day(),
            password=self.form.password,
        )

    @Slot()
    def _choose_kind(self) -> None:
        # A combined return asks nobody: it carries what the team has said, sent before or not.
        self._tick_all() if self.form.combines else self.leads.tick_as_proposed()
        self._refill()

    @Slot()
    def _refill(self) -> None:
        row = self.people.currentIndex().row()
        self.leads.show_leads(self._addressees())
        self.people.setColumnHidden(BOOKS, not self.form.by_project)
        self.people.fit()
        self.people.setCurrentIndex(self.leads.index(max(0, row), 0))
        self._show_lead(self.people.currentIndex())

    def _addressees(self) -> list[Addressee]:
        from plandesk.services.queries.returns import issued_returns
        from plandesk.services.returns.outgoing import NO_LEAD, IssueRequest, drafts

        period = self.host.state.period
        if period is None or not period.is_open:
            return []
        due = self.form.due.day()
        request = IssueRequest(period.id, Path(), by_project=self.form.by_project, due=due)
        with self.host.bridge.read() as session:
            try:
                found = drafts(session, request)
            except UserError:
                found = []
            sent: dict[str, dt.date] = {}
            for each in issued_returns(session, period.id):
                sent[each.lead] = max(each.issued_on, sent.get(each.lead, each.issued_on))
        by_lead: dict[str, list[Draft]] = {}
        for draft in found:
            by_lead.setdefault(draft.lead, []).append(draft)
        return [
            Addressee(lead, tuple(mine), sent.get(lead), lead == NO_LEAD)
            for lead, mine in by_lead.items()
        ]

    @Slot(QModelIndex)
    def _show_lead(self, index: QModelIndex) -> None:
        each = index.data(RowRole.ROW) if index.isValid() else None
        self.books.blockSignals(True)
        self.books.clear()
        for draft in each.drafts if each else ():
            self.books.addItem(draft.file_name, draft)
        self.books.blockSignals(False)
        several = self.books.count() > 1
        self.books.setVisible(several)
        self.book.setHidden(several)
        self.book.setText(breakable(self.books.currentText()))
        self._show_book()

    @Slot()
    def _show_book(self) -> None:
        self.draft.show_draft(self.books.currentData())

    # --- what is chosen ----------------------------------------------------------------------

    @Slot()
    def _tick_all(self) -> None:
        self.leads.tick_only({each.lead for each in self.leads.all() if not each.is_nobody})

    @Slot()
    def _say_summary(self) -> None:
        chosen = self.leads.chosen()
        if self.form.combines:
            self._say_combined(sum(each.rows for each in chosen))
            return
        books = sum(len(each.drafts) for each in chosen)
        rows = sum(each.rows for each in chosen)
        words = self.tr("%1 with %2, and a sheet of e-mail texts.")
        words = words.replace("%1", counted(books, "1 workbook", "%1 workbooks"))
        words = words.replace("%2", counted(rows, "1 row", "%1 rows"))
        if not chosen:
            everyone = self.leads.all() and all(each.sent for each in self.leads.all())
            words = self.tr("Tick whom to send a return.")
            if everyone:
                words = self.tr("Everyone has a return. Tick a lead to send a new one.")
        again = sum(each.sent is not None for each in chosen)
        if again:
            words += " " + counted(
                again, "1 lead gets a new one.", "%1 leads get a new one in place of the last."
            )
        if chosen:
            words += self._due_remark()
        if not self.leads.all():
            words = self._why_nobody()
        self.summary.setText(words)
        several = counted(books, "&Issue the return", "&Issue %1 returns")
        word_button(self.go, several if books else self.tr("&Issue returns"))
        self.go.setEnabled(self.request() is not None and not self.work.busy)

    def _due_remark(self) -> str:
        due, document = self.form.due.day(), self.host.bridge.document
        if due is None or document is None or due >= document.now.date():
            return ""
        return " " + self.tr(
            "The day they are due back has gone by: everyone would be late at once."
        )

    def _why_nobody(self) -> str:
        period = self.host.state.period
        if period is None or not period.is_open:
            return self.tr("Returns can be issued only for an open period.")
        return self.tr("No open action has a lead. Give the open actions their leads first.")

    def _say_combined(self, rows: int) -> None:
        words = self.tr("One workbook with %1 and the answers so far, to send on. Nobody is asked.")
        self.summary.setText(words.replace("%1", counted(rows, "1 row", "%1 rows")))
        word_button(self.go, self.tr("Save comb&ined return"))
        self.go.setEnabled(self.request() is not None and not self.work.busy)

    # --- issuing -----------------------------------------------------------------------------

    @Slot()
    def issue(self) -> None:
        """Write the workbooks and register them; in a job that can be stopped."""
        request, document = self.request(), self.host.bridge.document
        if request is None or document is None:
            return

        sender = self.form.sent_by.text().strip() if self.form.combines else ""

        def work(job: Job) -> list[IssuedFile]:
            from plandesk.services.returns.outgoing import combined_return, issue_returns

            if sender:
                return [combined_return(document, request, sender)]
            return issue_returns(document, request, job.step)

        self.work.run(self.tr("Issuing returns"), work, self._issued)

    def _issued(self, files: list[IssuedFile]) -> None:
        self.form.forget_password()
        folder = files[0].file.parent
        words = counted(len(files), "1 return issued.", "%1 returns issued.")
        hint = self.tr("The workbooks and the sheet of e-mail texts are in %1.")
        if self.form.combines:
            words = self.tr("Combined return saved.")
            hint = self.tr("%2 is in %1. Send it on.").replace("%2", files[0].file.name)
        else:
            self._chooser.keep(folder)  # the answers are looked for where the questions are
        offer = Offer(self.tr("Open folder"), lambda: open_folder(folder))
        message = Message(Kind.SUCCESS, words, hint.replace("%1", str(folder)), (offer,))
        self.leads.tick_as_proposed()
        self.issued.emit()
        self.host.tell(message)

    @Slot()
    def _stopped(self) -> None:
        self.host.say(self.tr("Nothing was issued."))

    @Slot()
    def _dress(self) -> None:
        look = self.host.look
        side, gap = look.space(Space.LARGE), look.space(Space.SMALL)
        self._side.setContentsMargins(side, side, side, 0)
        self._side.setSpacing(gap)
        self.people.setMinimumSize(look.px(14), look.px(4))
        self.rows.setMinimumHeight(look.px(6))
        self._scroll.setMinimumWidth(look.px(14))


def open_folder(folder: Path) -> None:
    """Show a folder in the desktop's file browser."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
