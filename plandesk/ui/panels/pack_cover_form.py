"""What the cover of a pack says: title, body, meeting, place, and the period it tells of."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QFormLayout, QFrame, QHBoxLayout, QLineEdit

from plandesk.errors import UserError
from plandesk.models.timeframe import read_timeframe
from plandesk.ui.pages import PageHost
from plandesk.ui.widgets.page_parts import label

if TYPE_CHECKING:
    from plandesk.services.queries.packs import PackRow


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
        self.on, self.time, self.place = QLineEdit(), QLineEdit(), QLineEdit()
        self.on.setPlaceholderText(self.tr("Such as 26 June 2024"))
        self.period = QComboBox()
        left, right = QFormLayout(), QFormLayout()
        for form, field, words in (
            (left, self.title, self.tr("Title")),
            (left, self.body, self.tr("Board or committee")),
            (left, self.organisation, self.tr("Council")),
            (left, self.period, self.tr("Period")),
            (right, self.on, self.tr("Meeting on")),
            (right, self.time, self.tr("Time")),
            (right, self.place, self.tr("Place")),
        ):
            field.setAccessibleName(words)
            form.addRow(label(words), field)
        row = QHBoxLayout(self)
        row.addLayout(left, 1)
        row.addLayout(right, 1)
        for field in (self.title, self.body, self.organisation, self.on, self.time, self.place):
            field.editingFinished.connect(self.commit)
        self.period.activated.connect(self.commit)

    def show_pack(self, pack: PackRow | None) -> None:
        """Show what the cover of a pack says."""
        self._quiet = True
        self._shown = pack
        self.period.clear()
        self.period.addItem(self.tr("The current period"), None)
        for period in reversed(self._host.state.periods):
            self.period.addItem(period.label, period.id)
        if pack is not None:
            on = pack.meeting_on
            for field, text in (
                (self.title, pack.title),
                (self.body, pack.body),
                (self.organisation, pack.organisation),
                (self.on, f"{on.day} {on:%B %Y}" if on else ""),
                (self.time, pack.time),
                (self.place, pack.place),
            ):
                field.setText(text)
            self.period.setCurrentIndex(max(0, self.period.findData(pack.period_id)))
        self.setEnabled(bool(pack and pack.id is not None and self._host.bridge.can_change))
        self._quiet = False

    @Slot()
    def commit(self) -> None:
        """Keep what is typed; a date that cannot be read is said so and stays in the field."""
        from plandesk.services.ops.packs import EditPack, PackWords

        pack = self._shown
        if pack is None or pack.id is None or self._quiet:
            return
        try:
            on = self._day()
        except UserError as error:
            self._host.refuse(error)
            return
        words = PackWords(
            self.body.text(), on, self.time.text(), self.place.text(), self.organisation.text()
        )
        if self._host.bridge.run(
            EditPack(pack.id, self.title.text(), words, self.period.currentData()), self
        ):
            self.edited.emit()

    def _day(self) -> dt.date | None:
        text = self.on.text().strip()
        if not text:
            return None
        reading = read_timeframe(text)
        if reading.latest is None or reading.earliest != reading.latest or reading.ambiguous:
            said = self.tr(
                "The date of the meeting must be a day, like 26 June 2024. It says “%1”."
            )
            raise UserError(said.replace("%1", text))
        return reading.latest
