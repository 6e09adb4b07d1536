"""One return in full: what was sent, what was imported of it, and the message to chase it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from plandesk.excel.returns.rules import field_label
from plandesk.services.queries.return_questions import OpenQuestion
from plandesk.services.queries.returns import IssuedReturn, ReceiptRow
from plandesk.ui.days import local_time, short_day
from plandesk.ui.icons import Icon
from plandesk.ui.itemmodels.import_lists import counted
from plandesk.ui.theme import Look, Space
from plandesk.ui.widgets.page_parts import breakable, button, label, on_base

if TYPE_CHECKING:
    from plandesk.services.returns.outgoing import Chase


class ReturnDetail(QScrollArea):
    """What the register's line has no room for, with what can be done about it."""

    issue_again = Signal(str)
    said = Signal(str)
    answered = Signal(int, str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._row: IssuedReturn | None = None
        self._chase: Chase | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("The chosen return"))
        self.lead = label(role="heading", wrap=True)
        self.about = label(role="secondary", wrap=True)
        self.past_title = label(self.tr("What came in"), "caption")
        self.past = label(wrap=True)
        self.asked_title = label(self.tr("Open questions"), "caption")
        self.asked = QVBoxLayout()
        self._asked: list[QWidget] = []
        self._questions: tuple[OpenQuestion, ...] = ()
        self.message_title = label(self.tr("Message to chase it"), "caption")
        self.message = QPlainTextEdit(readOnly=True)
        self.message.setTabChangesFocus(True)
        self.message.setAccessibleName(self.tr("Message to chase it"))
        self.copy = button(self.tr("Cop&y message"), self.copy_message, Icon.COPY)
        self.issue = button(self.tr("Issue a&gain…"), self._ask_again, Icon.SEND)
        self._lay_out()
        look.changed.connect(self._dress)
        self._dress()
        self.show_return(None, None)

    def _lay_out(self) -> None:
        self._page = QWidget()
        on_base(self._page)
        on_base(self)
        self._column = QVBoxLayout(self._page)
        for part in (self.lead, self.about, self.past_title, self.past, self.asked_title):
            self._column.addWidget(part)
        self._column.addLayout(self.asked)
        self._column.addWidget(self.message_title)
        self._column.addWidget(self.message)
        for part in (self.copy, self.issue):
            self._column.addWidget(part, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addStretch(1)
        self.setWidget(self._page)

    def show_return(self, row: IssuedReturn | None, chase: Chase | None) -> None:
        """Show a return, and the message where it is still to come."""
        self._row, self._chase = row, chase
        self._page.setVisible(row is not None)
        if row is None:
            return
        self.lead.setText(row.lead)
        issued = self.tr("Issued %1").replace("%1", short_day(row.issued_on))
        due = self.tr("due %1").replace("%1", short_day(row.due)) if row.due else ""
        first = ", ".join(part for part in (issued, due) if part)
        scope = self.tr("Covers %1").replace("%1", row.scope) if row.scope else ""
        size = counted(row.rows, "1 row", "%1 rows")
        lines = [
            f"{row.reference} · {size}",
            first,
            scope,
            breakable(row.email),
            breakable(row.file_name),
        ]
        self.about.setText("\n".join(line for line in lines if line))
        self.past.setText("\n\n".join(self._receipt(each) for each in row.receipts))
        self.past_title.setVisible(bool(row.receipts))
        self.past.setVisible(bool(row.receipts))
        self._show_questions(row)
        waits = chase is not None
        for part in (self.message_title, self.message, self.copy):
            part.setVisible(waits)
        if chase is not None:
            self.message.setPlainText(f"{chase.subject}\n\n{chase.text}")

    def _show_questions(self, row: IssuedReturn) -> None:
        """Show each open question with a line for what was answered otherwise."""
        self.asked_title.setVisible(bool(row.questions))
        if row.questions == self._questions:
            return  # what is being typed stays
        self._questions = row.questions
        for old in self._asked:
            self.asked.removeWidget(old)
            old.deleteLater()
        self._asked = []
        for each in row.questions:
            where = f"{each.ref or each.title} {field_label(each.field)}"
            when = self.tr("Asked by %1 on %2").replace("%1", each.who)
            words = label(f"{where}: {each.text}", wrap=True)
            told = label(when.replace("%2", short_day(each.asked_on)), "secondary", wrap=True)
            line = QLineEdit(placeholderText=self.tr("Answered otherwise? Type it, then Enter"))
            line.setAccessibleName(self.tr("Answer about %1").replace("%1", where))
            line.setProperty("question", each.id)
            line.returnPressed.connect(self._on_answer)
            for part in (words, told, line):
                self.asked.addWidget(part)
                self._asked.append(part)

    @Slot()
    def _on_answer(self) -> None:
        line = self.sender()
        if isinstance(line, QLineEdit) and line.text().strip():
            self.answered.emit(int(line.property("question")), line.text())

    def _receipt(self, receipt: ReceiptRow) -> str:
        when = local_time(receipt.at)
        words = self.tr("%1 by %2: %3 of %4 changes taken").replace("%1", when)
        if receipt.waiting and not receipt.taken:
            words = self.tr("%1 received by %2, nothing taken yet").replace("%1", when)
        words = words.replace("%2", receipt.who).replace("%3", str(receipt.taken))
        words = words.replace("%4", str(receipt.offered))
        lines = [words, breakable(receipt.file_name)]
        if receipt.waiting:
            lines.insert(1, counted(receipt.waiting, "1 still to settle", "%1 still to settle"))
        if receipt.reason:
            lines.append(self.tr("Warnings accepted: %1").replace("%1", receipt.reason))
        return "\n".join(lines)

    @Slot()
    def copy_message(self) -> None:
        """Copy the message for this lead."""
        if self._chase is not None:
            QGuiApplication.clipboard().setText(f"{self._chase.subject}\n\n{self._chase.text}")
            self.said.emit(self.tr("Message copied"))

    @Slot()
    def _ask_again(self) -> None:
        if self._row is not None:
            self.issue_again.emit(self._row.lead)

    @Slot()
    def _dress(self) -> None:
        side, gap = self._look.space(Space.LARGE), self._look.space(Space.SMALL)
        self._column.setContentsMargins(side, side, side, side)
        self._column.setSpacing(gap)
        self.setMinimumWidth(self._look.px(13))
        self.message.setMinimumHeight(self._look.px(9))
        self.setMinimumHeight(self._look.px(4))
