"""The pages of a pack as they will be printed, with thumbnails, zoom and a search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from plandesk.ui import icons
from plandesk.ui.icons import Icon
from plandesk.ui.pages import PageHost
from plandesk.ui.widgets.page_parts import Bar, close_up, label
from plandesk.ui.widgets.pdf_view import PdfView

if TYPE_CHECKING:
    from plandesk.reports.build import PackResult
    from plandesk.services.queries.packs.agendas import PackEntryRow, PackRow


class PackPreview(QWidget):
    """Thumbnails at the left, pages at the right, and a bar above both."""

    def __init__(self, host: PageHost) -> None:
        super().__init__()
        self._host = host
        self._starts: dict[object, int] = {}
        self._wanted: PackEntryRow | None = None
        self.view = PdfView(host.look)
        self.strip = PdfView(host.look)
        self.strip.setAccessibleName(self.tr("Thumbnails"))
        self.strip.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.where = label(role="secondary")
        self.words = QLineEdit(placeholderText=self.tr("Find in the pack"))
        self.words.setAccessibleName(self.tr("Find in the pack"))
        self.smaller = self._tool(Icon.ZOOM_OUT, self.tr("Show the pages smaller"))
        self.larger = self._tool(Icon.ZOOM_IN, self.tr("Show the pages larger"))
        self.thumbs = self._tool(Icon.PAPERS, self.tr("Show thumbnails"))
        self.thumbs.setCheckable(True)
        self.thumbs.setChecked(True)
        parts = (self.thumbs, self.smaller, self.larger, self.words, None, self.where)
        row = QHBoxLayout()
        close_up(row)
        row.addWidget(self.strip)
        row.addWidget(self.view, 1)
        column = QVBoxLayout(self)
        close_up(column)
        column.addWidget(Bar(host.look, parts))
        column.addLayout(row, 1)
        self._connect()
        self._dress()
        self._say_page(0, 0)

    def open(self, drawn: PackResult, pack: PackRow) -> None:
        """Show a drawn pack, at the item that was chosen while it was not in it yet."""
        self._starts = {
            _name(entry): first
            for entry, (first, _) in zip(pack.entries, drawn.places.values(), strict=False)
        }
        self.view.open(drawn.path)
        self.strip.open(drawn.path)
        self._mark(self.view.page, self.view.pages)
        self.turn_to(self._wanted)

    def close_file(self) -> None:
        """Let go of what is shown."""
        self._starts, self._wanted = {}, None
        self.view.close_file()
        self.strip.close_file()
        self._say_page(0, 0)

    @Slot(object)
    def turn_to(self, entry: PackEntryRow | None) -> None:
        """Bring the first page of an agenda item to the top, or once it is drawn."""
        first = self._starts.get(_name(entry)) if entry is not None else None
        self._wanted = entry if first is None else None
        if first is not None:
            self.view.go_to(first)

    def _connect(self) -> None:
        self.view.page_changed.connect(self._say_page)
        self.view.page_changed.connect(self._mark)
        self.strip.page_pressed.connect(self.view.go)
        self.view.zoom_asked.connect(self.view.zoom)
        self.strip.zoom_asked.connect(self.view.zoom)
        self.smaller.clicked.connect(lambda: self.view.zoom(-1))
        self.larger.clicked.connect(lambda: self.view.zoom(1))
        self.thumbs.toggled.connect(self.strip.setVisible)
        self.words.returnPressed.connect(self._find)
        self._host.look.changed.connect(self._dress)

    def _tool(self, icon: Icon, name: str) -> QToolButton:
        made = QToolButton()
        made.setIcon(icons.get(icon))
        made.setAccessibleName(name)
        made.setToolTip(name)
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return made

    @Slot()
    def _dress(self) -> None:
        self.strip.setFixedWidth(self._host.look.px(6))

    @Slot(int, int)
    def _say_page(self, page: int, pages: int) -> None:
        said = self.tr("Page %1 of %2").replace("%1", str(page)).replace("%2", str(pages))
        self.where.setText(said if pages else self.tr("No preview yet"))

    @Slot(int, int)
    def _mark(self, page: int, _pages: int) -> None:
        self.strip.mark(page)

    @Slot()
    def _find(self) -> None:
        if not self.view.find(self.words.text()):
            said = self.tr("“%1” is not in this pack.").replace("%1", self.words.text())
            self._host.say(said)


def _name(entry: PackEntryRow) -> object:
    """Return what an item keeps wherever it is moved; those of the default agenda keep words."""
    return entry.uid or entry.spec
