"""The pages of the inspector, on the sample plan."""

import pikepdf
import pytest
from PySide6.QtCore import Qt

from plandesk.services.ops.ratings import SetUpdateText, UpdateText


@pytest.fixture
def stand(window):
    def go(ref):
        row = next(each for each in window.plan.model.all_rows() if each.ref == ref)
        window.plan.show_item(row.id)
        window.inspector.load()
        return row.id

    return go


def detail(window, item):
    found = window.state.detail(item)
    assert found is not None
    return found


def test_only_the_page_that_is_shown_is_filled(window, stand):
    stand("A2.4")
    inspector = window.inspector
    assert inspector.pages.page is inspector.update_page
    assert inspector.history_page.list.count() == 0
    inspector.pages.show_page(inspector.history_page)
    assert inspector.history_page.list.count() > 0


def test_evidence_with_a_file_is_kept_changed_and_removed(window, stand, tmp_path):
    item = stand("A2.4")
    page = window.inspector.evidence_page
    window.inspector.pages.show_page(page)
    paper = tmp_path / "Board minutes.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(paper)
    page.add.click()
    page.attach(paper)
    page.keep.click()
    (kept,) = detail(window, item).evidence
    assert kept.title == "Board minutes"
    assert kept.file_hash
    page.change.click()
    page.note.setText("Item 7")
    page.keep.click()
    assert detail(window, item).evidence[0].note == "Item 7"
    assert detail(window, item).evidence[0].file_hash == kept.file_hash
    page.remove.click()
    assert detail(window, item).evidence == ()


def test_a_link_is_seen_from_both_ends_and_leads_there(qtbot, window, stand):
    there = stand("A1.1")
    here = stand("A2.4")
    page = window.inspector.links_page
    window.inspector.pages.show_page(page)
    before = len(detail(window, here).links)
    page.kind.setCurrentIndex(page.kind.findData("supersedes"))
    qtbot.keyClicks(page.ref, "a1.1")
    qtbot.keyClick(page.ref, Qt.Key.Key_Return)
    assert len(detail(window, here).links) == before + 1
    assert [one.other_ref for one in detail(window, there).links if not one.outward] == ["A2.4"]
    page.list.setCurrentRow(before)
    page.go.click()
    assert window.plan.current_id() == there


def test_a_ref_that_the_plan_does_not_have_is_marked(window, stand):
    item = stand("A2.4")
    window.plan.edits.set_title(item, "Follow on from A2.99 and A2.2")
    page = window.inspector.links_page
    window.inspector.pages.show_page(page)
    assert "A2.99" in page._broken.text()
    assert "A2.2" in page._named.text()


def test_a_rating_that_is_not_earned_asks_for_the_reason_in_place(qtbot, window, stand):
    item = stand("A2.4")
    box = window.inspector.rate_box
    box.rating.buttons()[0].click()
    assert box.override.isVisible()
    assert not box.override.rate.isEnabled()
    assert detail(window, item).row.current == "amber"
    qtbot.keyClicks(box.override.reason, "The inspectorate has confirmed it")
    qtbot.keyClick(box.override.reason, Qt.Key.Key_Return)
    assert detail(window, item).row.current == "blue"
    assert not box.override.isVisible()
    window.bridge.undo()
    assert detail(window, item).row.current == "amber"


def test_esc_leaves_the_rating_as_it_was(qtbot, window, stand):
    item = stand("A2.4")
    box = window.inspector.rate_box
    box.rating.buttons()[0].click()
    qtbot.keyClick(box.override.reason, Qt.Key.Key_Escape)
    assert not box.override.isVisible()
    assert detail(window, item).row.current == "amber"


