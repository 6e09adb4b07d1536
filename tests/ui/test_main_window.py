"""The real window with a real plan file: what an officer does in it, mostly by keyboard."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from plandesk.services.document import Document
from plandesk.services.ops.edit import SetTitle
from plandesk.services.queries.plan_tree import PlanRow
from plandesk.ui.actions import SPECS, ActionId
from plandesk.ui.command_list import commands_of
from plandesk.ui.delegates.plan_editors import RatingList
from plandesk.ui.dialogs.new_plan import NewPlan, NewPlanDialog
from plandesk.ui.dialogs.shortcuts import ShortcutsDialog
from plandesk.ui.itemmodels.plan_columns import Column
from plandesk.ui.main_window import MainWindow
from plandesk.ui.pages import PAGES
from plandesk.ui.settings import AppSettings, ThemeChoice
from plandesk.ui.theme import Look
from plandesk.ui.widgets.command_palette import CommandPalette
from plandesk.ui.widgets.message_bar import Kind
from plandesk.ui.widgets.places import Place

CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


def row(window: MainWindow, ref: str) -> PlanRow:
    """The row with this ref, as the window's model has it."""
    return next(each for each in window.plan.model.all_rows() if each.ref == ref)


def stand_on(window: MainWindow, ref: str, column: Column = Column.TITLE) -> None:
    """Put the cursor on a cell of the plan, with the focus in the table."""
    view = window.plan.view
    view.setFocus()
    assert view.select(row(window, ref).id, column)
    view.setCurrentIndex(window.plan.model.index_for(row(window, ref).id, column))


def test_the_plan_is_there_with_its_counts(window: MainWindow) -> None:
    assert window.pages.currentWidget() is window.plan
    assert window.plan.model.shown_actions() == (230, 230)
    assert "PlanDesk" in window.windowTitle()


def test_control_and_a_number_rates_the_chosen_rows_as_one_step(
    qtbot: QtBot, window: MainWindow
) -> None:
    stand_on(window, "A2.4")
    qtbot.keyClick(window.plan.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(window.plan.view, Qt.Key.Key_4, CTRL)
    assert (row(window, "A2.4").current, row(window, "A2.5").current) == ("green", "green")
    document = window.bridge.document
    assert document is not None
    assert document.undo_titles == ["Change 2 ratings"]
    assert window.actions_[ActionId.UNDO].text() == "&Undo Change 2 ratings"
    qtbot.keyClick(window.plan.view, Qt.Key.Key_Z, CTRL)
    assert row(window, "A2.4").current == "amber"
    assert window.actions_[ActionId.REDO].text() == "&Redo Change 2 ratings"


def test_the_rating_list_takes_a_letter_and_enter(qtbot: QtBot, window: MainWindow) -> None:
    stand_on(window, "A2.4", Column.CURRENT)
    qtbot.keyClick(window.plan.view, Qt.Key.Key_F2)
    editor = window.plan.view.findChild(RatingList)
    assert isinstance(editor, RatingList)
    assert editor.chosen() == "amber"
    qtbot.keyClicks(editor, "r")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert row(window, "A2.4").current == "red"


def test_a_title_is_edited_in_its_cell(qtbot: QtBot, window: MainWindow) -> None:
    stand_on(window, "A2.4")
    qtbot.keyClick(window.plan.view, Qt.Key.Key_F2)
    editor = window.plan.view.findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    qtbot.keyClicks(editor, "Appoint every head of service")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: row(window, "A2.4").title == "Appoint every head of service")
    assert window.plan.model.index_for(row(window, "A2.4").id, 1).data().startswith("Appoint every")


def test_an_empty_title_is_refused_in_the_bar_and_nothing_changes(
    qtbot: QtBot, window: MainWindow
) -> None:
    before = row(window, "A2.4").title
    window.plan.model.setData(window.plan.model.index_for(row(window, "A2.4").id, 1), "")
    assert row(window, "A2.4").title == before
    message = window.messages.message
    assert message is not None
    assert message.kind is Kind.ERROR
    assert "A2.4" in message.text


