"""The plan as a period's close left it, as a tree to read: then, now, and what changed since."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import IntEnum
from typing import Any, TypeAlias

from PySide6.QtCore import (
    QAbstractItemModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from plandesk.models.types import Rating, join_names
from plandesk.services.queries.then_and_now import ThenAndNow
from plandesk.ui.icons import Icon
from plandesk.ui.itemmodels.row_roles import RowRole, Sign

Index: TypeAlias = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
_TOP = -1
_CHANGED = Sign(Icon.PENCIL, "changed")


class PastColumn(IntEnum):
    """The columns."""

    REF = 0
    TITLE = 1
    LEAD = 2
    THEN = 3
    NOW = 4
    SINCE = 5


WIDTHS = (7.6, 0, 8.6, 3.8, 3.8, 8)


def _tr(text: str) -> str:
    return QCoreApplication.translate("PastPlan", text)


def field_word(name: str) -> str:
    """Return a field's name for reading."""
    return name.replace("_", " ").replace("-", " ")


class PastModel(QAbstractItemModel):
    """Shows rows below the rows they stood under; an index carries the place of its row."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[ThenAndNow] = []
        self._above: list[int] = []
        self._below: dict[int, list[int]] = {_TOP: []}
        self._place: list[int] = []
        self._ratings: Mapping[tuple[int, str], Rating] = {}

    def show(
        self, rows: Sequence[ThenAndNow], ratings: Mapping[tuple[int, str], Rating], label: str
    ) -> None:
        """Replace the rows, which come in the order of the plan; ``label`` is today's period."""
        # A reset: another period is another plan.
        self.beginResetModel()
        self._rows, self._ratings, self._label = list(rows), ratings, label
        self._above, self._place, self._below = [], [], {_TOP: []}
        open_rows: list[int] = []
        for at, row in enumerate(self._rows):
            while open_rows and self._rows[open_rows[-1]].then.level >= row.then.level:
                open_rows.pop()
            above = open_rows[-1] if open_rows else _TOP
            siblings = self._below.setdefault(above, [])
            self._above.append(above)
            self._place.append(len(siblings))
            siblings.append(at)
            open_rows.append(at)
        self.endResetModel()

    def row(self, index: Index) -> ThenAndNow | None:
        """Return the row of an index."""
        return self._rows[index.internalId()] if index.isValid() else None

    def rating(self, row: ThenAndNow, code: str | None) -> Rating | None:
        """Return a rating on the scale of the row's plan."""
        return self._ratings.get((row.then.plan_id, code or ""))

    def first(self) -> QModelIndex:
        """Return the index of the first row."""
        return self.index(0, 0)

    def index_of(self, uid: str) -> QModelIndex:
        """Return the index of a row by its identifier, an empty one where it is not shown."""
        for at, row in enumerate(self._rows):
            if row.then.uid == uid:
                return self.createIndex(self._place[at], 0, at)
        return QModelIndex()

    # --- what Qt asks ------------------------------------------------------------------------

    def index(self, row: int, column: int, parent: Index = _NO_INDEX) -> QModelIndex:
        """Return the index of a child."""
        below = self._kids(parent)
        if 0 <= row < len(below) and 0 <= column < len(PastColumn):
            return self.createIndex(row, column, below[row])
        return QModelIndex()

    def parent(self, index: Index = _NO_INDEX) -> Any:
        """Return the index of what stood above."""
        above = self._above[index.internalId()] if index.isValid() else _TOP
        if above == _TOP:
            return QModelIndex()
        return self.createIndex(self._place[above], 0, above)

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """Return how many rows stood below."""
        return len(self._kids(parent)) if parent.column() <= 0 else 0

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        """Return the number of columns."""
        return len(PastColumn)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return the headings."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        words = ("Ref", "Title then", "Lead then", "Then", "Now", "Changed since")
        return _tr(words[section])

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's words and what is drawn with them."""
        row = self.row(index)
        if row is None:
            return None
        column = PastColumn(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(row, column)
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                return self._text(row, column)
            case RowRole.RATING:
                return self._chip(row, column)
            case RowRole.SIGN if column is PastColumn.SINCE and row.is_changed:
                return _CHANGED
            case RowRole.HEAVY:
                return column is PastColumn.REF or row.then.level <= 2
            case RowRole.INK if column is PastColumn.SINCE:
                return "changed" if row.is_changed else None
            case _:
                return None

    # --- parts -------------------------------------------------------------------------------

    def _kids(self, parent: Index) -> list[int]:
        return self._below.get(parent.internalId() if parent.isValid() else _TOP, [])

    def _chip(self, row: ThenAndNow, column: PastColumn) -> Rating | None:
        if column is PastColumn.THEN:
            return self.rating(row, row.then.rating)
        if column is PastColumn.NOW and row.now is not None:
            return self.rating(row, row.now.rating)
        return None

    def _text(self, row: ThenAndNow, column: PastColumn) -> str:
        chip = self._chip(row, column)
        if chip is not None:
            return chip.word
        match column:
            case PastColumn.REF:
                return row.then.ref
            case PastColumn.TITLE:
                return row.then.title
            case PastColumn.LEAD:
                return join_names(row.then.leads)
            case PastColumn.SINCE if row.now is None:
                return _tr("Not in the plan")
            case PastColumn.SINCE:
                return ", ".join(field_word(one.field) for one in row.differences)
            case _:
                return ""
