"""Asks where the new plan, the report and the recipe of a tracker are kept, and writes them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from plandesk.errors import PLAN_ENDING, UserError
from plandesk.services.trackers.account import TrackerAccount, save_report, write_text
from plandesk.services.trackers.reading import TrackerGuess
from plandesk.ui.pages import PageHost


class TrackerFiles(QObject):
    """The files that come out of bringing a tracker in."""

    def __init__(self, host: PageHost, page: QWidget) -> None:
        super().__init__(page)
        self._host, self._page = host, page

    def ask_plan(self, title: str) -> Path | None:
        """Ask where to keep the plan that is made of a tracker."""
        kinds = self.tr("Plans (*%1)").replace("%1", PLAN_ENDING)
        return self._ask(self.tr("Keep the plan as"), title, PLAN_ENDING, kinds)

    def save_report(self, account: TrackerAccount) -> None:
        """Ask for a place and write there what became of every row."""
        stem = self.tr("%1 report").replace("%1", Path(account.book).stem)
        path = self._ask(self.tr("Save report"), stem, ".txt", self.tr("Text (*.txt)"))
        if path is not None:
            self._write(lambda: save_report(account, path))

    def save_recipe(self, guess: TrackerGuess) -> None:
        """Ask for a place and write the answers there, to be used again."""
        stem = self.tr("%1 recipe").replace("%1", guess.book.path.stem)
        path = self._ask(self.tr("Save recipe"), stem, ".toml", self.tr("Recipes (*.toml)"))
        if path is not None:
            self._write(lambda: write_text(path, guess.recipe()))

    def _ask(self, caption: str, stem: str, suffix: str, kinds: str) -> Path | None:
        plain = "".join("-" if each in '<>:"/\\|?*' else each for each in stem).strip()
        start = str(Path(self._host.settings.last_folder) / f"{plain or 'plan'}{suffix}")
        name, _ = QFileDialog.getSaveFileName(self._page, caption, start, kinds)
        if not name:
            return None
        path = Path(name if name.endswith(suffix) else name + suffix)
        self._host.settings.last_folder = str(path.parent)
        return path

    def _write(self, act: Callable[[], Path]) -> None:
        try:
            path = act()
        except UserError as error:
            self._host.refuse(error)
        else:
            self._host.say(self.tr("Saved as %1").replace("%1", path.name))
