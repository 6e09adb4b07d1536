"""Signs inside lines to type in are as large as the text beside them."""

import pytest
from PySide6.QtWidgets import QToolButton

from plandesk.ui.dialogs.new_plan import NewPlanDialog
from plandesk.ui.widgets.places import Place


def signs(line):
    return [one.width() for one in line.findChildren(QToolButton)]


def has_frame(line):
    picture = line.grab().toImage()
    middle = picture.height() // 2
    return picture.pixelColor(0, middle) != picture.pixelColor(4, middle)


@pytest.mark.parametrize("which", ["filter", "search"])
def test_signs_grow_with_the_zoom_and_the_line_keeps_its_frame(window, which):
    if which == "search":
        window.host.go(Place.SEARCH)
    line = window.plan.bar.text if which == "filter" else window.host.page(Place.SEARCH).words
    line.setText("purpose")
    small = signs(line)
    assert len(small) == 2
    assert has_frame(line)
    window.look.set_zoom(200)
    for before, after in zip(small, signs(line), strict=True):
        assert after > before * 1.6
    assert has_frame(line)
    window.look.set_zoom(100)
    assert signs(line) == small


def test_the_calendar_sign_of_a_new_plan_is_as_large_as_its_text(qtbot, window):
    large = {}
    for zoom in (100, 200):
        window.look.set_zoom(zoom)
        dialog = NewPlanDialog(window.look, window)
        qtbot.addWidget(dialog)
        dialog.show()
        (large[zoom],) = signs(dialog.as_at.line)
    assert large[200] > large[100] * 1.6
    window.look.set_zoom(100)
