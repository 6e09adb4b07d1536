"""Working on many rows in the real window: clipboard, bulk edits, filters, views, flat list."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from plandesk.models.types import Level
from plandesk.services.queries.plan_tree import PlanRow
from plandesk.ui.actions import ActionId
from plandesk.ui.itemmodels.plan_columns import Column
from plandesk.ui.main_window import MainWindow

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


def row(window: MainWindow, ref: str) -> PlanRow:
    """The row with this ref, as the window's model has it."""
    return next(each for each in window.plan.model.all_rows() if each.ref == ref)


def stand_on(window: MainWindow, ref: str, column: Column = Column.TITLE) -> None:
    """Put the cursor on a cell of the plan, with the focus in the table."""
    view = window.plan.view
    view.setFocus()
    assert view.select(row(window, ref).id, column)


def choose(qtbot: QtBot, window: MainWindow, ref: str, count: int, column: Column) -> None:
    """Choose some rows from one downwards, by keys."""
    stand_on(window, ref, column)
    for _ in range(count - 1):
        qtbot.keyClick(window.plan.view, Qt.Key.Key_Down, SHIFT)


def put_on_clipboard(text: str) -> None:
    data = QMimeData()
    data.setText(text)
    QGuiApplication.clipboard().setMimeData(data)


def undo_titles(window: MainWindow) -> list[str]:
    document = window.bridge.document
    assert document is not None
    return document.undo_titles


def test_copied_rows_are_text_and_a_coloured_table(qtbot: QtBot, window: MainWindow) -> None:
    choose(qtbot, window, "A2.3", 2, Column.TITLE)
    qtbot.keyClick(window.plan.view, Qt.Key.Key_C, CTRL)
    data = QGuiApplication.clipboard().mimeData()
    assert data is not None
    lines = data.text().splitlines()
    assert [line.split("\t")[0] for line in lines] == ["A2.3", "A2.4"]
    amber = window.state.words.scale.by_code(row(window, "A2.4").current)
    assert amber is not None
    assert amber.fill in data.html()


def test_a_block_is_shown_first_and_pasted_as_one_step(qtbot: QtBot, window: MainWindow) -> None:
    stand_on(window, "A2.3", Column.LEAD)
    put_on_clipboard("Head of Testing\tMarch 2027\r\nHead of Proof\tnever on a Sunday\r\n")
    qtbot.keyClick(window.plan.view, Qt.Key.Key_V, CTRL)
    panel = window.tools.paste
    assert panel.isVisible()
    assert undo_titles(window) == []
    assert panel.go.hasFocus()
    qtbot.keyClick(panel.go, Qt.Key.Key_Return)
    assert row(window, "A2.3").leads == ("Head of Testing",)
    assert row(window, "A2.4").leads == ("Head of Proof",)
    assert len(undo_titles(window)) == 1
    assert window.plan.view.hasFocus()


def test_what_cannot_be_pasted_is_named_and_left_out(qtbot: QtBot, window: MainWindow) -> None:
    stand_on(window, "A2.3", Column.PREVIOUS)
    before = row(window, "A2.3").previous
    put_on_clipboard("Green\tPurple\r\nGreen\tRed\r\n")
    qtbot.keyClick(window.plan.view, Qt.Key.Key_V, CTRL)
    panel = window.tools.paste
    rows = [panel.table.row(panel.table.index(at, 0)) for at in range(panel.table.rowCount())]
    reasons = [each.cells[4].text for each in rows if each is not None]
    assert any("Purple" in reason for reason in reasons)
    assert any("worked out" in reason for reason in reasons)
    qtbot.keyClick(panel.go, Qt.Key.Key_Return)
    assert row(window, "A2.3").previous == before
    assert row(window, "A2.4").current == "red"


def test_rows_with_refs_find_their_own_place(qtbot: QtBot, window: MainWindow) -> None:
    stand_on(window, "A2.3", Column.LEAD)
    put_on_clipboard("B1.1\tAnother title for B1.1\r\nA2.4\tAnother for A2.4\r\n")
    qtbot.keyClick(window.plan.view, Qt.Key.Key_V, CTRL)
    qtbot.keyClick(window.tools.paste.go, Qt.Key.Key_Return)
    assert row(window, "B1.1").title == "Another title for B1.1"
    assert row(window, "A2.4").title == "Another for A2.4"


def test_the_count_is_said_before_many_rows_change(qtbot: QtBot, window: MainWindow) -> None:
    choose(qtbot, window, "A2.3", 3, Column.LEAD)
    qtbot.keyClick(window.plan.view, Qt.Key.Key_E, CTRL | SHIFT)
    panel = window.tools.bulk
    assert panel.isVisible()
    assert panel.column == Column.LEAD
    qtbot.keyClicks(panel.words, "Head of Assurance")
    qtbot.waitUntil(lambda: panel.go.text() == "Change the lead of 3 actions")
    qtbot.keyClick(panel.words, Qt.Key.Key_Return)
    assert not panel.isVisible()
    leads = {row(window, ref).leads for ref in ("A2.3", "A2.4", "A2.5")}
    assert leads == {("Head of Assurance",)}
    assert len(undo_titles(window)) == 1


