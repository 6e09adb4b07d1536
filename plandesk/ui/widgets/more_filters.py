"""The second line of the filter bar: due range, scope, source and outcome."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QWidget

from plandesk.models.plan_filter import PlanFilter
from plandesk.models.timeframes.day import Edge, Toward
from plandesk.ui.theme import Look, Space
from plandesk.ui.widgets.day_field import DayField
from plandesk.ui.widgets.flow_layout import FlowLayout
from plandesk.ui.widgets.line_signs import let_signs_grow
from plandesk.ui.widgets.multi_choice import MultiChoice
from plandesk.ui.widgets.page_parts import label


class MoreFilters(QWidget):
    """Tells of each change; what is not filled in asks for nothing."""

    changed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.due_from = self._date(self.tr("Due from"), Edge.FIRST)
        self.due_to = self._date(self.tr("Due by"), Edge.LAST)
        self.scope = MultiChoice(
            self.tr("Show only these scopes"), self.tr("Any scope"), self.tr("%1 scopes"), look
        )
        self.source = MultiChoice(
            self.tr("Show only these sources"), self.tr("Any source"), self.tr("%1 sources"), look
        )
        self.outcome = MultiChoice(
            self.tr("Show only these outcomes"),
            self.tr("Any outcome"),
            self.tr("%1 outcomes"),
            look,
        )
        for chooser in self._choosers:
            chooser.changed.connect(self.changed)
        self._row = FlowLayout(self)
        for part in (
            *(label(self.tr("Due from"), "secondary"), self.due_from),
            *(label(self.tr("to"), "secondary"), self.due_to),
            *self._choosers,
        ):
            self._row.addWidget(part)
        self.offer((), (), ())
        look.changed.connect(self._dress)
        self._dress()

    def offer(
        self,
        scope: Iterable[str],
        sources: Iterable[str],
        outcomes: Iterable[tuple[str, str]],
    ) -> None:
        """Set what there is to choose from; what is chosen stays where it can."""
        self.scope.offer((name, name) for name in scope)
        self.source.offer((name, name) for name in sources)
        self.outcome.offer((("", self.tr("No outcome")), *outcomes))

    def narrow(self, wanted: PlanFilter) -> PlanFilter:
        """Add what is asked for here to a filter."""
        return dataclasses.replace(
            wanted,
            due_from=self.due_from.day(),
            due_to=self.due_to.day(),
            scope=self.scope.chosen(),
            sources=self.source.chosen(),
            outcomes=self.outcome.chosen(),
        )

    def show_filter(self, wanted: PlanFilter) -> None:
        """Fill in what a saved view asks for."""
        for field, day in ((self.due_from, wanted.due_from), (self.due_to, wanted.due_to)):
            with QSignalBlocker(field):
                field.set_day(day)
        self.scope.choose(wanted.scope)
        self.source.choose(wanted.sources)
        self.outcome.choose(wanted.outcomes)

    def clear(self) -> None:
        """Ask for nothing."""
        self.show_filter(PlanFilter())

    @property
    def _choosers(self) -> tuple[MultiChoice, ...]:
        return self.scope, self.source, self.outcome

    def count_from(self, day: dt.date) -> None:
        """Take a day without a year as the one nearest to this day."""
        for field in (self.due_from, self.due_to):
            with QSignalBlocker(field):
                field.count_from(day)

    def _date(self, name: str, edge: Edge) -> DayField:
        made = DayField(name, edge, Toward.NEAR, beside=True)
        made.line.setPlaceholderText(self.tr("any date"))
        made.changed.connect(self.changed)
        let_signs_grow(made.line, self._look)
        return made

    @Slot()
    def _dress(self) -> None:
        gap, side = self._look.space(Space.SMALL), self._look.space(Space.MEDIUM)
        self._row.setContentsMargins(side, 0, side, gap // 2)
        self._row.setSpacing(gap)
        for field in (self.due_from, self.due_to):
            field.line.setFixedWidth(self._look.px(9))
        for chooser in self._choosers:
            chooser.setFixedWidth(self._look.px(9))
        self._row.invalidate()
