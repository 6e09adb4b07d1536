"""What people said about a plan item, and what was done to it: comments and history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem

from plandesk.ui.days import local_time
from plandesk.ui.icons import Icon
from plandesk.ui.panels.inspector.pages import Page
from plandesk.ui.plan_edits import PlanEdits
from plandesk.ui.plan_state import PlanState
from plandesk.ui.theme import Look
from plandesk.ui.widgets.commit_fields import CommitText
from plandesk.ui.widgets.page_parts import button, label

if TYPE_CHECKING:
    from plandesk.services.queries.detail import HistoryRow, ItemDetail
    from plandesk.services.queries.history_panel import FieldChange

_ROW = Qt.ItemDataRole.UserRole
_PORTION = 25
_LONGEST = 160


_T = "FieldWords"
_FIELDS = {
    "due text": QT_TRANSLATE_NOOP(_T, "Due"),
    "help needed": QT_TRANSLATE_NOOP(_T, "Help needed"),
    "is new": QT_TRANSLATE_NOOP(_T, "New since the period before"),
    "reported elsewhere": QT_TRANSLATE_NOOP(_T, "Reported elsewhere"),
    "outcome word": QT_TRANSLATE_NOOP(_T, "Outcome"),
    "on": QT_TRANSLATE_NOOP(_T, "Date"),
    "added on": QT_TRANSLATE_NOOP(_T, "Date"),
    "as at": QT_TRANSLATE_NOOP(_T, "As at"),
    "text": QT_TRANSLATE_NOOP(_T, "Text"),
}


def field_word(field: str) -> str:
    """Return what a field is called for a person."""
    known = _FIELDS.get(field)
    return QCoreApplication.translate(_T, str(known)) if known else field[:1].upper() + field[1:]


def change_in_words(change: FieldChange) -> str:
    """Return one changed field as a line: "Due: May 2024 → June 2024"."""
    old, new = (_short(text) for text in (change.before, change.after))
    if not old:
        return f"{field_word(change.field)}: {new}"
    return f"{field_word(change.field)}: {old} → {new or '–'}"


def _short(text: str) -> str:
    said = " ".join(text.split())
    return said if len(said) <= _LONGEST else f"{said[: _LONGEST - 1]}…"


class _CommentText(CommitText):
    """Takes Ctrl+Enter for "add it"; the plain key begins a new line."""

    done = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if held and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.done.emit()
            return
        super().keyPressEvent(event)


class CommentsPage(Page):
    """Remarks on a plan item, oldest first."""

    def __init__(self, state: PlanState, edits: PlanEdits, look: Look) -> None:
        super().__init__(state, edits, look)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Comments"))
        self.list.setWordWrap(True)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setSpacing(2)
        self._none = label(self.tr("No comments yet."), "secondary", wrap=True)
        self.text = _CommentText(self.tr("New comment"), look, (2, 6))
        self.text.setPlaceholderText(self.tr("Write a comment; Ctrl+Enter adds it"))
        self.add = button(self.tr("Add comment"), self._add, Icon.ADD)
        self.remove = button(self.tr("Remove"), self._remove, Icon.REMOVE)
        row = QHBoxLayout()
        row.addWidget(self.add)
        row.addStretch(1)
        row.addWidget(self.remove)
        for widget in (self._none, self.list, self.text):
            self.column.addWidget(widget, int(widget is self.list))
        self.column.addLayout(row)
        self.column.addStretch(1)
        self.list.currentRowChanged.connect(self._enable)
        self.text.textChanged.connect(self._enable)
        self.text.done.connect(self._add)
        self.dress()

    def show_detail(self, detail: ItemDetail) -> None:
        """Show the remarks."""
        if self.detail is not None and self.detail.row.id != detail.row.id:
            self.text.clear()
        super().show_detail(detail)
        self.list.clear()
        for one in detail.comments:
            head = " · ".join(part for part in (one.author, local_time(one.at)) if part)
            item = QListWidgetItem(f"{head}\n{one.text}", self.list)
            item.setData(_ROW, one.id)
        self.list.setCurrentRow(self.list.count() - 1)
        self.list.setVisible(bool(detail.comments))
        self._none.setVisible(not detail.comments)
        self._enable()

    @Slot()
    def _enable(self) -> None:
        may = self.state.bridge.can_change
        self.text.setReadOnly(not may)
        self.add.setEnabled(may and bool(self.text.toPlainText().strip()))
        self.remove.setEnabled(may and self.list.currentItem() is not None)

    @Slot()
    def _add(self) -> None:
        from plandesk.services.ops.detail import AddComment

        text, document = self.text.toPlainText().strip(), self.state.bridge.document
        if text and self.detail is not None and document is not None:
            op = AddComment(self.detail.row.id, text, document.who, document.now)
            if self.state.bridge.run(op, self):
                self.text.clear()

    @Slot()
    def _remove(self) -> None:
        from plandesk.services.ops.detail import RemoveComment

        item = self.list.currentItem()
        if item is not None:
            self.state.bridge.run(RemoveComment(int(item.data(_ROW))), self)


class HistoryPage(Page):
    """Who changed what and when, newest first, in words."""

    def __init__(self, state: PlanState, edits: PlanEdits, look: Look) -> None:
        super().__init__(state, edits, look)
        self._shown = _PORTION
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("History"))
        self.list.setWordWrap(True)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setSpacing(2)
        self.more = button(self.tr("Show earlier steps"), self._show_more, Icon.HISTORY)
        self.column.addWidget(self.list, 1)
        self.column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.dress()

    def show_detail(self, detail: ItemDetail) -> None:
        """Show the steps that touched the plan item."""
        if self.detail is not None and self.detail.row.id != detail.row.id:
            self._shown = _PORTION
        super().show_detail(detail)
        self._show()

    @Slot()
    def _show_more(self) -> None:
        self._shown += _PORTION
        self._show()

    def _show(self) -> None:
        from plandesk.services.queries.history_panel import step_changes

        if self.detail is None:
            return
        item = self.detail.row.id
        steps: dict[int, HistoryRow] = {}
        for row in self.state.history(item):
            steps.setdefault(row.set_id, row)
        self.list.clear()
        with self.state.bridge.read() as session:
            for step in list(steps.values())[: self._shown]:
                changes = [one for one in step_changes(session, step.set_id) if one.item_id == item]
                self.list.addItem(self._line(step, changes))
        self.more.setVisible(len(steps) > self._shown)

    def _line(self, step: HistoryRow, changes: list[FieldChange]) -> str:
        who = self.tr("%1, from %2").replace("%2", step.source) if step.source else "%1"
        head = f"{local_time(step.at)} · {who.replace('%1', step.who)}"
        lines = [change_in_words(one) for one in changes]
        if changes and changes[0].table == "plan_item" and not any(one.before for one in changes):
            lines = [self.tr("Came into the plan")]
        if len(lines) > 6:
            rest = self.tr("and %1 more").replace("%1", str(len(lines) - 5))
            lines = [*lines[:5], rest]
        return "\n".join([head, step.title, *lines])
