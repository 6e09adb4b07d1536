"""Which sheets are read, where their tables start, and what each row is taken for."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QModelIndex, Qt, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from plandesk.excel.trackers.grid import GridSheet
from plandesk.excel.trackers.mapping import (
    HEADERS,
    TAKEN,
    RowKind,
    SheetKind,
    SheetMapping,
)
from plandesk.excel.trackers.rows import ReadRow
from plandesk.services.trackers.choices import (
    row_kinds,
    with_kind,
    with_row_kind,
    with_use,
)
from plandesk.ui.delegates.choice_cells import open_choices
from plandesk.ui.delegates.tracker_grid_cells import TrackerGridDelegate
from plandesk.ui.itemmodels.cell_table import Cell, CellTable, Choice
from plandesk.ui.itemmodels.row_roles import tick
from plandesk.ui.itemmodels.tracker_grid_model import GridRole, TrackerGridModel
from plandesk.ui.panels.trackers.step import TrackerStep
from plandesk.ui.panels.trackers.terms import ROW_KINDS, SHEET_KINDS, row_words, sheet_words
from plandesk.ui.panels.trackers.work import TrackerWork
from plandesk.ui.theme import Look
from plandesk.ui.widgets.choice_view import ChoiceView

_OVER = frozenset({RowKind.TITLE, RowKind.SUBTITLE, RowKind.SERVICE, RowKind.FOOTNOTE})
_NARROW = 45  # heights of a line
_SMALL = 3000  # rows that are told apart in a moment
_MEASURED = 60  # rows whose texts decide how wide a column is shown


class GridView(QTableView):
    """The sheet; Enter or a click in the first column opens what a row may be taken for."""

    def __init__(self, model: TrackerGridModel, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look, self._grid = look, model
        self.setModel(model)
        self.setItemDelegate(TrackerGridDelegate(look, self))
        self.setAccessibleName(self.tr("Rows of the sheet"))
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        look.changed.connect(self.fit)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the choice of the row that the cursor is in."""
        opens = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2, Qt.Key.Key_Space}
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if event.key() in opens or (alt and event.key() == Qt.Key.Key_Down):
            self.open_kind(self.currentIndex())
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the choice that is clicked."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and index.column() == 0:
            self.open_kind(index)

    def open_kind(self, index: QModelIndex) -> None:
        """Show what the row may be taken for."""
        first = index.siblingAtColumn(0)
        if first.isValid():
            open_choices(self, self._look, first, self.visualRect(first).bottomLeft())

    @Slot()
    def fit(self) -> None:
        """Give each column the room that its first rows want, within bounds."""
        px, metrics = self._look.px, self.fontMetrics()
        rows = range(min(self._grid.rowCount(), _MEASURED))
        for column in range(self._grid.columnCount()):
            texts = (self._text(row, column) for row in rows)
            wide = max((metrics.horizontalAdvance(text[:60]) for text in texts), default=0)
            extra = px(3.5 if column == 0 else 0.9)
            self.setColumnWidth(column, min(max(wide + extra, px(3)), px(17)))
        self.verticalHeader().setDefaultSectionSize(px(1.65))

    def _text(self, row: int, column: int) -> str:
        """Return a text that asks for room: titles over the table run on beside their column."""
        index = self._grid.index(row, column)
        over = index.data(GridRole.KIND) in _OVER or index.data(GridRole.WIDE)
        return "" if column and over else str(index.data() or "")


