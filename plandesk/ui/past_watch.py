"""Takes the reader from the plan to the plan as it was when a closed period is chosen, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from plandesk.ui.widgets.places import Place

if TYPE_CHECKING:
    from plandesk.ui.main_window import MainWindow


class PastWatch(QObject):
    """Follows the chosen period; the other pages stay where they are, for they have their own."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._period: int | None = None
        window.state.reloaded.connect(self._follow)

    @Slot()
    def _follow(self) -> None:
        state, before = self._window.state, self._period
        self._period = state.period_id
        if state.period is None or before is None or before == self._period:
            return
        shown = self._window.pages.currentWidget()
        if shown is self._window.plan and self._is_kept():
            self._window.host.go(Place.PAST)
        elif shown is self._window.host.page(Place.PAST) and state.period.is_open:
            self._window.host.go(Place.PLAN)

    def _is_kept(self) -> bool:
        from plandesk.services.queries.snapshot import is_kept

        period = self._window.state.period
        if period is None or period.is_open:
            return False
        with self._window.bridge.read() as session:
            return is_kept(session, period.id)
