"""The closure ledger between two periods: every action accounted for, line by line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Slot
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QComboBox, QWidget

from plandesk.ui.days import short_day
from plandesk.ui.icons import Icon
from plandesk.ui.itemmodels.plain_table import Cell, PlainRow, PlainTable
from plandesk.ui.itemmodels.row_roles import Sign
from plandesk.ui.page_work import PageWork
from plandesk.ui.pages import PageHost
from plandesk.ui.widgets.page_parts import Choice, across, label, stack_lines
from plandesk.ui.widgets.row_view import RowView

if TYPE_CHECKING:
    from plandesk.services.queries.ledger import Leaver, Ledger, LedgerLine

_GOOD, _BAD = Sign(Icon.SUCCESS, "success"), Sign(Icon.ERROR, "error")


class LedgerPanel(QWidget):
    """Opening, new, left and carried forward for each project; each number opens its rows."""

    def __init__(self, host: PageHost) -> None:
        super().__init__()
        self._host = host
        self._ledger: Ledger | None = None
        self._leavers: list[PlainRow] = []
        self.work = PageWork(host, self)
        self.first, self.last = QComboBox(), QComboBox()
        self.first.setAccessibleName(self.tr("From period"))
        self.last.setAccessibleName(self.tr("To period"))
        self.about = label(role="secondary", wrap=True)
        self.shown = Choice(self.tr("Show"), (self.tr("By project"), self.tr("What left")))
        self.model = PlainTable((), self)
        self.view = RowView(self.tr("Closure ledger"), host.look)
        self.view.setModel(self.model)
        # Outcomes have long names and short numbers.
        wrapped = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        self.view.header().setDefaultAlignment(wrapped | Qt.TextFlag.TextWordWrap)
        self.view.header().setTextElideMode(Qt.TextElideMode.ElideNone)
        first, last = label(self.tr("From")), label(self.tr("to"))
        asked = (first, self.first, last, self.last, self.about, self.shown)
        stack_lines(self, host.look, across(*asked, growing=self.about), self.view)
        for box in (self.first, self.last):
            box.activated.connect(self._read)
        self.shown.chosen.connect(self._show)
        self.view.activated.connect(self._open)

    @Slot()
    def refresh(self) -> None:
        """Read the ledger again for the chosen periods."""
        known = self._host.state.periods
        if [self.first.itemData(at) for at in range(self.first.count())] != [p.id for p in known]:
            for box in (self.first, self.last):
                box.clear()
                for period in known:
                    box.addItem(period.label, period.id)
            self.first.setCurrentIndex(max(0, len(known) - 2))
            self.last.setCurrentIndex(len(known) - 1)
        self._read()

    @Slot()
    def _read(self) -> None:
        from plandesk.services.queries.ledger import ledger

        plan = self._host.state.plan
        if plan is None or self.first.count() == 0:
            self.about.setText(self.tr("Open a reporting period first."))
            return
        first, last = self.first.currentData(), self.last.currentData()
        self.about.setText(self.tr("Counting…"))

        def count(session: Any) -> tuple[Ledger, list[PlainRow]]:
            found = ledger(session, plan.id, first, last)
            return found, [_leaver_row(one) for one in found.leavers]

        self.work.read(self.tr("Count the ledger"), count, self._take)

    def _take(self, counted: tuple[Ledger, list[PlainRow]]) -> None:
        self._ledger, self._leavers = counted
        self._show()

    @Slot()
    def _show(self) -> None:
        ledger = self._ledger
        if ledger is None:
            return
        self.about.setText(
            self.tr("It balances.") if ledger.balances else self.tr("It does not balance.")
        )
        if self.shown.at == 1:
            self._show_leavers()
            return
        words = sorted({word for line in ledger.lines for word in line.left})
        headings = [
            self.tr("Ref"),
            self.tr("Project"),
            self.tr("Opening"),
            self.tr("New"),
            *words,
            self.tr("Moved in"),
            self.tr("Moved out"),
            self.tr("Carried forward"),
        ]
        lines = (ledger.total, *ledger.lines)
        self.model.show([self._line(ledger, line, words) for line in lines], headings)
        widths = (4.8, 0, 4.6, 3.2, *([5.4] * len(words)), 3.8, 3.8, 4.4)
        self.view.show_model(self.model, widths)
        self.view.header().setFixedHeight(self._tallest(headings, widths))

    def _tallest(self, headings: Sequence[str], widths: Sequence[float]) -> int:
        """Return the height at which every heading of a narrow column is whole."""
        look, header = self._host.look, self.view.header()
        font = header.font()
        font.setWeight(QFont.Weight.DemiBold)  # as the style sheet sets headings
        metrics, flags = QFontMetrics(font), int(Qt.TextFlag.TextWordWrap)
        lines = [
            metrics.boundingRect(0, 0, look.px(width - 1), look.px(40), flags, heading).height()
            for heading, width in zip(headings, widths, strict=True)
            if width
        ]
        return max(lines) + look.px(0.8)

    def _line(self, ledger: Ledger, line: LedgerLine, words: list[str]) -> PlainRow:
        is_total = line is ledger.total
        title = self.tr("All projects") if is_total else line.title
        sign = _GOOD if line.balances else _BAD
        said = self.tr("It balances.") if line.balances else self.tr("It does not balance.")

        def number(uids: tuple[str, ...]) -> Cell:
            text = str(len(uids)) if uids else "–"
            return Cell(text, rows=ledger.rows(uids), heavy=is_total)

        cells = (
            Cell(line.ref, sign, heavy=True, said=said),
            Cell(title, heavy=is_total),
            number(line.opening),
            number((*line.new, *line.reopened)),
            *(number(line.left.get(word, ())) for word in words),
            number(line.moved_in),
            number(line.moved_out),
            number(line.carried),
        )
        return PlainRow(cells)

    def _show_leavers(self) -> None:
        headings = (
            self.tr("Ref"),
            self.tr("Action"),
            self.tr("Outcome"),
            self.tr("Who takes it on"),
            self.tr("Why"),
            self.tr("On"),
        )
        self.model.show(self._leavers, headings)
        self.view.show_model(self.model, (5.4, 0, 11, 12, 0, 6.4))

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex | QPersistentModelIndex) -> None:
        row, cell = self.model.row(index), self.model.cell(index)
        if row is None or cell is None:
            return
        counted = int(cell.text) if cell.text.isdigit() else 0
        if cell.rows:
            column = self.model.headerData(index.column(), self.view.header().orientation())
            title = f"{row.cells[0].text} {row.cells[1].text}: {column}".strip()
            if gone := counted - len(cell.rows):
                said = self.tr("%1 of them not in the plan any more")
                title = f"{title} ({said.replace('%1', str(gone))})"
            self._host.show_rows(cell.rows, title)
        elif counted:
            self.shown.choose(1)  # none of them is in the plan any more: the list still has them
        elif row.item_id is not None:
            self._host.show_item(row.item_id)


def _leaver_row(one: Leaver) -> PlainRow:
    cells = (
        Cell(one.ref, _BAD if one.missing else None, heavy=True),
        Cell(one.title),
        Cell(one.outcome),
        Cell(one.receiver),
        Cell(one.reason),
        Cell(short_day(one.on)),
    )
    return PlainRow(cells, one.item_id)
