"""Asks what a new reporting period is called, its dates, and the meeting that hears of it."""

from __future__ import annotations

import calendar
import datetime as dt

from PySide6.QtCore import QDate, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QDateEdit,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from plandesk.ui.days import edit_format
from plandesk.ui.pages import PageHost
from plandesk.ui.widgets.page_parts import button, label, space_out


class NewPeriodForm(QFrame):
    """A form in the page; ``done`` when the period is open or the officer thought better of it."""

    done = Signal()

    def __init__(self, host: PageHost, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("detail")
        self._host = host
        self.label = QLineEdit()
        self.body = QLineEdit()
        self.as_at, self.due, self.meeting = QDateEdit(), QDateEdit(), QDateEdit()
        self.has_meeting = QCheckBox(self.tr("It goes to a &meeting"))
        for field, name in (
            (self.label, self.tr("Name of the period")),
            (self.as_at, self.tr("As at")),
            (self.due, self.tr("Returns due")),
            (self.has_meeting, self.tr("The period goes to a meeting")),
            (self.body, self.tr("Board or committee")),
            (self.meeting, self.tr("Date of the meeting")),
        ):
            field.setAccessibleName(name)
        for day in (self.as_at, self.due, self.meeting):
            day.setCalendarPopup(True)
            day.setDisplayFormat(edit_format())
        self.open_button = button(self.tr("Open the period"), self._open, primary=True)
        self.cancel = button(self.tr("Cancel"), self.done.emit)
        self._lay_out()
        self.label.textChanged.connect(self._enable)
        self.has_meeting.toggled.connect(self._enable)
        self.label.returnPressed.connect(self._open)

    def prepare(self) -> None:
        """Suggest the period that follows the newest one by the plan's rhythm."""
        newest = max((each.as_at for each in self._host.state.periods), default=None)
        document = self._host.bridge.document
        today = document.now.date() if document else dt.date(2000, 1, 31)
        as_at = _month_end(newest, self._months()) if newest else today
        self.label.setText(f"{as_at:%B %Y}")
        self.label.selectAll()
        self.as_at.setDate(QDate(as_at.year, as_at.month, as_at.day))
        self.due.setDate(self.as_at.date().addDays(14))
        self.meeting.setDate(self.as_at.date().addDays(42))
        self.body.setText(self._board())
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
        forms.addLayout(left, 1)
        forms.addLayout(right, 1)
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
        last, before = ends[-1], ends[-2]
        return max(1, (last.year - before.year) * 12 + last.month - before.month)

    def _board(self) -> str:
        from plandesk.services.queries.plan_settings import plan_setting

        plan = self._host.state.plan
        if plan is None:
            return ""
        with self._host.bridge.read() as session:
            return plan_setting(session, plan.id, "board")

    @Slot()
    def _enable(self) -> None:
        for field in (self.body, self.meeting):
            field.setEnabled(self.has_meeting.isChecked())
        self.open_button.setEnabled(bool(self.label.text().strip()))

    @Slot()
    def _open(self) -> None:
        from plandesk.services.ops.periods import OpenPeriod

        meets = self.has_meeting.isChecked()
        op = OpenPeriod(
            self.label.text(),
            _day(self.as_at),
            _day(self.due),
            self.body.text() if meets else "",
            _day(self.meeting) if meets else None,
        )
        if self._host.bridge.run(op, self):
            opened = next(
                (each for each in self._host.state.periods if each.as_at == op.as_at), None
            )
            if opened is not None:
                self._host.state.choose_period(opened.id)
            self.done.emit()


def _day(field: QDateEdit) -> dt.date:
    day = field.date()
    return dt.date(day.year(), day.month(), day.day())


def _month_end(day: dt.date, months: int) -> dt.date:
    """Return the last day of the month so many months on."""
    number = day.year * 12 + day.month - 1 + months
    year, month = divmod(number, 12)
    return dt.date(year, month + 1, calendar.monthrange(year, month + 1)[1])
