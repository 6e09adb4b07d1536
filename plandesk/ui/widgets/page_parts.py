"""Small parts that pages are built of: grounds, bars, labels, buttons and rows of choices."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import cast

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QCompleter,
    QHBoxLayout,
    QLabel,
    QLayout,
    QListView,
    QPushButton,
    QStyledItemDelegate,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from plandesk.ui import icons
from plandesk.ui.icons import Icon
from plandesk.ui.theme import Look, Space
from plandesk.ui.widgets.flow_layout import FlowLayout

_MOST = 100  # of the spare width of a bar, against 1 for a gap


def on_base(widget: QWidget) -> None:
    """Give a widget the ground that tables have."""
    widget.setBackgroundRole(QPalette.ColorRole.Base)
    widget.setAutoFillBackground(True)


def space_out(layout: QBoxLayout, look: Look) -> None:
    """Give a layout the margins and gaps of a page's bar."""
    side, gap = look.space(Space.MEDIUM), look.space(Space.SMALL)
    layout.setContentsMargins(side, gap, side, gap)
    layout.setSpacing(gap)


def close_up(layout: QLayout) -> None:
    """Take away a layout's margins and gaps."""
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)


def label(text: str = "", role: str = "", *, wrap: bool = False) -> QLabel:
    """Return plain text that can be selected; ``role`` is one of the style sheet's."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if role:
        made.setProperty("role", role)
    return made


def breakable(text: str) -> str:
    """Return a name or address that may also go into the next line at its full stops and dashes."""
    for sign in ".@-_":
        text = text.replace(sign, f"{sign}\u200b")
    return text


def button(
    text: str, act: Callable[[], object], icon: Icon | None = None, *, primary: bool = False
) -> QPushButton:
    """Return a push button that is named after its words."""
    made = QPushButton()
    word_button(made, text)
    made.setAutoDefault(True)  # Enter presses it on pages as it does in boxes
    made.setProperty("primary", primary)
    if icon is not None:
        made.setIcon(icons.get(icon, on_accent=primary))
    made.clicked.connect(lambda: act())
    return made


def word_button(made: QPushButton, text: str) -> None:
    """Put words on a button, and name it after them without the mark of its access key."""
    made.setText(text)
    made.setAccessibleName(text.replace("&", ""))


def dress_offers(completer: QCompleter) -> None:
    """Give the list that a line offers below itself the look of a menu."""
    listed = cast("QListView", completer.popup())  # it makes one when it is first asked
    listed.setProperty("offers", True)
    listed.setItemDelegate(QStyledItemDelegate(listed))  # Qt's own knows no style sheets


def flowing(look: Look, *parts: QWidget, growing: QWidget) -> FlowLayout:
    """Return a row of parts that goes on below where it is too wide; one takes the spare width."""
    row = FlowLayout()
    row.setSpacing(look.space(Space.SMALL))
    for part in parts:
        row.addWidget(part)
    row.set_stretch(growing)
    return row


def across(*parts: QWidget, growing: QWidget) -> QHBoxLayout:
    """Return a line of parts side by side; one takes the spare width."""
    line = QHBoxLayout()
    for part in parts:
        line.addWidget(part, int(part is growing))
    return line


def stack_lines(panel: QWidget, look: Look, *parts: QLayout | QWidget) -> None:
    """Lay a panel out from top to bottom: lines, and a list that takes the height that is left."""
    column = QVBoxLayout(panel)
    space_out(column, look)
    for part in parts:
        if isinstance(part, QWidget):
            column.addWidget(part, 1)
        else:
            column.addLayout(part)


class Bar(QWidget):
    """A line across a page, on the ground of the filter bar."""

    def __init__(self, look: Look, parts: Sequence[QWidget | None] = ()) -> None:
        super().__init__()
        self.setObjectName("filterBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._look = look
        self.row = QHBoxLayout(self)
        for part in parts:
            if part is None:
                self.row.addStretch(1)
            else:  # choices need a second line only where the bar has no room left
                self.row.addWidget(part, _MOST if isinstance(part, Choice) else 0)
        look.changed.connect(self._dress)
        self._dress()

    @Slot()
    def _dress(self) -> None:
        space_out(self.row, self._look)
        side = self._look.px(1.0)
        for kind in (QPushButton, QToolButton):
            for each in self.findChildren(kind):
                each.setIconSize(QSize(side, side))


class Choice(QWidget):
    """Buttons side by side, one of them pressed in; ``chosen`` tells its place."""

    chosen = Signal(int)

    def __init__(self, name: str, words: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        row = FlowLayout(self)  # a large text needs a second line rather than a wider page
        close_up(row)
        self.buttons: list[QToolButton] = []
        for number, word in enumerate(words):
            made = QToolButton()
            made.setText(word)
            made.setAccessibleName(word)
            made.setCheckable(True)
            made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self._group.addButton(made, number)
            row.addWidget(made)
            self.buttons.append(made)
        self.buttons[0].setChecked(True)
        self._group.idToggled.connect(self._tell)

    @property
    def at(self) -> int:
        """The place of the pressed button."""
        return self._group.checkedId()

    def choose(self, at: int) -> None:
        """Press a button."""
        self.buttons[at].setChecked(True)

    def choose_none(self) -> None:
        """Leave every button up, until one is pressed."""
        self._group.setExclusive(False)
        for each in self.buttons:
            each.setChecked(False)
        self._group.setExclusive(True)

    def word(self, at: int, text: str) -> None:
        """Change a button's words, for a count that changes."""
        self.buttons[at].setText(text)
        self.buttons[at].setAccessibleName(text)

    @Slot(int, bool)
    def _tell(self, at: int, on: bool) -> None:
        if on:
            self.chosen.emit(at)
