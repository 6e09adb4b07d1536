"""Asks why items are late, and starts the supplement they go into."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from plandesk.ui.pages import PageHost
from plandesk.ui.panels.plan.inline_panel import InlinePanel


class PackSupplementForm(InlinePanel):
    """One line for the reason; ``wanted`` carries it."""

    wanted = Signal(str)

    def __init__(self, host: PageHost) -> None:
        super().__init__(self.tr("Start supplement"), host.look)
        self.reason = QLineEdit(
            placeholderText=self.tr("Why the items are late, such as: the audit ended on 13 May")
        )
        self.reason.setAccessibleName(self.tr("Reason why the items are late"))
        self.said.setText(
            self.tr("Page and item numbers go on from the pack that was built. The cover says why.")
        )
        self.body.addWidget(self.reason)

    def ask(self) -> None:
        """Open, with the cursor in the line."""
        self.reason.clear()
        self.show()
        self.reason.setFocus()

    def take(self) -> None:
        """Hand the reason on; without one the plan refuses and says so."""
        self.wanted.emit(self.reason.text())
