"""How quickly the plan table answers: a keystroke in the filter, and an edit, to painted pixels.

``python packaging/bootstrap.py bench`` runs it, with plans of 230 and 10,000 actions; other sizes
are given as arguments. Prints milliseconds (median and 95th of 100) beside their budgets, and
exits with 1 when one is broken. A time ends when everything that the act set off is done: rows
laid out and painted, counts and the commands' states as well.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from plandesk.models.types import Level
from plandesk.services.document import Document
from plandesk.services.ops.content import AddContent
from plandesk.services.ops.edit import SetTitle
from plandesk.services.sample_source import sample_content
from plandesk.ui.app import make_application, make_window
from plandesk.ui.main_window import MainWindow
from plandesk.ui.settings import AppSettings

ROUNDS = 100
KEYSTROKE, EDIT = "filter keystroke", "edit to repaint"
WORDS = ("s", "sa", "saf", "safe", "a1.2", "head", "t", "review", "zzz", "")


@dataclass(frozen=True, slots=True)
class Budget:
    """The most milliseconds for the median and for the 95th of 100."""

    median: float
    late: float


def budget(what: str, actions: int) -> Budget:
    """Return what one act may take on a plan of so many actions."""
    if what == EDIT:
        return Budget(33, 50)
    if actions <= 1_000:
        return Budget(16, 50)
    return Budget(33, 50) if actions <= 10_000 else Budget(100, 150)


class Paints(QObject):
    """Counts how often the table was painted."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.count = 0
        window.plan.view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Count."""
        self.count += event.type() == QEvent.Type.Paint
        return False


def plan_of(path: Path, actions: int) -> None:
    """Write a plan of at least so many actions: the sample's tree, repeated under new refs."""
    content = sample_content()
    listed = sum(item.level is Level.ACTION for item in content.items)
    items = []
    for number in range(-(-actions // listed)):
        for item in content.items:
            items.append(
                replace(
                    item,
                    key=f"{number}:{item.key}",
                    parent=f"{number}:{item.parent}" if item.parent else "",
                    ref=f"{item.ref}-{number}" if number and item.ref else item.ref,
                )
            )
    with Document.create(path) as document:
        document.run(AddContent(replace(content, items=tuple(items), links=(), entry_links=())))


def measure(window: MainWindow) -> dict[str, list[float]]:
    """Type in the filter and edit titles, over and over."""
    view, model, bar = window.plan.view, window.plan.model, window.plan.bar
    rows = [row for row in model.all_rows() if row.level is Level.ACTION]
    paints = Paints(window)

    def painted(act: Callable[[], object]) -> float:
        before, loop = paints.count, QEventLoop()

        def look() -> None:
            # It comes round behind all that the act set off, and again until the table is drawn.
            if paints.count > before or not view.isVisible():
                loop.quit()
            else:
                QTimer.singleShot(0, look)

        start = time.perf_counter()
        act()
        QTimer.singleShot(0, look)
        loop.exec()
        return (time.perf_counter() - start) * 1000

    found: dict[str, list[float]] = {KEYSTROKE: [], EDIT: []}
    for number in range(ROUNDS):
        word = WORDS[number % len(WORDS)]
        found[KEYSTROKE].append(painted(partial(bar.text.setText, word)))
    painted(partial(bar.text.setText, "s"))
    painted(bar.text.clear)
    view.scrollToTop()
    for number in range(ROUNDS):
        op = SetTitle(rows[number % 20].id, f"Title {number}")
        found[EDIT].append(painted(partial(window.bridge.run, op)))
    return found


def run(app: QApplication, folder: Path, actions: int) -> bool:
    """Measure one size of plan and print its lines; return whether all budgets held."""
    path = folder / f"{actions}.plandesk"
    plan_of(path, actions)
    window = make_window(app, AppSettings(folder / f"{actions}.ini"))
    window.resize(1366, 768)
    window.show()
    window.files.open_path(path)
    if not QTest.qWaitForWindowExposed(window):
        raise SystemExit("The window was never shown, so nothing can be measured.")
    held = True
    for what, times in measure(window).items():
        most = budget(what, actions)
        middle, late = statistics.median(times), sorted(times)[int(ROUNDS * 0.95)]
        fine = middle <= most.median and late <= most.late
        held = held and fine
        print(
            f"{actions:>8,}  {what:<17} {middle:7.1f} {most.median:7.0f}"
            f" {late:7.1f} {most.late:7.0f}  {'ok' if fine else 'over'}",
            flush=True,
        )
    window.close()
    return held


def main() -> int:
    """Measure each size of plan and print the table."""
    app = make_application()
    sizes = [int(text) for text in sys.argv[1:]] or [230, 10_000]
    print(" actions  milliseconds       median  budget    95th  budget")
    with tempfile.TemporaryDirectory() as folder:
        held = [run(app, Path(folder), actions) for actions in sizes]
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main())
