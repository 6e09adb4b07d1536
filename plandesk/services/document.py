"""One open plan: the only road by which anything is read from or written to its file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeAlias

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from plandesk.errors import FileDamaged, FileMoved, PlanChanged, UserError
from plandesk.models.collector import many_small_things
from plandesk.services import logs
from plandesk.services.changes import OpChanges, Recorder, replay
from plandesk.services.history import StepNote
from plandesk.services.plan_writer import MOVED, PlanWriter, file_fact, knows_step
from plandesk.services.sharing import refuse_overtaken
from plandesk.services.undo import UndoStack
from plandesk.store.backup import make_backup
from plandesk.store.facts import UNCLEAN
from plandesk.store.file import create_plan_file, open_plan_file
from plandesk.store.lock import PlanLock, user_name
from plandesk.store.plan_place import PlanPlace

if TYPE_CHECKING:
    from plandesk.store.server import ServerAddress

Clock: TypeAlias = Callable[[], dt.datetime]
Listener: TypeAlias = Callable[[OpChanges, object], None]


class Op(Protocol):
    """One thing a user does: a title for "Undo ...", and what it changes.

    An op may also have ``merge_key`` (steps with the same key within a minute become one),
    ``barrier`` (what came before cannot be undone any more), ``backup_reason`` (a copy of the
    plan is kept first) and ``describe(session)`` (the title with the ref, as the plan stands
    before the change).
    """

    @property
    def title(self) -> str:
        """Return what the menu shows after "Undo"."""
        ...

    def apply(self, session: Session) -> None:
        """Make the change; raise UserError to refuse it whole."""
        ...


def utc_now() -> dt.datetime:
    """Return the time now, UTC, without a time zone attached, as the file keeps it."""
    return dt.datetime.now(dt.UTC).replace(tzinfo=None, microsecond=0)


class Document:
    """An open plan: runs ops, undoes them, and tells listeners what changed.

    ``path`` is its file; for a plan on a server, where its copies on this computer belong.
    """

    def __init__(self, place: PlanPlace, who: str = "", clock: Clock = utc_now) -> None:
        self.path = place.path
        self.who = who or user_name()
        self._place = place
        self._clock = clock
        self._stack = UndoStack()
        self._listeners: list[Listener] = []
        self._closed = False
        self._writer = PlanWriter(place, clock)
        with self.read() as session:
            self._writer.look(session)
            unclean = file_fact(session.connection(), UNCLEAN) is not None and not self.is_shared
        # A plan that may only be read can be in somebody's hands at this very moment.
        holder = PlanLock(self.path).holder() if unclean and self.is_read_only else None
        self.was_left_open = unclean and holder is None

    @classmethod
    def open(
        cls,
        place: Path | ServerAddress,
        *,
        read_only: bool = False,
        who: str = "",
        clock: Clock = utc_now,
    ) -> Document:
        """Open a plan; raises FileProblem when it cannot be opened."""
        if isinstance(place, Path):
            return cls(open_plan_file(place, read_only=read_only), who, clock)
        from plandesk.store.server import open_server_plan

        return cls(open_server_plan(place, read_only=read_only), who, clock)

    @classmethod
    def create(cls, path: Path, *, who: str = "", clock: Clock = utc_now) -> Document:
        """Make an empty plan file and open it; raises UsageError when the name is taken."""
        return cls(create_plan_file(path), who, clock)

    def __enter__(self) -> Document:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file; every finished step is already in it."""
        if not self._closed:
            self._closed = True
            try:
                self._writer.leave(was_left_open=self.was_left_open)
            finally:
                self._place.close()

    @property
    def is_read_only(self) -> bool:
        """Tell whether changes are refused."""
        return self._place.writer is None

    @property
    def is_shared(self) -> bool:
        """Tell whether the plan is on a server, where others change it at the same time."""
        return self._place.is_shared

    @property
    def foreign_log(self) -> Path | None:
        """Return where another file's log of changes lies that was beside the plan, if any.

        It was not read: SQLite would have mixed its pages with the plan's.
        """
        return self._place.foreign_log

    @property
    def busy(self) -> bool:
        """Tell whether a step is being written at this moment."""
        return self._writer.busy

    @property
    def commits(self) -> int:
        """Return how many steps the file has seen since it was made."""
        return self._writer.mark.commits

    @property
    def is_in_place(self) -> bool:
        """Tell whether the file that was opened still lies where it was."""
        try:
            with self.read() as session:
                session.connection()
        except FileMoved:
            return False
        return True

    @property
    def head(self) -> str:
        """Return the hash of the newest step that was read or taken; empty where there is none."""
        return self._writer.mark.head

    def follows(self, head: str) -> bool:
        """Tell whether the plan went on from the step with this hash."""
        with self.read() as session:
            return knows_step(session, head)

    @property
    def now(self) -> dt.datetime:
        """Return the document's idea of the time now (UTC, naive)."""
        return self._clock()

    @property
    def undo_titles(self) -> list[str]:
        """Return the titles of the steps that can be undone, the next one first."""
        return [step.title for step in reversed(self._stack.done)]

    @property
    def redo_titles(self) -> list[str]:
        """Return the titles of the steps that can be done again, the next one first."""
        return [step.title for step in reversed(self._stack.undone)]

    @property
    def undo_steps(self) -> tuple[OpChanges, ...]:
        """Return the steps that can be undone, the next one first."""
        return tuple(reversed(self._stack.done))

    @property
    def redo_steps(self) -> tuple[OpChanges, ...]:
        """Return the steps that can be done again, the next one first."""
        return tuple(reversed(self._stack.undone))

    def listen(self, listener: Listener, *, first: bool = False) -> Callable[[], None]:
        """Call ``listener`` after each step, in the thread that took it; return how to stop.

        Whatever keeps something about the plan for others hears ``first``: those others may ask
        for it as soon as they hear of the step themselves.
        """
        self._listeners.insert(0 if first else len(self._listeners), listener)
        return lambda: self._listeners.remove(listener)

    @contextmanager
    def read(self) -> Generator[Session]:
        """Give a session that only reads; nothing lazy may leave it.

        What cannot be made sense of because the file was altered is a FileDamaged, which names the
        row; on a sound file it is a fault of the program and flies on.
        """
        try:
            with self._place.spoken(), Session(self._place.reader) as session:
                yield session
        except (ValueError, TypeError, LookupError, AttributeError, SQLAlchemyError) as error:
            _refuse_altered(self._place, error)
            raise

    def backup(self, reason: str) -> Path:
        """Keep a copy of the plan beside it and return its path; of a shared one, here."""
        return make_backup(self.path, reason, self._clock(), self._place.copy_to)

    @property
    def size(self) -> int:
        """Return how many bytes the plan's file has; 0 for a plan on a server."""
        return 0 if self.is_shared else self.path.stat().st_size

    def copy_to(self, target: Path) -> Path:
        """Write the whole plan as a plan file; raises FileProblem where that cannot be."""
        return self._place.copy_to(target)

    def run(self, op: Op, initiator: object = None, source: str = "") -> OpChanges:
        """Make one change as one transaction; return what it changed.

        Raises UserError when the op refuses, ChangedMeanwhile when another program has written to
        the file since it was last read. Whatever is raised, the file is as it was.
        """
        reason = getattr(op, "backup_reason", None)
        if reason and not self.is_read_only:
            self.backup(reason)
        at = self._clock()
        with many_small_things(), self._writer.transaction(self.reload) as session:
            title = _title(op, session)
            recorder = Recorder(session)
            op.apply(session)
            session.flush()
            rows = recorder.changes()
            if rows:
                self._writer.keep(session, StepNote(at, self.who, title, source), rows)
        key, moved = getattr(op, "merge_key", None), bool(session.info[MOVED])
        step = OpChanges(title, rows, reload=moved, merge_key=key, at=at)
        if rows:
            if getattr(op, "barrier", False):
                self._stack.clear()
            else:
                self._stack.push(step, at)
            logs.note("step", op=type(op), rows=len(rows))
            self._tell(step, initiator)
        return step

    @contextmanager
    def rehearse(self) -> Generator[Session]:
        """Give a session that ops may be tried in; whatever they write is taken back.

        Raises FileProblem for a plan open to read only.
        """
        with self._writer.transaction(self.reload) as session:
            Recorder(session)
            yield session
            session.rollback()

    def undo(self, initiator: object = None) -> OpChanges:
        """Take the last step back; raises UserError when there is none."""
        if not self._stack.done:
            raise UserError("There is nothing to undo.")
        step = self._stack.done[-1]
        with many_small_things():
            back = self._replay(step.inverted(), f"Undo: {step.title}", self._stack.done)
        self._stack.step_back()
        self._tell(back, initiator)
        return back

    def redo(self, initiator: object = None) -> OpChanges:
        """Take the last undone step again; raises UserError when there is none."""
        if not self._stack.undone:
            raise UserError("There is nothing to redo.")
        step = self._stack.undone[-1]
        with many_small_things():
            again = self._replay(step, f"Redo: {step.title}", self._stack.undone)
        self._stack.step_forward()
        self._tell(again, initiator)
        return again

    def undo_to(self, count: int, initiator: object = None) -> None:
        """Take the ``count`` newest steps back, one after the other."""
        for _ in range(count):
            self.undo(initiator)

    def redo_to(self, count: int, initiator: object = None) -> None:
        """Take the ``count`` steps undone last again, one after the other."""
        for _ in range(count):
            self.redo(initiator)

    def look_again(self, initiator: object = None) -> None:
        """Notice what became of the file while nobody looked, as after a laptop slept.

        Raises FileMoved when another file or none is in its place, PlanChanged when another
        program wrote to it; it has then been read again.
        """
        if self.busy:
            return
        with self.read() as session:
            who = self._writer.moved_by(session)
        if who is None:
            return
        self.reload(initiator)
        if not self.is_shared:
            raise PlanChanged(f"{self.path.name} was changed {who}.", "It has been read again.")

    def reload(self, initiator: object = None) -> None:
        """Read the plan anew after somebody else wrote to it.

        Steps that were taken before can still be undone in a shared plan, where each is compared
        with the rows as they are then.
        """
        with self.read() as session:
            self._writer.look(session)
        if not self.is_shared:
            self._stack.clear()
        self._tell(OpChanges("Read again", (), reload=True), initiator)

    def _replay(self, step: OpChanges, title: str, steps: list[OpChanges]) -> OpChanges:
        try:
            with self._writer.transaction(self.reload) as session:
                if self.is_shared:
                    refuse_overtaken(session, step.rows)
                replay(session.connection(), step.rows)
                self._writer.keep(session, StepNote(self._clock(), self.who, title), step.rows)
        except PlanChanged:
            if self.is_shared:
                del steps[-1:]  # it would stand in the way of those before it for ever
            raise
        logs.note("step replayed", rows=len(step.rows))
        return OpChanges(title, step.rows, reload=bool(session.info[MOVED]))

    def _tell(self, step: OpChanges, initiator: object) -> None:
        for listener in tuple(self._listeners):
            listener(step, initiator)


def _refuse_altered(place: PlanPlace, error: Exception) -> None:
    from plandesk.services.copies.file_check import file_problems

    with place.spoken(), Session(place.reader) as session:
        problems = file_problems(session)
    if problems:
        raise FileDamaged(
            f"{place.path.name} was altered outside PlanDesk. {problems[0]}",
            "Open a backup of it (plandesk restore FILE --list shows them).",
        ) from error


def _title(op: Op, session: Session) -> str:
    describe: Callable[[Session], str] | None = getattr(op, "describe", None)
    return describe(session) if describe else op.title