def test_escape_leaves_the_panel_without_a_change(qtbot: QtBot, window: MainWindow) -> None:
    choose(qtbot, window, "A2.3", 2, Column.CURRENT)
    qtbot.keyClick(window.plan.view, Qt.Key.Key_E, CTRL | SHIFT)
    qtbot.keyClick(window.tools.bulk.field, Qt.Key.Key_Escape)
    assert not window.tools.bulk.isVisible()
    assert window.plan.view.hasFocus()
    assert undo_titles(window) == []


def test_fill_down_copies_the_first_value(qtbot: QtBot, window: MainWindow) -> None:
    choose(qtbot, window, "A2.3", 3, Column.DUE)
    qtbot.keyClick(window.plan.view, Qt.Key.Key_D, CTRL)
    dues = {row(window, ref).due_text for ref in ("A2.3", "A2.4", "A2.5")}
    assert len(dues) == 1
    window.commands.undo()
    assert undo_titles(window) == []


def test_duplicate_stands_on_the_copy(qtbot: QtBot, window: MainWindow) -> None:
    stand_on(window, "A2.4")
    qtbot.keyClick(window.plan.view, Qt.Key.Key_D, CTRL | SHIFT)
    current = window.plan.model.row_by_id(window.plan.current_id() or 0)
    assert current is not None
    assert current.title == f"{row(window, 'A2.4').title} (copy)"


def test_move_to_asks_below_what(qtbot: QtBot, window: MainWindow) -> None:
    stand_on(window, "A2.4")
    item = row(window, "A2.4").id
    qtbot.keyClick(window.plan.view, Qt.Key.Key_M, CTRL)
    palette = window.commands.palette
    assert palette.isVisible()
    qtbot.keyClicks(palette.words, "B1")
    qtbot.keyClick(palette.words, Qt.Key.Key_Return)
    moved = window.plan.model.row_by_id(item)
    assert moved is not None
    assert moved.parent_id == row(window, "B1").id
    assert window.plan.current_id() == item


