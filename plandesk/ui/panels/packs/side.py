"""Beside the preview of a pack: the chosen item, the checks, and what was built before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from plandesk.ui.delegates.row_cells import RowDelegate
from plandesk.ui.icons import Icon
from plandesk.ui.itemmodels.plain_table import Cell, PlainRow, PlainTable
from plandesk.ui.itemmodels.row_roles import Sign
from plandesk.ui.pages import PageHost
from plandesk.ui.panels.packs.entry_form import PackEntryForm
from plandesk.ui.widgets.page_parts import Bar, Choice, close_up, on_base
from plandesk.ui.widgets.row_view import RowView

if TYPE_CHECKING:
    from plandesk.services.packs.checks import PackCheck
    from plandesk.services.queries.packs.builds import BuildRow

_PASSED, _FIX = Sign(Icon.SUCCESS, "success"), Sign(Icon.WARNING, "warning")
CHECKS, BUILDS = 1, 2


class PackSide(QWidget):
    """Three lists in one place; ``item_wanted`` tells the agenda item that a check is about."""

    item_wanted = Signal(int)

    def __init__(self, host: PageHost) -> None:
        super().__init__()
        on_base(self)
        self._host = host
        self.form = PackEntryForm(host)
        self.tabs = Choice(
            self.tr("Show at the right"), (self.tr("Item"), self.tr("Checks"), self.tr("Built"))
        )
        self.checks = PlainTable((self.tr("Check"),), self)
        self.builds = PlainTable((self.tr("Built"),), self)
        self.check_view = self._view(self.tr("Checks of this pack"), self.checks)
        self.build_view = self._view(self.tr("What was built of this pack"), self.builds)
        self.stack = QStackedWidget()
        for each in (self._scrolled(self.form), self.check_view, self.build_view):
            self.stack.addWidget(each)
        column = QVBoxLayout(self)
        close_up(column)
        column.addWidget(Bar(host.look, [self.tabs]))
        column.addWidget(self.stack, 1)
        self.tabs.chosen.connect(self.stack.setCurrentIndex)
        self.check_view.activated.connect(self._go)

    def show_checks(self, found: Sequence[PackCheck]) -> None:
        """Show the checks, those that need somebody first."""
        ordered = sorted(found, key=lambda check: check.passed)
        self.checks.show(
            [
                PlainRow(
                    (Cell(one.text, _PASSED if one.passed else _FIX, second=one.fix),),
                    None,
                    one.item,
                )
                for one in ordered
            ]
        )
        count = sum(not one.passed for one in found)
        words = self.tr("Checks (%1)").replace("%1", str(count)) if count else self.tr("Checks")
        self.tabs.word(CHECKS, words)

    def show_builds(self, found: Sequence[BuildRow]) -> None:
        """Show what was built, the newest first."""
        self.builds.show(
            [
                PlainRow(
                    (
                        Cell(
                            row.sentence,
                            second=" – ".join(
                                filter(None, (row.period, row.file_name, row.file_hash[:12]))
                            ),
                        ),
                    ),
                    None,
                    row.id,
                )
                for row in found
            ]
        )
        words = self.tr("Built (%1)").replace("%1", str(len(found))) if found else self.tr("Built")
        self.tabs.word(BUILDS, words)

    def _scrolled(self, form: QWidget) -> QScrollArea:
        """Let a long form scroll, so that it never pushes the bar to build out of the window."""
        area = QScrollArea(widgetResizable=True)
        area.setObjectName("inspectorScroll")
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(form)
        return area

    def _view(self, name: str, model: PlainTable) -> RowView:
        view = RowView(name, self._host.look)
        view.setHeaderHidden(True)
        view.setItemDelegate(RowDelegate(self._host.look, view, lines=3))
        view.show_model(model, (0,))
        return view

    @Slot(QModelIndex)
    def _go(self, index: QModelIndex) -> None:
        row = self.checks.row(index)
        if row is not None and isinstance(row.key, int):
            self.item_wanted.emit(row.key - 1)
            self.tabs.choose(0)
