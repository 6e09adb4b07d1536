"""What the checks found, as a table: how much it matters, where, what, and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt

from plandesk.services.check import PlanFinding, Severity
from plandesk.ui.icons import Icon
from plandesk.ui.itemmodels.flat_table import FlatTable, Index
from plandesk.ui.itemmodels.row_roles import RowRole, Sign


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


class FindingsModel(FlatTable[PlanFinding]):
    """Shows findings in the order given."""

    def headings(self) -> Sequence[str]:
        """Return what stands over the columns, from the left."""
        return (_tr("Matters"), _tr("Ref"), _tr("What was found, and what to do"))

    def row_of(self, code: str, subject: str) -> int:
        """Return the row of a finding, -1 when it is not shown."""
        return next(
            (at for at, one in enumerate(self.rows) if (one.code, one.subject) == (code, subject)),
            -1,
        )

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's words, sign and second line."""
        one = self.row(index)
        if one is None:
            return None
        column = FindingColumn(index.column())
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
