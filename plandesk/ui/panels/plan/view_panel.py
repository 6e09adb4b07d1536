"""Asks for the name of a view: of one that is to be kept, or another one for one there is."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from plandesk.ui.panels.plan.inline_panel import InlinePanel
from plandesk.ui.theme import Look
from plandesk.ui.widgets.page_parts import label

Keep = Callable[[str], bool]


class ViewPanel(InlinePanel):
    """One line for a name; ``keep`` does it and tells whether it could.

    ``names`` tells which views there are: a view of the same name is replaced.
    """

    said_done = Signal(str)

    def __init__(self, look: Look, keep: Keep, names: Callable[[], Sequence[str]]) -> None:
        super().__init__(self.tr("Save this view"), look)
        self._save, self._names = keep, names
        self._old: str | None = None
        self._rename: Keep = keep
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

    @Slot()
    def open(self) -> None:
        """Ask for the name of a view that is to be kept."""
        self._ask(None, "")

    def rename(self, old: str, keep: Keep) -> None:
        """Ask for another name of a view."""
        self._rename = keep
        self._ask(old, old)

    def take(self) -> None:
        """Keep or rename the view."""
        name = " ".join(self.name.text().split())
        done = self._save if self._old is None else self._rename
        if name and done(name):
            self.leave()
            said = self.tr("Saved the view %1") if self._old is None else self.tr("Renamed to %1")
            self.said_done.emit(said.replace("%1", name))

    def _ask(self, old: str | None, text: str) -> None:
        self._old = old
        self.name.setText(text)
        self.name.selectAll()
        self._named()
        self.show()
        self.name.setFocus()

    @Slot()
    def _named(self) -> None:
        name = " ".join(self.name.text().split()).casefold()
        taken = next((each for each in self._names() if each.casefold() == name), "")
        if self._old is not None:
            able = bool(name) and (not taken or taken == self._old) and name != self._old
            words = self.tr("Rename")
            said = self.tr("Another name for the view %1.").replace("%1", self._old)
            if taken and taken != self._old:
                said = self.tr("There is a view named %1 already.").replace("%1", taken)
        else:
            able, words = bool(name), self.tr("Replace view") if taken else self.tr("Save view")
            said = self.tr("Keeps columns, widths, order, flat list and filters as they are now.")
            if taken:
                said = self.tr("The view %1 will show what shows now.").replace("%1", taken)
        self.said.setText(said)
        self.name_button(words, able=able)
