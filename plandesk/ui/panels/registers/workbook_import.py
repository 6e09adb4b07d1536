"""Brings a register's workbook in: every difference is shown first, and taking them is one step."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from plandesk.ui.icons import Icon
from plandesk.ui.itemmodels.cell_table import Cell, CellTable
from plandesk.ui.itemmodels.import_lists import counted
from plandesk.ui.itemmodels.row_roles import Sign
from plandesk.ui.widgets.elided_label import ElidedLabel
from plandesk.ui.widgets.message_bar import Offer
from plandesk.ui.widgets.page_parts import (
    Bar,
    button,
    close_up,
    label,
    on_base,
    space_out,
    word_button,
)
from plandesk.ui.widgets.row_view import RowView

if TYPE_CHECKING:
    from plandesk.services.registers.workbook import RegisterChange, RegisterPreview
    from plandesk.ui.jobs import Job
    from plandesk.ui.pages import PageHost

_AS_SENT = 2


class RegisterImportPanel(QWidget):
    """What a workbook would change, what stands in the way, and what it leaves alone."""

    left = Signal()

    def __init__(self, host: PageHost) -> None:
        super().__init__()
        self.host = host
        on_base(self)
        self.preview: RegisterPreview | None = None
        self.heading, self.count = ElidedLabel(host.look, 6), label(role="secondary")
        self.heading.setProperty("role", "heading")
        self.problems = label("", "error", wrap=True)
        self.notes = label("", "secondary", wrap=True)
        headings = [self.tr("Ref"), self.tr("What"), self.tr("As sent"), self.tr("Now")]
        more = [self.tr("Workbook"), self.tr("Where")]
        self.model = CellTable([*headings, *more], self._cells, self)
        self.view = RowView(self.tr("What the workbook changes"), host.look)
        self.view.show_model(self.model, (5.4, 9, 0, 0, 0, 8))
        self.newer = QCheckBox()
        self.newer.hide()
        self.newer.clicked.connect(self._read_again)
        self._asked: tuple[str, Path, int | None] | None = None
        self.take = button(self.tr("Take the &changes"), self.take_all, primary=True)
        self.leave = button(self.tr("&Leave it"), self.left.emit)
        told, column = QWidget(), QVBoxLayout(self)
        under = QVBoxLayout(told)
        space_out(under, host.look)
        under.addWidget(self.problems)
        under.addWidget(self.notes)
        under.addWidget(self.newer)
        close_up(column)
        column.addWidget(Bar(host.look, [self.heading, self.count, None, self.take, self.leave]))
        column.addWidget(told)
        column.addWidget(self.view, 1)

    def read(self, name: str, path: Path, plan_id: int | None) -> None:
        """Compare a workbook with a register, beside the window."""
        from plandesk.services.registers.workbook import preview_register

        document = self.host.bridge.document
        if document is None:
            return

        if self._asked is None or self._asked[1] != path:
            self.newer.setChecked(False)
        self._asked = (name, path, plan_id)
        newer_too = self.newer.isChecked()

        def work(_: Job) -> RegisterPreview:
            with document.read() as session:
                return preview_register(session, name, path, plan_id, newer_too=newer_too)

        self.heading.setText(path.name)
        self.count.setText(self.tr("Reading…"))
        self.take.setEnabled(False)
        self.host.run_job(self.tr("Reading %1").replace("%1", path.name), work, self.show_preview)

    @Slot()
    def _read_again(self) -> None:
        if self._asked is not None:
            self.read(*self._asked)

    def show_preview(self, preview: RegisterPreview) -> None:
        """Show the differences."""
        self.preview = preview
        self.model.show(preview.changes)
        self._show_clashes(preview)
        left_out = 0 if self.newer.isChecked() else preview.clashes
        changes, wrong = len(preview.changes) - left_out, len(preview.problems)
        self.count.setText(
            counted(len(preview.changes), "1 difference", "%1 differences")
            if preview.changes
            else self.tr("The workbook says what the register says.")
        )
        self.problems.setText("\n".join(preview.problems))
        self.problems.setVisible(bool(wrong))
        self.notes.setText("\n".join(preview.notes))
        self.notes.setVisible(bool(preview.notes))
        words = counted(changes, "Take 1 &change", "Take %1 &changes")
        if wrong:
            words = self.tr("Put the workbook right first")
        word_button(self.take, words if changes or wrong else self.tr("Nothing to take"))
        self.take.setEnabled(
            bool(changes) and not wrong and preview.op is not None and self.host.bridge.can_change
        )
        (self.take if self.take.isEnabled() else self.leave).setFocus()

    def _show_clashes(self, preview: RegisterPreview) -> None:
        """Offer to take what answers something that was changed here since it was sent."""
        words = counted(
            preview.clashes,
            "Also take 1 answer to what was changed here since",
            "Also take %1 answers to what was changed here since",
        )
        self.newer.setText(words)
        self.newer.setAccessibleName(words)
        self.newer.setVisible(preview.clashes > 0)
        sent = any(one.issued is not None for one in preview.changes)
        self.view.setColumnHidden(_AS_SENT, not sent)
        self.view.fit()

    @Slot()
    def take_all(self) -> None:
        """Make every change, as one step."""
        preview = self.preview
        if preview is None or preview.op is None or preview.problems:
            return
        if self.host.bridge.run(preview.op, self):
            left_out = 0 if self.newer.isChecked() else preview.clashes
            count = len(preview.changes) - left_out
            words = counted(count, "1 change taken", "%1 changes taken")
            self.host.say(words, Offer(self.tr("Undo"), self.host.bridge.undo))
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves the workbook alone."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def _cells(self, change: RegisterChange) -> Sequence[Cell]:
        return (
            Cell(change.ref, heavy=True),
            Cell(change.field, Sign(Icon.WARNING, "warning") if change.clash else None),
            Cell(_short(change.issued or ""), ink="secondary", tip=change.issued or ""),
            Cell(_short(change.before), ink="secondary", tip=change.before),
            Cell(_short(change.after), tip=change.after),
            Cell(change.where, ink="secondary", tip=change.where),
        )


def _short(text: str) -> str:
    return " ".join(text.split()) or "–"
