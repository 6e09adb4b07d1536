"""What the plan's table shows of a large plan, read and put together beside the window."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from plandesk.errors import UserError
from plandesk.ui.jobs import Job, JobQueue

if TYPE_CHECKING:
    from plandesk.services.document import Document
    from plandesk.services.queries.plan_tree import PeriodRow, PlanInfo
    from plandesk.store.server import ServerAddress
    from plandesk.ui.itemmodels.plan_nodes import Growth
    from plandesk.ui.plan_state import PlanState

AT_ONCE = 2000  # rows of a plan that are read in the time of a keystroke
FILE_AT_ONCE = 3_000_000  # bytes of a file that is opened as soon
_SOME = 1000  # rows between two looks whether to stop

_Row = TypeVar("_Row")


@dataclass(frozen=True, slots=True)
class Picture:
    """A plan of a file in one period, its rows grown to a tree already.

    ``document`` is the plan that was opened for it, where it was not open before.
    """

    plans: list[PlanInfo]
    periods: list[PeriodRow]
    plan: PlanInfo | None
    period: PeriodRow | None
    grown: Growth
    document: Document | None = None

    def let_go(self) -> None:
        """Close what was opened for it, as nobody wants to see it any more."""
        if self.document is not None:
            self.document.close()


def opened_picture(place: Path, job: Job, *, read_only: bool) -> Picture:
    """Open a plan and read what its table shows first; raises FileProblem, Cancelled."""
    from plandesk.services.document import Document

    document = Document.open(place, read_only=read_only)
    try:
        return read_picture(document, (None, None), job, opened=True)
    except BaseException:
        document.close()
        raise


def read_picture(
    document: Document, wanted: tuple[int | None, int | None], job: Job, *, opened: bool = False
) -> Picture:
    """Read a plan in a period, each the wanted one or else the first and the newest."""
    from plandesk.services.queries import plan_tree
    from plandesk.ui.itemmodels.plan_nodes import Growth

    def go_on() -> None:
        job.step(0, 0, job.title)

    with document.read() as session:
        plans, periods = plan_tree.plans(session), plan_tree.periods(session)
        plan = chosen_of(plans, wanted[0], plans[0] if plans else None)
        period = chosen_of(periods, wanted[1], plan_tree.current_period(session))
        rows = plan_tree.plan_rows(session, period.id if period else None, go_on=go_on)
    shown = plan.id if plan else None
    grown = Growth(_some_by_some((row for row in rows if row.plan_id == shown), go_on))
    go_on()
    return Picture(plans, periods, plan, period, grown, document if opened else None)


def chosen_of(found: Iterable[Any], wanted: int | None, otherwise: Any) -> Any:
    """Return the plan or period with the wanted id, else the other one."""
    return next((each for each in found if each.id == wanted), otherwise)


def _some_by_some(rows: Iterable[_Row], go_on: Callable[[], None]) -> Generator[_Row]:
    for number, row in enumerate(rows):
        if not number % _SOME:
            go_on()
        yield row


def _is_large(path: Path) -> bool:
    try:
        return path.is_file() and path.stat().st_size > FILE_AT_ONCE
    except OSError:  # a drive that does not answer; opening the plan says so
        return False


class PlanReading(QObject):
    """Reads pictures in a thread of its own, one at a time; a newer wish takes the older's place.

    ``ended`` tells that a wish was met, refused or stopped.
    """

    ended = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.jobs = JobQueue(self)
        self._job: Job | None = None
        self._done: Callable[[Picture], None] = Picture.let_go
        self._refused: Callable[[UserError], None] = lambda _: None

    @property
    def busy(self) -> bool:
        """Tell whether something is being read that is still wanted."""
        return self._job is not None

    def start(
        self,
        title: str,
        work: Callable[[Job], Picture],
        done: Callable[[Picture], None],
        refused: Callable[[UserError], None],
    ) -> None:
        """Read; ``done`` gets the picture in the window's thread, or ``refused`` the reason."""
        self.drop()
        job = self._job = Job(title, work, self)
        self._done, self._refused = done, refused
        job.succeeded.connect(self._on_read)
        job.refused.connect(self._on_refused)
        job.failed.connect(self._on_failed)
        job.cancelled.connect(self._on_cancelled)
        self.jobs.start(job)

    def drop(self) -> None:
        """Want nothing any more; what is being read ends by itself soon."""
        if self._job is not None:
            self._job.cancel()
            self._job = None

    @Slot()
    def stop(self) -> None:
        """Want nothing any more, and wait until nothing is read from a file that is let go of."""
        self.drop()
        self.jobs.cancel_all()

    def _is_wanted(self) -> bool:
        wanted = self.sender() is self._job
        if wanted:
            self._job = None
        return wanted

    @Slot(object)
    def _on_read(self, picture: Picture) -> None:
        if not self._is_wanted():
            picture.let_go()
            return
        self._done(picture)
        self.ended.emit()

    @Slot(object)
    def _on_refused(self, error: UserError) -> None:
        if self._is_wanted():
            self._refused(error)
            self.ended.emit()

    @Slot(object)
    def _on_failed(self, error: BaseException) -> None:
        if self._is_wanted():
            self.ended.emit()
        raise error

    @Slot()
    def _on_cancelled(self) -> None:
        if self._is_wanted():
            self.ended.emit()


