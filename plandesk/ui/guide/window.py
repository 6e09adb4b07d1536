"""The help in a window beside the program: contents, search, and one page at a time."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from plandesk.services.guide.pages import HelpPage, read_help
from plandesk.services.guide.search import near_word, search_help
from plandesk.ui.guide.html import page_html
from plandesk.ui.icons import Icon
from plandesk.ui.theme import Look
from plandesk.ui.widgets.page_parts import Bar, button, close_up, label, space_out

_NAME = Qt.ItemDataRole.UserRole


class HelpView(QTextBrowser):
    """Shows a page; links lead to other pages, and never out of the program."""

    asked = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._page: HelpPage | None = None
        self.setAccessibleName(self.tr("Page of the help"))
        self.setOpenLinks(False)
        self.setTabChangesFocus(True)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        # A bar that comes and goes would change the width, and with it the pictures, for ever.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.anchorClicked.connect(self._follow)
        # Writing changes the room, and so would write again in the middle of it.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._write)
        look.changed.connect(self._soon.start)

    @property
    def page(self) -> HelpPage | None:
        """The page that is shown."""
        return self._page

    def show_page(self, page: HelpPage) -> None:
        """Show a page from its beginning."""
        self._page = page
        self._write()
        self.setAccessibleName(page.title)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit pictures into the new width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._soon.start()

    @Slot()
    def _write(self) -> None:
        if self._page is not None:
            at = self.verticalScrollBar().value()
            self.document().setDocumentMargin(self._look.px(0.9))
            room = self.viewport().width() - 2 * self._look.px(0.9)
            self.setHtml(page_html(self._page, self._look, room))
            self.verticalScrollBar().setValue(at)

    @Slot(QUrl)
    def _follow(self, url: QUrl) -> None:
        if url.scheme() == "page":
            self.asked.emit(url.path())


class HelpWindow(QWidget):
    """Contents and search at the left, the page at the right; stays open while one works."""

    shortcuts_asked = Signal()
    manual_asked = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("help")
        self.setWindowTitle(self.tr("PlanDesk help"))
        self._look = look
        self._past: list[str] = []
        self._next: list[str] = []
        self.words = QLineEdit(placeholderText=self.tr("Search the help"))
        self.words.setAccessibleName(self.tr("Search the help"))
        self.words.setClearButtonEnabled(True)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Pages"))
        self.list.setWordWrap(True)
        self.list.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)  # longer lines wrap anew
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.none = label("", "secondary", wrap=True)
        self.near = button("", self._take_near)
        self.near.setProperty("link", True)
        self.view = HelpView(look)
        self._assemble()
        self.words.textChanged.connect(self._search)
        self.words.returnPressed.connect(self._first)
        self.list.currentItemChanged.connect(self._chosen)
        self.view.asked.connect(self.show_page)
        self._keys()
        self._search("")

    def _assemble(self) -> None:
        self.back = button(self.tr("Back"), self.go_back, Icon.UNDO)
        self.forward = button(self.tr("Forward"), self.go_forward, Icon.REDO)
        keys = button(self.tr("Keyboard shortcuts"), self.shortcuts_asked.emit, Icon.KEYBOARD)
        manual = button(self.tr("Save as PDF…"), self.manual_asked.emit, Icon.EXPORT)
        side = QWidget()
        column = QVBoxLayout(side)
        space_out(column, self._look)
        for part in (self.words, self.none, self.near):
            column.addWidget(part)
        column.addWidget(self.list, 1)
        column.addStretch()  # keeps what is said instead of a list at the top
        right = QWidget()
        down = QVBoxLayout(right)
        close_up(down)
        down.addWidget(Bar(self._look, (self.back, self.forward, None, keys, manual)))
        down.addWidget(self.view, 1)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(side)
        split.addWidget(right)
        split.setStretchFactor(1, 1)
        side.setMinimumWidth(self._look.px(9))
        split.setSizes([self._look.px(18), self._look.px(48)])
        split.setChildrenCollapsible(False)
        split.setHandleWidth(1)
        across = QHBoxLayout(self)
        close_up(across)
        across.addWidget(split)

    def _keys(self) -> None:
        acts: tuple[tuple[QKeySequence | QKeySequence.StandardKey, Callable[[], None]], ...] = (
            (QKeySequence(Qt.Key.Key_Escape), self._leave),
            (QKeySequence.StandardKey.Back, self.go_back),
            (QKeySequence.StandardKey.Forward, self.go_forward),
            (QKeySequence.StandardKey.Find, self._into_search),
        )
        for keys, act in acts:
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def sizeHint(self) -> QSize:
        """Open as large as a page needs, on a small screen too."""
        room = self.screen().availableGeometry().size() * 0.92
        return QSize(self._look.px(66), self._look.px(42)).boundedTo(room)

    # --- pages -------------------------------------------------------------------------------

    @Slot(str)
    def show_page(self, name: str) -> None:
        """Show a page and remember the one before it."""
        page, here = read_help().page(name), self.view.page
        if here is not None and here.name != page.name:
            self._past.append(here.name)
            self._next.clear()
        self._turn_to(page)

    @Slot()
    def go_back(self) -> None:
        """Show the page before."""
        if self._past and self.view.page is not None:
            self._next.append(self.view.page.name)
            self._turn_to(read_help().page(self._past.pop()))

    @Slot()
    def go_forward(self) -> None:
        """Show the page that was left by going back."""
        if self._next and self.view.page is not None:
            self._past.append(self.view.page.name)
            self._turn_to(read_help().page(self._next.pop()))

    def _turn_to(self, page: HelpPage) -> None:
        self.view.verticalScrollBar().setValue(0)
        self.view.show_page(page)
        self.back.setEnabled(bool(self._past))
        self.forward.setEnabled(bool(self._next))
        self.list.blockSignals(True)
        self.list.setCurrentRow(self._row(page.name))
        self.list.blockSignals(False)

    def _row(self, name: str) -> int:
        rows = range(self.list.count())
        return next((at for at in rows if self.list.item(at).data(_NAME) == name), -1)

    # --- contents and search -----------------------------------------------------------------

    @Slot(str)
    def _search(self, text: str) -> None:
        self.list.blockSignals(True)
        self.list.clear()
        near = ""
        if text.strip():
            found = search_help(text)
            for one in found:
                self._add(one.page.title, one.page.name, one.excerpt)
            near = "" if found else near_word(text)
            said = self.tr("Nothing found for “%1”.").replace("%1", text)
            self.none.setText(f"{said} {self.tr('Did you mean:')}" if near else said)
        else:
            self._fill()
        self.list.setVisible(self.list.count() > 0)
        self.none.setVisible(self.list.count() == 0)
        self.near.setVisible(bool(near))
        self.near.setText(near)
        self.near.setAccessibleName(self.tr("Search for “%1”").replace("%1", near))
        self.near.setProperty("words", near)
        here = self.view.page
        self.list.setCurrentRow(self._row(here.name) if here else -1)
        self.list.blockSignals(False)

    def _fill(self) -> None:
        for group in read_help().groups:
            head = QListWidgetItem(group.title, self.list)
            head.setFlags(Qt.ItemFlag.NoItemFlags)
            font = self.list.font()
            font.setBold(True)
            head.setFont(font)
            head.setForeground(self._look.colour("secondary"))
            for page in group.pages:
                self._add(page.title, page.name)

    def _add(self, title: str, name: str, tip: str = "") -> None:
        item = QListWidgetItem(title, self.list)
        item.setData(_NAME, name)
        item.setToolTip(tip)

    @Slot(QListWidgetItem)
    def _chosen(self, item: QListWidgetItem | None) -> None:
        name = str(item.data(_NAME) or "") if item is not None else ""
        if name:
            self.show_page(name)

    @Slot()
    def _first(self) -> None:
        if self.list.count() and self.words.text().strip():
            self.list.setCurrentRow(0)
            self.view.setFocus()

    @Slot()
    def _take_near(self) -> None:
        self.words.setText(str(self.near.property("words") or ""))
        self.words.setFocus()

    @Slot()
    def _into_search(self) -> None:
        self.words.setFocus()
        self.words.selectAll()

    @Slot()
    def _leave(self) -> None:
        """Esc first clears what is searched for, then closes the help."""
        if self.words.text():
            self.words.clear()
        else:
            self.close()
