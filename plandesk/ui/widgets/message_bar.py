"""A line of text in the window that says what happened and offers what to do; never modal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QWidget,
)

from plandesk.ui import icons
from plandesk.ui.i18n import is_still
from plandesk.ui.icons import Icon


class Kind(StrEnum):
    """How serious a message is."""

    INFO = "info"
    SUCCESS = "success"
    WARNING = "warning"
    ERROR = "error"


_ICONS = {
    Kind.INFO: Icon.INFO,
    Kind.SUCCESS: Icon.SUCCESS,
    Kind.WARNING: Icon.WARNING,
    Kind.ERROR: Icon.ERROR,
}


@dataclass(frozen=True, slots=True)
class Offer:
    """A button on a message: its words and what it does."""

    text: str
    act: Callable[[], object]


@dataclass(frozen=True, slots=True)
class Message:
    """What happened, what to do about it, and buttons for doing so.

    ``asks`` says that somebody called for the question: the keyboard goes to its first button.
    ``of_page`` says that it is about what was just done on a page, and leaves with that page.
    """

    kind: Kind
    text: str
    hint: str = ""
    offers: tuple[Offer, ...] = ()
    asks: bool = False
    of_page: bool = False


class MessageBar(QFrame):
    """Shows the newest message until it is dismissed or an offer is taken."""

    dismissed = Signal()
    focus_left = Signal()  # it goes while the keyboard is in it

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("messageBar")
        self.setAccessibleName(self.tr("Messages"))
        self._row = QHBoxLayout(self)
        self._icon, self._text = QLabel(), QLabel()
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._buttons: list[QPushButton] = []
        self._close = QToolButton()
        self._close.setIcon(icons.get(Icon.CLOSE))
        self._close.setAccessibleName(self.tr("Dismiss this message"))
        self._close.setToolTip(self.tr("Dismiss"))
        self._close.clicked.connect(self.dismiss)
        self._row.addWidget(self._icon)
        self._row.addWidget(self._text, 1)
        self._row.addWidget(self._close)
        self.message: Message | None = None
        self.hide()

    def show_message(self, message: Message) -> None:
        """Replace what is shown."""
        self.message = message
        self.setProperty("kind", str(message.kind))
        for part in (self, self._text):  # the words keep the colour of the last kind otherwise
            part.style().unpolish(part)
            part.style().polish(part)
        side = self.fontMetrics().height()
        self._icon.setPixmap(icons.get(_ICONS[message.kind]).pixmap(QSize(side, side)))
        self._close.setIconSize(QSize(side, side))
        self._text.setText(f"{message.text} {message.hint}".strip())
        self._text.setAccessibleName(self._text.text())
        self._clear_buttons()
        for offer in message.offers:
            self._add_button(offer)
        self.show()
        if message.asks:
            self._buttons[0].show()  # in the layout it would be shown too late to be given it
            self._buttons[0].setFocus()

    @Slot()
    def leave_page(self) -> None:
        """Take a message away that another page has nothing to do with."""
        if self.message is not None and self.message.of_page:
            self.dismiss()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave by Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)

    @property
    def first_button(self) -> QPushButton | None:
        """The first thing that is offered, for the keyboard to go to."""
        return self._buttons[0] if self._buttons and self.isVisible() else None

    @Slot()
    def dismiss(self) -> None:
        """Take the message away."""
        self.message = None
        focus = QApplication.focusWidget()
        if focus is not None and self.isAncestorOf(focus):
            self.focus_left.emit()
        self.hide()
        self.dismissed.emit()

    def _add_button(self, offer: Offer) -> None:
        button = QPushButton(offer.text)
        button.setAccessibleName(offer.text)

        def take() -> None:
            self.dismiss()
            offer.act()

        button.clicked.connect(take)
        self._row.insertWidget(self._row.count() - 1, button)
        self._buttons.append(button)

    def _clear_buttons(self) -> None:
        for button in self._buttons:
            self._row.removeWidget(button)
            button.deleteLater()
        self._buttons = []


class Toast(QFrame):
    """A short note over the foot of a widget that leaves by itself; may carry one offer."""

    SHOWN_MS = 6000

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self.setObjectName("toast")
        self._text = QLabel()
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._button = QPushButton()
        self._button.setAccessibleName(self.tr("Undo"))
        self._act: Callable[[], object] | None = None
        self._button.clicked.connect(self._take)
        self._leave = QPushButton(self.tr("Dismiss"))
        self._leave.setAccessibleName(self._leave.text())
        self._leave.clicked.connect(self.hide)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._text)
        self._row.addWidget(self._button)
        self._row.addWidget(self._leave)
        self._timer = QTimer(self, singleShot=True, interval=self.SHOWN_MS)
        self._timer.timeout.connect(self.hide)
        over.installEventFilter(self)
        self.hide()

    def say(self, text: str, offer: Offer | None = None) -> None:
        """Show a note for a few seconds."""
        self._text.setText(text)
        self.setAccessibleName(text)
        self._act = offer.act if offer else None
        self._button.setVisible(offer is not None)
        if offer:
            self._button.setText(offer.text)
            self._button.setAccessibleName(offer.text)
        self._leave.setVisible(is_still())
        self._place()
        self.show()
        self.raise_()
        if is_still():  # whoever reads slowly decides when a note leaves
            self._timer.stop()
        else:
            self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the foot of the widget below when it changes size."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    @Slot()
    def _take(self) -> None:
        self.hide()
        if self._act:
            self._act()

    def _place(self) -> None:
        over, gap = self._over, self.fontMetrics().height()
        self._row.setContentsMargins(*[gap // 2] * 4)
        self.adjustSize()
        self.move(
            QPoint((over.width() - self.width()) // 2, over.height() - self.height() - 2 * gap)
        )
