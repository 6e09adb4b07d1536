"""A list of choices to tick, narrowed by words."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from plandesk.ui.itemmodels.row_roles import tick

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
_ROLES = Qt.ItemDataRole
_FLAGS = (
    Qt.ItemFlag.ItemIsEnabled
    | Qt.ItemFlag.ItemIsSelectable
    | Qt.ItemFlag.ItemIsUserCheckable
    | Qt.ItemFlag.ItemNeverHasChildren
)


class ChoiceList(QAbstractListModel):
    """Holds (value, word) pairs and which of the values are ticked."""

    ticked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: list[tuple[str, str]] = []
        self._shown: list[tuple[str, str]] = []
        self.chosen: frozenset[str] = frozenset()
        self._words: list[str] = []

    def offer(self, choices: Iterable[tuple[str, str]]) -> None:
        """Set what there is to choose from; what is ticked stays where it still exists."""
        found = list(choices)
        if found == self._all:
            return
        self._all = found
        self.chosen &= {value for value, _ in found}
        self._show()

    def narrow(self, text: str) -> None:
        """Show only the choices with all these words."""
        self._words = text.casefold().split()
        self._show()

    def choose(self, values: Collection[str]) -> None:
        """Tick just these values, as far as there are such choices."""
        self.chosen = frozenset(values) & {value for value, _ in self._all}
        if self._shown:
            self.dataChanged.emit(self.index(0), self.index(len(self._shown) - 1))

    def word(self, value: str) -> str:
        """Return the word of a value."""
        return next((word for each, word in self._all if each == value), value)

    def values(self) -> list[str]:
        """Return every value there is to choose, whether it shows or not."""
        return [value for value, _ in self._all]

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """Return how many choices show."""
        return 0 if parent.isValid() else len(self._shown)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every choice can be ticked."""
        return _FLAGS if index.isValid() else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = _ROLES.DisplayRole) -> Any:
        """Return the word, and whether it is ticked."""
        if not index.isValid():
            return None
        value, word = self._shown[index.row()]
        match role:
            case _ROLES.DisplayRole | _ROLES.ToolTipRole:
                return word
            case _ROLES.AccessibleTextRole:
                on = self.tr("%1, chosen") if value in self.chosen else "%1"
                return on.replace("%1", word)
            case _ROLES.CheckStateRole:
                return tick(on=value in self.chosen)
        return None

    def setData(self, index: Index, value: Any, role: int = _ROLES.EditRole) -> bool:
        """Tick or untick a choice."""
        if not index.isValid() or role != _ROLES.CheckStateRole:
            return False
        which = self._shown[index.row()][0]
        on = Qt.CheckState(value) == Qt.CheckState.Checked
        self.chosen = self.chosen | {which} if on else self.chosen - {which}
        self.dataChanged.emit(index, index, [_ROLES.CheckStateRole])
        self.ticked.emit()
        return True

    def _show(self) -> None:
        # A reset: other words leave other choices.
        self.beginResetModel()
        self._shown = [
            (value, word)
            for value, word in self._all
            if all(each in word.casefold() for each in self._words)
        ]
        self.endResetModel()
