"""Which workbook comes in, where it goes, and whether last time's answers are used."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QFormLayout,
    QFrame,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from plandesk.services.presets import load_preset, preset_names
from plandesk.services.trackers.choices import return_in
from plandesk.services.trackers.reading import TrackerGuess
from plandesk.ui import icons
from plandesk.ui.icons import Icon
from plandesk.ui.panels.trackers.csv_form import CsvFormBox
from plandesk.ui.panels.trackers.step import TrackerStep
from plandesk.ui.panels.trackers.work import Target, TrackerWork
from plandesk.ui.theme import Look, Space
from plandesk.ui.widgets.file_drop import take_copy, trackers_only
from plandesk.ui.widgets.page_parts import word_button

_TALL = 150  # from this zoom on, a small screen has no height to spare


class DropPlace(QFrame):
    """Takes a workbook by drop or by its button."""

    asked = Signal()
    dropped = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setObjectName("dropPlace")
        self.setAcceptDrops(True)
        self._icon, self.text, self.more = QLabel(), QLabel(), QLabel()
        self.text.setProperty("role", "heading")
        self.more.setProperty("role", "secondary")
        self.button = QPushButton(self.tr("&Choose a file…"))
        self.button.clicked.connect(self.asked)
        self._grid = QGridLayout(self)
        gap = look.space(Space.LARGE)
        self._grid.setContentsMargins(gap, gap, gap, gap)
        self._grid.setHorizontalSpacing(gap)
        self._grid.setVerticalSpacing(look.space(Space.SMALL))
        self._large: bool | None = None
        self.set_large(on=True)
        look.changed.connect(self._dress)
        self._dress()

    def set_large(self, *, on: bool) -> None:
        """Take all the room there is, as long as nothing is chosen yet."""
        if self._large is on:
            return
        self._large = on
        places = (self._icon, self.text, self.more, self.button)
        middle = Qt.AlignmentFlag.AlignHCenter
        start = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        for widget in places:
            self._grid.removeWidget(widget)
        self._grid.setRowStretch(0, 1 if on else 0)
        self._grid.setRowStretch(5, 1 if on else 0)
        self._grid.setColumnStretch(1, 1)
        if on:
            for row, widget in enumerate(places, start=1):
                self._grid.addWidget(widget, row, 1, middle)
        else:
            self._grid.addWidget(self._icon, 1, 0, 2, 1)
            self._grid.addWidget(self.text, 1, 1)
            self._grid.addWidget(self.more, 2, 1)
            self._grid.addWidget(self.button, 3, 1, start)
        self.more.setWordWrap(not on)  # beside its sign it has the width to fill, alone it has not

    def say(self, text: str, more: str, button: str, *, primary: bool) -> None:
        """Set the words; before anything is chosen the button stands out."""
        self.set_large(on=primary and self._look.zoom < _TALL)
        self.text.setText(text)
        self.more.setText(more)
        word_button(self.button, button)
        self.button.setProperty("primary", primary)
        self.button.style().unpolish(self.button)
        self.button.style().polish(self.button)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take workbooks only, and leave returns to the window."""
        if trackers_only(event.mimeData()):
            take_copy(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the first workbook."""
        found = trackers_only(event.mimeData())
        if found:
            take_copy(event)
            self.dropped.emit(found[0])

    @Slot()
    def _dress(self) -> None:
        side = self._look.px(2.2)
        self._icon.setPixmap(icons.get(Icon.TRACKER).pixmap(QSize(side, side)))
        edge, ground = self._look.colour("edge").name(), self._look.colour("base").name()
        corner = self._look.px(0.35)
        self.setStyleSheet(
            f"QFrame#dropPlace {{ background: {ground}; border: 1px dashed {edge};"
            f" border-radius: {corner}px; }}"
        )


class FileStep(TrackerStep):
    """The file at the top; once it is read, where it goes and how it is understood."""

    def __init__(self, work: TrackerWork, look: Look) -> None:
        super().__init__(work, look, "")
        self.lead.setText(
            self.tr(
                "Bring in the workbook that the plan is kept in today. Nothing is changed before "
                "the last step, and every guess can be put right on the way."
            )
        )
        self.drop = DropPlace(look)
        self.drop.asked.connect(self.ask)
        self.drop.dropped.connect(lambda path: self.work.open(path))
        self.rest = QWidget()
        self._ways = {
            target: QRadioButton(self.rest)
            for target in (Target.THIS, Target.ANOTHER, Target.NEW_FILE)
        }
        self.title, self.kind, self.about = QLineEdit(), QComboBox(), QLabel()
        self.csv = CsvFormBox(look)
        self.told = QCheckBox()
        self.recipe = QPushButton(self.tr("Use a recipe file…"))
        self._lay_out()
        self.column.setSpacing(look.space(Space.LARGE))
        self.column.addWidget(self.drop, 1)
        self.column.addWidget(self.rest)
        for target, button in self._ways.items():
            button.clicked.connect(lambda _=False, target=target: self.work.aim(target))
        self.title.editingFinished.connect(self._rename)
        self.kind.activated.connect(self._choose_kind)
        self.csv.chosen.connect(self.work.use_form)
        self.told.clicked.connect(self._use_told)
        self.recipe.clicked.connect(self._ask_recipe)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self.rest)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.look.space(Space.SMALL))
        column.addWidget(self._caption(self.tr("Where does it go?")))
        for button in self._ways.values():
            column.addWidget(button)
        for name in preset_names():
            self.kind.addItem(load_preset(name).title, name)
        self.title.setAccessibleName(self.tr("Title of the plan"))
        self.kind.setAccessibleName(self.tr("Kind of plan"))
        self.about.setWordWrap(True)
        self.about.setProperty("role", "secondary")
        self._form = QWidget()
        form = QFormLayout(self._form)
        form.setContentsMargins(self.look.px(1.6), 0, 0, 0)
        form.addRow(self.tr("Title"), self.title)
        form.addRow(self.tr("Kind of plan"), self.kind)
        form.addRow("", self.about)
        self._form.setMaximumWidth(self.look.px(44))
        column.addWidget(self._form)
        column.addSpacing(self.look.space(Space.MEDIUM))
        column.addWidget(self._caption(self.tr("How is it read?")))
        self.how = QLabel()
        self.how.setWordWrap(True)
        column.addWidget(self.how)
        column.addWidget(self.csv.doubts)
        column.addWidget(self.csv)
        grid = QGridLayout()
        grid.addWidget(self.told, 0, 0)
        grid.addWidget(self.recipe, 1, 0, Qt.AlignmentFlag.AlignLeft)
        grid.setColumnStretch(1, 1)
        column.addLayout(grid)
        column.addStretch(1)
        self.recipe.setAccessibleName(self.tr("Use a recipe file"))

    @staticmethod
    def _caption(words: str) -> QLabel:
        label = QLabel(words)
        label.setProperty("role", "heading")
        return label

    def enter(self) -> None:
        """Show what is chosen so far."""
        guess = self.work.guess
        if self.work.busy:
            return
        if guess is None:
            self.drop.say(
                self.tr("Drop a workbook here"),
                self.tr("Excel (.xlsx, .xlsm) or CSV. Ratings may be words, letters or colours."),
                self.tr("&Choose a file…"),
                primary=True,
            )
        else:
            sheets = sum(bool(sheet.rows) for sheet in guess.book.sheets)
            rows = sum(len(sheet.rows) for sheet in guess.book.sheets)
            words = self.tr("%1 sheets, %2 rows") if sheets != 1 else self.tr("1 sheet, %2 rows")
            self.drop.say(
                guess.book.name,
                words.replace("%1", str(sheets)).replace("%2", f"{rows:,}"),
                self.tr("&Choose another…"),
                primary=False,
            )
        self.rest.setVisible(guess is not None)
        self.column.setStretchFactor(self.drop, 0 if guess else 1)
        self.column.setStretchFactor(self.rest, 1 if guess else 0)
        self._show_ways()
        if guess is not None:
            self._show_guess(guess)

    def obstacle(self) -> str:
        """Return why one cannot go on."""
        return "" if self.work.guess is not None else self.tr("Choose a workbook or CSV file.")

    def hint(self) -> str:
        """Return that the file is a return, else what its reader passed over."""
        guess = self.work.guess
        if guess is None:
            return ""
        reference = return_in(guess.book)
        if not reference:
            return " ".join(guess.book.notes[:2])
        words = self.tr("This is the return %1. Import it under Returns, to check each answer.")
        return words.replace("%1", reference)

    def _show_ways(self) -> None:
        plan = self.work.host.state.plan
        able = plan is not None and self.work.host.bridge.can_change
        words = {
            Target.THIS: self.tr("Into the plan that is open: %1"),
            Target.ANOTHER: self.tr("A further plan in the same file"),
            Target.NEW_FILE: self.tr("A plan of its own, in a new file"),
        }
        for target, button in self._ways.items():
            text = words[target].replace("%1", plan.title if plan else "").replace("&", "&&")
            button.setText(text)
            button.setAccessibleName(text)
            button.setVisible(able or target is Target.NEW_FILE)
            button.setChecked(target is self.work.target)

    def _show_guess(self, guess: TrackerGuess) -> None:
        own = self.work.plan_id is None
        self._form.setVisible(own)
        if self.title.text() != guess.mapping.title:
            self.title.setText(guess.mapping.title)
        self.kind.setCurrentIndex(self.kind.findData(guess.shape.preset))
        preset = load_preset(guess.shape.preset) if guess.shape.preset in preset_names() else None
        levels = " › ".join(guess.shape.level_names)
        self.about.setText(f"{preset.about}\n{levels}" if preset else levels)
        self.told.setVisible(self.work.told is not None)
        self.told.setText(self.tr("Use last time's answers"))
        self.told.setAccessibleName(self.told.text())
        self.told.setChecked(guess.mapping.source != "guessed")
        self.how.setText(self._how(guess))
        self.csv.show_book(guess.book)

    def _how(self, guess: TrackerGuess) -> str:
        if self.work.told is not None and self.work.told.mapping.source != "kept in the plan":
            words = self.tr("As the recipe %1 says.")
            return words.replace("%1", Path(self.work.told.mapping.source).name)
        if self.work.told is not None:
            return self.tr("A tracker of this shape was brought in before, and its answers kept.")
        used = [each for each in guess.mapping.sheets if each.use and each.columns]
        values = len(guess.mapping.texts) + len(guess.mapping.fills)
        colours = len(guess.mapping.fills)
        words = self.tr("PlanDesk found tables on %1 of %2 sheets and %3 different ratings, ")
        only = self.tr("%4 of them told only by a colour.")
        words += only if colours else self.tr("all in words.")
        if not values:
            words = self.tr("PlanDesk found tables on %1 of %2 sheets, and no ratings.")
        for key, number in {
            "%1": len(used),
            "%2": len(guess.mapping.sheets),
            "%3": values,
            "%4": colours,
        }.items():
            words = words.replace(key, str(number))
        return words

    # --- commands ----------------------------------------------------------------------------

    @Slot()
    def ask(self) -> None:
        """Ask for the workbook."""
        settings = self.work.host.settings
        name, _ = QFileDialog.getOpenFileName(
            self,
            self.tr("Bring in a tracker"),
            settings.last_folder,
            self.tr("Workbooks and CSV files (*.xlsx *.xlsm *.csv *.tsv *.txt);;All files (*)"),
        )
        if name:
            settings.last_folder = str(Path(name).parent)
            self.work.open(Path(name))

    @Slot()
    def _ask_recipe(self) -> None:
        settings = self.work.host.settings
        name, _ = QFileDialog.getOpenFileName(
            self, self.tr("Use a recipe"), settings.last_folder, self.tr("Recipes (*.toml)")
        )
        if name:
            self.work.use_recipe(Path(name))

    @Slot()
    def _rename(self) -> None:
        self.work.rename(self.title.text())

    @Slot()
    def _choose_kind(self) -> None:
        self.work.choose_kind(str(self.kind.currentData()))

    @Slot(bool)
    def _use_told(self, on: bool) -> None:
        self.work.use_told(on=on)
