import threading

from plandesk.ui.jobs import Job, JobQueue, ProgressLine


def test_work_asked_for_at_the_end_of_other_work_shows_how_far_it_is_and_can_be_stopped(
    qtbot, look
):
    queue = JobQueue()
    line = ProgressLine(queue, look)
    qtbot.addWidget(line)
    go_on, stopped = threading.Event(), []

    def second(job):
        job.step(1, 4, "Item 1")
        go_on.wait(20)
        job.step(2, 4, "Item 2")

    later = Job("Second", second, queue)
    later.cancelled.connect(lambda: stopped.append(True))
    first = Job("First", lambda job: None, queue)
    first.finished.connect(lambda: queue.start(later))
    queue.start(first)
    qtbot.waitUntil(line.isVisible)
    qtbot.waitUntil(lambda: line.said() == "Item 1")
    line.stop.click()
    assert line.said() == "Stopping…"
    with qtbot.waitSignal(queue.idle):
        go_on.set()
    assert stopped
    assert not line.isVisible()


def test_the_line_tells_of_the_work_that_runs_not_of_what_waits(qtbot, look):
    queue = JobQueue()
    line = ProgressLine(queue, look)
    qtbot.addWidget(line)
    go_on = threading.Event()
    queue.start(Job("Runs", lambda job: go_on.wait(20), queue))
    queue.start(Job("Waits", lambda job: None, queue))
    assert line.said() == "Runs"
    with qtbot.waitSignal(queue.idle):
        go_on.set()
    assert line.said() == "Waits"
