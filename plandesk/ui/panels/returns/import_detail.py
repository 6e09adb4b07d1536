"""One line of an import in full: three values side by side, what is wrong, and what to do."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from plandesk.excel.returns.rules import field_label
from plandesk.excel.returns.schema import Field, Severity
from plandesk.models.types import Rating
from plandesk.models.wording import PieceKind, word_diff
from plandesk.services.queries.import_lines import ImportLine, LineState
from plandesk.ui.itemmodels.import_lists import ShownFinding
from plandesk.ui.panels.returns.import_answers import AnswerBox
from plandesk.ui.panels.returns.import_match import MatchBox
from plandesk.ui.panels.returns.import_reason import ReasonBox
from plandesk.ui.panels.returns.import_session import ImportSession
from plandesk.ui.theme import Look, Space
from plandesk.ui.widgets.commit_fields import CommitText
from plandesk.ui.widgets.page_parts import breakable, button, label, on_base
from plandesk.ui.widgets.rating_paint import ChipForm, chip_width, draw_chip

_ROLES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "secondary"}


class ChipLabel(QWidget):
    """A rating as a chip with its word."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._rating: Rating | None = None

    def show_rating(self, rating: Rating | None) -> None:
        """Show a rating."""
        self._rating = rating
        self.setAccessibleName(rating.word if rating else "")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size it wants."""
        wide = chip_width(self._rating, self.font(), word=True) if self._rating else 0
        return QSize(int(wide) + 2, self._look.px(1.5))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chip."""
        if self._rating is not None:
            painter = QPainter(self)
            draw_chip(painter, QRectF(self.rect()), self._rating, self._look.theme, ChipForm.WORD)
            painter.end()


class ValueBox(QWidget):
    """A caption and a value: a chip, or text with what differs marked word by word."""

    def __init__(self, caption: str, look: Look) -> None:
        super().__init__()
        self._look = look
        self.text, self.chip = label(wrap=True), ChipLabel(look)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(Space.HAIR))
        column.addWidget(label(caption, "caption"))
        column.addWidget(self.text)
        column.addWidget(self.chip, 0, Qt.AlignmentFlag.AlignLeft)

    def show_rating(self, rating: Rating | None, otherwise: str) -> None:
        """Show a rating, or words in its place."""
        self.chip.setVisible(rating is not None)
        self.text.setVisible(rating is None)
        self.chip.show_rating(rating)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setText(otherwise)

    def show_text(self, before: str, text: str, nothing: str) -> None:
        """Show a text with its differences from ``before``."""
        self.chip.hide()
        self.text.show()
        if before == text or not before or not text:
            self.text.setTextFormat(Qt.TextFormat.PlainText)
            self.text.setText(text or nothing)
            return
        self.text.setTextFormat(Qt.TextFormat.RichText)
        self.text.setText(marked_html(before, text, self._look))


def marked_html(before: str, text: str, look: Look) -> str:
    """Return a difference as rich text: came underlined, went struck through, both also tinted."""
    styles = {
        PieceKind.SAME: "",
        PieceKind.INSERTED: (
            f"text-decoration: underline; color: {look.theme.colours.success}; "
            f"background-color: {look.theme.colours.success_ground};"
        ),
        PieceKind.DELETED: (
            f"text-decoration: line-through; color: {look.theme.colours.error}; "
            f"background-color: {look.theme.colours.error_ground};"
        ),
    }
    parts: list[str] = []
    for piece in word_diff(before, text):
        words = escape(piece.text).replace("\n", "<br>")
        style = styles[piece.kind]
        parts.append(f'<span style="{style}">{words}</span>' if style else words)
    return f'<div style="white-space: pre-wrap;">{"".join(parts)}</div>'


