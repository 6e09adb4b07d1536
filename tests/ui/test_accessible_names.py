"""Walks the window, its pages and its dialogs as the Tab key and a screen reader do."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from plandesk.ui.command_list import commands_of
from plandesk.ui.dialogs.new_plan import NewPlanDialog
from plandesk.ui.dialogs.shortcuts import ShortcutsDialog
from plandesk.ui.pages import PAGES
from plandesk.ui.widgets.places import Place

SPECS = {str(spec.place): spec for spec in PAGES}


def reachable(root: QWidget) -> list[QWidget]:
    """What Tab can reach of what is shown, enabled or not.

    Parts of a composed widget hand the focus to it and do not count.
    """
    return [
        each
        for each in root.findChildren(QWidget)
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and each.focusProxy() is None
        and each.window() is root.window()
        and each.isVisibleTo(root)
        and not isinstance(each.parent(), QComboBox)
        and not each.objectName().startswith("qt_")
    ]


def name_of(widget: QWidget) -> str:
    told = QAccessible.queryAccessibleInterface(widget)
    return (told.text(QAccessible.Text.Name) if told else "").strip()


def unnamed(root: QWidget) -> list[str]:
    return [
        f"{type(each).__name__} “{each.objectName()}” in {type(each.parent()).__name__}"
        for each in reachable(root)
        if not name_of(each)
    ]


def traps(root: QWidget) -> list[str]:
    """Widgets that keep the Tab key for themselves."""
    return [
        f"{type(each).__name__} “{name_of(each)}”"
        for each in reachable(root)
        if (isinstance(each, QPlainTextEdit | QTextEdit) and not each.tabChangesFocus())
        or (isinstance(each, QAbstractItemView) and each.tabKeyNavigation())
    ]


def tab_round(qtbot, window, start: QWidget) -> list[QWidget]:
    """The widgets that Tab goes through from ``start`` until it is back there."""
    start.setFocus()
    seen: list[QWidget] = []
    for _ in range(200):
        here = QApplication.focusWidget()
        assert here is not None
        qtbot.keyClick(here, Qt.Key.Key_Tab)
        there = QApplication.focusWidget()
        assert there is not None
        assert there is not here, f"Tab stays in {type(here).__name__} “{name_of(here)}”"
        seen.append(there)
        if there is start:
            return seen
    return []


@pytest.mark.parametrize("place", SPECS)
def test_everything_on_a_page_that_tab_reaches_has_a_name(window, place):
    window.host.go(Place(place))
    page = window.pages.currentWidget()
    assert reachable(page), "the page was not built"
    assert unnamed(page) == []
    assert traps(page) == []


@pytest.mark.parametrize("place", SPECS)
def test_tab_goes_round_and_leaves_every_page(qtbot, window, place):
    window.host.go(Place(place))
    page = window.pages.currentWidget()
    first = next(each for each in reachable(page) if each.isVisible() and each.isEnabled())
    seen = tab_round(qtbot, window, first)
    assert seen, "Tab never comes back"
    assert any(page.isAncestorOf(each) for each in seen)


def test_the_window_around_the_pages_has_names(window):
    window.host.go(Place.PLAN)
    assert len(reachable(window)) > 10
    assert unnamed(window) == []
    assert traps(window) == []


def test_every_section_of_the_settings_has_names(window):
    window.host.go(Place.SETTINGS)
    page = window.pages.currentWidget()
    for at in range(len(page.sections)):
        page.choice.choose(at)
        assert unnamed(page) == []


def test_every_page_of_the_inspector_has_names(window):
    row = next(each for each in window.plan.model.all_rows() if each.ref == "A2.4")
    window.plan.show_item(row.id)
    inspector = window.inspector
    inspector.load()
    for page in inspector.pages.findChildren(QWidget, "inspectorPage"):
        inspector.pages.show_page(page)
        assert unnamed(inspector) == []


def box_of(make, window):
    if make is NewPlanDialog:
        return make(window.look, window)
    return make(commands_of(window), window.look, window)


@pytest.mark.parametrize("make", [NewPlanDialog, ShortcutsDialog])
def test_tab_leaves_every_part_of_a_dialog(qtbot, window, make):
    dialog = box_of(make, window)
    qtbot.addWidget(dialog)
    dialog.show()
    assert traps(dialog) == []


@pytest.mark.parametrize("make", [NewPlanDialog, ShortcutsDialog])
def test_dialogs_have_names(qtbot, window, make):
    dialog = box_of(make, window)
    qtbot.addWidget(dialog)
    dialog.show()
    assert reachable(dialog)
    assert unnamed(dialog) == []


def test_a_nameless_box_would_be_noticed(qtbot):
    from PySide6.QtWidgets import QLineEdit

    box = QWidget()
    qtbot.addWidget(box)
    QLineEdit(box)
    QPlainTextEdit(box)
    QLineEdit(box).hide()
    assert len(unnamed(box)) == 2
    assert len(traps(box)) == 1
