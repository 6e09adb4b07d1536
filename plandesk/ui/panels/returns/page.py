"""The Returns page: the register, issuing, and importing, each in a tab of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout

from plandesk.ui.itemmodels.import_lists import counted
from plandesk.ui.pages import Page
from plandesk.ui.panels.returns.chooser import ReturnsChooser
from plandesk.ui.panels.returns.import_view import ImportPanel
from plandesk.ui.panels.returns.issue_view import IssuePanel
from plandesk.ui.panels.returns.register_view import RegisterPanel
from plandesk.ui.turns import Turns
from plandesk.ui.widgets.file_drop import dropped, take_copy
from plandesk.ui.widgets.message_bar import Offer
from plandesk.ui.widgets.page_parts import close_up, on_base

if TYPE_CHECKING:
    from plandesk.ui.pages import PageHost

REGISTER, ISSUE, IMPORT = range(3)


class ReturnsPage(Page):
    """Sends returns out and takes them back; workbooks may be dropped anywhere on it."""

    def __init__(self, host: PageHost) -> None:
        super().__init__(host)
        self._turns = Turns(self)
        self._taken: Callable[[], None] | None = None  # says what was, until the register shows it
        self.chooser = ReturnsChooser(host)
        self.register = RegisterPanel(host)
        self.issue = IssuePanel(host, self.chooser)
        self.import_ = ImportPanel(host, self.chooser)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(self.tr("Register, issue or import"))
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.stack = QStackedWidget()
        words = (self.tr("Who has what"), self.tr("Issue"), self.tr("Import"))
        self._panels = (self.register, self.issue, self.import_)
        for word, panel in zip(words, self._panels, strict=True):
            self.tabs.addTab(word)
            self.stack.addWidget(panel)
        on_base(self)
        down = QVBoxLayout(self)
        close_up(down)
        row = QHBoxLayout()
        row.setContentsMargins(host.look.px(0.4), 0, host.look.px(0.75), 0)
        row.addWidget(self.tabs, 1)  # its own width is a moment late when a name grows
        row.addWidget(self.import_.tools)
        self.import_.tools.hide()
        down.addLayout(row)
        line = QFrame()
        line.setProperty("role", "line")
        down.addWidget(line)
        down.addWidget(self.stack, 1)
        self.setAcceptDrops(True)
        self._connect()

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._show)
        self.register.issue_asked.connect(self._start_issue)
        self.register.import_asked.connect(self.import_returns)
        self.issue.issued.connect(self._to_register)
        self.issue.left.connect(self._to_register)
        self.import_.left.connect(self._to_register)
        self.import_.applied.connect(self._on_applied)
        self.register.renewed.connect(self._after_taking)
        self.import_.session.previewed.connect(self._name_import)

    @property
    def help_place(self) -> str:
        """Importing has a page of its own in the help."""
        return "returns-import" if self.tabs.currentIndex() == IMPORT else ""

    def refresh(self) -> None:
        """Read anew what the shown tab shows."""
        if self.host.bridge.document is not None:
            self._panels[self.tabs.currentIndex()].refresh()

    def release(self) -> None:
        """Forget the import: its files belong to the plan that closes."""
        self._taken = None
        self.import_.session.clear()

    # --- commands ----------------------------------------------------------------------------

    def issue_returns(self) -> None:
        """Open the tab for issuing, for everyone without a return."""
        self._start_issue("")

    def import_returns(self) -> None:
        """Open the tab for importing; ask for files where there are none yet."""
        self.tabs.setCurrentIndex(IMPORT)
        if not self.import_.session.files:
            self.import_.ask_files()
        self.import_.focus()

    def import_paths(self, paths: Iterable[Path]) -> None:
        """Preview these files, folders and zips."""
        self.tabs.setCurrentIndex(IMPORT)
        self.import_.add_paths(paths)

    def copy_chases(self) -> None:
        """Copy a message to each lead whose return is still to come."""
        self.tabs.setCurrentIndex(REGISTER)
        self.register.copy_chases()

    # --- files dropped on the page -----------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files from the desktop."""
        if dropped_paths(event) and self.host.bridge.can_change:
            take_copy(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Preview what was dropped."""
        paths = dropped_paths(event)
        if paths:
            take_copy(event)
            self.import_paths(paths)

    # --- joining the tabs --------------------------------------------------------------------

    @Slot(int)
    def _show(self, at: int) -> None:
        self._turn_to(at)
        self.refresh()

    def _turn_to(self, at: int) -> None:
        self.stack.setCurrentIndex(at)
        self.import_.tools.setVisible(at == IMPORT)

    @Slot(str)
    def _start_issue(self, lead: str) -> None:
        self.tabs.setCurrentIndex(ISSUE)
        self.issue.start(lead)

    @Slot()
    def _to_register(self) -> None:
        if self.tabs.currentIndex() == REGISTER:
            self.register.refresh()
        else:
            self.tabs.setCurrentIndex(REGISTER)  # which reads it
        self.register.focus()

    def _show_register(self) -> None:
        """Turn to the register, which was read just now."""
        with QSignalBlocker(self.tabs):
            self.tabs.setCurrentIndex(REGISTER)
        self._turn_to(REGISTER)
        self.register.focus()

    @Slot(int, int, int)
    def _on_applied(self, taken: int, files: int, waiting: int) -> None:
        words = self.tr("%1 applied from %2")
        words = words.replace("%1", counted(taken, "1 change", "%1 changes"))
        words = words.replace("%2", counted(files, "1 return", "%1 returns"))
        if waiting:
            words += ". " + counted(waiting, "1 still to settle", "%1 still to settle")
        offer = Offer(self.tr("Undo"), self.host.bridge.undo)
        if not files:  # no step was made: undo would take back whatever came before
            words, offer = self.tr("Nothing is new: these returns were filed before."), None
        self._taken = lambda: self.host.say(words, offer)
        reading = self.host.state.reading
        if reading.busy:  # a large plan: its table and the register would be read side by side
            reading.ended.connect(self.register.refresh, Qt.ConnectionType.SingleShotConnection)
        else:
            self.register.refresh()

    @Slot()
    def _after_taking(self) -> None:
        """Turn to the register that shows what was taken, then say it.

        Each in a turn of its own: hundreds of rows are read, then drawn, then moved by the words.
        """
        if self._taken is not None:
            self._turns.soon(self._show_register)
            self._turns.soon(self._taken)
            self._taken = None

    @Slot()
    def _name_import(self) -> None:
        count = len(self.import_.session.files)
        self.tabs.setTabText(IMPORT, self.tr("Import") + (f" ({count})" if count else ""))


def dropped_paths(event: QDropEvent) -> list[Path]:
    """Return the workbooks, folders and zips of a drop; plans and papers are the window's."""
    found = dropped(event.mimeData())
    return [] if found.plans else [*found.returns, *found.trackers]
