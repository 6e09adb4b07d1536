"""What bringing the tracker in will do, in numbers that open the rows behind them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLabel, QLineEdit, QStackedWidget, QToolButton, QWidget

from plandesk.excel.tracker_mapping import RowKind
from plandesk.excel.tracker_report import TrackerReading, end_of
from plandesk.models.types import Level
from plandesk.services.tracker_account import TrackerAccount, field_words, value_words
from plandesk.services.tracker_match import How
from plandesk.ui.icons import Icon
from plandesk.ui.itemmodels.cell_table import Cell, CellTable
from plandesk.ui.itemmodels.row_roles import Sign
from plandesk.ui.panels.tracker_step import TrackerStep
from plandesk.ui.theme import Look
from plandesk.ui.tracker_terms import level_word, row_words
from plandesk.ui.tracker_work import TrackerWork
from plandesk.ui.widgets.choice_view import ChoiceView
from plandesk.ui.widgets.empty_page import EmptyPage
from plandesk.ui.widgets.flow_layout import FlowLayout

_LONGEST = 400


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a list: where it stands, what it is, what it says."""

    where: str
    what: str
    text: str
    sign: Sign | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """A number with its words, and the lines behind it; ``joint`` is written before it."""

    key: str
    number: int
    words: str
    lines: Callable[[], Iterator[Line]]
    joint: str = ""
    warn: bool = False


class CountButton(QToolButton):
    """One number with its words below."""

    def __init__(self, count: Count, look: Look) -> None:
        super().__init__()
        self.count = count
        self.setCheckable(True)
        self.setText(f"{count.number:,}\n{count.words}")
        self.setAccessibleName(f"{count.number:,} {count.words}")
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        font = self.font()
        if count.warn and count.number:
            font.setBold(True)
            self.setFont(font)
        self.setMinimumWidth(look.px(5))


class CountRow(QWidget):
    """Numbers in a row, joined as a sum."""

    asked = Signal(str)

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self._look = look
        self.setAccessibleName(name)
        self._flow = FlowLayout(self)
        self._flow.setContentsMargins(0, 0, 0, 0)
        self._flow.setSpacing(look.px(0.3))
        self.buttons: dict[str, CountButton] = {}
        look.changed.connect(self._dress)
        self._dress()

    def show_counts(self, counts: list[Count]) -> None:
        """Show these numbers."""
        while self._flow.count():
            taken = self._flow.takeAt(0)
            widget = taken.widget() if taken else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.buttons = {}
        for each in counts:
            if each.joint:
                joint = QLabel(each.joint)
                joint.setProperty("role", "secondary")
                joint.setAlignment(Qt.AlignmentFlag.AlignCenter)
                self._flow.addWidget(joint)
            button = CountButton(each, self._look)
            button.clicked.connect(lambda _=False, key=each.key: self.asked.emit(key))
            self.buttons[each.key] = button
            self._flow.addWidget(button)
        self.updateGeometry()

    @Slot()
    def _dress(self) -> None:
        colours = {
            name: self._look.colour(name).name()
            for name in ("base", "line", "edge", "selection", "selection_text", "accent", "focus")
        }
        corner = self._look.px(0.24)
        self.setStyleSheet(
            "QToolButton {{ background: {base}; border: 1px solid {line};"
            " border-radius: {corner}px; }}"
            "QToolButton:hover {{ border-color: {edge}; }}"
            "QToolButton:checked {{ background: {selection}; color: {selection_text};"
            " border-color: {accent}; }}"
            "QToolButton:focus {{ border: 2px solid {focus}; }}".format(corner=corner, **colours)
        )


