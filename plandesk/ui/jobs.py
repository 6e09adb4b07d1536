"""Long work beside the window: one worker for each window, with progress, cancel and a result."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QToolButton, QWidget

from plandesk.errors import Cancelled, UserError
from plandesk.ui.giving_way import GivingWay
from plandesk.ui.theme import Look
from plandesk.ui.widgets.elided_label import ElidedLabel

_QUIET_MS = 300  # shorter work shows no progress line


class Job(QObject):
    """One piece of work; build it, connect its signals, then give it to the queue.

    ``work`` is called in the worker's thread with the job, whose ``step`` it calls as it goes.
    Work that nobody waits for has a ``way`` that it gives: it begins when nobody types.
    """

    progressed = Signal(int, int, str)
    succeeded = Signal(object)
    refused = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    finished = Signal()

    def __init__(self, title: str, work: Callable[[Job], Any], parent: QObject) -> None:
        super().__init__(parent)
        self.title = title
        self.way: GivingWay | None = None
        self._work = work
        self._stop = threading.Event()

    def step(self, done: int, total: int, text: str) -> None:
        """Say how far the work is; raises Cancelled when it is to stop."""
        if self._stop.is_set():
            raise Cancelled
        self.progressed.emit(done, total, text)

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self._stop.set()

    def run(self) -> None:
        """Do the work and tell how it ended; for the queue."""
        try:
            if self.way is not None:
                self.way.rest(self._stop)
            if self._stop.is_set():
                raise Cancelled
            result = self._work(self)
        except Cancelled:
            self.cancelled.emit()
        except UserError as error:
            self.refused.emit(error)
        except Exception as error:  # noqa: BLE001 - handed to the window, which reports the fault
            self.failed.emit(error)
        else:
            self.succeeded.emit(result)
        finally:
            self.finished.emit()


class JobQueue(QObject):
    """Runs jobs one after the other in a worker thread."""

    started = Signal(object)
    idle = Signal()
    _over = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._over.connect(self._let_go, Qt.ConnectionType.QueuedConnection)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="plandesk-job")
        self._jobs: list[Job] = []

    @property
    def busy(self) -> bool:
        """Tell whether a job runs or waits."""
        return bool(self._jobs)

    def start(self, job: Job) -> None:
        """Run a job as soon as those before it have ended."""
        self._jobs.append(job)
        self.started.emit(job)
        self._pool.submit(self._run, job)

    def cancel_all(self) -> None:
        """Ask every job to stop, and wait until they have."""
        for job in self._jobs:
            job.cancel()
        self._pool.shutdown(wait=True)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="plandesk-job")

    def _run(self, job: Job) -> None:
        """Run a job in the worker's thread, which tells of its end when it needs it no more."""
        job.run()
        self._over.emit(job)

    @Slot(object)
    def _let_go(self, job: Job) -> None:
        """End a job; earlier, the window would take it apart while the worker speaks through it."""
        if job in self._jobs:
            self._jobs.remove(job)
            job.deleteLater()
        if not self._jobs:
            self.idle.emit()


class ProgressLine(QWidget):
    """What the running job is doing, how far it is, and a way to stop it; shown after a moment.

    Small enough for the foot of the window: a line of its own would lay out and draw the page anew
    beside the work, once when it comes and once when it goes.
    """

    def __init__(self, queue: JobQueue, look: Look) -> None:
        super().__init__()
        self._jobs: list[Job] = []
        self._text, self._bar = ElidedLabel(look), QProgressBar()
        self._bar.setMinimumWidth(look.px(4))
        self._bar.setAccessibleName(self.tr("Progress"))
        self._bar.setTextVisible(False)
        self.stop = QToolButton()
        self.stop.setText(self.tr("Stop"))
        self.stop.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.stop.setAccessibleName(self.tr("Stop this work"))
        self.stop.clicked.connect(self._cancel)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._text, 2)
        row.addWidget(self._bar, 1)
        row.addWidget(self.stop)
        self._timer = QTimer(self, singleShot=True, interval=_QUIET_MS)
        self._timer.timeout.connect(self.show)
        queue.started.connect(self._follow)
        self.hide()

    def said(self) -> str:
        """Return what the line says."""
        return self._text.text()

    @Slot(object)
    def _follow(self, job: Job) -> None:
        self._jobs.append(job)
        job.progressed.connect(self._show_step)
        job.finished.connect(self._end)
        if len(self._jobs) == 1:
            self._begin(job)

    def _begin(self, job: Job) -> None:
        self._text.setText(job.title)
        self._show_far(0, 0)
        self.stop.setEnabled(True)
        self._timer.start()

    @Slot(int, int, str)
    def _show_step(self, done: int, total: int, text: str) -> None:
        self._show_far(done, max(total, 1))
        if text:  # else it has nothing to say yet
            self._text.setText(text)

    def _show_far(self, done: int, total: int) -> None:
        # Else a bar draws itself at once, and with it all of the window that waits to be drawn.
        self._bar.setUpdatesEnabled(False)
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._bar.setUpdatesEnabled(True)

    @Slot()
    def _cancel(self) -> None:
        if self._jobs:
            self.stop.setEnabled(False)
            self._text.setText(self.tr("Stopping…"))
            self._jobs[0].cancel()

    @Slot()
    def _end(self) -> None:
        """Go on to the next job, which may have been asked for at the end of this one."""
        over = self.sender()
        if not isinstance(over, Job) or over not in self._jobs:
            return
        del self._jobs[: self._jobs.index(over) + 1]  # they run one after the other
        self._timer.stop()
        if self._jobs:
            self._begin(self._jobs[0])
        else:
            self.hide()
