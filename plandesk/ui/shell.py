"""The window's menus and toolbar, put together from the commands."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QMainWindow,
    QMenu,
    QPushButton,
    QSizePolicy,
    QToolBar,
    QToolButton,
    QWidget,
)

from plandesk.ui import icons
from plandesk.ui.actions import ActionId, Actions, plain
from plandesk.ui.icons import Icon
from plandesk.ui.plan_state import PlanState
from plandesk.ui.theme import Look
from plandesk.ui.widgets.command_palette import key_text

ADDS = (ActionId.ADD_ACTION, ActionId.ADD_PROJECT, ActionId.ADD_WORKSTREAM, ActionId.ADD_MILESTONE)
THEMES = (ActionId.THEME_SYSTEM, ActionId.THEME_LIGHT, ActionId.THEME_DARK, ActionId.THEME_CONTRAST)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Shell", text)


TO_LEVELS = (
    *(ActionId.TO_LEVEL_1, ActionId.TO_LEVEL_2),
    *(ActionId.TO_LEVEL_3, ActionId.TO_LEVEL_4),
)
_FILE_HEAD = (ActionId.NEW, ActionId.FROM_PACK, ActionId.OPEN, ActionId.OPEN_SHARED)
_FILE = (
    *(ActionId.SAMPLE, None, ActionId.SAVE_COPY, None),
    *(ActionId.PRINT_VIEW, ActionId.HIGHLIGHT_REPORT, None, ActionId.CLOSE, ActionId.QUIT),
)
_EDIT = (
    *(ActionId.UNDO, ActionId.REDO, None),
    *(ActionId.COPY, ActionId.COPY_HEADED, ActionId.PASTE, ActionId.FILL_DOWN, None),
    *(ActionId.EDIT_CELL, ActionId.CHANGE_ROWS, ActionId.TICK, None),
    *(ActionId.DUPLICATE, ActionId.REMOVE, None),
    *(ActionId.FIND, ActionId.FIND_NEXT, ActionId.FIND_PREVIOUS, ActionId.PALETTE),
)
_VIEW = (
    *(ActionId.GO_TO, ActionId.PLACES, ActionId.INSPECTOR, None),
    *(ActionId.FILTER_BAR, ActionId.MORE_FILTERS, ActionId.CLEAR_FILTERS, None),
    *(ActionId.FLAT_LIST, ActionId.EXPAND_ALL, ActionId.COLLAPSE_ALL, *TO_LEVELS, None),
    *(ActionId.ZOOM_IN, ActionId.ZOOM_OUT, ActionId.ZOOM_RESET),
)
_VIEW_FOOT = (None, ActionId.NEXT_PANE, ActionId.PREVIOUS_PANE, ActionId.REREAD)
_PLAN_FOOT = (
    *(ActionId.GIVE_REASON, None, ActionId.MOVE_TO, ActionId.MOVE_UP, ActionId.MOVE_DOWN),
    *(ActionId.INDENT, ActionId.OUTDENT),
)
_HELP = (ActionId.HELP, ActionId.SHORTCUTS, ActionId.TIPS, None, ActionId.ABOUT)


def build_menus(window: QMainWindow, actions: Actions, recent: QMenu, rating: QMenu) -> QMenu:
    """Fill the menu bar; return the View menu, which lists of columns and views are added to."""
    bar = window.menuBar()
    file = bar.addMenu(_tr("&File"))
    _fill(file, actions, _FILE_HEAD)
    file.addMenu(recent)
    _fill(file, actions, _FILE)
    _fill(bar.addMenu(_tr("&Edit")), actions, _EDIT)
    view = bar.addMenu(_tr("&View"))
    _fill(view, actions, _VIEW)
    _fill(view.addMenu(_tr("&Look")), actions, THEMES)
    group = QActionGroup(window)
    for name in THEMES:
        group.addAction(actions[name])
    _fill(view, actions, _VIEW_FOOT)
    plan = bar.addMenu(_tr("&Plan"))
    _fill(plan, actions, (*ADDS, None))
    plan.addMenu(rating)
    _fill(plan, actions, _PLAN_FOOT)
    _fill(bar.addMenu(_tr("&Help")), actions, _HELP)
    return view


def _fill(menu: QMenu, actions: Actions, names: Sequence[ActionId | None]) -> None:
    for name in names:
        menu.addAction(actions[name]) if name else menu.addSeparator()


class PeriodChooser(QComboBox):
    """The reporting period that is shown, and whether it is open."""

    def __init__(self, state: PlanState) -> None:
        super().__init__()
        self._state = state
        self.setAccessibleName(self.tr("Reporting period"))
        self.setToolTip(self.tr("Reporting period"))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.currentIndexChanged.connect(self._choose)
        state.reloaded.connect(self._fill)

    @Slot()
    def _fill(self) -> None:
        self.blockSignals(True)
        self.clear()
        for period in reversed(self._state.periods):
            word = self.tr("open") if period.is_open else self.tr("closed")
            icon = icons.get(Icon.PERIOD if period.is_open else Icon.LOCK)
            self.addItem(icon, f"{period.label} – {word}", period.id)
        self.setCurrentIndex(self.findData(self._state.period_id))
        self.blockSignals(False)
        self.setEnabled(self.count() > 0)

    @Slot(int)
    def _choose(self, at: int) -> None:
        if at >= 0:
            self._state.choose_period(int(self.itemData(at)))


class PlanChooser(QComboBox):
    """Which plan of the file is shown; only there while the file holds several."""

    shown = Signal(bool)

    def __init__(self, state: PlanState) -> None:
        super().__init__()
        self._state = state
        self.setAccessibleName(self.tr("Plan"))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.currentIndexChanged.connect(self._choose)
        state.reloaded.connect(self._fill)

    @Slot()
    def _fill(self) -> None:
        self.blockSignals(True)
        self.clear()
        for plan in self._state.plans:
            self.addItem(plan.title, plan.id)
        if self._state.plan:
            self.setCurrentIndex(self.findData(self._state.plan.id))
        self.blockSignals(False)
        self.shown.emit(self.count() > 1)

    @Slot(int)
    def _choose(self, at: int) -> None:
        if at >= 0:
            self._state.choose_plan(int(self.itemData(at)))


class MainToolBar(QToolBar):
    """Undo, redo, period, adding, rating, and the way to everything else."""

    def __init__(self, actions: Actions, state: PlanState, look: Look, rating: QMenu) -> None:
        super().__init__()
        self._look = look
        self.setObjectName("toolbar")
        self.setWindowTitle(self.tr("Toolbar"))
        self.setMovable(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        for name in (ActionId.UNDO, ActionId.REDO):
            self.addAction(actions[name])
        self.addSeparator()
        self._add_choosers(state)
        self._add = self._menu_button(actions[ActionId.ADD_ACTION])
        more = QMenu(self)
        for name in ADDS:
            more.addAction(actions[name])
        self._add.setMenu(more)
        self._rate = self._rate_button(rating)
        self.addWidget(self._rate)
        spring = QWidget()
        spring.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.addWidget(spring)
        self._search = _palette_button(actions[ActionId.PALETTE])
        self._search_words, self._narrow = self._search.text(), False
        self.addWidget(self._search)
        self.addAction(actions[ActionId.INSPECTOR])
        for button in self.findChildren(QToolButton):
            if button.defaultAction():
                button.setAccessibleName(plain(button.defaultAction()) or self.tr("Add"))
        look.changed.connect(self._dress)
        self._dress()

    def _add_choosers(self, state: PlanState) -> None:
        plan = PlanChooser(state)
        held = self.addWidget(plan)
        held.setVisible(False)
        plan.shown.connect(held.setVisible)
        label = QLabel(self.tr("Period"))
        label.setProperty("role", "secondary")
        label.setContentsMargins(self._look.px(0.3), 0, self._look.px(0.2), 0)
        self.addWidget(label)
        self.addWidget(PeriodChooser(state))
        self.addSeparator()

    def _rate_button(self, rating: QMenu) -> QToolButton:
        button = QToolButton()
        button.setText(self.tr("Rate"))
        button.setIcon(icons.get(Icon.MEASURES))
        button.setAccessibleName(self.tr("Rate"))
        button.setToolTip(self.tr("Rate the chosen rows"))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setMenu(rating)
        return button

    def _menu_button(self, action: QAction) -> QToolButton:
        button = QToolButton()
        button.setDefaultAction(action)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        self.addWidget(button)
        return button

    @Slot()
    def _dress(self) -> None:
        side = self._look.px(1.1)
        self.setIconSize(QSize(side, side))
        for button in (self._add, self._rate):
            button.setIconSize(QSize(side, side))
        self._search.setMinimumWidth(self._look.px(15))
        self.set_narrow(self._narrow)

    @property
    def finder(self) -> QPushButton:
        """The button that finds or does anything."""
        return self._search

    def set_narrow(self, narrow: bool) -> None:
        """Leave out the words of the buttons where the window is narrow."""
        self._narrow = narrow
        style = Qt.ToolButtonStyle
        for button in (self._add, self._rate):
            button.setToolButtonStyle(
                style.ToolButtonIconOnly if narrow else style.ToolButtonTextBesideIcon
            )
        self._search.setText("" if narrow else self._search_words)
        self._search.setMinimumWidth(self._look.px(2 if narrow else 15))


def _palette_button(action: QAction) -> QPushButton:
    button = QPushButton(
        icons.get(Icon.SEARCH), f"{action.text().replace('&', '')}   {key_text(action.shortcuts())}"
    )
    button.setProperty("search", True)
    button.setAccessibleName(plain(action))
    button.setCursor(Qt.CursorShape.IBeamCursor)
    button.clicked.connect(action.trigger)
    return button
