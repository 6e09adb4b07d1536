"""Named icons, drawn from vendored SVG files in the palette's colours."""

from __future__ import annotations

from enum import StrEnum
from functools import cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from plandesk import resources


class Icon(StrEnum):
    """Every icon the window may ask for; the value is the name of the file."""

    ADD = "plus"
    ADD_ACTION = "list-plus"
    ADD_PROJECT = "folder-plus"
    ADD_WORKSTREAM = "layers"
    ADD_MILESTONE = "flag"
    REMOVE = "trash-2"
    UNDO = "undo-2"
    REDO = "redo-2"
    UP = "arrow-up"
    DOWN = "arrow-down"
    INDENT = "indent-increase"
    OUTDENT = "indent-decrease"
    SEARCH = "search"
    FILTER = "funnel"
    CLOSE = "x"
    INFO = "info"
    WARNING = "triangle-alert"
    SUCCESS = "circle-check"
    ERROR = "circle-alert"
    TODAY = "house"
    PLAN = "list-tree"
    RETURNS = "inbox"
    REVIEW = "clipboard-check"
    CHECKS = "list-checks"
    RISKS = "shield-alert"
    MEASURES = "gauge"
    PACKS = "book-open"
    PAPERS = "files"
    INSPECTOR = "panel-right"
    PLACES = "panel-left"
    SETTINGS = "settings"
    LIGHT = "sun"
    DARK = "moon"
    CONTRAST = "contrast"
    ZOOM_IN = "zoom-in"
    ZOOM_OUT = "zoom-out"
    OPEN = "folder-open"
    NEW = "file-plus"
    SAMPLE = "sparkles"
    SAVE_COPY = "save"
    HISTORY = "history"
    BACKUPS = "archive-restore"
    MERGE = "git-merge"
    PERIOD = "calendar"
    LOCK = "lock"
    LEAD = "user"
    KEYBOARD = "keyboard"
    PENCIL = "pencil"
    COPY = "copy"
    PASTE = "clipboard-paste"
    FILL_DOWN = "arrow-down-to-line"
    CHANGE_ROWS = "pen-line"
    MOVE_TO = "corner-down-right"
    FLAT_LIST = "list"
    HELP = "circle-question-mark"
    EXPORT = "download"
    IMPORT = "upload"
    TICKED = "square-check"
    UNTICKED = "square"
    EXPAND = "chevron-down"
    COLLAPSE = "chevron-up"
    CLOSED = "chevron-right"
    SEND = "send"
    SAME = "equal"
    CONFLICT = "git-compare-arrows"
    EMAIL = "mail"
    QUESTION = "message-circle-question-mark"
    MISSING = "circle-dashed"
    REFUSED = "circle-x"
    WAITING = "circle"
    NEW_VALUE = "circle-dot"
    UNMATCHED = "unlink"
    MATCH = "link"
    FOLDER = "folder"
    REPLACED = "circle-minus"
    CHECK = "check"
    TRACKER = "file-spreadsheet"
    REGISTERS = "notebook-tabs"


@cache
def _source(icon: Icon) -> str:
    return resources.path(f"icons/lucide/{icon}.svg").read_text("utf-8")


@cache
def _renderer(icon: Icon, colour: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(_source(icon).replace("currentColor", colour).encode()))


def draw(painter: QPainter, icon: Icon, area: QRectF, colour: QColor) -> None:
    """Draw an icon into a rectangle in one colour."""
    _renderer(icon, colour.name()).render(painter, area)


class _PaletteEngine(QIconEngine):
    """Draws in the application's present text colour, so a change of theme needs no new icons."""

    def __init__(self, icon: Icon, *, on_accent: bool = False) -> None:
        super().__init__()
        self._icon, self._on_accent = icon, on_accent

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        disabled = mode == QIcon.Mode.Disabled
        group = QPalette.ColorGroup.Disabled if disabled else QPalette.ColorGroup.Active
        roles = QPalette.ColorRole
        lit = self._on_accent and not disabled
        role = roles.HighlightedText if lit else roles.ButtonText
        colour = QApplication.palette().color(group, role)
        draw(painter, self._icon, QRectF(rect), colour)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return pixmap

    def clone(self) -> QIconEngine:
        return _PaletteEngine(self._icon, on_accent=self._on_accent)

    def key(self) -> str:
        return f"plandesk:{self._icon}"


def get(icon: Icon, *, on_accent: bool = False) -> QIcon:
    """Return an icon that follows the palette; ``on_accent`` is for buttons that stand out."""
    return QIcon(_PaletteEngine(icon, on_accent=on_accent))
