"""What every table of plain rows has in common: how many there are, their headings, new rows."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_TOLD = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
Row = TypeVar("Row")


class FlatTable(QAbstractTableModel, Generic[Row]):
    """Rows in the order given, none below another; a subclass says what a cell shows."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []

    @abstractmethod
    def headings(self) -> Sequence[str]:
        """Return what stands over the columns, from the left."""

    def show(self, rows: Sequence[Row]) -> None:
        """Show these rows; as many as before count as the same rows with other values."""
        if len(rows) != len(self.rows):
            self.replace(rows)
            return
        self.rows = list(rows)
        self.tell()

    def replace(self, rows: Sequence[Row]) -> None:
        """Show rows that are another answer altogether: nobody's place in them is kept."""
        self.beginResetModel()  # no row outlives the question it answered
        self.rows = list(rows)
        self.endResetModel()

    def tell(self) -> None:
        """Say that every cell may show something else."""
        if self.rows:
            last = self.index(len(self.rows) - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def row(self, index: Index) -> Row | None:
        """Return the row of an index, None for an index that is nowhere."""
        return self.row_at(index.row()) if index.isValid() else None

    def row_at(self, at: int) -> Row | None:
        """Return a row by its place from the top, None where there is none."""
        return self.rows[at] if 0 <= at < len(self.rows) else None

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self.headings())

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return a heading, the whole of it also in its tip, where the column is narrow."""
        words = self.headings()
        if orientation is not Qt.Orientation.Horizontal or role not in _TOLD:
            return None
        return words[section] if 0 <= section < len(words) else None
