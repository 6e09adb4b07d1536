"""A box for a day, typed in any words or chosen in a calendar, that says how it was understood."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from PySide6.QtCore import QDate, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QBoxLayout,
    QCalendarWidget,
    QLineEdit,
    QPushButton,
    QWidget,
)

from plandesk.errors import UserError
from plandesk.models.timeframes.day import DayReading, DayWanted, Edge, Toward, read_day
from plandesk.models.timeframes.types import day_words
from plandesk.ui import icons
from plandesk.ui.days import in_english, long_day
from plandesk.ui.icons import Icon
from plandesk.ui.widgets.flow_layout import FlowLayout
from plandesk.ui.widgets.page_parts import button, close_up
from plandesk.ui.widgets.wrap_label import WrapLabel

_STEPS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}


class DayField(QWidget):
    """Asks for one day; where what is typed can be two, both are offered as buttons.

    ``changed`` comes with each change of the text, ``settled`` when the box is left or Enter is
    pressed. ``wanted`` says from which day "next Friday" counts.
    """

    changed = Signal()
    settled = Signal()

    def __init__(
        self,
        name: str,
        edge: Edge = Edge.LAST,
        toward: Toward = Toward.AHEAD,
        *,
        beside: bool = False,
    ) -> None:
        super().__init__()
        self._wanted = DayWanted(dt.datetime.now(dt.UTC).astimezone().date(), toward, edge)
        self._set: tuple[str, dt.date] | None = None
        self._calendar: QCalendarWidget | None = None
        self.line = _DayLine()
        self.line.stepped.connect(self._step)
        self.line.asked.connect(self.open_calendar)
        self.line.today.connect(self._take_today)
        picking = self.line.addAction(
            icons.get(Icon.PERIOD), QLineEdit.ActionPosition.TrailingPosition
        )
        picking.setToolTip(self.tr("Choose in a calendar (Alt+Down)"))
        picking.triggered.connect(self.open_calendar)
        self.note = WrapLabel("", "secondary")
        self.note.setWordWrap(not beside)
        self.offers = QWidget()
        close_up(FlowLayout(self.offers))
        row = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        layout = QBoxLayout(row, self)
        close_up(layout)
        for part in (self.line, self.note, self.offers):
            layout.addWidget(part)
        self.offers.hide()
        self.setFocusProxy(self.line)
        self.setAccessibleName(name)
        self.line.textChanged.connect(self._read)
        self.line.editingFinished.connect(self._leave)

    def setAccessibleName(self, name: str) -> None:
        """Name the box, and with it the line that takes the keyboard."""
        super().setAccessibleName(name)
        self.line.setAccessibleName(name)

    def count_from(self, today: dt.date) -> None:
        """Count "next Friday" and days without a year from this day on."""
        self._wanted = replace(self._wanted, today=today)
        self._read()

    def text(self) -> str:
        """Return what is typed."""
        return self.line.text().strip()

    def setText(self, text: str) -> None:
        """Put words into the box as if they were typed."""
        self.line.setText(text)

    def set_day(self, day: dt.date | None) -> None:
        """Show a day in the person's own form, or nothing."""
        words = long_day(day)
        self._set = (words, day) if day is not None else None
        self.line.setText(words)
        if not self.line.hasFocus():
            self.line.setCursorPosition(0)  # a narrow box shows the day before the year

    def day(self) -> dt.date | None:
        """Return the day that was understood, None where there is none or it is not clear."""
        return self.reading().day

    def checked_day(self) -> dt.date | None:
        """Return the day, None for an empty box.

        Raises UserError where the text is no day or may be two.
        """
        reading = self.reading()
        if reading.day is None and reading.text.strip():
            said = self.tr("%1 must be a day, like 26 June 2027. It says “%2”.")
            words = said.replace("%1", self.accessibleName()).replace("%2", reading.text)
            raise UserError(words, reading.said[:1].upper() + reading.said[1:])
        return reading.day

    @property
    def is_clear(self) -> bool:
        """Tell whether the box is empty or holds one day."""
        reading = self.reading()
        return reading.day is not None or not reading.text.strip()

    def reading(self) -> DayReading:
        """Return how the text is understood."""
        text = self.text()
        if self._set is not None and self._set[0] == text:
            return DayReading(text, self._set[1], plain=True)
        return read_day(in_english(text), self._wanted)

    @Slot()
    def open_calendar(self) -> None:
        """Open a calendar below the box."""
        if self._calendar is None:
            self._calendar = QCalendarWidget(self)
            self._calendar.setWindowFlag(Qt.WindowType.Popup)
            self._calendar.setAccessibleName(self.accessibleName())
            self._calendar.activated.connect(self._pick)
            self._calendar.clicked.connect(self._pick)
        day = self.day() or self._wanted.today
        self._calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        self._calendar.move(self.line.mapToGlobal(QPoint(0, self.line.height())))
        self._calendar.show()
        self._calendar.setFocus()

    @Slot(QDate)
    def _pick(self, chosen: QDate) -> None:
        if self._calendar is not None:
            self._calendar.hide()
        self._take(dt.date(chosen.year(), chosen.month(), chosen.day()))

    def _take(self, day: dt.date) -> None:
        self.set_day(day)
        self.line.setFocus()
        self.settled.emit()

    @Slot(int)
    def _step(self, days: int) -> None:
        day = self.day()
        if day is not None:
            self.set_day(day + dt.timedelta(days=days))

    @Slot()
    def _take_today(self) -> None:
        self.set_day(self._wanted.today)

    @Slot()
    def _leave(self) -> None:
        self._show(self.reading())
        self.settled.emit()

    @Slot()
    def _read(self) -> None:
        self._show(self.reading())
        self.changed.emit()

    def _show(self, reading: DayReading) -> None:
        """Say what was understood; something half typed is no fault yet."""
        unclear = reading.day is None and not reading.plain and not self.line.hasFocus()
        role = "error" if unclear else "secondary"
        if self.note.property("role") != role:
            self.note.setProperty("role", role)
            self.note.style().polish(self.note)
        self.note.setText("" if reading.plain else reading.said)
        self.line.setAccessibleDescription(reading.said)
        self.line.setToolTip(reading.said)
        self._offer(reading.choices)

    def _offer(self, days: tuple[dt.date, ...]) -> None:
        flow = self.offers.layout()
        words = [day_words(day) for day in days]
        shown = [each.text() for each in self.offers.findChildren(QPushButton)]
        if flow is None or words == shown:
            return
        while (item := flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.setParent(None)
                widget.deleteLater()
        for day, said in zip(days, words, strict=True):
            flow.addWidget(button(said, lambda day=day: self._take(day)))
        self.offers.setVisible(bool(days))


class _DayLine(QLineEdit):
    """The line of the box: arrows go from day to day, Alt and down opens the calendar."""

    stepped = Signal(int)
    asked = Signal()
    today = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step, open the calendar or take today's date; anything else is typing."""
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.asked.emit()
        elif event.key() in _STEPS and not event.modifiers():
            self.stepped.emit(_STEPS[Qt.Key(event.key())])
        elif QKeySequence(event.keyCombination()) == QKeySequence("Ctrl+;"):
            self.today.emit()
        else:
            super().keyPressEvent(event)
