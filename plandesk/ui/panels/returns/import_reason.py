"""Why one answer is taken all the same, or what a poor rating came back without: its reason."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from plandesk.excel.returns.schema import Field
from plandesk.services.queries.import_lines import ImportLine, LineState
from plandesk.ui.panels.returns.import_session import ImportSession
from plandesk.ui.theme import Look, Space
from plandesk.ui.widgets.commit_fields import CommitText
from plandesk.ui.widgets.page_parts import button, label

NO_REASON = "no-reason"  # the finding of a rating that must say why, and does not


def lacks_reason(line: ImportLine) -> bool:
    """Tell whether a line is a rating that came back without the reason it needs."""
    return line.state is LineState.PROBLEM and any(f.code == NO_REASON for f in line.findings)


class ReasonBox(QWidget):
    """A place for the officer's own reason, for this one answer.

    Under a warning it is why the answer is taken all the same; at a rating without its reason it
    is that reason, as it would have stood in the return.
    """

    def __init__(self, session: ImportSession, look: Look) -> None:
        super().__init__()
        self._session, self._look = session, look
        self._line: ImportLine | None = None
        self.title = label("", "caption", wrap=True)
        self.text = CommitText(self.tr("Reason for this answer"), look, (2, 5))
        self.text.textChanged.connect(self._enable)
        self.text.committed.connect(self._keep)
        self.take = button(self.tr("Take it for this reason"), self._take)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.title)
        self._column.addWidget(self.text)
        self._column.addWidget(self.take, 0, Qt.AlignmentFlag.AlignLeft)
        look.changed.connect(self._dress)
        self._dress()
        self.hide()

    def show_line(self, line: ImportLine) -> None:
        """Show the place for a reason where this line needs one."""
        if self._line is not None and self._line.place != line.place:
            self.text.commit()
        self._line = line
        self.setVisible(lacks_reason(line) or (line.held and line.can_take))
        if lacks_reason(line):
            self.title.setText(self.tr("Why, and what will put it right"))
            self._call(self.tr("Put the reason in"))
        else:
            self.title.setText(self.tr("Why it is taken all the same"))
            self._call(self.tr("Take it for this reason"))
        self.text.show_text(self._session.reason(line))
        self._enable()

    def _call(self, words: str) -> None:
        self.take.setText(words)
        self.take.setAccessibleName(words)

    @Slot()
    def _enable(self) -> None:
        self.take.setEnabled(bool(self.text.toPlainText().strip()))

    @Slot(str)
    def _keep(self, text: str) -> None:
        if self._line is not None:
            self._session.give_reason(self._line, text)

    @Slot()
    def _take(self) -> None:
        self.text.commit()
        if self._line is not None and lacks_reason(self._line):
            self._session.fix(self._line, self._session.reason(self._line), Field.REASON)
        elif self._line is not None:
            self._session.set_ticks([self._line], on=True)

    @Slot()
    def _dress(self) -> None:
        self._column.setSpacing(self._look.space(Space.SMALL))
