"""Searching everything: hits by row, marked words, Enter to the row, and "Did you mean"."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from plandesk.ui.main_window import MainWindow
from plandesk.ui.panels.search_page import SearchPage

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def search_page(qtbot: QtBot, window: MainWindow) -> SearchPage:
    """Open the page by its key."""
    window.plan.view.setFocus()
    qtbot.keyClick(window.plan.view, Qt.Key.Key_F, CTRL_SHIFT)
    page = window.pages.currentWidget()
    assert isinstance(page, SearchPage)
    QAbstractItemModelTester(
        page.model, QAbstractItemModelTester.FailureReportingMode.Fatal, page.model
    )
    assert page.words.hasFocus()
    return page


def test_hits_are_grouped_by_row_and_marked_and_enter_goes_there(
    qtbot: QtBot, window: MainWindow
) -> None:
    page = search_page(qtbot, window)
    qtbot.keyClicks(page.words, "recruit")
    qtbot.waitUntil(lambda: page.model.rowCount() > 0)
    lines = [page.model.line(page.model.index(at)) for at in range(page.model.rowCount())]
    found = [line for line in lines if line is not None]
    headings = [line for line in found if not line.place]
    assert len(headings) == len({line.item_id for line in found})
    marked = [line.text[start:end] for line in found for start, end in line.marks]
    assert marked
    assert all(word.casefold().startswith("recruit") for word in marked)
    qtbot.keyClick(page.words, Qt.Key.Key_Down)
    qtbot.keyClick(page.list, Qt.Key.Key_Down)
    line = page.model.line(page.list.currentIndex())
    assert line is not None
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    assert window.pages.currentWidget() is window.plan
    assert window.plan.current_id() == line.item_id
    assert window.focusWidget() is window.plan.view


def test_a_slip_is_answered_with_did_you_mean(qtbot: QtBot, window: MainWindow) -> None:
    page = search_page(qtbot, window)
    qtbot.keyClicks(page.words, "recuitment")
    qtbot.waitUntil(page.meant.isVisible)
    assert "recruitment" in page.meant.text()
    page.meant.click()
    qtbot.waitUntil(lambda: page.model.rowCount() > 0)
    assert page.words.text() == "recruitment"


def test_a_ref_jumps_to_its_row(qtbot: QtBot, window: MainWindow) -> None:
    page = search_page(qtbot, window)
    qtbot.keyClicks(page.words, "b1.1")
    qtbot.waitUntil(lambda: page.model.rowCount() > 0)
    qtbot.keyClick(page.words, Qt.Key.Key_Return)
    current = window.plan.model.row_by_id(window.plan.current_id() or 0)
    assert current is not None
    assert current.ref == "B1.1"


def test_the_search_follows_the_plan_and_lets_go_of_it(qtbot: QtBot, window: MainWindow) -> None:
    page = search_page(qtbot, window)
    qtbot.keyClicks(page.words, "zeppelin")
    qtbot.waitUntil(lambda: "zeppelin" in page.empty.findChildren(type(page.result))[1].text())
    item = next(row.id for row in window.plan.model.all_rows() if row.ref == "A2.4")
    assert window.plan.edits.set_title(item, "Moor the zeppelin")
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    window.bridge.close()
    assert page.model.rowCount() == 0
