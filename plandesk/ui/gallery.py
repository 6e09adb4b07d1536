"""The scenes that are photographed before a release: every page, tab, step and box of the window.

``python -m plandesk.ui.photograph PLAN FOLDER --all`` takes them, at one theme and zoom a run.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication, QMenu, QWidget

from plandesk.ui.actions import ActionId
from plandesk.ui.command_list import commands_of
from plandesk.ui.gallery_editor import Scene, done, editor_scenes
from plandesk.ui.main_window import MainWindow
from plandesk.ui.widgets.places import Place

_STEPS_OF_A_TRACKER = 5


@dataclass(frozen=True, slots=True)
class Props:
    """Files that some scenes need; a scene without its files is left out."""

    returns: tuple[Path, ...] = ()
    tracker: Path | None = None


def scenes(window: MainWindow, props: Props) -> Iterator[Scene]:
    """Give each scene's name and what sets it up; that returns the widget to photograph."""
    yield from editor_scenes(window)
    yield from _pages(window)
    yield from _registers(window)
    yield from _returns(window, props)
    yield from _tracker(window, props)
    yield from _over_the_window(window)
    yield from _boxes(window)
    yield from _help(window)
    yield "start", lambda: done(window, window.actions_[ActionId.CLOSE].trigger)


def _current(window: MainWindow) -> Any:
    """The page that is shown; each has parts of its own."""
    return window.pages.currentWidget()


def _pages(window: MainWindow) -> Iterator[Scene]:
    go = window.host.go
    for place in (
        Place.TODAY,
        Place.CHECKS,
        Place.PACKS,
        Place.RENUMBER,
        Place.BACKUPS,
        Place.MERGE,
    ):
        yield str(place), lambda place=place: done(window, lambda: go(place))
    for place, count in ((Place.REVIEW, 4), (Place.HISTORY, 3), (Place.SETTINGS, 9)):
        for at in range(count):
            yield (
                f"{place}-{at}",
                lambda place=place, at=at: done(
                    window, lambda: go(place), lambda: _current(window).choice.choose(at)
                ),
            )
    yield "period", lambda: done(window, lambda: go(Place.PERIODS))
    yield (
        "period-new",
        lambda: done(window, lambda: go(Place.PERIODS), lambda: _current(window).open_period()),
    )
    yield "preferences", lambda: done(window, lambda: go(Place.PREFERENCES))
    yield "search", lambda: done(window, lambda: go(Place.SEARCH))
    yield "search-found", lambda: done(window, lambda: _current(window).words.setText("recruit"))
    yield "search-none", lambda: done(window, lambda: _current(window).words.setText("recuit xq"))


def _registers(window: MainWindow) -> Iterator[Scene]:
    from plandesk.services.registers.kinds import register_kinds

    go = window.host.go

    def show(name: str, view: int, tab: str) -> QWidget:
        go(Place.REGISTERS)
        page = _current(window)
        page.show_register(name)
        page.table.as_.choose(view)
        page.entry.tabs.show_page(getattr(page.entry, tab))
        return window

    for kind in register_kinds():
        tabs = ["fields", *(["values"] if kind.values else []), *(["parts"] if kind.parts else [])]
        for tab in tabs:
            yield f"registers-{kind.key}-{tab}", lambda name=kind.key, tab=tab: show(name, 0, tab)
    for name in ("risks", "options", "swot", "priorities"):
        yield f"registers-{name}-view", lambda name=name: show(name, 1, "fields")
    for kind in register_kinds():
        if kind.asked is not None:
            yield (
                f"registers-{kind.key}-send",
                lambda name=kind.key: done(
                    show(name, 0, "fields"), lambda: _current(window).send_register()
                ),
            )
    yield "registers-sent", lambda: done(window, lambda: _current(window).send.left.emit())


