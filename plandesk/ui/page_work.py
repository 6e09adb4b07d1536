"""A page's long work: one job at a time, whose end is always told, however it ended."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot

from plandesk.ui.jobs import Job
from plandesk.ui.plan_reading import AT_ONCE

if TYPE_CHECKING:
    from plandesk.ui.pages import PageHost


@dataclass(frozen=True, slots=True)
class _Request:
    title: str
    work: Callable[[Job], Any]
    done: Callable[[Any], None]
    passing: bool


class PageWork(QObject):
    """Starts jobs for a page; everything is connected before a job starts, so nothing is missed."""

    changed = Signal()
    stopped = Signal()

    def __init__(self, host: PageHost, parent: QObject) -> None:
        super().__init__(parent)
        self._host = host
        self._done: Callable[[Any], None] | None = None
        self._waiting: _Request | None = None
        self._result: tuple[object] | None = None
        self._job: Job | None = None
        self._running = self._passing = False

    @property
    def busy(self) -> bool:
        """Tell whether a job of this page runs."""
        return self._running

    def run(
        self,
        title: str,
        work: Callable[[Job], Any],
        done: Callable[[Any], None],
        *,
        passing: bool = False,
    ) -> None:
        """Do work beside the window; a newer request waits for the present one and replaces others.

        ``done`` gets the result in the window's thread; without a result ``stopped`` is emitted.
        Work that is ``passing``, such as a preview, stops for work that is not, and never takes
        the place of such work.
        """
        if self._running:
            self._wait(_Request(title, work, done, passing))
            return
        self._job = job = Job(title, work, self)
        self._done, self._result, self._running = done, None, True
        self._passing = passing
        job.succeeded.connect(self._keep)
        job.refused.connect(self._host.bridge.refused)
        job.failed.connect(self._fault)
        job.finished.connect(self._end)
        self._host.jobs.start(job)
        self.changed.emit()

    def _wait(self, request: _Request) -> None:
        if request.passing and self._waiting is not None and not self._waiting.passing:
            return
        self._waiting = request
        if self._job is not None and self._passing and not request.passing:
            self._job.cancel()

    def read(self, title: str, work: Callable[[Any], Any], done: Callable[[Any], None]) -> None:
        """Read a plan of usual size at once, and a very large one beside the window."""
        from plandesk.services.check import rows_to_check

        document = self._host.bridge.document
        if document is None:
            return
        with document.read() as session:
            if rows_to_check(session) <= AT_ONCE:
                done(work(session))
                return

        def beside(_: Job) -> Any:
            with document.read() as session:
                return work(session)

        self.run(title, beside, done)

    @Slot(object)
    def _keep(self, result: object) -> None:
        self._result = (result,)

    @Slot(object)
    def _fault(self, error: BaseException) -> None:
        raise error

    @Slot()
    def _end(self) -> None:
        self._running, self._job = False, None
        waiting, self._waiting = self._waiting, None
        if self._result is not None and self._done is not None:
            self._done(*self._result)
        elif waiting is None:
            self.stopped.emit()
        if waiting is None:
            self.changed.emit()
        else:  # still busy for those who look on
            self.run(waiting.title, waiting.work, waiting.done, passing=waiting.passing)
