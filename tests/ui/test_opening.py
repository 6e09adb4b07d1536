"""A frame stands at once where the window will be; then the window has the plan."""

import subprocess
import sys

from plandesk.ui.app import Start
from plandesk.ui.opening import first_size
from plandesk.ui.settings import AppSettings


def test_the_frame_is_seen_first_and_then_the_window_with_the_plan(
    qtbot, qapp, tmp_path, plan_file
):
    settings = AppSettings(tmp_path / "settings.ini")
    start = Start(qapp, settings, plan_file)
    qtbot.addWidget(start.opening)
    assert start.opening.isVisible()
    assert plan_file.stem in start.opening.accessibleName()
    assert start.window is None
    with qtbot.waitSignal(start.ready):
        pass
    window = start.window
    qtbot.addWidget(window)
    assert window.isVisible()
    assert not start.opening.isVisible()
    with qtbot.waitSignal(window.bridge.opened):
        pass
    assert window.bridge.document.path == plan_file


def test_the_window_takes_the_place_of_the_frame(qtbot, qapp, tmp_path):
    settings = AppSettings(tmp_path / "settings.ini")
    first = Start(qapp, settings, None)
    with qtbot.waitSignal(first.ready):
        pass
    first.window.setGeometry(40, 60, 1000, 640)
    first.window.close()
    second = Start(qapp, settings, None)
    qtbot.addWidget(second.opening)
    frame = second.opening.size()
    with qtbot.waitSignal(second.ready):
        pass
    qtbot.addWidget(second.window)
    assert second.window.size() == frame


def test_a_plan_opened_by_a_double_click_on_macos_takes_the_place_of_the_last_one(
    qtbot, qapp, tmp_path, plan_file
):
    start = Start(qapp, AppSettings(tmp_path / "settings.ini"), tmp_path / "last.plandesk")
    qtbot.addWidget(start.opening)
    start.open_file(str(plan_file))
    with qtbot.waitSignal(start.ready):
        pass
    qtbot.addWidget(start.window)
    with qtbot.waitSignal(start.window.bridge.opened):
        pass
    assert start.window.bridge.document.path == plan_file


def test_the_application_tells_of_a_file_that_it_is_handed():
    program = """
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFileOpenEvent
from plandesk.ui.app import make_application
app = make_application()
app.asked_for.connect(print)
QCoreApplication.sendEvent(app, QFileOpenEvent("/plans/ours.plandesk"))
"""
    started = [sys.executable, "-c", program]
    said = subprocess.run(started, capture_output=True, text=True, check=True)
    assert said.stdout == "/plans/ours.plandesk\n"


def test_the_plans_table_is_seen_before_the_plan_is_open(qtbot, qapp, tmp_path, sample_file):
    start = Start(qapp, AppSettings(tmp_path / "settings.ini"), sample_file)
    qtbot.addWidget(start.opening)
    with qtbot.waitSignal(start.ready):
        pass
    window = start.window
    qtbot.addWidget(window)
    assert not window.bridge.is_open
    assert window.plan.isVisible()
    assert window.plan.model.shown_actions()[1] == 230
    assert "Better Together" in window.windowTitle()
    with qtbot.waitSignal(window.bridge.opened):
        pass
    assert window.plan.model.shown_actions()[1] == 230
    window.bridge.close()
    assert window.pages.currentWidget() is window.start


def test_a_plan_that_cannot_be_opened_is_not_shown_any_longer(qtbot, qapp, tmp_path, plan_file):
    start = Start(qapp, AppSettings(tmp_path / "settings.ini"), plan_file)
    qtbot.addWidget(start.opening)
    with qtbot.waitSignal(start.ready):
        pass
    window = start.window
    qtbot.addWidget(window)
    plan_file.write_bytes(b"written over by another program")
    with qtbot.waitSignal(window.bridge.refused):
        pass
    assert window.state.plan is None
    assert window.plan.model.shown_actions()[1] == 0


def test_the_tree_is_filled_before_the_database_library_is_loaded(tmp_path, sample_file):
    program = f"""
import sys
from pathlib import Path
from plandesk.ui.app import Start, make_application
from plandesk.ui.settings import AppSettings
app = make_application()
start = Start(app, AppSettings(Path({str(tmp_path / "x.ini")!r})), Path({str(sample_file)!r}))
def seen():
    print(start.window.plan.model.shown_actions()[1], "sqlalchemy" in sys.modules)
    app.quit()
start.ready.connect(seen)
app.exec()
"""
    started = [sys.executable, "-c", program]
    said = subprocess.run(started, capture_output=True, text=True, check=True)
    assert said.stdout == "230 False\n"


def test_a_fault_while_the_window_is_built_is_told_and_ends_the_program(tmp_path):
    program = f"""
import sys
from pathlib import Path
from PySide6.QtCore import QEvent, QObject, QTimer
from plandesk.ui import main_window
from plandesk.ui.app import Start, make_application
from plandesk.ui.errors import CrashDialog
from plandesk.ui.settings import AppSettings

class Reader(QObject):
    def eventFilter(self, watched, event):
        if isinstance(watched, CrashDialog) and event.type() == QEvent.Type.Show:
            print(watched.windowTitle())
            QTimer.singleShot(0, watched.reject)
        return False

def broken(settings, look):
    raise LookupError("a part is missing")

main_window.MainWindow = broken
app = make_application()
reader = Reader()
app.installEventFilter(reader)
start = Start(app, AppSettings(Path({str(tmp_path / "x.ini")!r})), None)
sys.exit(app.exec())
"""
    started = [sys.executable, "-c", program]
    said = subprocess.run(started, capture_output=True, text=True, check=False, timeout=60)
    assert (said.returncode, said.stdout) == (1, "Something went wrong\n")
    assert "LookupError" in said.stderr


def test_the_first_window_ever_leaves_room_for_its_frame_at_a_large_zoom(window):
    window.look.set_zoom(200)
    screen, first = window.screen().availableSize(), first_size(window, window.look)
    window.look.set_zoom(100)
    assert first.width() < screen.width()
    assert first.height() < screen.height()
