"""How quickly the plan table answers: a keystroke in the filter, and an edit, to painted pixels.

``python packaging/bootstrap.py bench`` runs it. Prints milliseconds (median and 95th of 100) for
plans of 230 and 10,000 actions beside the budget, and exits with 1 when one is broken.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from dataclasses import replace
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

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

BUDGET_MS = 50.0
ROUNDS = 100


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
        document.run(AddContent(replace(content, items=tuple(items), links=())))


def painted(app: QApplication, window: MainWindow, act) -> float:
    """Milliseconds from the start of an act until the table is painted."""
    start = time.perf_counter()
    act()
    app.sendPostedEvents()
    window.plan.view.viewport().repaint()
    return (time.perf_counter() - start) * 1000


def measure(app: QApplication, window: MainWindow) -> dict[str, list[float]]:
    """Type in the filter and edit titles, over and over."""
    view, model, bar = window.plan.view, window.plan.model, window.plan.bar
    rows = [row for row in model.all_rows() if row.level is Level.ACTION]
    words = ("s", "sa", "saf", "safe", "a1.2", "head", "t", "review", "zzz", "")
    found: dict[str, list[float]] = {"filter keystroke": [], "edit to repaint": []}
    for number in range(ROUNDS):
        word = words[number % len(words)]
        found["filter keystroke"].append(painted(app, window, partial(bar.text.setText, word)))
    bar.text.setText("")
    app.sendPostedEvents()
    view.scrollToTop()
    for number in range(ROUNDS):
        op = SetTitle(rows[number % 20].id, f"Title {number}")
        found["edit to repaint"].append(painted(app, window, partial(window.bridge.run, op)))
    return found


def main() -> int:
    """Measure each size of plan and print the table."""
    app = make_application()
    broken = False
    print(f"{'actions':>8}  {'what':<18} {'median':>8} {'95th':>8}  budget {BUDGET_MS:.0f} ms")
    with tempfile.TemporaryDirectory() as folder:
        for actions in (230, 10_000):
            path = Path(folder) / f"{actions}.plandesk"
            plan_of(path, actions)
            window = make_window(app, AppSettings(Path(folder) / f"{actions}.ini"))
            window.resize(1366, 768)
            window.show()
            window.files.open_path(path)
            if not QTest.qWaitForWindowExposed(window):
                raise SystemExit("The window was never shown, so nothing can be measured.")
            for what, times in measure(app, window).items():
                middle, late = statistics.median(times), sorted(times)[int(ROUNDS * 0.95)]
                broken = broken or middle > BUDGET_MS
                verdict = "ok" if middle <= BUDGET_MS else "over"
                print(f"{actions:>8}  {what:<18} {middle:8.1f} {late:8.1f}  {verdict}")
            window.close()
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
