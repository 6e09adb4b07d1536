"""The signs inside a line to type in, such as the one for searching: they grow with the text."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLineEdit, QProxyStyle, QStyle, QStyleOption, QWidget

from plandesk.ui.theme import FUSION, Look

_LINES = 0.9  # of the height of a line of text, as the other signs of the window


class _SignStyle(QProxyStyle):
    """Draws as the program does; only the signs inside a line have a size of their own.

    No style sheet can set that size, and Qt's is the same at every zoom. Only a line with signs
    gets this style: Qt asks a style many times for each part it paints.
    """

    def __init__(self, line: QLineEdit, look: Look) -> None:
        super().__init__(FUSION)
        self.setParent(line)
        self._line, self._look = line, look
        look.changed.connect(self.place)

    def pixelMetric(
        self,
        metric: QStyle.PixelMetric,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
    ) -> int:
        """Return the size of a sign in pixels, for all else what the program has."""
        if metric == QStyle.PixelMetric.PM_LineEditIconSize:
            return self._look.px(_LINES)
        return super().pixelMetric(metric, option, widget)

    @Slot()
    def place(self) -> None:
        """Put the signs where their size wants them."""
        # A line places its signs only when its own size changes.
        size = self._line.size()
        QCoreApplication.sendEvent(self._line, QResizeEvent(size, size))


class _AtFirstSight(QObject):
    """Gives a line its style when it is first shown.

    A style that a part gets while the window is still undressed would never be dressed.
    """

    def __init__(self, line: QLineEdit, look: Look) -> None:
        super().__init__(line)
        self._look = look
        line.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wait for the line to be shown."""
        if event.type() == QEvent.Type.Show and isinstance(watched, QLineEdit):
            watched.removeEventFilter(self)
            style = _SignStyle(watched, self._look)
            watched.setStyle(style)
            style.place()
        return False


def let_signs_grow(line: QLineEdit, look: Look) -> None:
    """Let the signs inside a line be as high as its text at every zoom."""
    _AtFirstSight(line, look)
