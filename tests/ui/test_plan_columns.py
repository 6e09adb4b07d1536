"""A plan's own columns, and those of the period, in the plan table like all others."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLineEdit, QMenu, QPlainTextEdit
from pytestqt.qtbot import QtBot

from plandesk.models.types import Level
from plandesk.services.ops.structure import AddItem
from plandesk.ui.actions import ActionId
from plandesk.ui.itemmodels.plan_columns import COLUMNS, Column
from plandesk.ui.main_window import MainWindow
from plandesk.ui.theme import Look
from plandesk.ui.widgets.places import Place

STAFFING = "fields.staffing"


@pytest.fixture
def services(window: MainWindow) -> MainWindow:
    """The window on a service plan of three services and a heading, beside the sample plan."""
    window.host.go(Place.SETTINGS)
    assert window.host.page(Place.SETTINGS).make_plan("Service plans", "service-plan")
    plan = window.state.plan
    assert plan is not None
    for title in ("Housing", "Libraries", "Parks"):
        assert window.bridge.run(AddItem(plan.id, None, title), None)
    assert window.bridge.run(AddItem(plan.id, window.state.rows()[0].id, "Repairs"), None)
    return window


def column(window: MainWindow, field: str) -> int:
    """The column with this name."""
    return next(spec.column for spec in window.plan.model.columns if spec.field == field)


def cell(window: MainWindow, title: str, field: str) -> str:
    """What a cell says."""
    return at(window, title, field).data()


def at(window: MainWindow, title: str, field: str):
    """The place of a cell."""
    row = next(each for each in window.plan.model.all_rows() if each.title == title)
    return window.plan.model.index_for(row.id, column(window, field))


def type_into(qtbot: QtBot, window: MainWindow, title: str, field: str, text: str) -> None:
    """Edit a cell by keyboard."""
    view = window.plan.view
    view.setCurrentIndex(at(window, title, field))
    view.setFocus()
    qtbot.waitUntil(window.actions_[ActionId.EDIT_CELL].isEnabled)
    qtbot.keyClick(view, Qt.Key.Key_F2)
    editor = view.focusWidget()
    assert isinstance(editor, QLineEdit | QPlainTextEdit)
    assert editor.accessibleName() == window.plan.model.heading(column(window, field))
    qtbot.keyClicks(editor, text)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    # The view is told of the end of an edit by an event of its own.
    qtbot.waitUntil(lambda: view.state() != view.State.EditingState)


def test_a_plans_own_columns_are_chosen_edited_sorted_and_found(
    qtbot: QtBot, services: MainWindow
) -> None:
    window, header, model = services, services.plan.view.columns, services.plan.model
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, window)
    assert len(model.columns) > len(COLUMNS)
    assert all(header.isSectionHidden(spec.column) for spec in model.columns if spec.is_own)
    header.show_fields(("lead", STAFFING, "fields.purpose"))
    for title, number in (("Housing", "1,210.5"), ("Libraries", "98"), ("Parks", "£ 400")):
        type_into(qtbot, window, title, STAFFING, number)
    assert [cell(window, t, STAFFING) for t in ("Housing", "Parks")] == ["1,210.5", "400"]
    window.plan.view.sortByColumn(column(window, STAFFING), Qt.SortOrder.AscendingOrder)
    titles = [model.index(place, Column.TITLE).data() for place in range(3)]
    assert titles == ["Libraries", "Parks", "Housing"]
    type_into(qtbot, window, "Parks", "fields.purpose", "Open all year")
    window.plan.bar.text.setText("all year")
    assert model.rowCount() == 1
    header.show_fields(())
    assert model.rowCount() == 0
    window.plan.bar.clear()
    window.bridge.undo()
    assert cell(window, "Parks", "fields.purpose") == ""


def test_a_number_column_refuses_words_and_other_levels(qtbot: QtBot, services: MainWindow) -> None:
    window = services
    window.plan.view.columns.show_fields((STAFFING,))
    window.plan.view.expandAll()
    heading = at(window, "Repairs", STAFFING)
    assert not window.plan.model.flags(heading) & Qt.ItemFlag.ItemIsEditable
    type_into(qtbot, window, "Housing", STAFFING, "a few")
    assert window.messages.message is not None
    assert "must be a number" in window.messages.message.text
    items = [row.id for row in window.plan.model.all_rows()]
    assert not window.plan.edits.change(items, STAFFING, "4")
    assert cell(window, "Housing", STAFFING) == ""


def test_own_columns_are_kept_with_a_view_and_for_each_plan(services: MainWindow) -> None:
    window, header = services, services.plan.view.columns
    header.show_fields(("due", STAFFING), {STAFFING: 9.0})
    window.plan.view.sortByColumn(column(window, STAFFING), Qt.SortOrder.DescendingOrder)
    assert window.tools.views.save("Staff")
    first, second = window.state.plans
    window.state.choose_plan(first.id)
    assert window.plan.model.columns[: len(COLUMNS)] == COLUMNS
    assert STAFFING not in [spec.field for spec in header.specs]
    window.state.choose_plan(second.id)
    assert [spec.field for spec in header.specs] == ["ref", "title", "due", STAFFING]
    header.show_fields(())
    window.tools.views.actions()[0].trigger()
    assert [spec.field for spec in header.specs] == ["ref", "title", "due", STAFFING]
    assert header.widths()[STAFFING] == pytest.approx(9.0, abs=0.1)
    assert header.sortIndicatorSection() == column(window, STAFFING)


def test_the_periods_texts_and_places_are_copied_and_pasted(
    qtbot: QtBot, window: MainWindow
) -> None:
    view, model = window.plan.view, window.plan.model
    view.columns.show_fields(("workstream", "project", "travel", "progress", "forecast"))
    action = next(row for row in model.all_rows() if row.ref == "A2.4")
    window.plan.show_item(action.id)
    view.setCurrentIndex(model.index_for(action.id, Column.PROGRESS))
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_F2)
    box = view.findChildren(QPlainTextEdit)[0]
    box.selectAll()
    qtbot.keyClicks(box, "Six of seven")
    qtbot.keyClick(box, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClicks(box, "posts filled")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert model.index_for(action.id, Column.PROGRESS).data() == "Six of seven\nposts filled"
    window.actions_[ActionId.COPY].trigger()
    data = QGuiApplication.clipboard().mimeData()
    assert data is not None
    line = data.text()
    assert '"Six of seven\nposts filled"' in line
    assert line.split("\t")[2].startswith("A ")
    assert line.split("\t")[3].startswith("A2 ")
    window.actions_[ActionId.PASTE].trigger()
    assert not window.tools.paste.go.isEnabled()  # nothing differs, not even what is worked out
    assert window.tools.paste.table.rowCount() == 0
    window.tools.paste.leave()
    QGuiApplication.clipboard().setText("Nearly there\tEnd of May 2025")
    view.setCurrentIndex(model.index_for(action.id, Column.PROGRESS))
    window.actions_[ActionId.PASTE].trigger()
    window.tools.paste.take()
    assert model.index_for(action.id, Column.PROGRESS).data() == "Nearly there"
    assert model.index_for(action.id, Column.FORECAST).data() == "End of May 2025"
    milestone = next(row for row in model.all_rows() if row.level == Level.MILESTONE)
    window.plan.view.expandAll()
    assert model.editor_of(milestone, Column.PROGRESS).name == "NONE"


def menu_of(window: MainWindow, column: Column) -> dict[str, QAction]:
    """What the menu of the columns offers with the cursor in one of them."""
    view, menu = window.plan.view, QMenu(window)
    view.setCurrentIndex(view.currentIndex().siblingAtColumn(column))
    view.columns.fill(menu, column)
    return {action.text().replace("&", ""): action for action in menu.actions()}


def test_columns_are_sorted_and_moved_by_keyboard_too(window: MainWindow) -> None:
    header = window.plan.view.columns
    menu_of(window, Column.DUE)["Sort by Due, last first"].trigger()
    assert header.sortIndicatorSection() == Column.DUE
    assert header.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
    menu_of(window, Column.DUE)["Move Due left"].trigger()
    assert [spec.column for spec in header.specs][2:4] == [Column.DUE, Column.LEAD]
    offered = menu_of(window, Column.DUE)
    assert "Move Due left" not in offered  # ref and title stay in front
    offered["Order of the plan"].trigger()
    assert header.sortIndicatorSection() == -1
    assert "Move Title right" not in menu_of(window, Column.TITLE)


def test_columns_get_narrower_before_the_table_scrolls_sideways(
    qtbot: QtBot, window: MainWindow, look: Look
) -> None:
    view = window.plan.view
    look.set_zoom(200)
    qtbot.waitUntil(lambda: not view.horizontalScrollBar().maximum())
    assert view.columnWidth(Column.REF) >= look.px(5.8)
    view.columns.show_fields(("lead", "due", "rating", "progress", "reason", "help", "forecast"))
    qtbot.waitUntil(lambda: view.horizontalScrollBar().maximum() > 0)
    assert view.columnWidth(Column.TITLE) >= look.px(6.3)


def test_an_inspector_in_place_of_the_plan_has_the_keyboard(
    qtbot: QtBot, window: MainWindow, look: Look
) -> None:
    look.set_zoom(200)
    view = window.plan.view
    window.plan.show_item(next(row.id for row in window.plan.model.all_rows() if row.ref == "A2.4"))
    view.setFocus()
    assert not window.inspector.isVisible()
    qtbot.keyClick(view, Qt.Key.Key_F4)
    assert window.inspector.isAncestorOf(window.focusWidget())
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_F4)
    assert view.hasFocus()
