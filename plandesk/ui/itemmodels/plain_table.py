"""A table of plain rows: cells as text with signs, and the plan items each row counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from plandesk.models.wording import Piece
from plandesk.ui.itemmodels.row_roles import RowRole, Sign

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: text, a sign before it, a second line, or a difference word by word.

    ``rows`` are the plan items behind the cell's number; ``said`` is what the sign means.
    """

    text: str = ""
    sign: Sign | None = None
    second: str = ""
    pieces: tuple[Piece, ...] = ()
    rows: tuple[int, ...] = ()
    heavy: bool = False
    said: str = ""


@dataclass(frozen=True, slots=True)
class PlainRow:
    """One row: its cells, and the plan item it is about (None: none that is in the plan)."""

    cells: tuple[Cell, ...]
    item_id: int | None = None
    key: object = field(default=None, compare=False)


class PlainTable(QAbstractTableModel):
    """Shows rows in the order given."""

    def __init__(self, headings: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._headings = tuple(headings)
        self._rows: list[PlainRow] = []

    def show(self, rows: Sequence[PlainRow], headings: Sequence[str] | None = None) -> None:
        """Replace the rows, and the headings where they depend on the plan."""
        if headings is None and len(rows) == len(self._rows):
            self._rows = list(rows)
            if rows:
                last = self.index(len(rows) - 1, len(self._headings) - 1)
                self.dataChanged.emit(self.index(0, 0), last)
            return
        # A reset: the rows are a new answer to a new question.
        self.beginResetModel()
        self._rows = list(rows)
        if headings is not None:
            self._headings = tuple(headings)
        self.endResetModel()

    def row(self, index: Index) -> PlainRow | None:
        """Return a row."""
        return self._rows[index.row()] if index.isValid() else None

    def cell(self, index: Index) -> Cell | None:
        """Return a cell."""
        row = self.row(index)
        return row.cells[index.column()] if row and index.column() < len(row.cells) else None

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self._headings)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return the headings."""
        told = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
        if orientation is Qt.Orientation.Horizontal and role in told:
            return self._headings[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's words and what is drawn with them."""
        cell = self.cell(index)
        if cell is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return cell.text
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                return " ".join(part for part in (cell.text, cell.second, cell.said) if part)
            case RowRole.SIGN:
                return cell.sign
            case RowRole.SECOND_LINE:
                return cell.second
            case RowRole.PIECES:
                return cell.pieces
            case RowRole.HEAVY:
                return cell.heavy
            case _:
                return None
