"""Two copies of a plan become one: what comes over, and what both changed, side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from PySide6.QtCore import QCoreApplication, Qt, Slot
from PySide6.QtWidgets import QFileDialog, QSplitter, QVBoxLayout

from plandesk.errors import UserError
from plandesk.ui.icons import Icon
from plandesk.ui.itemmodels.cell_table import Cell, CellTable
from plandesk.ui.pages import Page, PageHost
from plandesk.ui.panels.files.merge_sides import MergeSides
from plandesk.ui.panels.inspector.talk import field_word
from plandesk.ui.widgets.empty_page import EmptyPage
from plandesk.ui.widgets.message_bar import Offer
from plandesk.ui.widgets.page_parts import Bar, button, close_up, label
from plandesk.ui.widgets.row_view import RowView

if TYPE_CHECKING:
    from plandesk.services.copies.merge import MergePreview, SpokenConflict
    from plandesk.services.copies.merge_rules import Takes
    from plandesk.services.document import Document
    from plandesk.ui.jobs import Job

Choices: TypeAlias = "dict[str, Takes]"

_WIDTHS = (5, 8, 0, 0, 6)


class MergePage(Page):
    """Compares another copy with the open plan; nothing is changed until Merge is pressed."""

    def __init__(self, host: PageHost) -> None:
        super().__init__(host)
        self._path: Path | None = None
        self._preview: MergePreview | None = None
        self._chosen: Choices = {}
        self.choose = button(self.tr("&Choose a copy…"), self.merge_copy, Icon.OPEN)
        self.said = label("", wrap=True)
        heads = [self.tr("Ref"), self.tr("Field"), self.tr("Here"), self.tr("There")]
        self.model = CellTable([*heads, self.tr("Take")], self._cells, self)
        self.view = RowView(self.tr("What both copies changed"), host.look)
        self.view.show_model(self.model, _WIDTHS)
        self.sides = MergeSides(host.look)
        self.here = button(self.tr("Take &all from here"), partial(self._take_all, "mine"))
        self.there = button(self.tr("Take all fr&om there"), partial(self._take_all, "theirs"))
        self.later = button(self.tr("Take the &later of each"), self._take_later)
        self.go = button(self.tr("&Merge"), self._merge, primary=True)
        self.empty = EmptyPage(host.look, Icon.MERGE)
        self._lay_out()
        self.view.row_changed.connect(self._show_sides)
        self.view.activated.connect(self._swap)
        self.sides.chosen.connect(self._choose_here)
        self._show_nothing()

    def _lay_out(self) -> None:
        look = self.host.look
        self.split = QSplitter(Qt.Orientation.Vertical)
        self.split.addWidget(self.view)
        self.split.addWidget(self.sides)
        self.split.setStretchFactor(0, 1)
        self.split.setSizes([look.px(16), look.px(12)])
        self.view.setMinimumHeight(look.px(6))
        self.all = Bar(look, (self.here, self.there, self.later, None))
        column = QVBoxLayout(self)
        close_up(column)
        heading = label(self.tr("Merge a copy"), "heading")
        told = Bar(look, (self.said,))
        for widget, stretch in (
            (Bar(look, (heading, None, self.choose)), 0),
            (told, 0),
            (self.split, 1),
            (self.empty, 1),
            (self.all, 0),
            (Bar(look, (None, self.go)), 0),
        ):
            column.addWidget(widget, stretch)
        self._told = told

    def refresh(self) -> None:
        """Compare again where the plan was changed since."""
        if self._path is not None and self._preview is not None and self._is_old():
            self.compare(self._path)

    def release(self) -> None:
        """Forget the comparison; the plan is about to close."""
        self._path = None
        self._show_nothing()

    @Slot()
    def merge_copy(self) -> None:
        """Ask for the other copy and compare it."""
        folder = self.host.settings.last_folder
        kinds = self.tr("Plans (*.plandesk)")
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Merge which copy?"), folder, kinds)
        if name:
            self.compare(Path(name))

    def compare(self, path: Path) -> None:
        """Show what another copy has; ``refused`` says where it is none of this plan."""
        document = self.host.bridge.document
        if document is None:
            return
        if path != self._path:
            self._chosen = {}
        self._path, self._preview = path, None
        self._show_nothing(self.tr("Comparing with %1…").replace("%1", path.name))
        work = partial(_prepared, document, path, dict(self._chosen))
        self.host.run_job(self.tr("Compare"), work, self._show)

    def _is_old(self) -> bool:
        from plandesk.services.history import newest_hash

        preview = self._preview
        with self.host.bridge.read() as session:
            return preview is not None and newest_hash(session.connection()) != preview.op.head

    def _show_nothing(self, heading: str = "") -> None:
        self._preview = None
        self.model.show([])
        for widget in (self.split, self.all, self._told):
            widget.hide()
        self.empty.show()
        self.go.setEnabled(False)
        self.empty.say(
            heading or self.tr("Bring two copies of this plan together"),
            self.tr(
                "Choose the copy from the other laptop, or drop it here. What only one of you "
                "changed is taken; where both changed the same thing, you choose."
            ),
        )

    @Slot(object)
    def _show(self, preview: MergePreview) -> None:
        if self._path is None or preview.op.name != self._path.name:
            return
        self._preview = preview
        conflicts = preview.conflicts
        self._told.show()
        self.said.setText(self._counted(preview))
        self.said.setAccessibleName(self.said.text())
        self.model.show(conflicts)
        for widget in (self.split, self.all):
            widget.setVisible(bool(conflicts))
        self.empty.setVisible(not conflicts)
        if preview.is_empty:
            self.empty.say(
                self.tr("Nothing new there"), self.tr("This plan has all that the copy has.")
            )
        else:
            self.empty.say(
                self.tr("No conflicts"), self.tr("You changed different things; all comes over.")
            )
        if conflicts:
            at = max(0, self.view.currentIndex().row())
            self.view.setCurrentIndex(self.model.index(min(at, len(conflicts) - 1), 0))
            self.view.setFocus()
            self._show_sides()
        self.go.setEnabled(not preview.is_empty and self.host.bridge.can_change)

    def _counted(self, preview: MergePreview) -> str:
        parts = (
            (preview.added, self.tr("%1 added")),
            (preview.changed, self.tr("%1 changed")),
            (preview.removed, self.tr("%1 removed")),
        )
        told = [words.replace("%1", f"{count:,}") for count, words in parts if count]
        said = self.tr("Rows of this plan: %1.").replace("%1", ", ".join(told) or "0")
        if preview.conflicts:
            sides = Counter(self._side(one) for one in preview.conflicts)
            more = self.tr("Changed in both: %1; as here %2, as there %3.")
            numbers = (len(preview.conflicts), sides["mine"], sides["theirs"])
            for sign, count in zip(("%1", "%2", "%3"), numbers, strict=True):
                more = more.replace(sign, f"{count:,}")
            said += " " + more
        return f"{preview.op.name}: {said}"

    def _cells(self, one: SpokenConflict) -> Sequence[Cell]:
        side = self._side(one)
        take = self.tr("Here") if side == "mine" else self.tr("There")
        shown = (value_words(one.mine), value_words(one.theirs))
        return (
            Cell(one.ref, heavy=True, tip=one.title),
            Cell(field_word(one.field.replace("_", " ")) if one.field else self.tr("Whole row")),
            Cell(shown[0], tip=shown[0], ink="" if side == "mine" else "secondary"),
            Cell(shown[1], tip=shown[1], ink="" if side == "theirs" else "secondary"),
            Cell(take, heavy=True),
        )

    def _side(self, one: SpokenConflict) -> Takes:
        return self._chosen.get(conflict_key(one), one.takes)

    def _here(self) -> SpokenConflict | None:
        at = self.view.currentIndex().row()
        return self.model.rows[at] if 0 <= at < len(self.model.rows) else None

    @Slot()
    def _show_sides(self) -> None:
        one = self._here()
        if one is not None:
            name = f"{one.ref} {one.title}".strip() or one.table
            self.sides.show_conflict(name, one, self._side(one))

    @Slot(str)
    def _choose_here(self, side: Takes) -> None:
        one = self._here()
        if one is not None:
            self._choose([one], side)

    @Slot()
    def _swap(self) -> None:
        one = self._here()
        if one is not None:
            self._choose([one], "theirs" if self._side(one) == "mine" else "mine")

    def _take_all(self, side: Takes) -> None:
        self._choose(self.model.rows, side)

    def _take_later(self) -> None:
        self._chosen = {}
        self._choose([], "mine")

    def _choose(self, conflicts: Sequence[SpokenConflict], side: Takes) -> None:
        self._chosen |= dict.fromkeys(map(conflict_key, conflicts), side)
        if self._preview is not None:
            self.model.show(self._preview.conflicts)
            self.said.setText(self._counted(self._preview))
        self._show_sides()

    def _merge(self) -> None:
        document, path = self.host.bridge.document, self._path
        if document is None or path is None:
            return
        self.go.setEnabled(False)
        work = partial(_merged, document, path, dict(self._chosen))
        job = self.host.run_job(self.tr("Merge"), work, self._done)
        job.refused.connect(self._again)

    @Slot(object)
    def _done(self, preview: MergePreview) -> None:
        said = self.tr("%1 is merged. Rows of this plan: %2 added, %3 changed, %4 removed.")
        numbers = (preview.op.name, preview.added, preview.changed, preview.removed)
        for sign, value in zip(("%1", "%2", "%3", "%4"), numbers, strict=True):
            said = said.replace(sign, str(value))
        self.host.say(said, Offer(self.tr("Undo"), self.host.bridge.undo))
        self._path = None
        self._show_nothing()

    @Slot()
    def _again(self) -> None:
        if self._path is not None:
            self.compare(self._path)


def conflict_key(one: SpokenConflict) -> str:
    """Return what tells a conflict from every other, also when compared anew."""
    return repr((one.table, one.ref, one.title, one.field, one.base, one.mine, one.theirs))


def value_words(value: Any) -> str:
    """Return a value as people read it; a row or field that is gone is a dash."""
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return " ".join(str(value).split())


def _prepared(document: Document, path: Path, chosen: Choices, _: Job) -> MergePreview:
    from plandesk.services.copies.merge import prepare_merge

    return prepare_merge(
        document, path, decide=lambda one: chosen.get(conflict_key(one), one.takes)
    )


def _merged(document: Document, path: Path, chosen: Choices, job: Job) -> MergePreview:
    preview = _prepared(document, path, chosen, job)
    if preview.is_empty:
        said = QCoreApplication.translate(
            "MergePage", "%1 has nothing that this plan does not have."
        )
        raise UserError(said.replace("%1", path.name))
    document.run(preview.op, source=preview.source)
    return preview
