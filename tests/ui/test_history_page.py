from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from plandesk.ui.widgets.places import Place


def page_at(window, place, at=None):
    window.host.go(place)
    page = window.pages.currentWidget()
    if at is not None:
        page.choice.choose(at)
    return page


def row(window, ref):
    return next((each for each in window.plan.model.all_rows() if each.ref == ref), None)


def words(model, column=0):
    return [model.index(at, column).data() for at in range(model.rowCount())]


def test_one_goes_back_several_steps_and_forward_again(qtbot, window):
    item = row(window, "A2.4")
    for text in ("One", "Two"):
        window.plan.edits.set_title(item.id, text)
        window.plan.edits.set_due(item.id, text)
    page = page_at(window, Place.HISTORY, 0)
    QAbstractItemModelTester(page.steps, QAbstractItemModelTester.FailureReportingMode.Fatal, page)
    assert page.steps.rowCount() == 4
    page.steps_view.setCurrentIndex(page.steps.index(3, 0))
    qtbot.keyClick(page.steps_view, Qt.Key.Key_Return)
    assert row(window, "A2.4").title == item.title
    assert page.act.text() == "Do a&gain up to here"
    page.steps_view.setCurrentIndex(page.steps.index(0, 0))
    page.act.click()
    assert row(window, "A2.4").title == "Two"


def test_the_file_says_what_was_before_and_after(window):
    window.plan.edits.set_title(row(window, "A2.4").id, "Another title")
    page = page_at(window, Place.HISTORY, 1)
    assert words(page.file)[0] == "Change title of A2.4"
    assert words(page.changes, 3)[0] == "Another title"


def test_a_ref_finds_the_steps_that_touched_its_row(window):
    window.plan.edits.set_title(row(window, "A2.4").id, "One")
    window.plan.edits.set_title(row(window, "A1.1").id, "Two")
    page = page_at(window, Place.HISTORY, 1)
    page.wanted.setText("A2.4")
    found = words(page.file)
    assert "Change title of A2.4" in found
    assert "Change title of A1.1" not in found


def test_a_removed_row_is_brought_back(window):
    window.plan.edits.remove([row(window, "A2.3").id])
    page = page_at(window, Place.HISTORY, 2)
    assert words(page.removed) == ["A2.3"]
    page.act.click()
    assert row(window, "A2.3") is not None
    assert page.removed.rowCount() == 0
    assert page.empty.isVisibleTo(page)


def test_renumbering_shows_first_and_is_one_step(window):
    window.plan.edits.remove([row(window, "A2.3").id])
    before = row(window, "A2.4")
    page = page_at(window, Place.RENUMBER)
    assert words(page.model)[0] == "A2.4"
    assert words(page.model, 1)[0] == "A2.3"
    assert page.go.text() == f"Re&number {page.model.rowCount()} refs"
    page.go.click()
    assert row(window, "A2.3").id == before.id
    window.bridge.undo()
    assert row(window, "A2.4").id == before.id


def test_refs_in_order_have_nothing_to_renumber(window):
    page = page_at(window, Place.RENUMBER)
    a1 = row(window, "A2")
    page.part.setCurrentIndex(page.part.findData(a1.id))
    page.part.activated.emit(page.part.currentIndex())
    assert not page.go.isEnabled()
    assert page.empty.isVisibleTo(page)
    assert not page.text_view.isVisibleTo(page)
