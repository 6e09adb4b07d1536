"""A sentence over several lines that claims the height it needs; an empty one takes no room."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel


class WrapLabel(QLabel):
    """Qt asks a wrapped label for its height only where the layout above happens to."""

    def __init__(self, text: str = "", role: str = "") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        if role:
            self.setProperty("role", role)
        super().setText(text)
        if not text:  # else it shows with what it is put into; shown now it would be a window
            self.hide()

    def setText(self, text: str) -> None:
        """Show a sentence, or nothing."""
        super().setText(text)
        self.setVisible(bool(text))
        self._claim()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Claim the height for the new width."""
        super().resizeEvent(event)
        self._claim()

    def changeEvent(self, event: QEvent) -> None:
        """Claim the height for letters of another size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._claim()

    def _claim(self) -> None:
        if self.minimumHeight():
            self.setMinimumHeight(0)  # what was claimed counts in the height that Qt tells
        wanted = self.heightForWidth(self.width()) if self.text() else 0
        if wanted > 0:
            self.setMinimumHeight(wanted)
