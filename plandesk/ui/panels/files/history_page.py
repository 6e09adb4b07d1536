"""What was done to the plan: the steps of this session, all that the file keeps, removed rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from plandesk.errors import UserError
from plandesk.ui.days import local_time
from plandesk.ui.icons import Icon
from plandesk.ui.itemmodels.cell_table import Cell, CellTable
from plandesk.ui.pages import Page, PageHost
from plandesk.ui.panels.inspector.talk import field_word
from plandesk.ui.widgets.empty_page import EmptyPage
from plandesk.ui.widgets.message_bar import Offer
from plandesk.ui.widgets.page_parts import Bar, Choice, button, close_up, label, word_button
from plandesk.ui.widgets.row_view import RowView

if TYPE_CHECKING:
    from plandesk.services.queries.history_panel import FieldChange, SessionStep, StepRow
    from plandesk.services.queries.recycle import RemovedRow

_PORTION = 200
_FROM, _CHANGES = 3, 4
_SESSION, _FILE, _REMOVED = range(3)


class HistoryPage(Page):
    """Goes back to an earlier step, says who changed what, and brings removed rows back."""

    def __init__(self, host: PageHost) -> None:
        super().__init__(host)
        names = [self.tr("This session"), self.tr("The whole file"), self.tr("Removed rows")]
        self.choice = Choice(self.tr("Kind of history"), names)
        self.wanted = QLineEdit()
        self.wanted.setAccessibleName(self.tr("Find in the history"))
        self.wanted.setPlaceholderText(self.tr("Ref, words or name"))
        self.wanted.setClearButtonEnabled(True)
        self.act = button(self.tr("&Go back to here"), self._act, primary=True)
        self.more = button(self.tr("&Show earlier steps"), self._show_more, Icon.HISTORY)
        self.empty = EmptyPage(host.look, Icon.HISTORY)
        self.stack = QStackedWidget()
        self._make_tables()
        column = QVBoxLayout(self)
        close_up(column)
        heading = label(self.tr("History"), "heading")
        bar = Bar(host.look, (heading, self.choice, None, self.wanted, self.more, self.act))
        column.addWidget(bar)
        column.addWidget(self.stack, 1)
        column.addWidget(self.empty, 1)
        self.choice.chosen.connect(self._turn)
        self.wanted.textChanged.connect(self.refresh_list)

    def refresh(self) -> None:
        """Read anew what is shown."""
        self.refresh_list()

    @Slot()
    def show_history(self) -> None:
        """Show the steps of this session."""
        self.choice.choose(_SESSION)
        self.steps_view.setFocus()

    @Slot()
    def show_removed(self) -> None:
        """Show the rows that can be brought back."""
        self.choice.choose(_REMOVED)
        self.removed_view.setFocus()

    def _make_tables(self) -> None:
        look = self.host.look
        self.steps = CellTable([self.tr("Step"), self.tr("When")], self._step_cells, self)
        self.steps_view = RowView(self.tr("Steps of this session"), look)
        self.steps_view.show_model(self.steps, (0, 12))
        heads = [self.tr("Step"), self.tr("When"), self.tr("Who"), self.tr("From")]
        self.file = CellTable([*heads, self.tr("Changes")], self._file_cells, self)
        self.file_view = RowView(self.tr("Steps that the file keeps"), look)
        self.file_view.may_leave_out(_FROM, _CHANGES)
        self.file_view.show_model(self.file, (0, 12, 9, 10, 5))
        heads = [self.tr("Ref"), self.tr("What"), self.tr("Before"), self.tr("After")]
        self.changes = CellTable(heads, self._change_cells, self)
        self.changes_view = RowView(self.tr("What the step changed"), look)
        self.changes_view.show_model(self.changes, (6, 8, 0, 0))
        both = QSplitter()
        both.setOrientation(both.orientation().Vertical)
        both.addWidget(self.file_view)
        both.addWidget(self.changes_view)
        heads = [self.tr("Ref"), self.tr("Title"), self.tr("Rows below"), self.tr("Removed")]
        self.removed = CellTable([*heads, self.tr("Who")], self._removed_cells, self)
        self.removed_view = RowView(self.tr("Removed rows"), look)
        self.removed_view.show_model(self.removed, (6, 0, 7, 12, 9))
        pages: list[QWidget] = [self.steps_view, both, self.removed_view]
        for page in pages:
            self.stack.addWidget(page)
        self.file_view.row_changed.connect(self._show_changes)
        for view in (self.steps_view, self.removed_view):
            view.row_changed.connect(self._enable)
            view.activated.connect(self._act)

    @Slot()
    def refresh_list(self) -> None:
        """Read the list that is shown, narrowed by what is typed."""
        {_SESSION: self._read_steps, _FILE: self._read_file, _REMOVED: self._read_removed}[
            self.choice.at
        ]()
        shown = (self.steps, self.file, self.removed)[self.choice.at]
        some = bool(shown.rows)
        self.stack.setVisible(some)
        self.empty.setVisible(not some)
        view = (self.steps_view, self.file_view, self.removed_view)[self.choice.at]
        if some and not view.currentIndex().isValid():
            view.setCurrentIndex(shown.index(0, 0))
        self._enable()
        if self.choice.at == _FILE:
            self._show_changes()

    def _read_steps(self) -> None:
        from plandesk.services.queries.history_panel import session_steps

        document, said = self.host.bridge.document, self.wanted.text().casefold().strip()
        steps = session_steps(document) if document else []
        self.steps.show([step for step in steps if said in step.title.casefold()])
        self.empty.say(
            self.tr("No steps here"),
            self.tr("What you change from now on is listed here, and can be taken back."),
        )

    def _read_file(self, before: int | None = None) -> None:
        from plandesk.services.queries.detail import find_ref, item_history
        from plandesk.services.queries.history_panel import file_steps

        said = self.wanted.text().strip()
        with self.host.bridge.read() as session:
            rows = file_steps(session, _PORTION, before, said)
            if said and before is None:
                try:
                    touched = {row.set_id for row in item_history(session, find_ref(session, said))}
                except UserError:
                    touched = set()
                known = {row.id for row in rows}
                every = file_steps(session, 5000) if touched - known else []
                rows += [row for row in every if row.id in touched - known]
                rows.sort(key=lambda row: row.id, reverse=True)
        kept = self.file.rows if before is not None else []
        self.file.show([*kept, *rows])
        self.more.setEnabled(len(rows) >= _PORTION)
        self.empty.say(self.tr("Nothing found"), self.tr("No step of this file fits the words."))

    def _read_removed(self) -> None:
        from plandesk.services.queries.recycle import removed_rows

        with self.host.bridge.read() as session:
            self.removed.show(removed_rows(session, self.wanted.text()))
        self.empty.say(
            self.tr("No removed rows"), self.tr("Rows that were removed can be brought back here.")
        )

    def _step_cells(self, step: SessionStep) -> Sequence[Cell]:
        when = local_time(step.at) if step.at else ""
        text = self.tr("%1 (undone)").replace("%1", step.title) if step.undone else step.title
        return Cell(text, ink="secondary" if step.undone else ""), Cell(when)

    def _file_cells(self, row: StepRow) -> Sequence[Cell]:
        return (
            Cell(row.title),
            Cell(local_time(row.at)),
            Cell(row.who),
            Cell(row.source),
            Cell(f"{row.rows:,}", right=True),
        )

    def _change_cells(self, one: FieldChange) -> Sequence[Cell]:
        return (
            Cell(one.ref),
            Cell(field_word(one.field)),
            Cell(one.before or "–", tip=one.before),
            Cell(one.after or "–", tip=one.after),
        )

    def _removed_cells(self, row: RemovedRow) -> Sequence[Cell]:
        return (
            Cell(row.ref),
            Cell(row.title),
            Cell(str(row.below), right=True),
            Cell(local_time(row.at)),
            Cell(row.who),
        )

    @Slot()
    def _show_changes(self) -> None:
        from plandesk.services.queries.history_panel import step_changes

        at = self.file_view.currentIndex().row()
        if 0 <= at < len(self.file.rows):
            with self.host.bridge.read() as session:
                self.changes.show(step_changes(session, self.file.rows[at].id))

    @Slot()
    def _enable(self) -> None:
        kind, may = self.choice.at, self.host.bridge.can_change
        self.more.setVisible(kind == _FILE)
        self.act.setVisible(kind != _FILE)
        step = self._step()
        words = self.tr("Brin&g back") if kind == _REMOVED else self.tr("&Go back to here")
        if kind == _SESSION and step is not None and step.undone:
            words = self.tr("Do a&gain up to here")
        word_button(self.act, words)
        there = step is not None if kind == _SESSION else self._gone() is not None
        self.act.setEnabled(may and there)

    def _step(self) -> SessionStep | None:
        at = self.steps_view.currentIndex().row()
        return self.steps.rows[at] if 0 <= at < len(self.steps.rows) else None

    def _gone(self) -> RemovedRow | None:
        at = self.removed_view.currentIndex().row()
        return self.removed.rows[at] if 0 <= at < len(self.removed.rows) else None

    @Slot()
    def _act(self) -> None:
        if not self.host.bridge.can_change:
            return
        if self.choice.at == _SESSION:
            self._travel()
        elif self.choice.at == _REMOVED:
            self._bring_back()

    def _travel(self) -> None:
        step, document = self._step(), self.host.bridge.document
        if step is None or document is None:
            return
        try:
            if step.undone:
                document.redo_to(step.count, self)
            else:
                document.undo_to(step.count, self)
        except UserError as error:
            self.host.refuse(error)

    def _bring_back(self) -> None:
        from plandesk.services.ops.recycle import RestoreRemoved

        row = self._gone()
        if row is not None and self.host.bridge.run(RestoreRemoved(row.set_id, row.item_id), self):
            told = self.tr("%1 is back in the plan.").replace("%1", row.ref or row.title)
            self.host.say(told, Offer(self.tr("Undo"), self.host.bridge.undo))

    @Slot()
    def _turn(self) -> None:
        self.stack.setCurrentIndex(self.choice.at)
        self.refresh_list()

    @Slot()
    def _show_more(self) -> None:
        self._read_file(self.file.rows[-1].id if self.file.rows else None)
