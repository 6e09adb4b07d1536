"""Starting a refresh review, applying it with its summary in view, carrying the plan forward."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from plandesk.models.types import Level
from plandesk.ui.pages import PageHost
from plandesk.ui.widgets.message_bar import Kind, Message, Offer
from plandesk.ui.widgets.page_parts import button, label, on_base, space_out

if TYPE_CHECKING:
    from plandesk.services.queries.review import ReviewRow, ReviewSummary


LEVELS = (Level.WORKSTREAM, Level.PROJECT, Level.ACTION)


class ReviewStart(QWidget):
    """Asks for the name of a review and the part of the plan it looks at."""

    done = Signal()

    def __init__(self, host: PageHost) -> None:
        super().__init__()
        on_base(self)
        self._host = host
        self.is_asking = False
        self.name = QLineEdit()
        self.name.setAccessibleName(self.tr("Name of the review"))
        self.scope = QComboBox()
        self.scope.setAccessibleName(self.tr("Part of the plan"))
        self.scope.setMinimumContentsLength(12)
        self.scope.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.levels = {level: QCheckBox() for level in LEVELS}
        self.levels[Level.ACTION].setChecked(True)
        self.closed = QCheckBox(self.tr("Also what is c&losed"))
        self.start = button(self.tr("&Start the review"), self._start, primary=True)
        self.cancel = button(self.tr("Cancel"), self._cancel)
        self._lay_out(host)
        self._connect()

    def _lay_out(self, host: PageHost) -> None:
        form = QFormLayout()
        form.addRow(label(self.tr("Name")), self.name)
        form.addRow(label(self.tr("Part of the plan")), self.scope)
        ticks = QHBoxLayout()
        for tick in (*self.levels.values(), self.closed):
            ticks.addWidget(tick)
        ticks.addStretch(1)
        form.addRow(label(self.tr("Look at")), ticks)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.start)
        column = QVBoxLayout(self)
        space_out(column, host.look)
        column.addWidget(label(self.tr("Start a refresh review"), "heading"))
        said = self.tr(
            "Each row is looked at once: the tests, an outcome, an assessment. Nothing changes "
            "in the plan until you apply the review."
        )
        column.addWidget(label(said, "secondary", wrap=True))
        column.addLayout(form)
        column.addLayout(buttons)
        column.addStretch(1)

    def _connect(self) -> None:
        self.name.textChanged.connect(self._enable)
        self.name.returnPressed.connect(self._start)
        for tick in self.levels.values():
            tick.toggled.connect(self._enable)

    def prepare(self) -> None:
        """Suggest a name and offer the parts of the plan."""
        period = self._host.state.period
        said = self.tr("Refresh review %1").replace("%1", period.label if period else "")
        self.name.setText(said.strip())
        self.name.selectAll()
        self.scope.clear()
        self.scope.addItem(self.tr("The whole plan"), 0)
        shown = self._host.shown_rows()
        if shown:
            words = self.tr("What the plan's filter leaves (%1 rows)")
            self.scope.addItem(words.replace("%1", str(len(shown))), tuple(shown))
        for level, tick in self.levels.items():
            tick.setText(self._host.state.words.level(level) + "s")
            tick.setAccessibleName(tick.text())
        for row in self._host.state.rows():
            if row.level in (Level.WORKSTREAM, Level.PROJECT) and not row.reported_elsewhere:
                self.scope.addItem(f"{row.ref}  {row.title}"[:90], row.id)
        self.is_asking = True
        self._enable()

    def offer_cancel(self, *, able: bool) -> None:
        """Let the officer go back where there is a review to go back to."""
        self.cancel.setVisible(able)

    @Slot()
    def _enable(self) -> None:
        some = any(tick.isChecked() for tick in self.levels.values())
        named = bool(self.name.text().strip())
        self.start.setEnabled(self._host.bridge.can_change and named and some)

    def _start(self) -> None:
        from plandesk.services.ops.review import ReviewScope, StartReview

        plan, document = self._host.state.plan, self._host.bridge.document
        if plan is None or document is None or not self.start.isEnabled():
            return
        part = self.scope.currentData()
        only = part if isinstance(part, tuple) else ()
        tops = (part,) if isinstance(part, int) and part else ()
        levels = tuple(level for level, tick in self.levels.items() if tick.isChecked())
        scope = ReviewScope(levels, self.closed.isChecked(), only)
        day = document.now.date()
        op = StartReview(plan.id, self.name.text(), tops, on=day, scope=scope)
        self.is_asking = False
        if self._host.bridge.run(op, self):
            self.done.emit()
        else:
            self.is_asking = True

    def _cancel(self) -> None:
        self.is_asking = False
        self.done.emit()


class ReviewFoot(QWidget):
    """The commands on the chosen review."""

    start_asked = Signal()

    def __init__(self, host: PageHost) -> None:
        super().__init__()
        self._host = host
        self._review: ReviewRow | None = None
        self.new = button(self.tr("Ne&w review…"), self.start_asked.emit)
        self.carry = button(self.tr("&Carry the plan forward"), self._carry)
        self.apply_button = button(self.tr("&Apply review…"), self._ask, primary=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for each in (self.new, self.carry, self.apply_button):
            row.addWidget(each)

    def show_review(self, review: ReviewRow | None) -> None:
        """Offer what can be done with this review."""
        self._review = review
        can = self._host.bridge.can_change
        self.new.setEnabled(can)
        self.carry.setVisible(bool(review and review.applied))
        self.carry.setEnabled(can)
        self.apply_button.setVisible(bool(review and not review.applied))
        self.apply_button.setEnabled(can and bool(review and review.done))

    def offer_end(self, progress: str) -> None:
        """Put the keyboard on what applies the review, once its last row was passed."""
        if self.apply_button.isVisibleTo(self) and self.apply_button.isEnabled():
            self.apply_button.setFocus()
            said = self.tr("That was the last row: %1 reviewed. Enter shows what would be applied.")
            self._host.say(said.replace("%1", progress))

    def _ask(self) -> None:
        from plandesk.services.queries.review import review_summary

        if self._review is None:
            return
        with self._host.bridge.read() as session:
            summary = review_summary(session, self._review.id)
        lines = "; ".join(f"{len(refs)} {word}" for word, refs, _ in summary.lines)
        said = self.tr("Apply “%1”? %2.").replace("%1", self._review.title).replace("%2", lines)
        offers = (Offer(self._apply_words(summary), self._apply),)
        self._host.tell(Message(Kind.INFO, said, self._left_words(summary), offers, asks=True))

    def _apply_words(self, summary: ReviewSummary) -> str:
        count = sum(len(refs) for _, refs, _ in summary.lines)
        return self.tr("Apply %1 outcomes").replace("%1", str(count))

    def _left_words(self, summary: ReviewSummary) -> str:
        if not summary.blank:
            return self.tr("A backup is kept first, and one undo takes it all back.")
        said = self.tr("%1 are not reviewed and stay as they are.")
        return said.replace("%1", str(len(summary.blank)))

    def _apply(self) -> None:
        from plandesk.services.ops.review import ApplyReview

        document = self._host.bridge.document
        if self._review is None or document is None:
            return
        op = ApplyReview(self._review.id, document.now.date(), only_done=True)
        if self._host.bridge.run(op, self):
            undo = Offer(self.tr("Undo"), self._host.bridge.undo)
            self._host.say(self.tr("The review is applied."), undo)

    def _carry(self) -> None:
        from plandesk.services.ops.review import CarryForward

        plan, document = self._host.state.plan, self._host.bridge.document
        if plan is None or document is None:
            return
        name = self.tr("%1, refreshed %2").replace("%1", plan.title)
        op = CarryForward(plan.id, name.replace("%2", f"{document.now.date():%B %Y}"))
        if self._host.bridge.run(op, self):
            undo = Offer(self.tr("Undo"), self._host.bridge.undo)
            said = self.tr("The refreshed plan is in this file; choose it beside the period.")
            self._host.say(said, undo)
