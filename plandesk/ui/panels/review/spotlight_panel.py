"""Closed actions that the board may recall, with the last time it did."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from plandesk.ui.days import short_day
from plandesk.ui.icons import Icon
from plandesk.ui.itemmodels.plain_table import Cell, PlainRow, PlainTable
from plandesk.ui.itemmodels.row_roles import Sign
from plandesk.ui.pages import PageHost
from plandesk.ui.widgets.page_parts import across, button, label, stack_lines
from plandesk.ui.widgets.row_view import RowView

_WIDTHS = (4.6, 0, 12, 8, 14)
_WAITING = Sign(Icon.WARNING, "warning")


class SpotlightPanel(QWidget):
    """Lists the closed actions; one can be recalled, with a question to its lead."""

    def __init__(self, host: PageHost) -> None:
        super().__init__()
        self._host = host
        self.about = label(role="secondary", wrap=True)
        self.filter = QLineEdit(placeholderText=self.tr("Filter by ref, words or outcome"))
        self.filter.setAccessibleName(self.tr("Filter closed actions"))
        headings = (
            self.tr("Ref"),
            self.tr("Action"),
            self.tr("Outcome"),
            self.tr("Closed"),
            self.tr("Recalled"),
        )
        self.model = PlainTable(headings, self)
        self.view = RowView(self.tr("Closed actions"), host.look)
        self.view.show_model(self.model, _WIDTHS)
        self.reason = QLineEdit(placeholderText=self.tr("What the board wants to know"))
        self.reason.setAccessibleName(self.tr("Reason for recalling"))
        self.recall = button(self.tr("Ask the lead"), lambda: self._recall(reopen=False))
        self.reopen = button(self.tr("Take it back into the plan"), self._take_back)
        top = across(self.about, self.filter, growing=self.about)
        foot = across(self.reason, self.recall, self.reopen, growing=self.reason)
        stack_lines(self, host.look, top, self.view, foot)
        self.filter.textChanged.connect(self.refresh)
        self.reason.textChanged.connect(self._enable)
        self.view.row_changed.connect(self._enable)
        self.view.activated.connect(self._open)

    @Slot()
    def refresh(self) -> None:
        """Read the list again."""
        from plandesk.services.queries.review import spotlight

        plan = self._host.state.plan
        if plan is None:
            return
        with self._host.bridge.read() as session:
            found = spotlight(session, plan.id)
        words = self.filter.text().casefold().split()
        rows: list[PlainRow] = []
        for one in found:
            row = one.row
            text = f"{row.ref} {row.title} {row.outcome_word}".casefold()
            if not all(word in text for word in words):
                continue
            sign = _WAITING if one.is_waiting else None
            cells = (
                Cell(row.ref, heavy=True),
                Cell(row.title),
                Cell(row.outcome_word),
                Cell(short_day(one.closed_on)),
                Cell(f"{short_day(one.recalled_on)} {one.reason}".strip(), sign),
            )
            rows.append(PlainRow(cells, row.id))
        self.model.show(rows)
        said = self.tr("%1 of %2 closed actions. The board may recall any of them.")
        self.about.setText(said.replace("%1", str(len(rows))).replace("%2", str(len(found))))
        self._enable()

    @Slot()
    def _enable(self) -> None:
        chosen = self.model.row(self.view.currentIndex()) is not None
        able = chosen and self._host.bridge.can_change and bool(self.reason.text().strip())
        self.recall.setEnabled(able)
        self.reopen.setEnabled(able)

    def _take_back(self) -> None:
        self._recall(reopen=True)

    def _recall(self, *, reopen: bool) -> None:
        from plandesk.services.ops.assurance import RecallAction

        row, document = self.model.row(self.view.currentIndex()), self._host.bridge.document
        if row is None or row.item_id is None or document is None:
            return
        op = RecallAction(
            row.item_id,
            self.reason.text(),
            self._host.state.period_id,
            document.now.date(),
            reopen,
        )
        if self._host.bridge.run(op, self):
            self.reason.clear()
            self._host.say(
                self.tr("%1 is back in the plan.").replace("%1", row.cells[0].text)
                if reopen
                else self.tr("The question to the lead of %1 is kept.").replace(
                    "%1", row.cells[0].text
                )
            )

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex | QPersistentModelIndex) -> None:
        row = self.model.row(index)
        if row is not None and row.item_id is not None:
            self._host.show_item(row.item_id)
