"""Whether memory grows when a plan is opened, edited and closed over and over.

The first rounds fill what is kept for good (compiled statements, types, fonts); from then on the
process must stay as large as it is.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer
from races import Race, is_short, leave_out, say

from plandesk.services.ops.edit import SetTitle
from plandesk.services.samples.plan import write_sample
from plandesk.ui.app import make_application, make_window
from plandesk.ui.collecting import Collecting
from plandesk.ui.main_window import MainWindow
from plandesk.ui.settings import AppSettings

ROUNDS, FIRST, MOST = 1000, 50, 1.1


def resident(collecting: Collecting) -> float:
    """Return the memory this process holds, in MiB, once nobody has done anything for a while."""
    collecting.look_through_all()
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def settle() -> None:
    """Let the window do all that it does after a change: draw, read, let go of what it had."""
    loop, idle = QEventLoop(), QTimer(interval=0)
    idle.timeout.connect(loop.quit)
    for _ in range(3):  # a timer may set off another
        idle.start()
        loop.exec()


def one_round(window: MainWindow, plan: Path, number: int) -> None:
    """Open the plan, change a title, show its row in the inspector, and close it."""
    if not window.files.open_path(plan):
        raise SystemExit("The plan could not be opened, so nothing can be measured.")
    row = next(iter(window.plan.model.all_rows()))
    window.plan.show_item(row.id)
    if not window.bridge.run(SetTitle(row.id, f"Title {number}")):
        raise SystemExit("The plan could not be changed, so nothing can be measured.")
    settle()
    window.bridge.close()
    settle()


def main() -> int:
    """Do the rounds and compare the memory after them with that after the first ones."""
    name = f"memory after {ROUNDS:,} rounds of open, edit, close"
    if is_short() or not sys.platform.startswith("linux"):
        leave_out(name, "not in the short form" if is_short() else "measured on Linux only")
        return 0
    app = make_application()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["PLANDESK_DATA"] = folder
        plan = Path(folder) / "plan.plandesk"
        write_sample(plan)
        window = make_window(app, AppSettings(Path(folder) / "memory.ini"))
        window.show()
        collecting = Collecting(window)
        before = 0.0
        for number in range(ROUNDS):
            one_round(window, plan, number)
            if number == FIRST:
                before = resident(collecting)
        kept = say(Race(name, resident(collecting), f"after {FIRST}", before, MOST, unit="MiB"))
        window.close()
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
