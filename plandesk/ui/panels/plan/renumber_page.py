"""New refs for a part of the plan, shown before they are given."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QVBoxLayout

from plandesk.models.types import Level
from plandesk.ui.i18n import counted
from plandesk.ui.icons import Icon
from plandesk.ui.itemmodels.cell_table import Cell, CellTable
from plandesk.ui.pages import Page, PageHost
from plandesk.ui.widgets.empty_page import EmptyPage
from plandesk.ui.widgets.message_bar import Offer
from plandesk.ui.widgets.page_parts import Bar, button, close_up, label, word_button
from plandesk.ui.widgets.places import Place
from plandesk.ui.widgets.row_view import RowView

if TYPE_CHECKING:
    from plandesk.services.ops.renumber import RenumberRow, TextChange


class RenumberPage(Page):
    """Lists old and new refs and the texts that follow; one step gives the new refs."""

    def __init__(self, host: PageHost) -> None:
        super().__init__(host)
        self._rows: list[RenumberRow] = []
        self.part = QComboBox()
        self.part.setAccessibleName(self.tr("Part of the plan to renumber"))
        self.part.setMinimumContentsLength(24)
        self.closed = QCheckBox(self.tr("Also in what closed periods say"))
        self.closed.setAccessibleName(self.closed.text())
        self.counts = label("", "secondary")
        self.go = button(self.tr("Re&number"), self._renumber, primary=True)
        self.leave = button(self.tr("Cancel"), self._leave)
        refs = [self.tr("Old ref"), self.tr("New ref"), self.tr("Title")]
        self.model = CellTable(refs, self._cells, self)
        self.view = RowView(self.tr("Old and new refs"), host.look)
        self.view.show_model(self.model, (6, 6, 0))
        texts = [self.tr("Ref"), self.tr("Text"), self.tr("Reads now"), self.tr("Will read")]
        self.texts = CellTable(texts, self._text_cells, self)
        self.text_view = RowView(self.tr("Texts that follow"), host.look)
        self.text_view.show_model(self.texts, (5, 8, 0, 0))
        self.empty = EmptyPage(host.look, Icon.SUCCESS)
        text_bar = Bar(host.look, (label(self.tr("Texts that follow"), "title"), None))
        self._following = (text_bar, self.text_view)
        column = QVBoxLayout(self)
        close_up(column)
        heading = label(self.tr("Renumber"), "heading")
        column.addWidget(Bar(host.look, (heading, self.part, self.closed, None)))
        for widget, stretch in (
            (self.view, 3),
            (self.empty, 3),
            (text_bar, 0),
            (self.text_view, 1),
            (Bar(host.look, (self.counts, None, self.leave, self.go)), 0),
        ):
            column.addWidget(widget, stretch)
        self.part.activated.connect(self._show)
        self.closed.toggled.connect(self._show)

    def refresh(self) -> None:
        """Offer the parts of the plan as they are, and preview again."""
        kept = self.part.currentData()
        self.part.clear()
        self.part.addItem(self.tr("The whole plan"), None)
        for row in self.host.state.rows():
            if row.level in (Level.WORKSTREAM, Level.PROJECT):
                inset = "    " * (int(row.level) - 1)
                self.part.addItem(f"{inset}{row.ref}  {row.title}", row.id)
        self.part.setCurrentIndex(max(0, self.part.findData(kept)))
        self._show()

    @Slot()
    def renumber(self) -> None:
        """Begin with the choice of the part."""
        self.part.setFocus()

    @Slot()
    def _show(self) -> None:
        from plandesk.services.ops.renumber import renumber_preview, texts_that_follow

        plan = self.host.state.plan
        if plan is None:
            return
        with self.host.bridge.read() as session:
            found = renumber_preview(session, plan.id, self.part.currentData())
            self._rows = [row for row in found if row.changes]
            closed = self.closed.isChecked()
            texts = texts_that_follow(session, self._rows, closed_periods=closed)
        self.model.show(self._rows)
        self.texts.show(texts)
        self.view.setVisible(bool(self._rows))
        self.empty.setVisible(not self._rows)
        for part in self._following:
            part.setVisible(bool(texts))
        self.empty.say(
            self.tr("The refs are in order"),
            self.tr("Every ref here is the one that its place gives it."),
        )
        told = (
            counted(len(self._rows), "%1 ref changes", "%1 refs change"),
            counted(len(texts), "%1 text follows", "%1 texts follow"),
        )
        self.counts.setText(", ".join(told) if self._rows else "")
        words = counted(len(self._rows), "Re&number %1 ref", "Re&number %1 refs")
        word_button(self.go, words if self._rows else self.tr("Re&number"))
        self.go.setEnabled(bool(self._rows) and self.host.bridge.can_change)

    def _cells(self, row: RenumberRow) -> Sequence[Cell]:
        return Cell(row.old or "–"), Cell(row.new, heavy=True), Cell(row.title)

    def _text_cells(self, one: TextChange) -> Sequence[Cell]:
        row = next((each for each in self.host.state.rows([one.item_id])), None)
        ref = row.ref if row else ""
        return Cell(ref), Cell(one.where), Cell(one.before), Cell(one.after)

    @Slot()
    def _renumber(self) -> None:
        from plandesk.services.ops.renumber import RenumberRefs

        count = len(self._rows)
        refs = tuple((row.item_id, row.new) for row in self._rows)
        if refs and self.host.bridge.run(RenumberRefs(refs, self.closed.isChecked()), self):
            told = counted(count, "%1 ref renumbered", "%1 refs renumbered")
            kept = self.tr("%1. Former refs are kept.").replace("%1", told)
            self.host.say(kept, Offer(self.tr("Undo"), self.host.bridge.undo))
            self.host.go(Place.PLAN)

    @Slot()
    def _leave(self) -> None:
        self.host.go(Place.PLAN)
