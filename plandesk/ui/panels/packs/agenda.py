"""The agenda of a pack: its items in order, to add, move, remove and attach papers to."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QSignalBlocker, QSize, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from plandesk.errors import UserError
from plandesk.ui import icons
from plandesk.ui.delegates.row_cells import RowDelegate
from plandesk.ui.icons import Icon
from plandesk.ui.itemmodels.plain_table import Cell, PlainRow
from plandesk.ui.itemmodels.row_roles import Sign
from plandesk.ui.pages import PageHost
from plandesk.ui.panels.packs.add_menu import AddMenu
from plandesk.ui.panels.packs.agenda_view import AgendaRows, AgendaView
from plandesk.ui.widgets.file_drop import papers_only, take_copy
from plandesk.ui.widgets.message_bar import Kind, Message
from plandesk.ui.widgets.page_parts import close_up, space_out

if TYPE_CHECKING:
    from plandesk.services.attachments import Attachment
    from plandesk.services.queries.packs.agendas import PackEntryRow, PackRow

_EXEMPT = Sign(Icon.LOCK, "warning")


class PackAgenda(QWidget):
    """Shows the agenda and changes its order and items.

    ``chosen`` has the item at the cursor whenever it is shown anew, ``turned`` only when the
    cursor went to another.
    """

    chosen = Signal(object)
    turned = Signal(object)
    own_wanted = Signal()

    def __init__(self, host: PageHost) -> None:
        super().__init__()
        self._host = host
        self._pack: PackRow | None = None
        self.setAcceptDrops(True)
        self.model = AgendaRows((self.tr("No."), self.tr("Item")), self)
        self.view = AgendaView(self.tr("Agenda of the pack"), host.look)
        self.view.setHeaderHidden(True)
        self.view.setItemDelegate(RowDelegate(host.look, self.view, lines=2))
        self.view.show_model(self.model, (3.4, 0))
        self.add = self._tool(Icon.ADD, self.tr("Add to the agenda"))
        self.add.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.add.setMenu(AddMenu(self.add, self._choose_papers, self._add))
        self.up = self._tool(Icon.UP, self.tr("Move up"), partial(self._move, -1))
        self.down = self._tool(Icon.DOWN, self.tr("Move down"), partial(self._move, 1))
        self.remove = self._tool(Icon.REMOVE, self.tr("Remove from the agenda"), self._remove)
        row = QHBoxLayout()
        space_out(row, host.look)
        for each in (self.add, self.up, self.down, self.remove):
            row.addWidget(each)
        row.addStretch(1)
        column = QVBoxLayout(self)
        close_up(column)
        column.addWidget(self.view, 1)
        column.addLayout(row)
        self.view.row_changed.connect(self._tell)
        self.view.moved.connect(self._put)
        self.view.brought.connect(self.attach)
        self.view.stepped.connect(self._move)
        self.view.removal_asked.connect(self._remove)
        self.view.adding_asked.connect(self.add.showMenu)
        host.look.changed.connect(self._dress)
        self._dress()

    def show_pack(self, pack: PackRow | None) -> None:
        """Show the agenda of a pack, with the cursor where it was."""
        self._pack = pack
        here = max(0, self.view.currentIndex().row())
        rows: list[PlainRow] = []
        first = self._first(pack)
        for place, entry in enumerate(pack.entries if pack else ()):
            spec = entry.spec
            kind = entry.file_name or spec.kind.value.replace("-", " ").capitalize()
            if spec.exempt_paragraph:
                said = spec.exempt_paragraph.casefold().removeprefix("paragraph").strip()
                kind = self.tr("Exempt, paragraph %1").replace("%1", said)
            title = self._title(spec.title) or kind
            cells = (
                Cell(str(first + place), _EXEMPT if spec.exempt_paragraph else None, heavy=True),
                Cell(title, second=" – ".join(filter(None, (kind, spec.purpose)))),
            )
            rows.append(PlainRow(cells, None, place))
        with QSignalBlocker(self.view):  # nobody has turned to another item
            self.model.show(rows)
            if rows:
                self.view.setCurrentIndex(self.model.index(min(here, len(rows) - 1), 0))
        able = self._host.bridge.can_change
        for each in (self.add, self.up, self.down, self.remove):
            each.setEnabled(able)
        self.chosen.emit(self.current())

    def _first(self, pack: PackRow | None) -> int:
        """Return the number of the first item: those of a supplement go on from its pack."""
        from plandesk.services.queries.packs.builds import numbering

        if pack is None or pack.supplement_to_id is None:
            return 1
        with self._host.bridge.read() as session:
            return numbering(session, pack)[1]

    @Slot()
    def replace_paper(self) -> None:
        """Ask for the file that takes the place of the paper at the cursor."""
        from plandesk.services.ops.packs import EditPackEntry, StorePaper
        from plandesk.services.ops.together import Together

        entry = self.current()
        taken = self._checked(self._ask_papers(self.tr("Replace the paper"))[:1])
        if entry is None or entry.id is None or not taken:
            return
        kept = StorePaper(taken[0].file.name, taken[0].file.content)
        changed = EditPackEntry(entry.id, replace(entry.spec, file_hash=kept.hash))
        words = self.tr("Replace paper by %1").replace("%1", kept.name)
        if self._host.bridge.run(Together(words, (kept, changed)), self):
            self._warn(taken)

    @Slot(int)
    def choose(self, row: int) -> None:
        """Put the cursor on an item."""
        self.view.setCurrentIndex(self.model.index(row, 0))

    def current(self) -> PackEntryRow | None:
        """Return the agenda item at the cursor."""
        row = self.view.currentIndex().row()
        if self._pack is None or not 0 <= row < len(self._pack.entries):
            return None
        return self._pack.entries[row]

    @Slot(list, int)
    def attach(self, paths: list[Path], place: int | None = None) -> None:
        """Add papers in front of the item at a place, or at the end, as one step."""
        from plandesk.services.ops.packs import AddPackEntry, StorePaper
        from plandesk.services.ops.together import Together
        from plandesk.services.packs.outline import EntryKind, EntrySpec

        taken = self._checked(paths)
        pack = self._owned() if taken else None
        if pack is None or pack.id is None:
            return
        first = len(pack.entries) if place is None else place
        steps: list[StorePaper | AddPackEntry] = []
        for at, (path, paper) in enumerate(zip(paths, taken, strict=True), start=first):
            kept = StorePaper(paper.file.name, paper.file.content)
            spec = EntrySpec(EntryKind.PAPER, title=path.stem, file_hash=kept.hash)
            steps += [kept, AddPackEntry(pack.id, spec, at)]
        words = self.tr("Attach %1").replace("%1", ", ".join(path.name for path in paths))
        if self._host.bridge.run(Together(words, tuple(steps)), self):
            self.choose(first)
            self._warn(taken)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take papers; one that is no PDF is refused in words once it is dropped."""
        if self._host.bridge.can_change and papers_only(event.mimeData()):
            take_copy(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Attach papers that were dropped beside the list at the end of the agenda."""
        take_copy(event)
        self.attach(papers_only(event.mimeData()))

    def _title(self, title: str) -> str:
        """Return a title with the plan's own in the place that a template keeps for it."""
        plan = self._host.state.plan
        return title.replace("{plan}", plan.title if plan else "")

    # --- doing -------------------------------------------------------------------------------

    @Slot()
    def _dress(self) -> None:
        """Let the signs grow with the text."""
        side = self._host.look.px(1.0)
        for each in (self.add, self.up, self.down, self.remove):
            each.setIconSize(QSize(side, side))

    def _tool(self, icon: Icon, name: str, act: object = None) -> QToolButton:
        made = QToolButton()
        made.setIcon(icons.get(icon))
        made.setAccessibleName(name)
        made.setToolTip(name)
        if callable(act):
            made.clicked.connect(lambda: act())
        return made

    def _owned(self) -> PackRow | None:
        if self._pack is not None and self._pack.id is None:
            self.own_wanted.emit()  # the default agenda becomes a pack of the plan's own
        return self._pack

    def _add(self, kind: str) -> None:
        from plandesk.services.ops.packs import AddPackEntry
        from plandesk.services.packs.outline import EntrySpec, read_kind

        at = self.view.currentIndex().row() + 1
        pack = self._owned()
        if pack is not None and pack.id is not None:
            spec = EntrySpec(read_kind(kind))
            if self._host.bridge.run(AddPackEntry(pack.id, spec, at), self):
                self.view.setCurrentIndex(self.model.index(at, 0))

    def _checked(self, paths: list[Path]) -> list[Attachment]:
        """Return the papers as they may be kept; none where one is refused or not agreed to."""
        from plandesk.services.attachments import take_paper
        from plandesk.ui.dialogs.ask_about_file import take_with_questions

        taken: list[Attachment] = []
        try:
            for path in paths:
                paper = take_with_questions(self, path, take_paper)
                if paper is None:
                    return []
                taken.append(paper)
        except UserError as error:
            self._host.refuse(error)
            return []
        return taken

    def _warn(self, taken: list[Attachment]) -> None:
        """Say what was left out of papers, or what their readers will miss."""
        if notes := [said for paper in taken for said in paper.notes]:
            self._host.tell(Message(Kind.WARNING, notes[0], " ".join(notes[1:])))

    def _choose_papers(self) -> None:
        self.attach(self._ask_papers(self.tr("Attach papers")))

    def _ask_papers(self, title: str) -> list[Path]:
        folder = self._host.settings.last_folder
        names, _ = QFileDialog.getOpenFileNames(self, title, folder, "PDF (*.pdf)")
        return [Path(name) for name in names]

    @Slot(int)
    def _move(self, by: int) -> None:
        row = self.view.currentIndex().row()
        if 0 <= row + by < self.model.rowCount():
            self._put(row, row + by)

    @Slot(int, int)
    def _put(self, row: int, place: int) -> None:
        from plandesk.services.ops.packs import MovePackEntry

        if not self._host.bridge.can_change or self._owned() is None or self._pack is None:
            return
        entry = self._pack.entries[row]
        if entry.id is not None and self._host.bridge.run(MovePackEntry(entry.id, place), self):
            self.view.setCurrentIndex(self.model.index(place, 0))

    def _remove(self) -> None:
        from plandesk.services.ops.packs import RemovePackEntry

        row = self.view.currentIndex().row()
        if self._owned() is None:
            return
        self.view.setCurrentIndex(self.model.index(row, 0))
        entry = self.current()
        if entry is not None and entry.id is not None:
            self._host.bridge.run(RemovePackEntry(entry.id), self)

    @Slot(QModelIndex)
    def _tell(self, _index: QModelIndex) -> None:
        entry = self.current()
        self.chosen.emit(entry)
        self.turned.emit(entry)
