"""The registers: their list, the entries of the chosen one, and one entry in full beside them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Slot
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from plandesk.errors import UserError
from plandesk.services.dropped import BOOKS
from plandesk.services.queries.registers.attention import REGISTER_OF_FINDING
from plandesk.ui.dialogs.choose_files import FileChooser
from plandesk.ui.icons import Icon
from plandesk.ui.itemmodels.cell_table import Cell, CellTable
from plandesk.ui.itemmodels.import_lists import counted
from plandesk.ui.itemmodels.row_roles import Sign
from plandesk.ui.pages import Page, PageHost
from plandesk.ui.panels.registers.entry_page import aids_of
from plandesk.ui.panels.registers.entry_panel import EntryPanel
from plandesk.ui.panels.registers.panel import RegisterPanel
from plandesk.ui.panels.registers.save_book import save_book
from plandesk.ui.panels.registers.send_panel import SendPanel
from plandesk.ui.panels.registers.workbook_import import RegisterImportPanel
from plandesk.ui.widgets.file_drop import dropped_files, take_copy
from plandesk.ui.widgets.page_parts import close_up
from plandesk.ui.widgets.places import Place
from plandesk.ui.widgets.register_view import RegisterList
from plandesk.ui.widgets.tab_order import read_in_order

if TYPE_CHECKING:
    from plandesk.services.checks.finding import PlanFinding

_LIST = 60  # heights of a line: below this the list of registers is a box above the table
_BESIDE = 42  # and below this an entry in full takes the place of the table


@dataclass(frozen=True, slots=True)
class RegisterEntryCount:
    """One line of the list of registers."""

    name: str
    title: str
    about: str
    count: int
    to_check: int


class RegistersPage(Page):
    """Measures, risks, recommendations and the other registers of the plan."""

    def __init__(self, host: PageHost) -> None:
        super().__init__(host)
        look = host.look
        self.chooser = FileChooser(host.settings)
        self.aids = aids_of(host)
        headings = [self.tr("Register"), self.tr("To check"), self.tr("Entries")]
        self.model = CellTable(headings, _cells, self)
        self.list = RegisterList(self.tr("Registers"), look)
        self.list.setHeaderHidden(True)
        self.list.show_model(self.model, (0, 2.4, 2.0))
        self.table = RegisterPanel(host, self.aids)
        self.entry = EntryPanel(host, self.aids)
        self.book = RegisterImportPanel(host)
        self.send = SendPanel(host, self.chooser)
        self.beside = _key_action(self, self.tr("Entry beside the table"))
        self._full = False
        self._filling = False
        self._lay_out()
        self._connect()
        self.setAcceptDrops(True)

    def _lay_out(self) -> None:
        look = self.host.look
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setHandleWidth(1)
        self.split.setChildrenCollapsible(False)
        for part in (self.list, self.table, self.entry):
            self.split.addWidget(part)
        self.split.setStretchFactor(1, 1)
        self.split.setCollapsible(2, True)
        self.split.setSizes([look.px(12.6), look.px(40), look.px(23)])
        self.stack = QStackedWidget()
        self.stack.addWidget(self.split)
        self.stack.addWidget(self.book)
        self.stack.addWidget(self.send)
        whole = QVBoxLayout(self)
        close_up(whole)
        whole.addWidget(self.stack)

    def _connect(self) -> None:
        self.list.row_changed.connect(self._choose)
        self.table.register.activated.connect(self._choose_in_box)
        self.table.entry_changed.connect(self._show_entry)
        self.table.open_asked.connect(self._open_entry)
        self.table.text_asked.connect(self._edit_text)
        self.table.import_asked.connect(self.import_register)
        self.table.export_asked.connect(self.export_register)
        self.table.checks_asked.connect(self._show_checks)
        self.list.add_asked.connect(self.table.add)
        self.table.send_asked.connect(self.send_register)
        self.table.beside = self.beside
        self.beside.triggered.connect(self._put_beside)
        self.table.row_asked.connect(self._go_to_row)
        self.table.entry_asked.connect(self.show_entry)
        self.entry.links.row_asked.connect(self._go_to_row)
        self.entry.back_asked.connect(self._back)
        self.book.left.connect(self._leave_book)
        self.send.left.connect(self._leave_book)
        self.host.findings.changed.connect(self._show_list)
        for shown in (self.entry.tabs.turned, self.table.as_.chosen, self.table.entry_changed):
            shown.connect(self._put_in_order)

    @Slot()
    def _put_in_order(self) -> None:
        read_in_order(self)  # fields are made as they are shown

    # --- commands ----------------------------------------------------------------------------

    @Slot()
    def show_registers(self) -> None:
        """Put the keyboard on the table, or on the list where the table is empty."""
        self._leave_book()
        (self.table.view if self.table.model.rowCount() else self.list).setFocus()

    @Slot()
    def add_entry(self) -> None:
        """Add an entry to the shown register."""
        self._leave_book()
        self.table.add()

    @Slot()
    def import_register(self) -> None:
        """Ask for a workbook of the shown register."""
        kinds = self.tr("Workbooks (*.xlsx *.xlsm *.csv *.ods)")
        chosen = self.chooser.files(self, self.tr("Bring in a workbook"), kinds)
        if chosen:
            self.bring_in(chosen[0])

    def bring_in(self, path: Path) -> None:
        """Show what a workbook would change in the shown register."""
        if not self.host.bridge.can_change:
            said = self.tr("This plan is open to read only.")
            self.host.refuse(UserError(said, self.tr("Nothing was taken in.")))
            return
        self.stack.setCurrentWidget(self.book)
        line = self.table.current()
        self.book.read(self.table.name, path, line.entry.plan_id if line else None)

    @Slot()
    def export_register(self) -> None:
        """Save the shown register as a workbook."""
        if self.table.shown is not None:
            shown = (self.table.name, self.table.shown.kind.title)
            save_book(self, self.host, self.chooser, shown)

    @Slot()
    def send_register(self) -> None:
        """Ask to whom the shown register is to be sent."""
        shown = self.table.shown
        if shown is not None and shown.kind.asked is not None:
            self.stack.setCurrentWidget(self.send)
            self.send.start(self.table.name, shown.kind.asked.title)

    # --- what is shown -----------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the list and the shown register anew."""
        if self.host.bridge.document is None or self.host.state.plan is None:
            return
        if not self.table.name:
            self.table.name = "measures"
        self._show_list()
        self.table.refresh()

    def show_register(self, name: str) -> None:
        """Show a register."""
        self._leave_book()
        self.table.show_register(name)
        self._show_list()

    @Slot(int)
    def show_entry(self, entry_id: int) -> None:
        """Show an entry in its register, with the keyboard on its line."""
        from plandesk.services.queries.registers.rows import entry_detail
        from plandesk.services.registers.kinds import top_of

        with self.host.bridge.read() as session:
            found = entry_detail(session, entry_id)
            if found is not None and found.row.parent_id is not None:
                found = entry_detail(session, found.row.parent_id)
        if found is None:
            self.host.say(self.tr("That entry is not in the register any more."))
            return
        plan = found.row.plan_id
        if plan is not None:
            self.host.state.choose_plan(plan)
        self.show_register(top_of(found.row.kind))
        self.table.show_all()
        self.table.as_.choose(0)
        self.table.select(found.row.id)
        self.table.view.setFocus()

    def show_entries(self, name: str, ids: Collection[int], words: str) -> None:
        """Show just these entries of a register, saying which they are."""
        self.show_register(name)
        if ids:
            self.table.show_only(ids, words)
        else:
            self.table.show_all()

    @Slot()
    def _show_list(self) -> None:
        from plandesk.services.queries.registers.rows import RegisterFilter, register_rows
        from plandesk.services.registers.kinds import kind_of, register_names

        if self.host.bridge.document is None or self.host.state.plan is None:
            return
        plan = self.host.state.plan.id
        found = self._found()
        rows: list[RegisterEntryCount] = []
        with self.host.bridge.read() as session:
            for name in register_names():
                kind = kind_of(session, name, plan)
                count = len(register_rows(session, name, RegisterFilter(plan_id=plan)))
                wrong = sum(REGISTER_OF_FINDING.get(one.code) == name for one in found)
                rows.append(RegisterEntryCount(name, kind.title, kind.about, count, wrong))
        self._filling = True
        self.model.show(rows)
        names = [row.name for row in rows]
        at = names.index(self.table.name) if self.table.name in names else 0
        self.list.setCurrentIndex(self.model.index(at, 0))
        self.table.register.clear()
        for row in rows:
            self.table.register.addItem(row.title)
        self.table.register.setCurrentIndex(at)
        self.table.say_checks(rows[at].to_check)
        self._filling = False

    def _found(self) -> list[PlanFinding]:
        return [one for one in self.host.findings.findings if not one.accepted]

    @Slot(QModelIndex)
    def _choose(self, index: QModelIndex) -> None:
        if index.isValid() and not self._filling:
            self._full = False
            self.table.show_register(self.model.rows[index.row()].name)
            self.table.say_checks(self.model.rows[index.row()].to_check)
            self._fit()

    @Slot(int)
    def _choose_in_box(self, at: int) -> None:
        self.list.setCurrentIndex(self.model.index(at, 0))

    @Slot(int)
    def _show_entry(self, entry_id: int) -> None:
        from plandesk.services.queries.registers.rows import entry_detail

        detail = None
        if entry_id:
            with self.host.bridge.read() as session:
                detail = entry_detail(session, entry_id)
        self.entry.show_entry(detail)
        self._fit()

    @Slot()
    def _open_entry(self) -> None:
        self._full = True
        self._fit()
        self.entry.focus()

    @Slot(str)
    def _edit_text(self, key: str) -> None:
        self._full = True
        self._fit()
        self.entry.focus_field(key)

    @Slot(bool)
    def _put_beside(self, on: bool) -> None:
        """Show or hide the entry; where it has no room beside the table, it takes its place."""
        wide = self.width() >= self.host.look.px(_BESIDE)
        self._full = not wide and not self._full
        self.beside.setChecked(on if wide else self._full)
        self._fit()
        if not _has_keyboard(self):
            self.entry.focus() if self._full else self.table.view.setFocus()

    @Slot()
    def _back(self) -> None:
        self._full = False
        self._fit()
        self.table.view.setFocus()

    @Slot()
    def _leave_book(self) -> None:
        if self.stack.currentWidget() is not self.split:
            self.stack.setCurrentWidget(self.split)
            self.table.view.setFocus()

    @Slot()
    def _show_checks(self) -> None:
        """Show the entries that the checks name, or the checks where they name none."""
        subjects = {one.subject for one in self._found() if one.subject}
        shown = self.table.shown
        ids = [line.entry.id for line in shown.lines if line.entry.uid in subjects] if shown else []
        if ids:
            self.table.show_only(ids, self.table.checks.text())
        else:
            self.host.go(Place.CHECKS)

    @Slot(int, int)
    def _go_to_row(self, item_id: int, plan_id: int) -> None:
        self.host.state.choose_plan(plan_id)
        if item_id:
            self.host.show_item(item_id)
        else:
            self.host.go(Place.PLAN)

    # --- fitting, dropping, helping ----------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make room where the window is narrow."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        look = self.host.look
        lists, wide = self.width() >= look.px(_LIST), self.width() >= look.px(_BESIDE)
        beside = wide and self.beside.isChecked()
        self.list.setVisible(lists)
        self.table.register.setVisible(not lists)
        self.table.heading.setVisible(lists)
        some = self.entry.detail is not None
        self.entry.setVisible(some and (beside or self._full))
        self.table.setVisible(beside or not self._full or not some)
        self.entry.back.setVisible(not beside)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one workbook for the shown register."""
        if len(dropped_files(event.mimeData(), BOOKS)) == 1:
            take_copy(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Show what the dropped workbook would change."""
        found = dropped_files(event.mimeData(), BOOKS)
        if found:
            take_copy(event)
            self.bring_in(found[0])


def _key_action(page: QWidget, words: str) -> QAction:
    """Return what F4 turns on and off on a page, as it does the inspector beside the plan."""
    action = QAction(words, page, checkable=True, checked=True)
    action.setShortcut("F4")
    action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    page.addAction(action)
    return action


def _has_keyboard(page: QWidget) -> bool:
    here = QApplication.focusWidget()
    return here is not None and here.isVisibleTo(page)


def _cells(row: RegisterEntryCount) -> Sequence[Cell]:
    sign = Sign(Icon.WARNING, "warning") if row.to_check else None
    told = counted(row.to_check, "1 to check", "%1 to check") if row.to_check else ""
    return (
        Cell(row.title, tip=row.about, ink="" if row.count else "secondary"),
        Cell(str(row.to_check) if row.to_check else "", sign, tip=told),
        Cell(str(row.count or ""), ink="secondary", right=True),
    )
