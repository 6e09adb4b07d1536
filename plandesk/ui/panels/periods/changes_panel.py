"""What changed since a period: added, re-rated, re-worded, re-dated, closed, and nothing else."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication, QModelIndex, QPersistentModelIndex, Slot
from PySide6.QtWidgets import QComboBox, QWidget

from plandesk.services.queries.changes_since import ChangeKind, PlanChange
from plandesk.ui.itemmodels.plain_table import Cell, PlainRow, PlainTable
from plandesk.ui.page_work import PageWork
from plandesk.ui.pages import PageHost
from plandesk.ui.widgets.page_parts import across, label, stack_lines
from plandesk.ui.widgets.row_view import RowView

_WIDTHS = (4.6, 0, 6.4, 7, 0)


class ChangesPanel(QWidget):
    """Lists the changes since a chosen period, wording word by word."""

    def __init__(self, host: PageHost) -> None:
        super().__init__()
        self._host = host
        self._found: list[tuple[PlanChange, PlainRow]] = []
        self.work = PageWork(host, self)
        self.since, self.kind = QComboBox(), QComboBox()
        self.since.setAccessibleName(self.tr("Since"))
        self.kind.setAccessibleName(self.tr("Kind of change"))
        self.about = label(role="secondary")
        headings = (
            self.tr("Ref"),
            self.tr("Title"),
            self.tr("Change"),
            self.tr("Field"),
            self.tr("Before and now"),
        )
        self.model = PlainTable(headings, self)
        self.view = RowView(self.tr("What changed"), host.look)
        self.view.show_model(self.model, _WIDTHS)
        since = label(self.tr("Since"))
        top = across(since, self.since, self.kind, self.about, growing=self.about)
        stack_lines(self, host.look, top, self.view)
        self.since.activated.connect(self._read)
        self.kind.activated.connect(self._show)
        self.view.activated.connect(self._open)

    @Slot()
    def refresh(self) -> None:
        """Read the changes again."""
        known = self._host.state.periods
        if [self.since.itemData(at) for at in range(self.since.count())] != [p.id for p in known]:
            self.since.clear()
            for period in known:
                self.since.addItem(period.label, period.id)
            self.since.setCurrentIndex(max(0, len(known) - 2))
        if not self.kind.count():
            self.kind.addItem(self.tr("All changes"), "")
            for kind in ChangeKind:
                self.kind.addItem(kind.value.capitalize(), kind.value)
        self._read()

    @Slot()
    def _read(self) -> None:
        from plandesk.services.queries.changes_since import changes_since_period

        plan, period = self._host.state.plan, self.since.currentData()
        if plan is None or period is None:
            self._take([])
            return
        self.about.setText(self.tr("Comparing…"))

        def compare(session: Any) -> list[tuple[PlanChange, PlainRow]]:
            found = changes_since_period(session, period)
            # Rows are made here too: ten thousand differences of wording take their time.
            return [(one, change_row(self._host, one)) for one in found if one.plan_id == plan.id]

        self.work.read(self.tr("Compare the plan"), compare, self._take)

    def _take(self, found: list[tuple[PlanChange, PlainRow]]) -> None:
        self._found = found
        self._show()

    @Slot()
    def _show(self) -> None:
        wanted = self.kind.currentData()
        shown = [row for one, row in self._found if not wanted or one.kind == wanted]
        self.model.show(shown)
        said = self.tr("1 change") if len(shown) == 1 else self.tr("%1 changes")
        self.about.setText(said.replace("%1", f"{len(shown):,}"))

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex | QPersistentModelIndex) -> None:
        row = self.model.row(index)
        if row is not None and row.item_id is not None:
            self._host.show_item(row.item_id)


def change_row(host: PageHost, one: PlanChange) -> PlainRow:
    """Return one change as a row: ref, title, kind, field, before and now."""
    words = {value.code: value.word for value in host.state.words.scale.values}
    nothing = QCoreApplication.translate("ChangesPanel", "nothing")
    if one.kind is ChangeKind.RE_RATED:
        unrated = QCoreApplication.translate("ChangesPanel", "not rated")
        before, after = (words.get(code or "", code or unrated) for code in (one.before, one.after))
        cell = Cell(f"{before} > {after}")
    elif one.kind in {ChangeKind.ADDED, ChangeKind.REMOVED}:
        cell = Cell("")
    elif one.kind is ChangeKind.RE_WORDED:
        cell = Cell(f"{one.before or ''} > {one.after or ''}", pieces=one.words())
    else:
        cell = Cell(f"{one.before or nothing} > {one.after or nothing}")
    cells = (
        Cell(one.ref, heavy=True),
        Cell(one.title),
        Cell(one.kind.value.capitalize()),
        Cell(one.field.replace("_", " ").capitalize()),
        cell,
    )
    return PlainRow(cells, one.item_id)
