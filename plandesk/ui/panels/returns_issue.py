"""Issue returns: to whom, by when, into which folder; with a look at one workbook first."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QSize, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from plandesk.errors import UserError
from plandesk.models.timeframe import read_timeframe
from plandesk.models.timeframe_types import day_words
from plandesk.ui.dialogs.choose_files import FileChooser
from plandesk.ui.icons import Icon
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
from plandesk.ui.theme import Space
from plandesk.ui.widgets.message_bar import Kind, Message, Offer
from plandesk.ui.widgets.page_parts import (
    Bar,
    Choice,
    breakable,
    button,
    close_up,
    label,
    on_base,
)
from plandesk.ui.widgets.row_view import RowView

if TYPE_CHECKING:
    from plandesk.services.returns_out import Draft, IssuedFile, IssueRequest
    from plandesk.ui.jobs import Job
    from plandesk.ui.pages import PageHost


class IssuePanel(QWidget):
    """Leads with ticks at the left; at the right what goes into each workbook, and where to."""

    issued = Signal()
    left = Signal()

    def __init__(self, host: PageHost, chooser: FileChooser) -> None:
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
        self.per = Choice(
            self.tr("One workbook for"), [self.tr("Each lead"), self.tr("Each project and lead")]
        )
        self.per.chosen.connect(self._refill)
        self.due = QLineEdit(placeholderText=self.tr("Such as 3 May 2024 or end May"))
        self.due.setAccessibleName(self.tr("Due back"))
        self.due.textChanged.connect(self._read_due)
        self.reading = label(role="secondary", wrap=True)
        self.contact = QLineEdit(placeholderText=self.tr("A name or mailbox; may stay empty"))
        self.contact.setAccessibleName(self.tr("Send back to"))
        self.folder = QLineEdit()
        self.folder.setAccessibleName(self.tr("Folder for the workbooks"))
        self.folder.textChanged.connect(self._say_summary)
        self.choose = button(self.tr("Choose…"), self._choose_folder, Icon.FOLDER)
        self.books = QComboBox()
        self.books.setAccessibleName(self.tr("Workbook to look at"))
        self.books.currentIndexChanged.connect(self._show_book)
        self.book = label(wrap=True)
        self.people = RowView(self.tr("Leads with open actions"), look)
        self.people.show_model(self.leads, WIDTHS)
        self.people.row_changed.connect(self._show_lead)
        self.rows = RowView(self.tr("Rows of the workbook"), look)
        self.rows.show_model(self.draft, PREVIEW_WIDTHS)
        self.rows.setSelectionMode(RowView.SelectionMode.SingleSelection)

    def _lay_out(self) -> None:
        look = self.host.look
        everyone = button(self.tr("Everyone"), self._tick_all)
        nobody = button(self.tr("Nobody"), lambda: self.leads.tick_only(()))
        title = label(self.tr("To whom"), "heading")
        left = QWidget()
        down = QVBoxLayout(left)
        close_up(down)
        down.addWidget(Bar(look, [title, None, everyone, nobody]))
        down.addWidget(self.people, 1)
        right = QWidget()
        self._side = QVBoxLayout(right)
        self._side.addLayout(self._form())
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
        for part in (left, right, self._scroll):
            on_base(part)
        for part in (left, self._scroll):
            self.split.addWidget(part)
        self.split.setSizes([look.px(30), look.px(40)])
        self.summary = label(role="secondary", wrap=True)
        self.go = button(self.tr("Issue returns"), self.issue, primary=True)
        cancel = button(self.tr("Cancel"), self.left.emit)
        foot = Bar(look, [self.summary, cancel, self.go])
        foot.row.setStretch(0, 1)
        whole = QVBoxLayout(self)
        close_up(whole)
        whole.addWidget(self.split, 1)
        whole.addWidget(foot)

    def _form(self) -> QFormLayout:
        self._fields = QFormLayout()
        self._fields.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        across = QHBoxLayout()
        across.addWidget(self.per)
        across.addStretch(1)
        due = QHBoxLayout()
        due.addWidget(self.due, 1)
        due.addWidget(self.reading, 1)
        folder = QHBoxLayout()
        folder.addWidget(self.folder, 1)
        folder.addWidget(self.choose)
        self._rows = (due, folder)
        for word, part in (
            (self.tr("One workbook for"), across),
            (self.tr("Due back"), due),
            (self.tr("Send back to"), self.contact),
            (self.tr("Folder"), folder),
        ):
            self._fields.addRow(word, part)
        return self._fields

    # --- what is shown -----------------------------------------------------------------------

    def refresh(self) -> None:
        """Read who can be asked; what was typed stays while the period does."""
        document, period = self.host.bridge.document, self.host.state.period
        if document is None or period is None:
            return
        place = (id(document), period.id)
        if place != self._shown_for:
            self._shown_for = place
            self.due.setText(day_words(period.due) if period.due else "")
            folder = document.path.parent / f"Returns {period.label}"
            self.folder.setText(str(folder))
            self.leads.tick_as_proposed()
        self._refill()
        self._read_due()

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
        from plandesk.services.returns_out import IssueRequest

        period, chosen = self.host.state.period, self.leads.chosen()
        folder = self.folder.text().strip()
        if period is None or not chosen or not folder or not self._due_is_fine():
            return None
        return IssueRequest(
            period_id=period.id,
            folder=Path(folder).expanduser(),
            leads=tuple(each.lead for each in chosen),
            by_project=self.per.at == 1,
            contact=self.contact.text().strip(),
            due=self._due(),
        )

    @Slot()
    def _refill(self) -> None:
        row = self.people.currentIndex().row()
        self.leads.show_leads(self._addressees())
        self.people.setColumnHidden(BOOKS, self.per.at == 0)
        self.people.fit()
        self.people.setCurrentIndex(self.leads.index(max(0, row), 0))
        self._show_lead(self.people.currentIndex())

    def _addressees(self) -> list[Addressee]:
        from plandesk.services.queries.returns import issued_returns
        from plandesk.services.returns_out import NO_LEAD, IssueRequest, drafts

        period = self.host.state.period
        if period is None or not period.is_open:
            return []
        request = IssueRequest(period.id, Path(), by_project=self.per.at == 1, due=self._due())
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

    # --- what is typed -----------------------------------------------------------------------

    def _due(self) -> dt.date | None:
        period = self.host.state.period
        text = self.due.text().strip()
        reading = read_timeframe(text, reference=period.as_at if period else None)
        return reading.latest if text else None

    def _due_is_fine(self) -> bool:
        return not self.due.text().strip() or self._due() is not None

    @Slot()
    def _read_due(self) -> None:
        day, typed = self._due(), bool(self.due.text().strip())
        if day is not None:
            words, role = f"{day:%A} {day_words(day)}", "secondary"
        elif typed:
            words, role = self.tr("Type a day, like 3 May 2024"), "error"
        else:
            words, role = self.tr("No date is asked for"), "secondary"
        self.reading.setProperty("role", role)
        self.reading.style().polish(self.reading)
        self.reading.setText(words)
        self._say_summary()

    @Slot()
    def _choose_folder(self) -> None:
        chosen = self._chooser.folder(self, self.tr("Folder for the workbooks"))
        if chosen is not None:
            self.folder.setText(str(chosen))

    @Slot()
    def _tick_all(self) -> None:
        self.leads.tick_only({each.lead for each in self.leads.all() if not each.is_nobody})

    @Slot()
    def _say_summary(self) -> None:
        chosen = self.leads.chosen()
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
        self.summary.setText(words)
        one, many = ("Issue 1 return", "Issue %1 returns") if books else ("", "Issue returns")
        self.go.setText(counted(books, one, many))
        self.go.setAccessibleName(self.go.text())
        self.go.setEnabled(self.request() is not None and not self.work.busy)

    # --- issuing -----------------------------------------------------------------------------

    @Slot()
    def issue(self) -> None:
        """Write the workbooks and register them; in a job that can be stopped."""
        request, document = self.request(), self.host.bridge.document
        if request is None or document is None:
            return

        def work(job: Job) -> list[IssuedFile]:
            from plandesk.services.returns_out import issue_returns

            return issue_returns(document, request, job.step)

        self.work.run(self.tr("Issuing returns"), work, self._issued)

    def _issued(self, files: list[IssuedFile]) -> None:
        folder = files[0].file.parent
        words = counted(len(files), "1 return issued.", "%1 returns issued.")
        hint = self.tr("The workbooks and the sheet of e-mail texts are in %1.")
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
        self._fields.setVerticalSpacing(gap)
        self._fields.setHorizontalSpacing(side)
        for row in self._rows:
            row.setSpacing(gap)
        self.choose.setIconSize(QSize(look.px(1), look.px(1)))
        self.people.setMinimumSize(look.px(14), look.px(4))
        self.rows.setMinimumHeight(look.px(6))
        self._scroll.setMinimumWidth(look.px(14))


def open_folder(folder: Path) -> None:
    """Show a folder in the desktop's file browser."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
