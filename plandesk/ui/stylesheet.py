"""The style sheet laid over the Fusion style, made from a theme's colours and the text height."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from string import Template

from PySide6.QtGui import QColor

from plandesk import resources
from plandesk.ui.colours import Colours

_SHEET = Template("""
QToolTip { background: $tooltip; color: $tooltip_text; border: 1px solid $edge; padding: ${p1}px; }
QMenuBar { background: $window; padding: ${p0}px ${p1}px; spacing: 0; }
QMenuBar::item { padding: ${p1}px ${p2}px; border-radius: ${r}px; background: transparent; }
QMenuBar::item:selected { background: $hover; }
QMenu { menu-scrollable: 1; background: $raised; border: 1px solid $line; padding: ${p1}px; }
QMenu::item { padding: ${p1}px ${p5}px ${p1}px ${p2}px; border-radius: ${r}px; }
QMenu::item:selected { background: $selection; color: $selection_text; }
QMenu::item:disabled { color: $disabled; }
QMenu::separator { height: 1px; background: $line; margin: ${p1}px ${p1}px; }
QMenu { icon-size: ${icon}px; }
QMenu::icon { padding-left: ${p1}px; }
QMenu::icon:checked { background: $selection; border: 1px solid $accent;
    border-radius: ${r2}px; margin-left: ${p1}px; }
QMenu::indicator { width: ${p4}px; height: ${p4}px; margin-left: ${p1}px; }
QMenu::indicator:checked { image: url("$tick"); }
QMenu::right-arrow { image: url("$arrow_right"); width: ${p3}px; height: ${p3}px;
    margin-right: ${p1}px; }

QToolBar { background: $window; border: none; border-bottom: 1px solid $line;
           padding: ${p1}px ${p2}px; spacing: ${p1}px; }
QToolBar::separator { width: 1px; background: $line; margin: ${p1}px ${p1}px; }
QToolButton { border: 1px solid transparent; border-radius: ${r}px; padding: ${p1}px ${p2}px; }
QToolButton[outlined="true"] { border-color: $edge; }
QToolButton:hover { background: $hover; }
QToolButton:pressed { background: $pressed; }
QToolButton:checked { background: $selection; color: $selection_text; border-color: $accent; }
QToolButton:focus { border: 2px solid $focus; padding: ${p1f}px ${p2f}px; }
QToolButton[popupMode="2"] { padding-right: ${p6}px; }
QToolButton[popupMode="1"] { padding-right: ${p6}px; }
QToolButton::menu-button { border: none; width: ${p5}px; border-radius: ${r}px; }
QToolButton::menu-button:hover { background: $pressed; }
QToolButton::menu-arrow { image: url("$arrow"); width: ${p3}px; height: ${p3}px; }
QToolButton::menu-indicator, QPushButton::menu-indicator {
    image: url("$arrow"); width: ${p3}px; height: ${p3}px;
    subcontrol-origin: padding; subcontrol-position: center right; right: ${p1}px; }

QPushButton { background: $raised; border: 1px solid $edge; border-radius: ${r}px;
              padding: ${p1}px ${p3}px; }
QPushButton { icon-size: ${icon}px; }
QPushButton, QToolButton, QCheckBox, QRadioButton { outline: 0; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $pressed; }
QPushButton:disabled { color: $disabled; border-color: $line; }
QPushButton:focus { border: 2px solid $focus; padding: ${p1f}px ${p3f}px; }
QPushButton[primary="true"] { background: $accent; color: $accent_text; border-color: $accent; }
QPushButton[primary="true"]:hover { background: $accent_hover; }
QPushButton[primary="true"]:disabled { background: $window; color: $disabled;
                                       border-color: $line; }
QPushButton[primary="true"]:focus { border: 2px solid $text; }
QPushButton[flat="true"] { border-color: transparent; background: transparent; color: $link; }
QPushButton[flat="true"]:disabled { color: $disabled; border-color: transparent; }
QPushButton[link="true"] { border: 1px solid transparent; background: transparent; color: $link;
    padding: ${p0}px 0; text-align: left; }
QPushButton[link="true"]:hover { text-decoration: underline; }
QPushButton[link="true"]:focus { border: 1px solid $focus; background: $hover; }
QPushButton[link="true"]:disabled { color: $disabled; }
QPushButton[search="true"] { text-align: left; color: $placeholder; border-color: $line;
                             background: $base; }
QPushButton[search="true"]:hover { border-color: $edge; }

QLineEdit, QComboBox, QPlainTextEdit, QAbstractSpinBox {
    background: $base; color: $text; border: 1px solid $edge; border-radius: ${r}px;
    padding: ${p1}px ${p1}px; selection-background-color: $accent;
    selection-color: $accent_text; }
QLineEdit:focus, QComboBox:focus, QPlainTextEdit:focus, QAbstractSpinBox:focus {
    border: 2px solid $focus; padding: ${p1f}px ${p1f}px; }
QLabel#reading { background: $raised; border: 1px solid $edge; border-radius: ${r2}px; }
QLineEdit { lineedit-clear-button-icon: url("$clear"); }
QLineEdit:disabled, QComboBox:disabled, QPlainTextEdit:disabled { color: $disabled;
    background: $window; border-color: $line; }
