"""One open plan: the only road by which anything is read from or written to its file."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeAlias

from sqlalchemy import Connection, delete, insert, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from plandesk import __version__
from plandesk.errors import FileDamaged, FileProblem, PlanChanged, UserError
from plandesk.models.audit import ChangeSet, FileFact
from plandesk.models.collector import many_small_things
from plandesk.services import logs
from plandesk.services.changes import OpChanges, Recorder, RowChange, replay
from plandesk.services.history import StepNote, newest_hash, write_history
from plandesk.services.row_text import kept_rows
from plandesk.services.seal import reseal
from plandesk.services.sharing import by_whom, refuse_clash, refuse_overtaken
from plandesk.services.undo import UndoStack
from plandesk.store.backup import make_backup
from plandesk.store.facts import COMMITS, MIN_READER, SAVED_BY, UNCLEAN
from plandesk.store.file import READABLE_FROM, create_plan_file, open_plan_file
from plandesk.store.lock import PlanLock, user_name
from plandesk.store.plan_place import PlanPlace

if TYPE_CHECKING:
    from plandesk.store.server import ServerAddress

Clock: TypeAlias = Callable[[], dt.datetime]
Listener: TypeAlias = Callable[[OpChanges, object], None]

_MARK = "mark"  # what a session's step made of the plan's mark
_MOVED = "moved"  # whether others had written since the plan was last read


class _Mark(NamedTuple):
    """Which state of which plan this is: how many steps it has seen, and the last one's hash."""

    commits: int
    head: str


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
        self._writing = threading.Lock()
        self._closed = self._in_use = False
        with self.read() as session:
            self._mark = _mark(session.connection())
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
                self._note_closing()
            finally:
                self._place.close()

    def _note_closing(self) -> None:
        """Take the mark of a running session out of the file, where it is still ours."""
        if self._place.writer is None or not (self._in_use or self.was_left_open):
            return
        with suppress(UserError), self._place.spoken(), Session(self._place.writer) as session:
            connection = session.connection()
            if _mark(connection) == self._mark:
                set_fact(connection, UNCLEAN, None)
                session.commit()

    @property
    def is_read_only(self) -> bool:
        """Tell whether changes are refused."""
        return self._place.writer is None

    @property
    def is_shared(self) -> bool:
        """Tell whether the plan is on a server, where others change it at the same time."""
        return self._place.is_shared

    @property
    def busy(self) -> bool:
        """Tell whether a step is being written at this moment."""
        return self._writing.locked()

    @property
    def commits(self) -> int:
        """Return how many steps the file has seen since it was made."""
        return self._mark.commits

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

    def copy_to(self, target: Path) -> Path:
        """Write the whole plan as a plan file; raises FileProblem where that cannot be."""
        return self._place.copy_to(target)

    def run(self, op: Op, initiator: object = None, source: str = "") -> OpChanges:
        """Make one change as one transaction; return what it changed.

        Raises UserError when the op refuses, PlanChanged when another program has written to the
        file since it was last read. Whatever is raised, the file is as it was.
        """
        reason = getattr(op, "backup_reason", None)
        if reason and not self.is_read_only:
            self.backup(reason)
        at = self._clock()
        with many_small_things(), self._transaction() as session:
            title = _title(op, session)
            recorder = Recorder(session)
            op.apply(session)
            session.flush()
            rows = recorder.changes()
            if rows:
                self._keep(session, StepNote(at, self.who, title, source), rows)
        key, moved = getattr(op, "merge_key", None), bool(session.info[_MOVED])
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
        with self._transaction() as session:
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
            if _mark(session.connection()) == self._mark:
                return
            who = _by_whom(session, self._mark)
        self.reload(initiator)
        if not self.is_shared:
            raise PlanChanged(f"{self.path.name} was changed {who}.", "It has been read again.")

    def reload(self, initiator: object = None) -> None:
        """Read the plan anew after somebody else wrote to it.

        Steps that were taken before can still be undone in a shared plan, where each is compared
        with the rows as they are then.
        """
        with self.read() as session:
            self._mark = _mark(session.connection())
        if not self.is_shared:
            self._stack.clear()
        self._tell(OpChanges("Read again", (), reload=True), initiator)

    def _replay(self, step: OpChanges, title: str, steps: list[OpChanges]) -> OpChanges:
        try:
            with self._transaction() as session:
                if self.is_shared:
                    refuse_overtaken(session, step.rows)
                replay(session.connection(), step.rows)
                self._keep(session, StepNote(self._clock(), self.who, title), step.rows)
        except PlanChanged:
            del steps[-1:]  # or it would stand in the way of those before it for ever
            raise
        logs.note("step replayed", rows=len(step.rows))
        return OpChanges(title, step.rows, reload=bool(session.info[_MOVED]))

    @contextmanager
    def _transaction(self) -> Generator[Session]:
        writer = self._place.writer
        if writer is None:
            raise FileProblem(
                f"{self.path.name} is open to read only.", "Save a copy and change that."
            )
        if not self._writing.acquire(blocking=False):
            raise UserError("PlanDesk is still saving another change.", "Try again in a moment.")
        moved = False
        try:
            with self._place.spoken(), Session(writer, expire_on_commit=False) as session:
                session.info["today"] = self._clock().date()
                with session.begin():
                    moved = _mark(session.connection()) != self._mark
                    session.info[_MOVED] = moved
                    if moved and not self.is_shared:
                        raise PlanChanged(
                            f"{self.path.name} was changed {_by_whom(session, self._mark)}.",
                            "It has been read again. Check it, then make your change once more.",
                        )
                    yield session
                self._mark = session.info.get(_MARK, self._mark)
                self._in_use = self._in_use or _MARK in session.info
                moved = False
        finally:
            self._writing.release()
            if moved:
                self.reload()

    def _keep(self, session: Session, note: StepNote, rows: tuple[RowChange, ...]) -> None:
        before = self._mark.commits
        if session.info[_MOVED]:
            refuse_clash(session, rows, self._mark.head)
            before = _mark(session.connection()).commits
        kept = kept_rows(rows)
        head = write_history(session.connection(), note, kept)
        reseal(session.connection(), kept)
        mark = _Mark(before + 1, head)
        set_fact(session.connection(), COMMITS, str(mark.commits))
        if not (self._in_use or self.is_shared):
            _note_session(session.connection(), note.at)
        session.info[_MARK] = mark

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


