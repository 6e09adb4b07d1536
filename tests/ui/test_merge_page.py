"""Two copies of a plan are compared and merged in the window, with the keyboard where one likes."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from plandesk.services.document import Document
from plandesk.services.ops.edit import SetDue, SetTitle
from plandesk.services.queries.plan_tree import plan_rows


def rows(document):
    with document.read() as session:
        return {row.ref: row for row in plan_rows(session, None)}


@pytest.fixture
def other(window, plan_file, tmp_path):
    """The copy of a colleague, changed there and partly in what was changed here too."""
    path = Path(shutil.copy(plan_file, tmp_path / "laptop.plandesk"))
    here = window.bridge.document
    here.run(SetTitle(rows(here)["A2.4"].id, "Worded here"))
    with Document.open(path, who="A. Colleague") as document:
        there = rows(document)
        document.run(SetTitle(there["A2.4"].id, "Worded there"))
        document.run(SetDue((there["B1.1"].id,), "Autumn 2025"))
    return path


@pytest.fixture
def page(qtbot, window, other):
    """The page after the comparison."""
    window.host.merge_copy(other)
    page = window.pages.currentWidget()
    qtbot.waitUntil(page.go.isEnabled, timeout=20_000)
    return page


def done(qtbot, window, page):
    before = window.bridge.document.commits
    page.go.click()
    qtbot.waitUntil(lambda: window.bridge.document.commits > before, timeout=20_000)


def test_counts_and_both_sides_are_shown_before_anything_is_changed(window, page):
    QAbstractItemModelTester(page.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert "laptop.plandesk" in page.said.text()
    assert "Changed in both: 1;" in page.said.text()
    assert page.model.rowCount() == 1
    cells = [page.model.index(0, column).data() for column in range(5)]
    assert cells[:1] + cells[2:4] == ["A2.4", "Worded here", "Worded there"]
    here, there, _ = (box.toPlainText() for box in page.sides.boxes)
    assert (here, there) == ("Worded here", "Worded there")
    assert rows(window.bridge.document)["A2.4"].title == "Worded here"


def test_the_choice_is_made_by_the_keyboard_and_is_one_step_that_undo_takes_back(
    qtbot, window, page
):
    side = page.model.index(0, 4).data()
    page.view.setFocus()
    qtbot.keyClick(page.view, Qt.Key.Key_Return)
    assert page.model.index(0, 4).data() != side
    page.here.click()
    assert page.model.index(0, 4).data() == "Here"
    assert page.sides.mine.isChecked()
    page.sides.theirs.click()
    assert page.model.index(0, 4).data() == "There"
    done(qtbot, window, page)
    merged = rows(window.bridge.document)
    assert merged["A2.4"].title == "Worded there"
    assert merged["B1.1"].due_text == "Autumn 2025"
    window.bridge.undo()
    merged = rows(window.bridge.document)
    assert merged["A2.4"].title == "Worded here"
    assert merged["B1.1"].due_text != "Autumn 2025"


def test_taking_all_from_here_keeps_it(qtbot, window, page):
    page.here.click()
    done(qtbot, window, page)
    assert rows(window.bridge.document)["A2.4"].title == "Worded here"
    assert rows(window.bridge.document)["B1.1"].due_text == "Autumn 2025"


def test_a_copy_that_has_nothing_new_says_so(qtbot, window, plan_file, tmp_path):
    path = Path(shutil.copy(plan_file, tmp_path / "same.plandesk"))
    window.host.merge_copy(path)
    page = window.pages.currentWidget()
    qtbot.waitUntil(lambda: bool(page.said.text()), timeout=20_000)
    assert page.empty.isVisible()
    assert not page.go.isEnabled()


def test_a_plan_that_is_no_copy_is_refused_in_words(qtbot, window, tmp_path):
    from plandesk.services.new_plan import new_from_preset

    path = tmp_path / "other.plandesk"
    new_from_preset(path, "improvement-plan")
    window.host.merge_copy(path)
    qtbot.waitUntil(lambda: window.messages.message is not None, timeout=20_000)
    assert "do not come from one plan" in window.messages.message.text