def test_insert_adds_an_action_below_and_edits_its_title(qtbot: QtBot, window: MainWindow) -> None:
    stand_on(window, "A2.4")
    qtbot.keyClick(window.plan.view, Qt.Key.Key_Insert)
    editor = window.plan.view.findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    qtbot.keyClicks(editor, "Hold exit interviews")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: editor not in window.plan.view.findChildren(QLineEdit))
    added = next(
        each for each in window.plan.model.all_rows() if each.title == "Hold exit interviews"
    )
    siblings = window.plan.model.children_of(added.parent_id)
    assert siblings.index(added.id) == siblings.index(row(window, "A2.4").id) + 1


def test_delete_removes_and_the_note_brings_back(qtbot: QtBot, window: MainWindow) -> None:
    stand_on(window, "A2.4")
    qtbot.keyClick(window.plan.view, Qt.Key.Key_Delete)
    assert window.plan.model.shown_actions() == (229, 229)
    assert window.toast.isVisible()
    assert window.plan.current_id() == row(window, "A2.5").id
    window.commands.undo()
    assert window.plan.model.shown_actions() == (230, 230)


def test_alt_and_arrows_move_rows_among_their_siblings(qtbot: QtBot, window: MainWindow) -> None:
    stand_on(window, "A2.4")
    item = row(window, "A2.4").id
    siblings = window.plan.model.children_of(row(window, "A2").id)
    place = siblings.index(item)
    qtbot.keyClick(window.plan.view, Qt.Key.Key_Up, ALT)
    assert window.plan.model.children_of(row(window, "A2").id).index(item) == place - 1
    qtbot.keyClick(window.plan.view, Qt.Key.Key_Down, ALT)
    qtbot.keyClick(window.plan.view, Qt.Key.Key_Down, ALT)
    assert window.plan.model.children_of(row(window, "A2").id).index(item) == place + 1
    assert window.plan.current_id() == item


def test_typing_a_ref_jumps_to_it(qtbot: QtBot, window: MainWindow) -> None:
    window.plan.view.setFocus()
    qtbot.keyClicks(window.plan.view, "b1")
    assert window.plan.current_id() == row(window, "B1").id


def test_the_filter_narrows_and_remembers_where_one_stood(qtbot: QtBot, window: MainWindow) -> None:
    stand_on(window, "A2.4")
    qtbot.keyClick(window.plan.view, Qt.Key.Key_F, CTRL)
    qtbot.waitUntil(window.plan.bar.text.hasFocus)
    qtbot.keyClicks(window.plan.bar.text, "no such words anywhere")
    assert window.plan.model.rowCount() == 0
    assert window.plan.bar.text.result.text() == "0 of 230"
    qtbot.keyClick(window.plan.bar.text, Qt.Key.Key_Escape)
    assert window.plan.model.shown_actions() == (230, 230)
    assert window.plan.current_id() == row(window, "A2.4").id


def test_a_figure_opens_just_its_rows(window: MainWindow) -> None:
    items = [row(window, ref).id for ref in ("A2.4", "B1.1")]
    window.plan.show_only(items, "Overdue")
    assert window.plan.model.shown_actions()[0] == 2
    assert window.plan.bar.text.result.text().startswith("Overdue: 2 of")
    window.plan.bar.clear()
    assert window.plan.model.shown_actions()[0] == 230


def test_the_inspector_commits_what_is_typed_when_it_is_left(
    qtbot: QtBot, window: MainWindow
) -> None:
    stand_on(window, "A2.4")
    qtbot.keyClick(window.plan.view, Qt.Key.Key_Return)
    box = window.inspector.update_page.texts["progress"]
    qtbot.waitUntil(box.hasFocus)
    box.selectAll()
    qtbot.keyClicks(box, "Six of seven posts are filled.")
    window.plan.view.setFocus()
    detail = window.state.detail(row(window, "A2.4").id)
    assert detail is not None
    assert detail.updates[-1].progress == "Six of seven posts are filled."


