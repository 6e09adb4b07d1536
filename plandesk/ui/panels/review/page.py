"""Looking back on the plan: the refresh review, the spotlight, the ledger, and what changed."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from plandesk.ui.pages import Page, PageHost
from plandesk.ui.panels.periods.changes_panel import ChangesPanel
from plandesk.ui.panels.periods.ledger_panel import LedgerPanel
from plandesk.ui.panels.review.queue import ReviewQueue
from plandesk.ui.panels.review.spotlight_panel import SpotlightPanel
from plandesk.ui.panels.settings.scale_panel import ScalePanel
from plandesk.ui.widgets.page_parts import Bar, Choice, close_up

_PANELS = (ReviewQueue, SpotlightPanel, LedgerPanel, ChangesPanel, ScalePanel)


class ReviewPage(Page):
    """Five views behind one row of buttons."""

    def __init__(self, host: PageHost) -> None:
        super().__init__(host)
        self.choice = Choice(
            self.tr("What to look at"),
            (
                self.tr("Refresh review"),
                self.tr("Spotlight"),
                self.tr("Closure ledger"),
                self.tr("What changed"),
                self.tr("In another scale"),
            ),
        )
        self.queue, self.spotlight = ReviewQueue(host), SpotlightPanel(host)
        self.ledger, self.changes = LedgerPanel(host), ChangesPanel(host)
        self.scale = ScalePanel(host)
        self.stack = QStackedWidget()
        for panel in (self.queue, self.spotlight, self.ledger, self.changes, self.scale):
            self.stack.addWidget(panel)
        column = QVBoxLayout(self)
        close_up(column)
        column.addWidget(Bar(host.look, [self.choice, None]))
        column.addWidget(self.stack, 1)
        self.choice.chosen.connect(self._choose)

    def refresh(self) -> None:
        """Read the shown view again."""
        panel = self.stack.currentWidget()
        if isinstance(panel, _PANELS):
            panel.refresh()

    @Slot(int)
    def _choose(self, at: int) -> None:
        self.stack.setCurrentIndex(at)
        self.refresh()

    def start_review(self) -> None:
        """Ask for the name of a new review."""
        self.choice.choose(0)
        self.queue.start()

    def show_spotlight(self) -> None:
        """Show the closed actions that the board may recall."""
        self.choice.choose(1)

    def show_ledger(self) -> None:
        """Show what became of every action."""
        self.choice.choose(2)

    def show_changes(self) -> None:
        """Show what changed since the period before."""
        self.choice.choose(3)

    def show_scale(self) -> None:
        """Show the plan in another rating scale."""
        self.choice.choose(4)
