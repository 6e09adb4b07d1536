"""What the window's commands do: undo, look, panes, palette and sheets; plan commands go on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from plandesk.models.types import Level
from plandesk.ui.access_keys import spread_access_keys
from plandesk.ui.actions import ActionId, plain
from plandesk.ui.command_list import Command, commands_of, enabled, fill_places
from plandesk.ui.dialogs.shortcuts import ShortcutsDialog
from plandesk.ui.plan_print import PlanPrint
from plandesk.ui.settings import ZOOM_STEPS, ThemeChoice
from plandesk.ui.shell import ADDS, THEMES
from plandesk.ui.widgets.command_palette import CommandPalette, Entry, key_text
from plandesk.ui.widgets.message_bar import Offer
from plandesk.ui.widgets.places import Place
from plandesk.ui.widgets.tab_order import first_stop

if TYPE_CHECKING:
    from plandesk.ui.main_window import MainWindow

LEVELS = dict(
    zip(ADDS, (Level.ACTION, Level.PROJECT, Level.WORKSTREAM, Level.MILESTONE), strict=True)
)
_CHOICES = dict(zip(THEMES, ThemeChoice, strict=True))


class WindowCommands(QObject):
    """Joins the commands of one window to what they do."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._actions, self._plan = window.actions_, window.plan
        self.palette = CommandPalette(window.look, window)
        self._connect_window()
        self._connect_plan()
        self.printing = PlanPrint(window)

    def add_places(self) -> None:
        """Put the way to each page into the View menu, the last entries that menus get."""
        menu = QMenu(self.tr("&Go to"), self._window)
        self._places = fill_places(menu, self._window)
        self._window.view_menu.insertMenu(self._actions[ActionId.GO_TO], menu)
        self._window.state.reloaded.connect(self._offer_places)
        self._offer_places()
        spread_access_keys(self._window.menuBar())

    @Slot()
    def _offer_places(self) -> None:
        for action in self._places:
            action.setEnabled(self._window.state.plan is not None)

    @Slot()
    def _choose_place(self) -> None:
        entries = [Entry(plain(one), "", one.trigger) for one in self._places]
        self.palette.choose(self.tr("Go to which page?"), entries)

    def undo(self) -> None:
        """Take the last step back, after handing over what is being typed."""
        self._window.inspector.commit()
        if self._window.bridge.undo() is not None:
            self._window.toast.hide()

    @Slot(str)
    def say_undoable(self, text: str) -> None:
        """Say what was done, with a way back."""
        self._window.toast.say(text, Offer(self.tr("Undo"), self.undo))

    def _connect_window(self) -> None:
        files = self._window.files
        for name, slot in {
            ActionId.NEW: files.new,
            ActionId.OPEN: files.open,
            ActionId.SAMPLE: files.open_sample,
            ActionId.SAVE_COPY: files.save_copy,
            ActionId.CLOSE: self._close_plan,
            ActionId.QUIT: self._window.close,
            ActionId.UNDO: self.undo,
            ActionId.REDO: self._window.bridge.redo,
            ActionId.NEXT_PANE: self._next_pane,
            ActionId.PREVIOUS_PANE: self._previous_pane,
            ActionId.PALETTE: self._open_palette,
            ActionId.GO_TO: self._choose_place,
            ActionId.REREAD: self._reread,
            ActionId.ZOOM_IN: self._zoom_in,
            ActionId.ZOOM_OUT: self._zoom_out,
            ActionId.ZOOM_RESET: self._zoom_reset,
            ActionId.SHORTCUTS: self._show_shortcuts,
            ActionId.ABOUT: self._about,
        }.items():
            self._actions[name].triggered.connect(slot)
        for name, choice in _CHOICES.items():
            self._actions[name].triggered.connect(
                lambda _, choice=choice: self._choose_theme(choice)
            )
        self._window.messages.focus_left.connect(self._back_to_page)
        self._window.look.changed.connect(self._on_look)
        self._on_look()

    def _connect_plan(self) -> None:
        plan, edits = self._plan, self._plan.edits
        for name, slot in {
            ActionId.REMOVE: plan.remove,
            ActionId.TICK: plan.tick,
            ActionId.EDIT_CELL: plan.view.edit_current,
            ActionId.FIND: self._find,
            ActionId.CLEAR_FILTERS: plan.bar.clear,
            ActionId.EXPAND_ALL: lambda: plan.view.open_to(Level.MILESTONE),
            ActionId.COLLAPSE_ALL: lambda: plan.view.open_to(Level.WORKSTREAM),
            ActionId.NOT_RATED: self._unrate,
        }.items():
            self._actions[name].triggered.connect(slot)
        for name, act in {
            ActionId.MOVE_UP: lambda items: edits.shift(items, -1),
            ActionId.MOVE_DOWN: lambda items: edits.shift(items, 1),
            ActionId.INDENT: edits.indent,
            ActionId.OUTDENT: edits.outdent,
        }.items():
            self._actions[name].triggered.connect(lambda _, act=act: plan.move(act))
        for name, level in LEVELS.items():
            self._actions[name].triggered.connect(lambda _, level=level: self._add(level))

    @Slot()
    def _find(self) -> None:
        self._show_plan()
        self._plan.find()

    def _add(self, level: Level) -> None:
        self._show_plan()
        self._plan.edits.add(level, self._plan.current_id())

    def _show_plan(self) -> None:
        """Show the plan before it is changed from another page."""
        if self._window.pages.currentWidget() is not self._plan:
            self._window.host.go(Place.PLAN)

    @Slot()
    def _unrate(self) -> None:
        self._plan.rate(None)

    @Slot()
    def _close_plan(self) -> None:
        self._window.inspector.commit()
        if not self._window.refusals.may_close():
            return
        self._window.bridge.close()
        self._window.settings.last_file = None

    @Slot()
    def _reread(self) -> None:
        document = self._window.bridge.document
        if document is not None:
            document.reload()

    # --- look --------------------------------------------------------------------------------

    def _choose_theme(self, choice: ThemeChoice) -> None:
        self._window.settings.theme = choice
        self._window.look.set_choice(choice)

    @Slot()
    def _on_look(self) -> None:
        """Follow what is chosen elsewhere, in the settings of the person."""
        for name, choice in _CHOICES.items():
            self._actions[name].setChecked(self._window.look.choice is choice)
        self._window.fit()

    def _zoom(self, percent: int) -> None:
        self._window.settings.zoom = percent
        self._window.look.set_zoom(percent)

    @Slot()
    def _zoom_in(self) -> None:
        now = self._window.look.zoom
        self._zoom(next((step for step in ZOOM_STEPS if step > now), ZOOM_STEPS[-1]))

    @Slot()
    def _zoom_out(self) -> None:
        lower = [step for step in ZOOM_STEPS if step < self._window.look.zoom]
        self._zoom(lower[-1] if lower else ZOOM_STEPS[0])

    @Slot()
    def _zoom_reset(self) -> None:
        self._zoom(100)

    # --- getting about -----------------------------------------------------------------------

    @Slot()
    def _next_pane(self) -> None:
        self._go_pane(1)

    @Slot()
    def _previous_pane(self) -> None:
        self._go_pane(-1)

    def _go_pane(self, step: int) -> None:
        shown = [pane for pane in self._panes() if pane[0].isVisible()]
        focus = QApplication.focusWidget()
        here = [
            at
            for at, (pane, _) in enumerate(shown)
            if focus is not None and (pane is focus or pane.isAncestorOf(focus))
        ]
        start = here[0] if here else -1
        if shown:
            shown[(start + step) % len(shown)][1].setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def _back_to_page(self) -> None:
        """Give the keyboard back to the part of the page that had it last."""
        page = self._window.pages.currentWidget()
        if page is not None:
            (page.focusWidget() or page).setFocus(Qt.FocusReason.OtherFocusReason)

    def _panes(self) -> list[tuple[QWidget, QWidget]]:
        window, plan = self._window, self._plan
        panes: list[tuple[QWidget, QWidget]] = [(window.places, window.places)]
        page = window.pages.currentWidget()
        if page is plan:
            panes += [(plan.bar, plan.bar.text), (plan.view, plan.view)]
            panes.append((window.inspector, window.inspector.title))
        elif page is not None:
            panes.append((page, first_stop(page) or page))
        offered = window.messages.first_button
        if offered is not None:
            panes.append((window.messages, offered))
        tip = window.host.first_run.tips.shown
        if tip is not None:
            panes.append((tip, tip.next))
        return panes

    @Slot()
    def _open_palette(self) -> None:
        usable = enabled(commands_of(self._window))
        self.palette.open([self._entry(one) for one in usable], self._rows_for, self._search_for)

    def _entry(self, one: Command) -> Entry:
        keys = key_text(one.action.shortcuts())
        return Entry(one.words, keys, one.action.trigger, one.other_names())

    def _search_for(self, text: str) -> Iterable[Entry]:
        """Offer to search everything where no command and no row has the words."""
        if self._window.state.plan is not None:
            said = self.tr("Search everything for “%1”").replace("%1", text.strip())
            yield Entry(said, "", lambda: self._window.host.search(text.strip()))

    def _rows_for(self, text: str) -> Iterable[Entry]:
        words = text.casefold().split()
        for row in self._plan.model.all_rows():
            said = f"{row.ref}  {row.title}".strip()
            if all(word in said.casefold() for word in words):
                kind = self._window.state.level_name(row.level)
                yield Entry(said, kind, lambda item=row.id: self._go_to(item))

    def _go_to(self, item: int) -> None:
        self._window.places.choose(Place.PLAN)
        self._plan.show_item(item)
        self._plan.view.setFocus()

    @Slot()
    def _show_shortcuts(self) -> None:
        ShortcutsDialog(commands_of(self._window), self._window.look, self._window).exec()

    @Slot()
    def _about(self) -> None:
        from plandesk.ui.dialogs.about import AboutDialog  # asks for what is installed

        AboutDialog(self._window.look, self._window).exec()
