"""What to do with one answer: keep the plan's, take the return's, or put another in its place."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from plandesk.excel.returns.schema import Field
from plandesk.services.queries.import_lines import ImportLine, LineState
from plandesk.ui.panels.returns.import_session import ImportSession
from plandesk.ui.theme import Look, Space
from plandesk.ui.widgets.page_parts import Choice, button, label
from plandesk.ui.widgets.rating_row import RatingRow

LATER, TAKE, KEEP = range(3)


class AnswerBox(QWidget):
    """Keep or take for what can be taken; a rating to choose, or a text to correct."""

    def __init__(self, session: ImportSession, look: Look) -> None:
        super().__init__()
        self._session, self._look = session, look
        self._line: ImportLine | None = None
        self.choice = Choice(
            self.tr("What to do"), [self.tr("Later"), self.tr("Take return"), self.tr("Keep plan")]
        )
        self.choice.chosen.connect(self._decide)
        self.edit = button(self.tr("Change before taking…"), self._open)
        self.rating_title = label(self.tr("Choose a rating"), "caption")
        self.ratings = RatingRow(look)
        self.ratings.chosen.connect(self._rate)
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(self.tr("Other words"))
        self.use = button(self.tr("Use these words"), self._use)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for part in (self.choice, self.edit):
            self._column.addWidget(part, 0, Qt.AlignmentFlag.AlignLeft)
        for part in (self.rating_title, self.ratings, self.text):
            self._column.addWidget(part)
        self._column.addWidget(self.use, 0, Qt.AlignmentFlag.AlignLeft)
        look.changed.connect(self._dress)
        self._dress()

    def show_line(self, line: ImportLine) -> None:
        """Show what can be done about a line."""
        moved = self._line is None or self._line.place != line.place
        self._line = line
        self.choice.setVisible(line.can_take)
        self.choice.blockSignals(True)
        kept = KEEP if self._session.is_kept(line) else LATER
        self.choice.choose(TAKE if self._session.is_ticked(line) else kept)
        self.choice.blockSignals(False)
        rating = line.field == Field.RATING.value
        wrong = line.state is LineState.PROBLEM
        answers = line.field in set(Field)
        preview = self._session.preview
        if preview is not None and rating:
            self.ratings.offer(preview.scale)
            self.ratings.show_code(line.returned)
        another = self.tr("Or another rating") if line.can_take else self.tr("Choose a rating")
        self.rating_title.setText(another)
        self.rating_title.setVisible(rating and (wrong or line.can_take))
        self.ratings.setVisible(rating and (wrong or line.can_take))
        can_write = answers and not rating and (wrong or line.can_take)
        if moved:
            self.text.setPlainText(line.returned)
            self._set_open(on=can_write and wrong)
        self.edit.setVisible(can_write and self.text.isHidden())

    def _set_open(self, *, on: bool) -> None:
        self.text.setVisible(on)
        self.use.setVisible(on)

    @Slot()
    def _open(self) -> None:
        self._set_open(on=True)
        self.edit.hide()
        self.text.setFocus()

    @Slot(int)
    def _decide(self, at: int) -> None:
        if self._line is None:
            return
        if at == KEEP:
            self._session.keep(self._line)
        else:
            self._session.set_ticks([self._line], on=at == TAKE)

    @Slot(object)
    def _rate(self, code: str | None) -> None:
        preview = self._session.preview
        rating = preview.scale.by_code(code) if preview else None
        if self._line is not None and rating is not None:
            self._session.fix(self._line, rating.word)

    @Slot()
    def _use(self) -> None:
        if self._line is not None:
            self._session.fix(self._line, self.text.toPlainText().strip())

    @Slot()
    def _dress(self) -> None:
        self._column.setSpacing(self._look.space(Space.SMALL))
        self.text.setMaximumHeight(self._look.px(7))
