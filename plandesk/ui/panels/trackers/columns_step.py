"""What each column holds, and which reporting period its ratings belong to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QWidget,
)

from plandesk.excel.trackers.guess import LATEST
from plandesk.excel.trackers.mapping import ColumnMapping, SheetKind
from plandesk.excel.trackers.words import Field, PeriodSaid
from plandesk.models.timeframes.day import Toward
from plandesk.services.trackers.choices import (
    alike_tables,
    samples,
    with_field,
    with_period,
    with_period_said,
)
from plandesk.ui.days import short_day
from plandesk.ui.icons import Icon
from plandesk.ui.itemmodels.cell_table import Cell, CellTable, Choice
from plandesk.ui.itemmodels.row_roles import Sign
from plandesk.ui.panels.trackers.step import TrackerStep
from plandesk.ui.panels.trackers.terms import field_words
from plandesk.ui.panels.trackers.work import TrackerWork
from plandesk.ui.theme import Look
from plandesk.ui.widgets.choice_view import ChoiceView
from plandesk.ui.widgets.day_field import DayField
from plandesk.ui.widgets.line_signs import let_signs_grow
from plandesk.ui.widgets.wrap_label import WrapLabel

_HOLDS, _PERIOD = 2, 3
_NEVER = {Field.FIGURE, Field.LEFT_OUT, Field.ROW_COLOUR}
_NEEDS = {SheetKind.ACTIONS, SheetKind.SERVICE}


@dataclass(frozen=True, slots=True)
class _Line:
    """One column of tables with the same headings; ``place`` is (table, column)."""

    place: tuple[int, int]
    column: ColumnMapping
    guessed: Field | None


class PeriodsEditor(QWidget):
    """The label and as-at date of each period that ratings go to."""

    said = Signal(str, object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(look.px(0.6))
        self._grid.setVerticalSpacing(look.px(0.3))
        self._grid.setColumnStretch(3, 1)
        self._look = look
        self._shown: tuple[PeriodSaid, ...] = ()
        self._fields: list[tuple[QLineEdit, DayField, QLabel]] = []

    def show_periods(self, periods: tuple[PeriodSaid, ...], notes: dict[str, str]) -> None:
        """Show these periods; ``notes`` say of some what is particular."""
        self.setVisible(bool(periods))
        if len(periods) != len(self._fields):
            self._build(len(periods))
        self._shown = periods
        for said, (label, day, note) in zip(periods, self._fields, strict=True):
            for field in (label, day):
                field.blockSignals(True)
            label.setText(said.label)
            day.set_day(said.as_at)
            for field in (label, day):
                field.blockSignals(False)
            note.setText(notes.get(said.label, ""))

    def _build(self, count: int) -> None:
        while self._grid.count():
            taken = self._grid.takeAt(0)
            widget = taken.widget() if taken else None
            if widget is not None:
                widget.deleteLater()
        self._fields = []
        heads = (self.tr("Ratings go to the period"), self.tr("As at"))
        for column, words in enumerate(heads):
            head = QLabel(words)
            head.setProperty("role", "caption")
            self._grid.addWidget(head, 0, column)
        for row in range(count):
            label, note = QLineEdit(), WrapLabel("", "secondary")
            day = DayField(f"{heads[1]} {row + 1}", toward=Toward.NEAR)
            let_signs_grow(day.line, self._look)
            label.setMinimumWidth(self._look.px(14))
            label.setAccessibleName(f"{heads[0]} {row + 1}")
            label.editingFinished.connect(lambda row=row: self._tell(row))
            day.settled.connect(lambda row=row: self._tell(row))
            for column, widget in enumerate((label, day, note)):
                self._grid.addWidget(widget, row + 1, column)
            self._fields.append((label, day, note))

    def _tell(self, row: int) -> None:
        label, day, _ = self._fields[row]
        as_at = day.day()
        if as_at is None:
            return
        said = PeriodSaid(" ".join(label.text().split()), as_at)
        if said.label and said != self._shown[row]:
            self.said.emit(self._shown[row].label, said)


class ColumnsStep(TrackerStep):
    """One row for each column; sheets with the same headings are answered together."""

    def __init__(self, work: TrackerWork, look: Look) -> None:
        super().__init__(work, look, "")
        self.lead.setText(
            self.tr(
                "Check what each column holds. A column that PlanDesk has no place for "
                "is kept under its own heading; nothing is lost."
            )
        )
        self.group = QComboBox()
        self.group.setAccessibleName(self.tr("Sheets with the same headings"))
        self.group.setMinimumWidth(look.px(24))
        self._label = QLabel(self.tr("Sheets"))
        self._label.setBuddy(self.group)
        head = QHBoxLayout()
        head.addWidget(self._label)
        head.addWidget(self.group)
        head.addStretch(1)
        self.column.addLayout(head)
        self.table = CellTable(
            (
                self.tr("Column"),
                self.tr("Heading in the workbook"),
                self.tr("Holds"),
                self.tr("Ratings of"),
                self.tr("For example"),
            ),
            self._cells,
            self,
        )
        self.list = ChoiceView(self.tr("Columns"), look)
        self.list.show_model(self.table, (3.8, 13, 13, 10, 0))
        self.add_table(self.list)
        self.periods = PeriodsEditor(look)
        self.column.addWidget(self.periods)
        self.table.chosen.connect(self._choose)
        self.group.currentIndexChanged.connect(self._show_group)
        self.periods.said.connect(self._say_period)

    def enter(self) -> None:
        """Show the columns as they are read now."""
        guess = self.work.guess
        if guess is None:
            return
        groups, sheets = alike_tables(guess.mapping), guess.mapping.sheets
        here = max(self.group.currentIndex(), 0)
        self.group.blockSignals(True)
        self.group.clear()
        for each in groups:
            more = len(each) - 1
            words = self.tr("%1 and %2 more with the same headings") if more else "%1"
            text = words.replace("%1", sheets[each[0]].name).replace("%2", str(more))
            self.group.addItem(text, each)
        self.group.setCurrentIndex(min(here, len(groups) - 1))
        self.group.blockSignals(False)
        for widget in (self.group, self._label):
            widget.setVisible(len(groups) > 1 or any(len(each) > 1 for each in groups))
        self._show_group()
        self.periods.show_periods(guess.mapping.periods, self._period_notes())

    def obstacle(self) -> str:
        """Return which sheet lacks the column with the text."""
        guess = self.work.guess
        for how in guess.mapping.sheets if guess else ():
            if how.use and how.kind in _NEEDS and how.title_column is None:
                words = self.tr("%1: choose the column with the text of each %2.")
                return words.replace("%1", how.name).replace("%2", self.names[2].lower())
        return ""

    def hint(self) -> str:
        """Return that a period has no name yet, else what is kept under its own heading."""
        guess = self.work.guess
        if guess and LATEST in {each.label for each in guess.mapping.periods}:
            return self.tr("Name the period that the ratings belong to.")
        found = {
            column.heading
            for how in (guess.mapping.sheets if guess else ())
            if how.use and how.kind is not SheetKind.SUMMARY
            for column in how.columns
            if column.field is None
        }
        if not found:
            return ""
        words = self.tr("Kept under their own headings: %1")
        return words.replace("%1", ", ".join(sorted(found)[:4]))

    @Slot()
    def _show_group(self) -> None:
        guess, plain = self.work.guess, self.work.plain
        tables = self.group.currentData()
        if guess is None or plain is None or not tables:
            self.table.show([])
            return
        at = tables[0]
        how, first = guess.mapping.sheets[at], plain.mapping.sheets[at]
        before = {(each.column, each.heading): each.field for each in first.columns}
        self.table.show(
            [
                _Line((at, number), each, before.get((each.column, each.heading), each.field))
                for number, each in enumerate(how.columns)
            ]
        )

    def _cells(self, line: _Line) -> tuple[Cell, ...]:
        guess, column = self.work.guess, line.column
        shown = samples(guess, line.place[0], column) if guess else ()
        mine = column.field is not line.guessed
        own = line.guessed is Field.ROW_COLOUR  # no column of its own: a rating or nothing
        able = {Field.ROW_COLOUR} if own else set(Field) - _NEVER
        fields = [
            Choice(field_words(each, self.names), each, chosen=each is column.field)
            for each in Field
            if each in able
        ]
        last = (Field.LEFT_OUT,) if own else (None, Field.LEFT_OUT)
        fields += [
            Choice(
                field_words(each, self.names), each, chosen=each is column.field, group=not number
            )
            for number, each in enumerate(last)
        ]
        rated = column.field in {Field.RATING, Field.ROW_COLOUR}
        fills = all(text.startswith("#") for text in shown) and bool(shown)
        examples = self.tr("filled cells: %1") if fills else "%1"
        unused = column.field in {None, Field.LEFT_OUT, Field.FIGURE}
        return (
            Cell("–" if own else column.letter, ink="secondary"),
            Cell(column.heading, tip=column.heading),
            Cell(
                field_words(column.field, self.names),
                Sign(Icon.PENCIL, "changed") if mine else None,
                choices=lambda: fields,
                ink="secondary" if unused else "",
                tip=self.tr("Changed by you") if mine else self.tr("Guessed"),
            ),
            Cell(column.period, choices=self._period_choices(line)) if rated else Cell(),
            Cell(examples.replace("%1", "   ·   ".join(shown)), tip="\n".join(shown)),
        )

    def _period_choices(self, line: _Line) -> Callable[[], list[Choice]]:
        def choices() -> list[Choice]:
            known = {each.label: each for each in self._known_periods()}
            return [
                Choice(
                    f"{label} ({short_day(each.as_at)})", each, chosen=label == line.column.period
                )
                for label, each in known.items()
            ]

        return choices

    def _known_periods(self) -> list[PeriodSaid]:
        """Return the tracker's periods and, where it goes into a plan, that plan's own."""
        guess = self.work.guess
        found = list(guess.mapping.periods) if guess else []
        labels = {each.label for each in found}
        if self.work.plan_id is not None:
            periods = self.work.host.state.periods
            found += [PeriodSaid(p.label, p.as_at) for p in periods if p.label not in labels]
        return sorted(found, key=lambda each: each.as_at)

    def _period_notes(self) -> dict[str, str]:
        if self.work.plan_id is None:
            return {}
        notes: dict[str, str] = {}
        for period in self.work.host.state.periods:
            notes[period.label] = (
                self.tr("In the plan, and open.")
                if period.is_open
                else self.tr("Closed in the plan: its ratings stay as they are.")
            )
        guess = self.work.guess
        for said in guess.mapping.periods if guess else ():
            notes.setdefault(said.label, self.tr("New: the plan does not have it yet."))
        return notes

    @Slot(int, int, object)
    def _choose(self, at: int, column: int, value: object) -> None:
        guess, tables = self.work.guess, self.group.currentData()
        if guess is None:
            return
        place = self.table.rows[at].place[1]
        if column == _HOLDS and (value is None or isinstance(value, Field)):
            self.work.correct(with_field(guess, tables, place, value))
        elif column == _PERIOD and isinstance(value, PeriodSaid):
            self.work.correct(with_period(guess, tables, place, value))

    @Slot(str, object)
    def _say_period(self, old: str, said: PeriodSaid) -> None:
        if self.work.guess is not None:
            self.work.correct(with_period_said(self.work.guess, old, said))
