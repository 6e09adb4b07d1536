"""The register of returns: who has what, what came back, whom to chase."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QAction, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from plandesk.services.queries.returns import (
    IssuedReturn,
    ReturnState,
    issued_returns,
    response_rate,
)
from plandesk.ui import icons
from plandesk.ui.days import short_day
from plandesk.ui.icons import Icon
from plandesk.ui.itemmodels.import_lists import counted
from plandesk.ui.itemmodels.returns_model import (
    WIDTHS,
    ReturnColumn,
    ReturnsModel,
    Shown,
    is_out,
    is_outstanding,
)
from plandesk.ui.itemmodels.row_roles import RowRole
from plandesk.ui.page_work import PageWork
from plandesk.ui.panels.returns.return_detail import ReturnDetail
from plandesk.ui.widgets.empty_page import EmptyPage
from plandesk.ui.widgets.page_parts import Bar, Choice, button, close_up, label
from plandesk.ui.widgets.row_view import RowView

if TYPE_CHECKING:
    from plandesk.services.returns.outgoing import Chase
    from plandesk.ui.pages import PageHost

_NARROW = 62  # heights of a line: below this the table leaves these columns out
_WIDE = 90  # and below this those that are the same for most rows, or in the detail beside
_LESS = (ReturnColumn.ISSUED, ReturnColumn.TAKEN)
_SPARE = (
    ReturnColumn.REFERENCE,
    ReturnColumn.DUE,
    ReturnColumn.RECEIVED,
    ReturnColumn.RETURNED,
)


class RegisterPanel(QWidget):
    """The returns of the shown period with their states, and one of them in full beside."""

    issue_asked = Signal(str)
    import_asked = Signal()
    renewed = Signal()  # what was read, or that there is none

    def __init__(self, host: PageHost) -> None:
        super().__init__()
        self.host, self._work = host, PageWork(host, self)
        self.model = ReturnsModel(self)
        self.view = RowView(self.tr("Returns"), host.look)
        self.view.show_model(self.model, WIDTHS)
        self.view.setSortingEnabled(True)
        self.view.sortByColumn(ReturnColumn.LEAD, Qt.SortOrder.AscendingOrder)
        self.view.setSelectionMode(RowView.SelectionMode.SingleSelection)
        self.view.row_changed.connect(self._show_current)
        self.detail = ReturnDetail(host.look)
        self.detail.answered.connect(self._answer)
        self.detail.issue_again.connect(self.issue_asked)
        self.detail.said.connect(host.say)
        self._fitted: tuple[bool, int] | None = None
        self._lay_out()

    def _lay_out(self) -> None:
        look = self.host.look
        self.count, self.late = label(role="heading"), label(role="secondary", wrap=True)
        self.issue = button(
            self.tr("&Issue returns…"), lambda: self.issue_asked.emit(""), primary=True
        )
        self.take = button(self.tr("I&mport returns…"), self.import_asked.emit, Icon.IMPORT)
        self.chase = button(self.tr("&Copy chase messages"), self.copy_chases, Icon.EMAIL)
        words = [self.tr("All"), self.tr("Outstanding"), self.tr("Late")]
        self.shown = Choice(self.tr("Which returns are shown"), words)
        self.shown.chosen.connect(self._narrow)
        self.text = QLineEdit(placeholderText=self.tr("Filter by lead or return"))
        self.text.setAccessibleName(self.tr("Filter the returns"))
        self.text.setClearButtonEnabled(True)
        self.text.textChanged.connect(self._narrow)
        self.text.setMaximumWidth(look.px(16))
        self.top = Bar(look, [self.count, self.late, self.take, self.issue])
        self.top.row.setStretch(1, 1)
        self.bar = Bar(look, [self.shown, self.text, None, self.chase])
        self._lay_out_table()
        self.none = EmptyPage(look, Icon.RETURNS)
        self._actions = [
            self._action(self.tr("Issue returns"), Icon.SEND, lambda: self.issue_asked.emit("")),
            self._action(self.tr("Import returns"), Icon.IMPORT, self.import_asked.emit),
        ]
        self.stack = QStackedWidget()
        for page in (self.none, self.table):
            self.stack.addWidget(page)
        whole = QVBoxLayout(self)
        close_up(whole)
        whole.addWidget(self.stack)

    def _lay_out_table(self) -> None:
        look = self.host.look
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setHandleWidth(1)
        self.split.addWidget(self.view)
        self.split.addWidget(self.detail)
        self.split.setStretchFactor(0, 1)
        self.split.setChildrenCollapsible(False)
        self.split.setSizes([look.px(54), look.px(18)])
        table = QWidget()  # on the page's ground: with one of its own Qt would draw all of it twice
        down = QVBoxLayout(table)
        close_up(down)
        for part in (self.top, self.bar):
            down.addWidget(part)
        down.addWidget(self.split, 1)
        self.table = table

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what there is least need of where the window is narrow."""
        super().resizeEvent(event)
        look = self.host.look
        narrow = self.width() < look.px(_NARROW)
        for column in _LESS:
            self.view.setColumnHidden(column, self.width() < look.px(_WIDE))
        if self._fitted != (narrow, look.zoom):  # else what was dragged by hand stays
            self._fitted = (narrow, look.zoom)
            for column in _SPARE:
                self.view.setColumnHidden(column, narrow)
            self.split.setSizes([self.width(), look.px(13 if narrow else 18)])
        self.view.fit()

    def _action(self, text: str, icon: Icon, act: object) -> QAction:
        action = QAction(icons.get(icon), text, self)
        action.triggered.connect(act)
        return action

    # --- what is shown -----------------------------------------------------------------------

    @Slot()
    def refresh(self) -> None:
        """Read the register of the shown period; ``renewed`` tells when it stands there."""
        document, period = self.host.bridge.document, self.host.state.period
        if document is None or period is None:
            self._show_none()
            self.renewed.emit()
            return
        number, today = period.id, document.now.date()
        self._work.read(
            self.tr("Reading the returns"),
            lambda session: issued_returns(session, number, today),
            lambda rows: self._on_read(rows, today),
        )

    def _on_read(self, rows: list[IssuedReturn], today: dt.date) -> None:
        self._show_rows(rows, today)
        self.renewed.emit()

    def _show_rows(self, rows: list[IssuedReturn], today: dt.date) -> None:
        chosen = self.current()
        self.model.show_rows(rows, today)
        self._say_counts(rows)
        if not rows:
            self._show_none()
            return
        self.stack.setCurrentWidget(self.table)
        # Whole leads are the rule; where no return covers one project, its column only takes room.
        self.view.setColumnHidden(ReturnColumn.SCOPE, not any(row.scope for row in rows))
        self.view.fit()
        self.select(chosen.reference if chosen else rows[0].reference)

    def current(self) -> IssuedReturn | None:
        """Return the return under the cursor."""
        return self.view.currentIndex().data(RowRole.ROW)

    def select(self, reference: str) -> None:
        """Put the cursor on a return, or on the first one shown."""
        found = self.model.place_of(reference)
        if not found.isValid():
            found = self.model.index(0, 0)
        self.view.setCurrentIndex(found)
        self._show_current(found)

    def focus(self) -> None:
        """Put the keyboard on the table, or on what to do where there is none."""
        shown = self.stack.currentWidget() is self.table
        self.view.setFocus() if shown else self.none.setFocus()

    def _say_counts(self, rows: list[IssuedReturn]) -> None:
        rate = response_rate(rows)
        words = self.tr("%1 of %2 returned").replace("%2", str(rate.asked))
        self.count.setText(words.replace("%1", str(rate.answered)))
        late = sum(row.state is ReturnState.LATE for row in rows)
        waiting = sum(is_outstanding(row) for row in rows)
        due = {row.due for row in rows if row.due and is_out(row)}
        parts = [counted(late, "%1 late", "%1 late")] if late else []
        if len(due) == 1:
            parts.append(self.tr("due back %1").replace("%1", short_day(due.pop())))
        self.late.setText(" · ".join(parts))
        for at, (word, count) in enumerate(
            zip(
                (self.tr("All %1"), self.tr("Outstanding %1"), self.tr("Late %1")),
                (len(rows), waiting, late),
                strict=True,
            )
        ):
            self.shown.word(at, word.replace("%1", str(count)))
        asked = sum(len(row.questions) for row in rows)
        if asked:
            parts.append(counted(asked, "1 question open", "%1 questions open"))
            self.late.setText(" · ".join(parts))
        self.chase.setEnabled(any(is_out(row) or row.questions for row in rows))
        period = self.host.state.period
        able = bool(self.host.bridge.can_change and period and period.is_open)
        self.issue.setEnabled(able)
        self.take.setEnabled(able)
        self.detail.issue.setEnabled(able)

    def _show_none(self) -> None:
        period = self.host.state.period
        self.stack.setCurrentWidget(self.none)
        if period is None:
            self.none.say(self.tr("No reporting period yet"), self.tr("Returns need a period."))
            self.none.offer([])
            return
        heading = self.tr("No returns for %1").replace("%1", period.label)
        if not period.is_open:
            self.none.say(heading, self.tr("The period is closed, and none was issued."))
            self.none.offer([])
            return
        leads = len(self._open_leads(period.id))
        words = counted(
            leads,
            "Issue one to the lead with open actions.",
            "Issue them to the %1 leads with open actions.",
        )
        if not leads:
            words = self.tr("No open action has a lead. Give the open actions their leads first.")
        self.none.say(heading, words)
        self.none.offer(self._actions if leads else [])

    def _open_leads(self, period_id: int) -> set[str]:
        from pathlib import Path

        from plandesk.errors import UserError
        from plandesk.services.returns.outgoing import NO_LEAD, IssueRequest, drafts

        with self.host.bridge.read() as session:
            try:
                found = drafts(session, IssueRequest(period_id, Path()))
            except UserError:
                return set()
        return {draft.lead for draft in found} - {NO_LEAD}

    # --- commands ----------------------------------------------------------------------------

    @Slot()
    def _narrow(self) -> None:
        current = self.current()
        self.model.narrow(list(Shown)[self.shown.at], self.text.text())
        self.select(current.reference if current else "")

    @Slot(QModelIndex)
    def _show_current(self, index: QModelIndex) -> None:
        row = index.data(RowRole.ROW) if index.isValid() else None
        chase = self._chases([row]) if row is not None else []
        self.detail.show_return(row, chase[0] if chase else None)

    @Slot(int, str)
    def _answer(self, question_id: int, text: str) -> None:
        from plandesk.services.ops.assurance import AnswerQuestion

        document = self.host.bridge.document
        if document is not None:
            day = document.now.date()
            if self.host.bridge.run(AnswerQuestion(question_id, text, day), self):
                self.host.say(self.tr("Question closed"))

    @Slot()
    def copy_chases(self) -> None:
        """Copy a message to each lead whose return is still to come."""
        chases = self._chases(self.model.all_rows)
        if not chases:
            self.host.say(
                self.tr("Nobody to chase: every return is back, and no question is open.")
            )
            return
        QGuiApplication.clipboard().setText("\n\n\n".join(map(message_text, chases)))
        words = counted(len(chases), "1 chase message copied", "%1 chase messages copied")
        self.host.say(words)

    def _chases(self, rows: list[IssuedReturn]) -> list[Chase]:
        from plandesk.services.returns.outgoing import chase_list

        plan = self.host.state.plan
        return chase_list(rows, plan.title if plan else "")


def message_text(chase: Chase) -> str:
    """Return a chase message as it is pasted into an e-mail: to, subject, text."""
    return f"To: {chase.email or chase.lead}\nSubject: {chase.subject}\n\n{chase.text}"