def test_what_is_typed_survives_closing_the_window(qtbot: QtBot, window: MainWindow) -> None:
    stand_on(window, "A2.4")
    window.inspector.focus_first()
    box = window.inspector.update_page.texts["why"]
    box.setFocus()
    box.selectAll()
    qtbot.keyClicks(box, "Two candidates withdrew.")
    path = window.files.recent and window.settings.last_file
    assert path is not None
    item = row(window, "A2.4").id
    window.close()
    from plandesk.services.queries.detail import item_detail

    with Document.open(path) as document, document.read() as session:
        detail = item_detail(session, item)
    assert detail is not None
    assert detail.updates[-1].reason == "Two candidates withdrew."


def test_escape_takes_back_what_was_typed(qtbot: QtBot, window: MainWindow) -> None:
    stand_on(window, "A2.4")
    window.inspector.load()
    before = window.inspector.due.text()
    window.inspector.due.setFocus()
    qtbot.keyClicks(window.inspector.due, "nonsense")
    qtbot.keyClick(window.inspector.due, Qt.Key.Key_Escape)
    assert window.inspector.due.text() == before
    assert row(window, "A2.4").due_text == before


def test_a_milestone_is_ticked_in_the_inspector_and_counted(
    qtbot: QtBot, window: MainWindow
) -> None:
    stand_on(window, "A2.4")
    window.inspector.load()
    page = window.inspector.milestones_page
    window.inspector.pages.show_page(page)
    item = page.list.item(2)
    assert item is not None
    item.setCheckState(Qt.CheckState.Checked)
    assert window.plan.model.milestones(row(window, "A2.4").id) == (3, 4)


def test_another_period_shows_other_ratings_and_a_closed_one_is_read_only(
    window: MainWindow,
) -> None:
    first = window.state.periods[0]
    window.state.choose_period(first.id)
    rated = [each for each in window.plan.model.all_rows() if each.level == 3 and each.current]
    assert len(rated) == 230
    assert not window.actions_.rate[0].isEnabled()


