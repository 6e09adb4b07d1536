"""What the checks find in the shown period, kept up to date beside the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from plandesk.ui.giving_way import GivingWay
from plandesk.ui.jobs import Job, JobQueue
from plandesk.ui.plan_reading import AT_ONCE

if TYPE_CHECKING:
    from plandesk.services.check import PlanFinding
    from plandesk.services.document import Document
    from plandesk.ui.bridge import DocumentBridge
    from plandesk.ui.plan_state import PlanState

_REST_MS = 600  # after the last change: a run of edits is checked once


class FindingsWatch(QObject):
    """Runs the checks in a thread of its own after each change, and tells when they are done."""

    changed = Signal()

    def __init__(
        self, state: PlanState, bridge: DocumentBridge, way: GivingWay, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._state, self._bridge, self._way = state, bridge, way
        self._queue = JobQueue(self)
        self._running = self._stale = False
        self.findings: list[PlanFinding] = []
        self._timer = QTimer(self, singleShot=True, interval=_REST_MS)
        self._timer.timeout.connect(self.ask)
        state.reloaded.connect(self._wait)
        bridge.changed.connect(self._wait)
        bridge.about_to_close.connect(self._stop)

    @property
    def open_count(self) -> int:
        """Return how many findings nobody has accepted."""
        return sum(not one.accepted for one in self.findings)

    def refresh(self) -> bool:
        """Check a plan of usual size at once; return False for a large one: its answer comes."""
        document = self._bridge.document
        if document is None:
            self._keep([])
            return True
        if not _is_small(document):
            self.ask()
            return False
        self._timer.stop()
        self._keep(_check(document, self._state.period_id))
        return True

    @Slot()
    def ask(self) -> None:
        """Check the plan beside the window; ``changed`` tells when that is done."""
        document = self._bridge.document
        if document is None:
            self._keep([])
            return
        if self._running:
            self._stale = True
            return
        self._running, self._stale = True, False
        period = self._state.period_id
        job = Job(self.tr("Check the plan"), lambda job: _check_beside(document, period, job), self)
        job.way = self._way
        job.succeeded.connect(self._keep)
        job.refused.connect(self._bridge.refused)
        job.failed.connect(self._fault)
        job.finished.connect(self._end)
        self._queue.start(job)

    @Slot()
    def _wait(self) -> None:
        self._timer.start()

    @Slot(object)
    def _keep(self, found: list[PlanFinding]) -> None:
        self.findings = found
        self.changed.emit()

    @Slot(object)
    def _fault(self, error: BaseException) -> None:
        raise error

    @Slot()
    def _end(self) -> None:
        self._running = False
        if self._stale:
            self.ask()

    @Slot()
    def _stop(self) -> None:
        self._timer.stop()
        self._stale = False
        self._queue.cancel_all()


def _is_small(document: Document) -> bool:
    from plandesk.services.check import rows_to_check

    with document.read() as session:
        return rows_to_check(session) <= AT_ONCE


def _check(document: Document, period_id: int | None) -> list[PlanFinding]:
    from plandesk.services.check import check_findings

    with document.read() as session:
        return check_findings(session, period_id)


def _check_beside(document: Document, period_id: int | None, job: Job) -> list[PlanFinding]:
    """Check a plan in the thread of a job; a large one in a process of its own."""
    if _is_small(document):
        return _check(document, period_id)
    from plandesk.services.checks.apart import findings_apart

    return findings_apart(document, period_id, job.step)
