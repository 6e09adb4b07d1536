"""What the cover of a pack says: title, body, meeting, place, and the period it tells of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QFormLayout, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout

from plandesk.errors import UserError
from plandesk.models.timeframes.day import Edge
from plandesk.ui.days import long_day
from plandesk.ui.pages import PageHost
from plandesk.ui.theme import Space
from plandesk.ui.widgets.day_field import DayField
from plandesk.ui.widgets.line_signs import let_signs_grow
from plandesk.ui.widgets.page_parts import label, space_out
from plandesk.ui.widgets.wrap_label import WrapLabel

if TYPE_CHECKING:
    from plandesk.services.queries.packs.agendas import PackRow

_FEWEST = 12  # letters of a chosen meeting or period that always show


class PackCoverForm(QFrame):
    """Edits the cover; what is typed is kept when a field is left."""

    edited = Signal()

    def __init__(self, host: PageHost) -> None:
        super().__init__()
        self.setObjectName("detail")
        self._host = host
        self._shown: PackRow | None = None
        self._quiet = False
        self.title, self.body, self.organisation = QLineEdit(), QLineEdit(), QLineEdit()
        self.on = DayField(self.tr("Date of the meeting"), Edge.WHOLE)
        let_signs_grow(self.on.line, host.look)
        self.time, self.place = QLineEdit(), QLineEdit()
        self.period = QComboBox()
        self.meeting = QComboBox()
        self.late = QLineEdit(placeholderText=self.tr("Only where the whole pack is late"))
        self.days = WrapLabel(role="secondary")
        self._lay_out()
        for field in self._lines():
            field.editingFinished.connect(self.commit)
        self.on.settled.connect(self.commit)
        self.on.changed.connect(self._count_days)
        self.period.activated.connect(self.commit)
        self.meeting.activated.connect(self.commit)

    def _lay_out(self) -> None:
        left, right = QFormLayout(), QFormLayout()
        for form, field, words in (
            (left, self.title, self.tr("Title")),
            (left, self.meeting, self.tr("Meeting")),
            (left, self.body, self.tr("Board or committee")),
            (left, self.organisation, self.tr("Council")),
            (left, self.period, self.tr("Period")),
            (right, self.on, self.tr("Meeting on")),
            (right, self.time, self.tr("Time")),
            (right, self.place, self.tr("Place")),
            (right, self.late, self.tr("Late because")),
        ):
            if field is not self.on:
                field.setAccessibleName(words)
            form.addRow(label(words), field)
        for box in (self.meeting, self.period):  # else a long name would take the right half's room
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.setMinimumContentsLength(_FEWEST)
        row = QHBoxLayout()
        row.setSpacing(self._host.look.space(Space.MEDIUM))
        row.addLayout(left, 1)
        row.addLayout(right, 1)
        column = QVBoxLayout(self)
        space_out(column, self._host.look)
        column.addLayout(row)
        column.addWidget(self.days)

    def show_pack(self, pack: PackRow | None) -> None:
        """Show what the cover of a pack says."""
        self._quiet = True
        self._shown = pack
        self.period.clear()
        self.period.addItem(self.tr("The current period"), None)
        for period in reversed(self._host.state.periods):
            self.period.addItem(period.label, period.id)
        if pack is not None:
            self._list_meetings(pack)
            document = self._host.bridge.document
            if document is not None:
                self.on.count_from(document.now.date())
            self.on.set_day(pack.meeting_on)
            for field, text in (
                (self.title, pack.title),
                (self.body, pack.body),
                (self.organisation, pack.organisation),
                (self.time, pack.time),
                (self.place, pack.place),
                (self.late, pack.late_reason),
            ):
                field.setText(text)
            self.period.setCurrentIndex(max(0, self.period.findData(pack.period_id)))
        self.setEnabled(bool(pack and pack.id is not None and self._host.bridge.can_change))
        self._quiet = False
        self._count_days()

    @Slot()
    def commit(self) -> None:
        """Keep what is typed; a date that cannot be read is said so and stays in the field."""
        from plandesk.services.ops.packs import EditPack, PackWords

        pack = self._shown
        if pack is None or pack.id is None or self._quiet:
            return
        try:
            on = self.on.checked_day()
        except UserError as error:
            self._host.refuse(error)
            return
        words = PackWords(
            self.body.text(),
            on,
            self.time.text(),
            self.place.text(),
            self.organisation.text(),
            self.meeting.currentData(),
            self.late.text().strip(),
        )
        if self._host.bridge.run(
            EditPack(pack.id, self.title.text(), words, self.period.currentData()), self
        ):
            self.edited.emit()

    def _lines(self) -> tuple[QLineEdit, ...]:
        return (
            self.title,
            self.body,
            self.organisation,
            self.time,
            self.place,
            self.late,
        )

    def _list_meetings(self, pack: PackRow) -> None:
        """Offer the meetings of the plan; a chosen one gives the body and the date."""
        from plandesk.services.queries.meetings import meetings

        with self._host.bridge.read() as session:
            found = meetings(session)
        self.meeting.clear()
        self.meeting.addItem(self.tr("Not in the calendar: as typed below"), None)
        for row in found:
            self.meeting.addItem(f"{row.body}, {long_day(row.on)}", row.id)
        self.meeting.setCurrentIndex(max(0, self.meeting.findData(pack.meeting_id)))
        for field in (self.body, self.on):
            field.setEnabled(pack.meeting_id is None)

    @Slot()
    def _count_days(self) -> None:
        """Say the days that lead to the meeting, as its date is typed."""
        from plandesk.models.clear_days import CLEAR_DAYS
        from plandesk.services.queries.packs.builds import deadlines_for, lead_days

        pack = self._shown
        on = self.on.day()
        period = self._host.state.period
        due = period.due if period and pack and pack.period_id in (None, period.id) else None
        days = CLEAR_DAYS["England"] if pack is None or pack.clear_days is None else pack.clear_days
        lead = None
        if pack is not None:
            with self._host.bridge.read() as session:
                lead = lead_days(session, pack.plan_id)
        found = deadlines_for(on, days, due, lead)
        self.days.setText(found.sentence if found else "")
