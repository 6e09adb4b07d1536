"""The parts of an entry: counter measures, rows, criteria, options, points, agenda items."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from plandesk.models.register_types import RegisterKind
from plandesk.ui.icons import Icon
from plandesk.ui.itemmodels.register_columns import RegisterColumn
from plandesk.ui.itemmodels.register_lines import RegisterLine, part_lines
from plandesk.ui.itemmodels.register_model import RegisterModel
from plandesk.ui.panels.registers.entry_page import EntryAids, EntryPage
from plandesk.ui.widgets.page_parts import button, close_up, label
from plandesk.ui.widgets.register_view import RegisterView

if TYPE_CHECKING:
    from plandesk.services.queries.registers.rows import EntryDetail
    from plandesk.ui.pages import PageHost

_LEAST, _MOST = 3, 12  # lines that a table of parts takes


class PartsBox(QWidget):
    """One kind of part: its table, a line for a new one, and what can be done with the chosen."""

    def __init__(self, host: PageHost, aids: EntryAids, kind: RegisterKind) -> None:
        super().__init__()
        self.host, self.kind = host, kind
        self.entry_id = 0
        self.model = RegisterModel(self._change, self)
        self.view = RegisterView(kind.title, host.look)
        self.view.cells.people, self.view.cells.tags = aids.people, aids.tags
        self.view.cells.reading = aids.reading
        self.view.show_model(self.model, ())
        self.new = QLineEdit(placeholderText=self.tr("New %1").replace("%1", kind.entry))
        self.new.setAccessibleName(self.tr("New %1").replace("%1", kind.entry))
        self.new.returnPressed.connect(self.add)
        self.plus = button(self.tr("Add"), self.add, Icon.ADD)
        self.plus.setAccessibleName(self.tr("Add %1").replace("%1", kind.entry))
        self.up = button("", lambda: self.move(-1), Icon.UP)
        self.down = button("", lambda: self.move(1), Icon.DOWN)
        self.gone = button("", self.remove, Icon.REMOVE)
        for made, name in (
            (self.up, self.tr("Move %1 up")),
            (self.down, self.tr("Move %1 down")),
            (self.gone, self.tr("Remove %1")),
        ):
            made.setAccessibleName(name.replace("%1", kind.entry))
            made.setToolTip(made.accessibleName())
        self._lay_out()
        self.view.add_asked.connect(self.new.setFocus)
        self.view.remove_asked.connect(self.remove)
        self.view.move_asked.connect(self.move)
        self.view.text_asked.connect(self._edit_plain)

    def _lay_out(self) -> None:
        column, line = QVBoxLayout(self), QHBoxLayout()
        close_up(column)
        column.addWidget(label(self.kind.title, "caption"))
        column.addWidget(self.view)
        for part in (self.new, self.plus, self.up, self.down, self.gone):
            line.addWidget(part, int(part is self.new))
        column.addLayout(line)

    def show_parts(self, detail: EntryDetail, *, may: bool) -> None:
        """Show the parts of an entry."""
        if detail.row.id != self.entry_id:
            self.new.clear()
        self.entry_id = detail.row.id
        rows = detail.parts_of(self.kind.key)
        self.model.editable = may
        self.model.show(part_lines(self.kind, rows))
        self.view.fit_columns()
        for part in (self.new, self.plus):
            part.setEnabled(may)
        for part in (self.up, self.down, self.gone):
            part.setEnabled(may and bool(rows))
        self.view.setVisible(bool(rows))
        lines = min(max(len(rows), _LEAST), _MOST)
        self.view.setFixedHeight(self.host.look.px(1.9 + 1.72 * lines))
        if rows and not self.view.currentIndex().isValid():
            self.view.setCurrentIndex(self.model.index(0, 0))

    def _here(self) -> RegisterLine | None:
        return self.model.line(self.view.currentIndex())

    def _change(self, line: RegisterLine, column: RegisterColumn, text: str) -> bool:
        from plandesk.services.ops.registers.entries import EditEntry

        return self.host.bridge.run(EditEntry(line.entry.id, ((column.key, text),)), self)

    @Slot(str)
    def _edit_plain(self, key: str) -> None:
        index = self.view.currentIndex()
        if index.isValid():
            self.view.edit(index)

    @Slot()
    def add(self) -> None:
        """Add a part with the words that were typed."""
        from plandesk.services.ops.registers.entries import AddEntry
        from plandesk.services.ops.registers.lookup import EntryDraft

        text = self.new.text().strip()
        if not text:
            self.new.setFocus()
            return
        op = AddEntry(self.kind.key, EntryDraft(text), parent_id=self.entry_id)
        if self.host.bridge.run(op, self):
            self.new.clear()
            self.new.setFocus()

    @Slot()
    def remove(self) -> None:
        """Remove the chosen part."""
        from plandesk.services.ops.registers.entries import RemoveEntries

        line = self._here()
        if line is not None and self.host.bridge.can_change:
            self.host.bridge.run(RemoveEntries((line.entry.id,)), self)

    @Slot(int)
    def move(self, by: int) -> None:
        """Move the chosen part up or down."""
        from plandesk.services.ops.registers.entries import MoveEntries

        line, at = self._here(), self.view.currentIndex().row() + by
        if line is None or not self.host.bridge.can_change or not 0 <= at < self.model.rowCount():
            return
        # The place counts before the move, so one down is the gap behind the next.
        place = line.entry.position + (2 if by > 0 else -1)
        self.host.bridge.run(MoveEntries((line.entry.id,), place), self)


class PartsPage(EntryPage):
    """A box for each kind of part that an entry has."""

    def __init__(self, host: PageHost, aids: EntryAids) -> None:
        super().__init__(host, aids)
        self.boxes: list[PartsBox] = []
        self._shape: tuple[str, ...] = ()
        self.column.addStretch(1)
        self.dress()

    def show_entry(self, detail: EntryDetail) -> None:
        """Show the parts of an entry."""
        super().show_entry(detail)
        shape = (detail.kind.key, *(part.key for part in detail.kind.parts))
        if shape != self._shape:
            self._rebuild(detail)
            self._shape = shape
        for box in self.boxes:
            box.show_parts(detail, may=self.may)

    def _rebuild(self, detail: EntryDetail) -> None:
        for box in self.boxes:
            box.hide()  # else Tab could still reach it until it is deleted
            box.deleteLater()
        self.boxes = [PartsBox(self.host, self.aids, part) for part in detail.kind.parts]
        for at, box in enumerate(self.boxes):
            self.column.insertWidget(at, box)