class SheetsStep(TrackerStep):
    """The sheets at the left with a tick each; the chosen one's rows at the right."""

    def __init__(self, work: TrackerWork, look: Look) -> None:
        super().__init__(work, look, "")
        self.lead.setText(
            self.tr(
                "Tick the sheets to read. Beside each row stands what it is taken for; "
                "change it where it is wrong, above all the header rows."
            )
        )
        self._at, self._all = 0, 0
        self._kinds: dict[str, dict[int, ReadRow]] = {}
        self._guess: object = None
        self._sheet: GridSheet | None = None
        self._asked = (0, "")
        self._path: object = None
        self.sheets = CellTable(
            (self.tr("Sheet"), self.tr("Lists"), self.tr("Rows")), self._sheet_cells, self
        )
        self.list = ChoiceView(self.tr("Sheets"), look)
        self.list.show_model(self.sheets, (0, 6.4, 2.8))
        self.list.setMinimumWidth(look.px(11))
        self.grid = TrackerGridModel(lambda kind: row_words(kind, self.names), self)
        self.grid.offer(ROW_KINDS)
        self.view = GridView(self.grid, look, self)
        self.said = QLabel()
        self.said.setWordWrap(True)
        self.jump = QComboBox()
        self._lay_out()
        self.sheets.ticked.connect(self._tick)
        self.sheets.chosen.connect(self._choose_kind)
        self.list.row_changed.connect(self._show_sheet)
        self.grid.chosen.connect(self._choose_row)
        self.jump.activated.connect(self._jump)

    def _lay_out(self) -> None:
        self.jump.setAccessibleName(self.tr("Go to rows of a kind"))
        self.jump.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        head = QHBoxLayout()
        head.addWidget(self.said, 1)
        head.addWidget(self.jump)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(self.look.px(0.5), 0, 0, 0)
        column.addLayout(head)
        column.addWidget(self.view, 1)
        split = self._split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.list)
        split.addWidget(right)
        split.setStretchFactor(1, 1)
        split.setChildrenCollapsible(False)
        split.setSizes([self.look.px(19), self.look.px(60)])
        self.add_table(split)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the rows below the list where there is no room beside it."""
        super().resizeEvent(event)
        narrow = self.width() < self.look.px(_NARROW)
        wanted = Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal
        if self._split.orientation() != wanted:
            self._split.setOrientation(wanted)
            self._split.setMinimumHeight(self.look.px(19 if narrow else 9))
            self._split.setSizes([self.look.px(6 if narrow else 19), self.look.px(60)])

    def enter(self) -> None:
        """Show the sheets as they are read now."""
        guess = self.work.guess
        if guess is None:
            return
        if self._guess is not guess:
            self._guess = guess
            self._kinds = {}
        self.sheets.show(guess.mapping.sheets)
        if self.work.path is not self._path or not self.list.currentIndex().isValid():
            self._path = self.work.path
            first = next((at for at, each in enumerate(guess.mapping.sheets) if each.use), 0)
            self.list.setCurrentIndex(self.sheets.index(first, 0))
        self._show_rows()

    def hint(self) -> str:
        """Return how many rows of the shown sheet are not understood."""
        rows = self._kinds_of(self._sheet_name()).values()
        count = sum(row.kind is RowKind.NOT_UNDERSTOOD for row in rows)
        if not count:
            return ""
        words = self.tr("%1 rows of this sheet are not understood.")
        return words.replace("%1", str(count))

    def obstacle(self) -> str:
        """Return why one cannot go on."""
        guess = self.work.guess
        lists = {SheetKind.ACTIONS, SheetKind.PROJECTS, SheetKind.SERVICE}
        sheets = guess.mapping.sheets if guess else ()
        if any(each.use and each.kind in lists and each.columns for each in sheets):
            return ""
        return self.tr("Tick a sheet that lists %1s, and mark its header row.").replace(
            "%1", self.names[2].lower() or self.tr("action")
        )

    # --- the list of sheets ------------------------------------------------------------------

    def _sheet_cells(self, how: SheetMapping) -> tuple[Cell, ...]:
        guess = self.work.guess
        sheet = guess.book.sheet(how.name) if guess else None
        rows = sum(how.holds(number) for number in sheet.rows) if sheet else 0
        hidden = self.tr(" (hidden)") if sheet and sheet.hidden else ""
        ink = "" if how.use else "secondary"
        kinds = [
            Choice(sheet_words(each, self.names), each, chosen=each is how.kind)
            for each in SHEET_KINDS
        ]
        return (
            Cell(f"{how.name}{hidden}", tick=tick(on=how.use), ink=ink, tip=how.name),
            Cell(sheet_words(how.kind, self.names), choices=lambda: kinds, ink=ink),
            Cell(f"{rows:,}", ink="secondary", right=True),
        )

    @Slot(int, bool)
    def _tick(self, at: int, on: bool) -> None:
        if self.work.guess is not None:
            self.work.correct(with_use(self.work.guess, at, use=on))

    @Slot(int, int, object)
    def _choose_kind(self, at: int, _column: int, kind: SheetKind) -> None:
        if self.work.guess is not None:
            self.work.correct(with_kind(self.work.guess, at, kind))

    @Slot(QModelIndex)
    def _show_sheet(self, _current: QModelIndex) -> None:
        self._show_rows()
        at = self.list.currentIndex().row()
        how = self.sheets.rows[at] if at >= 0 else None
        if how is not None and how.first > 1:
            self._go_to(how.first)

    # --- the rows of a sheet -----------------------------------------------------------------

    def _sheet_name(self) -> str:
        """Return the sheet that the chosen table stands on."""
        guess, index = self.work.guess, self.list.currentIndex()
        if guess is None or not index.isValid():
            return ""
        sheet = guess.book.sheet(self.sheets.rows[index.row()].name)
        return sheet.name if sheet else ""

    def _kinds_of(self, name: str) -> dict[int, ReadRow]:
        guess = self.work.guess
        sheet = guess.book.sheet(name) if guess else None
        if guess is None or sheet is None or name in self._kinds:
            return self._kinds.get(name, {})
        if len(sheet.rows) <= _SMALL:
            self._kinds[name] = row_kinds(guess, name)
        elif self._asked != (id(guess), name):
            self._asked = (id(guess), name)
            self.work.look_at(name, lambda found: self._take_kinds(name, found))
        return self._kinds.get(name, {})

    def _take_kinds(self, name: str, found: dict[int, ReadRow]) -> None:
        self._kinds[name] = found
        self._asked = (0, "")
        self.work.changed.emit()

    def _show_rows(self) -> None:
        guess, name = self.work.guess, self._sheet_name()
        sheet = guess.book.sheet(name) if guess else None
        if sheet is None:
            self.grid.show(GridSheet(""), {})
            return
        kinds = self._kinds_of(name)
        other = sheet is not self._sheet
        self._sheet = sheet
        self.grid.show(sheet, kinds)
        if other:
            self.view.fit()
            self.view.setCurrentIndex(self.grid.index(0, 0))
        how = self.sheets.rows[self.list.currentIndex().row()]
        self._say(how, {number: row for number, row in kinds.items() if how.holds(number)})

    def _say(self, how: SheetMapping, kinds: dict[int, ReadRow]) -> None:
        name = how.name
        if not kinds:
            self.said.setText(self.tr("%1: reading its rows…").replace("%1", name))
            return
        found = Counter(row.kind for row in kinds.values())
        taken = sum(count for kind, count in found.items() if kind in TAKEN)
        first = next((row.row for row in kinds.values() if row.kind in HEADERS), None)
        again = sum(row.repeated and row.kind is RowKind.HEADER for row in kinds.values())
        if not how.use:
            words = self.tr("%1 is not read.")
        elif first is None:
            words = self.tr("%1: no header row found. Mark the row with the headings.")
        elif again > 1:
            words = self.tr("%1: header in row %2, repeated %4 times; %3 rows taken.")
        elif again:
            words = self.tr("%1: header in row %2, repeated once; %3 rows taken.")
        else:
            words = self.tr("%1: header in row %2; %3 rows taken.")
        numbers = {"%1": name, "%2": str(first), "%3": f"{taken:,}", "%4": str(again)}
        for key, value in numbers.items():
            words = words.replace(key, value)
        self.said.setText(words)
        self.jump.clear()
        self.jump.addItem(self.tr("Go to the next…"), None)
        for kind, count in found.most_common():
            if kind is not RowKind.BLANK:
                self.jump.addItem(f"{row_words(kind, self.names)} ({count:,})", kind)

    @Slot(int, object)
    def _choose_row(self, row: int, kind: RowKind | None) -> None:
        if self.work.guess is not None:
            name = self._sheet_name()
            self.work.correct(with_row_kind(self.work.guess, name, row, kind))

    @Slot(int)
    def _jump(self, at: int) -> None:
        """Go to the next row of a kind, from the cursor on and round again."""
        kind = self.jump.itemData(at)
        self.jump.setCurrentIndex(0)
        here = self.grid.number(self.view.currentIndex().row()) if self.grid.rowCount() else 0
        rows = [row.row for row in self._kinds_of(self._sheet_name()).values() if row.kind is kind]
        if kind is None or not rows:
            return
        wanted = next((row for row in rows if row > here), rows[0])
        self._go_to(wanted)
        self.view.setFocus()

    def _go_to(self, row: int) -> None:
        index = self.grid.index(self.grid.place_of(row), 0)
        self.view.setCurrentIndex(index)
        self.view.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)
