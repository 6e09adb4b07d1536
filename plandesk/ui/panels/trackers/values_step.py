"""What each rating text and each fill colour means, and which spellings are one person."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedWidget, QTabBar

from plandesk.excel.trackers.mapping import ValueGuess
from plandesk.services.trackers.choices import with_code, with_name
from plandesk.ui.icons import Icon
from plandesk.ui.itemmodels.cell_table import Cell, CellTable, Choice
from plandesk.ui.itemmodels.row_roles import Sign
from plandesk.ui.panels.trackers.step import TrackerStep
from plandesk.ui.panels.trackers.work import TrackerWork
from plandesk.ui.theme import Look
from plandesk.ui.widgets.choice_view import ChoiceView
from plandesk.ui.widgets.empty_page import EmptyPage

_CLEAR = 10.0  # a colour difference that nobody would doubt


class ValuesStep(TrackerStep):
    """Each distinct value once, with how often it stands there; those in doubt first."""

    def __init__(self, work: TrackerWork, look: Look) -> None:
        super().__init__(work, look, "")
        self.lead.setText(
            self.tr(
                "Each different rating stands here once, by its text or by the colour of its cell. "
                "Check which rating of the plan it means."
            )
        )
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(self.tr("Ratings or names"))
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        for words in (self.tr("Ratings"), self.tr("Names")):
            self.tabs.addTab(words)
        self.column.addWidget(self.tabs)
        self._make_tables()
        self._none = EmptyPage(look, Icon.MEASURES)
        self._same = EmptyPage(look, Icon.LEAD)
        self.pages = QStackedWidget()
        for page in (self.list, self._none, self.names_list, self._same):
            self.pages.addWidget(page)
        self.add_table(self.pages)
        self._none.say(
            self.tr("No ratings in this tracker"),
            self.tr("If a column holds them, go back and say so under Columns."),
        )
        self._same.say(
            self.tr("Every name is spelt in one way"),
            self.tr("Spellings that seem to be one person would stand here."),
        )
        self.values.chosen.connect(self._choose_value)
        self.people.chosen.connect(self._choose_name)
        self.tabs.currentChanged.connect(self._turn)

    def _make_tables(self) -> None:
        self.values = CellTable(
            (
                self.tr("In the workbook"),
                self.tr("Means"),
                self.tr("Why"),
                self.tr("Cells"),
                self.tr("First at"),
            ),
            self._value_cells,
            self,
        )
        self.list = ChoiceView(self.tr("Ratings in the workbook"), self.look)
        self.list.show_model(self.values, (12, 11, 0, 4.5, 14))
        self.people = CellTable(
            (self.tr("In the workbook"), self.tr("Read as")), self._name_cells, self
        )
        self.names_list = ChoiceView(self.tr("Names in the workbook"), self.look)
        self.names_list.show_model(self.people, (0, 0))

    def enter(self) -> None:
        """Show the values as they are read now."""
        guess = self.work.guess
        if guess is None:
            return
        found = [*guess.mapping.texts, *guess.mapping.fills]
        if [each.shown for each in self._sorted(found)] != [e.shown for e in self.values.rows]:
            self.values.show(self._sorted(found))
        else:
            self.values.show(self._in_order(found))
        names = guess.mapping.names | (self.work.plain.mapping.names if self.work.plain else {})
        self.people.show([(said, guess.mapping.names.get(said, said)) for said in names])
        self.tabs.setTabText(0, self.tr("Ratings (%1)").replace("%1", str(len(found))))
        self.tabs.setTabText(1, self.tr("Names (%1)").replace("%1", str(len(names))))
        self._turn()

    def hint(self) -> str:
        """Return how many values are in doubt."""
        guess = self.work.guess
        values = (*guess.mapping.texts, *guess.mapping.fills) if guess else ()
        count = sum(not each.sure for each in values)
        if not count:
            return ""
        words = self.tr("1 value to check.") if count == 1 else self.tr("%1 values to check.")
        return words.replace("%1", str(count))

    def _sorted(self, found: list[ValueGuess]) -> list[ValueGuess]:
        """Put first what was in doubt when the tracker was opened, then by how often."""
        return sorted(found, key=lambda each: (not self._odd(each), -each.count, each.shown))

    def _odd(self, value: ValueGuess) -> bool:
        return value.shown in self._doubted() or not value.sure

    def _doubted(self) -> set[str]:
        plain = self.work.plain
        values = (*plain.mapping.texts, *plain.mapping.fills) if plain else ()
        return {each.shown for each in values if not each.sure}

    def _in_order(self, found: list[ValueGuess]) -> list[ValueGuess]:
        by_text = {each.shown: each for each in found}
        return [by_text[each.shown] for each in self.values.rows]

    def _value_cells(self, value: ValueGuess) -> tuple[Cell, ...]:
        guess = self.work.guess
        scale = guess.shape.scale if guess else None
        rating = scale.by_code(value.code) if scale else None
        colour = value.shown.startswith("#")
        sheet, _, cell = value.first.rpartition("!")
        return (
            Cell(
                value.shown if colour else f"“{value.shown}”",
                swatch=value.shown if colour else "",
                tip=value.stored,
            ),
            Cell(
                rating.word if rating else self.tr("Not rated"),
                rating=rating,
                choices=lambda: self._ratings(value),
            ),
            self._why(value, colour=colour, rated=rating is not None),
            Cell(f"{value.count:,}", right=True),
            Cell(f"{sheet}, {cell}" if sheet else cell, ink="secondary"),
        )

    def _why(self, value: ValueGuess, *, colour: bool, rated: bool) -> Cell:
        if not value.sure:
            if colour:
                words = self.tr("Please check: no rating has this colour") if not rated else ""
                words = words or self.tr("Please check: this is only the nearest colour")
            elif rated:
                words = self.tr("Please check: this is only the nearest word")
            else:
                words = self.tr("Please check: no rating of the plan has this name")
            return Cell(words, Sign(Icon.WARNING, "warning"), ink="warning")
        before = self._before(value.shown)
        if before is not None and before.code != value.code:
            return Cell(self.tr("Changed by you"), Sign(Icon.PENCIL, "changed"), ink="changed")
        if before is not None and not before.sure:
            return Cell(self.tr("Confirmed by you"), Sign(Icon.CHECK, "success"))
        if colour and rated and value.away <= _CLEAR:
            how = self.tr("A usual colour for it") if value.away < 1 else self.tr("A close shade")
            told = value.stored.upper().endswith(value.shown[1:].upper())
            return Cell(how if told else f"{how} ({value.stored})", ink="secondary")
        if colour:
            return Cell(self.tr("No rating has this colour"), ink="secondary", tip=value.stored)
        return Cell(self.tr("Says so") if rated else self.tr("Says there is none"), ink="secondary")

    def _before(self, shown: str) -> ValueGuess | None:
        plain = self.work.plain
        values = (*plain.mapping.texts, *plain.mapping.fills) if plain else ()
        return next((each for each in values if each.shown == shown), None)

    def _ratings(self, value: ValueGuess) -> list[Choice]:
        guess = self.work.guess
        found = [
            Choice(each.word, each.code, each, chosen=each.code == value.code)
            for each in (guess.shape.scale.values if guess else ())
        ]
        none = Choice(self.tr("Not rated"), None, chosen=value.code is None, group=True)
        return [*found, none]

    def _name_cells(self, pair: tuple[str, str]) -> tuple[Cell, ...]:
        said, taken = pair
        plain = self.work.plain
        guessed = plain.mapping.names.get(said, said) if plain else said
        options = [
            Choice(self._together(guessed), guessed, chosen=taken == guessed),
            Choice(self.tr("%1 (as printed)").replace("%1", said), said, chosen=taken == said),
        ]
        sign = None if taken == guessed else Sign(Icon.PENCIL, "changed")
        return (
            Cell(said),
            Cell(self._together(taken), sign, choices=lambda: options),
        )

    def _together(self, taken: str) -> str:
        return taken.replace("\n", " / ")

    @Slot(int, int, object)
    def _choose_value(self, at: int, _column: int, code: object) -> None:
        guess = self.work.guess
        if guess is None:
            return
        rows = {index.row() for index in self.list.selectionModel().selectedRows()}
        for row in rows if at in rows else {at}:
            shown = self.values.rows[row].shown
            guess = with_code(guess, shown, code if isinstance(code, str) else None)
        self.work.correct_value(guess)

    @Slot(int, int, object)
    def _choose_name(self, at: int, _column: int, taken: object) -> None:
        if self.work.guess is not None:
            said = self.people.rows[at][0]
            self.work.correct_value(with_name(self.work.guess, said, str(taken)))

    @Slot()
    def _turn(self) -> None:
        if self.tabs.currentIndex() == 0:
            self.pages.setCurrentWidget(self.list if self.values.rows else self._none)
        else:
            self.pages.setCurrentWidget(self.names_list if self.people.rows else self._same)