QLineEdit:read-only, QPlainTextEdit:read-only { background: $window; border-color: $line; }
QLineEdit[cell="true"], QPlainTextEdit[cell="true"], QComboBox[cell="true"] {
    border: 2px solid $focus; border-radius: 0; padding: 0 ${p0}px; }
QComboBox { padding-left: ${p2}px; icon-size: ${icon}px; combobox-popup: 0; }
QComboBox:focus { padding-left: ${p2f}px; }
QComboBox::drop-down, QDateEdit::drop-down { border: none; width: ${p5}px; }
QSpinBox { padding-right: ${p5}px; padding-left: ${p2}px; }
QSpinBox:focus { padding-right: ${p5}px; padding-left: ${p2f}px; }
QSpinBox::up-button, QSpinBox::down-button { subcontrol-origin: border; width: ${p5}px;
    border: none; border-left: 1px solid $line; background: transparent; margin: 1px; }
QSpinBox::up-button { subcontrol-position: top right; }
QSpinBox::down-button { subcontrol-position: bottom right; }
QSpinBox::up-button:hover, QSpinBox::down-button:hover { background: $hover; }
QSpinBox::up-arrow { image: url("$arrow_up"); width: ${p3}px; height: ${p3}px; }
QSpinBox::down-arrow { image: url("$arrow"); width: ${p3}px; height: ${p3}px; }
QComboBox::down-arrow, QDateEdit::down-arrow { image: url("$arrow");
    width: ${p3}px; height: ${p3}px; }
QComboBox QAbstractItemView { background: $raised; border: 1px solid $edge; outline: 0;
    selection-background-color: $selection; selection-color: $selection_text; padding: ${p0}px; }

QTreeView, QListView, QTableView, QListWidget { background: $base; border: none; outline: 0;
    color: $text; }
QListWidget { border: 1px solid $line; border-radius: ${r}px; padding: ${p0}px;
    icon-size: ${p4}px; }
QListWidget:focus { border: 2px solid $focus; }
QListWidget::item { padding: ${p1}px ${p1}px; border-radius: ${r2}px; }
QListWidget::item:hover { background: $hover; }
QListWidget::item:selected { background: $selection; color: $selection_text; }
QListView[offers="true"] { background: $raised; border: 1px solid $edge; padding: ${p0}px; }
QListView[offers="true"]::item { padding: ${p1}px ${p2}px; border-radius: ${r2}px; }
QListView[offers="true"]::item:hover { background: $hover; }
QListView[offers="true"]::item:selected { background: $selection; color: $selection_text; }
QListWidget[cell="true"] { background: $raised; border: 1px solid $edge; }
QCalendarWidget QWidget { alternate-background-color: $window; }
QCalendarWidget QWidget#qt_calendar_navigationbar { background: $window;
    border-bottom: 1px solid $line; }
QCalendarWidget QToolButton { icon-size: ${icon}px; font-weight: 600; }
QCalendarWidget QToolButton::menu-indicator { image: none; }
QCalendarWidget QAbstractItemView { background: $base; color: $text; border: none;
    selection-background-color: $accent; selection-color: $accent_text; }
QCalendarWidget QAbstractItemView:disabled { color: $disabled; }
QProgressBar { border: none; border-radius: ${r2}px; background: $line;
    min-height: ${p2}px; max-height: ${p2}px; }
QProgressBar::chunk { border-radius: ${r2}px; background: $accent; }
QHeaderView { background: $window; border: none; }
QHeaderView::section { background: $window; color: $secondary; border: none;
    border-bottom: 1px solid $line; border-right: 1px solid $line;
    padding: ${p1}px ${p2}px; font-weight: 600; }
QHeaderView::section:last { border-right: none; }
QHeaderView::section:hover { background: $hover; color: $text; }

QScrollBar:vertical { background: transparent; width: ${bar}px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: ${bar}px; margin: 0; }
QScrollBar::handle { background: $edge; border-radius: ${bar3}px; margin: ${bar4}px; }
QScrollBar::handle:vertical { min-height: ${p5}px; }
QScrollBar::handle:horizontal { min-width: ${p5}px; }
QScrollBar::handle:hover { background: $secondary; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: none; }

QSplitter::handle { background: $line; }
QSplitter::handle:hover { background: $accent; }
QStatusBar { background: $window; border-top: 1px solid $line; color: $secondary; }
QStatusBar::item { border: none; }
QStatusBar QLabel { color: $secondary; padding: 0 ${p1}px; }

