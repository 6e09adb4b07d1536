"""Who can be sent a return: leads with open actions, with a tick each; and what one asks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal

from plandesk.excel.returns.schema import ReturnRow
from plandesk.ui.days import short_day
from plandesk.ui.icons import Icon
from plandesk.ui.itemmodels.flat_table import FlatTable, Index
from plandesk.ui.itemmodels.row_roles import RowRole, Sign, tick

if TYPE_CHECKING:
    from plandesk.services.returns.outgoing import Draft

WIDTHS = (0, 3.6, 6.2, 6.4)
BOOKS = 2
PREVIEW_WIDTHS = (4.4, 0, 7.5, 7)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Issue", text)


@dataclass(frozen=True, slots=True)
class Addressee:
    """One lead: the returns that would be made, and the one sent last, if any."""

    lead: str
    drafts: tuple[Draft, ...]
    sent: dt.date | None
    is_nobody: bool

    @property
    def rows(self) -> int:
        """How many rows the lead is asked about."""
        return sum(len(draft.rows) for draft in self.drafts)


class AddresseesModel(FlatTable[Addressee]):
    """Leads with ticks; those who have a return already start unticked."""

    ticked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ticks: dict[str, bool] = {}

    def show_leads(self, leads: Sequence[Addressee]) -> None:
        """Show these leads; ticks set by hand stay."""
        self.replace(leads)
        self.ticked.emit()

    def chosen(self) -> list[Addressee]:
        """Return whom to send a return."""
        return [each for each in self.rows if self._is_ticked(each)]

    def all(self) -> list[Addressee]:
        """Return everybody who could be sent one."""
        return list(self.rows)

    def tick_only(self, leads: Collection[str]) -> None:
        """Tick these leads and nobody else."""
        self._ticks = {each.lead: each.lead in leads for each in self.rows}
        self._announce()

    def tick_as_proposed(self) -> None:
        """Tick everyone who has not been sent a return yet."""
        self._ticks = {}
        self._announce()

    def headings(self) -> Sequence[str]:
        """Return what stands over the columns, from the left."""
        return [_tr(word) for word in ("Lead", "Rows", "Workbooks", "Sent before")]

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return what can be done: each lead can be ticked."""
        found = super().flags(index)
        return found | Qt.ItemFlag.ItemIsUserCheckable if index.column() == 0 else found

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows and says."""
        each = self.row(index)
        if each is None:
            return None
        first = index.column() == 0
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(each, index.column())
            case Qt.ItemDataRole.CheckStateRole if first:
                on = self._is_ticked(each)
                return tick(on=on)
            case Qt.ItemDataRole.ToolTipRole if each.is_nobody:
                return _tr("These actions have no lead. Give them one in the plan.")
            case RowRole.SIGN if first and each.is_nobody:
                return Sign(Icon.WARNING, "warning")
            case RowRole.INK:
                return "text" if first else "secondary"
            case RowRole.ROW:
                return each
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tick or untick a lead."""
        each = self.row(index)
        if role != Qt.ItemDataRole.CheckStateRole or each is None:
            return False
        self._ticks[each.lead] = Qt.CheckState(value) == Qt.CheckState.Checked
        self._announce()
        return True

    def _is_ticked(self, each: Addressee) -> bool:
        return self._ticks.get(each.lead, each.sent is None and not each.is_nobody)

    def _text(self, each: Addressee, column: int) -> str:
        texts = (each.lead, str(each.rows), str(len(each.drafts)), short_day(each.sent))
        return texts[column]

    def _announce(self) -> None:
        self.tell()
        self.ticked.emit()


class DraftModel(FlatTable[ReturnRow]):
    """The rows that one workbook will ask about."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._draft: Draft | None = None

    def show_draft(self, draft: Draft | None) -> None:
        """Show one workbook's rows."""
        self._draft = draft
        self.replace([row for _, row in draft.rows] if draft else ())

    def headings(self) -> Sequence[str]:
        """Return what stands over the columns, from the left."""
        return (_tr("Ref"), _tr("Title"), _tr("Due"), _tr("Last rating"))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows."""
        row = self.row(index)
        if row is None or self._draft is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return (row.ref, row.title, row.due, row.last_rating)[index.column()]
            case Qt.ItemDataRole.ToolTipRole if index.column() == 1:
                return row.title
            case RowRole.RATING if index.column() == 3:
                values = self._draft.sheet.scale.values
                return next((each for each in values if each.word == row.last_rating), None)
            case RowRole.HEAVY:
                return index.column() == 0
        return None