class ImportDetail(QScrollArea):
    """The line under the cursor with everything that can be decided about it."""

    def __init__(self, session: ImportSession, look: Look, match: MatchBox) -> None:
        super().__init__()
        self._session, self._look = session, look
        self._line: ImportLine | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setAccessibleName(self.tr("The chosen change"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.heading = label(role="heading", wrap=True)
        self.title = label(wrap=True)
        self.where = label(role="secondary", wrap=True)
        self.issued = ValueBox(self.tr("When issued"), look)
        self.now = ValueBox(self.tr("Plan now"), look)
        self.returned = ValueBox(self.tr("Return says"), look)
        self.rivals = label(role="warning", wrap=True)
        self.answer = AnswerBox(session, look)
        self.reason = ReasonBox(session, look)
        self.match = match
        self.question_title = label(self.tr("Question for the lead"), "caption")
        self.question = CommitText(self.tr("Question for the lead"), look, (2, 6))
        self.question.setPlaceholderText(self.tr("Goes back as a note at the cell"))
        self.question.committed.connect(self._ask)
        self._findings: list[QWidget] = []
        self._lay_out()
        session.ticked.connect(self._reshow)
        look.changed.connect(self._dress)
        self._dress()
        self.show_line(None)

    def _lay_out(self) -> None:
        self._page, self._notes = QWidget(), QVBoxLayout()
        on_base(self._page)
        on_base(self)
        self._column = QVBoxLayout(self._page)
        for part in (self.heading, self.title, self.where):
            self._column.addWidget(part)
        self._column.addLayout(self._notes)
        for part in (self.issued, self.now, self.returned, self.rivals):
            self._column.addWidget(part)
        for part in (self.answer, self.reason, self.match):
            self._column.addWidget(part)
        self._column.addWidget(self.question_title)
        self._column.addWidget(self.question)
        self._column.addStretch(1)
        values = (self.issued, self.now, self.returned, self.rivals)
        asked = (self.question_title, self.question)
        decided = (self.answer, self.reason, self.match)
        self._of_a_line = (self.title, *values, *decided, *asked)
        self.setWidget(self._page)

    def show_line(self, line: ImportLine | None) -> None:
        """Show a line of the preview."""
        same = line is not None and self._line is not None and line.place == self._line.place
        if not same:
            self.question.commit()
        self._line = line
        self._page.setVisible(line is not None)
        if line is None:
            return
        file = self._session.files[line.file]
        self.heading.setText(f"{line.ref} {field_label(line.field)}".strip() or line.title)
        self.title.setText(line.title)
        self.title.setVisible(bool(line.field))
        cell = self.tr("cell %1").replace("%1", line.cell) if line.cell else ""
        self.where.setText(", ".join(part for part in (breakable(file.label), cell) if part))
        self._show_values(line)
        self._show_findings(line)
        self.answer.show()
        self.answer.show_line(line)
        self.reason.show_line(line)
        self.match.show_line(line)
        asks = line.state not in {LineState.MISSING, LineState.UNMATCHED} and bool(line.cell)
        self.question_title.setVisible(asks)
        self.question.setVisible(asks)
        self.question.show_text(self._session.question(line))

    @Slot(object)
    def show_finding(self, shown: ShownFinding) -> None:
        """Show what is said about a whole file, for which there is no line."""
        self.show_line(None)
        file = self._session.files[shown.file]
        self.heading.setText(file.lead or file.label)
        self.where.setText(breakable(file.label) if file.lead else "")
        self._clear_findings()
        role = _ROLES[shown.finding.severity]
        self._add_note(label(f"{shown.finding.message} {shown.finding.fix}", role, wrap=True))
        for part in self._of_a_line:
            part.hide()
        self._page.show()

    def _show_values(self, line: ImportLine) -> None:
        preview, nothing = self._session.preview, self.tr("nothing")
        has_values = bool(line.field)
        for box in (self.issued, self.now, self.returned):
            box.setVisible(has_values)
        self.issued.setVisible(has_values and line.issued != line.now)
        self.rivals.setVisible(bool(line.rivals))
        said = [self._shown(line, each) for each in line.rivals]
        self.rivals.setText(self.tr("Another lead says:") + "\n" + "\n".join(said))
        if preview is None or not has_values:
            return
        if line.field == Field.RATING:
            for box, code in (
                (self.issued, line.issued),
                (self.now, line.now),
                (self.returned, line.returned),
            ):
                box.show_rating(preview.scale.by_code(code), code or nothing)
            return
        self.issued.show_text("", line.issued, nothing)
        self.now.show_text("", line.now, nothing)
        self.returned.show_text(line.now, line.returned, nothing)

    def _shown(self, line: ImportLine, rival: str) -> str:
        """Return a rival's answer with its rating in words."""
        who, _, value = rival.partition(": ")
        preview = self._session.preview
        return f"{who}: {preview.shown(line.field, value) if preview else value}"

    def _clear_findings(self) -> None:
        for old in self._findings:
            self._notes.removeWidget(old)
            old.deleteLater()
        self._findings = []

    def _show_findings(self, line: ImportLine) -> None:
        self._clear_findings()
        preview = self._session.preview
        for finding in line.findings:
            role = _ROLES[finding.severity]
            note: QLabel = label(f"{finding.message} {finding.fix}".strip(), role, wrap=True)
            self._add_note(note)
            rating = preview.scale.by_code(finding.suggestion) if preview else None
            if rating is not None:
                words = self.tr("Use %1").replace("%1", rating.word)
                use = button(words, lambda value=rating.word: self._use(value))
                self._notes.addWidget(use, 0, Qt.AlignmentFlag.AlignLeft)
                self._findings.append(use)

        if line.asked:
            words = self.tr("Asked before, and still open: %1").replace("%1", line.asked)
            self._add_note(label(words, "warning", wrap=True))
        if line.state is LineState.LOCKED and line.can_take:
            words = self.tr("The workbook locks this cell. Take it only if it is meant.")
            self._add_note(label(words, "secondary", wrap=True))
        if line.state is LineState.WAITING:
            words = self.tr("It waits until the problem elsewhere in its row is put right.")
            self._add_note(label(words, "secondary", wrap=True))

    def _add_note(self, note: QWidget) -> None:
        self._notes.addWidget(note)
        self._findings.append(note)

    def _use(self, value: str) -> None:
        if self._line is not None:
            self._session.fix(self._line, value)

    @Slot(str)
    def _ask(self, text: str) -> None:
        if self._line is not None:
            self._session.ask(self._line, text)

    @Slot()
    def _reshow(self) -> None:
        if self._line is not None:
            self.answer.show_line(self._line)
            self.reason.show_line(self._line)
            self.question.show_text(self._session.question(self._line))

    @Slot()
    def _dress(self) -> None:
        side = self._look.space(Space.LARGE)
        self._column.setContentsMargins(side, side, side, side)
        self._column.setSpacing(self._look.space(Space.MEDIUM))
        self._notes.setSpacing(self._look.space(Space.SMALL))
        self.setMinimumWidth(self._look.px(14))
        self.setMinimumHeight(self._look.px(4))
        if self._line is not None:  # the marks of a difference hold colours of the theme
            self._show_values(self._line)
