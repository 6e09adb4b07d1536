"""One register: its table and its other view, a filter line, and adding, moving and removing."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QMenu, QStackedWidget, QVBoxLayout, QWidget

from plandesk.ui.icons import Icon
from plandesk.ui.itemmodels.import_lists import counted
from plandesk.ui.itemmodels.register_lines import (
    RegisterLine,
    RegisterLines,
    Scope,
    cell_of,
    register_lines,
)
from plandesk.ui.itemmodels.register_model import RegisterModel
from plandesk.ui.panels.registers.edits import RegisterEdits
from plandesk.ui.panels.registers.entry_page import EntryAids
from plandesk.ui.panels.registers.views import RegisterViews
from plandesk.ui.widgets.empty_page import EmptyPage
from plandesk.ui.widgets.page_parts import (
    Bar,
    Choice,
    button,
    close_up,
    label,
    on_base,
    word_button,
)
from plandesk.ui.widgets.register_view import RegisterView

if TYPE_CHECKING:
    from plandesk.ui.pages import PageHost


class RegisterPanel(QWidget):
    """The middle of the page; ``entry_changed`` tells the entry at the cursor, 0 for none."""

    entry_changed = Signal(int)
    open_asked = Signal()
    text_asked = Signal(str)
    import_asked = Signal()
    export_asked = Signal()
    checks_asked = Signal()
    send_asked = Signal()
    row_asked = Signal(int, int)
    entry_asked = Signal(int)

    def __init__(self, host: PageHost, aids: EntryAids) -> None:
        super().__init__()
        self.host = host
        self.name = ""
        self.beside: QAction | None = None
        self.shown: RegisterLines | None = None
        self._only: frozenset[int] | None = None
        self.edits = RegisterEdits(host)
        self.model = RegisterModel(self.edits.change, self)
        self.view = RegisterView(self.tr("Entries of the register"), host.look)
        self.view.cells.people, self.view.cells.tags = aids.people, aids.tags
        self.view.cells.reading = aids.reading
        self.view.show_model(self.model, ())
        self.views = RegisterViews(host)
        self.none = EmptyPage(host.look, Icon.REGISTERS)
        self._make_bars()
        self._lay_out()
        self._connect()

    # --- putting together --------------------------------------------------------------------

    def _make_bars(self) -> None:
        look = self.host.look
        self.register = QComboBox()
        self.register.setAccessibleName(self.tr("Register"))
        self.heading, self.count = label(role="heading"), label(role="secondary")
        self.checks = button("", self.checks_asked.emit, Icon.CHECKS)
        self.checks.hide()
        self.send_button = button(self.tr("&Send to owners…"), self.send_asked.emit, Icon.SEND)
        self.add_button = button(self.tr("&Add"), self.add, Icon.ADD, primary=True)
        self.more = button(self.tr("&More"), lambda: None)
        self.more.setAccessibleName(self.tr("More about this register"))
        self.menu = QMenu(self.tr("More about this register"), self)
        self.more.setMenu(self.menu)
        self.menu.aboutToShow.connect(self._fill_menu)
        self.as_ = Choice(self.tr("How the register is shown"), [self.tr("Table"), ""])
        self.text = QLineEdit(placeholderText=self.tr("Filter by words"))
        self.text.setAccessibleName(self.tr("Filter the entries"))
        self.text.setClearButtonEnabled(True)
        self.text.setMinimumWidth(look.px(11))
        self.text.setMaximumWidth(look.px(16))
        self.text.installEventFilter(self)
        self.all = button("", self.show_all, Icon.CLOSE)
        self.all.hide()
        parts = [self.register, self.heading, self.count, None]
        self.top = Bar(look, [*parts, self.checks, self.send_button, self.add_button, self.more])
        self.bar = Bar(look, [self.as_, self.text, self.all, None])

    def _lay_out(self) -> None:
        on_base(self)
        self.stack = QStackedWidget()
        for part in (self.none, self.view, self.views):
            self.stack.addWidget(part)
        column = QVBoxLayout(self)
        close_up(column)
        column.addWidget(self.top)
        column.addWidget(self.bar)
        column.addWidget(self.stack, 1)
        self._start = QAction(self.tr("Add"), self)
        self._start.triggered.connect(self.add)
        self._bring = QAction(self.tr("Bring in a workbook…"), self)
        self._bring.triggered.connect(self.import_asked)

    def _connect(self) -> None:
        self.view.row_changed.connect(self._tell)
        self.view.add_asked.connect(self.add)
        self.view.remove_asked.connect(self.remove)
        self.view.move_asked.connect(self.move)
        self.view.open_asked.connect(self.open_asked)
        self.view.text_asked.connect(self.text_asked)
        self.text.textChanged.connect(self._narrow)
        self.as_.chosen.connect(self._turn)
        self.views.rows_asked.connect(self.show_only)
        self.views.row_asked.connect(self.row_asked)
        self.views.entry_asked.connect(self.entry_asked)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go from the filter line down into the table."""
        if watched is self.text and isinstance(event, QKeyEvent):
            down = event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if event.type() == QEvent.Type.KeyPress and down and self.model.rowCount():
                self.view.setFocus()
                return True
        return False

    # --- what is shown -----------------------------------------------------------------------

    def show_register(self, name: str) -> None:
        """Show another register from the top."""
        if name != self.name:
            self.name, self._only = name, None
            self.view.hidden_by_hand = {}
            self.text.blockSignals(True)
            self.text.clear()
            self.text.blockSignals(False)
            self.as_.blockSignals(True)
            self.as_.choose(0)
            self.as_.blockSignals(False)
        self.refresh()

    def refresh(self) -> None:
        """Read the register anew."""
        if not self.name or self.host.bridge.document is None:
            return
        kept = self.current()
        with self.host.bridge.read() as session:
            self.shown = register_lines(session, self.name, scope_of(self.host))
        kind = self.shown.kind
        self.model.editable = self.host.bridge.can_change
        self.edits.kind, self.edits.period_id = kind, self.host.state.period_id
        words = self.views.name_of(self.name)
        if words:
            self.as_.word(1, words)
        self.as_.setVisible(bool(words))
        word_button(self.add_button, self.tr("&Add %1").replace("%1", kind.entry))
        self.add_button.setEnabled(self.host.bridge.can_change)
        self.send_button.setVisible(kind.asked is not None and bool(self.shown.lines))
        self.send_button.setEnabled(self.host.bridge.can_change)
        self.heading.setText(kind.title)
        self.heading.setToolTip(kind.about)
        self._narrow()
        self.select(kept.entry.id if kept else 0)

    def _narrow(self) -> None:
        if self.shown is None:
            return
        wanted = self.text.text().casefold().split()
        only = self._only
        lines = [
            line
            for line in self.shown.lines
            if (only is None or line.entry.id in only) and fits(self.shown, line, wanted)
        ]
        here = self.current()
        self.model.show(self.shown, lines)
        self.view.fit_columns()
        total = len(self.shown.lines)
        told = self.tr("%1 of %2") if len(lines) != total else "%2"
        self.count.setText(told.replace("%1", str(len(lines))).replace("%2", str(total)))
        self._turn()
        if not self.view.currentIndex().isValid():
            self.select(here.entry.id if here else 0)

    @Slot()
    def _turn(self) -> None:
        """Show the table or the other view, or what to do where there is nothing."""
        if self.shown is None:
            return
        other = self.as_.at == 1 and bool(self.views.name_of(self.name))
        if not self.shown.lines and not (other and self.name == "priorities"):
            self._show_none(self.shown)
        elif other:
            self.stack.setCurrentWidget(self.views)
            self._show_other()
        elif not self.model.rowCount():
            self.none.say(self.tr("No entry matches"), self.tr("Clear the filter to see them all."))
            clear = QAction(self.tr("Clear the filter"), self.none)
            clear.triggered.connect(self.show_all)
            self.none.offer([clear])
            self.stack.setCurrentWidget(self.none)
        else:
            self.stack.setCurrentWidget(self.view)
        self.text.setVisible(not other)

    def _show_other(self) -> None:
        here = self.current()
        self.views.show_entry(self.name, here.entry.id if here else 0, scope_of(self.host))

    def _show_none(self, shown: RegisterLines) -> None:
        kind = shown.kind
        heading = self.tr("%1: nothing yet").replace("%1", kind.title)
        self.none.say(heading, kind.about)
        self._start.setText(self.tr("&Add %1").replace("%1", kind.entry))
        may = self.host.bridge.can_change
        self.none.offer([self._start, self._bring] if may else [])
        self.stack.setCurrentWidget(self.none)

    def say_checks(self, count: int) -> None:
        """Say how much the checks found in this register."""
        self.checks.setVisible(count > 0)
        self.checks.setText(counted(count, "1 to check", "%1 to check"))
        self.checks.setAccessibleName(self.checks.text())

    # --- the cursor --------------------------------------------------------------------------

    def current(self) -> RegisterLine | None:
        """Return the line at the cursor."""
        return self.model.line(self.view.currentIndex())

    def select(self, entry_id: int, column: str = "") -> None:
        """Put the cursor on an entry, or on the first one where it is not shown."""
        here = self.view.currentIndex()
        at = max(self.model.row_of(entry_id), 0)
        keys = [one.key for one in self.model.columns]
        across = keys.index(column) if column in keys else max(here.column(), 0)
        self.view.setCurrentIndex(self.model.index(at, across))
        self._tell(self.view.currentIndex())

    @Slot(object, str)
    def show_only(self, ids: Collection[int], words: str) -> None:
        """Show just these entries in the table, saying which they are."""
        self._only = frozenset(ids)
        self.as_.choose(0)
        shown = self.tr("Only %1").replace("%1", words)
        self.all.setText(shown)
        self.all.setAccessibleName(self.tr("%1: show all again").replace("%1", shown))
        self.all.show()
        self._narrow()
        self.select(0)
        self.view.setFocus()

    @Slot()
    def show_all(self) -> None:
        """Show every entry again."""
        self._only = None
        self.all.hide()
        self.text.clear()
        self._narrow()

    @Slot(QModelIndex)
    def _tell(self, _index: QModelIndex) -> None:
        line = self.current()
        self.entry_changed.emit(line.entry.id if line else 0)
        if line is not None and self.stack.currentWidget() is self.views:
            self._show_other()

    # --- doing -------------------------------------------------------------------------------

    @Slot()
    def add(self) -> None:
        """Add an entry below the cursor, and type its title where it stands."""
        if self.shown is None:
            return
        known = {line.entry.id for line in self.shown.lines}
        if not self.edits.add(self.current()):
            return
        self.refresh()
        self.show_all()
        self.as_.choose(0)
        new = [line.entry.id for line in self.shown.lines if line.entry.id not in known]
        if new:
            self.select(new[0], "title")
            self.view.setFocus()
            self.view.edit(self.view.currentIndex())

    @Slot()
    def remove(self) -> None:
        """Remove the chosen entries."""
        self.edits.remove(self._chosen())

    @Slot(int)
    def move(self, by: int) -> None:
        """Move the chosen entries up or down."""
        self.edits.move(self._chosen(), by)

    def _chosen(self) -> list[RegisterLine]:
        rows = sorted({index.row() for index in self.view.selectionModel().selectedRows()})
        return [self.model.lines[row] for row in rows]

    @Slot()
    def _fill_menu(self) -> None:
        self.menu.clear()
        may, some = self.host.bridge.can_change, bool(self._chosen())
        for words, act, able in (
            (self.tr("Edit cell\tF2"), self.view.edit_here, may and some),
            (self.tr("Move up\tAlt+Up"), lambda: self.move(-1), may and some),
            (self.tr("Move down\tAlt+Down"), lambda: self.move(1), may and some),
            (self.tr("Remove\tDel"), self.remove, may and some),
            ("", None, False),
            (self.tr("Bring in a workbook…"), self.import_asked.emit, may),
            (self.tr("Save as a workbook…"), self.export_asked.emit, True),
        ):
            if act is None:
                self.menu.addSeparator()
                continue
            action = self.menu.addAction(words)
            action.triggered.connect(act)
            action.setEnabled(able)
        self.menu.addMenu(self.view.columns_menu())
        if self.beside is not None:
            self.menu.addAction(self.beside)


def fits(shown: RegisterLines, line: RegisterLine, wanted: Collection[str]) -> bool:
    """Tell whether a line says all the words, in whatever column or field."""
    if not wanted:
        return True
    kind = shown.kind
    said = [cell_of(kind, line, column).text for column in shown.columns]
    said += [line.entry.text(kind, spec.key) for spec in kind.fields]
    said += [*line.entry.sources, *line.entry.characteristics]
    whole = " ".join(said).casefold()
    return all(word in whole for word in wanted)


def scope_of(host: PageHost) -> Scope:
    """Return whose entries are shown, and as of when."""
    state, period = host.state, host.state.period
    return Scope(
        state.plan.id if state.plan else None,
        period.id if period else None,
        period.as_at if period else None,
        len(state.plans) > 1,
    )
