"""A panel that opens between the filter bar and the table, asks for one thing, and goes again."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from plandesk.ui.theme import Look, Space
from plandesk.ui.widgets.page_parts import button, label
from plandesk.ui.widgets.wrap_label import WrapLabel


class InlinePanel(QWidget):
    """A heading, what the panel is about, and at the foot "do it" beside "Cancel".

    Esc closes it; ``closed`` tells, so that the focus can go back to the table.
    """

    closed = Signal()

    def __init__(self, name: str, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setObjectName("filterBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(name)
        self.heading = label(name, "title")
        self.said = WrapLabel("", "secondary")
        self.go: QPushButton = button(name, self.take, primary=True)
        self.cancel: QPushButton = button(self.tr("Cancel"), self.leave)
        self._lines = QVBoxLayout(self)
        self.body = QVBoxLayout()
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.go)
        foot.addWidget(self.cancel)
        self._lines.addWidget(self.heading)
        self._lines.addLayout(self.body)
        self._lines.addWidget(self.said)
        self._lines.addLayout(foot)
        look.changed.connect(self._dress)
        self._dress()
        self.hide()

    def take(self) -> None:
        """Do what the panel offers."""
        raise NotImplementedError

    def settle(self) -> None:
        """Find out at once what the panel offers, where it waits for the typing to end."""

    @Slot()
    def leave(self) -> None:
        """Go away without doing anything."""
        if self.isVisible():
            self.hide()
            self.closed.emit()

    def name_button(self, text: str, *, able: bool) -> None:
        """Say on the button what it would do, and whether there is anything to do."""
        self.go.setText(text)
        self.go.setAccessibleName(text)
        self.go.setEnabled(able)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves, and Enter does it, wherever in the panel the cursor is."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.settle()
            if self.cancel.hasFocus():
                self.leave()
                return
            if self.go.isEnabled():
                self.take()
                return
        super().keyPressEvent(event)

    @Slot()
    def _dress(self) -> None:
        side, gap = self._look.space(Space.MEDIUM), self._look.space(Space.SMALL)
        self._lines.setContentsMargins(side, gap, side, gap)
        self._lines.setSpacing(gap)
        self.body.setSpacing(gap)
