"""Marking a plan item as exempt in the inspector."""

import pytest
from PySide6.QtCore import Qt

from plandesk.models.exempt import ExemptPart
from plandesk.services.queries.exempt import exempt_rows


@pytest.fixture
def box(window):
    inspector = window.inspector

    def go(ref):
        row = next(each for each in window.plan.model.all_rows() if each.ref == ref)
        window.plan.show_item(row.id)
        inspector.load()
        inspector.pages.show_page(inspector.details_page)
        return inspector.details_page.exempt

    return go


def kept(window):
    with window.state.bridge.read() as session:
        return [(row.ref, row.paragraph, row.reason, row.parts) for row in exempt_rows(session)]


def test_ticking_asks_for_paragraph_and_reason_and_keeps_one_step(qtbot, window, box):
    shown = box("A1")
    assert not shown.paragraph.isVisible()
    shown.on.click()
    assert shown.paragraph.isVisible()
    qtbot.keyClicks(shown.paragraph, "3")
    qtbot.keyClick(shown.paragraph, Qt.Key.Key_Return)
    assert kept(window) == []
    qtbot.keyClicks(shown.reason, "Business affairs")
    qtbot.keyClick(shown.reason, Qt.Key.Key_Return)
    assert kept(window) == [("A1", "3", "Business affairs", ())]
    assert window.state.bridge.document.undo_titles[0] == "Mark as exempt: A1"
    below = box("A1.1")
    assert below.on.isChecked()
    assert not below.on.isEnabled()
    assert not below.paragraph.isVisible()
    window.state.bridge.undo()
    assert kept(window) == []


def test_a_part_can_be_exempt_and_the_tick_lifts_it_again(qtbot, window, box):
    shown = box("A2.4")
    shown.on.click()
    shown.parts.setCurrentIndex(1)
    shown.paragraph.setText("1")
    shown.reason.setText("About a person")
    shown.reason.commit()
    parts = (ExemptPart.PROGRESS, ExemptPart.REASON, ExemptPart.HELP)
    assert kept(window) == [("A2.4", "1", "About a person", parts)]
    shown.on.click()
    assert kept(window) == []
