"""The window: puts the parts together and joins their signals; it knows no rules of plans."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QCloseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMainWindow,
    QMenu,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from plandesk.models.types import Level
from plandesk.ui.actions import ActionId, Actions, Situation
from plandesk.ui.bridge import DocumentBridge
from plandesk.ui.file_care import FileCare
from plandesk.ui.file_commands import FileCommands
from plandesk.ui.file_refusals import FileRefusals
from plandesk.ui.icons import Icon
from plandesk.ui.opening import first_size
from plandesk.ui.page_host import WindowPages
from plandesk.ui.panels.inspector.panel import Inspector
from plandesk.ui.panels.plan.plan_panel import PlanPanel
from plandesk.ui.plan_state import PlanState
from plandesk.ui.plan_tools import PlanTools
from plandesk.ui.restoring import Restoring
from plandesk.ui.settings import AppSettings
from plandesk.ui.shell import MainToolBar, build_menus
from plandesk.ui.theme import Look
from plandesk.ui.widgets.empty_page import EmptyPage
from plandesk.ui.widgets.message_bar import MessageBar, Toast
from plandesk.ui.widgets.page_stack import PageStack
from plandesk.ui.widgets.places import Place, PlacesList, PlaceSpec, PlacesShape
from plandesk.ui.widgets.plan_place import PlanPlace
from plandesk.ui.widgets.status_line import StatusLine
from plandesk.ui.widgets.tab_order import read_in_order
from plandesk.ui.window_commands import LEVELS, WindowCommands

_WIDE = 100  # heights of a line: from here on the places have their names beside them
_SINGLE = 56  # below this the places are icons only, and the inspector takes the plan's place


class MainWindow(QMainWindow):
    """Places at the left, the plan in the middle, the inspector at the right."""

    closed = Signal()

    def __init__(self, settings: AppSettings, look: Look) -> None:
        super().__init__()
        self.settings, self.look = settings, look
        self._single = self._put_away = False
        self.bridge = DocumentBridge(self)
        self.state = PlanState(self.bridge, self)
        self.actions_ = Actions(self)
        self.files = FileCommands(self, self.state, settings, look)
        self.plan = PlanPanel(self.state, look, self.actions_)
        self.inspector = Inspector(self.plan, look)
        self.places = PlacesList(look)
        self.messages = MessageBar()
        self.status = StatusLine(look)
        self._rating_menu = QMenu(self.tr("&Rate"), self)
        self._assemble()
        self.toast = Toast(self._centre)
        self.refusals = FileRefusals(self)
        self._connect()
        self.commands = WindowCommands(self)
        self.tools = PlanTools(self)
        self.plan.edits.said.connect(self.commands.say_undoable)
        self.host = WindowPages(self)
        self.host.install()
        self.care = FileCare(self)
        self.restoring = Restoring(self)
        self.files.compare_asked.connect(self.host.merge_copy)
        # Else the highest page, shown or not, would hold the window open on a small screen.
        self.pages.setMinimumHeight(self.look.px(8))
        self.commands.add_places()
        read_in_order(self.plan)
        self._restore()
        self._on_reloaded()

    # --- putting together --------------------------------------------------------------------

    def _assemble(self) -> None:
        self.view_menu = build_menus(self, self.actions_, self.files.recent, self._rating_menu)
        self.toolbar = MainToolBar(self.actions_, self.state, self.look, self._rating_menu)
        self.addToolBar(self.toolbar)
        self.setStatusBar(self.status)
        self.status.add_zoom(self.actions_[ActionId.ZOOM_OUT], self.actions_[ActionId.ZOOM_IN])
        self.start = EmptyPage(self.look, Icon.PLAN)
        self.pages = PageStack()
        self.pages.addWidget(self.start)
        self.pages.addWidget(self.plan)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.addWidget(self.pages)
        self.split.addWidget(self.inspector)
        self.split.setStretchFactor(0, 1)
        self.split.setCollapsible(0, False)
        self.split.setHandleWidth(1)
        self.places.add(PlaceSpec(Place.PLAN, self.tr("Plan"), Icon.PLAN))
        self._centre = QWidget()
        across = QHBoxLayout()
        across.addWidget(self.places)
        across.addWidget(self.split, 1)
        down = QVBoxLayout(self._centre)
        down.addWidget(self.messages)
        down.addLayout(across, 1)
        for layout in (across, down):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        self.setCentralWidget(self._centre)

    def _connect(self) -> None:
        self.bridge.refused.connect(self.refusals.show)
        self.bridge.changed.connect(self._on_changed)
        self.bridge.about_to_close.connect(self.inspector.commit)
        self.bridge.about_to_close.connect(self._keep_place)
        self.state.reloaded.connect(self._on_reloaded)
        self.state.glimpsed.connect(self._on_reloaded)
        # A change tells of itself several times over; once it is all done is soon enough.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._refresh)
        self.plan.selection_changed.connect(self._soon.start)
        self.plan.asked_for_detail.connect(self._into_inspector)
        self.files.said.connect(self.toast.say)
        self.inspector.close_asked.connect(self.actions_[ActionId.INSPECTOR].trigger)
        self.inspector.step_asked.connect(self._step)
        self.actions_[ActionId.INSPECTOR].toggled.connect(self._show_inspector)
        self.actions_[ActionId.FILTER_BAR].toggled.connect(self.plan.bar.setVisible)
        self.actions_[ActionId.PLACES].toggled.connect(self.fit)

    # --- window state ------------------------------------------------------------------------

    def _restore(self) -> None:
        if not self.restoreGeometry(self.settings.state("geometry")):
            self.resize(first_size(self, self.look))
        self.split.restoreState(self.settings.state("split"))
        self.plan.view.columns.restore(self.settings.state("plan-columns"))
        wanted = self.settings.flag("inspector", default=True)
        self._single = self._is_narrow  # a window that starts narrow starts with the plan
        self._put_away = self._single and wanted
        self.actions_[ActionId.INSPECTOR].setChecked(wanted and not self._single)
        self.actions_[ActionId.FILTER_BAR].setChecked(self.settings.flag("filters", default=True))
        self.actions_[ActionId.PLACES].setChecked(self.settings.flag("places", default=True))
        self.plan.bar.setVisible(self.actions_[ActionId.FILTER_BAR].isChecked())

    def _keep(self) -> None:
        self.settings.set_state("geometry", self.saveGeometry())
        if self.inspector.isVisible():
            self.settings.set_state("split", self.split.saveState())
        self.settings.set_state("plan-columns", self.plan.view.columns.state())
        for name, action in (
            ("inspector", ActionId.INSPECTOR),
            ("filters", ActionId.FILTER_BAR),
            ("places", ActionId.PLACES),
        ):
            put_away = action is ActionId.INSPECTOR and self._put_away
            self.settings.set_flag(name, on=put_away or self.actions_[action].isChecked())
        self.settings.sync()

    @Slot()
    def _keep_place(self) -> None:
        if self.state.plan is not None:
            place = self.plan.view.place().to_bytes()
            self.settings.set_state(f"place-{self.state.plan.uid}", place)

    def _go_to_kept_place(self) -> None:
        uid = self.state.plan.uid if self.state.plan else ""
        place = PlanPlace.from_bytes(self.settings.state(f"place-{uid}"))
        if place is not None:
            self.plan.view.go_back_to(place)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Hand over what is typed, keep the window's state, and let go of the file."""
        self.inspector.commit()
        if not self.refusals.may_close():
            event.ignore()
            return
        self._keep()
        self.bridge.close()
        self.closed.emit()
        super().closeEvent(event)

    @property
    def _is_narrow(self) -> bool:
        return self.width() < self.look.px(_SINGLE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what there is no room for now."""
        super().resizeEvent(event)
        self.fit()

    @Slot()
    def fit(self) -> None:
        """Leave out what a narrow window has no room for.

        The names of the places go below their icons, then they go altogether; then the
        inspector takes the place of the plan: it is put away until there is room again.
        """
        narrow = self._is_narrow
        shape = PlacesShape.BELOW if self.width() < self.look.px(_WIDE) else PlacesShape.BESIDE
        if narrow or not self.actions_[ActionId.PLACES].isChecked():
            shape = PlacesShape.ICONS
        self.places.set_shape(shape)
        self.toolbar.set_narrow(narrow)
        was_single, self._single = self._single, narrow
        if narrow and not was_single:
            self._put_away = self.actions_[ActionId.INSPECTOR].isChecked()
            self.actions_[ActionId.INSPECTOR].setChecked(False)
        elif was_single and not narrow and self._put_away:
            self._put_away = False
            self.actions_[ActionId.INSPECTOR].setChecked(True)
        self.pages.setVisible(not (narrow and self.inspector.isVisibleTo(self.split)))

    # --- news --------------------------------------------------------------------------------

    @Slot()
    def _on_reloaded(self) -> None:
        open_ = self.state.plan is not None
        fresh = not open_ or self.pages.currentWidget() is self.start
        if fresh:
            self.host.open(Place.PLAN)
        self._name_actions()
        self.toolbar.setVisible(open_)
        self.places.setVisible(open_)
        if fresh:
            self._go_to_kept_place()
            (self.plan.front if open_ else self.start).setFocus()
        document, plan = self.bridge.document, self.state.plan
        name = f"{plan.title} – " if plan else ""
        if document is not None and document.is_shared:
            name += self.tr("shared") + " – "
        self.setWindowTitle(f"{name}PlanDesk")
        in_file = document is not None and not document.is_shared
        self.setWindowFilePath(str(document.path) if document and in_file else "")
        if document is not None:
            self.status.say_saved(None, read_only=document.is_read_only)
        self._refresh()

    def on_page_shown(self, *, is_plan: bool) -> None:
        """Show the inspector only beside the plan."""
        self.inspector.setVisible(is_plan and self.actions_[ActionId.INSPECTOR].isChecked())
        self.fit()
        self._soon.start()

    def add_menu_before(self, name: str, before: QAction) -> QMenu:
        """Add a menu to the menu bar in front of another."""
        menu = QMenu(name, self)
        self.menuBar().insertMenu(before, menu)
        return menu

    def _name_actions(self) -> None:
        for name, level in LEVELS.items():
            word = self.state.level_name(level) or level.name.lower()
            self.actions_.set_words(name, self.tr("Add %1").replace("%1", word))
        values = self.state.words.scale.values
        self._rating_menu.clear()
        for value, action in zip(
            values, self.actions_.make_rating([v.word for v in values]), strict=True
        ):
            action.triggered.connect(lambda _, code=value.code: self.plan.rate(code))
            self._rating_menu.addAction(action)
        self._rating_menu.addSeparator()
        self._rating_menu.addAction(self.actions_[ActionId.NOT_RATED])

    @Slot(object, object)
    def _on_changed(self, _changes: object, _initiator: object) -> None:
        waiting = len(self.bridge.unsaved)
        if waiting:
            self.status.say_unsaved(waiting)
        else:
            self.messages.dismiss()
            self.status.say_saved(dt.datetime.now().astimezone(), read_only=False)
        self._refresh()

    @Slot()
    def _refresh(self) -> None:
        document, chosen = self.bridge.document, self.plan.counts()
        beside_plan = self.pages.currentWidget() is self.plan
        # Rows chosen on a page that is not shown must not be rated or removed by a key.
        count = chosen[0] if beside_plan else 0
        self.actions_.refresh(
            Situation(document is not None, self.bridge.can_change, self.state.can_rate, count)
        )
        self.actions_[ActionId.INSPECTOR].setEnabled(document is not None and beside_plan)
        undo = document.undo_titles if document else []
        redo = document.redo_titles if document else []
        self.actions_.refresh_undo(undo[0] if undo else "", redo[0] if redo else "")
        period, plan = self.state.period, self.state.plan
        if plan is None:
            self.status.say_nothing()
            return
        total = self.plan.model.shown_actions()[1]
        noun = self.state.level_name(Level.ACTION) + ("" if total == 1 else "s")
        self.status.say_counts((total, noun), chosen, self.state.words)
        if period is not None:
            word = self.tr("open") if period.is_open else self.tr("closed")
            self.status.say_period(f"{period.label} {word}")

    @Slot()
    def _into_inspector(self) -> None:
        self.actions_[ActionId.INSPECTOR].setChecked(True)
        self.inspector.focus_first()

    @Slot(int)
    def _step(self, by: int) -> None:
        view, here = self.plan.view, self.plan.view.currentIndex()
        index = view.indexBelow(here) if by > 0 else view.indexAbove(here)
        if index.isValid():
            view.setCurrentIndex(index)

    @Slot(bool)
    def _show_inspector(self, on: bool) -> None:
        self.inspector.setVisible(on and self.pages.currentWidget() is self.plan)
        self.fit()
        if not on:
            self.plan.view.setFocus()
        elif self.pages.isHidden() and self.bridge.is_open:
            self.inspector.focus_first()  # it has taken the place of the plan
