"""How soon PlanDesk is there: the first window, the sample's tree, and a command's answer."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from races import Race, in_turn, is_short, leave_out, say, whole_process

EMPTY = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication(sys.argv)
window = QWidget()
window.show()
QTimer.singleShot(0, app.quit)
app.exec()
"""
SHOWN = """
import sys
from plandesk.models.collector import hold_back
hold_back()  # as the command does
from pathlib import Path
from plandesk.ui.app import Start, make_application
from plandesk.ui.opening import FirstPaint
from plandesk.ui.settings import AppSettings
app = make_application()
class Seen(Start):
    def _open(self):  # called once the window with the plan's table was painted
        assert self.window.plan.model.shown_actions()[0] == 230
        app.quit()
plan = Path(sys.argv[2]) if len(sys.argv) > 2 else None
start = (Seen if sys.argv[3:] == ["filled"] else Start)(app, AppSettings(Path(sys.argv[1])), plan)
def opened():
    FirstPaint(start.window.plan.view.viewport()).painted.connect(app.quit)
if plan is None:
    start.opening.painted.disconnect()
    start.opening.painted.connect(app.quit)
elif sys.argv[3] == "open":
    start.ready.connect(lambda: start.window.bridge.opened.connect(opened))
app.exec()
"""


CALC = {"sample's tree filled, against Calc": 0.6, "sample open for edits": 1.0}


def calc_races(acts: Sequence[Callable[[], object]], plan: Path, folder: Path) -> list[bool]:
    """Race the tree, and the sample open for edits, with Calc: it reads a workbook of the rows."""
    calc = shutil.which("soffice")
    if calc is None or is_short():
        why = "LibreOffice is not installed" if calc is None else "not in the short form"
        for name in CALC:
            leave_out(name, why)
        return []
    book, profile = folder / "plan.xlsx", (folder / "profile").as_uri()
    export = [sys.executable, "-m", "plandesk", "export", plan, "--xlsx", book]
    subprocess.run(export, check=True, capture_output=True)
    target = ["--headless", "--convert-to", "csv", "--outdir", folder, book]
    reads = whole_process([calc, f"-env:UserInstallation={profile}", *target])
    kept: list[bool] = []
    for (name, budget), act in zip(CALC.items(), acts, strict=True):
        ours, limit = in_turn(act, reads)
        kept.append(say(Race(name, ours, "LibreOffice Calc reads it", limit, budget)))
    return kept


def main() -> int:
    """Run the races of the start."""
    kept = []
    python = sys.executable
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        plan = folder / "sample.plandesk"
        subprocess.run([python, "-m", "plandesk", "sample", plan], check=True, capture_output=True)
        offscreen = {"QT_QPA_PLATFORM": "offscreen", "PLANDESK_DATA": str(folder / "data")}
        empty = whole_process([python, "-c", EMPTY], **offscreen)
        settings = folder / "settings.ini"
        first = whole_process([python, "-c", SHOWN, settings], **offscreen)
        ours, limit = in_turn(first, empty)
        kept.append(say(Race("first window", ours, "empty PySide6 window", limit, 1.5)))
        filled = whole_process([python, "-c", SHOWN, settings, plan, "filled"], **offscreen)
        ours, limit = in_turn(filled, empty)
        kept.append(say(Race("sample's tree filled (230)", ours, "empty window", limit, 4.5)))
        ready = whole_process([python, "-c", SHOWN, settings, plan, "open"], **offscreen)
        kept += calc_races((filled, ready), plan, folder)
        info = whole_process([python, "-m", "plandesk", "info", plan])
        bare = whole_process([python, "-c", "import sqlalchemy.orm"])
        ours, limit = in_turn(info, bare)
        kept.append(say(Race("plandesk info", ours, "import sqlalchemy.orm", limit, 1.5)))
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
