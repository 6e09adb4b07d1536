"""Every command that the window offers, read from its menus, so that none is left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from plandesk.ui import icons
from plandesk.ui.actions import plain
from plandesk.ui.widgets.places import Place
from plandesk.ui.widgets.tab_order import go_into

if TYPE_CHECKING:
    from plandesk.ui.main_window import MainWindow

_T = "OtherNames"
# What other programs call the same; a command with one of the words is found by all of its line.
_ALIKE = (
    QT_TRANSLATE_NOOP(_T, "settings, preferences, options, configuration"),
    QT_TRANSLATE_NOOP(_T, "remove, delete, erase"),
    QT_TRANSLATE_NOOP(_T, "removed rows, restore, recycle bin, undelete"),
    QT_TRANSLATE_NOOP(_T, "add, new, insert, create"),
    QT_TRANSLATE_NOOP(_T, "rate, rag, brag, rating, status"),
    QT_TRANSLATE_NOOP(_T, "find, search, look up"),
    QT_TRANSLATE_NOOP(_T, "bring in, import, excel, spreadsheet"),
    QT_TRANSLATE_NOOP(_T, "save a copy, save as, export"),
    QT_TRANSLATE_NOOP(_T, "give a copy, export, share, send"),
    QT_TRANSLATE_NOOP(_T, "lock a copy, password, encrypt"),
    QT_TRANSLATE_NOOP(_T, "print, pdf"),
    QT_TRANSLATE_NOOP(_T, "backups, restore"),
    QT_TRANSLATE_NOOP(_T, "look, theme, appearance, mode"),
    QT_TRANSLATE_NOOP(_T, "zoom, text size, font"),
    QT_TRANSLATE_NOOP(_T, "columns, fields, show, hide"),
    QT_TRANSLATE_NOOP(_T, "history, log, audit"),
    QT_TRANSLATE_NOOP(_T, "check the plan, errors, problems, validate"),
    QT_TRANSLATE_NOOP(_T, "registers, risks, measures, kpis, recommendations"),
    QT_TRANSLATE_NOOP(_T, "packs, pack, agenda, papers"),
    QT_TRANSLATE_NOOP(_T, "period, month, quarter"),
    QT_TRANSLATE_NOOP(_T, "inspector, details, side panel"),
    QT_TRANSLATE_NOOP(_T, "keyboard shortcuts, keys, hotkeys"),
    QT_TRANSLATE_NOOP(_T, "duplicate, clone"),
    QT_TRANSLATE_NOOP(_T, "change the chosen rows, bulk edit, replace, assign a lead, set dates"),
    QT_TRANSLATE_NOOP(_T, "move one level down, indent"),
    QT_TRANSLATE_NOOP(_T, "move one level up, outdent, promote"),
    QT_TRANSLATE_NOOP(_T, "quit, exit"),
)


@dataclass(frozen=True, slots=True)
class Command:
    """One command: its words as the palette says them, and the menu where it is."""

    words: str
    menu: str
    action: QAction

    def other_names(self) -> str:
        """Return what other programs call it, empty where nothing else is known."""
        said = f" {self.words.casefold()} ".replace(":", " ")
        lines = (QCoreApplication.translate(_T, str(line)).casefold() for line in _ALIKE)
        alike = (line.split(", ") for line in lines)
        return " ".join(
            name for names in alike if any(f" {one} " in said for one in names) for name in names
        )


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
