"""The refresh review: one action at a time, by keyboard; nothing changes until it is applied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QSplitter,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from plandesk.ui.delegates.row_cells import RowDelegate
from plandesk.ui.icons import Icon
from plandesk.ui.itemmodels.plain_table import Cell, PlainRow, PlainTable
from plandesk.ui.itemmodels.row_roles import Sign
from plandesk.ui.pages import PageHost
from plandesk.ui.panels.review.form import ReviewForm
from plandesk.ui.panels.review.start import ReviewFoot, ReviewStart
from plandesk.ui.theme import Space
from plandesk.ui.widgets.page_parts import close_up, flowing, label, space_out
from plandesk.ui.widgets.row_view import RowView

if TYPE_CHECKING:
    from plandesk.services.queries.review import AnswerRow, ReviewRow

_DONE, _LEFT = Sign(Icon.SUCCESS, "success"), Sign(Icon.UNTICKED)
_WIDTHS = (5.6, 0)
_ROOM_FOR_KEYS = 22  # heights of a line


class ReviewQueue(QWidget):
    """The queue of actions at the left, the action's answers at the right."""

    def __init__(self, host: PageHost) -> None:
        super().__init__()
        self._host = host
        self._review: ReviewRow | None = None
        self._answers: list[AnswerRow] = []
        self.reviews, self.filter = QComboBox(), QComboBox()
        short = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        for box in (self.reviews, self.filter):  # their words may be long, the window narrow
            box.setSizeAdjustPolicy(short)
            box.setMinimumContentsLength(12)
        self.reviews.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.reviews.setAccessibleName(self.tr("Review"))
        self.filter.setAccessibleName(self.tr("Which actions"))
        for words in (self.tr("All"), self.tr("Not reviewed"), self.tr("Reviewed")):
            self.filter.addItem(words)
        self.words = QLineEdit(placeholderText=self.tr("Filter by ref or words"))
        self.words.setAccessibleName(self.tr("Filter actions to review"))
        self.progress = label(role="title")
        self.model = PlainTable((self.tr("Ref"), self.tr("Action")), self)
        self.view = _QueueView(self, self.tr("Actions to review"))
        self.form = ReviewForm(host)
        self.keys = label(
            self.tr(
                "N next, P previous, S next not reviewed, 1 to 9 outcome, Enter to the tests. "
                "After the last row comes Apply review."
            ),
            "secondary",
            wrap=True,
        )
        self.keys.setContentsMargins(*[host.look.space(Space.MEDIUM)] * 4)
        self.view.setAccessibleDescription(self.keys.text())
        self.start_form = ReviewStart(host)
        self.foot = ReviewFoot(host)
        self._lay_out()
        self._connect()

    def refresh(self) -> None:
        """Read the reviews again, and the answers of the chosen one."""
        from plandesk.services.queries.review import reviews

        plan = self._host.state.plan
        if plan is None:
            return
        with self._host.bridge.read() as session:
            found = reviews(session, plan.id)
        kept = self.reviews.currentData()
        self.reviews.blockSignals(True)
        self.reviews.clear()
        for review in reversed(found):
            done = self.tr("applied") if review.applied else review.progress
            self.reviews.addItem(f"{review.title} – {done}", review.id)
        self.reviews.setCurrentIndex(max(0, self.reviews.findData(kept)))
        self.reviews.blockSignals(False)
        self.reviews.setToolTip(self.reviews.currentText())
        chosen = self.reviews.currentData()
        self._review = next((one for one in found if one.id == chosen), None)
        self.start_form.offer_cancel(able=bool(found))
        if self._review is None:
            self.start()
        self._read()

    def start(self) -> None:
        """Ask for the name and part of a new review."""
        self.start_form.prepare()
        self._stack.setCurrentIndex(1)
        self.start_form.name.setFocus()

    def chosen(self) -> list[int]:
        """Return the plan items of the chosen rows."""
        rows = self.view.selectionModel().selectedRows(0) or [self.view.currentIndex()]
        found = (self.model.row(index) for index in rows)
        return [row.item_id for row in found if row is not None and row.item_id is not None]

    def answer(self, **said: object) -> bool:
        """Answer the review for the chosen actions, as one step."""
        from plandesk.services.ops.review import AnswerReview

        items = self.chosen()
        if self._review is None or self._review.applied or not items:
            return False
        return self._host.bridge.run(
            AnswerReview(self._review.id, tuple(items), **said),  # type: ignore[arg-type]
            self,
        )

    def step(self, by: int) -> None:
        """Go to the next (1) or previous (-1) action; after the last comes the end."""
        self.form.commit()
        row = self.view.currentIndex().row() + by
        if 0 <= row < self.model.rowCount():
            self.view.setCurrentIndex(self.model.index(row, 0))
        elif by > 0:
            self._offer_end()

    def skip(self) -> None:
        """Go to the next action that is not reviewed; where none is left comes the end."""
        self.form.commit()
        here = self.view.currentIndex().row()
        order = [*range(here + 1, self.model.rowCount()), *range(here + 1)]
        for row in order:
            told = self.model.row(self.model.index(row, 0))
            if told is not None and not told.key:
                self.view.setCurrentIndex(self.model.index(row, 0))
                return
        self._offer_end()

    def _offer_end(self) -> None:
        if self._review is not None:
            self.foot.offer_end(self._review.progress)

    # --- putting together --------------------------------------------------------------------

    def _lay_out(self) -> None:
        look = self._host.look
        left = QWidget()
        column = QVBoxLayout(left)
        close_up(column)
        self.words.setMinimumWidth(look.px(7))
        head = flowing(look, self.progress, self.filter, self.words, growing=self.words)
        side, gap = look.space(Space.MEDIUM), look.space(Space.SMALL)
        head.setContentsMargins(side, gap, side, gap)
        column.addLayout(head)
        column.addWidget(self.view, 1)
        column.addWidget(self.keys)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(left)
        split.addWidget(self.form)
        split.setSizes([look.px(28), look.px(40)])
        for part, share in enumerate((28, 40)):  # a narrow window takes from both
            split.setStretchFactor(part, share)
        queue = QWidget()
        page = QVBoxLayout(queue)
        close_up(page)
        top = QHBoxLayout()
        space_out(top, look)
        top.addWidget(self.reviews, 1)
        top.addWidget(self.foot)
        page.addLayout(top)
        page.addWidget(split, 1)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(queue)
        self._stack.addWidget(self.start_form)

    def _connect(self) -> None:
        self.reviews.activated.connect(self.refresh)
        self.filter.activated.connect(self._show)
        self.words.textChanged.connect(self._show)
        self.view.row_changed.connect(self._show_answer)
        self.view.selectionModel().selectionChanged.connect(self._count_chosen)
        self.form.answered.connect(self._on_answered)
        self.form.step_asked.connect(self.step)
        self.foot.start_asked.connect(self.start)
        self.start_form.done.connect(self._started)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the words about the keys out where the list needs their room."""
        super().resizeEvent(event)
        self.keys.setVisible(self.height() >= self._host.look.px(_ROOM_FOR_KEYS))

    # --- showing -----------------------------------------------------------------------------

    def _read(self) -> None:
        from plandesk.services.queries.review import review_answers

        if self._review is None:
            self._answers = []
        else:
            with self._host.bridge.read() as session:
                self._answers = review_answers(session, self._review.id)
            if not self.start_form.is_asking:
                self._stack.setCurrentIndex(0)
            self.progress.setText(self._review.progress)
        self.foot.show_review(self._review)
        self._show()

    @Slot()
    def _show(self) -> None:
        said, which = self.words.text().casefold().split(), self.filter.currentIndex()
        rows: list[PlainRow] = []
        for one in self._answers:
            text = f"{one.ref} {one.title}".casefold()
            if (which == 1 and one.is_done) or (which == 2 and not one.is_done):
                continue
            if one.item_id is None or not all(word in text for word in said):
                continue
            state = one.outcome_word or self.tr("Not reviewed")
            cells = (
                Cell(one.ref, _DONE if one.is_done else _LEFT, heavy=True),
                Cell(one.title, second=state),
            )
            rows.append(PlainRow(cells, one.item_id, one.outcome))
        kept, last = self.model.row(self.view.currentIndex()), self.view.currentIndex().row()
        self.model.show(rows)
        same = (at for at, row in enumerate(rows) if kept and row.item_id == kept.item_id)
        at = next(same, max(0, min(last, len(rows) - 1)))  # what is filtered out gives its place
        if rows and self.view.currentIndex().row() != at:
            self.view.setCurrentIndex(self.model.index(at, 0))
        self._show_answer(self.view.currentIndex())

    @Slot(QModelIndex)
    def _show_answer(self, index: QModelIndex) -> None:
        row = self.model.row(index)
        one = next((a for a in self._answers if row and a.item_id == row.item_id), None)
        self.form.show_answer(self._review, one)
        self._count_chosen()

    @Slot()
    def _count_chosen(self) -> None:
        self.form.show_chosen(len(self.chosen()))

    @Slot(object)
    def _on_answered(self, said: dict[str, object]) -> None:
        self.answer(**said)

    @Slot()
    def _started(self) -> None:
        self._stack.setCurrentIndex(0)
        self.refresh()
        self.view.setFocus()


class _QueueView(RowView):
    """The queue's keys: N, P and S move, 1 to 9 give the outcome, as around a meeting table."""

    def __init__(self, queue: ReviewQueue, name: str) -> None:
        super().__init__(name, queue._host.look)  # noqa: SLF001 - its own part
        self._queue = queue
        self.setHeaderHidden(True)
        self.setItemDelegate(RowDelegate(queue._host.look, self, lines=2))  # noqa: SLF001
        self.show_model(queue.model, _WIDTHS)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the review's own keys, and leave the rest to the list."""
        if event.modifiers() not in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        ):
            super().keyPressEvent(event)
            return
        key = event.key()
        moves = {Qt.Key.Key_N: 1, Qt.Key.Key_P: -1}
        if key in moves:
            self._queue.step(moves[Qt.Key(key)])
        elif key == Qt.Key.Key_S:
            self._queue.skip()
        elif Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            self._queue.form.choose_outcome(key - Qt.Key.Key_1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._queue.form.focus_first()
        else:
            super().keyPressEvent(event)
