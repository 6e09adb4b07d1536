"""Every entry of every menu, and what a page is mainly for, is reached by one letter."""

from collections import Counter
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QMenu, QPushButton, QWidget
from tracker_books import words_book

from plandesk.ui.access_keys import spread_access_keys
from plandesk.ui.gallery import Props, scenes
from plandesk.ui.panels.plan.inline_panel import InlinePanel
from plandesk.ui.widgets.empty_page import EmptyPage


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


def key_of(text: str) -> str:
    return QKeySequence.mnemonic(text).toString()


def keyed(root: QWidget) -> Iterator[tuple[str, str]]:
    """What is shown and answers to a letter: buttons, and labels that stand for a field."""
    for each in root.findChildren(QAbstractButton):
        if each.isVisibleTo(root) and key_of(each.text()):
            yield key_of(each.text()), each.text()
    for label in root.findChildren(QLabel):
        if label.isVisibleTo(root) and label.buddy() is not None and key_of(label.text()):
            yield key_of(label.text()), label.text()


def keyless(root: QWidget) -> set[str]:
    """Main buttons without a letter; panels that answer to Enter, and empty pages, need none."""
    return {
        each.text()
        for each in root.findChildren(QPushButton)
        if each.property("primary")
        and each.isVisibleTo(root)
        and each.isEnabled()
        and not key_of(each.text())
        and not answers_by_itself(each)
    }


def answers_by_itself(button: QWidget) -> bool:
    above: QWidget | None = button
    while above is not None and not isinstance(above, InlinePanel | EmptyPage):
        above = above.parentWidget()
    return above is not None


def clashes(root: QWidget, menus: list[str]) -> set[str]:
    seen = [*keyed(root), *((key, "a menu") for key in menus)]
    often = Counter(key for key, _ in seen)
    return {f"{key}: {text}" for key, text in seen if often[key] > 1}


def test_no_two_things_on_a_page_share_a_letter(qtbot, window, tmp_path):
    menus = letters(window.menuBar())
    wrong, seen = {}, 0
    for name, set_up in scenes(window, Props((), words_book(tmp_path / "tracker.xlsx"))):
        shown = set_up()
        qtbot.waitUntil(lambda: not window.host.jobs.busy, timeout=20_000)
        QApplication.sendPostedEvents()
        seen += 1
        if not isinstance(shown, QMenu):
            faults = clashes(shown, menus if shown is window else []) | keyless(shown)
            if faults:
                wrong[name] = sorted(faults)
        if shown is not window:
            shown.close()
    assert seen > 60
    assert wrong == {}, "\n".join(f"{name}: {wrong[name]}" for name in wrong)


@pytest.mark.parametrize(
    ("words", "faults"),
    [(("&Take", "&Tell"), 2), (("&Take", "&File"), 2), (("&Take", "Te&ll"), 0)],
)
def test_a_shared_letter_would_be_noticed(qtbot, words, faults):
    box = QWidget()
    qtbot.addWidget(box)
    for text in words:
        QPushButton(text, box)
    assert len(clashes(box, ["Alt+F"])) == faults
