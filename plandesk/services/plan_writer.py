"""Writing to an open plan: one transaction at a time, on the state that was read, sealed after."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from typing import Any, NamedTuple

from sqlalchemy import Connection, delete, insert, select
from sqlalchemy.orm import Session

from plandesk import __version__
from plandesk.errors import ChangedMeanwhile, FileDamaged, FileProblem, UserError
from plandesk.models.audit import ChangeSet, FileFact
from plandesk.services.changes import RowChange
from plandesk.services.history import StepNote, newest_hash, write_history
from plandesk.services.row_text import kept_rows
from plandesk.services.seal import reseal
from plandesk.services.sharing import by_whom, refuse_clash
from plandesk.store.facts import COMMITS, MIN_READER, SAVED_BY, UNCLEAN
from plandesk.store.file import READABLE_FROM
from plandesk.store.plan_place import PlanPlace

_MARK = "mark"  # what a session's step made of the plan's mark
MOVED = "moved"  # whether others had written since the plan was last read


class Mark(NamedTuple):
    """Which state of which plan this is: how many steps it has seen, and the last one's hash."""

    commits: int
    head: str


class PlanWriter:
    """The one hand that writes to a plan; it knows which state of the plan was read last."""

    def __init__(self, place: PlanPlace, clock: Callable[[], dt.datetime]) -> None:
        self.mark = Mark(0, "")
        self._place, self._clock = place, clock
        self._writing = threading.Lock()
        self._in_use = False

    @property
    def busy(self) -> bool:
        """Tell whether a step is being written at this moment."""
        return self._writing.locked()

    def look(self, session: Session) -> None:
        """Take the state that this session sees for the one that is known."""
        self.mark = _mark(session.connection())

    def moved_by(self, session: Session) -> str | None:
        """Return who wrote to the plan since it was read, in words; None where nobody did."""
        now = _mark(session.connection())
        return None if now == self.mark else _who(session, now, self.mark)

    @contextmanager
    def transaction(self, read_again: Callable[[], None]) -> Generator[Session]:
        """Give a session that writes; whatever is raised in it, the plan is as it was.

        Others may have written to a shared plan since it was read: ``session.info[MOVED]`` tells.
        In a file that is no good sign: ChangedMeanwhile says who it was. ``read_again`` is called
        after a transaction that failed on a plan that others had changed. Raises FileProblem for a
        plan open to read only, UserError while another step is written.
        """
        writer = self._place.writer
        if writer is None:
            raise FileProblem(
                f"{self._place.path.name} is open to read only.", "Save a copy and change that."
            )
        if not self._writing.acquire(blocking=False):
            raise UserError("PlanDesk is still saving another change.", "Try again in a moment.")
        moved = False
        try:
            with self._place.spoken(), Session(writer, expire_on_commit=False) as session:
                session.info["today"] = self._clock().date()
                with session.begin():
                    who = self.moved_by(session)
                    session.info[MOVED] = moved = who is not None
                    if moved and not self._place.is_shared:
                        raise ChangedMeanwhile(
                            f"{self._place.path.name} was changed {who}.",
                            "It has been read again. Check it, then make your change once more.",
                            follows=knows_step(session, self.mark.head),
                        )
                    yield session
                self.mark = session.info.get(_MARK, self.mark)
                self._in_use = self._in_use or _MARK in session.info
                moved = False
        finally:
            self._writing.release()
            if moved:
                read_again()

    def keep(self, session: Session, note: StepNote, rows: tuple[RowChange, ...]) -> None:
        """Write a step to the history and seal it, in the session of a transaction.

        Raises ChangedMeanwhile where somebody changed one of its rows since the plan was read.
        """
        before = self.mark.commits
        if session.info[MOVED]:
            refuse_clash(session, rows, self.mark.head)
            before = _mark(session.connection()).commits
        kept = kept_rows(rows)
        head = write_history(session.connection(), note, kept)
        reseal(session.connection(), kept)
        mark = Mark(before + 1, head)
        set_fact(session.connection(), COMMITS, str(mark.commits))
        if not (self._in_use or self._place.is_shared):
            _note_session(session.connection(), note.at)
        session.info[_MARK] = mark

    def leave(self, *, was_left_open: bool) -> None:
        """Take the mark of a running session out of the file, where it is still ours."""
        if self._place.writer is None or not (self._in_use or was_left_open):
            return
        with suppress(UserError), self._place.spoken(), Session(self._place.writer) as session:
            connection = session.connection()
            if _mark(connection) == self.mark:
                set_fact(connection, UNCLEAN, None)
                session.commit()


def knows_step(session: Session, head: str) -> bool:
    """Tell whether the step with this hash is in the plan's history."""
    return session.scalar(select(ChangeSet.id).where(ChangeSet.hash == head)) is not None


def _who(session: Session, now: Mark, seen: Mark) -> str:
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


def _mark(connection: Connection) -> Mark:
    found = file_fact(connection, COMMITS) or "0"
    if not found.isdecimal():
        raise FileDamaged(
            "The plan does not say how many changes it has seen: the file is damaged.",
            "Open a backup of it (plandesk restore FILE --list shows them).",
        )
    return Mark(int(found), newest_hash(connection))


def file_fact(connection: Connection, name: str) -> str | None:
    """Return a fact about the file, None where it is not known."""
    found: Any = connection.execute(select(FileFact.value).where(FileFact.name == name)).scalar()
    return None if found is None else str(found)  # a flipped bit may make bytes of a text


def set_fact(connection: Connection, name: str, value: str | None) -> None:
    """Note a fact about the file in the caller's transaction; None takes it away."""
    connection.execute(delete(FileFact).where(FileFact.name == name))
    if value is not None:
        connection.execute(insert(FileFact).values(name=name, value=value))
