"""What the checks found, as a table: how much it matters, where, what, and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from plandesk.services.check import PlanFinding, Severity
from plandesk.ui.icons import Icon
from plandesk.ui.itemmodels.row_roles import RowRole, Sign

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()


class FindingColumn(IntEnum):
    """The columns; the last one has two lines: what, and how to put it right."""

    SEVERITY = 0
    REF = 1
    WHAT = 2


WIDTHS = (7.4, 4.6, 0)

_SIGNS = {
    Severity.ERROR: Sign(Icon.ERROR, "error"),
    Severity.WARNING: Sign(Icon.WARNING, "warning"),
    Severity.NOTE: Sign(Icon.INFO, "secondary"),
}
_ACCEPTED = Sign(Icon.SUCCESS, "success")


def _tr(text: str) -> str:
    return QCoreApplication.translate("Checks", text)


def severity_word(finding: PlanFinding) -> str:
    """Return how much a finding matters, in a word."""
    if finding.accepted:
        return _tr("Accepted")
    return {
        Severity.ERROR: _tr("Put right"),
        Severity.WARNING: _tr("Look at"),
        Severity.NOTE: _tr("Note"),
    }[finding.severity]


class FindingsModel(QAbstractTableModel):
    """Shows findings in the order given."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[PlanFinding] = []

    def show(self, findings: Sequence[PlanFinding]) -> None:
        """Replace what is shown."""
        # A reset: the findings are made anew from the whole plan, no row outlives the next run.
        self.beginResetModel()
        self._rows = list(findings)
        self.endResetModel()

    def finding(self, index: Index) -> PlanFinding | None:
        """Return the finding of a row."""
        return self._rows[index.row()] if index.isValid() else None

    def row_of(self, code: str, subject: str) -> int:
        """Return the row of a finding, -1 when it is not shown."""
        return next(
            (at for at, one in enumerate(self._rows) if (one.code, one.subject) == (code, subject)),
            -1,
        )

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """Return how many findings are shown."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(FindingColumn)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return the headings."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (_tr("Matters"), _tr("Ref"), _tr("What was found, and what to do"))[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's words, sign and second line."""
        if not index.isValid():
            return None
        one, column = self._rows[index.row()], FindingColumn(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return (severity_word(one), one.ref or "", one.message)[column]
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                return f"{severity_word(one)}: {one.message} {one.accepted or one.fix}"
            case RowRole.SIGN if column is FindingColumn.SEVERITY:
                return _ACCEPTED if one.accepted else _SIGNS[one.severity]
            case RowRole.SECOND_LINE if column is FindingColumn.WHAT:
                return _tr("Accepted: %1").replace("%1", one.accepted) if one.accepted else one.fix
            case RowRole.HEAVY if column is FindingColumn.REF:
                return True
            case _:
                return None
