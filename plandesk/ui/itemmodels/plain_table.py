"""A table of plain rows: cells as text with signs, and the plan items each row counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QObject, Qt

from plandesk.ui.itemmodels.flat_table import FlatTable, Index
from plandesk.ui.itemmodels.row_roles import Drawn


@dataclass(frozen=True, slots=True)
class Cell(Drawn):
    """One cell.

    ``rows`` are the plan items behind the cell's number; ``said`` is what the sign means.
    """

    rows: tuple[int, ...] = ()
    said: str = ""


@dataclass(frozen=True, slots=True)
class PlainRow:
    """One row: its cells, and the plan item it is about (None: none that is in the plan)."""

    cells: tuple[Cell, ...]
    item_id: int | None = None
    key: object = field(default=None, compare=False)


class PlainTable(FlatTable[PlainRow]):
    """Shows rows in the order given."""

    def __init__(self, headings: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._headings = tuple(headings)

    def headings(self) -> Sequence[str]:
        """Return what stands over the columns, from the left."""
        return self._headings

    def show(self, rows: Sequence[PlainRow], headings: Sequence[str] | None = None) -> None:
        """Replace the rows, and the headings where they depend on the plan."""
        if headings is None:
            super().show(rows)
            return
        self.beginResetModel()  # other columns
        self._headings, self.rows = tuple(headings), list(rows)
        self.endResetModel()

    def cell(self, index: Index) -> Cell | None:
        """Return a cell."""
        row = self.row(index)
        return row.cells[index.column()] if row and index.column() < len(row.cells) else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's words and what is drawn with them."""
        cell = self.cell(index)
        if cell is None:
            return None
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return " ".join(part for part in (cell.text, cell.second, cell.said) if part)
        return cell.answer(role)
