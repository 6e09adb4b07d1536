"""Undo across panels, dragging and the choice of columns, through the real window."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QApplication, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from plandesk.services.queries.plan_tree import PlanRow
from plandesk.ui.actions import ActionId
from plandesk.ui.dialogs.new_plan import NewPlan
from plandesk.ui.itemmodels.plan_columns import Column
from plandesk.ui.main_window import MainWindow
from plandesk.ui.widgets.places import Place

CTRL = Qt.KeyboardModifier.ControlModifier
MOVE = Qt.DropAction.MoveAction


def row(window: MainWindow, ref: str) -> PlanRow:
    """The row with this ref, as the window's model has it."""
    return next(each for each in window.plan.model.all_rows() if each.ref == ref)


def stand_on(window: MainWindow, ref: str, column: Column = Column.TITLE) -> None:
    """Put the cursor on a cell of the plan, with the focus in the table."""
    window.plan.view.setFocus()
    assert window.plan.view.select(row(window, ref).id, column)


def steps(window: MainWindow) -> list[str]:
    document = window.bridge.document
    assert document is not None
    return document.undo_titles


def children(window: MainWindow, ref: str) -> list[str]:
    model = window.plan.model
    titles = {each.id: each.title for each in model.all_rows()}
    return [titles[child] for child in model.children_of(row(window, ref).id)]


def drag(window: MainWindow, ref: str, at: int, parent: QModelIndex) -> bool:
    """Let a row go before the child at this place (-1: onto the row itself)."""
    model = window.plan.model
    data = model.mimeData([model.index_for(row(window, ref).id)])
    if not model.canDropMimeData(data, MOVE, at, 0, parent):
        return False
    model.dropMimeData(data, MOVE, at, 0, parent)
    return True


def test_what_was_done_in_three_panels_is_undone_in_its_order(
    qtbot: QtBot, window: MainWindow
) -> None:
    before = list(window.plan.model.all_rows())
    stand_on(window, "A2.4")
    qtbot.keyClick(window.plan.view, Qt.Key.Key_2, CTRL)
    qtbot.keyClick(window.plan.view, Qt.Key.Key_Return)
    box = window.inspector.update_page.texts["progress"]
    qtbot.waitUntil(box.hasFocus)
    box.selectAll()
    qtbot.keyClicks(box, "Six of seven posts are filled.")
    window.host.go(Place.SETTINGS)
    title = window.pages.currentWidget().sections[0].title
    title.setFocus()
    title.selectAll()
    qtbot.keyClicks(title, "A better plan")
    qtbot.keyClick(title, Qt.Key.Key_Return)
    told = steps(window)
    assert len(told) == 3
    document = window.bridge.document
    assert document is not None
    undone: list[str] = []
    while steps(window):
        window.bridge.undo()
        undone.append(document.redo_titles[0])
    assert undone == told
    assert steps(window) == []
    assert list(window.plan.model.all_rows()) == before


def test_typing_in_one_field_is_one_step_however_often_it_is_kept(
    qtbot: QtBot, window: MainWindow
) -> None:
    stand_on(window, "A2.4")
    qtbot.keyClick(window.plan.view, Qt.Key.Key_Return)
    box = window.inspector.update_page.texts["progress"]
    qtbot.waitUntil(box.hasFocus)
    was = box.toPlainText()
    for words in ("Six", "Six of seven", "Six of seven posts are filled."):
        box.selectAll()
        qtbot.keyClicks(box, words)
        window.plan.view.setFocus()
        box.setFocus()
    assert len(steps(window)) == 1
    window.bridge.undo()
    window.inspector.load()
    assert box.toPlainText() == was


def test_a_row_is_dragged_among_its_siblings_and_back_by_undo(window: MainWindow) -> None:
    before = children(window, "A2")
    moved = row(window, "A2.3").title
    assert drag(window, "A2.3", 0, window.plan.model.index_for(row(window, "A2").id))
    assert children(window, "A2")[0] == moved
    assert sorted(children(window, "A2")) == sorted(before)
    window.bridge.undo()
    assert children(window, "A2") == before


def test_a_row_is_dragged_below_another_project_with_what_is_below_it(window: MainWindow) -> None:
    moved = row(window, "A2.4")
    below = children(window, "A2.4")
    assert below
    assert drag(window, "A2.4", -1, window.plan.model.index_for(row(window, "B1").id))
    assert children(window, "B1")[-1] == moved.title
    assert moved.title not in children(window, "A2")
    model = window.plan.model
    titles = {each.id: each.title for each in model.all_rows()}
    assert [titles[child] for child in model.children_of(moved.id)] == below
    window.bridge.undo()
    assert moved.title in children(window, "A2")


def test_an_action_cannot_be_dropped_below_a_workstream(window: MainWindow) -> None:
    assert not drag(window, "A2.4", -1, window.plan.model.index_for(row(window, "B").id))
    assert steps(window) == []


@pytest.mark.parametrize("heading", ["Lead", "Due"])
def test_a_column_is_hidden_and_shown_from_the_menu_of_the_headings(
    window: MainWindow, heading: str
) -> None:
    header = window.plan.view.header()
    menu = QMenu(header)
    header.fill(menu, 0)
    choice = next(one for one in menu.actions() if one.text().replace("&", "") == heading)
    at = next(
        place
        for place in range(header.count())
        if header.model().headerData(place, Qt.Orientation.Horizontal) == heading
    )
    was = header.isSectionHidden(at)
    choice.trigger()
    assert header.isSectionHidden(at) is not was
    choice.trigger()
    assert header.isSectionHidden(at) is was


def test_the_cursor_and_the_choice_stay_on_the_row_that_undo_puts_elsewhere(window):
    plan, act = window.plan, window.actions_
    item = next(row.id for row in plan.model.all_rows() if row.ref == "A2.4")
    plan.show_item(item)
    for name in (ActionId.OUTDENT, ActionId.UNDO, ActionId.REDO, ActionId.UNDO):
        act[name].trigger()
        assert (plan.current_id(), plan.selected_ids()) == (item, [item]), name


def test_an_empty_plan_begins_with_the_keyboard_on_adding_the_first_row(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.bridge.close()
    wanted = NewPlan("Ours", "improvement-plan", "April 2026", dt.date(2026, 4, 30))
    assert window.files.make(wanted, tmp_path / "ours.plandesk")
    focus = QApplication.focusWidget()
    assert isinstance(focus, QPushButton)
    assert focus.text() == "Add workstream"
    window.actions_[ActionId.ADD_ACTION].trigger()
    assert window.messages.message is not None
    assert window.messages.message.text.startswith("There is no project yet")
