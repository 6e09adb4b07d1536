"""Asks for the name of a view that is to be kept."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from plandesk.ui.panels.inline_panel import InlinePanel
from plandesk.ui.theme import Look
from plandesk.ui.widgets.page_parts import label


class ViewPanel(InlinePanel):
    """One line for a name; ``keep`` saves the view and tells whether it could."""

    said_done = Signal(str)

    def __init__(self, look: Look, keep: Callable[[str], bool]) -> None:
        super().__init__(self.tr("Save this view"), look)
        self._keep = keep
        self.name = QLineEdit(placeholderText=self.tr("For example “Red and overdue”"))
        self.name.setAccessibleName(self.tr("Name of the view"))
        self.name.textChanged.connect(self._named)
        line = QHBoxLayout()
        line.addWidget(label(self.tr("Name of the view")))
        line.addWidget(self.name, 1)
        self.body.addLayout(line)
        self.heading.hide()
        self.setTabOrder(self.name, self.go)
        self.setTabOrder(self.go, self.cancel)
        self.said.setText(self.tr("Keeps the columns and the filters as they are now."))

    def open(self) -> None:
        """Ask for a name."""
        self.name.clear()
        self._named()
        self.show()
        self.name.setFocus()

    def take(self) -> None:
        """Keep the view."""
        name = self.name.text().strip()
        if name and self._keep(name):
            self.leave()
            self.said_done.emit(self.tr("Saved the view %1").replace("%1", name))

    @Slot()
    def _named(self) -> None:
        self.name_button(self.tr("Save view"), able=bool(self.name.text().strip()))