def test_the_palette_finds_refs_and_commands(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClick(window.plan.view, Qt.Key.Key_K, CTRL)
    palette = window.findChild(CommandPalette)
    assert isinstance(palette, CommandPalette)
    assert palette.isVisible()
    qtbot.keyClicks(palette.words, "b1.1")
    qtbot.keyClick(palette.words, Qt.Key.Key_Return)
    assert window.plan.current_id() == row(window, "B1.1").id
    assert not palette.isVisible()


def test_widths_places_and_last_file_are_remembered(
    qtbot: QtBot, window: MainWindow, settings: AppSettings, look: Look, plan_file: Path
) -> None:
    window.actions_[ActionId.INSPECTOR].setChecked(False)
    window.close()
    again = MainWindow(settings, look)
    qtbot.addWidget(again)
    assert settings.last_file == plan_file
    assert settings.recent_files == [plan_file]
    assert not again.actions_[ActionId.INSPECTOR].isChecked()


def test_a_missing_file_is_said_in_the_bar(window: MainWindow, tmp_path: Path) -> None:
    assert not window.files.open_path(tmp_path / "gone.plandesk")
    assert window.messages.message is not None
    assert "gone.plandesk" in window.messages.message.text
    assert window.bridge.is_open


def test_a_new_plan_starts_empty_and_says_what_to_do(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    import datetime as dt

    wanted = NewPlan("Ours", "improvement-plan", "June 2026", dt.date(2026, 6, 30))
    assert window.files.make(wanted, tmp_path / "ours.plandesk")
    assert window.state.plan is not None
    assert window.state.plan.title == "Ours"
    assert window.plan.model.rowCount() == 0
    window.actions_[ActionId.ADD_WORKSTREAM].trigger()
    assert window.plan.model.rowCount() == 1


def test_panes_are_walked_with_f6(qtbot: QtBot, window: MainWindow) -> None:
    window.places.setFocus()
    seen: list[QWidget | None] = []
    for _ in range(4):
        focus = QApplication.focusWidget()
        assert focus is not None
        qtbot.keyClick(focus, Qt.Key.Key_F6)
        seen.append(QApplication.focusWidget())
    assert seen == [window.plan.bar.text, window.plan.view, window.inspector.title, window.places]


@pytest.mark.parametrize("theme", [ThemeChoice.LIGHT, ThemeChoice.DARK, ThemeChoice.HIGH_CONTRAST])
def test_every_theme_and_zoom_paints(window: MainWindow, look: Look, theme: ThemeChoice) -> None:
    look.set_choice(theme)
    for zoom in (80, 200):
        look.set_zoom(zoom)
        picture = window.grab()
        assert not picture.isNull()


def test_at_200_per_cent_the_window_still_fits_a_small_screen(
    qtbot: QtBot, window: MainWindow, look: Look
) -> None:
    look.set_zoom(200)
    window.fit()
    qtbot.waitUntil(lambda: window.minimumSizeHint().width() <= 1366)
    assert window.minimumSizeHint().height() <= 768


def test_no_page_and_no_selection_makes_the_window_larger_than_a_small_screen(
    qtbot: QtBot, window: MainWindow, look: Look
) -> None:
    look.set_zoom(200)
    window.fit()
    window.plan.view.selectAll()
    for spec in PAGES:
        window.host.go(spec.place)
    qtbot.waitUntil(lambda: window.minimumSizeHint().width() <= 1366)
    assert window.minimumSizeHint().height() <= 768
    look.set_zoom(100)


def test_a_page_that_is_gone_to_reads_its_plan_once(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.host.go(Place.PERIODS)
    page = window.host.page(Place.PERIODS)
    window.host.go(Place.PLAN)
    read: list[object] = []
    monkeypatch.setattr(page, "refresh", lambda: read.append(page))
    window.host.go(Place.PERIODS)
    assert read == [page]
    window.host.go(Place.PERIODS)  # again, where it is shown already
    assert len(read) == 2


def test_every_command_has_a_key_or_a_reason() -> None:
    assert SPECS
    for name, spec in SPECS.items():
        assert bool(spec.keys) != bool(spec.reason), name


def test_no_key_is_given_twice(window: MainWindow) -> None:
    keys = [key.toString() for action in window.actions_.all() for key in action.shortcuts()]
    assert len(keys) > 30
    assert len(set(keys)) == len(keys)


def test_every_focusable_widget_has_a_name(window: MainWindow) -> None:
    tops: list[QWidget] = [
        window,
        NewPlanDialog(window.look, window),
        ShortcutsDialog(commands_of(window), window.look, window),
    ]
    found = 0
    for top in tops:
        for widget in top.findChildren(QWidget):
            named = widget.accessibleName() or _named_otherwise(widget)
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                found += 1
                assert named, f"{widget} in {widget.parentWidget()} of {type(top).__name__}"
    assert found > 30


def _named_otherwise(widget: QWidget) -> bool:
    """Parts of other widgets take their names from these; Qt's own menus and views have them."""
    parent = widget.parentWidget()
    inner = {
        "qt_spinbox_lineedit",
        "qt_toolbar_ext_button",
        "qt_scrollarea_viewport",
        "qt_menubar_ext_button",
        "qt_calendar_calendarview",
    }
    above = parent.metaObject().className() if parent is not None else ""
    part_of_combo = above == "QComboBoxPrivateContainer"
    return widget.objectName() in inner or part_of_combo


def scrolled_sideways(qtbot: QtBot, window: MainWindow) -> None:
    """Make the table too narrow for its columns, and scroll it to the right."""
    window.actions_[ActionId.INSPECTOR].setChecked(False)
    window.look.set_zoom(150)
    window.resize(1100, 768)
    many = ("workstream", "project", "lead", "due", "previous", "rating", "travel", "forecast")
    window.plan.view.columns.show_fields(many)
    bar = window.plan.view.horizontalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())


def test_ref_and_title_stay_in_sight_when_the_table_is_scrolled(
    qtbot: QtBot, window: MainWindow
) -> None:
    strip = window.plan.view.strip
    assert not strip.isVisible()
    scrolled_sideways(qtbot, window)
    assert strip.isVisible()
    window.plan.view.horizontalScrollBar().setValue(0)
    assert not strip.isVisible()


def test_a_click_on_a_frozen_row_chooses_it_without_scrolling_back(
    qtbot: QtBot, window: MainWindow
) -> None:
    scrolled_sideways(qtbot, window)
    view = window.plan.view
    before = view.horizontalScrollBar().value()
    target = view.visualRect(window.plan.model.index_for(row(window, "A2.3").id))
    at = QPoint(view.strip.width() - 20, target.center().y() + view.columns.height())
    qtbot.mouseClick(view.strip, Qt.MouseButton.LeftButton, pos=at)
    assert window.plan.current_id() == row(window, "A2.3").id
    assert view.horizontalScrollBar().value() == before
    chevron = QPoint(view.indentation() // 2, view.columns.height() + 5)
    qtbot.mouseClick(view.strip, Qt.MouseButton.LeftButton, pos=chevron)
    assert not view.isExpanded(window.plan.model.index_for(row(window, "A").id))


def test_a_plan_opens_where_it_was_left(qtbot: QtBot, window: MainWindow, plan_file: Path) -> None:
    stand_on(window, "B1.2")
    window.bridge.close()
    assert window.pages.currentWidget() is window.start
    assert window.files.open_path(plan_file)
    assert window.plan.current_id() == row(window, "B1.2").id
    assert window.plan.view.isExpanded(window.plan.model.index_for(row(window, "B1").id))


def test_the_plan_that_is_open_is_not_in_its_own_way(window: MainWindow, plan_file: Path) -> None:
    opened, said = window.bridge.document, []
    window.bridge.run(SetTitle(row(window, "A").id, "Changed"))
    assert window.files.open_path(plan_file, then=lambda: said.append("shown"))
    assert said == ["shown"]
    assert window.bridge.document is opened
    assert opened is not None
    assert opened.undo_titles, "what can be undone is kept"


def test_a_plan_whose_file_was_exchanged_is_opened_again(
    window: MainWindow, plan_file: Path, sample_file: Path
) -> None:
    import shutil

    before = window.bridge.document
    plan_file.rename(plan_file.with_name("old"))
    shutil.copy(sample_file, plan_file)
    assert window.files.open_path(plan_file)
    assert window.bridge.document is not before
    assert window.messages.message is None


def test_a_plan_open_elsewhere_is_offered_to_read_only(
    window: MainWindow, sample_file: Path, tmp_path: Path
) -> None:
    import shutil

    taken = Path(shutil.copy(sample_file, tmp_path / "taken.plandesk"))
    with Document.open(taken):
        assert not window.files.open_path(taken)
        message = window.messages.message
        assert message is not None
        read_only, copy = message.offers
        assert copy.text == "Open a copy…"
        read_only.act()
        assert window.bridge.is_open
        assert not window.bridge.can_change
        assert not window.actions_[ActionId.ADD_ACTION].isEnabled()
        assert window.state.plan is not None
        window.bridge.close()


def test_a_second_lead_is_completed_behind_the_first(qtbot: QtBot, window: MainWindow) -> None:
    stand_on(window, "A2.4", Column.LEAD)
    qtbot.keyClick(window.plan.view, Qt.Key.Key_F2)
    editor = window.plan.view.findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    qtbot.keyClicks(editor, "Head of SEND / school pl")
    completer = editor.completer()
    assert completer is not None
    assert completer.completionCount() == 1
    assert completer.currentCompletion() == "Head of SEND / Head of School Places"
