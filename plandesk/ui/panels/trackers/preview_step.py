"""What bringing the tracker in will do, in numbers that open the rows behind them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLabel, QLineEdit, QStackedWidget, QToolButton, QWidget

from plandesk.excel.trackers.grid import TrackerBook
from plandesk.excel.trackers.mapping import RowKind
from plandesk.excel.trackers.report import Doubt, TrackerReading, end_of
from plandesk.excel.trackers.rows import ReadRow
from plandesk.models.content import ItemContent, UpdateContent
from plandesk.models.types import Level, Scale
from plandesk.services.trackers.account import TrackerAccount, field_words, value_words
from plandesk.services.trackers.differences import FieldChange
from plandesk.services.trackers.match import Candidate, How, RowPreview
from plandesk.ui.icons import Icon
from plandesk.ui.itemmodels.cell_table import Cell, CellTable
from plandesk.ui.itemmodels.row_roles import Sign
from plandesk.ui.panels.trackers.step import TrackerStep
from plandesk.ui.panels.trackers.terms import level_word, row_words
from plandesk.ui.panels.trackers.work import TrackerWork
from plandesk.ui.theme import Look
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
    """A number with its words, and the rows behind it; ``joint`` is written before it.

    ``line`` says a row, and is asked only for those in view.
    """

    key: str
    number: int
    words: str
    rows: Callable[[], Sequence[Any]]
    line: Callable[[Any], Line]
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
        headings = (self.tr("Where"), self.tr("What"), self.tr("Says"))
        self.table = CellTable(headings, self._cells, self, has_boxes=False)
        self.list = ChoiceView(self.tr("Rows behind the number"), look)
        self.list.show_model(self.table, (17, 14, 0))
        self._none = EmptyPage(look, Icon.SUCCESS)
        self.below = QStackedWidget()
        self.below.addWidget(self.list)
        self.below.addWidget(self._none)
        self.add_table(self.below)
        self.setFocusProxy(self.list)  # a key too many must not end up in the title
        self._counts: dict[str, Count] = {}
        self._chosen = ""
        self._book: TrackerBook | None = None
        self._line: Callable[[Any], Line] = self._note_line
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
        book = self.work.guess.book if self.work.guess else None
        if book is not self._book:
            self._book, self._chosen = book, ""
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
        """Return what stays as it is, and where the tracker seems to belong to another plan."""
        account = self.work.account
        if account is not None and account.is_foreign and any(self.work.host.state.rows()):
            words = self.tr(
                "None of its %1s is in this plan yet. If it is another, say so in File."
            )
            return words.replace("%1", self.work.host.state.level_name(Level.ACTION).lower())
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
        say = self._row_line
        words = self.tr("rows read")
        found = [Count("read", counts.read, words, lambda: _rows(reading, ""), say)]
        for at, (key, number, words) in enumerate(parts):
            rows = lambda key=key: _rows(reading, key)  # noqa: E731
            warn = key == "not_understood"
            found.append(Count(key, number, words, rows, say, "+" if at else "=", warn))
        doubts, notes = reading.doubts, _notes(account)
        look = self.tr("to look at")
        found.append(
            Count("doubts", len(doubts), look, lambda: doubts, self._doubt_line, "   ", warn=True)
        )
        words = self.tr("notes")
        return [*found, Count("notes", len(notes), words, lambda: notes, self._note_line)]

    def _effect_counts(self, account: TrackerAccount) -> list[Count]:
        found = [
            Count(
                f"new{int(level)}",
                number,
                self.tr("new %1").replace("%1", level_word(level, self.names, number)),
                lambda level=level: _new(account, level),
                self._new_line,
            )
            for level, number in account.created.items()
        ]
        words = self.tr("ratings")
        found.append(
            Count("ratings", account.rated, words, lambda: _ratings(account), self._rating_line)
        )
        preview = account.preview
        if preview is None:
            return found
        changes, missing = _changes(account), preview.missing
        found.append(
            Count(
                "changes",
                account.changed,
                self.tr("rows changed"),
                lambda: changes,
                self._change_line,
                "   ",
            )
        )
        words = self.tr("only in the plan")
        return [
            *found,
            Count("missing", len(missing), words, lambda: missing, self._missing_line),
        ]

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
        rows = count.rows()
        self._line = count.line
        self.heading.setText(f"{count.number:,} {count.words}")
        self.table.show(rows)
        self.below.setCurrentWidget(self.list if rows else self._none)
        if key == "not_understood":
            said = (self.tr("Every row was understood"), self.tr("Nothing is left behind."))
        else:
            said = (self.tr("None"), self.tr("There is nothing of this kind."))
        self._none.say(*said)

    def _cells(self, row: Any) -> tuple[Cell, ...]:
        line = self._line(row)
        return (
            Cell(line.where, ink="secondary"),
            Cell(line.what, line.sign),
            Cell(line.text, tip=line.text[:_LONGEST]),
        )

    def _where(self, place: tuple[str, int]) -> str:
        sheet, row = place
        if not sheet:
            return ""
        return self.tr("%1, row %2").replace("%1", sheet).replace("%2", str(row))

    def _row_line(self, row: ReadRow) -> Line:
        guess = self.work.guess
        sheet = guess.book.sheet(row.sheet) if guess else None
        texts = sheet.rows[row.row].texts().values() if sheet and row.row in sheet.rows else ()
        said = "  |  ".join(" ".join(text.split()) for text in texts)[:_LONGEST]
        odd = row.kind is RowKind.NOT_UNDERSTOOD
        return Line(
            self._where((row.sheet, row.row)),
            row_words(row.kind, self.names),
            f"{row.reason[:1].upper()}{row.reason[1:]}.  {said}" if row.reason else said,
            Sign(Icon.WARNING, "warning") if odd else None,
        )

    def _doubt_line(self, doubt: Doubt) -> Line:
        return Line(
            self._where((doubt.sheet, doubt.row)),
            self.tr("Please look"),
            doubt.reason.removeprefix(f"Row {doubt.row}: "),
            Sign(Icon.WARNING, "warning"),
        )

    def _note_line(self, note: str) -> Line:
        return Line("", self.tr("Note"), note, Sign(Icon.INFO, "info"))

    def _place(self, key: str) -> str:
        places = self.work.reading.places if self.work.reading else None
        return self._where((places or {}).get(key, ("", 0)))

    def _new_line(self, each: ItemContent) -> Line:
        return Line(self._place(each.key), each.ref, each.title)

    def _rating_line(self, pair: tuple[ItemContent, UpdateContent] | Changed) -> Line:
        if isinstance(pair, Changed):
            return self._change_line(pair)
        each, update = pair
        reading = self.work.reading
        rating = reading.content.scale.by_code(update.rating) if reading else None
        words = f"{update.period}: {rating.word if rating else ''}"
        return Line(self._place(each.key), words, f"{each.ref}  {each.title}".strip())

    def _change_line(self, changed: Changed) -> Line:
        row, each = changed.row, changed.change
        scale = self.work.reading.content.scale if self.work.reading else Scale("")
        before = value_words(each, each.before, scale) or self.tr("nothing")
        after = value_words(each, each.after, scale)
        period = f", {each.period}" if each.period else ""
        return Line(
            self._where(row.place),
            f"{field_words(each.field)}{period}",
            f"{row.ref or row.title[:60]}:  {before}  →  {after}".replace("\n", " "),
        )

    def _missing_line(self, each: Candidate) -> Line:
        return Line("", each.ref, each.title)

    @Slot()
    def _rename(self) -> None:
        self.work.rename(self.title.text())


# ---- the rows behind the numbers


@dataclass(frozen=True, slots=True)
class Changed:
    """One changed value with the row that it belongs to."""

    row: RowPreview
    change: FieldChange


def _rows(reading: TrackerReading, end: str) -> list[ReadRow]:
    return [
        row
        for row in reading.rows
        if row.kind is not RowKind.BLANK and (not end or end_of(row) == end)
    ]


def _notes(account: TrackerAccount) -> tuple[str, ...]:
    return (*account.reading.notes, *(account.preview.notes if account.preview else ()))


def _new_keys(account: TrackerAccount) -> set[str] | None:
    """Return the keys of new rows; None where all are."""
    if account.preview is None:
        return None
    return {row.key for row in account.preview.rows if row.how is How.NEW}


def _new(account: TrackerAccount, level: Level) -> list[ItemContent]:
    keys = _new_keys(account)
    return [
        each
        for each in account.reading.content.items
        if each.level is level and (keys is None or each.key in keys)
    ]


def _ratings(account: TrackerAccount) -> list[tuple[ItemContent, UpdateContent] | Changed]:
    keys = _new_keys(account)
    locked = set(account.preview.locked) if account.preview else set()
    new: list[tuple[ItemContent, UpdateContent] | Changed] = [
        (each, update)
        for each in account.reading.content.items
        if keys is None or each.key in keys
        for update in each.updates
        if update.rating is not None and update.period not in locked
    ]
    return [*new, *(each for each in _changes(account) if each.change.field == "rating")]


def _changes(account: TrackerAccount) -> list[Changed]:
    rows = account.preview.rows if account.preview else ()
    return [Changed(row, each) for row in rows for each in row.changes]
