"""What is asked before returns are issued: which workbooks, by when, back to whom, where to."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLineEdit, QWidget

from plandesk.models.timeframes.reading import read_timeframe
from plandesk.models.timeframes.types import day_words
from plandesk.ui.dialogs.choose_files import FileChooser
from plandesk.ui.icons import Icon
from plandesk.ui.theme import Space
from plandesk.ui.widgets.page_parts import Choice, button, close_up, label

if TYPE_CHECKING:
    from plandesk.ui.pages import PageHost

BY_PROJECT, TOGETHER = 1, 2


class IssueForm(QWidget):
    """The fields; ``changed`` after each change of what was typed."""

    changed = Signal()
    kind_changed = Signal()

    def __init__(self, host: PageHost, chooser: FileChooser) -> None:
        super().__init__()
        self.host, self._chooser = host, chooser
        self.per = Choice(
            self.tr("One workbook for"),
            [self.tr("Each lead"), self.tr("Each project"), self.tr("All together")],
        )
        self.per.chosen.connect(self._choose_kind)
        self.sent_by = QLineEdit(placeholderText=self.tr("Your name or team"))
        self.sent_by.setAccessibleName(self.tr("Sent by"))
        self.due = QLineEdit(placeholderText=self.tr("Such as 3 May 2024 or end May"))
        self.due.setAccessibleName(self.tr("Due back"))
        self.due.textChanged.connect(self.read_due)
        self.reading = label(role="secondary", wrap=True)
        self.contact = QLineEdit(placeholderText=self.tr("A name or mailbox; may stay empty"))
        self.contact.setAccessibleName(self.tr("Send back to"))
        self.folder = QLineEdit()
        self.folder.setAccessibleName(self.tr("Folder for the workbooks"))
        for field in (self.folder, self.sent_by):
            field.textChanged.connect(self.changed)
        self.choose = button(self.tr("Choose…"), self._choose_folder, Icon.FOLDER)
        self._lay_out()
        host.look.changed.connect(self._dress)
        self._dress()

    def _lay_out(self) -> None:
        self._fields = QFormLayout(self)
        close_up(self._fields)
        self._fields.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        across, due, folder = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        across.addWidget(self.per)
        across.addStretch(1)
        due.addWidget(self.due, 1)
        due.addWidget(self.reading, 1)
        folder.addWidget(self.folder, 1)
        folder.addWidget(self.choose)
        self._rows = (due, folder)
        for word, part in (
            (self.tr("One workbook for"), across),
            (self.tr("Sent by"), self.sent_by),
            (self.tr("Due back"), due),
            (self.tr("Send back to"), self.contact),
            (self.tr("Folder"), folder),
        ):
            self._fields.addRow(word, part)
        self._fields.setRowVisible(self.sent_by, False)

    @property
    def by_project(self) -> bool:
        """Tell whether each project has a workbook of its own."""
        return self.per.at == BY_PROJECT

    @property
    def combines(self) -> bool:
        """Tell whether one workbook with everybody's answers is made, to send on."""
        return self.per.at == TOGETHER

    @property
    def is_complete(self) -> bool:
        """Tell whether everything needed is there, and the date can be read."""
        has_sender = not self.combines or bool(self.sent_by.text().strip())
        fine_due = not self.due.text().strip() or self.due_day() is not None
        return bool(self.folder.text().strip()) and has_sender and fine_due

    def propose(self) -> None:
        """Fill in what follows from the plan file and the period."""
        document, period = self.host.bridge.document, self.host.state.period
        if document is not None and period is not None:
            self.due.setText(day_words(period.due) if period.due else "")
            self.folder.setText(str(document.path.parent / f"Returns {period.label}"))
            self.read_due()

    def target(self) -> Path:
        """Return the folder for the workbooks."""
        return Path(self.folder.text().strip()).expanduser()

    def due_day(self) -> dt.date | None:
        """Return the day that was typed, or the last one of what was typed."""
        period = self.host.state.period
        text = self.due.text().strip()
        reading = read_timeframe(text, reference=period.as_at if period else None)
        return reading.latest if text else None

    @Slot()
    def read_due(self) -> None:
        """Say which day was understood."""
        day, typed = self.due_day(), bool(self.due.text().strip())
        if day is not None:
            words, role = f"{day:%A} {day_words(day)}", "secondary"
        elif typed:
            words, role = self.tr("Type a day, like 3 May 2024"), "error"
        else:
            words, role = self.tr("No date is asked for"), "secondary"
        self.reading.setProperty("role", role)
        self.reading.style().polish(self.reading)
        self.reading.setText(words)
        self.changed.emit()

    @Slot()
    def _choose_kind(self) -> None:
        self._fields.setRowVisible(self.sent_by, self.combines)
        self.kind_changed.emit()

    @Slot()
    def _choose_folder(self) -> None:
        chosen = self._chooser.folder(self, self.tr("Folder for the workbooks"))
        if chosen is not None:
            self.folder.setText(str(chosen))

    @Slot()
    def _dress(self) -> None:
        look = self.host.look
        gap = look.space(Space.SMALL)
        self._fields.setVerticalSpacing(gap)
        self._fields.setHorizontalSpacing(look.space(Space.LARGE))
        for row in self._rows:
            row.setSpacing(gap)
        self.choose.setIconSize(QSize(look.px(1), look.px(1)))
