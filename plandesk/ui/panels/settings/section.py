"""The base of the sections of the plan's settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from plandesk.ui.pages import PageHost
from plandesk.ui.widgets.page_parts import on_base, space_out

if TYPE_CHECKING:
    from plandesk.services.document import Op
    from plandesk.services.queries.plan_options import PlanOptions


class SettingsSection(QWidget):
    """Shows one group of settings; each change is one step."""

    def __init__(self, host: PageHost) -> None:
        super().__init__()
        self.host = host
        self.options: PlanOptions | None = None
        on_base(self)
        self.column = QVBoxLayout(self)
        space_out(self.column, host.look)

    def show_options(self, options: PlanOptions) -> None:
        """Show what the plan says now."""
        self.options = options

    def event(self, event: QEvent) -> bool:
        """Ask for the height that rows need which go on below at this width."""
        done = super().event(event)
        if event.type() in {QEvent.Type.Resize, QEvent.Type.LayoutRequest}:
            self.setMinimumHeight(max(0, self.column.minimumHeightForWidth(self.width())))
        return done

    @property
    def plan_id(self) -> int:
        """The number of the plan that is shown."""
        plan = self.host.state.plan
        return plan.id if plan else 0

    @property
    def may(self) -> bool:
        """Tell whether the plan may be changed."""
        return self.host.bridge.can_change

    def run(self, op: Op) -> bool:
        """Run an op; a refusal is shown in the window's bar."""
        return self.host.bridge.run(op, self)
