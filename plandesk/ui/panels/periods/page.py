"""The shown reporting period: its checklist, closing, reopening, and opening the next one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSplitter, QVBoxLayout, QWidget

from plandesk.ui.days import long_day
from plandesk.ui.delegates.row_cells import RowDelegate
from plandesk.ui.itemmodels.checklist_model import ChecklistModel
from plandesk.ui.itemmodels.findings_model import WIDTHS, FindingColumn, FindingsModel
from plandesk.ui.pages import Page, PageHost
from plandesk.ui.panels.periods.meetings_form import MeetingsForm
from plandesk.ui.panels.periods.new_period_form import NewPeriodForm
from plandesk.ui.widgets.message_bar import Offer
from plandesk.ui.widgets.page_parts import button, label, space_out
from plandesk.ui.widgets.places import Place
from plandesk.ui.widgets.row_view import RowView

if TYPE_CHECKING:
    from plandesk.services.queries.exceptions import ChecklistLine


class PeriodsPage(Page):
    """Takes the officer through a period's end: settle, accept, close."""

    def __init__(self, host: PageHost) -> None:
        super().__init__(host)
        self._lines: list[ChecklistLine] = []
        self._shown_period: int | None = None
        self.heading, self.about = label(role="heading"), label(role="secondary", wrap=True)
        self.next = button(self.tr("&Open a period…"), self.open_period)
        self.past = button(self.tr("Plan &as it was"), lambda: host.go(Place.PAST))
        self.meet = button(self.tr("&Meetings…"), self.show_meetings)
        self.form, self.meetings = NewPeriodForm(host), MeetingsForm(host)
        self.form.hide()
        self.meetings.hide()
        self.checklist = ChecklistModel(self)
        self.lines = RowView(self.tr("Checklist for closing"), host.look)
        self.lines.setHeaderHidden(True)
        self.lines.setItemDelegate(RowDelegate(host.look, self.lines, lines=2))
        self.lines.show_model(self.checklist, (0,))
        self.model = FindingsModel(self)
        self.view = RowView(self.tr("What is left"), host.look)
        self.view.setItemDelegate(RowDelegate(host.look, self.view, lines=2))
        self.view.show_model(self.model, WIDTHS)
        self.nothing = label(self.tr("Nothing is left here."), "secondary")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._build_foot()
        self._lay_out()
        self.lines.row_changed.connect(self._show_line)
        self.view.activated.connect(self._open_row)
        self.form.done.connect(self._close_form)
        self.meetings.done.connect(self._close_meetings)

    def refresh(self) -> None:
        """Read the checklist of the shown period again."""
        from plandesk.services.queries.exceptions import close_checklist

        period, document = self.host.state.period, self.host.bridge.document
        if period is None or document is None:
            self.heading.setText(self.tr("No reporting period yet"))
            self.about.setText(self.tr("Open the first one to rate actions and issue returns."))
            self._lines = []
        else:
            with self.host.bridge.read() as session:
                self._lines = close_checklist(session, period.id, document.now.date())
            self._say_period()
        self.checklist.show(self._lines)
        other = self.host.state.period_id != self._shown_period
        self._shown_period = self.host.state.period_id
        if self._lines and (other or not self.lines.currentIndex().isValid()):
            at = next((at for at, one in enumerate(self._lines) if not one.is_done), 0)
            self.lines.setCurrentIndex(self.checklist.index(at))
        self._show_line(self.lines.currentIndex())
        self._refresh_foot()

    @Slot()
    def open_period(self) -> None:
        """Ask what the next period is called, and when."""
        self.form.prepare()
        self.form.show()
        self.next.setEnabled(False)
        self.form.label.setFocus()

    @Slot()
    def show_meetings(self) -> None:
        """Show the bodies, their rhythm and their meetings."""
        self.meetings.prepare()
        self.meetings.show()
        self.meetings.body.setFocus()

    @Slot()
    def _close_meetings(self) -> None:
        self.meetings.hide()
        self.meet.setFocus()

    @Slot()
    def close_period(self) -> None:
        """Put the cursor where closing the period is confirmed."""
        (self.reason if self.reason.isVisibleTo(self) else self.close_button).setFocus()

    # --- putting together --------------------------------------------------------------------

    def _build_foot(self) -> None:
        self.note = QLineEdit(placeholderText=self.tr("Note on the period (optional)"))
        self.note.setAccessibleName(self.tr("Note on the period"))
        self.reason = QLineEdit()
        self.reason.setAccessibleName(self.tr("Reason"))
        self.accept = button(self.tr("Accept what is &left"), self._accept)
        self.close_button = button(self.tr("&Close period"), self._close, primary=True)
        self.reopen = button(self.tr("Reope&n"), self._reopen)
        self.reason.textChanged.connect(self._enable)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        words = QVBoxLayout()
        words.addWidget(self.heading)
        words.addWidget(self.about)
        top.addLayout(words, 1)
        top.addWidget(self.past, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self.meet, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self.next, 0, Qt.AlignmentFlag.AlignTop)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view, 1)
        column.addWidget(self.nothing, 1)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.lines)
        split.addWidget(right)
        for part, share in enumerate((20, 46)):  # a narrow window takes from both
            split.setStretchFactor(part, share)
        split.setHandleWidth(1)
        split.setSizes([self.host.look.px(20), self.host.look.px(46)])
        foot = QHBoxLayout()
        foot.addWidget(self.reason, 2)
        foot.addWidget(self.accept)
        foot.addWidget(self.note, 1)
        foot.addWidget(self.close_button)
        foot.addWidget(self.reopen)
        page = QVBoxLayout(self)
        space_out(page, self.host.look)
        page.addLayout(top)
        page.addWidget(self.form)
        page.addWidget(self.meetings)
        page.addWidget(split, 1)
        page.addLayout(foot)

    # --- showing -----------------------------------------------------------------------------

    def _say_period(self) -> None:
        period = self.host.state.period
        if period is None:
            return
        word = self.tr("open") if period.is_open else self.tr("closed")
        self.heading.setText(f"{period.label} – {word}")
        told = [self.tr("As at %1").replace("%1", long_day(period.as_at))]
        if period.due:
            told.append(self.tr("returns due %1").replace("%1", long_day(period.due)))
        left = sum(line.open_count for line in self._lines)
        if period.is_open:
            told.append(self._left_words(left))
        self.about.setText(", ".join(told) + ".")

    def _left_words(self, left: int) -> str:
        if not left:
            return self.tr("everything is settled: it can be closed")
        if left == 1:
            return self.tr("1 thing is left before it can be closed")
        return self.tr("%1 things are left before it can be closed").replace("%1", str(left))

    @Slot(QModelIndex)
    def _show_line(self, index: QModelIndex) -> None:
        line = self.checklist.line(index)
        findings = line.findings if line else ()
        self.model.replace(findings)
        self.view.setColumnHidden(FindingColumn.REF, not any(one.ref for one in findings))
        self.view.fit()
        self.view.setVisible(bool(findings))
        self.nothing.setVisible(not findings)

    def _refresh_foot(self) -> None:
        period = self.host.state.period
        is_open = bool(period and period.is_open)
        left = sum(line.open_count for line in self._lines)
        self.reason.setPlaceholderText(
            self.tr("Why it can be closed with what is left")
            if is_open
            else self.tr("Why it is reopened; later packs print it")
        )
        self.reason.setVisible(bool(period) and (not is_open or left > 0))
        self.accept.setVisible(is_open and left > 0)
        self.note.setVisible(is_open)
        self.past.setVisible(bool(period) and not is_open)
        self.close_button.setVisible(is_open)
        self.reopen.setVisible(bool(period) and not is_open)
        self._enable()

    @Slot()
    def _enable(self) -> None:
        can, said = self.host.bridge.can_change, bool(self.reason.text().strip())
        left = sum(line.open_count for line in self._lines)
        self.accept.setEnabled(can and said)
        self.reopen.setEnabled(can and said)
        self.close_button.setEnabled(can and (said or not left))
        self.next.setEnabled(can and not self.form.isVisibleTo(self))

    # --- doing -------------------------------------------------------------------------------

    @Slot(QModelIndex)
    def _open_row(self, index: QModelIndex) -> None:
        finding = self.model.row(index)
        if finding is not None and finding.item_id is not None:
            self.host.show_item(finding.item_id)

    def _accept(self) -> None:
        from plandesk.services.ops.assurance import AcceptFinding
        from plandesk.services.ops.together import Together

        document, period = self.host.bridge.document, self.host.state.period
        line = self.checklist.line(self.lines.currentIndex())
        if document is None or period is None or line is None:
            return
        steps = tuple(
            AcceptFinding(
                one.code,
                one.subject,
                self.reason.text(),
                document.who,
                document.now.date(),
                period.id,
            )
            for one in line.findings
            if not one.accepted
        )
        if steps and self.host.bridge.run(Together(f"Accept: {line.title}", steps), self):
            self.reason.clear()

    def _close(self) -> None:
        from plandesk.services.ops.periods import ClosePeriod

        document, period = self.host.bridge.document, self.host.state.period
        if document is None or period is None:
            return
        op = ClosePeriod(
            period.id,
            self.note.text(),
            self.reason.text(),
            document.who,
            document.now.date(),
        )
        if self.host.bridge.run(op, self):
            self.note.clear()
            self.reason.clear()
            said = self.tr("%1 is closed. A backup was kept first.")
            following = Offer(self.tr("Open the next period…"), self.open_period)
            self.host.say(said.replace("%1", period.label), following)
            self.next.setFocus()  # the button that was pressed is gone

    def _reopen(self) -> None:
        from plandesk.services.ops.periods import ReopenPeriod

        document, period = self.host.bridge.document, self.host.state.period
        if document is None or period is None:
            return
        op = ReopenPeriod(period.id, self.reason.text(), document.who, document.now.date())
        if self.host.bridge.run(op, self):
            self.reason.clear()

    @Slot()
    def _close_form(self) -> None:
        self.form.hide()
        self._enable()
        self.next.setFocus()
