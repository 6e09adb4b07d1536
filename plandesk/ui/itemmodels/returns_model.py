"""The register of returns as a table: who was sent what, and what came back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, IntEnum, auto
from typing import Any

from PySide6.QtCore import QCoreApplication, QModelIndex, QObject, Qt

from plandesk.models.types import ref_key
from plandesk.services.queries.returns import IssuedReturn, ReturnState
from plandesk.ui.days import short_day
from plandesk.ui.icons import Icon
from plandesk.ui.itemmodels.flat_table import FlatTable, Index
from plandesk.ui.itemmodels.row_roles import TOLD, Drawn, RowRole, Sign


class ReturnColumn(IntEnum):
    """The register's columns."""

    LEAD = 0
    SCOPE = 1
    REFERENCE = 2
    STATE = 3
    ROWS = 4
    ISSUED = 5
    DUE = 6
    RECEIVED = 7
    RETURNED = 8
    TAKEN = 9


WIDTHS = (0, 4.2, 5.2, 8.6, 4.8, 6.2, 6.2, 6.2, 6.2, 5)


class Shown(Enum):
    """Which returns of the register are shown."""

    ALL = auto()
    OUTSTANDING = auto()
    LATE = auto()


_SIGNS = {
    ReturnState.ISSUED: Sign(Icon.WAITING),
    ReturnState.LATE: Sign(Icon.WARNING, "error"),
    ReturnState.RECEIVED: Sign(Icon.RETURNS, "link"),
    ReturnState.PART: Sign(Icon.NEW_VALUE, "warning"),
    ReturnState.IMPORTED: Sign(Icon.SUCCESS, "success"),
    ReturnState.REPLACED: Sign(Icon.REPLACED),
}


def _tr(text: str) -> str:
    return QCoreApplication.translate("Returns", text)


def is_out(row: IssuedReturn) -> bool:
    """Tell whether a return is still to come back."""
    return row.state in {ReturnState.ISSUED, ReturnState.LATE}


def is_outstanding(row: IssuedReturn) -> bool:
    """Tell whether something of a return is still to come or to settle."""
    return row.state not in {ReturnState.IMPORTED, ReturnState.REPLACED}


def state_words(row: IssuedReturn, today: dt.date) -> str:
    """Return the state in words; a late return says by how much."""
    if row.state is ReturnState.LATE and row.due:
        days = (today - row.due).days
        if days > 90:
            return _tr("Late")
        return _tr("1 day late") if days == 1 else _tr("%1 days late").replace("%1", str(days))
    if row.state is ReturnState.PART:
        waiting, asked = row.receipts[-1].waiting, len(row.questions)
        if asked and asked >= waiting:
            words = _tr("1 question open") if asked == 1 else _tr("%1 questions open")
            return words.replace("%1", str(asked))
        return _tr("%1 to settle").replace("%1", str(waiting))
    return {
        ReturnState.ISSUED: _tr("Issued"),
        ReturnState.RECEIVED: _tr("Received"),
        ReturnState.IMPORTED: _tr("Imported"),
        ReturnState.REPLACED: _tr("Replaced"),
    }.get(row.state, _tr("Late"))


def _taken(row: IssuedReturn) -> str:
    if not row.receipts:
        return ""
    taken = sum(each.taken for each in row.receipts)
    return _tr("%1 taken").replace("%1", str(taken))


@dataclass(frozen=True, slots=True)
class _Spec:
    title: str
    text: Callable[[IssuedReturn], str]
    sort: Callable[[IssuedReturn], Any]


def _covers(row: IssuedReturn) -> str:
    return row.scope or _tr("All")


def _rated(row: IssuedReturn) -> str:
    return _tr("%1 of %2").replace("%1", str(row.answered)).replace("%2", str(row.rows))


def _received(row: IssuedReturn) -> str:
    return short_day(row.received_on)


def _returned(row: IssuedReturn) -> str:
    return short_day(row.imported_on)


_SPECS: dict[ReturnColumn, _Spec] = {
    ReturnColumn.LEAD: _Spec("Lead", lambda r: r.lead, lambda r: r.lead.casefold()),
    ReturnColumn.SCOPE: _Spec(
        "Covers", lambda r: r.scope or _tr("All"), lambda r: ref_key(r.scope)
    ),
    ReturnColumn.REFERENCE: _Spec("Return", lambda r: r.reference, lambda r: r.reference),
    ReturnColumn.STATE: _Spec("State", lambda r: "", lambda r: list(ReturnState).index(r.state)),
    ReturnColumn.ROWS: _Spec(
        "Rated",
        _rated,
        lambda r: r.rows - r.answered,
    ),
    ReturnColumn.ISSUED: _Spec("Issued", lambda r: short_day(r.issued_on), lambda r: r.issued_on),
    ReturnColumn.DUE: _Spec("Due", lambda r: short_day(r.due), lambda r: r.due or dt.date.max),
    ReturnColumn.RECEIVED: _Spec("Received", _received, lambda r: r.received_on or dt.date.max),
    ReturnColumn.RETURNED: _Spec("Imported", _returned, lambda r: r.imported_on or dt.date.max),
    ReturnColumn.TAKEN: _Spec("Changes", _taken, lambda r: sum(each.taken for each in r.receipts)),
}


