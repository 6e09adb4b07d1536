"""Every command of the window: its words, icon, keys, and when it can be used."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from plandesk.ui import icons
from plandesk.ui.icons import Icon


class ActionId(Enum):
    """The commands."""

    NEW = auto()
    FROM_PACK = auto()
    OPEN = auto()
    OPEN_SHARED = auto()
    SAMPLE = auto()
    SAVE_COPY = auto()
    CLOSE = auto()
    QUIT = auto()
    UNDO = auto()
    REDO = auto()
    ADD_WORKSTREAM = auto()
    ADD_PROJECT = auto()
    ADD_ACTION = auto()
    ADD_MILESTONE = auto()
    REMOVE = auto()
    MOVE_UP = auto()
    MOVE_DOWN = auto()
    INDENT = auto()
    OUTDENT = auto()
    EDIT_CELL = auto()
    TICK = auto()
    NOT_RATED = auto()
    GIVE_REASON = auto()
    COPY = auto()
    COPY_HEADED = auto()
    PASTE = auto()
    FILL_DOWN = auto()
    DUPLICATE = auto()
    CHANGE_ROWS = auto()
    MOVE_TO = auto()
    FIND = auto()
    FIND_NEXT = auto()
    FIND_PREVIOUS = auto()
    FILTER_BAR = auto()
    MORE_FILTERS = auto()
    CLEAR_FILTERS = auto()
    FLAT_LIST = auto()
    TO_LEVEL_1 = auto()
    TO_LEVEL_2 = auto()
    TO_LEVEL_3 = auto()
    TO_LEVEL_4 = auto()
    SAVE_VIEW = auto()
    PRINT_VIEW = auto()
    HIGHLIGHT_REPORT = auto()
    EXPAND_ALL = auto()
    COLLAPSE_ALL = auto()
    INSPECTOR = auto()
    PLACES = auto()
    NEXT_PANE = auto()
    PREVIOUS_PANE = auto()
    PALETTE = auto()
    GO_TO = auto()
    REREAD = auto()
    ZOOM_IN = auto()
    ZOOM_OUT = auto()
    ZOOM_RESET = auto()
    THEME_SYSTEM = auto()
    THEME_LIGHT = auto()
    THEME_DARK = auto()
    THEME_CONTRAST = auto()
    HELP = auto()
    SHORTCUTS = auto()
    TIPS = auto()
    ABOUT = auto()


class Needs(Enum):
    """What a command needs to be of use."""

    NOTHING = auto()
    PLAN = auto()
    CHANGE = auto()
    CHOSEN = auto()
    SELECTION = auto()
    RATABLE = auto()


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One command. ``keys`` is empty only with a ``reason`` why it has none."""

    text: object
    icon: Icon | None = None
    keys: tuple[str, ...] = ()
    needs: Needs = Needs.PLAN
    reason: str = ""
    checkable: bool = False


