"""Charts as geometry: everything lies on the sheet, nothing is told by colour alone."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise

import pack_samples as made
import pytest
import register_samples as samples
from hypothesis import given, settings
from hypothesis import strategies as st

from plandesk.reports.charts.bars import Bar, RatingTrend, Totals, rating_trend, total_bars
from plandesk.reports.charts.drawing import Align, Box, Drawing, Label, Role, Side, Sign, Tone
from plandesk.reports.charts.heat_map import heat_map, movement_matrix
from plandesk.reports.charts.measures import (
    Guide,
    MeasureSeries,
    Point,
    measure_chart,
    quarter_strip,
    sparkline,
)
from plandesk.reports.charts.scale_axis import apart, axis_for, number_text
from plandesk.reports.sections.insight import movement_of
from plandesk.reports.sections.measures import series_of
from plandesk.reports.sections.risks import map_of


def ruler(text: str, size: float, strong: bool) -> float:
    return len(text) * size * (0.58 if strong else 0.54)


def drawings() -> dict[str, Drawing]:
    series = series_of(samples.measure())
    moves = samples.movements()
    return {
        "measure": measure_chart(series, ruler, (480, 120)),
        "spark": sparkline(series, (70, 20)),
        "strip": quarter_strip([("Q1", made.RED), ("Q2", None)], (120, 30)),
        "heat": heat_map(map_of(samples.risks()), ruler, 560),
        "moves": movement_matrix(movement_of(moves), ruler, 500),
        "trend": rating_trend(RatingTrend(moves.trend, moves.lines), ruler, (500, 200)),
        "totals": total_bars(Totals("options", (Bar("Stay", 46), Bar("Go", 82)), 95), ruler, 500),
    }


def left_of(label: Label) -> float:
    width = ruler(label.text, label.size, label.strong)
    return label.x - width * {Align.LEFT: 0.0, Align.MIDDLE: 0.5, Align.RIGHT: 1.0}[label.align]


@pytest.mark.parametrize("name", list(drawings()))
def test_every_mark_lies_on_its_sheet(name):
    drawing = drawings()[name]
    assert len(drawing.marks) > 3
    for mark in drawing.marks:
        if isinstance(mark, Label):
            assert left_of(mark) >= -1, mark
            right = left_of(mark) + ruler(mark.text, mark.size, mark.strong)
            assert right <= drawing.width + 1, mark
            assert 0 <= mark.y <= drawing.height, mark
        elif isinstance(mark, Box):
            assert mark.left >= -1
            assert mark.top + mark.height <= drawing.height + 1
            assert mark.left + mark.width <= drawing.width + 1


@pytest.mark.parametrize("name", ["measure", "strip", "heat", "moves", "trend"])
def test_each_rating_colour_carries_its_shape(name):
    drawing = drawings()[name]
    painted = [
        mark for mark in drawing.marks
        if isinstance(mark, Box) and isinstance(mark.fill, Tone)
    ]  # fmt: skip
    signs = [mark for mark in drawing.marks if isinstance(mark, Sign)]
    assert painted
    for box in painted:
        assert any(
            sign.shape is box.fill.rating.shape
            and box.left <= sign.x <= box.left + box.width
            and box.top <= sign.y <= box.top + box.height
            for sign in signs
        ), box


def test_alt_text_says_every_number_of_a_chart():
    alt = drawings()["measure"].alt
    for said in ("Jan 24 61% (Red)", "Feb 24 no value", "Apr 24 70.5% (Green)", "Target 70%",
                 "Core cities 64%", "Higher is better"):  # fmt: skip
        assert said in alt
    assert "R1 at likelihood 4 Likely, impact 4 Major (Red)" in drawings()["heat"].alt
    assert "R2 and R4 at likelihood 2 Unlikely" in drawings()["heat"].alt
    assert "9 from Amber to Green" in drawings()["moves"].alt
    assert "40 stayed Amber" in drawings()["moves"].alt


def test_a_missing_value_breaks_the_line():
    series = MeasureSeries(
        "Visits", tuple(Point(n, v) for n, v in zip("abcd", (1, None, 3, 4), strict=True))
    )
    lines = [
        mark for mark in measure_chart(series, ruler, (300, 100)).marks
        if getattr(mark, "paint", None) is Role.DATA and hasattr(mark, "spots")
    ]  # fmt: skip
    assert [len(line.spots) for line in lines] == [2]


def test_names_of_lines_do_not_touch():
    guides = tuple(Guide(f"Line {n}", 50 + n / 10) for n in range(5))
    series = MeasureSeries("Visits", (Point("a", 10.0), Point("b", 90.0)), guides)
    drawing = measure_chart(series, ruler, (400, 160))
    places = sorted(
        mark.y for mark in drawing.marks
        if isinstance(mark, Label) and mark.text.startswith("Line")
    )  # fmt: skip
    assert len(places) == 5
    assert all(below - above >= 9 for above, below in pairwise(places))


def test_fields_of_the_heat_map_without_a_risk_are_pale():
    drawing = drawings()["heat"]
    fills = [mark.fill.side for mark in drawing.marks
             if isinstance(mark, Box) and isinstance(mark.fill, Tone)]  # fmt: skip
    assert fills.count(Side.FILL) == 3  # R1; R2 with R4; R3
    assert fills.count(Side.TINT) == 22


numbers = st.floats(-1e6, 1e6, allow_nan=False).map(lambda number: round(number, 3))


@settings(max_examples=200, deadline=None)
@given(st.lists(numbers, min_size=1, max_size=8))
def test_an_axis_holds_its_values_between_round_steps(values):
    axis = axis_for(values)
    assert axis.low <= min(values)
    assert axis.high >= max(values)
    assert 2 <= len(axis.ticks) <= 9
    steps = {round(b - a, 6) for a, b in pairwise(axis.ticks)}
    assert len(steps) == 1


@settings(max_examples=100, deadline=None)
@given(st.lists(st.floats(0, 100), min_size=1, max_size=6))
def test_labels_are_moved_apart_but_not_below_the_chart(places):
    moved = sorted(apart(places, 10, 100))
    assert all(b - a >= 10 - 1e-6 for a, b in pairwise(moved))
    assert moved[-1] <= 100 + 1e-9


def test_numbers_are_printed_as_people_write_them():
    printed = [number_text(n) for n in (1305, 4.0, 4.2, 0.25, 1693.42)]
    assert printed == ["1,305", "4", "4.2", "0.25", "1,693.42"]


def test_charts_need_no_pdf_library():
    code = (
        "import sys, plandesk.reports.charts.measures, plandesk.reports.charts.heat_map, "
        "plandesk.reports.charts.bars; "
        "print([m for m in sys.modules if m.startswith(('reportlab', 'pikepdf', 'PySide6'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout.decode().strip() == "[]"
