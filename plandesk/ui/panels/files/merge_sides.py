"""One conflict in full: the value here, the value there, what it was before, and the choice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QPlainTextEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from plandesk.ui.theme import Look
from plandesk.ui.widgets.page_parts import label, space_out

if TYPE_CHECKING:
    from plandesk.services.copies.merge import SpokenConflict
    from plandesk.services.copies.merge_rules import Takes


class MergeSides(QWidget):
    """Three boxes side by side; ``chosen`` tells "mine" or "theirs"."""

    chosen = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.title = label("", "title", wrap=True)
        self.mine = QRadioButton(self.tr("Keep what is here"))
        self.theirs = QRadioButton(self.tr("Take what is there"))
        self._group = QButtonGroup(self)
        for one in (self.mine, self.theirs):
            one.setAccessibleName(one.text())
            self._group.addButton(one)
        self.before = label(self.tr("Before they parted"), "caption")
        names = (self.tr("Here"), self.tr("There"), self.tr("Before"))
        self.boxes = tuple(_box(name) for name in names)
        grid = QGridLayout()
        for column, head in enumerate((self.mine, self.theirs, self.before)):
            grid.addWidget(head, 0, column)
            grid.addWidget(self.boxes[column], 1, column)
            grid.setColumnStretch(column, 1)
        lines = QVBoxLayout(self)
        space_out(lines, look)
        lines.addWidget(self.title)
        lines.addLayout(grid, 1)
        for box in self.boxes:
            box.setMinimumHeight(look.px(5))
        self.mine.clicked.connect(self._tell_mine)
        self.theirs.clicked.connect(self._tell_theirs)

    def show_conflict(self, name: str, one: SpokenConflict, side: Takes) -> None:
        """Show a conflict under a name, with the side that is taken."""
        self.title.setText(name)
        for box, value in zip(self.boxes, (one.mine, one.theirs, one.base), strict=True):
            box.setPlainText(_in_full(value, self.tr("removed") if not one.field else "–"))
            box.moveCursor(QTextCursor.MoveOperation.Start)
        with QSignalBlocker(self._group):
            (self.mine if side == "mine" else self.theirs).setChecked(True)

    @Slot()
    def _tell_mine(self) -> None:
        self.chosen.emit("mine")

    @Slot()
    def _tell_theirs(self) -> None:
        self.chosen.emit("theirs")


def _box(name: str) -> QPlainTextEdit:
    made = QPlainTextEdit(readOnly=True)
    made.setAccessibleName(name)
    made.setTabChangesFocus(True)
    return made


def _in_full(value: Any, nothing: str) -> str:
    return nothing if value is None or value == "" else str(value)
