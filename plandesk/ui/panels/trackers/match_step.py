"""Which row of the plan each row of the tracker is: same ref, like text, new, or left out."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel

from plandesk.services.trackers.choices import nearest
from plandesk.services.trackers.match import How, RowPreview
from plandesk.ui.icons import Icon
from plandesk.ui.itemmodels.cell_table import Cell, CellTable, Choice
from plandesk.ui.itemmodels.row_roles import Sign
from plandesk.ui.panels.trackers.step import TrackerStep
from plandesk.ui.panels.trackers.terms import level_word
from plandesk.ui.panels.trackers.work import TrackerWork
from plandesk.ui.theme import Look
from plandesk.ui.widgets.choice_view import ChoiceView

_LEAVE, _NEW, _GUESS = "leave", "new", "guess"
_TOLD = 90


class Shown(StrEnum):
    """Which rows are listed."""

    LOOK = "to look at"
    TEXT = "by text"
    NEW = "new"
    REF = "same ref"
    OUT = "left out"
    ALL = "all"


class MatchStep(TrackerStep):
    """Rows in the order of the tracker; those that need a look are listed first of all."""

    def __init__(self, work: TrackerWork, look: Look) -> None:
        super().__init__(work, look, "")
        self.lead.setText(
            self.tr(
                "Rows with the same ref are matched by it, others by their text. Look at those "
                "matched by text; what is in the plan and not in the tracker stays as it is."
            )
        )
        self.show_box = QComboBox()
        self.show_box.setAccessibleName(self.tr("Show rows"))
        self.show_box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        label = QLabel(self.tr("Show"))
        label.setBuddy(self.show_box)
        self.count = QLabel()
        self.count.setProperty("role", "secondary")
        head = QHBoxLayout()
        for widget in (label, self.show_box, self.count):
            head.addWidget(widget)
        head.addStretch(1)
        self.column.addLayout(head)
        self.table = CellTable(
            (
                self.tr("Ref"),
                self.tr("Row of the tracker"),
                self.tr("Is in the plan"),
                self.tr("Alike"),
                self.tr("Remarks"),
                self.tr("Changes"),
            ),
            self._cells,
            self,
            has_boxes=False,
        )
        self.list = ChoiceView(self.tr("Matches"), look)
        self.list.show_model(self.table, (5, 0, 21, 7, 14, 4.5))
        self.add_table(self.list)
        self._titles: dict[int, dict[int, tuple[str, str]]] = {}
        self.show_box.currentIndexChanged.connect(self._list)
        self.table.chosen.connect(self._choose)

    def enter(self) -> None:
        """Show the matches as they are now."""
        preview = self.work.shown
        if preview is None:
            return
        self._titles = {}
        here = self.show_box.currentData()
        self.show_box.blockSignals(True)
        self.show_box.clear()
        for each, words in (
            (Shown.LOOK, self.tr("To look at")),
            (Shown.TEXT, self.tr("Matched by text")),
            (Shown.NEW, self.tr("New")),
            (Shown.REF, self.tr("Same ref")),
            (Shown.OUT, self.tr("Left out")),
            (Shown.ALL, self.tr("All rows")),
        ):
            count = sum(self._listed(row, each) for row in preview.rows)
            self.show_box.addItem(f"{words} ({count:,})", each)
        if here is None:
            look = any(self._listed(row, Shown.LOOK) for row in preview.rows)
            here = Shown.LOOK if look else Shown.ALL
        self.show_box.setCurrentIndex(self.show_box.findData(here))
        self.show_box.blockSignals(False)
        self._list()

    def hint(self) -> str:
        """Return how many rows are matched by text or in doubt."""
        preview = self.work.shown
        rows = preview.rows if preview else ()
        count = sum(self._listed(row, Shown.LOOK) for row in rows)
        if not count:
            return ""
        words = self.tr("1 row to look at.") if count == 1 else self.tr("%1 rows to look at.")
        return words.replace("%1", f"{count:,}")

    def _listed(self, row: RowPreview, shown: Shown) -> bool:
        match shown:
            case Shown.ALL:
                return True
            case Shown.LOOK:
                alike = row.match is not None and row.match.score < 100
                odd = bool(row.doubt) or (row.how is How.TEXT and alike)
                return odd and not self._is_made_up(row) and row.key not in self.work.chosen
            case Shown.OUT:
                return row.how is How.LEFT_OUT
            case Shown.TEXT:
                return row.how is How.TEXT
            case Shown.NEW:
                return row.how is How.NEW
            case Shown.REF:
                return row.how is How.REF

    def _is_made_up(self, row: RowPreview) -> bool:
        """Tell whether no row of the tracker prints this one: it changes nothing then."""
        reading = self.work.reading
        return reading is not None and row.key in reading.made_up

    @Slot()
    def _list(self) -> None:
        preview, shown = self.work.shown, self.show_box.currentData()
        if preview is None or shown is None:
            return
        rows = [row for row in preview.rows if self._listed(row, shown)]
        self.table.show(rows)
        missing = len(preview.missing)
        words = self.tr("%1 rows of the plan are not in the tracker; they stay as they are.")
        self.count.setText(words.replace("%1", f"{missing:,}") if missing else "")

    def _cells(self, row: RowPreview) -> tuple[Cell, ...]:
        sheet, number = row.place
        where = self.tr("%1, row %2").replace("%1", sheet).replace("%2", str(number))
        level = level_word(row.level, self.names, 1)
        doubt = f"\n{row.doubt}" if row.doubt and not self._is_made_up(row) else ""
        return (
            Cell(row.ref, heavy=bool(row.ref)),
            Cell(row.title, tip=f"{row.title}\n({level}, {where}){doubt}"),
            self._match_cell(row),
            self._how_cell(row),
            self._remark_cell(row),
            Cell(str(len(row.changes)) if row.changes else "", right=True),
        )

    def _match_cell(self, row: RowPreview) -> Cell:
        if row.how is How.LEFT_OUT:
            words = self.tr("Leave it out")
        elif row.how is How.ASK:
            words = self.tr("Choose a row")
        elif row.match is None:
            words = self.tr("New")
        else:
            words = f"{row.match.ref}  {row.match.title}".strip()
        return Cell(words, choices=lambda: self._options(row), tip=words)

    def _how_cell(self, row: RowPreview) -> Cell:
        if row.key in self.work.chosen or row.key in self.work.left_out:
            return Cell(self.tr("As chosen"), Sign(Icon.PENCIL, "changed"))
        if row.how is How.LEFT_OUT:
            return Cell(self.tr("With its parent"), Sign(Icon.REPLACED), ink="secondary")
        if row.doubt and not self._is_made_up(row):
            return Cell(self.tr("In doubt"), Sign(Icon.WARNING, "warning"), tip=row.doubt)
        if row.match is None:
            return Cell(self.tr("New"), Sign(Icon.ADD, "info"))
        if row.how is How.REF:
            return Cell(self.tr("Same ref") if row.ref else self.tr("Same text"),
                        Sign(Icon.SAME, "success"))  # fmt: skip
        sure = row.match.score >= _TOLD
        sign = Sign(Icon.MATCH, "success" if sure else "warning")
        return Cell(self.tr("Text, %1 %").replace("%1", f"{row.match.score:.0f}"), sign)

    def _remark_cell(self, row: RowPreview) -> Cell:
        second = row.runner_up
        if row.how is How.ASK:
            best = row.options[0]
            words = self.tr("%1 (%2 %) or %3 (%4 %)").replace("%2", f"{best.score:.0f}")
            words = words.replace("%1", best.ref or best.title[:30])
            if second is not None:
                words = words.replace("%4", f"{second.score:.0f}")
                words = words.replace("%3", second.ref or second.title[:30])
            return Cell(words, ink="warning", tip=row.doubt)
        if second is not None:
            words = self.tr("Next best: %1 (%2 %)").replace("%2", f"{second.score:.0f}")
            said = words.replace("%1", second.ref or second.title[:40])
            return Cell(said, ink="secondary", tip=f"{row.doubt}\n{second.title}".strip())
        if row.doubt and not self._is_made_up(row):
            return Cell(row.doubt, ink="warning", tip=row.doubt)
        return Cell()

    def _options(self, row: RowPreview) -> list[Choice]:
        titles = self._rows_of(int(row.level))
        found: dict[int, float] = {}
        for each in (row.match, *row.options, row.runner_up):
            if each is not None:
                found[each.item_id] = each.score
        texts = {number: title for number, (_, title) in titles.items()}
        for number, score in nearest(texts, row.title):
            found.setdefault(number, score)
        here = row.match.item_id if row.match and row.how is not How.LEFT_OUT else None
        options = [
            Choice(
                f"{titles[number][0]}  {titles[number][1][:70]}   ({score:.0f} %)".strip(),
                number,
                chosen=number == here,
            )
            for number, score in found.items()
            if number in titles
        ]
        new = row.how is How.NEW
        options.append(Choice(self.tr("New: add it to the plan"), _NEW, chosen=new, group=True))
        out = row.how is How.LEFT_OUT
        options.append(Choice(self.tr("Leave it out"), _LEAVE, chosen=out))
        if row.key in self.work.chosen or row.key in self.work.left_out:
            options.append(Choice(self.tr("As guessed"), _GUESS, group=True))
        return options

    def _rows_of(self, level: int) -> dict[int, tuple[str, str]]:
        if not self._titles:
            for row in self.work.host.state.rows():
                self._titles.setdefault(int(row.level), {})[row.id] = (row.ref, row.title)
        return self._titles.get(level, {})

    @Slot(int, int, object)
    def _choose(self, at: int, _column: int, value: object) -> None:
        picked = {index.row() for index in self.list.selectionModel().selectedRows()}
        # One row of the plan can be the match of one row only; the rest may go for many at once.
        rows = picked if at in picked and not isinstance(value, int) else {at}
        chosen, out = dict(self.work.chosen), set(self.work.left_out)
        for key in (self.table.rows[row].key for row in rows):
            chosen.pop(key, None)
            out.discard(key)
            if value == _LEAVE:
                out.add(key)
            elif value == _NEW:
                chosen[key] = None
            elif isinstance(value, int):
                chosen = {k: v for k, v in chosen.items() if v != value}
                chosen[key] = value
        self.work.match(chosen, frozenset(out))
