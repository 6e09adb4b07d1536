"""Line of sight: priorities or sources, and below each the plans and rows that serve it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QVBoxLayout, QWidget

from plandesk.models.types import Scale
from plandesk.ui.icons import Icon
from plandesk.ui.itemmodels.import_lists import counted
from plandesk.ui.itemmodels.row_roles import RowRole, Sign
from plandesk.ui.widgets.empty_page import EmptyPage
from plandesk.ui.widgets.page_parts import Bar, Choice, button, close_up, on_base
from plandesk.ui.widgets.row_view import RowView

if TYPE_CHECKING:
    from plandesk.services.queries.registers.line_of_sight import SightLine
    from plandesk.services.queries.registers.rows import EntryRow
    from plandesk.ui.pages import PageHost

_ITEM = Qt.ItemDataRole.UserRole.value + 80
_PLAN = Qt.ItemDataRole.UserRole.value + 81
_ENTRY = Qt.ItemDataRole.UserRole.value + 82
_ROWS = Qt.ItemDataRole.UserRole.value + 83


class SightPanel(QWidget):
    """A tree from what is wanted down to who does it; a double click opens a row."""

    row_asked = Signal(int, int)
    entry_asked = Signal(int)

    def __init__(self, host: PageHost) -> None:
        super().__init__()
        self.host = host
        on_base(self)
        words = [self.tr("By priority"), self.tr("By source")]
        self.by = Choice(self.tr("What the tree starts from"), words)
        self.by.chosen.connect(self.refresh)
        self.rows = button(self.tr("Show these rows in the plan"), self._show_rows, Icon.PLAN)
        self.model = QStandardItemModel(self)
        self.view = RowView(self.tr("Line of sight"), host.look)
        self.view.setRootIsDecorated(True)
        self.view.setSelectionMode(RowView.SelectionMode.SingleSelection)
        self.view.show_model(self.model, (0, 7.4, 9))
        self.view.activated.connect(self._open)
        self.view.row_changed.connect(self._enable)
        self.none = EmptyPage(host.look, Icon.MATCH)
        column = QVBoxLayout(self)
        close_up(column)
        column.addWidget(Bar(host.look, [self.by, None, self.rows]))
        column.addWidget(self.view, 1)
        column.addWidget(self.none, 1)

    @Slot()
    def refresh(self) -> None:
        """Read the tree anew."""
        open_before = self._open_names()
        fresh = not self.model.rowCount()
        self.model.clear()
        self.model.setHorizontalHeaderLabels(
            [self.tr("What serves what"), self.tr("Rating"), self.tr("Lead")]
        )
        if self.by.at == 0:
            self._read_priorities()
        else:
            self._read_sources()
        some = self.model.rowCount() > 0
        self.view.setVisible(some)
        self.none.setVisible(not some)
        self.none.say(
            self.tr("Nothing to start from yet"),
            self.tr("Add a priority, or give rows a source such as “Ofsted three-month”."),
        )
        for at in range(self.model.rowCount()):
            index = self.model.index(at, 0)
            if fresh or str(index.data()) in open_before:
                self.view.expand(index)
                for below in range(self.model.rowCount(index)):
                    self.view.expand(self.model.index(below, 0, index))
        self.view.set_widths((0, 7.4, 9))
        if some:
            self.view.setCurrentIndex(self.model.index(0, 0))
        self._enable()

    def _open_names(self) -> set[str]:
        tops = [self.model.index(at, 0) for at in range(self.model.rowCount())]
        return {str(top.data()) for top in tops if self.view.isExpanded(top)}

    def _read_priorities(self) -> None:
        from plandesk.services.queries.registers.line_of_sight import serving
        from plandesk.services.queries.registers.rows import register_rows

        with self.host.bridge.read() as session:
            for entry in register_rows(session, "priorities"):
                name = f"{entry.ref} {entry.title}".strip()
                self._top(name, serving(session, entry.id, self.host.state.period_id), (), entry.id)

    def _read_sources(self) -> None:
        from plandesk.services.queries.registers.line_of_sight import (
            entries_from_source,
            from_source,
            source_names,
        )

        with self.host.bridge.read() as session:
            for name in source_names(session):
                lines = from_source(session, name, self.host.state.period_id)
                self._top(name, lines, entries_from_source(session, name), 0)

    def _top(
        self, name: str, lines: Sequence[SightLine], entries: Sequence[EntryRow], entry_id: int
    ) -> None:
        count = counted(len(lines), "1 row", "%1 rows") if lines else self.tr("nothing yet")
        top = _line(name, count, heavy=True)
        top[0].setData(entry_id, _ENTRY)
        top[0].setData([line.row.id for line in lines], _ROWS)
        top[0].setData(next((line.row.plan_id for line in lines), 0), _PLAN)
        self.model.appendRow(top)
        plans: dict[int, QStandardItem] = {}
        by_id: dict[int, QStandardItem] = {}
        for line in lines:
            row = line.row
            if row.plan_id not in plans:
                made = _line(line.plan, sign=Sign(Icon.PLAN))
                made[0].setData(row.plan_id, _PLAN)
                of_plan = [one.row.id for one in lines if one.row.plan_id == row.plan_id]
                made[0].setData(of_plan, _ROWS)
                top[0].appendRow(made)
                plans[row.plan_id] = made[0]
            above = by_id.get(row.parent_id or 0, plans[row.plan_id])
            made = self._row(line)
            above.appendRow(made)
            by_id[row.id] = made[0]
        for entry in entries:
            made = _line(f"{entry.ref} {entry.title}".strip(), sign=Sign(Icon.REGISTERS))
            made[0].setData(entry.id, _ENTRY)
            top[0].appendRow(made)

    def _row(self, line: SightLine) -> list[QStandardItem]:
        row = line.row
        scales = {plan.id: Scale("", plan.values) for plan in self.host.state.plans}
        scale = scales.get(row.plan_id)
        rating = scale.by_code(row.current) if scale else None
        sign = Sign(Icon.MATCH, "link") if line.direct else None
        name = f"{row.ref} {row.title}".strip()
        made = _line(name, rating.word if rating else "", " / ".join(row.leads), sign=sign)
        made[0].setData(row.id, _ITEM)
        made[0].setData(row.plan_id, _PLAN)
        made[1].setData(rating, RowRole.RATING)
        return made

    @Slot()
    def _enable(self) -> None:
        self.rows.setEnabled(bool(self.view.currentIndex().siblingAtColumn(0).data(_ROWS)))

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        first = index.siblingAtColumn(0)
        if first.data(_ITEM):
            self.row_asked.emit(int(first.data(_ITEM)), int(first.data(_PLAN)))
        elif first.data(_ENTRY):
            self.entry_asked.emit(int(first.data(_ENTRY)))

    @Slot()
    def _show_rows(self) -> None:
        first = self.view.currentIndex().siblingAtColumn(0)
        ids, plan = first.data(_ROWS), first.data(_PLAN)
        if ids:
            if plan:
                self.host.state.choose_plan(int(plan))
            self.host.show_rows(ids, str(first.data()))


def _line(
    text: str, rating: str = "", lead: str = "", *, heavy: bool = False, sign: Sign | None = None
) -> list[QStandardItem]:
    cells = [QStandardItem(word) for word in (text, rating, lead)]
    for cell in cells:
        cell.setEditable(False)
    cells[0].setData(heavy, RowRole.HEAVY)
    cells[0].setData(sign, RowRole.SIGN)
    cells[0].setToolTip(text)
    return cells