def _returns(window: MainWindow, props: Props) -> Iterator[Scene]:
    go = window.host.go
    for at, name in enumerate(("register", "issue", "import")):
        yield (
            f"returns-{name}",
            lambda at=at: done(
                window,
                lambda: go(Place.RETURNS),
                lambda: _current(window).tabs.setCurrentIndex(at),
            ),
        )
    if props.returns:
        paths = props.returns
        yield "returns-preview", lambda: done(window, lambda: _current(window).import_paths(paths))


def _tracker(window: MainWindow, props: Props) -> Iterator[Scene]:
    host, book = window.host, props.tracker
    yield "tracker-0", lambda: done(window, lambda: host.go(Place.IMPORT))
    if book is None:
        return
    yield "tracker-1", lambda: done(window, lambda: host.bring_in_tracker(book))
    for at in range(_STEPS_OF_A_TRACKER):
        yield f"tracker-{at + 2}", lambda: done(window, lambda: _current(window).next.click())


def _over_the_window(window: MainWindow) -> Iterator[Scene]:
    go, palette = window.host.go, window.commands.palette
    opened = window.actions_[ActionId.PALETTE].trigger
    yield "palette", lambda: done(window, lambda: go(Place.PLAN), opened)
    yield "palette-found", lambda: done(window, lambda: palette.words.setText("recruit"))
    for at, action in enumerate(window.menuBar().actions()):
        menu = action.menu()
        if isinstance(menu, QMenu):
            words = action.text().replace("&", "").lower()
            bar = window.menuBar()
            yield (
                f"menu-{at}-{words}",
                lambda menu=menu, action=action, bar=bar: done(
                    menu,
                    palette.hide,
                    _close_menus,
                    lambda: menu.popup(bar.mapToGlobal(bar.actionGeometry(action).bottomLeft())),
                ),
            )


def _close_menus() -> None:
    """Close what hangs over the window; without a screen, nothing closes by itself."""
    for menu in QApplication.topLevelWidgets():
        if menu.windowType() == menu.windowType().Popup:
            menu.close()


def _help(window: MainWindow) -> Iterator[Scene]:
    opened, tips = window.host.help.open_page, window.host.first_run.tips
    yield "help", lambda: opened("import-returns")
    yield "help-found", lambda: done(opened("publish"), lambda: _searched(window, "exempt"))
    yield "help-none", lambda: done(opened("publish"), lambda: _searched(window, "publsh"))

    def tip(at: int) -> QWidget:
        _searched(window, "")
        window.host.help.open_page("publish").close()
        window.commands.palette.hide()
        tips.show()
        return done(window, *([tips.step] * at))

    for at in range(4):
        yield f"tip-{at}", lambda at=at: tip(at)
    yield "tips-gone", lambda: done(window, tips.dismiss)


def _searched(window: MainWindow, words: str) -> None:
    window.host.help.open_page("publish").words.setText(words)


def _boxes(window: MainWindow) -> Iterator[Scene]:
    from plandesk.ui.dialogs.about import AboutDialog
    from plandesk.ui.dialogs.new_plan import NewPlanDialog
    from plandesk.ui.dialogs.shortcuts import ShortcutsDialog
    from plandesk.ui.errors import CrashDialog, crash_report

    def shown(box: QWidget) -> QWidget:
        _close_menus()
        box.show()
        return box

    yield "box-new-plan", lambda: shown(NewPlanDialog(window.look, window))
    sheet = ShortcutsDialog(commands_of(window), window.look, window)
    yield "box-shortcuts", lambda: shown(sheet)
    yield "box-about", lambda: shown(AboutDialog(window.look, window))
    report = crash_report(_real_fault(window))
    yield "box-crash", lambda: shown(CrashDialog(report, window))


def _real_fault(window: MainWindow) -> BaseException:
    """Ask for a step that is none, and catch what the program comes upon."""
    no_step: Any = None
    try:
        window.bridge.run(no_step, window)
    except AttributeError as error:
        return error
    raise AssertionError("Nothing was run as a step.")
