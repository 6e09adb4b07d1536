"""Asks what a new reporting period is called, its dates, and the meeting that hears of it."""

from __future__ import annotations

import calendar
import datetime as dt
from itertools import pairwise

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from plandesk.errors import UserError
from plandesk.models.timeframes.day import Edge, Toward
from plandesk.ui.pages import PageHost
from plandesk.ui.widgets.day_field import DayField
from plandesk.ui.widgets.line_signs import let_signs_grow
from plandesk.ui.widgets.message_bar import Offer
from plandesk.ui.widgets.page_parts import button, label, space_out
from plandesk.ui.widgets.places import Place

_LATEST = 4  # periods whose rhythm the next one keeps
_DUE_AFTER, _MEETING_AFTER = 14, 42  # days after the as-at date


class NewPeriodForm(QFrame):
    """A form in the page; ``done`` when the period is open or the officer thought better of it."""

    done = Signal()

    def __init__(self, host: PageHost, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("detail")
        self._host = host
        self.label = QLineEdit()
        self.body = QLineEdit()
        self.as_at = DayField(self.tr("As at"), toward=Toward.NEAR)
        self.due = DayField(self.tr("Returns due"))
        self.meeting = DayField(self.tr("Date of the meeting"), Edge.WHOLE)
        for field in (self.as_at, self.due, self.meeting):
            let_signs_grow(field.line, host.look)
        self.has_meeting = QCheckBox(self.tr("It &goes to a meeting"))
        for field, name in (
            (self.label, self.tr("Name of the period")),
            (self.has_meeting, self.tr("The period goes to a meeting")),
            (self.body, self.tr("Board or committee")),
        ):
            field.setAccessibleName(name)
        self.open_button = button(self.tr("Open the per&iod"), self._open, primary=True)
        self.cancel = button(self.tr("Cancel"), self.done.emit)
        self._lay_out()
        self.label.textChanged.connect(self._enable)
        self.has_meeting.toggled.connect(self._enable)
        self._counted_from: dt.date | None = None
        self._is_held = False
        self.as_at.line.returnPressed.connect(self._hold)
        self.as_at.settled.connect(self._count_again)
        for day in (self.as_at, self.due, self.meeting):
            day.changed.connect(self._enable)

    def prepare(self) -> None:
        """Suggest the period that follows the newest one by the plan's rhythm."""
        newest = max((each.as_at for each in self._host.state.periods), default=None)
        document = self._host.bridge.document
        today = document.now.date() if document else dt.date(2000, 1, 31)
        as_at = _month_end(newest, self._months()) if newest else today
        self.label.setText(_label_of(as_at))
        self.label.selectAll()
        self.has_meeting.setMinimumHeight(self.label.sizeHint().height())  # lines keep in step
        for field in (self.as_at, self.due, self.meeting):
            field.count_from(today)
        self.as_at.set_day(as_at)
        self._counted_from = as_at
        for field, day in self._suggested(as_at):
            field.set_day(day)
        self.body.setText(self._board())
        self.body.setCursorPosition(0)  # a long name shows its beginning
        self.has_meeting.setChecked(bool(self.body.text()))
        self._enable()

    def _lay_out(self) -> None:
        left, right = QFormLayout(), QFormLayout()
        left.addRow(label(self.tr("Name")), self.label)
        left.addRow(label(self.tr("As at")), self.as_at)
        left.addRow(label(self.tr("Returns due")), self.due)
        right.addRow(self.has_meeting)
        right.addRow(label(self.tr("Board or committee")), self.body)
        right.addRow(label(self.tr("Meeting on")), self.meeting)
        forms = QHBoxLayout()
        forms.addLayout(left, 2)
        forms.addLayout(right, 3)  # its names are longer
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.open_button)
        column = QVBoxLayout(self)
        space_out(column, self._host.look)
        column.addLayout(forms)
        column.addLayout(buttons)

    def _months(self) -> int:
        ends = sorted(each.as_at for each in self._host.state.periods)
        if len(ends) < 2:
            return 3
        steps = (
            (end.year - before.year) * 12 + end.month - before.month
            for before, end in pairwise(ends[-_LATEST:])
        )
        return max(1, min(steps))  # a pause, as between a tracker and its plan, is no rhythm

    def _board(self) -> str:
        from plandesk.services.queries.plan_settings import plan_setting

        plan = self._host.state.plan
        if plan is None:
            return ""
        with self._host.bridge.read() as session:
            return plan_setting(session, plan.id, "board")

    def _suggested(self, as_at: dt.date) -> tuple[tuple[DayField, dt.date], ...]:
        return (
            (self.due, _working_day(as_at, _DUE_AFTER)),
            (self.meeting, _working_day(as_at, _MEETING_AFTER)),
        )

    @Slot()
    def _count_again(self) -> None:
        """Move the name and the days that are still as suggested with the as-at date."""
        as_at, before = self.as_at.day(), self._counted_from
        if as_at is None or before is None:
            return
        self._counted_from = as_at
        if self.label.text() == _label_of(before):
            self.label.setText(_label_of(as_at))
        follow = zip(self._suggested(before), self._suggested(as_at), strict=True)
        for (field, old), (_, new) in follow:
            if field.day() == old:
                field.set_day(new)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the period by Enter in any line, leave by Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.done.emit()
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif self._is_held:
            self._is_held = False
        elif self.open_button.isEnabled():
            self._open()

    @Slot()
    def _hold(self) -> None:
        """Let the Enter that moves the other days show them first; the next one opens."""
        self._is_held = self.as_at.day() not in (None, self._counted_from)

    @Slot()
    def _enable(self) -> None:
        for field in (self.body, self.meeting):
            field.setEnabled(self.has_meeting.isChecked())
        dated = self.as_at.day() is not None
        self.open_button.setEnabled(dated and bool(self.label.text().strip()))

    @Slot()
    def _open(self) -> None:
        from plandesk.services.ops.periods import OpenPeriod

        as_at, meets = self.as_at.day(), self.has_meeting.isChecked()
        if as_at is None:
            return
        try:
            due = self.due.checked_day()
            meeting = self.meeting.checked_day() if meets else None
            if meets and not (meeting and self.body.text().strip()):
                raise UserError(
                    self.tr("Enter the board or committee and the day of its meeting."),
                    self.tr("Where the period goes to no meeting, take that tick away."),
                )
        except UserError as error:
            self._host.refuse(error)
            return
        op = OpenPeriod(self.label.text(), as_at, due, self.body.text() if meets else "", meeting)
        if self._host.bridge.run(op, self):
            opened = next(
                (each for each in self._host.state.periods if each.as_at == op.as_at), None
            )
            if opened is not None:
                self._host.state.choose_period(opened.id)
                self._say_opened(opened.label)
            self.done.emit()

    def _say_opened(self, label: str) -> None:
        issue = Offer(
            self.tr("Issue its returns…"),
            lambda: self._host.run_command(Place.RETURNS, "issue_returns"),
        )
        self._host.say(self.tr("%1 is open.").replace("%1", label), issue)


def _label_of(as_at: dt.date) -> str:
    return f"{as_at:%B %Y}"


def _working_day(day: dt.date, after: int) -> dt.date:
    """Return the first working day so many days on, or after them."""
    from plandesk.models.clear_days import is_working_day
    from plandesk.services.calendar import bank_holidays

    day += dt.timedelta(days=after)
    while not is_working_day(day, bank_holidays()):
        day += dt.timedelta(days=1)
    return day


def _month_end(day: dt.date, months: int) -> dt.date:
    """Return the last day of the month so many months on."""
    number = day.year * 12 + day.month - 1 + months
    year, month = divmod(number, 12)
    return dt.date(year, month + 1, calendar.monthrange(year, month + 1)[1])
