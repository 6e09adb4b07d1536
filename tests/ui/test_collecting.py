import gc
import threading
import weakref
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QObject

from plandesk.ui.collecting import Collecting


@pytest.fixture
def passes() -> Iterator[list[int]]:
    """The threads in which the collector ran; it is left as it was found."""
    seen: list[int] = []

    def note(phase: str, _: dict) -> None:
        if phase == "start":
            seen.append(threading.get_ident())

    gc.enable()  # a window that another test started may have held it back
    gc.callbacks.append(note)
    yield seen
    gc.callbacks.remove(note)
    gc.unfreeze()
    gc.enable()


class Ring(QObject):
    """An object of Qt that only the collector finds."""

    def __init__(self) -> None:
        super().__init__()
        self.me = self


def rings(count: int) -> Callable[[object], tuple[int, list[weakref.ref[Ring]]]]:
    """Work that makes rings and lets go of them; it answers its thread and where they were."""
    return lambda _: (threading.get_ident(), [weakref.ref(Ring()) for _ in range(count)])


def run(qtbot, window, count: int) -> tuple[int, list[weakref.ref[Ring]]]:
    """Make rings in a thread beside the window."""
    answers = []
    with qtbot.waitSignal(window.host.jobs.idle):
        window.host.run_job("Make rings", rings(count), answers.append)
    return answers[0]


def test_left_to_itself_the_collector_runs_beside_the_window(qtbot, window, passes):
    thread, _ = run(qtbot, window, 3_000)
    assert thread in passes, "else the next test shows nothing"


def test_objects_of_qt_made_beside_the_window_are_ended_in_its_thread(qtbot, window, passes):
    Collecting(window)
    passes.clear()
    thread, made = run(qtbot, window, 3_000)
    assert thread != threading.get_ident()
    qtbot.waitUntil(lambda: not any(ring() for ring in made))
    assert set(passes) == {threading.get_ident()}


def test_what_a_preview_sets_aside_starts_no_pass_beside_the_window(qtbot, window, passes):
    from plandesk.models.collector import many_small_things, set_aside

    Collecting(window)
    passes.clear()

    def work(_: object) -> int:
        with many_small_things():
            rings(3_000)(None)
            set_aside()
        return threading.get_ident()

    answers = []
    with qtbot.waitSignal(window.host.jobs.idle):
        window.host.run_job("Preview", work, answers.append)
    assert answers[0] not in passes


def test_a_look_at_everything_gives_back_what_a_former_plan_left(qtbot, window, plan_file, passes):
    collecting = Collecting(window)
    made = rings(10)(None)[1]
    window.files.open_path(plan_file)
    qtbot.waitUntil(lambda: gc.get_freeze_count() > 0)
    collecting.look_through_all()
    assert not any(ring() for ring in made)
    assert gc.get_freeze_count() > 0, "what is in use is left out of later passes"
    assert gc.get_count()[0] < 2_000


def test_nothing_of_a_plan_stays_once_it_is_closed(qtbot, window, passes):
    collecting = Collecting(window)
    document = weakref.ref(window.bridge.document)
    with qtbot.waitSignal(window.bridge.closed):
        window.bridge.close()
    collecting.look_through_all()
    assert document() is None
