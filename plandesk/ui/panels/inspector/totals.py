"""What the topmost rows of a plan add up to, such as staffing; the rows that say nothing open."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from plandesk.models.types import Level
from plandesk.ui.i18n import counted
from plandesk.ui.icons import Icon
from plandesk.ui.plan_state import PlanState
from plandesk.ui.theme import Look
from plandesk.ui.widgets.page_parts import close_up, label
from plandesk.ui.widgets.wrap_link import WrapLink

if TYPE_CHECKING:
    from plandesk.services.queries.detail import ItemDetail
    from plandesk.services.queries.plan_totals import FieldTotal


class TotalsBox(QWidget):
    """One line a total, with a link to the rows that state no number."""

    rows_asked = Signal(object, str)

    def __init__(self, state: PlanState, look: Look) -> None:
        super().__init__()
        self._state, self._look = state, look
        self._column = QVBoxLayout(self)
        close_up(self._column)
        self._shown: Sequence[FieldTotal] | None = None

    def show_detail(self, detail: ItemDetail) -> None:
        """Show the totals beside a topmost row; nothing beside the others."""
        from plandesk.services.queries.plan_totals import field_totals

        totals: list[FieldTotal] = []
        if detail.row.level == Level.WORKSTREAM:
            with self._state.bridge.read() as session:
                totals = field_totals(session, detail.row.plan_id)
        self._show(totals)

    def _show(self, totals: Sequence[FieldTotal]) -> None:
        self.setVisible(bool(totals))
        if totals == self._shown:
            return
        self._shown = totals
        while self._column.count():
            item = self._column.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for total in totals:
            self._column.addWidget(label(total.sum_words(), "secondary", wrap=True))
            if total.missing_ids:
                self._column.addWidget(self._link(total))

    def _link(self, total: FieldTotal) -> WrapLink:
        missing = len(total.missing_ids)
        words = counted(missing, "1 row without a number", "%1 rows without a number")
        link = WrapLink(self._look, Icon.MISSING)
        link.say(words)
        link.setAccessibleName(f"{total.label}: {words}")
        link.setToolTip(total.missing_words())
        title = f"{total.label}: {words}"
        link.clicked.connect(lambda: self.rows_asked.emit(total.missing_ids, title))
        return link
