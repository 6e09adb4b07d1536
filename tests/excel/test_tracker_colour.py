"""Colour difference against the published figures, and what fills mean."""

from __future__ import annotations

import pytest

from plandesk.excel.trackers.colour import colour_key, difference, lab, theme_colours, tinted
from plandesk.services.presets import load_preset

SCALE = load_preset("improvement-plan").scale


def test_lab_of_well_known_colours():
    assert lab("#FFFFFF") == pytest.approx((100, 0, 0), abs=0.02)
    assert lab("#FF0000") == pytest.approx((53.24, 80.09, 67.20), abs=0.05)
    assert lab("#0000FF") == pytest.approx((32.30, 79.19, -107.86), abs=0.05)


@pytest.mark.parametrize(
    ("first", "second", "away"),
    [
        # Worked out from sRGB with the formula of Sharma, Wu and Dalal (2005).
        ("#FF0000", "#FF0000", 0.0),
        ("#000000", "#FFFFFF", 100.0),
        ("#FF0000", "#00FF00", 86.61),
        ("#FF0000", "#0000FF", 52.88),
        ("#00FF00", "#0000FF", 83.19),
    ],
)
def test_difference_is_that_of_the_published_formula(first, second, away):
    assert difference(first, second) == pytest.approx(away, abs=0.02)
    assert difference(second, first) == pytest.approx(away, abs=0.02)


def test_tint_darkens_and_lightens_as_excel_does():
    assert tinted("FFFFFF", -0.25) == "BFBFBF"
    assert tinted("000000", 0.5) in {"7F7F7F", "808080"}


def test_a_workbook_without_a_theme_has_the_usual_one():
    assert theme_colours(None)[:2] == ("FFFFFF", "000000")


@pytest.mark.parametrize(
    ("fill", "code"),
    [
        ("#00B0F0", "blue"), ("#4472C4", "blue"), ("#C00000", "red"), ("#ED7D31", "amber"),
        ("#FFFF00", "amber"), ("#70AD47", "green"), ("#C6EFCE", "green"), ("#A6A6A6", "grey"),
        ("#FFFFFF", None), ("#7030A0", None),
    ],
)  # fmt: skip
def test_the_usual_office_fills_mean_what_officers_mean(fill, code):
    assert colour_key(SCALE, {}).nearest(fill)[0] == code


def test_the_legend_of_a_sheet_comes_first():
    key = colour_key(SCALE, {"#FFFF00": "green"})
    assert key.nearest("#FFFF00")[0] == "green"
