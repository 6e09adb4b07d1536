"""The sheet of keys: every command with its key, and the keys of tables and boxes; searchable."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, Slot
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from plandesk.ui.command_list import Command
from plandesk.ui.itemmodels.cell_table import Cell, CellTable
from plandesk.ui.theme import Look, Space
from plandesk.ui.widgets.row_view import RowView

_T = "Shortcuts"
_IN_PLACES = (
    (
        QT_TRANSLATE_NOOP(_T, "Show the row in the inspector"),
        QT_TRANSLATE_NOOP(_T, "Enter"),
        "plan",
    ),
    (QT_TRANSLATE_NOOP(_T, "Open or close the row"), QT_TRANSLATE_NOOP(_T, "Right, Left"), "plan"),
    (QT_TRANSLATE_NOOP(_T, "Go to a ref"), QT_TRANSLATE_NOOP(_T, "A … Z, 0 … 9"), "plan"),
    (
        QT_TRANSLATE_NOOP(_T, "Next or previous page of the inspector"),
        QT_TRANSLATE_NOOP(_T, "Ctrl+PgDown, Ctrl+PgUp"),
        "",
    ),
    (QT_TRANSLATE_NOOP(_T, "Add the comment"), QT_TRANSLATE_NOOP(_T, "Ctrl+Enter"), "comment"),
    (QT_TRANSLATE_NOOP(_T, "Tick or untick"), QT_TRANSLATE_NOOP(_T, "Space"), "lists"),
    (
        QT_TRANSLATE_NOOP(_T, "Open the list of a cell or box"),
        QT_TRANSLATE_NOOP(_T, "Alt+Down"),
        "lists",
    ),
    (QT_TRANSLATE_NOOP(_T, "Leave without changing"), QT_TRANSLATE_NOOP(_T, "Esc"), "boxes"),
    (
        QT_TRANSLATE_NOOP(_T, "Next or previous action of the review"),
        QT_TRANSLATE_NOOP(_T, "N, P"),
        "review",
    ),
    (QT_TRANSLATE_NOOP(_T, "Choose the outcome"), QT_TRANSLATE_NOOP(_T, "1 … 9"), "review"),
)
_PLACES = {
    "": QT_TRANSLATE_NOOP(_T, "Inspector"),
    "plan": QT_TRANSLATE_NOOP(_T, "Plan table"),
    "comment": QT_TRANSLATE_NOOP(_T, "Comments"),
    "lists": QT_TRANSLATE_NOOP(_T, "Lists"),
    "boxes": QT_TRANSLATE_NOOP(_T, "Boxes"),
    "review": QT_TRANSLATE_NOOP(_T, "Review"),
}


@dataclass(frozen=True, slots=True)
class KeyRow:
    """One line of the sheet."""

    words: str
    keys: str
    where: str


def key_rows(commands: Sequence[Command]) -> list[KeyRow]:
    """Return a line for each command with a key, then for the keys of tables and boxes."""
    native = QKeySequence.SequenceFormat.NativeText
    rows = [
        KeyRow(
            one.words, ",  ".join(key.toString(native) for key in one.action.shortcuts()), one.menu
        )
        for one in commands
        if one.action.shortcuts()
    ]
    said = QCoreApplication.translate
    return rows + [
        KeyRow(said(_T, str(words)), said(_T, str(keys)), said(_T, str(_PLACES[place])))
        for words, keys, place in _IN_PLACES
    ]


class ShortcutsDialog(QDialog):
    """Lists commands and keys; typing narrows the list."""

    def __init__(self, commands: Sequence[Command], look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        self._all = key_rows(commands)
        self.words = QLineEdit(placeholderText=self.tr("Find a command or key"))
        self.words.setAccessibleName(self.tr("Find a command or key"))
        self.words.setClearButtonEnabled(True)
        heads = [self.tr("Command"), self.tr("Keys"), self.tr("Where")]
        self.model = CellTable(heads, _cells, self)
        self.view = RowView(self.tr("Commands and keys"), look)
        self.view.show_model(self.model, (0, 10, 7))
        column = QVBoxLayout(self)
        side = look.space(Space.MEDIUM)
        column.setContentsMargins(side, side, side, side)
        column.setSpacing(look.space(Space.SMALL))
        column.addWidget(self.words)
        column.addWidget(self.view, 1)
        self.words.textChanged.connect(self._narrow)
        self._narrow("")
        room = parent.window().size()
        wide, high = min(look.px(38), room.width() - side), min(look.px(34), room.height() - side)
        self.resize(wide, high)

    @Slot(str)
    def _narrow(self, text: str) -> None:
        words = text.casefold().split()
        said = [(row, f"{row.words} {row.keys} {row.where}".casefold()) for row in self._all]
        self.model.show([row for row, all_ in said if all(word in all_ for word in words)])


def _cells(row: KeyRow) -> Sequence[Cell]:
    return (
        Cell(row.words, tip=row.words),
        Cell(row.keys, heavy=True),
        Cell(row.where, ink="secondary"),
    )
