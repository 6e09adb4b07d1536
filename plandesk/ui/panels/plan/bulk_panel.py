"""One value for many rows: says how many rows would change before anything does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QStackedWidget

from plandesk.errors import UserError
from plandesk.ui.delegates.plan_editors import add_people_completion
from plandesk.ui.itemmodels.plan_columns import Column, ColumnSpec, Editor
from plandesk.ui.panels.plan.inline_panel import InlinePanel
from plandesk.ui.panels.plan.reason_lines import ReasonLines
from plandesk.ui.plan_state import PlanState
from plandesk.ui.theme import Look
from plandesk.ui.widgets.page_parts import label

if TYPE_CHECKING:
    from plandesk.services.ops.bulk import BulkEdit, BulkPreview
    from plandesk.services.queries.plan_tree import PlanRow

FIELDS = (
    Column.CURRENT,
    Column.LEAD,
    Column.DUE,
    Column.SCOPE,
    Column.SOURCE,
    Column.OUTCOME,
    Column.SPONSOR,
    Column.CHARACTERISTIC,
    Column.FORECAST,
)
_FROM_LIST = (Column.CURRENT, Column.OUTCOME)
_NAMED = 3  # refused rows that are named; the rest are counted


class BulkPanel(InlinePanel):
    """Chooses a column and a value for the selection, and tries it on every row first."""

    said_done = Signal(str)

    def __init__(self, state: PlanState, look: Look) -> None:
        self._state = state
        self._rows: list[PlanRow] = []
        self._columns: dict[int, ColumnSpec] = {}
        self._preview: BulkPreview | None = None
        self.known: Callable[[int], Sequence[str]] = lambda _: ()
        self.reading: Callable[[str], str] = str  # how a timeframe is understood
        super().__init__(self.tr("Change rows"), look)
        self.field = QComboBox()
        self.field.setAccessibleName(self.tr("Column to change"))
        self.words = QLineEdit()
        self.words.setAccessibleName(self.tr("New value"))
        self.choice = QComboBox()
        self.choice.setAccessibleName(self.tr("New value"))
        self.value = QStackedWidget()
        self.value.addWidget(self.words)
        self.value.addWidget(self.choice)
        self.reasons = ReasonLines()
        self._lay_out()
        self._soon = QTimer(self, singleShot=True, interval=120)
        self._soon.timeout.connect(self.try_it)
        self.field.currentIndexChanged.connect(self._choose_field)
        self.words.textChanged.connect(self._wait)
        self.choice.currentIndexChanged.connect(self._wait)
        self.reasons.changed.connect(self._wait)

    def open(self, rows: Sequence[PlanRow], columns: Sequence[ColumnSpec], column: int) -> None:
        """Ask what to change on these rows, beginning with a column if it is one of many rows'."""
        self._rows = list(rows)
        own = [spec for spec in columns if spec.is_own and spec.editor is Editor.LINE]
        offered = {int(one): columns[one] for one in FIELDS}
        offered |= {spec.column: spec for spec in own}
        if offered != self._columns:
            self._offer(offered)
        if column in offered:
            self.field.setCurrentIndex([*offered].index(column))
        self.show()
        self._choose_field()
        self.field.setFocus()

    @property
    def column(self) -> int:
        """The column to change."""
        return int(self.field.currentData())

    @Slot()
    def try_it(self) -> None:
        """Try the value on every row, and say what would come of it."""
        from plandesk.services.ops.bulk import bulk_preview

        self._soon.stop()
        document, self._preview = self._state.bridge.document, None
        if document is None or not self.isVisible():
            return
        try:
            with document.rehearse() as session:
                self._preview = bulk_preview(session, self._op([row.id for row in self._rows]))
        except UserError as error:
            self.said.setText(str(error))
            self.name_button(self._title(len(self._rows)), able=False)
            return
        self._tell()
        self.reasons.ask(exceptions=len(self._preview.excusable), poor=self._is_poor())

    def settle(self) -> None:
        """Try the value now, where that still waits."""
        if self._preview is None or self._soon.isActive():
            self.try_it()

    def take(self) -> None:
        """Change the rows that can be changed, as one step."""
        self.settle()
        preview = self._preview
        if preview is None or not preview.changes:
            return
        op, done = self._op(preview.changes), self._words_for(self.tr("Changed the %1 of %2"))
        done = done.replace("%2", self._counted(len(preview.changes)))
        self.leave()
        if self._state.bridge.run(op, self):
            self.said_done.emit(done)

    def _op(self, ids: Sequence[int]) -> BulkEdit:
        from plandesk.services.ops.bulk import BulkEdit

        column = self.column
        text = str(self.choice.currentData() or "") if column in _FROM_LIST else self.words.text()
        change = (self._columns[column].field, text)
        reasons = self.reasons.said() if column == Column.CURRENT else ("", "")
        return BulkEdit(tuple(ids), (change,), self._state.period_id, *reasons)

    def _is_poor(self) -> bool:
        """Tell whether the rows would be rated so that they must say why."""
        if self.column != Column.CURRENT:
            return False
        rating = self._state.words.scale.read(str(self.choice.currentData() or ""))
        return rating is not None and rating.needs_reason

    def _offer(self, columns: dict[int, ColumnSpec]) -> None:
        self._columns = columns
        self.field.blockSignals(True)
        self.field.clear()
        for column, spec in columns.items():
            self.field.addItem(spec.heading(), column)
        self.field.blockSignals(False)

    @Slot()
    def _wait(self) -> None:
        self._soon.start()

    @Slot()
    def _choose_field(self) -> None:
        column = self.column
        self.reasons.clear()
        if column in _FROM_LIST:
            self._fill_choice(column)
            self.value.setCurrentWidget(self.choice)
        else:
            editor = self._columns[column].editor
            several = editor in (Editor.PEOPLE, Editor.TAGS)
            add_people_completion(self.words, list(self.known(column)) if several else [])
            self.words.setPlaceholderText(self._hint(editor))
            self.words.clear()
            self.value.setCurrentWidget(self.words)
        for widget in (self.words, self.choice):
            widget.setAccessibleName(self._columns[column].heading())
        self.try_it()

    def _hint(self, editor: Editor) -> str:
        if editor is Editor.TIMEFRAME:
            return self.tr("Such as 31 March 2027, or Autumn 2027")
        if editor is Editor.LINE:
            return self.tr("Empty for none")
        return self.tr("Several with / between them; empty for none")

    def _fill_choice(self, column: Column) -> None:
        self.choice.blockSignals(True)
        self.choice.clear()
        plan = self._state.plan
        if column == Column.CURRENT:
            for value in self._state.words.scale.values:
                self.choice.addItem(value.word, value.word)
            self.choice.addItem(self.tr("Not rated"), "")
        else:
            for _, word in plan.outcomes if plan else ():
                self.choice.addItem(word, word)
            self.choice.addItem(self.tr("None"), "")
        self.choice.blockSignals(False)

    def _tell(self) -> None:
        preview = self._preview
        if preview is None:
            return
        parts: list[str] = []
        if self._columns[self.column].editor is Editor.TIMEFRAME and self.words.text().strip():
            reading = self.reading(self.words.text())
            parts.append(f"{reading[:1].upper()}{reading[1:]}.")
        if preview.same:
            text = self.tr("%1 already as asked.")
            parts.append(text.replace("%1", self._counted(len(preview.same))))
        if preview.refused:
            text = self.tr("%1 left out: %2")
            counted = self._counted(len(preview.refused))
            told = self._reasons(preview.refused)
            parts.append(text.replace("%1", counted).replace("%2", told))
        self.said.setText(" ".join(parts))
        count = len(preview.changes)
        self.name_button(
            self._title(count) if count else self.tr("Nothing to change"), able=bool(count)
        )

    def _reasons(self, refused: Sequence[tuple[int, str]]) -> str:
        """Say each reason once, with the rows that it holds for too."""
        refs = {row.id: row.ref or row.title for row in self._rows}
        groups: dict[str, list[tuple[str, str]]] = {}
        for number, why in refused:
            ref = refs.get(number, "")
            groups.setdefault(why.replace(ref, "", 1), []).append((ref, why))
        told: list[str] = []
        for (_, why), *others in groups.values():
            named = ", ".join(ref for ref, _ in others[:_NAMED])
            if len(others) > _NAMED:
                more = self.tr("%1 and %2 more").replace("%1", named)
                named = more.replace("%2", str(len(others) - _NAMED))
            same = self.tr(" The same holds for %1.").replace("%1", named)
            told.append(why + (same if others else ""))
        more = self.tr(" (and %1 more reasons)").replace("%1", str(len(told) - _NAMED))
        return " ".join(told[:_NAMED]) + (more if len(told) > _NAMED else "")

    def _title(self, count: int) -> str:
        text = self._words_for(self.tr("Change the %1 of %2"))
        return text.replace("%2", self._counted(count))

    def _words_for(self, text: str) -> str:
        """Put the name of the column into a text."""
        spec = self._columns[self.column]
        field = spec.heading() if spec.is_own else spec.heading().lower()
        if self.column == Column.CURRENT:
            field = self.tr("rating")
        elif self.column == Column.DUE:
            field = self.tr("due date")
        return text.replace("%1", field)

    def _counted(self, count: int) -> str:
        levels = {row.level for row in self._rows}
        word = self._state.level_name(levels.pop()) if len(levels) == 1 else self.tr("row")
        return f"{count:,} {word}" if count == 1 else f"{count:,} {word}s"

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.addWidget(label(self.tr("Change")))
        line.addWidget(self.field)
        line.addWidget(label(self.tr("to")))
        line.addWidget(self.value, 1)
        self.body.addLayout(line)
        self.body.addWidget(self.reasons)
        before = self.field
        lines = (self.reasons.override, self.reasons.reason)
        for after in (self.words, self.choice, *lines, self.go, self.cancel):
            self.setTabOrder(before, after)
            before = after
        self.heading.hide()
