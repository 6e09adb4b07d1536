"""What the plan's further commands do: clipboard, bulk edits, moving by name, levels, views."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, Slot
from PySide6.QtGui import QGuiApplication

from plandesk.errors import UserError
from plandesk.models.types import Level
from plandesk.ui.actions import ActionId
from plandesk.ui.itemmodels.plan_columns import ABOVE, Column, ColumnSpec, Editor
from plandesk.ui.panels.plan.bulk_panel import BulkPanel
from plandesk.ui.panels.plan.paste_panel import PastePanel
from plandesk.ui.plan_views import PlanViews
from plandesk.ui.rating_reasons import RatingReasons
from plandesk.ui.shell import TO_LEVELS
from plandesk.ui.widgets.command_palette import Entry

if TYPE_CHECKING:
    from plandesk.services.clipboard import CopyColumn
    from plandesk.ui.main_window import MainWindow


class PlanTools(QObject):
    """Joins the further commands of one window to the plan."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._plan = window, window.plan
        self.views = PlanViews(window)
        self.reasons = RatingReasons(window)
        self.paste = PastePanel(window.state, window.look)
        self.bulk = BulkPanel(window.state, window.look)
        self.bulk.known, self.bulk.reading = self._plan.known, self._plan.reading
        self.naming = self.views.naming
        for panel in (self.paste, self.bulk, self.naming):
            self._plan.above.addWidget(panel)
            panel.closed.connect(self._back)
            panel.said_done.connect(window.commands.say_undoable)
            window.bridge.about_to_close.connect(panel.leave)
        self._connect()
        window.state.reloaded.connect(self._name_levels)
        self._plan.bar.more_button.toggled.connect(
            window.actions_[ActionId.MORE_FILTERS].setChecked
        )

    def _connect(self) -> None:
        actions = self._window.actions_
        for name, slot in {
            ActionId.COPY: self.copy,
            ActionId.COPY_HEADED: self.copy_headed,
            ActionId.PASTE: self.paste_block,
            ActionId.FILL_DOWN: self.fill_down,
            ActionId.DUPLICATE: self.duplicate,
            ActionId.CHANGE_ROWS: self.change_rows,
            ActionId.MOVE_TO: self.move_to,
            ActionId.FIND_NEXT: lambda: self._plan.find_next(1),
            ActionId.FIND_PREVIOUS: lambda: self._plan.find_next(-1),
            ActionId.SAVE_VIEW: self.naming.open,
        }.items():
            actions[name].triggered.connect(slot)
        actions[ActionId.MORE_FILTERS].toggled.connect(self._show_more_filters)
        for level, name in enumerate(TO_LEVELS, start=1):
            actions[name].triggered.connect(
                lambda _, level=level: self._plan.view.open_to(Level(level))
            )

    # --- clipboard ---------------------------------------------------------------------------

    @Slot()
    def copy(self) -> None:
        """Copy the chosen rows as text and as a table with the ratings' colours."""
        self._copy(headings=False)

    @Slot()
    def copy_headed(self) -> None:
        """Copy the chosen rows below the headings of their columns."""
        self._copy(headings=True)

    def _copy(self, *, headings: bool) -> None:
        from plandesk.services.clipboard import copy_block

        chosen = [self._plan.model.row_by_id(item) for item in self._plan.selected_ids()]
        rows = [row for row in chosen if row is not None]
        if not rows:
            return
        columns = self._copied(self._plan.view.columns.specs)
        scale = self._window.state.words.scale
        block = copy_block(rows, columns, scale, headings=headings)
        data = QMimeData()
        data.setText(block.tsv)
        data.setHtml(block.html)
        QGuiApplication.clipboard().setMimeData(data)
        text = self.tr("Copied one row") if len(rows) == 1 else self.tr("Copied %1 rows")
        self._window.toast.say(text.replace("%1", f"{len(rows):,}"))

    @Slot()
    def paste_block(self) -> None:
        """Show what pasting the clipboard's block would do."""
        from plandesk.services.paste_preview import PasteTarget, read_block

        data = QGuiApplication.clipboard().mimeData()
        tsv = data.text() if data is not None and data.hasText() else ""
        html = data.html() if data is not None and data.hasHtml() else ""
        block = read_block(tsv, html)
        ids = self._rows_for(block)
        columns = self._copied(self._columns_for(block))
        if ids and columns:
            named = tuple(self._copied(self._plan.model.columns))
            target = PasteTarget(tuple(ids), tuple(columns), self._window.state.period_id, named)
            self._only(self.paste)
            self.paste.offer(target, tsv, html)

    def _rows_for(self, block: list[list[str]]) -> list[int]:
        """Return the rows a block goes to: those chosen, or from a single one downwards."""
        chosen = self._plan.selected_ids()
        if len(chosen) > 1 or len(block) <= 1 or not chosen:
            return chosen
        return self._plan.view.ids_from(chosen[0])

    def _columns_for(self, block: list[list[str]]) -> list[ColumnSpec]:
        """Return the columns a block goes to: all that show where it begins with refs."""
        specs = self._plan.view.columns.specs
        refs = {row.ref.casefold() for row in self._plan.model.all_rows() if row.ref}
        first = [line[0].strip().casefold() for line in block if line]
        headed = bool(first) and first[0] == self._plan.model.heading(Column.REF).casefold()
        said = [text for text in first[headed:] if text]
        if headed or (said and refs.issuperset(said)):
            return specs
        here = self._plan.view.currentIndex().column()
        start = next((at for at, spec in enumerate(specs) if spec.column == here), 0)
        return specs[start:]

    def _copied(self, specs: Iterable[ColumnSpec]) -> list[CopyColumn]:
        """Return columns for the clipboard; what rows do not carry the model tells."""
        from plandesk.services.clipboard import CopyColumn

        model = self._plan.model
        found: list[CopyColumn] = []
        for spec in specs:
            told = partial(model.spoken, column=spec.column)
            carried = not (spec.stored or spec.column == Column.ACTIONS or spec.column in ABOVE)
            heading = model.heading(spec.column)
            found.append(CopyColumn(spec.field, heading, None if carried else told))
        return found

    # --- many rows ---------------------------------------------------------------------------

    @Slot()
    def change_rows(self) -> None:
        """Ask what to change on the chosen rows, beginning with the cursor's column."""
        chosen = [self._plan.model.row_by_id(item) for item in self._plan.selected_ids()]
        rows = [row for row in chosen if row is not None]
        if rows:
            self._only(self.bulk)
            here = self._plan.view.currentIndex().column()
            self.bulk.open(rows, self._plan.model.columns, here)

    @Slot()
    def fill_down(self) -> None:
        """Give the chosen rows the first one's value in the cursor's column."""
        index = self._plan.view.currentIndex()
        spec = self._plan.model.columns[max(0, index.column())]
        if spec.editor in (Editor.NONE, Editor.TEXT):
            self._window.bridge.refused.emit(
                UserError(
                    self.tr("The column %1 cannot be filled down.").replace("%1", spec.heading()),
                    self.tr("Put the cursor in the column to fill, such as Lead or Due."),
                )
            )
            return
        items = self._plan.selected_ids()
        if self._plan.edits.fill_down(items, spec.field):
            text = self.tr("Filled %1 down to %2 rows").replace("%1", spec.heading().lower())
            self._window.commands.say_undoable(text.replace("%2", str(len(items) - 1)))

    @Slot()
    def duplicate(self) -> None:
        """Copy the chosen rows right behind themselves, and stand on the first copy."""
        copies = self._plan.edits.duplicate(self._plan.top_ids())
        if copies:
            self._plan.show_item(copies[0])
            text = (
                self.tr("Duplicated one row") if len(copies) == 1 else self.tr("Duplicated %1 rows")
            )
            self._window.commands.say_undoable(text.replace("%1", str(len(copies))))

    @Slot()
    def move_to(self) -> None:
        """Ask below what to put the chosen rows."""
        rows = [self._plan.model.row_by_id(item) for item in self._plan.top_ids()]
        levels = {row.level for row in rows if row is not None}
        if len(levels) != 1 or levels == {Level.WORKSTREAM}:
            state = self._window.state
            text = self.tr("Choose rows of one level below the %1s to move them.")
            name = state.level_name(Level.WORKSTREAM)
            self._window.bridge.refused.emit(UserError(text.replace("%1", name)))
            return
        question = self.tr("Move to: type a ref or words of a title")
        self._window.commands.palette.choose(question, list(self._homes(levels.pop())))

    def _homes(self, level: Level) -> Iterable[Entry]:
        """Yield what rows of a level can be put below, as entries that move them there."""
        for row in self._plan.model.all_rows():
            if row.level == level - 1:
                kind = self._window.state.level_name(row.level)
                yield Entry(
                    f"{row.ref}  {row.title}".strip(), kind, lambda item=row.id: self._move(item)
                )

    def _move(self, parent: int) -> None:
        end = len(self._plan.model.children_of(parent))
        count = len(self._plan.top_ids())
        row = self._plan.model.row_by_id(parent)
        self._plan.move(lambda items: self._plan.edits.move(items, parent, end))
        self._plan.view.setFocus()
        name = row.ref or row.title if row else ""
        text = self.tr("Moved to %1") if count == 1 else self.tr("Moved %2 rows to %1")
        self._window.commands.say_undoable(text.replace("%1", name).replace("%2", str(count)))

    # --- the rest ----------------------------------------------------------------------------

    def _only(self, panel: object) -> None:
        for each in (self.paste, self.bulk, self.naming):
            if each is not panel:
                each.hide()

    @Slot()
    def _back(self) -> None:
        self._plan.view.setFocus()

    @Slot(bool)
    def _show_more_filters(self, on: bool) -> None:
        if on:
            self._window.actions_[ActionId.FILTER_BAR].setChecked(True)
        self._plan.bar.more_button.setChecked(on)
        if on:
            self._plan.bar.more.due_from.setFocus()

    @Slot()
    def _name_levels(self) -> None:
        for level, name in enumerate(TO_LEVELS, start=1):
            word = self._window.state.level_name(Level(level)) or Level(level).name.lower()
            self._window.actions_.set_words(name, self.tr("Open to %1s").replace("%1", word))
