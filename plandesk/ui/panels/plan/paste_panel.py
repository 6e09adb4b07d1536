"""What pasting would do, shown above the plan before it is done: cell by cell, refusals first."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot

from plandesk.errors import UserError
from plandesk.ui.icons import Icon
from plandesk.ui.itemmodels.plain_table import Cell, PlainRow, PlainTable
from plandesk.ui.itemmodels.row_roles import Sign
from plandesk.ui.panels.plan.inline_panel import InlinePanel
from plandesk.ui.panels.plan.reason_lines import ReasonLines
from plandesk.ui.plan_state import PlanState
from plandesk.ui.theme import Look
from plandesk.ui.widgets.row_view import RowView

if TYPE_CHECKING:
    from plandesk.services.paste_preview import PastePreview, PasteTarget, PreviewCell

_COLUMN, _NOW = 1, 2
_NARROW = 44  # heights of a line
_ROWS = 8  # lines of the preview that show without scrolling


class PastePanel(InlinePanel):
    """Lists the cells of a block; what is refused is left out of the paste, and says why."""

    said_done = Signal(str)

    def __init__(self, state: PlanState, look: Look) -> None:
        self._state = state
        self._preview: PastePreview | None = None
        self._headings: dict[str, str] = {}
        super().__init__(self.tr("Paste"), look)
        headings = (
            self.tr("Row"),
            self.tr("Column"),
            self.tr("Now"),
            self.tr("Pasted"),
            self.tr("Why not"),
        )
        self.table = PlainTable(headings, self)
        self.view = RowView(self.tr("Cells of the block"), look)
        self.view.show_model(self.table, (5, 6, 8.5, 8.5, 0))
        self.body.addWidget(self.view)
        self.reasons = ReasonLines()
        self.body.addWidget(self.reasons)
        self.reasons.changed.connect(self._excuse)
        lines = (self.view, self.reasons.override, self.reasons.reason, self.go, self.cancel)
        for before, after in pairwise(lines):
            self.setTabOrder(before, after)
        look.changed.connect(self._size_table)

    def offer(self, target: PasteTarget, tsv: str, html: str) -> bool:
        """Show what pasting the block would do; a refusal of the whole block is told instead."""
        from plandesk.services.paste_preview import paste_preview

        document = self._state.bridge.document
        if document is None:
            return False
        try:
            with document.rehearse() as session:
                self._preview = paste_preview(session, target, tsv, html)
        except UserError as error:
            self._state.bridge.refused.emit(error)
            return False
        self._headings = {
            column.field: column.heading for column in (*target.named, *target.columns)
        }
        self.reasons.clear()
        self._show()
        (self.go if self.go.isEnabled() else self.cancel).setFocus()
        return True

    def take(self) -> None:
        """Paste what can be pasted, as one step."""
        from plandesk.services.paste_preview import CellState

        preview, self._preview = self._preview, None
        self.leave()
        if preview is None or not preview.count(CellState.CHANGES):
            return
        preview = replace(preview, reason=self.reasons.said()[1])
        if self._state.bridge.run(preview.op, self):
            left = preview.count(CellState.REFUSED)
            done = self._cells(preview.count(CellState.CHANGES))
            text = self.tr("Pasted %1").replace("%1", done)
            if left:
                text += self.tr("; %1 left out").replace("%1", self._cells(left))
            self.said_done.emit(text)

    @Slot()
    def _size_table(self) -> None:
        line = self._look.px(1.75)
        room = self.window().height() // 5  # the plan below must stay in sight
        rows = min(_ROWS, max(1, self.table.rowCount()), max(1, room // line - 1))
        self.view.setFixedHeight(line * (rows + 1))
        for column in (_COLUMN, _NOW):  # where it is narrow, why not matters more
            self.view.setColumnHidden(column, self.width() < self._look.px(_NARROW))
        self.view.fit()

    @Slot()
    def _excuse(self) -> None:
        """Take the ratings that a reason was given for, or leave them out again."""
        if self._preview is not None:
            self._preview = self._preview.excused(self.reasons.said()[0])
            self._show()

    def _ask(self, preview: PastePreview) -> None:
        """Ask for what the pasted ratings still need."""
        from plandesk.services.paste_preview import CellState

        scale = self._state.words.scale
        rated = (
            scale.read(cell.after)
            for cell in preview.cells
            if cell.field == "rating" and cell.state is CellState.CHANGES
        )
        poor = any(rating is not None and rating.needs_reason for rating in rated)
        self.reasons.ask(exceptions=sum(cell.excusable for cell in preview.cells), poor=poor)

    def _show(self) -> None:
        from plandesk.services.paste_preview import CellState

        preview = self._preview
        if preview is None:
            return
        changes, same, refused = (
            preview.count(each) for each in (CellState.CHANGES, CellState.SAME, CellState.REFUSED)
        )
        told = [cell for cell in preview.cells if cell.state is not CellState.SAME]
        told.sort(key=lambda cell: cell.state is not CellState.REFUSED)
        self.table.show([self._row(cell) for cell in told])
        self.view.setVisible(bool(told))
        one = self.tr("1 cell changes")
        parts = [one if changes == 1 else self.tr("%1 cells change").replace("%1", f"{changes:,}")]
        if same:
            parts.append(self.tr("%1 already as pasted").replace("%1", f"{same:,}"))
        if refused:
            parts.append(self.tr("%1 cannot be pasted").replace("%1", f"{refused:,}"))
        self.heading.setText(self.tr("Paste: ") + ", ".join(parts))
        self.heading.setAccessibleName(self.heading.text())
        self.said.setText(" ".join(preview.notes))
        words = self.tr("Paste %1").replace("%1", self._cells(changes))
        self.name_button(words if changes else self.tr("Nothing to paste"), able=bool(changes))
        self._ask(preview)
        self.show()
        self._size_table()

    def _row(self, cell: PreviewCell) -> PlainRow:
        from plandesk.services.paste_preview import CellState

        refused = cell.state is CellState.REFUSED
        sign = Sign(Icon.REFUSED, "error") if refused else None
        return PlainRow(
            (
                Cell(cell.ref, heavy=True),
                Cell(self._headings[cell.field]),
                Cell(cell.before),
                Cell(cell.after, sign=sign),
                Cell(cell.why),
            ),
            cell.item_id,
        )

    def _cells(self, count: int) -> str:
        text = self.tr("1 cell") if count == 1 else self.tr("%1 cells")
        return text.replace("%1", f"{count:,}")
