"""The rows of a plan with their own rating and the one shown in another scale, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from plandesk.models.types import Level, Rating
from plandesk.services.queries.other_scale import TranslatedRow
from plandesk.ui.itemmodels.row_roles import RowRole

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
_OWN, _SHOWN = 2, 3


class ScaleTable(QAbstractTableModel):
    """Shows the rows in the order of the plan."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[TranslatedRow] = []

    def show(self, rows: Sequence[TranslatedRow]) -> None:
        """Replace the rows."""
        # A reset: another scale is another answer for every row.
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def item(self, index: Index) -> int | None:
        """Return the plan item of a row."""
        return self._rows[index.row()].row.id if index.isValid() else None

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else 4

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return the headings."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        words = ("Ref", "Title", "In this plan", "Shown as")
        return QCoreApplication.translate("OtherScale", words[section])

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's words, and its chip."""
        if not index.isValid():
            return None
        told = self._rows[index.row()]
        chip = self._chip(told, index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return chip.word if chip else self._text(told, index.column())
            case Qt.ItemDataRole.ToolTipRole:
                return chip.word if chip else self._text(told, index.column())
            case RowRole.RATING:
                return chip
            case RowRole.HEAVY:
                return index.column() == 0 or told.row.level < Level.ACTION
            case _:
                return None

    @staticmethod
    def _chip(told: TranslatedRow, column: int) -> Rating | None:
        return {_OWN: told.own, _SHOWN: told.shown}.get(column)

    @staticmethod
    def _text(told: TranslatedRow, column: int) -> str:
        if column == _SHOWN and told.own is not None:
            return QCoreApplication.translate("OtherScale", "Not rated")
        return {0: told.row.ref, 1: told.row.title}.get(column, "")