def _by_whom(session: Session, seen: _Mark) -> str:
    now = _mark(session.connection())
    if now.head == seen.head:
        return "by another program"
    if now.commits <= seen.commits:
        return "by another program: it is an older state or another copy now"
    newest = select(ChangeSet).order_by(ChangeSet.id.desc()).limit(1)
    return by_whom(session.scalars(newest).one())


def _note_session(connection: Connection, since: dt.datetime) -> None:
    """Say in the file that a session is changing it, and which PlanDesk that is."""
    set_fact(connection, UNCLEAN, since.isoformat())
    set_fact(connection, SAVED_BY, __version__)
    set_fact(connection, MIN_READER, str(READABLE_FROM))


def _title(op: Op, session: Session) -> str:
    describe: Callable[[Session], str] | None = getattr(op, "describe", None)
    return describe(session) if describe else op.title


def _mark(connection: Connection) -> _Mark:
    found = file_fact(connection, COMMITS) or "0"
    if not found.isdecimal():
        raise FileDamaged(
            "The plan does not say how many changes it has seen: the file is damaged.",
            "Open a backup of it (plandesk restore FILE --list shows them).",
        )
    return _Mark(int(found), newest_hash(connection))


def file_fact(connection: Connection, name: str) -> str | None:
    """Return a fact about the file, None where it is not known."""
    return connection.execute(select(FileFact.value).where(FileFact.name == name)).scalar()


def set_fact(connection: Connection, name: str, value: str | None) -> None:
    """Note a fact about the file in the caller's transaction; None takes it away."""
    connection.execute(delete(FileFact).where(FileFact.name == name))
    if value is not None:
        connection.execute(insert(FileFact).values(name=name, value=value))
