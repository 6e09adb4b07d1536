"""What an entry is linked to, and what was done to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
)

from plandesk.errors import UserError
from plandesk.ui.days import local_time
from plandesk.ui.icons import Icon
from plandesk.ui.panels.registers.entry_page import EntryAids, EntryPage
from plandesk.ui.widgets.page_parts import button, dress_offers, label

if TYPE_CHECKING:
    from plandesk.services.queries.registers.rows import EntryDetail, EntryLink
    from plandesk.ui.pages import PageHost

_ROW = Qt.ItemDataRole.UserRole


class EntryLinksPage(EntryPage):
    """Rows of plans and whole plans that an entry is linked to; ``row_asked`` opens one."""

    row_asked = Signal(int, int)

    def __init__(self, host: PageHost, aids: EntryAids) -> None:
        super().__init__(host, aids)
        self._refs: dict[str, int] = {}
        self.list = _list(self.tr("Links of the entry"))
        self.none = label(self.tr("Not linked to the plan yet."), "secondary", wrap=True)
        self.go = button(self.tr("Go to"), self._go, Icon.MATCH)
        self.gone = button(self.tr("Remove link"), self._remove, Icon.REMOVE)
        self.kind, self.ref = QComboBox(), QLineEdit()
        self.kind.setAccessibleName(self.tr("Kind of link"))
        self.ref.setAccessibleName(self.tr("Ref to link to"))
        self.ref.setPlaceholderText(self.tr("Ref, like A2.4"))
        self.ref.returnPressed.connect(self._add)
        self.add = button(self.tr("Add link"), self._add, Icon.ADD)
        self.whole = button(self.tr("Link to the whole plan"), self._add_plan)
        self._lay_out()
        self.list.currentRowChanged.connect(self._enable)
        self.list.itemActivated.connect(self._go)
        remove = QShortcut(QKeySequence("Del"), self.list)
        remove.setContext(Qt.ShortcutContext.WidgetShortcut)
        remove.activated.connect(self._remove)
        self.dress()

    def _lay_out(self) -> None:
        one, two = QHBoxLayout(), QHBoxLayout()
        one.addWidget(self.go)
        one.addWidget(self.gone)
        one.addStretch(1)
        two.addWidget(self.kind)
        two.addWidget(self.ref, 1)
        self.column.addWidget(self.none)
        self.column.addWidget(self.list, 1)
        self.column.addLayout(one)
        self.caption(self.tr("New link"))
        self.column.addLayout(two)
        three = QHBoxLayout()
        three.addWidget(self.add)
        three.addWidget(self.whole)
        three.addStretch(1)
        self.column.addLayout(three)
        self.column.addStretch(1)

    def show_entry(self, detail: EntryDetail) -> None:
        """Show the links of an entry."""
        super().show_entry(detail)
        kept = self.list.currentRow()
        self.list.clear()
        for at, link in enumerate(detail.row.links):
            said = f"{link.kind[:1].upper()}{link.kind[1:]} {link.ref}".rstrip()
            item = QListWidgetItem(f"{said}\n{link.title}", self.list)
            item.setData(_ROW, at)
        self.list.setCurrentRow(min(max(kept, 0), self.list.count() - 1))
        some = bool(detail.row.links)
        self.list.setVisible(some)
        self.none.setVisible(not some)
        kinds = [self.kind.itemText(at) for at in range(self.kind.count())]
        if kinds != list(detail.kind.links):
            self.kind.clear()
            self.kind.addItems(list(detail.kind.links))
        can = self.may and bool(detail.kind.links)
        for each in (self.kind, self.ref, self.add, self.whole):
            each.setEnabled(can)
        self._read_refs()
        self._enable()

    def _read_refs(self) -> None:
        from plandesk.services.queries.plan_tree import plan_rows

        with self.host.bridge.read() as session:
            rows = plan_rows(session, self.host.state.period_id)
        own = self.host.state.plan.id if self.host.state.plan else None
        rows.sort(key=lambda row: row.plan_id == own)  # the shown plan's refs go first
        refs = {row.ref: row.id for row in rows if row.ref}
        if refs.keys() != self._refs.keys():
            completer = QCompleter(sorted(refs), self.ref)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            self.ref.setCompleter(completer)
            dress_offers(completer)
        self._refs = refs

    def chosen(self) -> EntryLink | None:
        """Return the link at the cursor."""
        item = self.list.currentItem()
        if item is None or self.detail is None:
            return None
        return self.detail.row.links[int(item.data(_ROW))]

    @Slot()
    def _enable(self) -> None:
        link = self.chosen()
        self.go.setEnabled(link is not None)
        name = (link.ref or self.tr("the plan")) if link else ""
        self.go.setText(self.tr("Go to %1").replace("%1", name).rstrip())
        self.go.setAccessibleName(self.go.text())
        self.gone.setEnabled(self.may and link is not None)

    @Slot()
    def _go(self) -> None:
        link = self.chosen()
        if link is not None:
            self.row_asked.emit(link.item_id or 0, link.plan_id)

    @Slot()
    def _add(self) -> None:
        from plandesk.services.ops.registers.links import LinkEntry

        wanted = self.ref.text().strip()
        if self.detail is None or not wanted:
            self.ref.setFocus()
            return
        found = {ref.casefold(): number for ref, number in self._refs.items()}
        item = found.get(wanted.casefold())
        if item is None:
            said = self.tr("There is no %1 in this plan.").replace("%1", wanted)
            self.host.refuse(UserError(said, self.tr("Enter the ref of a row.")))
            return
        if self.run(LinkEntry(self.detail.row.id, (item,), self.kind.currentText())):
            self.ref.clear()

    @Slot()
    def _add_plan(self) -> None:
        from plandesk.services.ops.registers.links import LinkEntryToPlan

        plan = self.host.state.plan
        if self.detail is not None and plan is not None:
            self.run(LinkEntryToPlan(self.detail.row.id, plan.id, self.kind.currentText()))

    @Slot()
    def _remove(self) -> None:
        from plandesk.services.ops.registers.links import UnlinkEntry

        link = self.chosen()
        if link is None or not self.may:
            return
        of_row = link.item_id is not None
        self.run(UnlinkEntry((link.id,), ()) if of_row else UnlinkEntry((), (link.id,)))


class EntryHistoryPage(EntryPage):
    """The steps that touched an entry, the newest first."""

    def __init__(self, host: PageHost, aids: EntryAids) -> None:
        super().__init__(host, aids)
        self.list = _list(self.tr("History of the entry"))
        self.column.addWidget(self.list, 1)
        self.dress()

    def show_entry(self, detail: EntryDetail) -> None:
        """Show what was done to an entry, its parts and its values."""
        from plandesk.services.queries.registers.attention import entry_history

        super().show_entry(detail)
        ids = [detail.row.id, *(part.id for part in detail.parts)]
        with self.host.bridge.read() as session:
            steps = entry_history(session, ids)
        self.list.clear()
        for step in steps:
            QListWidgetItem(f"{step.title}\n{local_time(step.at)} · {step.who}", self.list)
        if not steps:
            QListWidgetItem(self.tr("As it was when the file was made."), self.list)


def _list(name: str) -> QListWidget:
    made = QListWidget()
    made.setAccessibleName(name)
    made.setWordWrap(True)
    made.setResizeMode(QListWidget.ResizeMode.Adjust)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setSpacing(2)
    return made
