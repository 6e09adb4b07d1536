"""How long the window stands still at most while long work is done beside it.

A clock in the window's own loop ticks every two milliseconds; the longest time between two ticks
is what a person would feel.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from bench_returns import issue, plan_with
from large_plan import plan_of
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication
from races import Race, is_short, say

from plandesk.services.packs.apart import build_apart
from plandesk.services.packs.building import BuildWish
from plandesk.services.queries.packs.agendas import packs
from plandesk.store.backup import list_backups
from plandesk.ui.app import make_application, make_window
from plandesk.ui.collecting import Collecting
from plandesk.ui.main_window import MainWindow
from plandesk.ui.settings import AppSettings
from plandesk.ui.widgets.places import Place

MOST_MS = 50


class Clock:
    """Ticks in the window's loop until the work is done."""

    def __init__(self) -> None:
        self._loop, self._gaps = QEventLoop(), [0.0]
        self._last = time.perf_counter()
        self._timer = QTimer(interval=2)
        self._timer.timeout.connect(self._tick)

    def _tick(self) -> None:
        now = time.perf_counter()
        self._gaps.append(now - self._last)
        self._last = now

    def done(self, *_: object) -> None:
        """End, once what the end of the work sets off is done as well."""
        QTimer.singleShot(20, self._loop.quit)

    def longest(self, start: Callable[[], object]) -> float:
        """Start the work and return the longest time, in ms, in which the window did nothing."""
        self._last = time.perf_counter()
        self._timer.start()
        QTimer.singleShot(0, start)
        self._loop.exec()
        self._tick()
        return max(self._gaps) * 1000


def window_on(app: QApplication, plan: Path, folder: Path) -> MainWindow:
    """Open a window on a plan, all that it reads at the start already read."""
    window = make_window(app, AppSettings(folder / f"{plan.stem}.ini"))
    window.resize(1366, 768)
    window.show()
    Collecting(window)  # as the program does
    clock = Clock()
    clock.longest(lambda: window.files.open_path(plan, then=clock.done))
    clock = Clock()
    clock.longest(lambda: QTimer.singleShot(500, clock.done))
    return window


def stall(what: str, start: Callable[[Clock], object]) -> bool:
    """Measure one piece of work."""
    clock = Clock()
    longest = clock.longest(lambda: start(clock))
    return say(Race(f"longest stall, {what}", longest, "fixed", MOST_MS, unit="ms"))


def returns(app: QApplication, folder: Path, count: int) -> list[bool]:
    """Read and take so many returns on the page."""
    plan = folder / f"{count} returns.plandesk"
    plan_with(plan, count)
    files = issue(plan, folder / "returns")
    window = window_on(app, plan, folder)
    window.host.go(Place.RETURNS)
    page = window.host.page(Place.RETURNS)
    session = page.import_.session

    def read(clock: Clock) -> None:
        session.previewed.connect(clock.done)
        page.import_paths(files)

    def take(clock: Clock) -> None:
        session.applied.connect(clock.done)
        session.apply("")

    kept = [stall(f"{count} returns read", read), stall(f"{count} returns taken", take)]
    window.close()
    return kept


def pack(app: QApplication, folder: Path, actions: int) -> list[bool]:
    """Build the pack of a large plan, keep a copy of it, and bring that back."""
    plan = plan_of(folder / f"{actions}.plandesk", actions)
    window = window_on(app, plan, folder)
    document = window.bridge.document
    with document.read() as session:
        name = packs(session)[0].title

    def build(clock: Clock) -> None:
        wish = BuildWish(folder)
        window.host.run_job("Build", lambda job: build_apart(document, name, wish, job), clock.done)

    def keep(clock: Clock) -> None:
        window.host.run_job("Back up", lambda _: document.backup("bench"), clock.done)

    def bring_back(clock: Clock) -> None:
        window.host.bring_back(list_backups(document.path)[0].path, clock.done)

    def open_again(clock: Clock) -> None:
        window.bridge.close()
        window.files.open_path(document.path, then=clock.done)

    kept = [
        stall(f"pack of {actions:,} actions", build),
        stall(f"copy of {actions:,} actions", keep),
        stall(f"copy of {actions:,} actions back", bring_back),
        stall(f"{actions:,} actions opened", open_again),
    ]
    window.close()
    return kept


def main() -> int:
    """Measure; the large plans only in the long form."""
    app = make_application()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        kept = returns(app, folder, 34 if is_short() else 340)
        kept += pack(app, folder, 230 if is_short() else 10_000)
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
