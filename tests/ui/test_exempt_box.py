"""Marking a plan item, its evidence or an entry of a register as exempt in the window."""

import pytest
from PySide6.QtCore import Qt

from plandesk.models.exempt import ExemptPart
from plandesk.services.ops.detail import AddEvidence, EvidenceText
from plandesk.services.queries.exempt import exempt_rows
from plandesk.services.queries.registers.rows import register_rows
from plandesk.ui.widgets.places import Place


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


def test_an_entry_of_a_register_is_marked_and_lifted_beside_its_fields(qtbot, window):
    window.host.go(Place.REGISTERS)
    page = window.host.page(Place.REGISTERS)
    page.show_register("risks")
    with window.bridge.read() as session:
        first, second = register_rows(session, "risks")[:2]
    page.table.select(first.id)
    shown = page.entry.fields.exempt
    qtbot.keyClick(shown.on, Qt.Key.Key_Space)
    assert shown.paragraph.hasFocus()
    qtbot.keyClicks(shown.paragraph, "3")
    qtbot.keyClick(shown.paragraph, Qt.Key.Key_Return)
    assert kept(window) == []
    qtbot.keyClicks(shown.reason, "Business affairs")
    qtbot.keyClick(shown.reason, Qt.Key.Key_Return)
    assert kept(window) == [(first.ref, "3", "Business affairs", ())]
    assert window.bridge.document.undo_titles[0] == f"Mark as exempt: {first.ref}"
    assert "“Exempt: paragraph 3”" in shown.about.text()
    page.table.select(second.id)
    assert not shown.on.isChecked()
    assert not shown.reason.isVisible()
    page.table.select(first.id)
    assert (shown.on.isChecked(), shown.reason.text()) == (True, "Business affairs")
    shown.on.click()
    assert kept(window) == []
    window.bridge.undo()
    assert shown.on.isChecked()


def test_a_piece_of_evidence_is_marked_alone_and_says_so_in_the_list(qtbot, window, box):
    box("A2.4")
    inspector = window.inspector
    item = next(row.id for row in window.plan.model.all_rows() if row.ref == "A2.4")
    for title in ("Board minutes", "Letter of a family"):
        window.bridge.run(AddEvidence(item, EvidenceText(title)), None)
    page = inspector.evidence_page
    inspector.pages.show_page(page)
    page.list.setCurrentRow(1)
    shown = page.exempt
    shown.on.click()
    qtbot.keyClicks(shown.paragraph, "1")
    qtbot.keyClick(shown.paragraph, Qt.Key.Key_Return)
    shown.reason.setFocus()
    qtbot.keyClicks(shown.reason, "About a child")
    qtbot.keyClick(shown.reason, Qt.Key.Key_Return)
    assert kept(window) == [("A2.4", "1", "About a child", ())]
    assert shown.reason.hasFocus()
    assert [("Exempt: paragraph 1" in page.list.item(at).text()) for at in (0, 1)] == [False, True]
    page.list.setCurrentRow(0)
    assert not shown.on.isChecked()
    page.list.setCurrentRow(1)
    page.change.click()
    assert not shown.isVisible()
    page.cancel.click()
    assert shown.on.isChecked()
    shown.on.click()
    assert kept(window) == []


def test_evidence_goes_with_the_row_that_is_exempt(window, box):
    above = box("A2")
    above.on.click()
    above.paragraph.setText("3")
    above.reason.setText("Business affairs")
    above.reason.commit()
    item = next(row.id for row in window.plan.model.all_rows() if row.ref == "A2.4")
    window.bridge.run(AddEvidence(item, EvidenceText("Board minutes")), None)
    box("A2.4")
    page = window.inspector.evidence_page
    window.inspector.pages.show_page(page)
    assert (page.exempt.on.isChecked(), page.exempt.on.isEnabled()) == (True, False)
    assert page.exempt.about.text().startswith("A2 is exempt")
