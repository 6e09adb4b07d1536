"""The values of an entry over periods and areas: chart, table, and a form for the chosen one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout

from plandesk.models.register_types import RegisterKind, ValuePer
from plandesk.models.risk_matrix import risk_score
from plandesk.ui.icons import Icon
from plandesk.ui.itemmodels.cell_table import Cell, CellTable
from plandesk.ui.itemmodels.entry_spots import Place, Spot, spots_of
from plandesk.ui.itemmodels.register_lines import rating_cell, score_cell, trend_words
from plandesk.ui.panels.registers.entry_charts import MeasureCharts
from plandesk.ui.panels.registers.entry_page import EntryAids, EntryPage
from plandesk.ui.panels.registers.entry_value_form import ValueForm
from plandesk.ui.widgets.page_parts import button
from plandesk.ui.widgets.row_view import RowView

if TYPE_CHECKING:
    from plandesk.services.queries.registers.rows import EntryDetail
    from plandesk.ui.pages import PageHost

_MOST = 9  # lines that the table takes before it scrolls
_SCORED = (("likelihood-before", "impact-before"), ("likelihood-after", "impact-after"))


class ValuesPage(EntryPage):
    """Every value of an entry; the one at the cursor can be changed below the table."""

    def __init__(self, host: PageHost, aids: EntryAids) -> None:
        super().__init__(host, aids)
        self._more: list[Place] = []
        self._shape: tuple[str, ...] = ()
        self.spots: list[Spot] = []
        self.charts = MeasureCharts(host.look)
        self.model = CellTable((), self._cells, self)
        self.view = RowView(self.tr("Values"), host.look)
        self.view.setSelectionMode(RowView.SelectionMode.SingleSelection)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.row_changed.connect(self._show_spot)
        self.form = ValueForm(host)
        self.period, self.area = QComboBox(), QComboBox()
        self.period.setEditable(True)
        self.area.setEditable(True)
        self.period.setAccessibleName(self.tr("Period of a new value"))
        self.area.setAccessibleName(self.tr("Area of a new value"))
        for box in (self.period, self.area):
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.setMinimumContentsLength(6)
        self.add = button(self.tr("Add value"), self._add, Icon.ADD)
        line = QHBoxLayout()
        line.addWidget(self.period, 1)
        line.addWidget(self.area, 1)
        line.addWidget(self.add)
        self.column.addWidget(self.charts)
        self.column.addWidget(self.view)
        self.column.addWidget(self.form)
        self.caption(self.tr("Another period or area"))
        self.column.addLayout(line)
        self.column.addStretch(1)
        self.dress()

    def show_entry(self, detail: EntryDetail) -> None:
        """Show the values of an entry."""
        if self.detail is None or self.detail.row.id != detail.row.id:
            self._more = []
        here = self._here()
        super().show_entry(detail)
        self._rebuild(detail.kind)
        state = self.host.state
        self.spots = spots_of(detail, state.periods, state.period_id, self._more)
        self.model.show(self.spots)
        self.charts.show_entry(detail, self.spots)
        lines = min(max(len(self.spots), 2), _MOST)
        self.view.setFixedHeight(self.host.look.px(1.95 + 1.72 * lines))
        places = [spot.place for spot in self.spots]
        shown = Place(state.period_id)
        wanted = here.place if here and here.place in places else shown
        at = places.index(wanted) if wanted in places else 0
        self.view.setCurrentIndex(self.model.index(at, 0))
        self._show_spot()
        for each in (self.period, self.area, self.add):
            each.setEnabled(self.may)

    # --- the table ---------------------------------------------------------------------------

    def _rebuild(self, kind: RegisterKind) -> None:
        headings, widths = self._headings(kind)
        if (kind.key, *headings) == self._shape:
            return
        self._shape = (kind.key, *headings)
        self.model = CellTable(headings, self._cells, self)
        self.view.show_model(self.model, widths)
        self.form.rebuild(kind)
        self._offer(kind)

    def _headings(self, kind: RegisterKind) -> tuple[list[str], list[float]]:
        by_period = any(spec.per is ValuePer.PERIOD for spec in kind.values)
        first = self.tr("Period") if by_period else self.tr("About")
        if kind.risk is not None:
            return [first, self.tr("Before"), self.tr("Now")], [0, 6.4, 6.4]
        if kind.scale is not None:
            names = [first, self.tr("Value"), self.tr("Rating"), self.tr("Trend")]
            return names, [0, 3.6, 6.7, 3.0]
        return [first, *(spec.label for spec in kind.values)], [
            0,
            *[9.0 if len(kind.values) == 1 else 7.2 for _ in kind.values],
        ]

    def _offer(self, kind: RegisterKind) -> None:
        by_period = any(spec.per is ValuePer.PERIOD for spec in kind.values)
        areas = [area for spec in kind.values for area in spec.areas]
        self.period.clear()
        self.period.addItem("", None)
        for one in self.host.state.periods:
            self.period.addItem(one.label, one.id)
        self.area.clear()
        self.area.addItems(["", *areas])
        hint = self.tr("Period") if by_period else self.tr("As at")
        for box, words in ((self.period, hint), (self.area, self.tr("Area"))):
            line = box.lineEdit()
            if line is not None:
                line.setPlaceholderText(words)
        self.area.setVisible(bool(areas) or not by_period)

    def _cells(self, spot: Spot) -> Sequence[Cell]:
        if self.detail is None:
            return ()
        kind = self.detail.kind
        label = " · ".join(part for part in (spot.place.area, spot.label) if part)
        first = Cell(label, heavy=spot.place == Place(self.host.state.period_id), tip=label)
        if kind.risk is not None:
            texts = {key: value.text for key, value in spot.values.items()}
            scores = [
                risk_score(kind.risk, texts.get(one), texts.get(other)) for one, other in _SCORED
            ]
            return first, *(score_cell(score) if score.band else Cell("–") for score in scores)
        if kind.scale is not None:
            value, judged = spot.values.get("value"), spot.judged
            trend = judged.trend if judged else None
            return (
                first,
                Cell(value.text if value else "–", tip=value.note if value else ""),
                rating_cell(judged) if judged else Cell(),
                Cell(
                    trend.word if trend else "",
                    rating=trend,
                    tip=trend_words(judged) if judged else "",
                ),
            )
        return first, *(Cell(_word(kind, spec.key, spot)) for spec in kind.values)

    def _here(self) -> Spot | None:
        at = self.view.currentIndex().row()
        return self.spots[at] if 0 <= at < len(self.spots) else None

    @Slot()
    def _show_spot(self) -> None:
        spot = self._here()
        if self.detail is not None and spot is not None:
            self.form.show_spot(self.detail, spot)

    @Slot()
    def _add(self) -> None:
        """Make room for a value; nothing is kept before something is said there."""
        text = self.period.currentText().strip()
        known = next((one for one in self.host.state.periods if one.label == text), None)
        place = Place(
            known.id if known else None, "" if known else text, self.area.currentText().strip()
        )
        if place == Place() or self.detail is None:
            self.period.setFocus()
            return
        self._more.append(place)
        self.show_entry(self.detail)
        places = [spot.place for spot in self.spots]
        self.view.setCurrentIndex(self.model.index(places.index(place), 0))
        self.period.setCurrentIndex(0)
        self.area.setCurrentIndex(0)
        self.form.focus()


def _word(kind: RegisterKind, key: str, spot: Spot) -> str:
    value, spec = spot.values.get(key), kind.value(key)
    if value is None:
        return "–"
    choice = spec.as_field().choice(value.text) if spec and spec.choices else None
    return choice.word if choice else value.text
