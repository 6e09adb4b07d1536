"""How quickly the plan table answers: a keystroke in the filter, and an edit, to painted pixels.

Milliseconds, median and 95th of 100, beside their fixed budgets: there is no peer to race. A time
ends when everything that the act set off is done: rows laid out and painted, counts and the
commands' states as well. One size of plan may be given as argument.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import large_plan
from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from races import Race, is_short, leave_out, say

from plandesk.models.types import Level
from plandesk.services.ops.edit import SetTitle
from plandesk.ui.app import make_application, make_window
from plandesk.ui.collecting import Collecting
from plandesk.ui.jobs import JobQueue
from plandesk.ui.main_window import MainWindow
from plandesk.ui.settings import AppSettings

ROUNDS = 100
SIZES = (230, 10_000, 100_000)
REST_MS = 2000  # longer than a page waits after an edit before its checks begin
KEYSTROKE, EDIT = "filter keystroke", "edit to repaint"
SCROLL, REPAINT = "scroll three rows", "full repaint"
MEMORY_MIB = 350
WORDS = ("s", "sa", "saf", "safe", "a1.2", "head", "t", "review", "zzz", "")


# Milliseconds for the median and the 95th of 100, by what is done and the size of the plan.
BUDGETS = {
    KEYSTROKE: {230: (16, 50), 10_000: (33, 50), 100_000: (100, 150)},
    EDIT: {230: (33, 50), 10_000: (33, 50), 100_000: (33, 50)},
    SCROLL: {230: (5, 17), 10_000: (5, 17), 100_000: (5, 17)},
    REPAINT: {230: (17, 17), 10_000: (17, 17), 100_000: (17, 17)},
}


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

    found: dict[str, list[float]] = {what: [] for what in BUDGETS}
    for number in range(ROUNDS):
        word = WORDS[number % len(WORDS)]
        found[KEYSTROKE].append(painted(partial(bar.text.setText, word)))
    painted(partial(bar.text.setText, "s"))
    painted(bar.text.clear)
    view.scrollToTop()
    for number in range(ROUNDS):
        op = SetTitle(rows[number % 20].id, f"Title {number}")
        found[EDIT].append(painted(partial(window.bridge.run, op)))
    scroll = view.verticalScrollBar()
    for number in range(ROUNDS):
        place = 0 if number % 2 else 3 * scroll.singleStep()
        found[SCROLL].append(painted(partial(scroll.setValue, place)))
        found[REPAINT].append(painted(view.viewport().update))
    return found


def run(app: QApplication, folder: Path, actions: int) -> bool:
    """Measure one size of plan; return whether all budgets held."""
    path = folder / f"{actions}.plandesk"
    # Written by another process: what that takes is none of the window's memory.
    subprocess.run([sys.executable, large_plan.__file__, path, str(actions)], check=True)
    window = make_window(app, AppSettings(folder / f"{actions}.ini"))
    window.resize(1366, 768)
    window.show()
    Collecting(window)  # as the program does
    opened = QEventLoop()  # a large plan is opened beside the window
    QTimer.singleShot(0, opened, lambda: window.files.open_path(path, then=opened.quit))
    opened.exec()
    if not QTest.qWaitForWindowExposed(window):
        raise SystemExit("The window was never shown, so nothing can be measured.")
    kept = []
    for what, times in measure(window).items():
        middle, late = statistics.median(times), sorted(times)[int(ROUNDS * 0.95)]
        most, latest = BUDGETS[what][actions]
        name = f"{what}, {actions:,} actions"
        kept.append(say(Race(f"{name}, median", middle, "fixed", most, unit="ms")))
        kept.append(say(Race(f"{name}, 95th", late, "fixed", latest, unit="ms")))
    if actions == max(SIZES):
        kept.append(memory(window))
    window.close()
    return all(kept)


def memory(window: MainWindow) -> bool:
    """Say how much memory this process took at most, from its start until all checks were done."""
    rest, clock = QEventLoop(), QTimer(interval=REST_MS)
    queues = window.findChildren(JobQueue)
    clock.timeout.connect(lambda: None if any(queue.busy for queue in queues) else rest.quit())
    clock.start()
    rest.exec()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return say(Race("memory, window with 100,000 actions", peak, "fixed", MEMORY_MIB, unit="MiB"))


def main() -> int:
    """Measure each size of plan, or the one given."""
    if is_short():
        leave_out("keystroke, edit, scroll and repaint", "their limits are milliseconds, no ratios")
        return 0
    if len(sys.argv) > 1:
        with tempfile.TemporaryDirectory() as folder:
            os.environ["PLANDESK_DATA"] = folder
            return 0 if run(make_application(), Path(folder), int(sys.argv[1])) else 1
    # Each in a process of its own, so that none is slowed by the plans before it.
    done = [subprocess.run([sys.executable, __file__, str(size)], check=False) for size in SIZES]
    return max(one.returncode for one in done)


if __name__ == "__main__":
    sys.exit(main())
