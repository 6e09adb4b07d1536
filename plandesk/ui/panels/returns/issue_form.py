"""What is asked before returns are issued: which workbooks, by when, back to whom, where to."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QFormLayout, QHBoxLayout, QLineEdit, QWidget

from plandesk.ui.dialogs.choose_files import FileChooser
from plandesk.ui.icons import Icon
from plandesk.ui.panels.returns.chooser import usual_folder
from plandesk.ui.theme import Space
from plandesk.ui.widgets.day_field import DayField
from plandesk.ui.widgets.line_signs import let_signs_grow
from plandesk.ui.widgets.page_parts import Choice, button, close_up

if TYPE_CHECKING:
    from plandesk.ui.pages import PageHost

BY_PROJECT, TOGETHER = 1, 2
_FOLDER = 10  # heights of a line


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
        self.due = DayField(self.tr("Due back"))
        self.due.line.setPlaceholderText(self.tr("Such as 3 May 2024 or end May"))
        let_signs_grow(self.due.line, host.look)
        self.due.changed.connect(self.changed)
        self.contact = QLineEdit(placeholderText=self.tr("A name or mailbox; may stay empty"))
        self.contact.setAccessibleName(self.tr("Send back to"))
        self.folder = QLineEdit()
        self.folder.setAccessibleName(self.tr("Folder for the workbooks"))
        for field in (self.folder, self.sent_by):
            field.textChanged.connect(self.changed)
        self.choose = button(self.tr("&Choose…"), self._choose_folder, Icon.FOLDER)
        self.locked = QCheckBox(self.tr("Each workbook opens only with it"))
        self.locked.setAccessibleName(self.tr("Lock the workbooks with a password"))
        self.locked.clicked.connect(self._ask_password)
        self.password = ""
        self._lay_out()
        host.look.changed.connect(self._dress)
        self._dress()

    def _lay_out(self) -> None:
        self._fields = QFormLayout(self)
        close_up(self._fields)
        self._fields.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        across, folder = QHBoxLayout(), QHBoxLayout()
        self._folder_row = folder
        across.addWidget(self.per)
        across.addStretch(1)
        folder.addWidget(self.folder, 1)
        folder.addWidget(self.choose)
        for word, part in (
            (self.tr("One workbook for"), across),
            (self.tr("Sent by"), self.sent_by),
            (self.tr("Due back"), self.due),
            (self.tr("Send back to"), self.contact),
            (self.tr("Folder"), folder),
            (self.tr("Password"), self.locked),
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
        return bool(self.folder.text().strip()) and has_sender and self.due.is_clear

    def propose(self) -> None:
        """Fill in what follows from the plan file and the period."""
        document, period = self.host.bridge.document, self.host.state.period
        if document is not None and period is not None:
            self.due.count_from(document.now.date())
            self.due.set_day(period.due)
            self.folder.setText(str(usual_folder(self.host) or ""))

    def target(self) -> Path:
        """Return the folder for the workbooks."""
        return Path(self.folder.text().strip()).expanduser()

    def forget_password(self) -> None:
        """Forget the password, once workbooks were written with it."""
        self.password = ""
        self.locked.setChecked(False)

    @Slot()
    def _ask_password(self) -> None:
        from plandesk.ui.dialogs.new_password import new_password

        if self.locked.isChecked():
            title = self.tr("Password for the workbooks")
            self.password = new_password(self, title, self.tr("Each workbook"))
        if not self.password or not self.locked.isChecked():
            self.forget_password()

    @Slot()
    def _choose_kind(self) -> None:
        self._fields.setRowVisible(self.sent_by, self.combines)
        self.kind_changed.emit()

    @Slot()
    def _choose_folder(self) -> None:
        named = self.target()
        start = next((str(each) for each in (named, *named.parents) if each.is_dir()), "")
        caption = self.tr("Folder for the workbooks")
        chosen = self._chooser.folder(self, caption, start, new=True)
        if chosen is not None:
            self.folder.setText(str(chosen))

    @Slot()
    def _dress(self) -> None:
        look = self.host.look
        gap = look.space(Space.SMALL)
        self._fields.setVerticalSpacing(gap)
        self._fields.setHorizontalSpacing(look.space(Space.LARGE))
        self._folder_row.setSpacing(gap)
        self.choose.setIconSize(QSize(look.px(1), look.px(1)))
        self.folder.setMinimumWidth(look.px(_FOLDER))  # else narrow windows show no name of it
