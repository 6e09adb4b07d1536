"""Charts in the window: the drawing of the report in the colours of each theme."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QImage

from plandesk.reports.charts.drawing import Drawing, Role
from plandesk.reports.charts.heat_map import HeatMap, heat_map
from plandesk.reports.charts.measures import Guide, MeasureSeries, Point, measure_chart
from plandesk.services.presets import load_preset
from plandesk.ui.settings import ThemeChoice
from plandesk.ui.theme import Look
from plandesk.ui.widgets.chart_view import ChartView, colour_of

VALUES = load_preset("improvement-plan").scale.values
SERIES = MeasureSeries(
    "Visits",
    (Point("Jan", 61.0, "61%", VALUES[1]), Point("Feb", 70.0, "70%", VALUES[3])),
    (Guide("Target", 65.0, "65%", Role.TARGET),),
)


def measure(ruler, width, size) -> Drawing:
    return measure_chart(SERIES, ruler, (width, size * 12), size)


def risks(ruler, width, size) -> Drawing:
    bands = tuple(tuple(VALUES[:3]) for _ in range(3))
    places = (("R1", 3, 3), ("R2", 1, 2))
    return heat_map(HeatMap(("Low", "Mid", "High"), ("A", "B", "C"), bands, places), ruler, width,
                    size)  # fmt: skip


def colours(image: QImage) -> set[str]:
    return {
        QColor(image.pixel(x, y)).name()
        for x in range(0, image.width(), 2)
        for y in range(0, image.height(), 2)
    }


@pytest.fixture
def look(qapp) -> Look:
    found = Look(qapp, ThemeChoice.LIGHT, 100)
    yield found
    found.set_choice(ThemeChoice.LIGHT)


@pytest.mark.parametrize("choice", [ThemeChoice.LIGHT, ThemeChoice.DARK, ThemeChoice.HIGH_CONTRAST])
@pytest.mark.parametrize("make", [measure, risks])
def test_a_chart_is_drawn_in_the_colours_of_the_theme(qtbot, look, choice, make):
    look.set_choice(choice)
    view = ChartView(look)
    qtbot.addWidget(view)
    view.resize(480, 300)
    view.show_chart("Chart", make)
    shown = colours(view.grab().toImage())
    assert len(shown) > 4
    if make is measure:
        assert colour_of(Role.DATA, look.theme).name() in shown


def test_a_chart_says_its_numbers_and_takes_the_height_it_needs(qtbot, look):
    view = ChartView(look)
    qtbot.addWidget(view)
    view.resize(480, 300)
    view.show_chart("Visits", measure)
    assert view.accessibleName() == "Visits"
    assert "Jan 61% (" in view.accessibleDescription()
    assert "Target 65%" in view.accessibleDescription()
    assert view.sizeHint().height() > 80
    before = view.sizeHint().height()
    look.set_zoom(200)
    assert view.sizeHint().height() > before * 1.5
    look.set_zoom(100)
