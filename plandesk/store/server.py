"""A plan on a PostgreSQL server, which several people open and change at the same time.

One database holds what one plan file holds. Who writes takes a lock of the database first, so
that steps come one after the other as in a file; who reads sees one state for the length of a
session.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, insert, select
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError

from plandesk import __version__
from plandesk.errors import (
    FileLocked,
    FileProblem,
    FileTooNew,
    NotWritten,
    UsageError,
)
from plandesk.models.audit import FileFact
from plandesk.store.file import SCHEMA_VERSION
from plandesk.store.places import data_folder
from plandesk.store.shared_tables import VERSION_FACT, make_tables, missing_tables

_DRIVER = "postgresql+psycopg"
_SCHEMES = ("postgresql://", "postgres://", f"{_DRIVER}://")
_WRITERS = 0x506C444B  # "PlDK": the lock that writers of one plan take in turn
_WAIT = "5s"


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """Where a shared plan is: ``postgresql://user@server/database``.

    A password may be in it, but is better kept where PostgreSQL's own programs look for it (the
    file ``~/.pgpass``): ``str`` leaves it out, and it is never remembered.
    """

    url: URL

    @property
    def name(self) -> str:
        """Return the name of the database, which people know the plan by."""
        return self.url.database or ""

    def __str__(self) -> str:
        return self.url._replace(drivername="postgresql", password=None).render_as_string()


def server_address(text: str) -> ServerAddress | None:
    """Return the address that a text names, None where it names a file.

    Raises UsageError for an address without a database.
    """
    if not text.startswith(_SCHEMES):
        return None
    try:
        url = make_url(text)
    except ArgumentError as error:
        raise UsageError(f"{text.split('@')[-1]} is not the address of a plan.", _FORM) from error
    if not url.database:
        raise UsageError("The address does not name a database.", _FORM)
    return ServerAddress(url.set(drivername=_DRIVER))


_FORM = "It reads postgresql://user@server/database."


@dataclass(frozen=True, slots=True)
class ServerPlan:
    """An open plan on a server."""

    address: ServerAddress
    reader: Engine
    writer: Engine | None

    @property
    def path(self) -> Path:
        """Return where copies of this plan belong on this computer; nothing lies there."""
        return data_folder() / "shared" / f"{self.address.name}.plandesk"

    @property
    def is_shared(self) -> bool:
        """Tell that others may write to the plan too."""
        return True

    @property
    def foreign_log(self) -> Path | None:
        """Nothing lies beside a plan on a server."""
        return None

    def spoken(self) -> AbstractContextManager[None]:
        """Turn what the server or the way to it refuses into words."""
        return _spoken(self.address)

    def copy_to(self, target: Path) -> Path:
        """Write the whole plan as a plan file."""
        from plandesk.store.transfer import to_file

        with self.spoken():
            return to_file(self.reader, target)

    def close(self) -> None:
        """Let go of the connections."""
        self.reader.dispose()
        if self.writer is not None:
            self.writer.dispose()


def create_server_plan(
    address: ServerAddress, fill: Callable[[Connection], None] | None = None
) -> ServerPlan:
    """Make the tables of a plan in an empty database, fill them, and open it.

    Whatever ``fill`` raises, nothing is left behind. Raises UsageError where the database holds a
    plan already, FileProblem where the server refuses.
    """
    engine = _engine(address, _begin_writing)
    try:
        with _spoken(address), engine.begin() as connection:
            if connection.dialect.has_table(connection, FileFact.__tablename__):
                raise UsageError(
                    f"{address} holds a plan already.", "Choose an empty database for a new one."
                )
            make_tables(connection)
            version = str(SCHEMA_VERSION)
            connection.execute(insert(FileFact).values(name=VERSION_FACT, value=version))
            if fill is not None:
                fill(connection)
    finally:
        engine.dispose()
    return open_server_plan(address)


def open_server_plan(address: ServerAddress, *, read_only: bool = False) -> ServerPlan:
    """Open a plan on a server after checking that it is one; raises FileProblem otherwise."""
    reader = _engine(address, _begin_reading)
    try:
        with _spoken(address), reader.begin() as connection:
            _check(connection, address)
    except BaseException:
        reader.dispose()
        raise
    return ServerPlan(address, reader, None if read_only else _engine(address, _begin_writing))


def _check(connection: Connection, address: ServerAddress) -> None:
    if not connection.dialect.has_table(connection, FileFact.__tablename__):
        raise FileProblem(f"{address} holds no plan.", "Put one there: plandesk copy FILE ADDRESS.")
    asked = select(FileFact.value).where(FileFact.name == VERSION_FACT)
    version = int(connection.execute(asked).scalar() or 0)
    if version > SCHEMA_VERSION:
        raise FileTooNew(
            f"{address} is kept by a newer PlanDesk (version {version} of its tables). "
            f"This is {__version__}.",
            "Update PlanDesk to open it. Nothing was changed.",
        )
    missing = missing_tables(connection)
    if version < SCHEMA_VERSION or missing:
        what = f"{missing[0]} is missing" if missing else f"its tables are of version {version}"
        raise FileProblem(
            f"{address} is not whole: {what}.",
            "Copy it to a file with the PlanDesk that wrote it, and from there to a new database.",
        )


def _engine(address: ServerAddress, begin: Callable[[Connection], None]) -> Engine:
    _need_driver()
    engine = create_engine(
        address.url,
        # A server that was restarted meanwhile must not cost the next edit.
        pool_pre_ping=True,
        pool_size=2,
        hide_parameters=True,
        connect_args={"connect_timeout": 10, "application_name": "PlanDesk"},
    )
    event.listen(engine, "begin", begin)
    return engine


def _need_driver() -> None:
    if find_spec("psycopg") is None:
        raise UsageError(
            "Shared plans need the part of PlanDesk that speaks to servers.",
            f'Install it: {sys.executable} -m pip install "plandesk[server]".',
        )


def _begin_reading(connection: Connection) -> None:
    connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")


def _begin_writing(connection: Connection) -> None:
    connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{_WAIT}'")
    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITERS})")


@contextmanager
def _spoken(address: ServerAddress) -> Generator[None]:
    try:
        yield
    except DBAPIError as error:
        known = _explain(error, address)
        if known is None:
            raise
        raise known from error


def _explain(error: DBAPIError, address: ServerAddress) -> FileProblem | None:
    """Return what to tell the officer, or None when the error is a fault of the program."""
    cause: Any = error.orig
    state = str(getattr(cause, "sqlstate", None) or "")
    match state[:2]:
        case "55":
            return FileLocked(
                f"{address} is being changed by somebody else.",
                "Wait a moment and try again. Nothing was changed.",
            )
        case "42" if state == "42501":
            return NotWritten(
                f"You may not change {address}.", "Ask whoever looks after the server."
            )
        case "28" | "3D":
            return FileProblem(
                f"The server did not let you in to {address}.",
                "Check the name, the password and the database, or ask whoever looks after it.",
            )
        case "53" | "58":
            return NotWritten(
                f"The server has no room for {address}.", "Ask whoever looks after the server."
            )
        case "08" | "57" | "" if isinstance(error, OperationalError):
            return NotWritten(
                f"The server of {address} cannot be reached.",
                "Check the network, then try again. Nothing was half done.",
            )
        case _:
            return None
