"""The foot of the window: that all is saved, what is chosen, the period, and the zoom."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QStatusBar, QToolButton, QWidget

from plandesk.ui.i18n import counted
from plandesk.ui.itemmodels.plan_columns import PlanWords
from plandesk.ui.theme import Look
from plandesk.ui.widgets.elided_label import ElidedLabel


class StatusLine(QStatusBar):
    """Says the few things that one looks for without being told."""

    checks_asked = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setSizeGripEnabled(False)
        self._saved, self._counts = ElidedLabel(look, 3), ElidedLabel(look)
        self._period, self._zoom = ElidedLabel(look), QLabel()
        self.addWidget(self._saved)
        self.addWidget(self._counts, 1)
        self._checks = QToolButton()
        self._checks.setAutoRaise(True)
        self._checks.setAccessibleName(self.tr("Checks"))
        self._checks.clicked.connect(self.checks_asked)
        self._checks.hide()
        self.addPermanentWidget(self._checks)
        self.addPermanentWidget(self._period)
        self.addPermanentWidget(self._zoom)
        self._buttons: list[QToolButton] = []
        look.changed.connect(self._show_zoom)
        self._show_zoom()

    def add_progress(self, line: QWidget) -> None:
        """Give a line that tells how far work is what room there is."""
        self.addWidget(line, 2)
        line.hide()

    def add_zoom(self, out: QAction, closer: QAction) -> None:
        """Put the two zoom buttons beside the figure."""
        for action in (out, closer):
            button = QToolButton()
            button.setDefaultAction(action)
            button.setAutoRaise(True)
            button.setAccessibleName(action.text().replace("&", ""))
            self.addPermanentWidget(button)
            self._buttons.append(button)
        self._show_zoom()

    def say_saved(self, at: dt.datetime | None, *, read_only: bool) -> None:
        """Say that every change is in the file; with the time of the last one."""
        if read_only:
            self._saved.setText(self.tr("Open to read only"))
        elif at is None:
            self._saved.setText(self.tr("All changes saved"))
        else:
            self._saved.setText(self.tr("All changes saved %1").replace("%1", at.strftime("%H:%M")))

    def say_unsaved(self, count: int) -> None:
        """Say that changes are not in the file yet."""
        self._saved.setText(counted(count, "1 change not saved", "%1 changes not saved"))

    def say_nothing(self) -> None:
        """Leave all but the zoom empty, while no plan is open."""
        for label in (self._saved, self._counts, self._period):
            label.clear()
        self._checks.hide()

    def say_counts(
        self, total: tuple[int, str], chosen: tuple[int, Counter[str]], words: PlanWords
    ) -> None:
        """Say how many actions there are, how many rows are chosen and how they are rated."""
        text = f"{total[0]:,} {total[1]}"
        count, ratings = chosen
        if count > 1:
            parts = [
                f"{ratings[value.code]} {value.word}"
                for value in words.scale.values
                if ratings[value.code]
            ]
            told = f" ({', '.join(parts)})" if parts else ""
            text += " · " + self.tr("%1 selected").replace("%1", str(count)) + told
        self._counts.setText(text)

    def say_checks(self, count: int) -> None:
        """Say how many findings of the checks wait for somebody; pressing it opens them."""
        words = self.tr("Nothing to check")
        if count:
            words = self.tr("%1 to check").replace("%1", f"{count:,}")
        self._checks.setText(words)
        self._checks.setAccessibleName(words)
        self._checks.setToolTip(self.tr("Open what the checks found"))
        self._checks.show()

    def say_period(self, text: str) -> None:
        """Say which period is shown and whether it is open."""
        self._period.setText(text)

    @Slot()
    def _show_zoom(self) -> None:
        side = self._look.px(0.9)
        for button in self._buttons:
            button.setIconSize(QSize(side, side))
        self._zoom.setText(f"{self._look.zoom} %")
        self._zoom.setAccessibleName(self.tr("Zoom %1 %").replace("%1", str(self._look.zoom)))
