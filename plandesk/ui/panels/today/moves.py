"""The list of actions whose rating moved since the period before, for the first page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QAbstractItemView

from plandesk.models.types import Travel, join_names
from plandesk.ui.icons import Icon
from plandesk.ui.itemmodels.cell_table import Cell, CellTable
from plandesk.ui.itemmodels.plan_columns import PlanWords, travel_word
from plandesk.ui.itemmodels.row_roles import Sign
from plandesk.ui.theme import Look
from plandesk.ui.widgets.row_view import RowView

if TYPE_CHECKING:
    from plandesk.services.queries.plan_tree import PlanRow

_WIDTHS = (4.6, 0, 0, 6.2, 6.2, 7)
_MOST_LINES = 9
_SIGNS = {
    Travel.WORSENED: Sign(Icon.DOWN, "error"),
    Travel.IMPROVED: Sign(Icon.UP, "success"),
}


class MovesTable(CellTable):
    """Ref, title, lead, the rating before and now, and the direction in a sign and a word."""

    def __init__(self, parent: QObject) -> None:
        self._words: PlanWords | None = None
        super().__init__([], self._cells_of, parent)
        self._headings = (
            *(self.tr("Ref"), self.tr("Title"), self.tr("Lead")),
            *(self.tr("Before"), self.tr("Now"), self.tr("Travel")),
        )

    def show_rows(self, rows: Sequence[PlanRow], words: PlanWords) -> None:
        """Show these rows in the words of their plan."""
        self._words = words
        self.show(rows)

    def _cells_of(self, row: PlanRow) -> Sequence[Cell]:
        scale = self._words.scale if self._words else None
        before = scale.by_code(row.previous) if scale else None
        now = scale.by_code(row.current) if scale else None
        leads = join_names(row.leads)
        return (
            Cell(row.ref, heavy=True),
            Cell(row.title, tip=row.title),
            Cell(leads, tip=leads),
            Cell(before.word if before else "", rating=before),
            Cell(now.word if now else "", rating=now),
            Cell(travel_word(row.travel), sign=_SIGNS.get(row.travel)),
        )


class MovesView(RowView):
    """As high as its rows, up to a limit: the page around it scrolls."""

    def __init__(self, model: MovesTable, look: Look) -> None:
        super().__init__("", look)
        self.setAccessibleName(self.tr("What moved"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.show_model(model, _WIDTHS)
        look.changed.connect(self.fit_height)

    @Slot()
    def fit_height(self) -> None:
        """Take the height of the rows."""
        count = self.model().rowCount()
        line = max(self.sizeHintForRow(0), 1) if count else 0
        head = self.header().sizeHint().height()
        self.setFixedHeight(head + line * min(count, _MOST_LINES) + 2)
