"""Work that nobody waits for does not begin while somebody types."""

import threading

from plandesk.ui import giving_way
from plandesk.ui.jobs import Job, JobQueue


def test_work_in_no_hurry_begins_once_nobody_types(qtbot, window, monkeypatch):
    monkeypatch.setattr(giving_way, "_REST_S", 1_000.0)
    begun = threading.Event()
    job = Job("Check", lambda _: begun.set(), window)
    job.way = window.host.way
    window.plan.bar.text.setText("safe")
    queue = JobQueue(window)
    queue.start(job)
    assert not begun.wait(0.1)
    with qtbot.waitSignal(job.finished):
        monkeypatch.setattr(giving_way, "_REST_S", 0.0)
    assert begun.is_set()


def test_work_that_waits_for_a_rest_can_be_stopped_at_once(window, monkeypatch):
    monkeypatch.setattr(giving_way, "_REST_S", 1_000.0)
    window.host.way.touch()
    queue, done = JobQueue(window), []
    job = Job("Check", done.append, window)
    job.way = window.host.way
    queue.start(job)
    queue.cancel_all()  # waits for it
    assert not done
