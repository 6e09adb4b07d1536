"""Asks for returns where they are: in the folder they were written to, or came back to."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from plandesk.ui.dialogs.choose_files import FileChooser

if TYPE_CHECKING:
    from plandesk.ui.pages import PageHost


def usual_folder(host: PageHost) -> Path | None:
    """Return the folder beside the plan that the shown period's returns usually go to."""
    document, period = host.bridge.document, host.state.period
    if document is None or period is None:
        return None
    return document.path.parent / f"Returns {period.label}"


class ReturnsChooser(FileChooser):
    """Begins in the folder of the shown period, as long as it is there.

    Each plan and period has its own: where the workbooks were written to, or, once some were
    taken from elsewhere, that folder.
    """

    def __init__(self, host: PageHost) -> None:
        super().__init__(host.settings)
        self._host = host

    def begin(self) -> str:
        """Return the folder of the period's returns, the last one of all where there is none."""
        kept = self._settings.returns_folder(self._period_key())
        for folder in (Path(kept) if kept else None, usual_folder(self._host)):
            if folder is not None and folder.is_dir():
                return str(folder)
        return super().begin()

    def keep(self, folder: Path) -> None:
        """Begin there next time in this period; what is no return keeps its own folder."""
        if key := self._period_key():
            self._settings.remember_returns_folder(key, folder)
        else:
            super().keep(folder)

    def _period_key(self) -> str:
        plan, period = self._host.state.plan, self._host.state.period
        return f"{plan.uid}/{period.id}" if plan is not None and period is not None else ""
