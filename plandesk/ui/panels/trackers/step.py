"""What every step of bringing in a tracker has in common."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from plandesk.ui.panels.trackers.terms import Names
from plandesk.ui.panels.trackers.work import TrackerWork
from plandesk.ui.theme import Look, Space


class TrackerStep(QWidget):
    """A sentence that says what to look at, and below it what the step shows."""

    def __init__(self, work: TrackerWork, look: Look, words: str) -> None:
        super().__init__()
        self.work, self.look = work, look
        self.lead = QLabel(words)
        self.lead.setWordWrap(True)
        self.lead.setProperty("role", "secondary")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(look.space(Space.SMALL))
        self.column.addWidget(self.lead)

    def add_table(self, view: QWidget) -> None:
        """Add the table that takes the room left over, with enough of it to be of use."""
        view.setMinimumHeight(self.look.px(9))
        self.column.addWidget(view, 1)

    @property
    def names(self) -> Names:
        """What the plan's levels are called."""
        guess = self.work.guess
        return guess.shape.level_names if guess else ("", "", "", "")

    def enter(self) -> None:
        """Show the present answers; called at each visit and after each correction."""

    def hint(self) -> str:
        """Return what deserves a look before going on; empty for nothing."""
        return ""

    def obstacle(self) -> str:
        """Return why one cannot go on; empty when one can."""
        return ""
