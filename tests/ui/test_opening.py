"""A frame stands at once where the window will be; then the window has the plan."""

from plandesk.ui.app import Start
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