class PreviewStep(TrackerStep):
    """The sums at the top, the rows behind the chosen number below."""

    def __init__(self, work: TrackerWork, look: Look) -> None:
        super().__init__(work, look, "")
        self.title = QLineEdit()
        self.title.setAccessibleName(self.tr("Title of the plan"))
        self.column.addWidget(self.title)
        self.rows = CountRow(look, self.tr("Rows of the tracker"))
        self.effect = CountRow(look, self.tr("What comes in"))
        for row in (self.effect, self.rows):
            self.column.addWidget(row)
        self.heading = QLabel()
        self.heading.setProperty("role", "heading")
        self.column.addWidget(self.heading)
        self.table = CellTable(
            (self.tr("Where"), self.tr("What"), self.tr("Says")), self._cells, self
        )
        self.list = ChoiceView(self.tr("Rows behind the number"), look)
        self.list.show_model(self.table, (17, 14, 0))
        self._none = EmptyPage(look, Icon.SUCCESS)
        self.below = QStackedWidget()
        self.below.addWidget(self.list)
        self.below.addWidget(self._none)
        self.add_table(self.below)
        self._counts: dict[str, Count] = {}
        self._chosen = ""
        self.title.editingFinished.connect(self._rename)
        for row in (self.rows, self.effect):
            row.asked.connect(self.open)

    def enter(self) -> None:
        """Show the numbers as they are now."""
        account = self.work.account
        if account is None:
            return
        self.title.setVisible(self.work.plan_id is None)
        if self.title.text() != account.plan:
            self.title.setText(account.plan)
        self.lead.setText(self._lead(account))
        rows, effect = self._row_counts(account), self._effect_counts(account)
        self._counts = {each.key: each for each in (*rows, *effect)}
        self.rows.show_counts(rows)
        self.effect.show_counts(effect)
        if self._chosen not in self._counts:
            first = ("not_understood", "doubts", "changes", "taken")
            self._chosen = next(
                (key for key in first if key in self._counts and self._counts[key].number), "taken"
            )
        self.open(self._chosen)

    def hint(self) -> str:
        """Return what was not understood or stays as it is."""
        account = self.work.account
        locked = account.preview.locked if account and account.preview else ()
        if not locked:
            return ""
        words = self.tr("%1 is closed: its ratings stay as they are.")
        return words.replace("%1", ", ".join(locked))

    def obstacle(self) -> str:
        """Return why nothing can come in."""
        account = self.work.account
        if account is None:
            return ""
        if account.preview is not None and not (sum(account.created.values()) or account.changed):
            return self.tr("The plan already says all that the tracker says.")
        return ""

    def _lead(self, account: TrackerAccount) -> str:
        if self.work.plan_id is None:
            return self.tr("A new plan is made of this tracker. Its title:")
        words = self.tr(
            "This is what comes into %1, as one step that Undo takes back. Nothing is removed."
        )
        return words.replace("%1", account.plan)

    # --- the numbers -------------------------------------------------------------------------

    def _row_counts(self, account: TrackerAccount) -> list[Count]:
        reading, counts = account.reading, account.reading.counts
        parts = (
            ("taken", counts.taken, self.tr("rows taken")),
            ("headings", counts.headings, self.tr("headings")),
            ("repeated_headers", counts.repeated_headers, self.tr("repeated headers")),
            ("other", counts.other, self.tr("other rows")),
            ("not_understood", counts.not_understood, self.tr("not understood")),
        )
        found = [Count("read", counts.read, self.tr("rows read"), lambda: self._rows(reading, ""))]
        for at, (key, number, words) in enumerate(parts):
            lines = lambda key=key: self._rows(reading, key)  # noqa: E731
            warn = key == "not_understood"
            found.append(Count(key, number, words, lines, "+" if at else "=", warn))
        doubts = Count(
            "doubts",
            len(reading.doubts),
            self.tr("to look at"),
            lambda: self._doubts(reading),
            "   ",
            warn=True,
        )
        notes = Count("notes", len(self._notes(account)), self.tr("notes"), self._note_lines)
        return [*found, doubts, notes]

    def _effect_counts(self, account: TrackerAccount) -> list[Count]:
        found = [
            Count(
                f"new{int(level)}",
                number,
                self.tr("new %1").replace("%1", level_word(level, self.names, number)),
                lambda level=level: self._new(account, level),
            )
            for level, number in account.created.items()
        ]
        found.append(
            Count("ratings", account.rated, self.tr("ratings"), lambda: self._ratings(account))
        )
        preview = account.preview
        if preview is not None:
            found.append(
                Count(
                    "changes",
                    account.changed,
                    self.tr("rows changed"),
                    lambda: self._changes(account),
                    "   ",
                )
            )
            missing = len(preview.missing)
            words = self.tr("only in the plan")
            found.append(Count("missing", missing, words, lambda: self._missing(account)))
        return found

    # --- the lines behind them ---------------------------------------------------------------

    @Slot(str)
    def open(self, key: str) -> None:
        """List the rows behind a number."""
        count = self._counts.get(key)
        if count is None:
            return
        self._chosen = key
        for row in (self.rows, self.effect):
            for name, button in row.buttons.items():
                button.setChecked(name == key)
        lines = list(count.lines())
        self.heading.setText(f"{count.number:,} {count.words}")
        self.table.show(lines)
        self.below.setCurrentWidget(self.list if lines else self._none)
        if key == "not_understood":
            said = (self.tr("Every row was understood"), self.tr("Nothing is left behind."))
        else:
            said = (self.tr("None"), self.tr("There is nothing of this kind."))
        self._none.say(*said)

    def _cells(self, line: Line) -> tuple[Cell, ...]:
        return (
            Cell(line.where, ink="secondary"),
            Cell(line.what, line.sign),
            Cell(line.text, tip=line.text[:_LONGEST]),
        )

    def _where(self, sheet: str, row: int) -> str:
        if not sheet:
            return ""
        return self.tr("%1, row %2").replace("%1", sheet).replace("%2", str(row))

    def _rows(self, reading: TrackerReading, end: str) -> Iterator[Line]:
        guess = self.work.guess
        for row in reading.rows:
            if row.kind is RowKind.BLANK or (end and end_of(row) != end):
                continue
            sheet = guess.book.sheet(row.sheet) if guess else None
            texts = sheet.rows[row.row].texts().values() if sheet else ()
            said = "  |  ".join(" ".join(text.split()) for text in texts)[:_LONGEST]
            odd = row.kind is RowKind.NOT_UNDERSTOOD
            yield Line(
                self._where(row.sheet, row.row),
                row_words(row.kind, self.names),
                f"{row.reason[:1].upper()}{row.reason[1:]}.  {said}" if row.reason else said,
                Sign(Icon.WARNING, "warning") if odd else None,
            )

    def _doubts(self, reading: TrackerReading) -> Iterator[Line]:
        for each in reading.doubts:
            yield Line(
                self._where(each.sheet, each.row),
                self.tr("Please look"),
                each.reason.removeprefix(f"Row {each.row}: "),
                Sign(Icon.WARNING, "warning"),
            )

    @staticmethod
    def _notes(account: TrackerAccount) -> tuple[str, ...]:
        return (*account.reading.notes, *(account.preview.notes if account.preview else ()))

    def _note_lines(self) -> Iterator[Line]:
        account = self.work.account
        for note in self._notes(account) if account else ():
            yield Line("", self.tr("Note"), note, Sign(Icon.INFO, "info"))

    def _new(self, account: TrackerAccount, level: Level) -> Iterator[Line]:
        places = account.reading.places or {}
        keys = (
            {row.key for row in account.preview.rows if row.how is How.NEW}
            if account.preview
            else None
        )
        for each in account.reading.content.items:
            if each.level is level and (keys is None or each.key in keys):
                sheet, row = places.get(each.key, ("", 0))
                yield Line(self._where(sheet, row), each.ref, each.title)

    def _ratings(self, account: TrackerAccount) -> Iterator[Line]:
        places = account.reading.places or {}
        scale = account.reading.content.scale
        preview = account.preview
        new = {row.key for row in preview.rows if row.how is How.NEW} if preview else None
        locked = set(preview.locked) if preview else set()
        for each in account.reading.content.items:
            if new is not None and each.key not in new:
                continue
            for update in each.updates:
                rating = scale.by_code(update.rating)
                if rating is not None and update.period not in locked:
                    sheet, row = places.get(each.key, ("", 0))
                    words = f"{update.period}: {rating.word}"
                    yield Line(self._where(sheet, row), words, f"{each.ref}  {each.title}".strip())
        for line in self._changes(account):
            if line.what.startswith(field_words("rating")):
                yield line

    def _changes(self, account: TrackerAccount) -> Iterator[Line]:
        scale = account.reading.content.scale
        for row in account.preview.rows if account.preview else ():
            name = row.ref or row.title[:60]
            for each in row.changes:
                before = value_words(each, each.before, scale) or self.tr("nothing")
                after = value_words(each, each.after, scale)
                period = f", {each.period}" if each.period else ""
                yield Line(
                    self._where(*row.place),
                    f"{field_words(each.field)}{period}",
                    f"{name}:  {before}  →  {after}".replace("\n", " "),
                )

    def _missing(self, account: TrackerAccount) -> Iterator[Line]:
        for each in account.preview.missing if account.preview else ():
            yield Line("", each.ref, each.title)

    @Slot()
    def _rename(self) -> None:
        self.work.rename(self.title.text())
