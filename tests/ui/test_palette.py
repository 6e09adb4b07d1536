"""The palette, the sheet of keys and the menus offer the same commands."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu

from plandesk.ui.actions import ActionId, plain
from plandesk.ui.command_list import commands_of
from plandesk.ui.dialogs.shortcuts import ShortcutsDialog, key_rows
from plandesk.ui.widgets.command_palette import key_text
from plandesk.ui.widgets.places import Place


def leaves(menu: QMenu) -> list[QAction]:
    menu.aboutToShow.emit()
    found = []
    for action in menu.actions():
        below = action.menu()
        if isinstance(below, QMenu):
            found += leaves(below)
        elif not action.isSeparator():
            found.append(action)
    return found


def every_menu_command(window) -> list[QAction]:
    menus = [each.menu() for each in window.menuBar().actions()]
    return [action for menu in menus if isinstance(menu, QMenu) for action in leaves(menu)]


def shown_in_palette(window) -> list[tuple[str, str]]:
    window.actions_[ActionId.PALETTE].trigger()
    return shown_now(window)


def shown_now(window) -> list[tuple[str, str]]:
    return [(entry.text, entry.aside) for entry in window.commands.palette._shown]


def test_every_command_of_the_menus_is_in_the_palette_with_its_key(window):
    shown = shown_in_palette(window)
    usable = [action for action in every_menu_command(window) if action.isEnabled()]
    assert len(usable) > 60
    missing = [
        plain(action)
        for action in usable
        if not any(
            plain(action) in words and keys == key_text(action.shortcuts()) for words, keys in shown
        )
    ]
    assert missing == []


def test_every_command_with_a_key_is_on_the_sheet(window):
    lines = {(row.words, row.keys.split(",  ")[0]) for row in key_rows(commands_of(window))}
    for one in commands_of(window):
        if one.action.shortcuts():
            assert (one.words, key_text(one.action.shortcuts())) in lines


def test_every_command_of_the_window_is_in_a_menu_or_can_be_found(window):
    known = {id(one.action) for one in commands_of(window)}
    every = [*window.actions_.all(), *window.host.actions()]
    assert [plain(action) for action in every if id(action) not in known] == []


def test_no_key_leads_to_two_commands(window):
    keys = [
        key.toString()
        for one in commands_of(window)
        for key in one.action.shortcuts()
        if one.action.shortcuts()
    ]
    assert sorted(keys) == sorted(set(keys))


def test_words_narrow_the_sheet(qtbot, window):
    sheet = ShortcutsDialog(commands_of(window), window.look, window)
    qtbot.addWidget(sheet)
    sheet.show()
    whole = sheet.model.rowCount()
    qtbot.keyClicks(sheet.words, "undo")
    assert 0 < sheet.model.rowCount() < whole
    qtbot.keyClicks(sheet.words, "xx")
    assert sheet.model.rowCount() == 0


def test_go_to_leads_to_every_page_by_its_name(qtbot, window):
    for name, place in (("Packs", Place.PACKS), ("Plan", Place.PLAN)):
        window.actions_[ActionId.GO_TO].trigger()
        palette = window.commands.palette
        qtbot.keyClicks(palette.words, name)
        qtbot.keyClick(palette.words, Qt.Key.Key_Return)
        page = window.pages.currentWidget()
        assert page is window.plan if place is Place.PLAN else page is not window.plan


def test_gone_to_a_page_the_keyboard_is_in_it(qtbot, window):
    window.actions_[ActionId.PALETTE].trigger()
    palette = window.commands.palette
    qtbot.keyClicks(palette.words, "go to registers")
    qtbot.keyClick(palette.words, Qt.Key.Key_Return)
    assert window.pages.currentWidget().isAncestorOf(QApplication.focusWidget())


def test_adding_from_another_page_shows_the_plan(window):
    window.host.go(Place.TODAY)
    window.actions_[ActionId.ADD_WORKSTREAM].trigger()
    assert window.pages.currentWidget() is window.plan


def test_the_command_of_just_these_words_comes_before_those_that_only_hold_them(qtbot, window):
    window.actions_[ActionId.PALETTE].trigger()
    palette = window.commands.palette
    qtbot.keyClicks(palette.words, "new pack")
    shown = [palette.list.item(row).text().casefold() for row in range(palette.list.count())]
    assert shown[0].startswith("new pack")
    assert any(text.startswith("new plan from a pack") for text in shown)


@pytest.mark.parametrize(
    ("typed", "command"),
    [
        ("preferences", "Your settings"),
        ("options", "Your settings"),
        ("delete", "Remove"),
        ("export", "Save a copy"),
        ("dark theme", "Look: Dark"),
        ("recycle", "Removed rows"),
    ],
)
def test_the_palette_finds_a_command_by_what_other_programs_call_it(window, typed, command):
    window.actions_[ActionId.PALETTE].trigger()
    window.commands.palette.words.setText(typed)
    assert command in [words for words, _ in shown_now(window)]


def test_what_has_the_words_itself_stands_before_what_is_only_called_so_elsewhere(window):
    window.actions_[ActionId.PALETTE].trigger()
    window.commands.palette.words.setText("search")
    assert shown_now(window)[0][0] == "Search everything"


def test_words_that_no_command_and_no_row_has_are_searched_for_everywhere(qtbot, window):
    window.actions_[ActionId.PALETTE].trigger()
    palette = window.commands.palette
    qtbot.keyClicks(palette.words, "zebra crossing")
    assert shown_now(window) == [("Search everything for “zebra crossing”", "")]
    qtbot.keyClick(palette.words, Qt.Key.Key_Return)
    assert window.host.page(Place.SEARCH).words.text() == "zebra crossing"


def test_a_choice_without_a_match_says_so_and_enter_does_nothing(qtbot, window):
    window.plan.view.setFocus()
    window.tools.move_to()
    palette = window.commands.palette
    qtbot.keyClicks(palette.words, "zebra crossing")
    assert palette.list.item(0).text() == "Nothing here has these words"
    qtbot.keyClick(palette.words, Qt.Key.Key_Return)
    assert palette.isHidden()


def test_leaving_the_palette_goes_back_to_where_one_was(qtbot, window):
    window.activateWindow()
    window.plan.view.setFocus()
    window.actions_[ActionId.PALETTE].trigger()
    qtbot.keyClick(window.commands.palette.words, Qt.Key.Key_Escape)
    assert window.plan.view.hasFocus()
