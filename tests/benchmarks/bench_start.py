"""How soon PlanDesk is there: the first window, the sample's tree, and a command's answer."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from races import Race, in_turn, say, whole_process

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
from pathlib import Path
from PySide6.QtCore import QTimer
from plandesk.ui.app import Start, make_application
from plandesk.ui.settings import AppSettings
app = make_application()
plan = Path(sys.argv[2]) if len(sys.argv) > 2 else None
start = Start(app, AppSettings(Path(sys.argv[1])), plan)
def filled():
    start.window.grab()  # painted, as on a screen
    app.quit()
def built():
    start.window.bridge.opened.connect(lambda: QTimer.singleShot(0, filled))
if plan is None:
    start.opening.painted.disconnect()
    start.opening.painted.connect(app.quit)
else:
    start.ready.connect(built)
app.exec()
"""


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
        filled = whole_process([python, "-c", SHOWN, settings, plan], **offscreen)
        ours, limit = in_turn(filled, empty)
        kept.append(say(Race("sample's tree filled (230)", ours, "empty window", limit, 4.5)))
        info = whole_process([python, "-m", "plandesk", "info", plan])
        bare = whole_process([python, "-c", "import sqlalchemy.orm"])
        ours, limit = in_turn(info, bare)
        kept.append(say(Race("plandesk info", ours, "import sqlalchemy.orm", limit, 1.5)))
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