QTabBar { background: transparent; }
QTabBar::tab { background: transparent; color: $secondary; border: none;
    border-bottom: 2px solid transparent; padding: ${p1}px ${p2}px; margin-right: ${p1}px; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected { color: $text; border-bottom: 2px solid $accent; font-weight: 600; }
QTabBar::tab:focus { border-bottom: 2px solid $focus; background: $hover; }
QTabWidget::pane { border: none; border-top: 1px solid $line; }

QCheckBox { spacing: ${p2}px; padding: ${p0}px; border: 1px solid transparent;
    border-radius: ${r}px; }
QCheckBox::indicator, QListView::indicator { width: ${p5}px; height: ${p5}px;
    border: 1px solid $edge; border-radius: ${r2}px; background: $base; }
QCheckBox::indicator:hover, QListView::indicator:hover { border-color: $accent; }
QCheckBox::indicator:checked, QListView::indicator:checked { background: $accent;
    border-color: $accent; image: url("$check"); }
QCheckBox:focus { border: 1px solid $focus; }
QRadioButton { spacing: ${p2}px; padding: ${p0}px; border: 1px solid transparent;
    border-radius: ${r}px; }
QRadioButton:focus { border: 1px solid $focus; }
QRadioButton::indicator { width: ${p5}px; height: ${p5}px; border: 1px solid $edge;
    border-radius: ${half}px; background: $base; }
QRadioButton::indicator:hover { border-color: $accent; }
QRadioButton::indicator:checked { border-color: $accent; background: qradialgradient(cx: 0.5,
    cy: 0.5, radius: 0.5, fx: 0.5, fy: 0.5, stop: 0 $accent, stop: 0.55 $accent,
    stop: 0.62 $base, stop: 1 $base); }
QLabel[role="secondary"] { color: $secondary; }
QLabel[role="title"] { font-weight: 600; }
QLabel[role="error"] { color: $error; }
QLabel[role="warning"] { color: $warning; }
QLabel[role="caption"] { color: $secondary; font-weight: 600; }
QLabel[role="heading"] { font-weight: 600; color: $text; }
QLabel[role="page"] { font-weight: 600; color: $text; font-size: ${page}pt; }
QLabel[role="figure"] { font-weight: 600; color: $text; font-size: ${figure}pt; }
QFrame[role="line"] { background: $line; border: none; max-height: 1px; min-height: 1px; }

QFrame#messageBar { border: none; border-bottom: 1px solid $line; }
QFrame#messageBar[kind="error"] { background: $error_ground; border-left: ${p1}px solid $error; }
QFrame#messageBar[kind="warning"] { background: $warning_ground;
    border-left: ${p1}px solid $warning; }
QFrame#messageBar[kind="info"] { background: $info_ground; border-left: ${p1}px solid $info; }
QFrame#messageBar[kind="success"] { background: $success_ground;
    border-left: ${p1}px solid $success; }
QFrame#messageBar[kind="error"] QLabel { color: $error; }
QFrame#messageBar[kind="warning"] QLabel { color: $warning; }
QFrame#messageBar[kind="info"] QLabel { color: $info; }
QFrame#messageBar[kind="success"] QLabel { color: $success; }
QFrame#toast { background: $tooltip; border: 1px solid $edge; border-radius: ${r}px; }
QFrame#toast QLabel { color: $tooltip_text; }
QFrame#toast QPushButton { color: $tooltip_text; background: transparent;
    border: 1px solid $tooltip_text; }
QFrame#toast QPushButton:focus { color: $tooltip; background: $tooltip_text; }
QWidget#filterBar { background: $base; border-bottom: 1px solid $line; }
QWidget#inspector, QScrollArea#inspectorScroll, QWidget#inspectorPage { background: $base; }
QWidget#palette { background: $raised; border: 1px solid $edge; border-radius: ${r}px; }
QListView#places { background: $side; border: none; }
QFrame#card { background: $window; border: 1px solid $line; border-radius: ${r}px; }
QFrame#detail { background: $window; border: 1px solid $line; border-radius: ${r}px; }
QScrollArea#pageArea { background: $window; }
QWidget#empty { background: $base; }
""")


def sheet(colours: Colours, px: Callable[[float], int], points: float) -> str:
    """Return the style sheet; lengths are multiples of the text height, so zoom scales them.

    ``points`` is the size of the text, from which the larger sizes follow.
    """
    padding = {f"p{step}": px(step * 0.16) for step in range(7)}
    padding["p0"] = px(0.1)
    ring = {f"p{step}f": max(0, padding[f"p{step}"] - 1) for step in (1, 2, 3)}
    bar = px(0.62)
    sizes = {"r": px(0.24), "r2": px(0.16), "icon": px(0.9), "bar": bar, "bar4": max(1, bar // 5)}
    sizes["page"], sizes["figure"] = round(points * 1.35), round(points * 1.6)
    sizes["half"] = padding["p5"] // 2 + 1
    sizes["bar3"] = max(1, (bar - 2 * sizes["bar4"]) // 2)
    # Style sheets take pictures only from files, so these have no palette colours.
    pictures = {
        "arrow": _picture("arrow", colours.text),
        "arrow_up": _picture("arrow-up", colours.text),
        "arrow_right": _picture("arrow-right", colours.text),
        "check": _picture("check", colours.accent_text),
        "clear": _picture("clear", colours.text),
        "tick": _picture("check", colours.text),
    }
    return _SHEET.substitute(asdict(colours), **pictures, **padding, **ring, **sizes)


def _picture(name: str, ink: str) -> str:
    tone = "light" if QColor(ink).lightnessF() > 0.5 else "dark"
    return resources.path(f"icons/{name}-{tone}.svg").as_posix()
