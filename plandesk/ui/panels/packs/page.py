"""Building a board pack: its agenda, a live preview, and the public and full versions."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QSplitter,
    QVBoxLayout,
)

from plandesk.errors import UserError
from plandesk.ui.icons import Icon
from plandesk.ui.page_work import PageWork
from plandesk.ui.pages import Page, PageHost
from plandesk.ui.panels.packs.agenda import PackAgenda
from plandesk.ui.panels.packs.cover_form import PackCoverForm
from plandesk.ui.panels.packs.drawing import PackDrawing
from plandesk.ui.panels.packs.new_pack import NewPack
from plandesk.ui.panels.packs.options import PackOptions
from plandesk.ui.panels.packs.preview import PackPreview
from plandesk.ui.panels.packs.side import PackSide
from plandesk.ui.panels.packs.supplement_form import PackSupplementForm
from plandesk.ui.widgets.message_bar import Kind, Message, Offer
from plandesk.ui.widgets.page_parts import Bar, Choice, button, close_up, word_button

if TYPE_CHECKING:
    from plandesk.reports.build import PackResult
    from plandesk.services.document import Document
    from plandesk.services.packs.building import BuildWish
    from plandesk.services.packs.outline import EntrySpec
    from plandesk.services.queries.packs.agendas import PackEntryRow, PackRow
    from plandesk.ui.jobs import Job

_NARROW = 62  # heights of a line


class PacksPage(Page):
    """Agenda at the left, preview in the middle, the chosen item at the right."""

    def __init__(self, host: PageHost) -> None:
        super().__init__(host)
        self._packs: list[PackRow] = []
        self.work = PageWork(host, self)
        self.drawing = PackDrawing(host, self.work, self)
        self.chooser = QComboBox()
        self.chooser.setAccessibleName(self.tr("Pack"))
        self.chooser.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.new = NewPack(host)
        self.cover = button(self.tr("&Cover…"), self._show_cover)
        self.late = button(self.tr("&Supplement…"), self.start_supplement)
        self.agenda, self.side = PackAgenda(host), PackSide(host)
        self.form = self.side.form
        self.cover_form, self.late_form = PackCoverForm(host), PackSupplementForm(host)
        self.preview = PackPreview(host)
        self.view, self.where = self.preview.view, self.preview.where
        self.words = self.preview.words
        self.options = PackOptions(host.look)
        self.options.roles.setChecked(host.settings.flag("roles in packs", default=False))
        self._drawn: list[PackResult] = []
        self.public = _box(self.tr("P&ublic"), self.tr("Build the public pack"), on=True)
        self.full = _box(self.tr("Fu&ll"), self.tr("Build the full pack"), on=True)
        self.large = _box(self.tr("Lar&ge print"), self.tr("Large print"), on=False)
        self.build_button = button(self.tr("&Build…"), self.build_pack, Icon.EXPORT, primary=True)
        self._lay_out()
        self._connect()

    def refresh(self) -> None:
        """Read the packs again, and draw the preview anew when the changes rest."""
        from plandesk.services.queries.packs.agendas import packs

        plan = self.host.state.plan
        if plan is None:
            return
        shown = self.current()
        with self.host.bridge.read() as session:
            self._packs = [one for one in packs(session) if one.plan_id == plan.id]
        ids = [one.id for one in self._packs]
        self.chooser.blockSignals(True)
        self.chooser.clear()
        self.chooser.addItems([one.title for one in self._packs])
        self.chooser.setCurrentIndex(
            ids.index(shown.id) if shown and shown.id in ids else len(ids) - 1
        )
        self.chooser.blockSignals(False)
        self._show_pack()

    def release(self) -> None:
        """Let go of the previewed file; the plan is closing."""
        self.preview.close_file()
        self.drawing.release()

    def current(self) -> PackRow | None:
        """Return the shown pack."""
        at = self.chooser.currentIndex()
        return self._packs[at] if 0 <= at < len(self._packs) else None

    @Slot()
    def new_pack(self) -> None:
        """Start a pack from the cover and agenda of the one shown, as from the last meeting."""
        self.new.from_last()

    @Slot()
    def build_pack(self) -> None:
        """Ask for the folder, and build the wished versions beside the window."""
        from plandesk.ui.dialogs.choose_files import FileChooser

        if self.form.refuse_half_exempt():
            return
        chooser = FileChooser(self.host.settings)
        folder = chooser.folder(self, self.tr("Folder for the pack"), new=True)
        if folder is not None:
            self.build_into(folder)

    def build_into(self, folder: Path) -> None:
        """Build the wished versions into a folder, with what was typed last."""
        self.form.commit()
        if self.form.refuse_half_exempt():
            return
        versions = (self.public.isChecked(), self.full.isChecked(), self.large.isChecked())
        wish = self.options.wish(folder, versions)
        pack, document = self.current(), self.host.bridge.document
        if pack is not None and document is not None and (wish.public or wish.full):
            title = self.tr("Building %1").replace("%1", pack.title)
            self.drawing.give_way()
            self.work.run(
                title, lambda job: _keep(document, job, pack.title, wish), self._tell_built
            )

    @Slot()
    def start_supplement(self) -> None:
        """Ask why the items are late, for a pack that goes on from the one shown."""
        if self.late.isEnabled():
            self.late_form.ask()
        else:
            self.host.refuse(
                UserError(
                    self.tr("A supplement goes on from the pages of a pack that was built."),
                    self.tr("Build the pack first."),
                )
            )

    # --- putting together --------------------------------------------------------------------

    def _lay_out(self) -> None:
        look = self.host.look
        top = Bar(look, [self.chooser, self.new, self.late, self.cover, None])
        wishes = (self.public, self.full, self.large, self.options)
        foot = Bar(look, [None, *wishes, self.build_button])
        split = QSplitter(Qt.Orientation.Horizontal)
        for part in (self.agenda, self.preview, self.side):
            split.addWidget(part)
        split.setSizes([look.px(20), look.px(36), look.px(20)])
        split.setStretchFactor(1, 1)
        words = [self.tr("Agenda"), self.tr("Preview"), self.tr("Item and checks")]
        self.part = Choice(self.tr("Part of the page"), words)
        self.part_bar = Bar(look, [self.part, None])
        self.part_bar.hide()
        row = QHBoxLayout()
        close_up(row)
        row.addWidget(split)
        column = QVBoxLayout(self)
        close_up(column)
        column.addWidget(top)
        column.addWidget(self.cover_form)
        column.addWidget(self.late_form)
        column.addWidget(self.part_bar)
        column.addLayout(row, 1)
        column.addWidget(foot)
        self.cover_form.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show one part at a time where three do not fit side by side."""
        super().resizeEvent(event)
        narrow = self.width() < self.host.look.px(_NARROW)
        if narrow != self.part_bar.isVisibleTo(self):
            self.part_bar.setVisible(narrow)
            self._show_parts()

    @Slot()
    def _show_parts(self) -> None:
        narrow = self.part_bar.isVisibleTo(self)
        for at, shown in enumerate((self.agenda, self.preview, self.side)):
            shown.setVisible(not narrow or at == self.part.at)

    def _connect(self) -> None:
        self.part.chosen.connect(self._show_parts)
        self.chooser.activated.connect(self._show_pack)
        self.new.started.connect(self._show_new)
        self.agenda.chosen.connect(self.form.show_entry)
        self.agenda.own_wanted.connect(self._own)
        self.form.edited.connect(self._edit)
        self.form.paper_wanted.connect(self.agenda.replace_paper)
        self.cover_form.edited.connect(self.refresh)
        self.late_form.wanted.connect(self._supplement)
        self.side.item_wanted.connect(self.agenda.choose)
        self.agenda.turned.connect(self.preview.turn_to)
        self.drawing.drawn.connect(self._show_preview)
        self.drawing.emptied.connect(self.preview.close_file)
        self.work.changed.connect(self._enable)
        self.public.toggled.connect(self._enable)
        self.full.toggled.connect(self._enable)

    # --- showing -----------------------------------------------------------------------------

    @Slot(str)
    def _show_new(self, title: str) -> None:
        self.chooser.setCurrentText(title)
        self._show_pack()
        self.cover_form.hide()
        self._show_cover()

    @Slot()
    def _show_pack(self) -> None:
        pack = self.current()
        self.new.show_packs(self._packs, pack)
        self.agenda.show_pack(pack)
        self.cover_form.show_pack(pack)
        self._enable()
        self._show_side()
        self.drawing.ask(pack)

    @Slot()
    def _show_cover(self) -> None:
        pack = self.current()
        if pack is not None and pack.id is None:
            self._own()
        wanted = not self.cover_form.isVisibleTo(self)
        self.cover_form.setVisible(wanted)
        word_button(self.cover, self.tr("Hide &cover") if wanted else self.tr("&Cover…"))
        if wanted:
            self.cover_form.title.setFocus()

    @Slot()
    def _enable(self) -> None:
        can = self.host.bridge.can_change
        self.new.setEnabled(can)
        self.cover.setEnabled(can)
        pack, wanted = self.current(), self.public.isChecked() or self.full.isChecked()
        self.build_button.setEnabled(wanted and bool(pack and pack.entries))

    def _show_side(self) -> None:
        """Show the checks, with what the last preview said, and what was built."""
        from plandesk.services.packs.checks import pack_checks
        from plandesk.services.queries.packs.builds import builds

        pack, document = self.current(), self.host.bridge.document
        if pack is None or document is None:
            return
        with self.host.bridge.read() as session:
            checks = pack_checks(session, pack, document.now.date(), self._drawn)
            built = builds(session, pack.id) if pack.id is not None else []
        self.side.show_checks(checks)
        self.side.show_builds(built)
        self.late.setEnabled(self.host.bridge.can_change and bool(built))
        self.options.reissue.setEnabled(bool(built))

    @Slot(object, object)
    def _show_preview(self, results: list[PackResult], pack: PackRow) -> None:
        self._drawn = results
        self.preview.open(results[0], pack)
        self._show_side()

    # --- doing -------------------------------------------------------------------------------

    def _tell_built(self, results: list[PackResult]) -> None:
        if not results:
            return
        self.options.forget_password()
        said = ", ".join(
            self.tr("%1 pack %2 pages").replace("%1", one.kind).replace("%2", str(one.pages))
            for one in results
            if one.pages
        )
        left = [*results[0].not_accessible, *(text for one in results for text in one.findings)]
        offers = (
            *(
                Offer(self.tr("Open %1").replace("%1", one.kind), lambda one=one: _open(one.path))
                for one in results
            ),
            Offer(self.tr("Show in folder"), lambda: _open(results[0].path.parent)),
        )
        kind = Kind.WARNING if left else Kind.SUCCESS
        built = self.tr("Built in %2: %1.").replace("%1", said)
        built = built.replace("%2", str(results[0].path.parent))
        self.host.tell(Message(kind, built, " ".join(dict.fromkeys(left)), offers))

    @Slot()
    def _own(self) -> None:
        self._make_own()

    def _make_own(self, edited: PackEntryRow | None = None, spec: EntrySpec | None = None) -> None:
        """Make the default agenda a pack of the plan's own, with one item as it was edited."""
        from plandesk.services.ops.packs import AddPack

        plan, shown = self.host.state.plan, self.current()
        if plan is None or shown is None or shown.id is not None:
            return
        entries = tuple(
            spec if spec is not None and one == edited else one.spec for one in shown.entries
        )
        self.host.bridge.run(AddPack(plan.id, shown.title, entries=entries), self)

    @Slot(str)
    def _supplement(self, reason: str) -> None:
        from plandesk.services.ops.pack_builds import AddSupplement

        pack, known = self.current(), {one.id for one in self._packs}
        if pack is None or pack.id is None:
            return
        if self.host.bridge.run(AddSupplement(pack.id, reason), self):
            self.late_form.leave()
            self.refresh()
            made = next((one for one in self._packs if one.id not in known), None)
            if made is not None:
                self.chooser.setCurrentText(made.title)
                self._show_pack()

    @Slot(object, object)
    def _edit(self, entry: PackEntryRow, spec: EntrySpec) -> None:
        from plandesk.services.ops.packs import EditPackEntry

        if entry.id is not None:
            self.host.bridge.run(EditPackEntry(entry.id, spec), self)
        else:
            self._make_own(entry, spec)


def _keep(document: Document, job: Job, title: str, wish: BuildWish) -> list[PackResult]:
    """Build a pack for good: what was built is kept in the plan."""
    from plandesk.services.packs.apart import build_apart
    from plandesk.services.packs.keeping import keep_build

    build = build_apart(document, title, wish, job)
    if not document.is_read_only:
        keep_build(document, build)
    return list(build.results)


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def _box(text: str, name: str, *, on: bool) -> QCheckBox:
    box = QCheckBox(text)
    box.setAccessibleName(name)
    box.setChecked(on)
    return box