def test_a_rating_is_explained_and_a_finding_accepted(qtbot, window, stand):
    from plandesk.ui.panels.inspector.rating import _FindingCard

    stand("E1.3")
    explain = window.inspector.update_page.explain
    explain.fold.setChecked(True)

    def cards():
        return [each for each in explain.findChildren(_FindingCard) if each.isVisible()]

    qtbot.waitUntil(lambda: len(cards()) == 1)
    (card,) = cards()
    card.reason.setText("The board knows")
    card.accept.click()
    qtbot.waitUntil(lambda: any(each._finding.accepted == "The board knows" for each in cards()))


def test_a_comment_is_written_and_removed(qtbot, window, stand):
    item = stand("A2.4")
    page = window.inspector.comments_page
    window.inspector.pages.show_page(page)
    qtbot.keyClicks(page.text, "Ask the board")
    qtbot.keyClick(page.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [one.text for one in detail(window, item).comments] == ["Ask the board"]
    page.remove.click()
    assert detail(window, item).comments == ()


def test_milestones_change_places_words_and_go(qtbot, window, stand):
    item = stand("A2.4")
    page = window.inspector.milestones_page
    window.inspector.pages.show_page(page)
    first, second = [row.title for row in detail(window, item).milestones][:2]
    page.list.setCurrentRow(0)
    page.down.click()
    assert [row.title for row in detail(window, item).milestones][:2] == [second, first]
    page.title.selectAll()
    qtbot.keyClicks(page.title, "Reworded")
    qtbot.keyClick(page.title, Qt.Key.Key_Return)
    assert detail(window, item).milestones[1].title == "Reworded"
    page.remove.click()
    assert "Reworded" not in [row.title for row in detail(window, item).milestones]


def test_an_outcome_is_given_with_its_note(window, stand):
    item = stand("A2.4")
    page = window.inspector.details_page
    window.inspector.pages.show_page(page)
    code = next(one.code for one in page._options.outcomes if one.needs_target)
    page.outcome.setCurrentIndex(page.outcome.findData(code))
    page.outcome.activated.emit(page.outcome.currentIndex())
    assert detail(window, item).row.outcome == code
    page.note.setText("A1.1")
    page.note.commit()
    assert detail(window, item).outcome_note == "A1.1"


def test_the_characteristics_that_an_action_concerns_are_ticked(window, stand):
    item = stand("A2.4")
    page = window.inspector.details_page
    window.inspector.pages.show_page(page)
    box = page.characteristics
    names = box.choices.values()
    assert len(names) >= 9
    for name in ("Disability", "Age"):
        index = box.choices.index(list(names).index(name))
        box.choices.setData(index, Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    assert detail(window, item).row.characteristics == ("Age", "Disability")
    assert box.currentText() == "2 characteristics"
    window.bridge.undo()
    assert detail(window, item).row.characteristics == ("Disability",)
    assert box.currentText() == "Disability"


def test_a_ref_that_nothing_has_is_underlined_in_the_text_itself(window, stand):
    item, inspector = stand("A2.4"), window.inspector
    period = window.state.period_id
    text = "Waits for A2.99, and for A2.2."
    window.bridge.run(SetUpdateText(item, period, UpdateText.PROGRESS, text))
    inspector.load()
    box = inspector.update_page.texts["progress"]
    marked = [one.cursor.selectedText() for one in box.extraSelections()]
    assert marked == ["A2.99"]
    assert "A2.99" in box.toolTip()
    window.bridge.undo()
    inspector.load()
    assert box.extraSelections() == []
    assert box.toolTip() == ""


def test_tab_and_arrows_go_through_ratings_and_pages_in_order(qtbot, window, stand):
    stand("A2.4")
    due, pages = window.inspector.due, window.inspector.pages
    buttons = window.inspector.rate_box.rating.buttons()
    qtbot.waitUntil(buttons[-1].isVisible)
    due.setFocus()
    for button in buttons:
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        assert window.focusWidget() is button
    qtbot.keyClick(buttons[-1], Qt.Key.Key_Tab)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Right)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Right)
    assert pages.page is window.inspector.milestones_page
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Right)
    assert pages.page is window.inspector.evidence_page