def test_the_further_filters_narrow_by_due_range_and_scope(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.actions_[ActionId.MORE_FILTERS].trigger()
    more = window.plan.bar.more
    assert more.isVisible()
    qtbot.keyClicks(more.due_from.line, "1 April 2025")
    qtbot.keyClicks(more.due_to.line, "March 2026")
    shown = window.plan.model.shown_actions()[0]
    assert 0 < shown < 230
    due = [
        each
        for each in window.plan.model.all_rows()
        if window.plan.model.filter.matches(each) and each.level == Level.ACTION
    ]
    assert len(due) == shown
    window.plan.bar.clear()
    assert window.plan.model.shown_actions()[0] == 230
    assert more.due_from.text() == ""


def test_find_next_goes_round_the_matches(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClick(window.plan.view, Qt.Key.Key_F, CTRL)
    qtbot.keyClicks(window.plan.bar.text, "recruit")
    seen: list[int | None] = []
    for _ in range(3):
        qtbot.keyClick(window, Qt.Key.Key_F3)
        seen.append(window.plan.current_id())
    assert len(set(seen)) == 3
    qtbot.keyClick(window, Qt.Key.Key_F3, SHIFT)
    assert window.plan.current_id() == seen[1]


def test_the_flat_list_holds_every_action_and_stays_right(qtbot: QtBot, window: MainWindow) -> None:
    model = window.plan.model
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    stand_on(window, "A2.4")
    qtbot.keyClick(window.plan.view, Qt.Key.Key_L, CTRL)
    assert model.is_flat
    assert model.rowCount() == 230
    assert window.plan.current_id() == row(window, "A2.4").id
    qtbot.keyClick(window.plan.view, Qt.Key.Key_4, CTRL)
    assert row(window, "A2.4").current == "green"
    qtbot.keyClick(window.plan.view, Qt.Key.Key_Delete)
    assert model.rowCount() == 229
    window.commands.undo()
    assert model.rowCount() == 230
    window.plan.view.sortByColumn(Column.DUE, Qt.SortOrder.AscendingOrder)
    window.plan.bar.overdue.setChecked(True)
    assert model.rowCount() == model.shown_actions()[0]
    window.plan.bar.clear()
    qtbot.keyClick(window.plan.view, Qt.Key.Key_L, CTRL)
    assert not model.is_flat
    assert model.shown_actions() == (230, 230)
    tester.deleteLater()


def test_alt_and_a_number_opens_to_a_level(qtbot: QtBot, window: MainWindow) -> None:
    view, model = window.plan.view, window.plan.model
    top, project = row(window, "A").id, row(window, "A2").id
    qtbot.keyClick(view, Qt.Key.Key_3, ALT)
    assert view.isExpanded(model.index_for(project))
    qtbot.keyClick(view, Qt.Key.Key_2, ALT)
    assert view.isExpanded(model.index_for(top))
    assert not view.isExpanded(model.index_for(project))
    window.plan.bar.text.setText("recruit")
    window.plan.bar.clear()
    assert view.isExpanded(model.index_for(top))
    assert not view.isExpanded(model.index_for(project))


@pytest.mark.parametrize(
    ("column", "typed", "field"),
    [(Column.SPONSOR, "Chief Executive", "sponsors"), (Column.SCOPE, "Adults, Housing", "scope")],
)
def test_further_columns_are_edited_in_their_cells(
    qtbot: QtBot, window: MainWindow, column: Column, typed: str, field: str
) -> None:
    window.plan.view.columns.show_fields(("lead", "sponsor", "scope", "source", "outcome"))
    stand_on(window, "A2.4", column)
    qtbot.keyClick(window.plan.view, Qt.Key.Key_F2)
    editor = window.plan.view.findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    qtbot.keyClicks(editor, typed)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: ", ".join(getattr(row(window, "A2.4"), field)) == typed)


def test_an_outcome_is_chosen_from_the_plans_own(qtbot: QtBot, window: MainWindow) -> None:
    window.plan.view.columns.show_fields(("outcome",))
    stand_on(window, "A2.4", Column.OUTCOME)
    qtbot.keyClick(window.plan.view, Qt.Key.Key_F2)
    editor = window.plan.view.viewport().findChild(QComboBox)
    assert isinstance(editor, QComboBox)
    assert editor.count() == len(window.state.words.outcomes) + 1
    editor.setCurrentIndex(2)
    editor.activated.emit(2)
    assert row(window, "A2.4").outcome_word == editor.itemText(2)


def test_a_view_is_saved_shown_and_removed(qtbot: QtBot, window: MainWindow) -> None:
    columns, bar = window.plan.view.columns, window.plan.bar
    columns.show_fields(("rating", "due"))
    bar.overdue.setChecked(True)
    shown = window.plan.model.shown_actions()[0]
    window.actions_[ActionId.SAVE_VIEW].trigger()
    qtbot.keyClicks(window.tools.naming.name, "Late")
    qtbot.keyClick(window.tools.naming.name, Qt.Key.Key_Return)
    (late, everything) = window.tools.views.actions()
    everything.trigger()
    assert window.plan.model.shown_actions()[0] == 230
    assert "lead" in [spec.field for spec in columns.specs]
    late.trigger()
    assert window.plan.model.shown_actions()[0] == shown
    assert [spec.field for spec in columns.specs] == ["ref", "title", "rating", "due"]
    window.commands.undo()
    assert len(window.tools.views.actions()) == 1


def test_columns_order_and_flat_list_are_kept_for_each_plan(
    window: MainWindow, plan_file: Path
) -> None:
    window.plan.view.columns.show_fields(("rating", "lead"))
    window.plan.view.sortByColumn(Column.LEAD, Qt.SortOrder.DescendingOrder)
    window.actions_[ActionId.FLAT_LIST].setChecked(True)
    window.bridge.close()
    window.plan.view.columns.show_fields(())
    window.actions_[ActionId.FLAT_LIST].setChecked(False)
    assert window.files.open_path(plan_file)
    fields = [spec.field for spec in window.plan.view.columns.specs]
    assert fields == ["ref", "title", "project", "rating", "lead"]  # the flat list says where
    assert window.plan.model.is_flat
    assert window.plan.view.columns.sortIndicatorSection() == Column.LEAD
    window.actions_[ActionId.FLAT_LIST].setChecked(False)
    fields = [spec.field for spec in window.plan.view.columns.specs]
    assert fields == ["ref", "title", "rating", "lead"]


def test_the_panels_fit_a_small_screen_at_200_per_cent(qtbot: QtBot, window: MainWindow) -> None:
    window.look.set_zoom(200)
    window.fit()
    stand_on(window, "A2.3", Column.CURRENT)
    put_on_clipboard("\r\n".join(f"Purple {number}" for number in range(20)))
    window.tools.paste_block()
    assert window.tools.paste.isVisible()
    assert window.minimumSizeHint().height() <= 768
    window.tools.paste.leave()
    window.actions_[ActionId.MORE_FILTERS].setChecked(True)
    window.tools.change_rows()
    assert window.minimumSizeHint().height() <= 768


def test_arrow_keys_walk_the_cells_and_open_branches(qtbot: QtBot, window: MainWindow) -> None:
    stand_on(window, "A2", Column.TITLE)
    view, project = window.plan.view, row(window, "A2").id
    view.setExpanded(window.plan.model.index_for(project), False)
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.isExpanded(window.plan.model.index_for(project))
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.currentIndex().column() == Column.LEAD
    qtbot.keyClick(view, Qt.Key.Key_Left)
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert not view.isExpanded(window.plan.model.index_for(project))
    assert window.plan.current_id() == project
