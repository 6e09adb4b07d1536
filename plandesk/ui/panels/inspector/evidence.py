"""The evidence of a plan item in the inspector: files kept in the plan, addresses, notes."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, QTemporaryDir, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
)

from plandesk.errors import UserError
from plandesk.models.exempt_words import stand_in
from plandesk.models.timeframes.day import Edge, Toward
from plandesk.ui.days import long_day
from plandesk.ui.icons import Icon
from plandesk.ui.panels.inspector.exempt import ExemptMark
from plandesk.ui.panels.inspector.pages import Page
from plandesk.ui.plan_edits import PlanEdits
from plandesk.ui.plan_state import PlanState
from plandesk.ui.settings import AppSettings
from plandesk.ui.theme import Look
from plandesk.ui.widgets.day_field import DayField
from plandesk.ui.widgets.page_parts import button, label

if TYPE_CHECKING:
    from plandesk.services.ops.detail import AttachedFile
    from plandesk.services.queries.detail import EvidenceRow, ItemDetail
    from plandesk.services.queries.exempt import ExemptRow

_ROW = Qt.ItemDataRole.UserRole
# A file in a plan may come from anybody; only what cannot run is handed to the desktop.
_PAPERS = frozenset(
    {".pdf", ".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp", ".rtf", ".txt", ".csv", ".eml"}
    | {".png", ".jpg", ".jpeg", ".gif", ".msg", ".doc", ".xls", ".ppt"}
)


class EvidenceMark(ExemptMark):
    """The mark of one piece of evidence."""

    def __init__(self, state: PlanState, look: Look) -> None:
        super().__init__(state.bridge, look, "EVIDENCE")

    def words(self, stands: str) -> str:
        """Say that nothing of the piece is published."""
        return self.tr("Nothing that is published names it.")


class EvidencePage(Page):
    """Lists the evidence; a form below the list adds a piece or changes the chosen one."""

    def __init__(self, state: PlanState, edits: PlanEdits, look: Look) -> None:
        super().__init__(state, edits, look)
        self._file: AttachedFile | None = None
        self._changes: int | None = None
        self._opened: QTemporaryDir | None = None
        self._marks: dict[int, ExemptRow] = {}
        self._above: ExemptRow | None = None
        self.exempt = EvidenceMark(state, look)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Evidence"))
        self.list.setWordWrap(True)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setSpacing(2)
        self._none = label(self.tr("No evidence yet."), "secondary", wrap=True)
        self.add = button(self.tr("Add evidence"), self._begin, Icon.ADD)
        self.open = button(self.tr("Open"), self._open, Icon.OPEN)
        self.change = button(self.tr("Change"), self._begin_change, Icon.PENCIL)
        self.remove = button(self.tr("Remove"), self._remove, Icon.REMOVE)
        row = QHBoxLayout()
        for each in (self.add, self.open, self.change, self.remove):
            row.addWidget(each)
            if each is not self.add:
                each.setText("")
                each.setToolTip(each.accessibleName())
        row.addStretch(1)
        self._build_form()
        for widget in (self._none, self.list):
            self.column.addWidget(widget, int(widget is self.list))
        self.column.addLayout(row)
        self.column.addWidget(self.exempt)
        self.column.addWidget(self.form)
        self.column.addStretch(1)
        self.list.currentRowChanged.connect(self._enable)
        self.list.itemActivated.connect(self._open)
        self.dress()

    def show_detail(self, detail: ItemDetail) -> None:
        """Show the pieces of evidence."""
        if self.detail is None or self.detail.row.id != detail.row.id:
            self._end()
        super().show_detail(detail)
        self._read_marks(detail.row.id)
        kept = self.list.currentRow()
        with QSignalBlocker(self.list):  # an empty list would take the keyboard out of the mark
            self.list.clear()
            for one in detail.evidence:
                item = QListWidgetItem(self._line(one), self.list)
                item.setData(_ROW, one.id)
            self.list.setCurrentRow(min(max(kept, 0), self.list.count() - 1))
        self.list.setVisible(bool(detail.evidence))
        self._none.setVisible(not detail.evidence)
        self._enable()

    def _read_marks(self, item_id: int) -> None:
        from plandesk.services.queries.exempt import evidence_exemptions, item_exemption

        with self.state.bridge.read() as session:
            self._marks = evidence_exemptions(session, item_id)
            above = item_exemption(session, item_id)
        self._above = above if above is not None and not above.parts else None

    def _line(self, one: EvidenceRow) -> str:
        kept = self.tr("file kept in the plan") if one.file_hash else one.address
        about = " · ".join(part for part in (kept, long_day(one.added_on), one.added_by) if part)
        mark = self._marks.get(one.id)
        exempt = stand_in(mark.paragraph) if mark else ""
        return "\n".join(part for part in (one.title, one.note, about, exempt) if part)

    def _build_form(self) -> None:
        self.form = QFrame()
        self.form.setObjectName("detail")
        self.what, self.note = QLineEdit(), QLineEdit()
        self.address, self.by = QLineEdit(), QLineEdit()
        self.on = DayField(self.tr("Date"), Edge.WHOLE, Toward.BACK)
        self.what.setPlaceholderText(self.tr("Like “Board minutes, 4 March”"))
        self.choose = button(self.tr("Choose a file…"), self._choose, Icon.FOLDER)
        self.keep = button(self.tr("Add"), self._keep, primary=True)
        self.cancel = button(self.tr("Cancel"), self._end)
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        for name, box in (
            (self.tr("What"), self.what),
            (self.tr("Note"), self.note),
            (self.tr("Link"), self.address),
            (self.tr("File"), self.choose),
            (self.tr("Date"), self.on),
            (self.tr("From"), self.by),
        ):
            if box is not self.choose:
                box.setAccessibleName(f"{self.tr('Evidence')}: {name}")
            form.addRow(label(name), box)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.keep)
        column = QVBoxLayout(self.form)
        self._notes = label("", "secondary", wrap=True)
        column.addLayout(form)
        column.addWidget(self._notes)
        column.addLayout(buttons)
        self.what.returnPressed.connect(self._keep)
        self.form.hide()

    def _chosen(self) -> EvidenceRow | None:
        item = self.list.currentItem()
        if item is None or self.detail is None:
            return None
        number = int(item.data(_ROW))
        return next((one for one in self.detail.evidence if one.id == number), None)

    @Slot()
    def _enable(self) -> None:
        one, may = self._chosen(), self.state.bridge.can_change
        self.add.setEnabled(may)
        self.open.setEnabled(one is not None and bool(one.file_hash or one.address))
        self.change.setEnabled(may and one is not None)
        self.remove.setEnabled(may and one is not None)
        self.exempt.setVisible(one is not None and self.form.isHidden())
        if one is not None:
            mark = self._marks.get(one.id)
            above = self._above if mark is None else None
            self.exempt.show_mark(one.id, mark, may=may, above=above)

    def _begin(self) -> None:
        document = self.state.bridge.document
        if document is None:
            return
        self._changes, self._file = None, None
        for box in (self.what, self.note, self.address):
            box.clear()
        self.by.setText(document.who)
        self._show_form(document.now.date(), self.tr("Add"))

    def _begin_change(self) -> None:
        one, document = self._chosen(), self.state.bridge.document
        if one is None or document is None:
            return
        self._changes, self._file = one.id, None
        self.what.setText(one.title)
        self.note.setText(one.note)
        self.address.setText(one.address)
        self.by.setText(one.added_by)
        self._show_form(one.added_on or document.now.date(), self.tr("Change"))

    def _show_form(self, day: dt.date, words: str) -> None:
        document = self.state.bridge.document
        if document is not None:
            self.on.count_from(document.now.date())
        self.on.set_day(day)
        self.choose.setText(self.tr("Choose a file…"))
        self.keep.setText(words)
        self.keep.setAccessibleName(words)
        self._notes.hide()
        self.form.show()
        self.exempt.hide()
        self.what.setFocus()

    @Slot()
    def _end(self) -> None:
        self.form.hide()
        self._file, self._changes = None, None
        self._enable()

    @Slot()
    def _choose(self) -> None:
        from plandesk.ui.dialogs.choose_files import FileChooser

        found = FileChooser(AppSettings()).files(
            self, self.tr("Evidence"), self.tr("All files (*)")
        )
        if found:
            self.attach(found[0])

    def attach(self, path: Path) -> None:
        """Take a file as the evidence that the form is about."""
        from plandesk.services.attachments import take_file
        from plandesk.ui.dialogs.ask_about_file import take_with_questions

        try:
            taken = take_with_questions(self, path, take_file)
        except UserError as problem:
            self.state.bridge.refused.emit(problem)
            return
        if taken is None:
            return
        self._file = taken.file
        self._notes.setText("\n".join(taken.notes))
        self._notes.setVisible(bool(taken.notes))
        self.choose.setText(path.name)
        if not self.what.text().strip():
            self.what.setText(path.stem)

    @Slot()
    def _keep(self) -> None:
        from plandesk.services.ops.detail import AddEvidence, EditEvidence, EvidenceText

        if self.detail is None:
            return
        try:
            on = self.on.checked_day()
        except UserError as problem:
            self.state.bridge.refused.emit(problem)
            return
        text = EvidenceText(
            self.what.text(), self.note.text(), self.address.text(), on, self.by.text()
        )
        if self._changes is None:
            op: AddEvidence | EditEvidence = AddEvidence(self.detail.row.id, text, self._file)
        else:
            op = EditEvidence(self._changes, text, self._file)
        if self.state.bridge.run(op, self):
            self._end()
            self.add.setFocus()

    @Slot()
    def _open(self) -> None:
        from plandesk.services.attachments import clean_name
        from plandesk.services.queries.files import kept_file

        one = self._chosen()
        if one is None:
            return
        if not one.file_hash:
            QDesktopServices.openUrl(QUrl.fromUserInput(one.address))
            return
        with self.state.bridge.read() as session:
            file = kept_file(session, one.file_hash)
        if file is None:
            return
        name = clean_name(file.name)  # a plan may come from elsewhere with names of its own
        if Path(name).suffix.casefold() not in _PAPERS:
            self._save_copy(name, file.content)
            return
        self._opened = self._opened or QTemporaryDir()
        target = Path(self._opened.path()) / f"{one.file_hash[:8]}-{name}"
        target.write_bytes(file.content)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(target)))

    def _save_copy(self, name: str, content: bytes) -> None:
        from plandesk.ui.dialogs.choose_files import FileChooser

        chosen = FileChooser(AppSettings()).target(
            self, self.tr("Save a copy of the evidence"), name, self.tr("All files (*)")
        )
        if chosen is not None:
            chosen.write_bytes(content)

    @Slot()
    def _remove(self) -> None:
        from plandesk.services.ops.detail import RemoveEvidence

        one = self._chosen()
        if one is not None:
            self.state.bridge.run(RemoveEvidence((one.id,)), self)