class PlanOpening(QObject):
    """Opens plans: a large file beside the window, which goes on with what it shows.

    For such a one ``began`` tells its name, and ``ended`` that it is open, or cannot be opened.
    """

    began = Signal(str)

    def __init__(self, state: PlanState, parent: QObject) -> None:
        super().__init__(parent)
        self._state, self._bridge = state, state.bridge
        self._path = Path()
        self._then: Callable[[], None] | None = None
        self.reading = PlanReading(self)
        self.ended = self.reading.ended

    def open(
        self,
        place: Path | ServerAddress,
        then: Callable[[], None] | None = None,
        *,
        read_only: bool = False,
        beside: bool = False,
    ) -> bool:
        """Open a plan in place of the present one; ``then`` is called once it is shown.

        The present one itself stays as it is, with all that can be undone, unless its file was
        exchanged. A large file, or one to be opened ``beside`` the window, counts as opened here:
        it is on its way. Returns False where a plan cannot be opened; the bridge has said why.
        """
        self.reading.drop()
        if isinstance(place, Path) and self._is_shown(place, read_only=read_only):
            if then is not None:
                then()
            return True
        if isinstance(place, Path) and (beside or _is_large(place)):
            self._open_beside(place, then, read_only=read_only)
            return True
        if not self._bridge.open(place, read_only=read_only):
            return False
        if then is not None:
            then()
        return True

    def _is_shown(self, path: Path, *, read_only: bool) -> bool:
        """Tell whether this very file is open; where it was exchanged, let go of the old one."""
        document = self._bridge.document
        if document is None or document.is_shared or document.path.resolve() != path.resolve():
            return False
        if document.is_read_only == read_only:
            try:
                document.look_again()
            except UserError:
                pass
            else:
                return True
        self._bridge.close()  # else its own lock, or a change while it is read, is in the way
        return False

    def _open_beside(self, path: Path, then: Callable[[], None] | None, *, read_only: bool) -> None:
        self._path, self._then = path, then
        self.reading.start(
            self.tr("Opening %1…").replace("%1", path.name),
            lambda job: opened_picture(path, job, read_only=read_only),
            self._show,
            self._refuse,
        )
        self.began.emit(path.name)

    def _show(self, picture: Picture) -> None:
        if picture.document is not None:
            self._state.expect(picture)
            self._bridge.adopt(picture.document)
            if self._then is not None:
                self._then()

    def _refuse(self, error: UserError) -> None:
        self._bridge.asked_for = self._path
        self._bridge.refused.emit(error)
        self._state.forget_glimpse()
