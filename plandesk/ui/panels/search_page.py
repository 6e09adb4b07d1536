"""Searching everything that the plan says: titles, updates, milestones, evidence and comments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListView, QStackedLayout, QVBoxLayout

from plandesk.ui import icons
from plandesk.ui.delegates.search_cells import SearchDelegate
from plandesk.ui.icons import Icon
from plandesk.ui.itemmodels.search_model import SearchModel, lines_of
from plandesk.ui.jobs import Job
from plandesk.ui.page_work import PageWork
from plandesk.ui.pages import Page, PageHost
from plandesk.ui.widgets.empty_page import EmptyPage
from plandesk.ui.widgets.line_signs import let_signs_grow
from plandesk.ui.widgets.page_parts import Bar, button, label

if TYPE_CHECKING:
    from plandesk.services.document import Document
    from plandesk.services.search_index import SearchAnswer, SearchIndex

_WAIT_MS = 60


class SearchPage(Page):
    """Words at the top, hits below; Enter opens the plan on the row of a hit."""

    def __init__(self, host: PageHost) -> None:
        super().__init__(host)
        self._index: SearchIndex | None = None
        self._of: Document | None = None
        self._asked = ""
        self.words = QLineEdit(placeholderText=self.tr("Search everything in the plan"))
        self.words.setAccessibleName(self.tr("Search everything in the plan"))
        self.words.setClearButtonEnabled(True)
        let_signs_grow(self.words, host.look)
        self.words.addAction(icons.get(Icon.SEARCH), QLineEdit.ActionPosition.LeadingPosition)
        self.words.installEventFilter(self)
        self.result = label("", "secondary")
        self.model = SearchModel(self)
        self.list = QListView()
        self.list.setAccessibleName(self.tr("Found"))
        self.list.setItemDelegate(SearchDelegate(host.look, self.list))
        self.list.setMouseTracking(True)
        self.list.setModel(self.model)
        self.empty = EmptyPage(host.look, Icon.SEARCH)
        self.meant = button("", self._take_suggestion)
        self.meant.hide()
        self.work = PageWork(host, self)
        self._lay_out()
        self._soon = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._soon.timeout.connect(self._ask)
        self.words.textChanged.connect(self._wait)
        self.list.activated.connect(self._open)
        self.list.clicked.connect(self._open)
        host.look.changed.connect(self.list.scheduleDelayedItemsLayout)
        self._show_empty()

    def search_all(self) -> None:
        """Go to the words; what was searched last can be typed over."""
        self.words.setFocus()
        self.words.selectAll()

    def refresh(self) -> None:
        """Search again: the plan may say something else now."""
        self._ask()

    def release(self) -> None:
        """Let go of the index; it belongs to the plan that closes."""
        if self._index is not None:
            self._index.close()
        self._index, self._of = None, None
        self.words.clear()
        self.model.show([])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the hits be walked from the words, and Enter open the first one."""
        if watched is self.words and isinstance(event, QKeyEvent):
            if event.type() != QEvent.Type.KeyPress or not self.model.rowCount():
                return False
            if event.key() == Qt.Key.Key_Down:
                self.list.setFocus()
                self.list.setCurrentIndex(self.model.index(0))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._open(self.model.index(0))
                return True
        return False

    @Slot()
    def _wait(self) -> None:
        self._soon.start()

    @Slot()
    def _ask(self) -> None:
        self._soon.stop()
        text, document = self.words.text().strip(), self.host.bridge.document
        self._asked = text
        if not text or document is None:
            self.model.show([])
            self._show_empty()
            return
        index = self._index_of(document)

        def find(_: Job) -> SearchAnswer:
            return index.search(text)

        self.work.run(self.tr("Searching"), find, self._answer)

    def _index_of(self, document: Document) -> SearchIndex:
        from plandesk.services.search_index import SearchIndex

        if self._index is None or self._of is not document:
            self._index, self._of = SearchIndex(document), document
        return self._index

    def _answer(self, answer: SearchAnswer) -> None:
        found = (*answer.hits, *answer.entries)
        lines = lines_of(found)
        self.model.show(lines)
        rows = len({(line.register, line.item_id) for line in lines})
        if not lines:
            self._show_empty(answer.suggestion)
            return
        self._stack.setCurrentWidget(self.list)
        self.meant.hide()
        text = self.tr("%1 in one row") if rows == 1 else self.tr("%1 in %2 rows")
        hits = self.tr("1 place") if len(found) == 1 else self.tr("%1 places")
        hits = hits.replace("%1", f"{len(found):,}{'+' if answer.more else ''}")
        self.result.setText(text.replace("%1", hits).replace("%2", f"{rows:,}"))

    def _show_empty(self, suggestion: str = "") -> None:
        self.result.setText("")
        self._stack.setCurrentWidget(self.empty)
        self.meant.setVisible(bool(suggestion))
        if not self._asked:
            self.empty.say(
                self.tr("Search everything in the plan"),
                self.tr("Titles, updates, milestones, evidence, comments, leads and registers."),
            )
            return
        title = self.tr("Nothing found for “%1”").replace("%1", self._asked)
        self.empty.say(title, self.tr("Try fewer words, or the beginning of a word."))
        words = self.tr("Did you mean “%1”?").replace("%1", suggestion)
        self.meant.setText(words)
        self.meant.setAccessibleName(words)
        self.meant.setProperty("suggestion", suggestion)

    def _take_suggestion(self) -> None:
        self.words.setText(str(self.meant.property("suggestion")))
        self.words.setFocus()

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        line = self.model.line(index)
        if line is not None and line.register:
            self.host.show_entry(line.item_id)
        elif line is not None:
            self.host.show_item(line.item_id)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.bar = Bar(self.host.look, (self.words, self.meant, self.result))
        column.addWidget(self.bar)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.empty)
        column.addLayout(self._stack, 1)
