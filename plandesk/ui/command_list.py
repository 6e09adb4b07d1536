"""Every command that the window offers, read from its menus, so that none is left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from plandesk.ui import icons
from plandesk.ui.actions import plain
from plandesk.ui.widgets.places import Place
from plandesk.ui.widgets.tab_order import go_into

if TYPE_CHECKING:
    from plandesk.ui.main_window import MainWindow


@dataclass(frozen=True, slots=True)
class Command:
    """One command: its words as the palette says them, and the menu where it is."""

    words: str
    menu: str
    action: QAction


def commands_of(window: MainWindow) -> list[Command]:
    """Return the commands of all menus in their order, then those that only have a key."""
    found: dict[int, Command] = {}
    for top in window.menuBar().actions():
        menu = top.menu()
        if isinstance(menu, QMenu):
            for one in _walk(menu, plain(top), ""):
                found.setdefault(id(one.action), one)
    rest = [*window.actions_.all(), *window.host.actions()]
    for action in rest:
        if action.text():
            found.setdefault(id(action), Command(_words(action, ""), "", action))
    return list(found.values())


def _walk(menu: QMenu, top: str, group: str) -> Iterator[Command]:
    menu.aboutToShow.emit()  # some are filled when they open
    for action in menu.actions():
        below = action.menu()
        if isinstance(below, QMenu):
            yield from _walk(below, top, plain(action))
        elif not action.isSeparator() and action.text():
            yield Command(_words(action, group), top, action)


def _words(action: QAction, group: str) -> str:
    told = str(action.property("palette") or "")
    return told or (f"{group}: {plain(action)}" if group else plain(action))


def fill_places(menu: QMenu, window: MainWindow) -> list[QAction]:
    """Put a command for each place at the left edge into a menu."""
    made: list[QAction] = []
    for spec in window.places.specs():
        action = QAction(icons.get(spec.icon), spec.name, menu)
        words = QCoreApplication.translate("Places", "Go to %1")
        action.setProperty("palette", words.replace("%1", spec.name))
        action.triggered.connect(lambda _, place=spec.place: _go(window, place))
        menu.addAction(action)
        made.append(action)
    return made


def _go(window: MainWindow, place: Place) -> None:
    window.host.go(place)
    page = window.pages.currentWidget()
    if place is Place.PLAN:
        window.plan.view.setFocus()
    elif page is not None:
        go_into(page)


def enabled(commands: Iterable[Command]) -> list[Command]:
    """Return those that can be used now."""
    return [one for one in commands if one.action.isEnabled()]