_T = "Actions"
_RARE = "used seldom; reached through the menu and the palette"
SPECS: dict[ActionId, ActionSpec] = {
    ActionId.NEW: ActionSpec(
        QT_TRANSLATE_NOOP(_T, "&New plan…"), Icon.NEW, ("Ctrl+N",), Needs.NOTHING
    ),
    ActionId.FROM_PACK: ActionSpec(
        QT_TRANSLATE_NOOP(_T, "New plan from a pac&k…"), Icon.PACKS, (), Needs.NOTHING, _RARE
    ),
    ActionId.OPEN: ActionSpec(
        QT_TRANSLATE_NOOP(_T, "&Open plan…"), Icon.OPEN, ("Ctrl+O",), Needs.NOTHING
    ),
    ActionId.OPEN_SHARED: ActionSpec(
        QT_TRANSLATE_NOOP(_T, "Open a s&hared plan…"), None, (), Needs.NOTHING, _RARE
    ),
    ActionId.SAMPLE: ActionSpec(
        QT_TRANSLATE_NOOP(_T, "Open the &sample plan"), Icon.SAMPLE, (), Needs.NOTHING, _RARE
    ),
    ActionId.SAVE_COPY: ActionSpec(
        QT_TRANSLATE_NOOP(_T, "Save a &copy…"), Icon.SAVE_COPY, ("Ctrl+Shift+S",)
    ),
    ActionId.CLOSE: ActionSpec(QT_TRANSLATE_NOOP(_T, "&Close plan"), None, ("Ctrl+W",)),
    ActionId.QUIT: ActionSpec(QT_TRANSLATE_NOOP(_T, "&Quit"), None, ("Ctrl+Q",), Needs.NOTHING),
    ActionId.UNDO: ActionSpec(QT_TRANSLATE_NOOP(_T, "&Undo"), Icon.UNDO, ("Ctrl+Z",)),
    ActionId.REDO: ActionSpec(
        QT_TRANSLATE_NOOP(_T, "&Redo"), Icon.REDO, ("Ctrl+Y", "Ctrl+Shift+Z")
    ),
    ActionId.ADD_WORKSTREAM: ActionSpec("", Icon.ADD_WORKSTREAM, ("Ctrl+Shift+W",), Needs.CHANGE),
    ActionId.ADD_PROJECT: ActionSpec("", Icon.ADD_PROJECT, ("Ctrl+Shift+N",), Needs.CHANGE),
    ActionId.ADD_ACTION: ActionSpec("", Icon.ADD_ACTION, ("Ins",), Needs.CHANGE),
    ActionId.ADD_MILESTONE: ActionSpec("", Icon.ADD_MILESTONE, ("Ctrl+Shift+M",), Needs.CHANGE),
    ActionId.REMOVE: ActionSpec(
        QT_TRANSLATE_NOOP(_T, "Re&move"), Icon.REMOVE, ("Del",), Needs.SELECTION
    ),
    ActionId.MOVE_UP: ActionSpec(
        QT_TRANSLATE_NOOP(_T, "Move &up"), Icon.UP, ("Alt+Up",), Needs.SELECTION
    ),
    ActionId.MOVE_DOWN: ActionSpec(
        QT_TRANSLATE_NOOP(_T, "Move &down"), Icon.DOWN, ("Alt+Down",), Needs.SELECTION
    ),
    ActionId.INDENT: ActionSpec(
        QT_TRANSLATE_NOOP(_T, "Move one level do&wn"), Icon.INDENT, ("Ctrl+Right",), Needs.SELECTION
    ),
    ActionId.OUTDENT: ActionSpec(
        QT_TRANSLATE_NOOP(_T, "Move one level u&p"), Icon.OUTDENT, ("Ctrl+Left",), Needs.SELECTION
    ),
    ActionId.EDIT_CELL: ActionSpec(
        QT_TRANSLATE_NOOP(_T, "&Edit cell"), Icon.PENCIL, ("F2",), Needs.SELECTION
    ),
    ActionId.TICK: ActionSpec(
        QT_TRANSLATE_NOOP(_T, "&Tick milestone"), Icon.TICKED, ("Space",), Needs.SELECTION
    ),
    ActionId.NOT_RATED: ActionSpec(
        QT_TRANSLATE_NOOP(_T, "Not rated"), None, ("Ctrl+Backspace",), Needs.RATABLE
    ),
    ActionId.GIVE_REASON: ActionSpec(
        QT_TRANSLATE_NOOP(_T, "Give the reason for the &rating…"),
        None,
        ("Ctrl+R",),
        Needs.RATABLE,
    ),
    ActionId.COPY: ActionSpec(
        QT_TRANSLATE_NOOP(_T, "&Copy rows"), Icon.COPY, ("Ctrl+C",), Needs.CHOSEN
    ),
    ActionId.COPY_HEADED: ActionSpec(
        QT_TRANSLATE_NOOP(_T, "Copy rows with &headings"), None, ("Ctrl+Alt+C",), Needs.CHOSEN
    ),
    ActionId.PASTE: ActionSpec(
        QT_TRANSLATE_NOOP(_T, "&Paste…"), Icon.PASTE, ("Ctrl+V",), Needs.SELECTION
    ),
    ActionId.FILL_DOWN: ActionSpec(
        QT_TRANSLATE_NOOP(_T, "&Fill down"), Icon.FILL_DOWN, ("Ctrl+D",), Needs.SELECTION
    ),
    ActionId.DUPLICATE: ActionSpec(
        QT_TRANSLATE_NOOP(_T, "Dup&licate"), None, ("Ctrl+Shift+D",), Needs.SELECTION
    ),
    ActionId.CHANGE_ROWS: ActionSpec(
        QT_TRANSLATE_NOOP(_T, "C&hange the chosen rows…"),
        Icon.CHANGE_ROWS,
        ("Ctrl+Shift+E",),
        Needs.SELECTION,
    ),
    ActionId.MOVE_TO: ActionSpec(
        QT_TRANSLATE_NOOP(_T, "Move &to…"), Icon.MOVE_TO, ("Ctrl+M",), Needs.SELECTION
    ),
    ActionId.FIND_NEXT: ActionSpec(QT_TRANSLATE_NOOP(_T, "Find &next"), None, ("F3",)),
    ActionId.FIND_PREVIOUS: ActionSpec(
        QT_TRANSLATE_NOOP(_T, "Find pre&vious"), None, ("Shift+F3",)
    ),
    ActionId.MORE_FILTERS: ActionSpec(
        QT_TRANSLATE_NOOP(_T, "&More filters"), None, ("Ctrl+Alt+L",), checkable=True
    ),
    ActionId.FLAT_LIST: ActionSpec(
        QT_TRANSLATE_NOOP(_T, "Flat &list"), Icon.FLAT_LIST, ("Ctrl+L",), checkable=True
    ),
    ActionId.TO_LEVEL_1: ActionSpec("", None, ("Alt+1",)),
    ActionId.TO_LEVEL_2: ActionSpec("", None, ("Alt+2",)),
    ActionId.TO_LEVEL_3: ActionSpec("", None, ("Alt+3",)),
    ActionId.TO_LEVEL_4: ActionSpec("", None, ("Alt+4",)),
    ActionId.SAVE_VIEW: ActionSpec(
        QT_TRANSLATE_NOOP(_T, "&Save this view…"), None, ("Ctrl+Shift+V",), Needs.CHANGE
    ),
    ActionId.PRINT_VIEW: ActionSpec(
        QT_TRANSLATE_NOOP(_T, "&Print this view…"), Icon.EXPORT, ("Ctrl+P",), Needs.PLAN
    ),
    ActionId.HIGHLIGHT_REPORT: ActionSpec(
        QT_TRANSLATE_NOOP(_T, "&Highlight report…"), None, ("Ctrl+Shift+H",), Needs.PLAN
    ),
    ActionId.FIND: ActionSpec(QT_TRANSLATE_NOOP(_T, "&Find in plan"), Icon.SEARCH, ("Ctrl+F",)),
    ActionId.FILTER_BAR: ActionSpec(
        QT_TRANSLATE_NOOP(_T, "&Filter bar"), Icon.FILTER, ("Ctrl+Shift+L",), checkable=True
    ),
    ActionId.CLEAR_FILTERS: ActionSpec(
        QT_TRANSLATE_NOOP(_T, "Clear f&ilters"), None, ("Ctrl+Shift+X",)
    ),
    ActionId.EXPAND_ALL: ActionSpec(QT_TRANSLATE_NOOP(_T, "E&xpand all"), Icon.EXPAND, ("Ctrl+*",)),
    ActionId.COLLAPSE_ALL: ActionSpec(
        QT_TRANSLATE_NOOP(_T, "Co&llapse all"), Icon.COLLAPSE, ("Ctrl+/",)
    ),
    ActionId.INSPECTOR: ActionSpec(
        QT_TRANSLATE_NOOP(_T, "&Inspector"), Icon.INSPECTOR, ("F4",), checkable=True
    ),
    ActionId.PLACES: ActionSpec(
        QT_TRANSLATE_NOOP(_T, "Names of &places"),
        Icon.PLACES,
        ("Ctrl+Shift+B",),
        Needs.NOTHING,
        checkable=True,
    ),
    ActionId.NEXT_PANE: ActionSpec(
        QT_TRANSLATE_NOOP(_T, "Ne&xt pane"), None, ("F6",), Needs.NOTHING
    ),
    ActionId.PREVIOUS_PANE: ActionSpec(
        QT_TRANSLATE_NOOP(_T, "Pre&vious pane"), None, ("Shift+F6",), Needs.NOTHING
    ),
    ActionId.PALETTE: ActionSpec(
        QT_TRANSLATE_NOOP(_T, "Find or do &anything…"),
        Icon.SEARCH,
        ("Ctrl+K", "Ctrl+Shift+P"),
        Needs.NOTHING,
    ),
    ActionId.GO_TO: ActionSpec(QT_TRANSLATE_NOOP(_T, "&Go to page…"), None, ("Ctrl+G",)),
    ActionId.REREAD: ActionSpec(QT_TRANSLATE_NOOP(_T, "Read the file &again"), None, ("F5",)),
    ActionId.ZOOM_IN: ActionSpec(
        QT_TRANSLATE_NOOP(_T, "Zoom &in"), Icon.ZOOM_IN, ("Ctrl+=", "Ctrl++"), Needs.NOTHING
    ),
    ActionId.ZOOM_OUT: ActionSpec(
        QT_TRANSLATE_NOOP(_T, "Zoom &out"), Icon.ZOOM_OUT, ("Ctrl+-",), Needs.NOTHING
    ),
    ActionId.ZOOM_RESET: ActionSpec(
        QT_TRANSLATE_NOOP(_T, "Zoom to &100 %"), None, ("Ctrl+0",), Needs.NOTHING
    ),
    ActionId.THEME_SYSTEM: ActionSpec(
        QT_TRANSLATE_NOOP(_T, "As the &desktop"), None, (), Needs.NOTHING, _RARE, checkable=True
    ),
    ActionId.THEME_LIGHT: ActionSpec(
        QT_TRANSLATE_NOOP(_T, "&Light"), Icon.LIGHT, (), Needs.NOTHING, _RARE, checkable=True
    ),
    ActionId.THEME_DARK: ActionSpec(
        QT_TRANSLATE_NOOP(_T, "Da&rk"), Icon.DARK, (), Needs.NOTHING, _RARE, checkable=True
    ),
    ActionId.THEME_CONTRAST: ActionSpec(
        QT_TRANSLATE_NOOP(_T, "&High contrast"),
        Icon.CONTRAST,
        (),
        Needs.NOTHING,
        _RARE,
        checkable=True,
    ),
    ActionId.HELP: ActionSpec(
        QT_TRANSLATE_NOOP(_T, "&Help about this page"), Icon.HELP, ("F1",), Needs.NOTHING
    ),
    ActionId.SHORTCUTS: ActionSpec(
        QT_TRANSLATE_NOOP(_T, "&Keyboard shortcuts"), Icon.KEYBOARD, ("Ctrl+?",), Needs.NOTHING
    ),
    ActionId.TIPS: ActionSpec(QT_TRANSLATE_NOOP(_T, "Show &tips"), None, (), Needs.PLAN, _RARE),
    ActionId.ABOUT: ActionSpec(
        QT_TRANSLATE_NOOP(_T, "&About PlanDesk"), Icon.INFO, (), Needs.NOTHING, _RARE
    ),
}
RATING_KEYS = 9
_OF_THE_TABLE = (Needs.SELECTION, Needs.CHOSEN)


