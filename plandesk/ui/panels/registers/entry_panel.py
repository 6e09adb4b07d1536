"""Everything about one entry of a register, beside its table: fields, parts, values, links."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from plandesk.ui.panels.inspector.tabs import InspectorTabs
from plandesk.ui.panels.registers.entry_fields import FieldsPage
from plandesk.ui.panels.registers.entry_links import EntryHistoryPage, EntryLinksPage
from plandesk.ui.panels.registers.entry_page import EntryAids, EntryPage
from plandesk.ui.panels.registers.entry_parts import PartsPage
from plandesk.ui.panels.registers.entry_values import ValuesPage
from plandesk.ui.widgets.elided_label import ElidedLabel
from plandesk.ui.widgets.page_parts import button, label, on_base, space_out

if TYPE_CHECKING:
    from plandesk.services.queries.registers.rows import EntryDetail
    from plandesk.ui.pages import PageHost


class EntryPanel(QWidget):
    """The pages of an entry under its ref and title; Esc asks to go back to the table."""

    back_asked = Signal()

    def __init__(self, host: PageHost, aids: EntryAids) -> None:
        super().__init__()
        self.setObjectName("inspector")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.host = host
        self.detail: EntryDetail | None = None
        self.ref, self.title = label("", "caption"), ElidedLabel(host.look, 6)
        self.title.setProperty("role", "heading")
        self.back = button(self.tr("&Back"), self.back_asked.emit)
        self.back.setAccessibleName(self.tr("Back to the table"))
        self.back.hide()
        self.tabs = InspectorTabs(host.look)
        self.fields = FieldsPage(host, aids)
        self.parts = PartsPage(host, aids)
        self.values = ValuesPage(host, aids)
        self.links = EntryLinksPage(host, aids)
        self.history = EntryHistoryPage(host, aids)
        names = (
            (self.fields, self.tr("Details")),
            (self.values, self.tr("Values")),
            (self.parts, self.tr("Parts")),
            (self.links, self.tr("Links")),
            (self.history, self.tr("History")),
        )
        for page, name in names:
            self.tabs.add(page, name, scrolls=page is not self.history)
        self._lay_out()
        self.tabs.turned.connect(self._show_page)

    def _lay_out(self) -> None:
        on_base(self)
        head, column = QHBoxLayout(), QVBoxLayout(self)
        head.addWidget(self.ref)
        head.addWidget(self.title, 1)
        head.addWidget(self.back)
        space_out(column, self.host.look)
        column.addLayout(head)
        column.addWidget(self.tabs, 1)

    def minimumSizeHint(self) -> QSize:
        """Return a width at which every page can still be read."""
        return QSize(self.host.look.px(13), self.host.look.px(8))

    def show_entry(self, detail: EntryDetail | None) -> None:
        """Show an entry; the page that is open is filled, the others when they are opened."""
        self.detail = detail
        self.setEnabled(detail is not None)
        if detail is None:
            self.ref.setText("")
            self.title.setText("")
            return
        self.ref.setText(detail.row.ref)
        self.ref.setVisible(bool(detail.row.ref))
        self.title.setText(detail.row.title)
        kind = detail.kind
        self.tabs.offer(self.parts, on=bool(kind.parts))
        self.tabs.offer(self.values, on=bool(kind.values))
        self.tabs.offer(self.links, on=bool(kind.links))
        self.tabs.count(self.parts, _count(len(detail.parts)))
        self.tabs.count(self.links, _count(len(detail.row.links)))
        self._show_page()

    def focus_field(self, key: str) -> None:
        """Open the fields, with the keyboard in one of them."""
        self.tabs.show_page(self.fields)
        self.fields.focus_on(key)

    def focus(self) -> None:
        """Put the keyboard into the page that is open."""
        page = self.tabs.page
        first = next(
            (
                each
                for each in page.findChildren(QWidget)
                if each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.isVisibleTo(page)
            ),
            None,
        )
        if first is not None:
            first.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the table."""
        if event.key() == Qt.Key.Key_Escape:
            self.back_asked.emit()
            return
        super().keyPressEvent(event)

    @Slot()
    def _show_page(self) -> None:
        page = self.tabs.page
        if self.detail is not None and isinstance(page, EntryPage):
            page.show_entry(self.detail)


def _count(number: int) -> str:
    return str(number) if number else ""
