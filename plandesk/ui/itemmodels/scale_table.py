"""The rows of a plan with their own rating and the one shown in another scale, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt

from plandesk.models.types import Level, Rating
from plandesk.services.queries.other_scale import TranslatedRow
from plandesk.ui.itemmodels.flat_table import FlatTable, Index
from plandesk.ui.itemmodels.row_roles import RowRole

_OWN, _SHOWN = 2, 3


class ScaleTable(FlatTable[TranslatedRow]):
    """Shows the rows in the order of the plan."""

    def headings(self) -> Sequence[str]:
        """Return what stands over the columns, from the left."""
        words = ("Ref", "Title", "In this plan", "Shown as")
        return [QCoreApplication.translate("OtherScale", word) for word in words]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's words, and its chip."""
        told = self.row(index)
        if told is None:
            return None
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
