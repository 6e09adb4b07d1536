"""The real rows of a tracker's sheet as they are printed, each with what it is taken for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from plandesk.excel.trackers.grid import GridCell, GridSheet, column_letter
from plandesk.excel.trackers.mapping import RowKind
from plandesk.excel.trackers.rows import ReadRow
from plandesk.ui.itemmodels.cell_table import CHOICES, Choice

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_MOST_COLUMNS = 60
_TIP = 2000


class GridRole(IntEnum):
    """What a cell of the grid has beside its text."""

    FILL = Qt.ItemDataRole.UserRole.value
    KIND = Qt.ItemDataRole.UserRole.value + 1
    REPEATED = Qt.ItemDataRole.UserRole.value + 2
    UNFOLDED = Qt.ItemDataRole.UserRole.value + 3
    BOLD = Qt.ItemDataRole.UserRole.value + 4
    WIDE = Qt.ItemDataRole.UserRole.value + 5


class TrackerGridModel(QAbstractTableModel):
    """Column 0 says what a row is taken for and may be chosen; the rest is the sheet itself."""

    chosen = Signal(int, object)

    def __init__(self, words: Callable[[RowKind], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._sheet = GridSheet("")
        self._numbers: list[int] = []
        self._kinds: Mapping[int, ReadRow] = {}
        self._offered: Sequence[RowKind] = ()

    def show(self, sheet: GridSheet, kinds: Mapping[int, ReadRow]) -> None:
        """Show a sheet; the same sheet again only has its rows taken for something else."""
        same, self._kinds = sheet is self._sheet, kinds
        if same and self._numbers:
            last = self.index(len(self._numbers) - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()  # another sheet
        self._sheet, self._numbers = sheet, list(sheet.rows)
        self.endResetModel()

    def offer(self, kinds: Sequence[RowKind]) -> None:
        """Set what a row may be taken for."""
        self._offered = tuple(kinds)

    def number(self, at: int) -> int:
        """Return the row's number in the workbook."""
        return self._numbers[at]

    def place_of(self, number: int) -> int:
        """Return where the row with this number, or the first one after it, stands here."""
        return next((at for at, each in enumerate(self._numbers) if each >= number), 0)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of rows that hold something."""
        return 0 if parent.isValid() else len(self._numbers)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return the sheet's columns and the one before them."""
        return 0 if parent.isValid() else min(self._sheet.width, _MOST_COLUMNS) + 1

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return the letters and numbers that Excel shows."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Vertical:
            return str(self._numbers[section]) if section < len(self._numbers) else None
        return column_letter(section) if section else self.tr("Read as")

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows."""
        if not index.isValid():
            return None
        number = self._numbers[index.row()]
        read = self._kinds.get(number)
        if role == GridRole.KIND:
            return read.kind if read else RowKind.BLANK
        if role == GridRole.REPEATED:
            return bool(read and read.repeated)
        if index.column() == 0:
            return self._of_kind(read, role)
        return self._of_cell(number, index.column(), role)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let every cell be read with the cursor."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tell what a row is to be taken for."""
        if index.column() != 0 or role != Qt.ItemDataRole.EditRole:
            return False
        self.chosen.emit(self._numbers[index.row()], value)
        return True

    def _of_kind(self, read: ReadRow | None, role: int) -> Any:
        kind = read.kind if read else RowKind.BLANK
        words = self.tr("Header again") if read and read.repeated else self._words(kind)
        if role == Qt.ItemDataRole.DisplayRole:
            return words
        if role == Qt.ItemDataRole.ToolTipRole:
            return read.reason if read and read.reason else None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.tr('Read as')}: {words}"
        if role == CHOICES:
            return lambda: self._choices(kind)
        return None

    def _choices(self, kind: RowKind) -> list[Choice]:
        found = [
            Choice(self._words(each), each, chosen=each is kind, group=at == 2)
            for at, each in enumerate(self._offered)
        ]
        return [*found, Choice(self.tr("As guessed"), None, group=True)]

    def _of_cell(self, number: int, column: int, role: int) -> Any:
        cell: GridCell = self._sheet.unfolded(number, column)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return cell.text[:300].replace("\n", " ⏎ ")
            case Qt.ItemDataRole.ToolTipRole:
                return cell.text[:_TIP] or None
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{column_letter(column)}{number}: {cell.text or cell.fill or ''}"
            case GridRole.FILL:
                return cell.fill
            case GridRole.BOLD:
                return cell.bold
            case GridRole.WIDE:
                return cell.columns > 1
            case GridRole.UNFOLDED:
                return self._sheet.cell(number, column).origin is not None
            case _:
                return None
