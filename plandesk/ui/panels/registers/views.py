"""The other views of registers: heat map, matrix of scores, four boxes, line of sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from plandesk.ui.itemmodels.register_lines import Scope
from plandesk.ui.panels.registers.boxes import BoxesPanel
from plandesk.ui.panels.registers.map import RiskMapPanel
from plandesk.ui.panels.registers.scores import ScoresPanel
from plandesk.ui.panels.registers.sight import SightPanel
from plandesk.ui.widgets.page_parts import close_up

if TYPE_CHECKING:
    from plandesk.ui.pages import PageHost


class RegisterViews(QWidget):
    """Shows the view of one register; each is made when it is first asked for."""

    rows_asked = Signal(object, str)
    row_asked = Signal(int, int)
    entry_asked = Signal(int)

    def __init__(self, host: PageHost) -> None:
        super().__init__()
        self.host = host
        self._made: dict[str, QWidget] = {}
        self.stack = QStackedWidget()
        column = QVBoxLayout(self)
        close_up(column)
        column.addWidget(self.stack)

    def minimumSizeHint(self) -> QSize:
        """Return a size that always fits."""
        return QSize(self.host.look.px(12), self.host.look.px(6))

    def name_of(self, register: str) -> str:
        """Return what the other view of a register is called, empty where there is none."""
        names = {
            "risks": self.tr("Heat map"),
            "options": self.tr("Scores"),
            "swot": self.tr("Four boxes"),
            "priorities": self.tr("Line of sight"),
        }
        return names.get(register, "")

    def view_of(self, register: str) -> QWidget:
        """Return the view of a register."""
        if register not in self._made:
            made = self._make(register)
            self._made[register] = made
            self.stack.addWidget(made)
        return self._made[register]

    def _make(self, register: str) -> QWidget:
        if register == "risks":
            risks = RiskMapPanel(self.host.look)
            risks.rows_asked.connect(self.rows_asked)
            risks.entry_asked.connect(self.entry_asked)
            return risks
        if register == "options":
            return ScoresPanel(self.host)
        if register == "swot":
            return BoxesPanel(self.host)
        sight = SightPanel(self.host)
        sight.row_asked.connect(self.row_asked)
        sight.entry_asked.connect(self.entry_asked)
        return sight

    def show_entry(self, register: str, entry_id: int, scope: Scope) -> None:
        """Show the view of a register, about one entry where it is about one."""
        view = self.view_of(register)
        self.stack.setCurrentWidget(view)
        if isinstance(view, SightPanel):
            view.refresh()
            return
        with self.host.bridge.read() as session:
            if isinstance(view, RiskMapPanel):
                from plandesk.services.queries.registers.tables import risk_table

                view.show_table(risk_table(session, scope.plan_id, scope.period_id))
            elif isinstance(view, ScoresPanel) and entry_id:
                from plandesk.services.queries.registers.tables import options_table

                view.show_table(options_table(session, entry_id))
            elif isinstance(view, BoxesPanel) and entry_id:
                from plandesk.services.queries.registers.rows import entry_detail

                view.show_entry(entry_detail(session, entry_id))
