"""A flat table whose rows are plain values: each is shown as a row of cells worked out when asked.

Ticks and choices are only told; the table changes when it is given rows anew.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from plandesk.models.types import Rating
from plandesk.ui.itemmodels.flat_table import FlatTable, Index
from plandesk.ui.itemmodels.row_roles import Drawn

CHOICES = Qt.ItemDataRole.UserRole.value + 40
SWATCH = Qt.ItemDataRole.UserRole.value + 41
_FLAT = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
_BOX = _FLAT | Qt.ItemFlag.ItemIsUserCheckable


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that a cell may be set to; ``group`` starts a new group below a line."""

    text: str
    value: Any
    rating: Rating | None = None
    chosen: bool = False
    group: bool = False


@dataclass(frozen=True, slots=True)
class Cell(Drawn):
    """What one cell shows; ``choices`` is asked only when the list is opened."""

    swatch: str = ""
    tip: str = ""
    choices: Callable[[], Sequence[Choice]] | None = None
    right: bool = False


class CellTable(FlatTable[Any]):
    """Shows rows through ``make``; ``chosen`` and ``ticked`` tell what the officer asks for.

    Without ``has_boxes`` no cell is made before it is painted: Qt lays a list out by asking every
    row what can be done with it, and a tracker may have 20,000.
    """

    chosen = Signal(int, int, object)
    ticked = Signal(int, bool)

    def __init__(
        self,
        headings: Sequence[str],
        make: Callable[[Any], Sequence[Cell]],
        parent: QObject | None = None,
        *,
        has_boxes: bool = True,
    ) -> None:
        super().__init__(parent)
        self._headings, self._make, self._has_boxes = tuple(headings), make, has_boxes
        self._last: tuple[int, Sequence[Cell]] = (-1, ())

    def headings(self) -> Sequence[str]:
        """Return what stands over the columns, from the left."""
        return self._headings

    def show(self, rows: Sequence[Any]) -> None:
        """Show these rows; their cells are made when they are asked for."""
        self._last = (-1, ())
        super().show(rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows."""
        if not index.isValid():
            return None
        cell = self._cells(index.row())[index.column()]
        match role:
            case Qt.ItemDataRole.ToolTipRole:
                return cell.tip or None
            case Qt.ItemDataRole.AccessibleTextRole:
                said = cell.rating.word if cell.rating else cell.text
                return f"{self._headings[index.column()]}: {said}" if said else None
            case Qt.ItemDataRole.TextAlignmentRole if cell.right:
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            case _ if role == CHOICES:
                return cell.choices
            case _ if role == SWATCH:
                return cell.swatch or None
        return cell.answer(role)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Allow choosing where there are choices and ticking where there is a box."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if not self._has_boxes:
            return _FLAT
        cell = self._cells(index.row())[index.column()]
        return _FLAT if cell.tick is None else _BOX

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tell what is asked for; the cell changes when the rows are shown anew."""
        if not index.isValid():
            return False
        if role == Qt.ItemDataRole.CheckStateRole:
            self.ticked.emit(index.row(), Qt.CheckState(value) == Qt.CheckState.Checked)
            return True
        if role == Qt.ItemDataRole.EditRole and index.data(CHOICES) is not None:
            self.chosen.emit(index.row(), index.column(), value)
            return True
        return False

    def _cells(self, row: int) -> Sequence[Cell]:
        if self._last[0] != row:
            self._last = (row, self._make(self.rows[row]))
        return self._last[1]
