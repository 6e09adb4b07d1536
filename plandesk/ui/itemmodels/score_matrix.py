"""An options appraisal as a table: criteria down, options across, and the sums below."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QT_TRANSLATE_NOOP,
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from plandesk.models.register_fields import number_text
from plandesk.ui.icons import Icon
from plandesk.ui.itemmodels.row_roles import RowRole, Sign

if TYPE_CHECKING:
    from plandesk.services.queries.registers.tables import AppraisalTable

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_T = "Registers"
_FEET = (
    QT_TRANSLATE_NOOP(_T, "Sum"),
    QT_TRANSLATE_NOOP(_T, "Sum as printed"),
    QT_TRANSLATE_NOOP(_T, "Weighted sum"),
    QT_TRANSLATE_NOOP(_T, "Per cent"),
    QT_TRANSLATE_NOOP(_T, "Per cent as printed"),
    QT_TRANSLATE_NOOP(_T, "Place"),
)
SUM, PRINTED, WEIGHTED, PERCENT, PRINTED_PERCENT, PLACE = range(6)
Score = Callable[[int, int, str], bool]


@dataclass(frozen=True, slots=True)
class ScoreSpot:
    """One score: the option and the criterion that it is for."""

    option_id: int
    criterion_id: int


class ScoreMatrix(QAbstractTableModel):
    """Shows an appraisal; ``score`` keeps what was typed for (option, criterion)."""

    def __init__(self, score: Score, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._score = score
        self.table: AppraisalTable | None = None
        self.editable = False
        self._feet: list[int] = []

    def show(self, table: AppraisalTable | None) -> None:
        """Show an appraisal; the same shape as before keeps the cursor."""
        feet = [at for at in range(len(_FEET)) if table is not None and _has(table, at)]
        if table is not None and self._shape(self.table, self._feet) == self._shape(table, feet):
            self.table = table
            if self.rowCount():
                last = self.index(self.rowCount() - 1, self.columnCount() - 1)
                self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()  # other criteria or options
        self.table, self._feet = table, feet
        self.endResetModel()

    @staticmethod
    def _shape(table: AppraisalTable | None, feet: list[int]) -> object:
        if table is None:
            return None
        return (
            table.entry.id,
            [row.id for row in table.criteria],
            [(row.id, row.title) for row in table.options],
            list(feet),
        )

    def spot(self, index: Index) -> ScoreSpot | None:
        """Return which score a cell is, None for one that is worked out."""
        if self.table is None or not index.isValid() or index.column() == 0:
            return None
        if index.row() >= len(self.table.criteria):
            return None
        option = self.table.options[index.column() - 1]
        return ScoreSpot(option.id, self.table.criteria[index.row()].id)

    # --- what Qt asks ------------------------------------------------------------------------

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return the criteria and the lines below them."""
        if parent.isValid() or self.table is None:
            return 0
        return len(self.table.criteria) + len(self._feet)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return the options, and one for the names of the criteria."""
        return 0 if parent.isValid() or self.table is None else len(self.table.options) + 1

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return the name of an option; the whole of it in the tip."""
        wanted = role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
        if self.table is None or orientation != Qt.Orientation.Horizontal or not wanted:
            return None
        if section == 0:
            return QCoreApplication.translate(_T, "Criterion")
        if not 0 < section <= len(self.table.options):
            return None
        option = self.table.options[section - 1]
        title = option.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return title
        return f"{option.ref}. {title}" if option.ref else title

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a score with its word, a sum, or what is printed."""
        if self.table is None or not index.isValid():
            return None
        at, across = index.row(), index.column()
        foot = at - len(self.table.criteria)
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return self._text(at, across)
            case Qt.ItemDataRole.EditRole:
                return self._number(index)
            case Qt.ItemDataRole.ToolTipRole:
                return self._tip(at, across) or None
            case RowRole.HEAVY:
                return foot >= 0 and self._feet[foot] in (SUM, WEIGHTED, PLACE)
            case RowRole.SIGN if foot >= 0 and across and self._differs(foot, across):
                return Sign(Icon.WARNING, "warning")
            case RowRole.INK if foot >= 0 and self._feet[foot] in (PRINTED, PRINTED_PERCENT):
                return "secondary"
            case _:
                return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Allow typing scores."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        found = (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemNeverHasChildren
        )
        if self.editable and self.spot(index) is not None:
            found |= Qt.ItemFlag.ItemIsEditable
        return found

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Hand over a score or a word for one."""
        spot = self.spot(index)
        text = str(value or "").strip()
        if spot is None or role != Qt.ItemDataRole.EditRole or text == self._number(index):
            return False
        return self._score(spot.option_id, spot.criterion_id, text)

    # --- cells -------------------------------------------------------------------------------

    def _number(self, index: Index) -> str:
        spot = self.spot(index)
        if spot is None or self.table is None:
            return ""
        found = self.table.scores.get((spot.option_id, spot.criterion_id))
        return number_text(found.number) if found and found.number is not None else ""

    def _text(self, at: int, across: int) -> str:
        if self.table is None:
            return ""
        criteria = self.table.criteria
        if at >= len(criteria):
            return self._foot(self._feet[at - len(criteria)], across)
        row = criteria[at]
        if across == 0:
            weight = row.fields.get("weight")
            return f"{row.title} (× {number_text(weight)})" if weight else row.title
        place = (self.table.options[across - 1].id, row.id)
        found = self.table.scores.get(place)
        number = number_text(found.number) if found and found.number is not None else ""
        word = self.table.words.get(place, "")
        return " · ".join(part for part in (number, word) if part) or "–"

    def _tip(self, at: int, across: int) -> str:
        if self.table is None or across == 0:
            return self._text(at, across) if across == 0 else ""
        if at >= len(self.table.criteria):
            return "\n".join(self.table.results[across - 1].findings)
        place = (self.table.options[across - 1].id, self.table.criteria[at].id)
        found = self.table.scores.get(place)
        return found.note if found else ""

    def _foot(self, foot: int, across: int) -> str:
        if across == 0:
            return QCoreApplication.translate(_T, str(_FEET[foot]))
        return "" if self.table is None else _value(self.table, foot, across - 1)

    def _differs(self, foot: int, across: int) -> bool:
        kind = self._feet[foot]
        if self.table is None or kind not in (PRINTED, PRINTED_PERCENT):
            return False
        option, result = self.table.options[across - 1], self.table.results[across - 1]
        said = option.fields.get("stated_sum" if kind == PRINTED else "stated_percent")
        if kind == PRINTED:
            return said is not None and float(said) != result.total
        return any("%" in text for text in result.findings)


def _has(table: AppraisalTable, foot: int) -> bool:
    """Tell whether any option has something in a line below the criteria."""
    return any(_value(table, foot, at) for at in range(len(table.options)))


def _value(table: AppraisalTable, foot: int, at: int) -> str:
    result, fields = table.results[at], table.options[at].fields
    percent = None if result.percent is None else round(result.percent, 1)
    number: Any = {
        SUM: result.total,
        PRINTED: fields.get("stated_sum"),
        WEIGHTED: result.weighted,
        PERCENT: percent,
        PRINTED_PERCENT: fields.get("stated_percent"),
        PLACE: result.rank,
    }[foot]
    if number is None:
        return ""
    sign = "%" if foot in (PERCENT, PRINTED_PERCENT) else ""
    return f"{number_text(float(number))}{sign}"
