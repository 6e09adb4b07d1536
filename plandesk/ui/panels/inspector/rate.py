"""The rating of the chosen plan item: pressed in, with its travel, and the way round the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from plandesk.models.types import Travel
from plandesk.ui.itemmodels.plan_columns import closed_text, travel_word
from plandesk.ui.panels.inspector.rating import OverrideBox
from plandesk.ui.plan_edits import PlanEdits
from plandesk.ui.plan_state import PlanState
from plandesk.ui.theme import Look
from plandesk.ui.widgets.page_parts import close_up, label
from plandesk.ui.widgets.rating_row import RatingRow

if TYPE_CHECKING:
    from plandesk.services.queries.detail import ItemDetail


class RateBox(QWidget):
    """Rates the plan item; a rating that the rules refuse asks for the reason on the spot."""

    def __init__(self, state: PlanState, edits: PlanEdits, look: Look) -> None:
        super().__init__()
        self._state, self._edits = state, edits
        self._item: int | None = None
        self.rating = RatingRow(look)
        self.override = OverrideBox(look)
        self._travel = label("", "secondary")
        column = QVBoxLayout(self)
        close_up(column)
        for widget in (self.rating, self._travel, self.override):
            column.addWidget(widget)
        self.rating.chosen.connect(self._rate)
        self.override.given.connect(self._rate_all_the_same)
        self.override.left.connect(self._go_back)

    def show_detail(self, detail: ItemDetail) -> None:
        """Show the rating of another plan item, or of the same one after a change."""
        if detail.row.id != self._item:
            self.override.hide()
        self._item = detail.row.id
        self.rating.offer(self._state.words.scale)
        self.rating.show_code(detail.row.current)
        self.rating.setEnabled(self._state.can_rate)
        self._travel.setText(self._was(detail))

    def _was(self, detail: ItemDetail) -> str:
        row = detail.row
        now, before = map(self._state.words.rating_word, (row.current, row.previous))
        said = [now or closed_text(row) or self.tr("Not rated")]
        if before:
            said.append(self.tr("was %1").replace("%1", before))
        if row.travel is not Travel.NOT_RATED:
            said.append(travel_word(row.travel).lower())
        return " · ".join(said)

    @Slot(object)
    def _rate(self, code: str | None) -> None:
        from plandesk.services.queries.plan_options import rating_refused

        period, rating = self._state.period, self._state.words.scale.by_code(code)
        if self._item is None:
            return
        self.override.hide()
        if period is not None and rating is not None:
            with self._state.bridge.read() as session:
                problem = rating_refused(session, self._item, period.id, code)
            if problem:
                self.override.ask(rating, problem)
                return
        self._edits.set_rating(self._item, code)

    @Slot(str, str)
    def _rate_all_the_same(self, code: str, reason: str) -> None:
        from plandesk.services.ops.ratings import SetRating

        period = self._state.period
        if self._item is not None and period is not None:
            op = SetRating((self._item,), period.id, code, override=reason)
            self._state.bridge.run(op, self)
        self._go_back()

    @Slot()
    def _go_back(self) -> None:
        self.rating.buttons()[0].setFocus()
