"""Every entry of every menu is reached by one letter."""

from collections import Counter

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu

from plandesk.ui.access_keys import spread_access_keys


def letters(menu):
    said = (action.text() for action in menu.actions() if not action.isSeparator())
    return [QKeySequence.mnemonic(text).toString() for text in said]


def test_no_two_entries_of_a_menu_share_a_letter(window):
    menus = [action.menu() for action in window.menuBar().actions()]
    assert len(menus) > 6
    for menu in (window.menuBar(), *menus):
        assert [one for one, often in Counter(letters(menu)).items() if one and often > 1] == []


def test_letters_that_were_chosen_stay_and_the_others_get_one(qtbot):
    menu = QMenu()
    qtbot.addWidget(menu)
    for text in ("Save a &copy", "&Close plan", "Open", "&Open recent", "oo"):
        menu.addAction(text)
    spread_access_keys(menu)
    said = [action.text() for action in menu.actions()]
    assert said == ["Save a &copy", "Close &plan", "Op&en", "&Open recent", "oo"]
