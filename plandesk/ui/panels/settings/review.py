"""What a refresh review asks and what its assessments may begin with: the plan's own lists."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QPlainTextEdit

from plandesk.services.queries.plan_options import PlanOptions
from plandesk.ui.pages import PageHost
from plandesk.ui.panels.settings.section import SettingsSection
from plandesk.ui.widgets.page_parts import label


class LineList(QPlainTextEdit):
    """A list with one entry on each line; ``left`` tells when the cursor goes elsewhere."""

    left = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)

    def lines(self) -> tuple[str, ...]:
        """Return the entries."""
        return tuple(line.strip() for line in self.toPlainText().splitlines() if line.strip())

    def show_lines(self, lines: tuple[str, ...]) -> None:
        """Show entries, unless they are there: the cursor would jump."""
        if lines != self.lines():
            self.setPlainText("\n".join(lines))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that what was typed may be kept."""
        super().focusOutEvent(event)
        self.left.emit()


class ReviewSection(SettingsSection):
    """The tests asked of each row, and the phrases offered for assessments."""

    def __init__(self, host: PageHost) -> None:
        super().__init__(host)
        self.tests = LineList(self.tr("Tests of a review, one on each line"))
        self.phrases = LineList(self.tr("Phrases for assessments, one on each line"))
        self.column.addWidget(label(self.tr("Tests of a refresh review"), "title"))
        said = self.tr("One on each line. A review that is under way keeps its own.")
        self.column.addWidget(label(said, "secondary", wrap=True))
        self.column.addWidget(self.tests, 3)
        self.column.addWidget(label(self.tr("Phrases for assessments"), "title"))
        self.column.addWidget(self.phrases, 2)
        self.tests.left.connect(self._keep_tests)
        self.phrases.left.connect(self._keep_phrases)

    def show_options(self, options: PlanOptions) -> None:
        """Show the lists of the plan."""
        from plandesk.services.queries.review import phrases, review_tests

        super().show_options(options)
        with self.host.bridge.read() as session:
            self.tests.show_lines(review_tests(session, self.plan_id))
            self.phrases.show_lines(phrases(session, self.plan_id))
        for box in (self.tests, self.phrases):
            box.setReadOnly(not self.may)

    @Slot()
    def _keep_tests(self) -> None:
        from plandesk.services.ops.review import SetReviewTests
        from plandesk.services.queries.review import review_tests

        if self.options is None or not self.may:
            return
        with self.host.bridge.read() as session:
            kept = review_tests(session, self.plan_id)
        if self.tests.lines() != kept and not self.run(
            SetReviewTests(self.plan_id, self.tests.lines())
        ):
            self.tests.show_lines(kept)

    @Slot()
    def _keep_phrases(self) -> None:
        from plandesk.services.ops.review import SetPhrases
        from plandesk.services.queries.review import phrases

        if self.options is None or not self.may:
            return
        with self.host.bridge.read() as session:
            kept = phrases(session, self.plan_id)
        if self.phrases.lines() != kept:
            self.run(SetPhrases(self.plan_id, self.phrases.lines()))
