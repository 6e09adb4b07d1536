"""A SWOT analysis as four boxes, each with its points and a line for a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from plandesk.models.register_types import Choice, RegisterKind
from plandesk.ui.itemmodels.register_columns import Holds, RegisterColumn
from plandesk.ui.itemmodels.register_lines import RegisterLine, RegisterLines
from plandesk.ui.itemmodels.register_model import RegisterModel
from plandesk.ui.theme import Space
from plandesk.ui.widgets.page_parts import label, on_base
from plandesk.ui.widgets.register_view import RegisterView

if TYPE_CHECKING:
    from plandesk.services.queries.registers.rows import EntryDetail
    from plandesk.ui.pages import PageHost

_POINT, _PART = "swot-point", "quadrant"
_BESIDE = 34  # heights of a line: below this the boxes stand one below the other
_LEAST, _MOST = 3, 9


class PointBox(QFrame):
    """One part of the analysis: F2 edits a point, Del removes it, Alt+Up and Alt+Down move it."""

    def __init__(self, host: PageHost, kind: RegisterKind, choice: Choice) -> None:
        super().__init__()
        self.setObjectName("card")
        self.host, self._kind, self._choice = host, kind, choice
        self.entry_id = 0
        self.heading = label(choice.word, "caption")
        self.model = RegisterModel(self._change, self)
        self.view = RegisterView(choice.word, host.look)
        self.view.setHeaderHidden(True)
        self.view.show_model(self.model, ())
        words = self.tr("Add to %1").replace("%1", choice.word.lower())
        self.new = QLineEdit(placeholderText=words)
        self.new.setAccessibleName(words)
        self.new.returnPressed.connect(self.add)
        column = QVBoxLayout(self)
        for part in (self.heading, self.view, self.new):
            column.addWidget(part)
        self.view.add_asked.connect(self.new.setFocus)
        self.view.open_asked.connect(self.view.edit_here)
        self.view.remove_asked.connect(self.remove)
        self.view.move_asked.connect(self.move)

    def show_points(self, detail: EntryDetail, *, may: bool) -> None:
        """Show the points of one analysis that belong here."""
        self.entry_id = detail.row.id
        rows = [
            row for row in detail.parts_of(_POINT) if row.fields.get(_PART) == self._choice.code
        ]
        columns = (RegisterColumn("title", self._choice.word, Holds.TEXT, 0.0, 10),)
        self.model.editable = may
        lines = tuple(RegisterLine(row) for row in rows)
        self.model.show(RegisterLines(self._kind, columns, lines))
        self.view.fit_columns()
        self.heading.setText(f"{self._choice.word}  {len(rows)}")
        shown = min(max(len(rows), _LEAST), _MOST)
        self.view.setFixedHeight(self.host.look.px(0.2 + 1.72 * shown))
        self.new.setEnabled(may)

    def _change(self, line: RegisterLine, column: RegisterColumn, text: str) -> bool:
        from plandesk.services.ops.registers.entries import EditEntry

        return self.host.bridge.run(EditEntry(line.entry.id, ((column.key, text),)), self)

    @Slot()
    def add(self) -> None:
        """Add a point with the words that were typed."""
        from plandesk.services.ops.registers.entries import AddEntry
        from plandesk.services.ops.registers.lookup import EntryDraft

        text = self.new.text().strip()
        if not text:
            return
        draft = EntryDraft(text, fields={_PART: self._choice.code})
        if self.host.bridge.run(AddEntry(_POINT, draft, parent_id=self.entry_id), self):
            self.new.clear()

    @Slot()
    def remove(self) -> None:
        """Remove the chosen point."""
        from plandesk.services.ops.registers.entries import RemoveEntries

        line = self.model.line(self.view.currentIndex())
        if line is not None and self.host.bridge.can_change:
            self.host.bridge.run(RemoveEntries((line.entry.id,)), self)

    @Slot(int)
    def move(self, by: int) -> None:
        """Move the chosen point past the one beside it in this box."""
        from plandesk.services.ops.registers.entries import MoveEntries

        line, at = self.model.line(self.view.currentIndex()), self.view.currentIndex().row() + by
        if line is None or not self.host.bridge.can_change or not 0 <= at < self.model.rowCount():
            return
        # Points of the other boxes may stand between them.
        beside = self.model.lines[at].entry.position
        self.host.bridge.run(MoveEntries((line.entry.id,), beside + (by > 0)), self)


class BoxesPanel(QScrollArea):
    """Four boxes, two by two, or one below the other where the page is narrow."""

    def __init__(self, host: PageHost) -> None:
        super().__init__()
        self.host = host
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        on_base(inside)
        self.title = label("", "heading", wrap=True)
        self.boxes: list[PointBox] = []
        self._grid = QGridLayout()
        column = QVBoxLayout(inside)
        side = host.look.space(Space.MEDIUM)
        column.setContentsMargins(side, side, side, side)
        column.addWidget(self.title)
        column.addLayout(self._grid)
        column.addStretch(1)
        self.setWidget(inside)

    def minimumSizeHint(self) -> QSize:
        """Return a size that always fits."""
        return QSize(self.host.look.px(12), self.host.look.px(6))

    def show_entry(self, detail: EntryDetail | None) -> None:
        """Show one analysis."""
        if detail is None:
            return
        self.title.setText(detail.row.title)
        if not self.boxes:
            kind = detail.kind.part(_POINT)
            spec = kind.field(_PART) if kind else None
            if kind is None or spec is None:
                return
            self.boxes = [PointBox(self.host, kind, choice) for choice in spec.choices]
            self._arrange()
        for box in self.boxes:
            box.show_points(detail, may=self.host.bridge.can_change)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the boxes beside or below each other."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        across = 2 if self.width() >= self.host.look.px(_BESIDE) else 1
        for at, box in enumerate(self.boxes):
            self._grid.addWidget(box, at // across, at % across, Qt.AlignmentFlag.AlignTop)