# Drawing a cell asks for twice as many roles as a return has an answer to.
_TOLD = frozenset(
    {Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole, RowRole.ROW, *TOLD}
)


class ReturnsModel(FlatTable[IssuedReturn]):
    """Frozen rows of the register; replaced whole, since each import may touch any of them.

    ``rows`` are those that are shown, sorted here: Qt's own proxy compares two rows at a time, each
    over the border to Python, which stops the window over a few hundred.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.all_rows: list[IssuedReturn] = []
        self._shown, self._text = Shown.ALL, ""
        self._by, self._falling = ReturnColumn.LEAD, False
        self._today = dt.date.min
        self._headings = [_tr(_SPECS[column].title) for column in ReturnColumn]

    def show_rows(self, rows: Sequence[IssuedReturn], today: dt.date) -> None:
        """Show of these rows what is asked for."""
        if list(rows) != self.all_rows or today != self._today:
            self.all_rows, self._today = list(rows), today
            self.replace(self._sorted(self.all_rows))

    def narrow(self, shown: Shown, text: str) -> None:
        """Show only these returns, and only those whose lead or ref has the words."""
        self._shown, self._text = shown, text.strip().casefold()
        self.replace(self._sorted(self.all_rows))

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by the real values of a column; whoever is on a row stays on it."""
        self._by, self._falling = ReturnColumn(column), order == Qt.SortOrder.DescendingOrder
        self.layoutAboutToBeChanged.emit()
        before, kept = self.rows, self.persistentIndexList()
        self.rows = self._sorted(self.all_rows)
        places = {row.reference: at for at, row in enumerate(self.rows)}
        moved = [self.index(places[before[at.row()].reference], at.column()) for at in kept]
        self.changePersistentIndexList(kept, moved)
        self.layoutChanged.emit()

    def place_of(self, reference: str) -> QModelIndex:
        """Return where a return is shown; an empty index where it is not."""
        found = (at for at, row in enumerate(self.rows) if row.reference == reference)
        return self.index(next(found, -1), 0)

    def _sorted(self, rows: Iterable[IssuedReturn]) -> list[IssuedReturn]:
        """Return the rows that are asked for, in the order that is asked for."""
        shown = filter(self._fits, rows)
        return sorted(shown, key=_SPECS[self._by].sort, reverse=self._falling)

    def _fits(self, row: IssuedReturn) -> bool:
        if self._shown is Shown.OUTSTANDING and not is_outstanding(row):
            return False
        if self._shown is Shown.LATE and row.state is not ReturnState.LATE:
            return False
        said = f"{row.lead} {row.scope} {row.reference}".casefold()
        return all(word in said for word in self._text.split())

    def headings(self) -> Sequence[str]:
        """Return what stands over the columns, from the left."""
        return self._headings

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows and says to a screen reader."""
        row = self.row(index) if role in _TOLD else None
        if row is None:
            return None
        column = ReturnColumn(index.column())
        match role:
            case Qt.ItemDataRole.ToolTipRole:
                return f"{row.lead}\n{row.file_name}"
            case Qt.ItemDataRole.AccessibleTextRole if column is ReturnColumn.LEAD:
                return f"{row.lead}, {row.reference}, {state_words(row, self._today)}"
            case RowRole.ROW:
                return row
        return self._cell(row, column).answer(role)

    def _cell(self, row: IssuedReturn, column: ReturnColumn) -> Drawn:
        if column is ReturnColumn.STATE:
            sign = _SIGNS[row.state]
            return Drawn(state_words(row, self._today), sign, ink=self._ink(row, sign.ink))
        ink = "text" if column in {ReturnColumn.LEAD, ReturnColumn.ROWS} else "secondary"
        heavy = column is ReturnColumn.LEAD and is_out(row)
        return Drawn(_SPECS[column].text(row), ink=self._ink(row, ink), heavy=heavy)

    def _ink(self, row: IssuedReturn, usual: str) -> str:
        return "secondary" if row.state is ReturnState.REPLACED else usual
