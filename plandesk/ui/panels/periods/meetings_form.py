"""The bodies that a plan is reported to: their rhythm, clear days and meetings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from plandesk.errors import UserError
from plandesk.models.timeframes.day import Edge
from plandesk.ui.days import long_day
from plandesk.ui.itemmodels.plain_table import Cell, PlainRow, PlainTable
from plandesk.ui.pages import PageHost
from plandesk.ui.widgets.day_field import DayField
from plandesk.ui.widgets.line_signs import let_signs_grow
from plandesk.ui.widgets.page_parts import button, label, space_out
from plandesk.ui.widgets.row_view import RowView

if TYPE_CHECKING:
    from plandesk.services.queries.meetings import BodyRow

_WIDTHS = (12, 8, 8, 0)


class MeetingsForm(QFrame):
    """A form in the page; each change is one step, and ``done`` closes it."""

    done = Signal()

    def __init__(self, host: PageHost, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("detail")
        self._host = host
        self._bodies: dict[str, BodyRow] = {}
        self.body = QComboBox(editable=True)
        self.body.setAccessibleName(self.tr("Board or committee"))
        self.months, self.days = QSpinBox(), QSpinBox()
        self.on = DayField(self.tr("Date of the meeting"), Edge.WHOLE)
        let_signs_grow(self.on.line, host.look)
        for box, name, most in (
            (self.months, self.tr("Months between meetings"), 24),
            (self.days, self.tr("Clear days before a meeting"), 60),
        ):
            box.setRange(0, most)
            box.setAccessibleName(name)
        self.months.setSpecialValueText(self.tr("No rhythm"))
        self.keep = button(self.tr("Keep the rh&ythm"), self._keep)
        self.add = button(self.tr("Add the meetin&g"), self._add, primary=True)
        self.remove = button(self.tr("Remove the &meeting"), self._remove)
        self.close_button = button(self.tr("Clo&se"), self.done.emit)
        self._headings = (
            self.tr("Body"),
            self.tr("Meets on"),
            self.tr("Hears of"),
            self.tr("Papers"),
        )
        self.model = PlainTable(self._headings, self)
        self.view = RowView(self.tr("Meetings"), host.look)
        self.view.show_model(self.model, _WIDTHS)
        self._lay_out()
        self.body.currentTextChanged.connect(self._show_body)
        self.view.row_changed.connect(self._enable)

    def prepare(self) -> None:
        """Show the bodies and meetings of the file."""
        from plandesk.services.queries.meetings import bodies, meetings, next_meetings

        document = self._host.bridge.document
        if document is None:
            return
        with self._host.bridge.read() as session:
            self._bodies = {row.name: row for row in bodies(session)}
            known = meetings(session)
            coming = [row for row in next_meetings(session, document.now.date()) if row.id is None]
        typed = self.body.currentText()
        self.body.blockSignals(True)
        self.body.clear()
        self.body.addItems(list(self._bodies))
        if typed:
            self.body.setCurrentText(typed)
        self.body.blockSignals(False)
        foretold = self.tr("by its rhythm")
        rows = [
            PlainRow(
                (
                    Cell(row.body, heavy=True),
                    Cell(long_day(row.on)),
                    Cell(row.period if row.id is not None else foretold),
                    Cell(row.sentence),
                ),
                key=row.id,
            )
            for row in (*known, *coming)
        ]
        self.model.show(rows, self._headings)
        day = document.now.date()
        self.on.count_from(day)
        self.on.set_day(day)
        self._show_body()
        self._enable()

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.addRow(label(self.tr("Board or committee")), self.body)
        form.addRow(label(self.tr("Months between meetings")), self.months)
        form.addRow(label(self.tr("Clear days before")), self.days)
        form.addRow(self.keep)
        form.addRow(label(self.tr("Meeting on")), self.on)
        form.addRow(self.add)
        both = self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        both.addLayout(form, 1)
        both.addWidget(self.view, 3)
        self.view.setMinimumHeight(self._host.look.px(8))
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.remove)
        foot.addWidget(self.close_button)
        column = QVBoxLayout(self)
        space_out(column, self._host.look)
        column.addLayout(both)
        column.addLayout(foot)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the list below the form where both do not fit beside each other."""
        super().resizeEvent(event)
        wide = self.width() >= self._host.look.px(52)
        beside, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._both.setDirection(beside if wide else below)

    @Slot()
    def _show_body(self) -> None:
        row = self._bodies.get(self.body.currentText())
        if row is not None:
            self.months.setValue(row.months_between)
            self.days.setValue(row.clear_days)
        elif not self.days.value():
            self.days.setValue(self._host.settings.clear_days)

    @Slot()
    def _enable(self) -> None:
        can = self._host.bridge.can_change
        row = self.model.row(self.view.currentIndex())
        for each in (self.keep, self.add):
            each.setEnabled(can)
        self.remove.setEnabled(can and row is not None and row.key is not None)

    def _keep(self) -> None:
        from plandesk.services.ops.periods import SetBody

        op = SetBody(self.body.currentText(), self.months.value(), self.days.value())
        if self._host.bridge.run(op, self):
            self._host.say(self.tr("The rhythm of %1 is kept.").replace("%1", op.name))
        self.prepare()

    def _add(self) -> None:
        from plandesk.services.ops.periods import AddMeeting

        try:
            on = self.on.checked_day()
        except UserError as error:
            self._host.refuse(error)
            return
        if on is None:
            self.on.setFocus()
            return
        op = AddMeeting(self.body.currentText(), on, self._host.state.period_id)
        if self._host.bridge.run(op, self):
            self.prepare()

    def _remove(self) -> None:
        from plandesk.services.ops.periods import RemoveMeeting

        row = self.model.row(self.view.currentIndex())
        if (
            row is not None
            and isinstance(row.key, int)
            and self._host.bridge.run(RemoveMeeting(row.key), self)
        ):
            self.prepare()