@dataclass(frozen=True, slots=True)
class Situation:
    """What decides which commands can be used."""

    is_open: bool = False
    can_change: bool = False
    can_rate: bool = False
    selected: int = 0


class Actions(QObject):
    """Makes the commands once for a window and enables them by the situation."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._all = {name: self._make(window, name, spec) for name, spec in SPECS.items()}
        self.rate: list[QAction] = []
        self._window = window

    def __getitem__(self, name: ActionId) -> QAction:
        return self._all[name]

    def all(self) -> list[QAction]:
        """Return every command in menu order, for the palette and the shortcuts sheet."""
        return [*self._all.values(), *self.rate]

    def set_words(self, name: ActionId, text: str) -> None:
        """Give a command words that come from the plan."""
        self._all[name].setText(text)
        self._all[name].setToolTip(tip(self._all[name]))

    def of_the_table(self) -> list[QAction]:
        """Return the commands whose keys work only while the table has the focus."""
        return [self._all[name] for name, spec in SPECS.items() if spec.needs in _OF_THE_TABLE]

    def make_rating(self, words: list[str]) -> list[QAction]:
        """Make one command for each rating of the scale, with Ctrl and its number."""
        for old in self.rate:
            self._window.removeAction(old)
            old.deleteLater()
        self.rate = []
        for number, word in enumerate(words, start=1):
            action = QAction(word, self._window)
            if number <= RATING_KEYS:
                action.setShortcut(QKeySequence(f"Ctrl+{number}"))
            action.setProperty("palette", self.tr("Rate %1").replace("%1", word))
            self._window.addAction(action)
            self.rate.append(action)
        return self.rate

    def refresh(self, now: Situation) -> None:
        """Enable what can be used."""
        able = {
            Needs.NOTHING: True,
            Needs.PLAN: now.is_open,
            Needs.CHANGE: now.can_change,
            Needs.CHOSEN: now.is_open and now.selected > 0,
            Needs.SELECTION: now.can_change and now.selected > 0,
            Needs.RATABLE: now.can_rate and now.selected > 0,
        }
        for name, spec in SPECS.items():
            if name not in (ActionId.UNDO, ActionId.REDO):
                self._all[name].setEnabled(able[spec.needs])
        for action in self.rate:
            action.setEnabled(able[Needs.RATABLE])

    def refresh_undo(self, undo: str, redo: str) -> None:
        """Name what undo and redo would do; empty where there is nothing."""
        for name, title, word in (
            (ActionId.UNDO, undo, self.tr("&Undo")),
            (ActionId.REDO, redo, self.tr("&Redo")),
        ):
            self.set_words(name, f"{word} {title}".strip())
            self._all[name].setEnabled(bool(title))

    def _make(self, window: QWidget, name: ActionId, spec: ActionSpec) -> QAction:
        action = QAction(QCoreApplication.translate(_T, str(spec.text)), window)
        action.setObjectName(name.name)
        if spec.icon is not None:
            action.setIcon(icons.get(spec.icon))
        action.setCheckable(spec.checkable)
        action.setShortcuts([QKeySequence(key) for key in spec.keys])
        action.setToolTip(tip(action))
        if spec.needs in _OF_THE_TABLE:
            # These keys mean something else in text boxes and on buttons: the table owns them.
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        else:
            window.addAction(action)
        return action


def plain(action: QAction) -> str:
    """Return a command's words without the mark of its access key."""
    return action.text().replace("&", "").rstrip("…")


def key_of(action: QAction) -> str:
    """Return a command's key as this desktop writes it."""
    return action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)


def tip(action: QAction) -> str:
    """Return a command's words with its key."""
    keys = key_of(action)
    return f"{plain(action)} ({keys})" if keys else plain(action)
