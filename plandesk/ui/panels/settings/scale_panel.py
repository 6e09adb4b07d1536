"""The plan in another rating scale: what each value is shown as, what is merged, every row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Slot
from PySide6.QtWidgets import QComboBox, QSplitter, QWidget

from plandesk.models.types import Level
from plandesk.ui.itemmodels.plain_table import Cell, PlainRow, PlainTable
from plandesk.ui.itemmodels.scale_table import ScaleTable
from plandesk.ui.pages import PageHost
from plandesk.ui.widgets.page_parts import across, label, stack_lines
from plandesk.ui.widgets.row_view import RowView

if TYPE_CHECKING:
    from plandesk.services.queries.other_scale import TranslatedCount, TranslatedPlan

_COUNTS, _ROWS = (8, 0, 5), (6, 0, 8, 8)


class ScalePanel(QWidget):
    """Shows the period's ratings in a scale of choice; nothing in the plan changes."""

    def __init__(self, host: PageHost) -> None:
        super().__init__()
        self._host = host
        self._shown: TranslatedPlan | None = None
        self.scales = QComboBox()
        self.scales.setAccessibleName(self.tr("Show in the scale"))
        self.about = label(role="secondary", wrap=True)
        self.counts = PlainTable((self.tr("Shown as"), self.tr("Stands for"), self.tr("Rows")))
        self.counts_view = RowView(self.tr("What each value stands for"), host.look)
        self.counts_view.show_model(self.counts, _COUNTS)
        self.model = ScaleTable(self)
        self.view = RowView(self.tr("The plan in the other scale"), host.look)
        self.view.show_model(self.model, _ROWS)
        asked = label(self.tr("Show in the scale"))
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.view)
        split.addWidget(self.counts_view)
        split.setStretchFactor(0, 1)
        split.setSizes([host.look.px(42), host.look.px(26)])
        top = across(asked, self.scales, self.about, growing=self.about)
        stack_lines(self, host.look, top, split)
        self.scales.activated.connect(self._read)
        self.view.activated.connect(self._open)
        self.counts_view.activated.connect(self._open_rows)

    @Slot()
    def refresh(self) -> None:
        """Offer the scales that differ from the plan's own, and show the chosen one."""
        from plandesk.services.queries.other_scale import other_scales

        plan = self._host.state.plan
        if plan is None:
            return
        with self._host.bridge.read() as session:
            known = other_scales(session, plan.id)
        names = list(known)
        if [self.scales.itemText(at) for at in range(self.scales.count())] != names:
            kept = self.scales.currentText()
            self.scales.clear()
            for name in names:
                words = ", ".join(value.word for value in known[name].values)
                self.scales.addItem(name, name)
                self.scales.setItemData(self.scales.count() - 1, words, Qt.ItemDataRole.ToolTipRole)
            self.scales.setCurrentIndex(max(0, self.scales.findText(kept)))
        self._read()

    @Slot()
    def _read(self) -> None:
        from plandesk.services.queries.other_scale import find_scale, translated_plan

        plan, name = self._host.state.plan, self.scales.currentData()
        if plan is None or not name:
            self.about.setText(self.tr("There is no other scale to show the plan in."))
            return
        with self._host.bridge.read() as session:
            target = find_scale(session, plan.id, name)
            self._shown = translated_plan(session, plan.id, self._host.state.period_id, target)
        self._show(self._shown)

    def _show(self, told: TranslatedPlan) -> None:
        notes = told.translation.notes
        same = self.tr("Each value has one of its own: nothing is merged.")
        self.about.setText(" ".join(notes) if notes else same)
        # Rows that are reported elsewhere carry no rating here, and would only fill the list.
        self.model.replace([row for row in told.rows if row.own or row.row.level < Level.ACTION])
        self.counts.show([self._count(one) for one in told.counts], self._headings())

    def _headings(self) -> tuple[str, str, str]:
        period = self._host.state.period
        return self.tr("Shown as"), self.tr("Stands for"), period.label if period else ""

    def _count(self, one: TranslatedCount) -> PlainRow:
        word = one.shown.word if one.shown else self.tr("Not rated")
        stands = ", ".join(value.word for value in one.stands_for) or "–"
        number = str(len(one.rows)) if one.rows else "–"
        cells = (Cell(word, heavy=True), Cell(stands), Cell(number, rows=one.rows))
        return PlainRow(cells, key=one)

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex | QPersistentModelIndex) -> None:
        told = self.model.row(index)
        if told is not None:
            self._host.show_item(told.row.id)

    @Slot(QModelIndex)
    def _open_rows(self, index: QModelIndex | QPersistentModelIndex) -> None:
        row = self.counts.row(index)
        if row is not None and row.cells[2].rows:
            words = f"{row.cells[0].text}: {row.cells[1].text}"
            self._host.show_rows(row.cells[2].rows, words)
