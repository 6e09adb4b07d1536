"""One action under review: what is known of it, the tests, the outcome, and the assessment."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from plandesk.ui.pages import PageHost
from plandesk.ui.widgets.page_parts import Choice, button, label, on_base, space_out

if TYPE_CHECKING:
    from plandesk.services.queries.review import AnswerRow, ReviewRow

_VERDICTS = ("yes", "no", "unsure", "")
_SHOWN_LETTERS = 10


class ReviewForm(QScrollArea):
    """Shows one answer and tells what is changed in it; what is typed is kept on leaving."""

    answered = Signal(object)
    step_asked = Signal(int)

    def __init__(self, host: PageHost) -> None:
        super().__init__()
        self._host = host
        self._review: ReviewRow | None = None
        self._shown: AnswerRow | None = None
        self._quiet = False
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.title, self.facts = label(role="heading", wrap=True), label("", "secondary", wrap=True)
        self.many = label("", "secondary", wrap=True)
        self.many.hide()
        self.tests = QGridLayout()
        self._choices: list[Choice] = []
        self.outcome = QComboBox()
        self.outcome.setAccessibleName(self.tr("Outcome"))
        # Outcomes have long names: the list shows them whole, the box as far as there is room.
        shorter = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.outcome.setSizeAdjustPolicy(shorter)
        self.outcome.setMinimumContentsLength(_SHOWN_LETTERS)
        self.target = QLineEdit(placeholderText=self.tr("Ref or name of what takes it on"))
        self.target.setAccessibleName(self.tr("Target"))
        self.assessment = QPlainTextEdit()
        self.assessment.setAccessibleName(self.tr("Assessment"))
        self.assessment.setTabChangesFocus(True)
        self.assessment.setMinimumHeight(host.look.px(4))
        self.phrase = QToolButton()
        self.phrase.setText(self.tr("Add a phrase"))
        self.phrase.setAccessibleName(self.tr("Add a phrase to the assessment"))
        self.phrase.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.phrase.setMenu(QMenu(self.phrase))
        self.back = button(self.tr("Previo&us"), partial(self.step_asked.emit, -1))
        self.next = button(self.tr("&Next"), partial(self.step_asked.emit, 1), primary=True)
        self._lay_out()
        self.outcome.activated.connect(self._on_outcome)
        self.target.editingFinished.connect(self.commit)

    def show_answer(self, review: ReviewRow | None, one: AnswerRow | None) -> None:
        """Show one answer of a review."""
        self.commit()
        self._quiet = True
        changed = review is None or self._review is None or self._review.tests != review.tests
        self._review, self._shown = review, one
        if review is not None and changed:
            self._build_tests(review.tests)
        self._inside.setEnabled(one is not None and review is not None and not review.applied)
        if one is not None and review is not None:
            self._fill(one)
        self._quiet = False

    def show_chosen(self, count: int) -> None:
        """Say that an answer goes to several rows of the list, where several are chosen."""
        words = self.tr("%1 rows are chosen. What you answer here goes to all of them.")
        self.many.setText(words.replace("%1", f"{count:,}"))
        self.many.setVisible(count > 1)

    def choose_outcome(self, at: int) -> None:
        """Give the outcome at this place of the list, from 0."""
        if self._shown is not None and at + 1 < self.outcome.count():
            self.outcome.setCurrentIndex(at + 1)
            self._on_outcome()

    def focus_first(self) -> None:
        """Put the cursor into the first test."""
        if self._choices:
            self._choices[0].buttons[0].setFocus()

    @Slot()
    def commit(self) -> None:
        """Keep what is typed."""
        one = self._shown
        if one is None or self._quiet or self._review is None or self._review.applied:
            return
        said: dict[str, object] = {}
        if self.assessment.toPlainText().strip() != one.assessment:
            said["assessment"] = self.assessment.toPlainText()
        if self.target.text().strip() != one.target:
            said["target"] = self.target.text()
        if said:
            self._shown = None  # else the news of this step would commit it once more
            self.answered.emit(said)

    # --- putting together --------------------------------------------------------------------

    def _lay_out(self) -> None:
        inside = self._inside = QWidget()
        on_base(inside)
        column = QVBoxLayout(inside)
        space_out(column, self._host.look)
        column.addWidget(self.title)
        column.addWidget(self.many)
        column.addWidget(self.facts)
        column.addLayout(self.tests)
        pair = QHBoxLayout()
        pair.addWidget(label(self.tr("Outcome"), "caption"))
        pair.addWidget(self.outcome, 2)
        pair.addWidget(self.target, 2)
        column.addLayout(pair)
        head = QHBoxLayout()
        head.addWidget(label(self.tr("Assessment"), "caption"))
        head.addStretch(1)
        head.addWidget(self.phrase)
        column.addLayout(head)
        column.addWidget(self.assessment, 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.back)
        foot.addWidget(self.next)
        column.addLayout(foot)
        self.setWidget(inside)

    def _build_tests(self, tests: tuple[str, ...]) -> None:
        while self.tests.count():
            taken = self.tests.takeAt(0)
            widget = taken.widget() if taken else None
            if widget is not None:
                widget.deleteLater()
        self._choices = []
        words = (self.tr("Yes"), self.tr("No"), self.tr("Unsure"), "–")
        for at, test in enumerate(tests):
            choice = Choice(test, words)
            choice.chosen.connect(partial(self._on_verdict, at))
            self.tests.addWidget(label(f"{at + 1}. {test}", wrap=True), at, 0)
            self.tests.addWidget(choice, at, 1, Qt.AlignmentFlag.AlignRight)
            self._choices.append(choice)
        self.tests.setColumnStretch(0, 1)

    def _fill(self, one: AnswerRow) -> None:
        from plandesk.services.queries.detail import item_detail
        from plandesk.services.queries.review import phrases

        plan = self._host.state.plan
        if plan is None or one.item_id is None:
            return
        with self._host.bridge.read() as session:
            detail = item_detail(session, one.item_id, self._host.state.period_id)
            offered = phrases(session, plan.id)
        self.title.setText(f"{one.ref}  {one.title}")
        words = {value.code: value.word for value in plan.values}
        told = [
            f"{update.period}: {words.get(update.rating or '', self.tr('not rated'))}"
            + (f". {update.progress}" if update.progress else "")
            for update in (detail.updates if detail else ())
        ]
        self.facts.setText("\n".join(told))
        for choice, said in zip(self._choices, one.verdicts, strict=True):
            choice.choose(_VERDICTS.index(said))
        self.outcome.clear()
        self.outcome.addItem(self.tr("Not reviewed"), "")
        for number, (code, word) in enumerate(plan.outcomes, start=1):
            self.outcome.addItem(f"{number}  {word}", code)
        listed = self.outcome.view()
        listed.setMinimumWidth(listed.sizeHintForColumn(0) + self._host.look.px(1))
        self.outcome.setCurrentIndex(max(0, self.outcome.findData(one.outcome or "")))
        self.target.setText(one.target)
        if self.assessment.toPlainText() != one.assessment:
            self.assessment.setPlainText(one.assessment)
        menu = self.phrase.menu()
        menu.clear()
        for phrase in offered:
            menu.addAction(phrase, partial(self._add_phrase, phrase))

    # --- doing -------------------------------------------------------------------------------

    def _on_verdict(self, at: int, chosen: int) -> None:
        if not self._quiet:
            self.commit()
            self.answered.emit({"verdicts": {at + 1: _VERDICTS[chosen]}})

    @Slot()
    def _on_outcome(self) -> None:
        if not self._quiet:
            self.commit()
            self.answered.emit({"outcome": self.outcome.currentData() or ""})

    def _add_phrase(self, phrase: str) -> None:
        text = self.assessment.toPlainText().strip()
        self.assessment.setPlainText(f"{text} {phrase}".strip())
        self.assessment.setFocus()
