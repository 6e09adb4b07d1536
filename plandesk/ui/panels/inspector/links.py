"""The links of a plan item in the inspector, seen from both ends, and refs that lead nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
)

from plandesk.errors import UserError
from plandesk.models.references import find_refs, prefixes_of
from plandesk.models.types import LinkKind
from plandesk.ui.icons import Icon
from plandesk.ui.panels.inspector.pages import Page
from plandesk.ui.plan_edits import PlanEdits
from plandesk.ui.plan_state import PlanState
from plandesk.ui.theme import Look
from plandesk.ui.widgets.page_parts import button, dress_offers, label

if TYPE_CHECKING:
    from plandesk.services.queries.detail import ItemDetail, LinkRow
    from plandesk.services.queries.registers.attention import LinkedEntry

_ROW = Qt.ItemDataRole.UserRole


class LinksPage(Page):
    """Lists the links and the refs that texts name; ``go_asked`` asks for another row."""

    go_asked = Signal(int)
    entry_asked = Signal(int)

    def __init__(self, state: PlanState, edits: PlanEdits, look: Look) -> None:
        super().__init__(state, edits, look)
        self._refs: dict[str, int] = {}
        self._entries: list[LinkedEntry] = []
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Links"))
        self.list.setWordWrap(True)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setSpacing(2)
        self._none = label(self.tr("No links yet."), "secondary", wrap=True)
        self._broken = label("", "error", wrap=True)
        self._named = label("", "secondary", wrap=True)
        self.kind, self.ref, self.note = QComboBox(), QLineEdit(), QLineEdit()
        self._build_form()
        self.go = button(self.tr("Go to"), self._go, Icon.MATCH)
        self.remove = button(self.tr("Remove"), self._remove, Icon.REMOVE)
        row = QHBoxLayout()
        row.addWidget(self.go)
        row.addWidget(self.remove)
        row.addStretch(1)
        for widget in (self._broken, self._none, self.list):
            self.column.addWidget(widget, int(widget is self.list))
        self.column.addLayout(row)
        self.column.addWidget(self._named)
        self.caption(self.tr("New link"))
        self.column.addLayout(self._form)
        self.column.addStretch(1)
        self.list.currentRowChanged.connect(self._enable)
        self.list.itemActivated.connect(self._go)
        remove = QShortcut(QKeySequence("Del"), self.list)
        remove.setContext(Qt.ShortcutContext.WidgetShortcut)
        remove.activated.connect(self._remove)
        self.dress()

    def show_detail(self, detail: ItemDetail) -> None:
        """Show the links of both ends, and what the texts refer to."""
        super().show_detail(detail)
        self._read_refs()
        kept = self.list.currentRow()
        self.list.clear()
        for link in detail.links:
            item = QListWidgetItem(self._line(link), self.list)
            item.setData(_ROW, link.id)
        self._entries = self.entries_of(detail.row.id)
        for at, linked in enumerate(self._entries):
            item = QListWidgetItem(_entry_line(linked), self.list)
            item.setData(_ROW, -1 - at)  # below nought, where no link of the plan is
        self.list.setCurrentRow(min(max(kept, 0), self.list.count() - 1))
        some = self.list.count() > 0
        self.list.setVisible(some)
        self._none.setVisible(not some)
        self._show_texts(detail)
        self._enable()

    def entries_of(self, item_id: int) -> list[LinkedEntry]:
        """Return the measures, risks and other entries that are linked to a row."""
        from plandesk.services.queries.registers.attention import entries_linked_to

        with self.state.bridge.read() as session:
            return entries_linked_to(session, item_id)

    def kind_word(self, kind: str, *, outward: bool) -> str:
        """Return how a link reads from one of its ends."""
        words = {
            LinkKind.DEPENDS_ON: (self.tr("Depends on"), self.tr("Is needed by")),
            LinkKind.DUPLICATE_OF: (self.tr("Duplicate of"), self.tr("Has the duplicate")),
            LinkKind.SUPERSEDES: (self.tr("Supersedes"), self.tr("Superseded by")),
            LinkKind.ALIGNED_WITH: (self.tr("Aligned with"), self.tr("Aligned with")),
            LinkKind.REFERS_TO: (self.tr("Refers to"), self.tr("Referred to by")),
        }
        return words[LinkKind(kind)][0 if outward else 1]

    def _line(self, link: LinkRow) -> str:
        said = self.kind_word(link.kind, outward=link.outward)
        return f"{said} {link.other_ref}\n{link.other_title}"

    def _build_form(self) -> None:
        self.kind.setAccessibleName(self.tr("Kind of link"))
        for kind in LinkKind:
            self.kind.addItem(self.kind_word(kind, outward=True), kind)
        self.ref.setAccessibleName(self.tr("Ref to link to"))
        self.ref.setPlaceholderText(self.tr("Ref, like A2.4 or R1"))
        self.add = button(self.tr("Add link"), self._add, Icon.ADD)
        self.ref.returnPressed.connect(self._add)
        self._form = QGridLayout()
        self._form.addWidget(self.kind, 0, 0)
        self._form.addWidget(self.ref, 0, 1)
        self._form.addWidget(self.add, 1, 0, 1, 2, Qt.AlignmentFlag.AlignLeft)

    def _read_refs(self) -> None:
        refs = {row.ref: row.id for row in self.state.rows() if row.ref}
        if refs.keys() != self._refs.keys():
            completer = QCompleter(sorted(refs), self.ref)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            self.ref.setCompleter(completer)
            dress_offers(completer)
        self._refs = refs

    def _show_texts(self, detail: ItemDetail) -> None:
        """Say which refs the texts name, and mark those that the plan does not have."""
        texts = [detail.row.title, detail.outcome_note, *(one.note for one in detail.evidence)]
        texts += [one.text for one in detail.comments]
        for update in detail.updates:
            texts += [update.progress, update.reason, update.help_needed]
        prefixes = prefixes_of(self._refs)
        spans = find_refs("\n".join(texts), prefixes, self._refs.keys())
        known = {ref.casefold() for ref in (*self._refs, *detail.former_refs)}
        said = dict.fromkeys(span.ref for span in spans if span.ref != detail.row.ref)
        broken = [ref for ref in said if ref.casefold() not in known and not self._was(ref)]
        sound = [ref for ref in said if ref not in broken]
        told = self.tr("The texts name %1, which this plan does not have.")
        self._broken.setText(told.replace("%1", ", ".join(broken)))
        self._broken.setVisible(bool(broken))
        self._named.setText(self.tr("The texts name %1.").replace("%1", ", ".join(sound)))
        self._named.setVisible(bool(sound))

    def _was(self, ref: str) -> bool:
        return self._find(ref) is not None

    def _find(self, ref: str) -> int | None:
        from plandesk.services.queries.detail import find_ref

        with self.state.bridge.read() as session:
            try:
                return find_ref(session, ref)
            except UserError:
                return None

    def _chosen(self) -> LinkRow | None:
        item = self.list.currentItem()
        if item is None or self.detail is None:
            return None
        number = int(item.data(_ROW))
        return next((one for one in self.detail.links if one.id == number), None)

    def _chosen_entry(self) -> LinkedEntry | None:
        item = self.list.currentItem()
        at = -1 - int(item.data(_ROW)) if item is not None else -1
        return self._entries[at] if 0 <= at < len(self._entries) else None

    @Slot()
    def _enable(self) -> None:
        one, may = self._chosen(), self.state.bridge.can_change
        entry = self._chosen_entry()
        self.go.setEnabled(one is not None or entry is not None)
        name = one.other_ref if one else entry.entry.ref if entry else ""
        self.go.setText(self.tr("Go to %1").replace("%1", name).rstrip())
        self.go.setAccessibleName(self.go.text())
        self.remove.setEnabled(may and (one is not None or entry is not None))
        for each in (self.add, self.kind, self.ref):
            each.setEnabled(may)

    @Slot()
    def _add(self) -> None:
        from plandesk.services.ops.detail import AddLink

        wanted = self.ref.text().strip()
        if self.detail is None or not wanted:
            self.ref.setFocus()
            return
        other = self._find(wanted)
        if other is None and self._add_entry(self.detail.row.id, wanted):
            return
        if other is None:
            said = self.tr("There is no %1 in this plan.").replace("%1", wanted)
            self.state.bridge.refused.emit(UserError(said, self.tr("Enter the ref of a row.")))
            return
        kind = LinkKind(self.kind.currentData())
        if self.state.bridge.run(AddLink(self.detail.row.id, kind, other), self):
            self.ref.clear()

    def _add_entry(self, item_id: int, ref: str) -> bool:
        """Link an entry of a register that has this ref; tell whether there is one."""
        from plandesk.services.ops.registers.links import LinkEntry
        from plandesk.services.queries.registers.rows import find_entry

        with self.state.bridge.read() as session:
            try:
                found = find_entry(session, ref)
            except UserError:
                return False
        if self.state.bridge.run(LinkEntry(found, (item_id,)), self):
            self.ref.clear()
        return True

    @Slot()
    def _go(self) -> None:
        one, entry = self._chosen(), self._chosen_entry()
        if one is not None:
            self.go_asked.emit(one.other_id)
        elif entry is not None:
            self.entry_asked.emit(entry.entry.id)

    @Slot()
    def _remove(self) -> None:
        from plandesk.services.ops.detail import RemoveLink
        from plandesk.services.ops.registers.links import UnlinkEntry

        one, entry = self._chosen(), self._chosen_entry()
        if not self.state.bridge.can_change:
            return
        if one is not None:
            self.state.bridge.run(RemoveLink((one.id,)), self)
        elif entry is not None:
            self.state.bridge.run(UnlinkEntry((entry.link_id,)), self)


def _entry_line(linked: LinkedEntry) -> str:
    """Say from the row's end how an entry is linked: "Risk R1 threatens this"."""
    from plandesk.services.registers.kinds import load_kind, top_of

    word = load_kind(top_of(linked.entry.kind)).entry
    said = f"{word[:1].upper()}{word[1:]} {linked.entry.ref}".rstrip()
    return f"{said} {linked.kind} this\n{linked.entry.title}"
