"""The entries of a register, or the parts of one entry, as a table that can be edited."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from plandesk.models.register_types import RegisterKind
from plandesk.ui.itemmodels.cell_table import Cell
from plandesk.ui.itemmodels.register_columns import RegisterColumn
from plandesk.ui.itemmodels.register_lines import (
    RegisterLine,
    RegisterLines,
    cell_of,
    edit_text,
)
from plandesk.ui.itemmodels.row_roles import RowRole

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
Change = Callable[[RegisterLine, RegisterColumn, str], bool]


class EntryRole(IntEnum):
    """What the delegate asks for beside ``RowRole``: the column, and a measure's course."""

    COLUMN = Qt.ItemDataRole.UserRole.value + 60
    COURSE = Qt.ItemDataRole.UserRole.value + 61


class RegisterModel(QAbstractTableModel):
    """Shows lines; what is typed is handed to ``change``, and shown when the plan says so."""

    def __init__(self, change: Change, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._change = change
        self._shown: RegisterLines | None = None
        self._lines: list[RegisterLine] = []
        self._made: tuple[RegisterLine, RegisterColumn, Cell] | None = None
        self.editable = False

    @property
    def columns(self) -> tuple[RegisterColumn, ...]:
        """The columns from the left."""
        return self._shown.columns if self._shown else ()

    @property
    def lines(self) -> list[RegisterLine]:
        """The lines from the top."""
        return self._lines

    def show(self, shown: RegisterLines, lines: Sequence[RegisterLine] | None = None) -> None:
        """Show a register, or only some of its lines."""
        self._made = None
        wanted = list(shown.lines if lines is None else lines)
        same_columns = self._shown is not None and (
            (self._shown.kind.key, self._shown.columns) == (shown.kind.key, shown.columns)
        )
        if not same_columns:
            self.beginResetModel()  # another register altogether
            self._shown, self._lines = shown, wanted
            self.endResetModel()
            return
        self._shown = shown
        self._follow(wanted)

    def _follow(self, wanted: list[RegisterLine]) -> None:
        """Take away, then put in, then tell which lines say something else."""
        keep = {line.entry.id for line in wanted}
        for at in reversed(range(len(self._lines))):
            if self._lines[at].entry.id not in keep:
                self.beginRemoveRows(_NOWHERE, at, at)
                del self._lines[at]
                self.endRemoveRows()
        for at, line in enumerate(wanted):
            if at < len(self._lines) and self._lines[at].entry.id == line.entry.id:
                continue  # looking for each would take the square of their number
            here = self.row_of(line.entry.id)
            if here < 0:
                self.beginInsertRows(_NOWHERE, at, at)
                self._lines.insert(at, line)
                self.endInsertRows()
            else:
                self.beginMoveRows(_NOWHERE, here, here, _NOWHERE, at)
                self._lines.insert(at, self._lines.pop(here))
                self.endMoveRows()
        self._lines = list(wanted)
        if wanted:
            self.dataChanged.emit(
                self.index(0, 0), self.index(len(wanted) - 1, len(self.columns) - 1)
            )

    def row_of(self, entry_id: int) -> int:
        """Return where an entry stands, -1 where it is not shown."""
        return next((at for at, one in enumerate(self._lines) if one.entry.id == entry_id), -1)

    def line(self, index: Index) -> RegisterLine | None:
        """Return the line of an index."""
        return self._lines[index.row()] if index.isValid() else None

    # --- what Qt asks ------------------------------------------------------------------------

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of lines; they have none below them."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return a heading; the whole of it in the tip, where the column is narrow."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.columns[section].heading
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows, or what its editor begins with."""
        if not index.isValid() or self._shown is None:
            return None
        line, column = self._lines[index.row()], self.columns[index.column()]
        if role == RowRole.ROW:
            return line
        if role == EntryRole.COLUMN:
            return column
        if role == EntryRole.COURSE:
            return line.course if column.key == "@course" else None
        if role == Qt.ItemDataRole.EditRole:
            return edit_text(self._shown.kind, line, column)
        return self._shows(self._cell(self._shown.kind, line, column), column, role)

    def _cell(self, kind: RegisterKind, line: RegisterLine, column: RegisterColumn) -> Cell:
        """Return a cell; drawing asks for ten things of each before it goes on to the next."""
        made = self._made
        if made is None or made[0] is not line or made[1] is not column:
            made = self._made = line, column, cell_of(kind, line, column)
        return made[2]

    def _shows(self, cell: Cell, column: RegisterColumn, role: int) -> Any:
        match role:
            case Qt.ItemDataRole.ToolTipRole:
                return cell.tip or None
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{column.heading}: {cell.text}" if cell.text else column.heading
            case Qt.ItemDataRole.TextAlignmentRole if cell.right:
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return cell.answer(role)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Allow editing where a column is not worked out."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        found = (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemNeverHasChildren
        )
        if self.editable and self.columns[index.column()].is_editable:
            found |= Qt.ItemFlag.ItemIsEditable
        return found

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Hand over what was typed, where it is something else."""
        line = self.line(index)
        if line is None or role != Qt.ItemDataRole.EditRole:
            return False
        text = "" if value is None else str(value).strip()
        if text == str(index.data(Qt.ItemDataRole.EditRole) or "").strip():
            return False
        return self._change(line, self.columns[index.column()], text)
