"""Opening and making plan files: what is checked before SQLite may touch them."""

from __future__ import annotations

import contextlib
import sqlite3
from collections import Counter
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from sqlalchemy import Engine

from plandesk import __version__
from plandesk.errors import (
    BookOpened,
    FileDamaged,
    FileProblem,
    FileTooNew,
    UsageError,
    reaching,
    why_not_written,
)
from plandesk.models.tables import metadata
from plandesk.store.address import sqlite_address
from plandesk.store.cipher import LOCKED
from plandesk.store.engine import reading_engine, writing_engine
from plandesk.store.facts import MIN_READER, SAVED_BY, read_facts
from plandesk.store.header import APPLICATION_ID, SCHEMA_VERSION, read_header, version_in
from plandesk.store.journal import (
    copy_for_reading,
    has_foreign_log,
    is_half_done,
    log_of,
    roll_back,
    set_log_aside,
)
from plandesk.store.lock import PlanLock
from plandesk.store.placing import put_in_place
from plandesk.store.schema import check_known_tables
from plandesk.store.trouble import spoken

# The oldest file version whose PlanDesk may show files written by this one. It is raised only
# when an older program would show something wrong, not whenever a table or a column is added.
READABLE_FROM = 1

# Plans open in this process. Reading such a file outside SQLite would drop SQLite's locks on it.
_OPEN: Counter[Path] = Counter()


@dataclass(slots=True)
class PlanFile:
    """An open plan file: an engine that reads and, unless read only, one that writes.

    ``foreign_log`` is where another file's log of changes lies that was beside the plan.
    """

    path: Path
    reader: Engine
    writer: Engine | None
    lock: PlanLock | None
    foreign_log: Path | None = None

    @property
    def is_read_only(self) -> bool:
        """Tell whether changes are refused."""
        return self.writer is None

    @property
    def is_shared(self) -> bool:
        """Tell that nobody else is meant to write to the file meanwhile."""
        return False

    def spoken(self) -> AbstractContextManager[None]:
        """Turn SQLite's failures on the file into words."""
        return spoken(self.path)

    def copy_to(self, target: Path) -> Path:
        """Copy the file, checked and synced; raises NoRoom, FileProblem."""
        from plandesk.store.backup import copy_plan

        if self.writer is not None and self.path.with_name(f"{self.path.name}-journal").exists():
            # A failing disk left a step half done: whoever may only read cannot take it back.
            with self.spoken(), contextlib.closing(self.writer.raw_connection()) as held:
                held.cursor().execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchall()
        return copy_plan(self.path, target)

    def close(self) -> None:
        """Let go of the file and its lock."""
        _OPEN[self.path.resolve()] -= 1
        self.reader.dispose()
        if self.writer is not None:
            self.writer.dispose()
        if self.lock is not None:
            self.lock.release()


@reaching()
def create_plan_file(path: Path) -> PlanFile:
    """Make an empty plan file with every table, and open it.

    Raises UsageError when something of that name exists, FileProblem when it cannot be written.
    """
    if path.exists():
        raise UsageError(f"{path} exists already.", "Choose another name; nothing was changed.")
    if not path.parent.is_dir():
        raise FileProblem(f"The folder {path.parent} does not exist.", "Make it first.")
    part = path.with_name(path.name + ".part")
    part.unlink(missing_ok=True)
    try:
        with spoken(path):
            _write_empty(part)
        put_in_place(part, path)
    except OSError as error:
        raise FileProblem(
            f"{path.name} was not made: {why_not_written(path, error)}.", "Choose another folder."
        ) from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
    return open_plan_file(path)


def _write_empty(part: Path) -> None:
    with contextlib.closing(sqlite3.connect(part)) as connection:
        connection.execute("PRAGMA page_size = 4096")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.commit()
    engine = writing_engine(part)
    try:
        with engine.begin() as connection:
            metadata.create_all(connection)
    finally:
        engine.dispose()


@reaching()
def open_plan_file(path: Path, *, read_only: bool = False) -> PlanFile:
    """Open a plan after checking that it is one; an older one is brought up to date first.

    What a crash left half done is rolled back; a plan that may only be read is then read from a
    copy. Raises FileProblem (or its kinds FileTooNew, FileLocked, FileDamaged) saying what to do.
    """
    version = check_header(path)
    if version > SCHEMA_VERSION:
        _allow_newer(path, version, read_only=read_only)
    lock = None
    if not read_only:
        lock = PlanLock(path)
        lock.acquire()
    try:
        log = _without_foreign_log(path, read_only=read_only)
        seen = _undisturbed(path, read_only=read_only, apart=log is not None)
        _quick_check(seen)
        if version < SCHEMA_VERSION:
            _upgrade(path, version, read_only=read_only)
        check_known_tables(seen, newer=version > SCHEMA_VERSION)
    except BaseException:
        if lock is not None:
            lock.release()
        raise
    _OPEN[path.resolve()] += 1
    writer = None if read_only else writing_engine(path)
    return PlanFile(path, reading_engine(seen), writer, lock, log)


