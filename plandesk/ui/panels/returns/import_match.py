"""A row that fits no action: match it to one, add it as new, or leave it out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QComboBox, QCompleter, QVBoxLayout, QWidget

from plandesk.models.types import Level, ref_key
from plandesk.services.queries.import_lines import ImportLine
from plandesk.services.queries.returns import ItemNow, items_now
from plandesk.ui.icons import Icon
from plandesk.ui.panels.returns.import_session import ImportSession
from plandesk.ui.theme import Space
from plandesk.ui.widgets.page_parts import button, dress_offers, label

if TYPE_CHECKING:
    from plandesk.ui.pages import PageHost


class MatchBox(QWidget):
    """The likeliest actions as buttons, every other one in a list, and the ways out."""

    def __init__(self, session: ImportSession, host: PageHost) -> None:
        super().__init__()
        self._session, self._host = session, host
        self._line: ImportLine | None = None
        self._guesses: list[QWidget] = []
        self._likely = QVBoxLayout()
        self.known = QComboBox()
        self.known.setEditable(True)
        self.known.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.known.setAccessibleName(self.tr("Action to match it to"))
        completer = QCompleter(self.known.model(), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.known.setCompleter(completer)
        dress_offers(completer)
        self.take = button(self.tr("&Match to this"), self._match_chosen, Icon.MATCH)
        self.projects = QComboBox()
        self.projects.setAccessibleName(self.tr("Where a new one goes"))
        self.add = button(self.tr("Add as new"), self._add, Icon.ADD_ACTION)
        self.leave = button(self.tr("Leave it out"), self._leave)
        for chooser in (self.known, self.projects):
            chooser.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self._likely)
        self._column.addWidget(label(self.tr("Match it to"), "caption"))
        self._column.addWidget(self.known)
        self._column.addWidget(self.take, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(label(self.tr("Or add it below"), "caption"))
        self._column.addWidget(self.projects)
        for part in (self.add, self.leave):
            self._column.addWidget(part, 0, Qt.AlignmentFlag.AlignLeft)
        host.look.changed.connect(self._dress)
        self._dress()

    def show_line(self, line: ImportLine) -> None:
        """Show what a row may be; hidden for rows that are matched."""
        self._line = line
        self.setVisible(line.unmatched is not None)
        for old in self._guesses:
            self._likely.removeWidget(old)
            old.deleteLater()
        self._guesses = []
        if line.unmatched is None:
            return
        for guess in line.unmatched.guesses:
            words = self.tr("It is %1 (%2 % alike)").replace("%1", guess.ref)
            made = button(
                words.replace("%2", str(guess.score)),
                lambda key=guess.key: self._match(key),
                Icon.MATCH,
            )
            title = label(f"{guess.ref} {guess.title}".strip(), wrap=True)
            self._likely.addWidget(title)
            self._likely.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)
            self._guesses += [title, made]
        self._fill()

    def _fill(self) -> None:
        self.known.clear()
        for key, each in self._items().items():
            self.known.addItem(f"{each.ref} {each.title}".strip(), key)
        self.known.setCurrentIndex(-1)
        self.projects.clear()
        for row in self._host.state.rows():
            if row.level is Level.PROJECT:
                self.projects.addItem(f"{row.ref} {row.title}".strip(), row.id)

    def _items(self) -> dict[str, ItemNow]:
        plan, period = self._host.state.plan, self._host.state.period_id
        if plan is None or period is None:
            return {}
        with self._host.bridge.read() as session:
            found = items_now(session, plan.id, period)
        return dict(sorted(found.items(), key=lambda each: ref_key(each[1].ref)))

    def _match(self, key: str) -> None:
        if self._line is not None and key:
            self._session.match(self._line, key)

    @Slot()
    def _match_chosen(self) -> None:
        at = self.known.findText(self.known.currentText())
        self._match(str(self.known.itemData(at) or "") if at >= 0 else "")

    @Slot()
    def _add(self) -> None:
        from plandesk.services.ops.structure import AddItem

        plan, line = self._host.state.plan, self._line
        if plan is None or line is None or line.unmatched is None:
            return
        before = set(self._items())
        op = AddItem(plan.id, self.projects.currentData(), line.unmatched.text)
        if self._host.bridge.run(op, self):
            fresh = [key for key in self._items() if key not in before]
            self._session.match(line, fresh[0])

    @Slot()
    def _leave(self) -> None:
        if self._line is not None:
            self._session.leave(self._line)

    @Slot()
    def _dress(self) -> None:
        self._column.setSpacing(self._host.look.space(Space.SMALL))
        self._likely.setSpacing(self._host.look.space(Space.SMALL))
