"""How long the window stands still at most while long work is done beside it.

A clock in the window's own loop ticks every two milliseconds; the longest time between two ticks
is what a person would feel. Somebody uses the window meanwhile: goes through rows, types into the
filter and clears it, and changes titles while a pack is built. The time that handing over a key or
a title takes is left out, as other races measure it; what it sets off is in. The longest of the
titles is a race of its own: a reader beside it could keep it from the file.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from bench_returns import issue, plan_with
from large_plan import plan_of
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTreeView
from races import Race, is_short, say

from plandesk.services.ops.edit import SetTitle
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
ROUNDS = 5
MOST_EDIT_MS = 100  # the longest of many, each waiting for the disk; the usual one has 33 ms
AFTER_MS = 500  # what the end of some work sets off is measured with it
KEY_MS = 150  # between two keys of somebody who is in a hurry
WORDS = "school places"


class Clock:
    """Ticks in the window's loop until the work is done."""

    def __init__(self) -> None:
        self._loop, self._gaps = QEventLoop(), [0.0]
        self._left_out = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer(interval=2)
        self._timer.timeout.connect(self._tick)

    def _tick(self) -> None:
        now = time.perf_counter()
        self._gaps.append(now - self._last - self._left_out)
        self._last, self._left_out = now, 0.0

    def leave_out(self, act: Callable[[], object]) -> None:
        """Do what the measurement itself does, and do not count it."""
        start = time.perf_counter()
        act()
        self._left_out += time.perf_counter() - start

    def done(self, *_: object) -> None:
        """End, once what the end of the work sets off is done as well."""
        QTimer.singleShot(AFTER_MS, self._loop.quit)

    def longest(self, start: Callable[[], object]) -> float:
        """Start the work and return the longest time, in ms, in which the window did nothing."""
        self._last = time.perf_counter()
        self._timer.start()
        QTimer.singleShot(0, start)
        self._loop.exec()
        self._timer.stop()  # a clock that is through must not run beside the next
        self._tick()
        return max(self._gaps) * 1000


class Person:
    """Uses the window while the clock ticks: a key every so often, now and then a new title."""

    def __init__(self, window: MainWindow, table: QTreeView, clock: Clock, *, edits: bool) -> None:
        self._window, self._table, self._clock, self._edits = window, table, clock, edits
        self._keys, self.longest_edit = 0, 0.0
        self._timer = QTimer(interval=KEY_MS)
        self._timer.timeout.connect(lambda: clock.leave_out(self._act))
        self._timer.start()

    def rest(self) -> None:
        """Stop, and leave no filter behind."""
        self._timer.stop()
        self._window.plan.bar.text.clear()

    def _act(self) -> None:
        self._keys += 1
        line, at = self._window.plan.bar.text, self._keys // 2
        if self._edits and self._keys % 10 == 1:
            self._change_title()
        elif self._keys % 2:
            QTest.keyClick(self._table, Qt.Key.Key_Down if at % 4 else Qt.Key.Key_Up)
        elif line.isVisible() and at % len(WORDS):
            QTest.keyClicks(line, WORDS[at % len(WORDS)])
        else:
            line.clear()

    def _change_title(self) -> None:
        start, row = time.perf_counter(), self._window.plan.current_id()
        op = SetTitle(row or 0, f"Title {self._keys}")
        if row is not None and not self._window.bridge.run(op, self._window):
            raise RuntimeError("a title could not be changed beside the work")
        self.longest_edit = max(self.longest_edit, time.perf_counter() - start)


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


def stall(
    window: MainWindow, what: str, start: Callable[[Clock], object], *, edits: bool = False
) -> bool:
    """Measure one piece of work, while somebody goes through the rows of the plan."""
    clock = Clock()
    person = Person(window, window.plan.view, clock, edits=edits)
    longest = clock.longest(lambda: start(clock))
    person.rest()
    kept = say(Race(f"longest stall, {what}", longest, "fixed", MOST_MS, unit="ms"))
    if edits:
        edit = person.longest_edit * 1000
        kept &= say(Race(f"longest edit, {what}", edit, "fixed", MOST_EDIT_MS, unit="ms"))
    return kept


def returns_once(app: QApplication, folder: Path, count: int) -> tuple[float, float]:
    """Read and take so many returns on the page; return the longest stall of each."""
    plan = folder / f"{count} returns.plandesk"
    plan_with(plan, count)
    files = issue(plan, folder / "returns")
    window = window_on(app, plan, folder)
    window.host.go(Place.RETURNS)
    page = window.host.page(Place.RETURNS)
    session, table = page.import_.session, page.import_.changes.tree

    def read(clock: Clock) -> None:
        session.previewed.connect(clock.done)
        page.import_paths(files)

    def take(clock: Clock) -> None:
        session.applied.connect(clock.done)
        session.apply("")

    def longest(start: Callable[[Clock], object]) -> float:
        clock = Clock()
        person = Person(window, table, clock, edits=False)
        found = clock.longest(lambda: start(clock))
        person.rest()
        return found

    return longest(read), longest(take)


def returns(count: int) -> list[bool]:
    """Race the longest of some rounds, each in a process of its own as officers have it."""
    command = [sys.executable, __file__, "returns", str(count)]
    said = [
        subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
        for _ in range(ROUNDS)
    ]
    words = (f"{count} returns read", f"{count} returns taken")
    return [
        say(Race(f"longest stall, {what}", max(map(float, each)), "fixed", MOST_MS, unit="ms"))
        for what, each in zip(words, zip(*said, strict=True), strict=True)
    ]


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
        stall(window, f"pack of {actions:,} actions", build, edits=True),
        stall(window, f"copy of {actions:,} actions", keep),
        stall(window, f"copy of {actions:,} actions back", bring_back),
        stall(window, f"{actions:,} actions opened", open_again),
    ]
    window.close()
    return kept


def main() -> int:
    """Measure; the large plans only in the long form, "returns" and a number for one round."""
    app = make_application()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if sys.argv[1:2] == ["returns"]:
            print(*returns_once(app, folder, int(sys.argv[2])))
            return 0
        kept = returns(34 if is_short() else 340)
        kept += pack(app, folder, 230 if is_short() else 10_000)
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