def _without_foreign_log(path: Path, *, read_only: bool) -> Path | None:
    """Set aside another file's log of changes beside the plan, and return where it lies now.

    It stays where it is while the plan is only read; None where there is none.
    """
    if _OPEN[path.resolve()] > 0 or not has_foreign_log(path):
        return None
    if read_only:
        return log_of(path)
    try:
        return set_log_aside(path)
    except OSError as error:
        raise FileProblem(
            f"{path.name}-wal beside {path.name} is of another file, and cannot be moved.",
            "Close the program that has it open, or open a copy of the plan elsewhere.",
        ) from error


def _undisturbed(path: Path, *, read_only: bool, apart: bool) -> Path:
    """Return where the plan can be read without what a crash or a synced folder left beside it."""
    if read_only:
        return copy_for_reading(path) if apart or is_half_done(path) else path
    return roll_back(path) if is_half_done(path) else path


def _allow_newer(path: Path, version: int, *, read_only: bool) -> None:
    """Let a newer file be read where its own PlanDesk says that this one can; never be written."""
    facts = read_facts(path)
    least = facts.get(MIN_READER, "")
    can_be_read = least.isdigit() and int(least) <= SCHEMA_VERSION
    if can_be_read and read_only:
        return
    by = facts.get(SAVED_BY)
    theirs = f"PlanDesk {by}" if by else f"a newer PlanDesk (file version {version})"
    raise FileTooNew(
        f"{path.name} was last saved by {theirs}. This is {__version__}.",
        "You can open it to read only, or update PlanDesk. Your file has not been changed."
        if can_be_read
        else "Update PlanDesk to open it. Your file has not been changed.",
        can_be_read=can_be_read,
    )


def check_header(path: Path) -> int:
    """Refuse what is missing, empty or no plan, before SQLite could write to it.

    Returns the file version. Reads the first 100 bytes, whose layout SQLite promises.
    """
    if not path.exists():
        raise FileProblem(f"{path} does not exist.", "Check the name and the folder.")
    if _OPEN[path.resolve()] > 0:
        return SCHEMA_VERSION  # it was checked when it was opened
    if path.is_dir():
        raise FileProblem(f"{path} is a folder, not a plan.", "Choose a file in it.")
    try:
        header = read_header(path)
    except OSError as error:
        raise FileProblem(f"You may not read {path}.", "Ask its owner for access.") from error
    if not header:
        raise FileProblem(
            f"{path.name} is empty.",
            "It may be a copy that failed or is still arriving. Open a backup of it instead.",
        )
    if not any(header):
        raise FileDamaged(f"{path.name} is damaged: its first bytes are blank.", _BACKUPS)
    version = version_in(header)
    if version is None:
        _refuse_other_kind(path)
    return version


def _refuse_other_kind(path: Path) -> NoReturn:
    """Say what a file is instead of a plan, and what reads it."""
    ending = path.suffix.casefold()
    if ending == LOCKED:
        raise FileProblem(
            f"{path.name} is a plan that only its password opens.",
            "File > Open asks for it; plandesk unlock FILE writes the plan inside.",
        )
    if ending in _BOOKS:
        raise BookOpened(
            f"{path.name} is a workbook, not a plan.",
            "Bring it in as a tracker (plandesk tracker import PLAN FILE), or take it as a return "
            "(plandesk returns import PLAN FILE).",
        )
    if ending == ".pdf":
        raise FileProblem(
            f"{path.name} is a PDF, not a plan.",
            "File > New plan from a pack makes a plan of a pack that holds its own "
            "(plandesk new PLAN --from-pack PDF).",
        )
    raise FileProblem(f"{path.name} is not a PlanDesk plan.", "Choose a .plandesk file.")


_BOOKS = frozenset({".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".csv", ".tsv"})


_BACKUPS = "Open a backup of it (plandesk restore FILE --list shows them)."


def _quick_check(path: Path) -> None:
    address = sqlite_address(path, "ro")
    with spoken(path), contextlib.closing(sqlite3.connect(address, uri=True)) as connection:
        answer = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if answer != "ok":
        raise FileDamaged(f"{path.name} is damaged ({answer}).", _BACKUPS)


def _upgrade(path: Path, version: int, *, read_only: bool) -> None:
    if read_only:
        raise FileProblem(
            f"{path.name} was saved by an older PlanDesk (file version {version}) and must be "
            "brought up to date before it can be read.",
            "Open it for writing once, or open a copy of it.",
        )
    from plandesk.store.migrate import bring_up_to_date

    bring_up_to_date(path, version)
