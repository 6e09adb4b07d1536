"""What keys and the wheel do in every window.

Enter presses a button, Alt with a letter never types it, and the wheel changes nothing in passing.
All are taken where a window of the desktop hands them in, so that widgets need no classes of
their own for it, and everything else of Qt passes by.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, Qt, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWheelEvent, QWindow
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QMenu,
    QRadioButton,
    QWidget,
)

_ENTER = (int(Qt.Key.Key_Return), int(Qt.Key.Key_Enter))
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class InputHabits(QObject):
    """Watches each window from the first time that it has the focus."""

    def __init__(self, app: QGuiApplication) -> None:
        super().__init__(app)
        app.focusWindowChanged.connect(self._watch)
        self._watch(app.focusWindow())

    @Slot(QWindow)
    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Enter for the button with the focus; keep letters and wheel from what has it."""
        popup = QApplication.activePopupWidget()
        if isinstance(event, QKeyEvent) and _would_type_access_key(event):
            return not isinstance(popup, QMenu)  # in a menu it chooses an entry
        if popup is not None:
            return False  # menus and open lists lie over what has the focus
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._press(event)
        if isinstance(event, QWheelEvent):
            return self._turn(event)
        return False

    def _press(self, event: QKeyEvent) -> bool:
        """Press the button with the focus; with a tick or a choice Enter is for the whole box."""
        button = QApplication.focusWidget()
        if event.key() not in _ENTER or event.modifiers() not in _PLAIN:
            return False
        if not isinstance(button, QAbstractButton) or isinstance(button, QCheckBox | QRadioButton):
            return False
        if not event.isAutoRepeat():
            button.click()
        return True

    def _turn(self, event: QWheelEvent) -> bool:
        """Scroll the page instead of changing a value that nobody has gone to."""
        at = event.globalPosition().toPoint()
        value = _value_at(at)
        if value is None or value.hasFocus():
            return False
        area = _area_around(value)
        if area is not None:
            QCoreApplication.sendEvent(area, _turned_over(area, event))
        return True


def _would_type_access_key(event: QKeyEvent) -> bool:
    """Tell whether Alt and a letter came through because nothing answers to them just now.

    Whoever presses the key of a button that is greyed means no letter, yet Qt would type one. On
    a Mac the same keys are how accents are typed.
    """
    pressed = event.type() == QEvent.Type.KeyPress and sys.platform != "darwin"
    alone = (
        event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier == Qt.KeyboardModifier.AltModifier
    )
    return pressed and alone and bool(event.text()) and event.text().isprintable()


def _value_at(at: QPoint) -> QWidget | None:
    """Return the field at a point of the screen whose value the wheel would change."""
    found = QApplication.widgetAt(at)
    while found is not None and not isinstance(found, QComboBox | QAbstractSpinBox):
        found = found.parentWidget()
    return found


def _area_around(widget: QWidget) -> QWidget | None:
    """Return what scrolls a widget away, as far as something does."""
    above = widget.parentWidget()
    while above is not None and not isinstance(above, QAbstractScrollArea):
        above = above.parentWidget()
    return above.viewport() if isinstance(above, QAbstractScrollArea) else None


def _turned_over(area: QWidget, event: QWheelEvent) -> QWheelEvent:
    return QWheelEvent(
        area.mapFromGlobal(event.globalPosition()),
        event.globalPosition(),
        event.pixelDelta(),
        event.angleDelta(),
        event.buttons(),
        event.modifiers(),
        event.phase(),
        event.inverted(),
    )
