"""What a region says while it has nothing to show: a sentence and what to do next."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QAction, QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from plandesk.ui import icons
from plandesk.ui.actions import plain
from plandesk.ui.icons import Icon
from plandesk.ui.theme import Look, Space

_ROOM_FOR_ICON = 9  # heights of a line


class EmptyPage(QWidget):
    """An icon, a heading, a sentence, and buttons for the given commands; the first stands out."""

    def __init__(self, look: Look, icon: Icon, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("empty")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._look, self._sign = look, icon
        self._icon, self._heading, self._text = QLabel(), QLabel(), QLabel()
        self._heading.setProperty("role", "heading")
        self._text.setProperty("role", "secondary")
        self._text.setWordWrap(True)
        for label in (self._icon, self._heading, self._text):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._buttons = QHBoxLayout()
        self._first: QPushButton | None = None
        self._column = QVBoxLayout(self)
        self._column.addStretch(2)
        for label in (self._icon, self._heading):
            self._column.addWidget(label)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self._text, 100)  # takes all up to its greatest width
        middle.addStretch(1)
        self._column.addLayout(middle)
        self._column.addLayout(self._buttons)
        self._below = QVBoxLayout()
        self._column.addLayout(self._below)
        self._column.addStretch(3)
        look.changed.connect(self._dress)
        self._dress()

    def say(self, heading: str, text: str) -> None:
        """Set the words."""
        self._heading.setText(heading)
        self._text.setText(text)

    def offer(self, actions: Sequence[QAction]) -> None:
        """Set the buttons; the keyboard stays with the first where it was on one of them."""
        focus = self.window().focusWidget()
        had_focus = focus is self
        while self._buttons.count():
            taken = self._buttons.takeAt(0)
            widget = taken.widget() if taken else None
            if widget is not None:
                had_focus = had_focus or widget is focus
                widget.hide()  # else Tab could still reach it until it is deleted
                widget.deleteLater()
        self._first = None
        self._buttons.addStretch(1)
        for number, action in enumerate(actions):
            button = QPushButton(plain(action))
            button.setAccessibleName(plain(action))
            button.setProperty("primary", number == 0)
            button.clicked.connect(action.trigger)
            self._buttons.addWidget(button)
            if number == 0:
                self._first = button
        self._buttons.addStretch(1)
        if had_focus:
            self._to_first(Qt.FocusReason.OtherFocusReason)

    def add_below(self, part: QWidget) -> None:
        """Put a further part below the buttons."""
        self._below.addWidget(part)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the room of the icon to the words where there is little."""
        super().resizeEvent(event)
        self._icon.setVisible(self.height() >= self._look.px(_ROOM_FOR_ICON))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus to the first button; as a focus proxy it would drop out of Tab's way."""
        super().focusInEvent(event)
        self._to_first(event.reason())

    def _to_first(self, reason: Qt.FocusReason) -> None:
        if self._first is None:
            self.setFocus(reason)
        else:
            self._first.show()  # what was added is shown a moment later, and has no focus till then
            self._first.setFocus(reason)

    @Slot()
    def _dress(self) -> None:
        side = self._look.px(2.6)
        self._icon.setPixmap(icons.get(self._sign).pixmap(QSize(side, side)))
        font = self.font()
        font.setPointSizeF(font.pointSizeF() * 1.35)
        font.setBold(True)
        self._heading.setFont(font)
        self._text.setMaximumWidth(self._look.px(36))
        self._column.setSpacing(self._look.space(Space.MEDIUM))
        self._buttons.setSpacing(self._look.space(Space.SMALL))
