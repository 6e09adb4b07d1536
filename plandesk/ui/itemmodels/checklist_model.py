"""The checklist for closing a period: each line with its sign and what is left."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from plandesk.ui.icons import Icon
from plandesk.ui.itemmodels.row_roles import RowRole, Sign

if TYPE_CHECKING:
    from plandesk.services.queries.exceptions import ChecklistLine

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
_DONE, _LEFT = Sign(Icon.SUCCESS, "success"), Sign(Icon.WARNING, "warning")


def _tr(text: str) -> str:
    return QCoreApplication.translate("Periods", text)


class ChecklistModel(QAbstractListModel):
    """Shows the lines of one period's checklist."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[ChecklistLine] = []

    def show(self, lines: Sequence[ChecklistLine]) -> None:
        """Replace the lines; their number and order never change once shown."""
        if len(lines) == len(self._lines):
            self._lines = list(lines)
            self.dataChanged.emit(self.index(0), self.index(len(lines) - 1))
            return
        # A reset: the first lines, or another plan's.
        self.beginResetModel()
        self._lines = list(lines)
        self.endResetModel()

    def line(self, index: Index) -> ChecklistLine | None:
        """Return the line of a row."""
        return self._lines[index.row()] if index.isValid() else None

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """Return the number of lines."""
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words, the sign, and what is left."""
        line = self.line(index)
        if line is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return line.title
            case RowRole.SECOND_LINE:
                return left_words(line)
            case RowRole.SIGN:
                return _DONE if line.is_done else _LEFT
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{line.title}: {left_words(line)}"
            case _:
                return None


def left_words(line: ChecklistLine) -> str:
    """Return what is left of a line, in words."""
    accepted = len(line.findings) - line.open_count
    if line.open_count:
        return _tr("%1 left").replace("%1", str(line.open_count))
    if accepted:
        return _tr("Done; %1 accepted with a reason").replace("%1", str(accepted))
    return _tr("Done")
