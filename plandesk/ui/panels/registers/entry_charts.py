"""The charts of one measure: its values with target and comparators, and the last quarters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from plandesk.reports.charts.drawing import Drawing, Role, Ruler
from plandesk.reports.charts.measures import (
    Guide,
    MeasureSeries,
    Point,
    measure_chart,
    quarter_strip,
)
from plandesk.ui.itemmodels.entry_spots import Spot
from plandesk.ui.theme import Look
from plandesk.ui.widgets.chart_view import ChartView
from plandesk.ui.widgets.page_parts import close_up

if TYPE_CHECKING:
    from plandesk.services.queries.registers.rows import EntryDetail

_QUARTERS = 4


class MeasureCharts(QWidget):
    """A line over the periods, drawn as reports draw it, and a strip of the last ratings."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.line, self.strip = ChartView(look), ChartView(look)
        column = QVBoxLayout(self)
        close_up(column)
        column.addWidget(self.line)
        column.addWidget(self.strip)

    def show_entry(self, detail: EntryDetail, spots: Sequence[Spot]) -> None:
        """Draw a measure; other entries have no charts."""
        own = [spot for spot in spots if not spot.place.area and spot.judged is not None]
        series = series_of_spots(detail, spots)
        self.line.setVisible(len(series.values) > 1)
        self.strip.setVisible(bool(own))
        self.setVisible(bool(own))
        if len(series.values) > 1:
            name = self.tr("Values of %1").replace("%1", detail.row.title)
            self.line.show_chart(
                name, lambda ruler, width, size: self._line(series, ruler, width, size)
            )
        if own:
            last = [
                (spot.label, spot.judged.rating if spot.judged else None)
                for spot in own[-_QUARTERS:]
            ]
            self.strip.show_chart(
                self.tr("Ratings of the last periods"),
                lambda _ruler, width, size: quarter_strip(last, (width, size * 4.0), size),
            )

    def _line(self, series: MeasureSeries, ruler: Ruler, width: float, size: float) -> Drawing:
        return measure_chart(series, ruler, (width, size * 15), size)


def series_of_spots(detail: EntryDetail, spots: Sequence[Spot]) -> MeasureSeries:
    """Return what a chart of a measure draws: values, target, and the latest of other areas."""
    from plandesk.models.measure_rules import read_target, resolve

    unit = str(detail.row.fields.get("unit") or "")
    own = [spot for spot in spots if not spot.place.area and "value" in spot.values]
    points = tuple(
        Point(
            spot.label,
            spot.values["value"].number,
            spot.values["value"].text,
            spot.judged.rating if spot.judged else None,
        )
        for spot in own
    )
    areas = {
        spot.place.area: spot.values["value"]
        for spot in spots
        if spot.place.area and "value" in spot.values
    }
    guides: list[Guide] = []
    text = own[-1].judged.target if own and own[-1].judged else ""
    target = resolve(
        read_target(text, unit, tuple(areas)), {name: one.number for name, one in areas.items()}
    )
    goal = target.low if target.low is not None else target.high
    if goal is not None:
        guides.append(Guide("Target", goal, text if len(text) <= 12 else "", Role.TARGET))
    guides += [
        Guide(name, one.number, one.text) for name, one in areas.items() if one.number is not None
    ]
    better = detail.kind.field("polarity")
    choice = better.choice(detail.row.fields.get("polarity")) if better else None
    words = f"Better is {choice.word.lower()}" if choice else ""
    return MeasureSeries(detail.row.title, points, tuple(guides), words)
