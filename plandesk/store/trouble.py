"""What SQLite says when a file cannot be read or written, in words for officers."""

from __future__ import annotations

import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from plandesk.errors import FileDamaged, FileLocked, FileMoved, FileProblem, NotWritten


@contextmanager
def spoken(path: Path) -> Generator[None]:
    """Turn SQLite's failures on the file at ``path`` into a FileProblem; let bugs fly."""
    try:
        yield
    except DBAPIError as error:
        cause = error.orig
        if isinstance(cause, sqlite3.Error):
            known = explain(cause, path)
            if known is not None:
                raise known from error
        raise
    except sqlite3.Error as error:
        known = explain(error, path)
        if known is not None:
            raise known from error
        raise
    except UnicodeDecodeError as error:
        raise _damaged(path) from error


def explain(error: sqlite3.Error, path: Path) -> FileProblem | None:
    """Return what to tell the officer, or None when the error is a fault of the program."""
    name = getattr(error, "sqlite_errorname", "") or _name_from_text(str(error))
    primary = name.removeprefix("SQLITE_").split("_")[0]
    folder = path.parent
    if name == "SQLITE_READONLY_DBMOVED":
        return FileMoved(
            f"{path.name} was moved, deleted or replaced by another program.",
            "Save a copy elsewhere, or open the plan again.",
        )
    match primary:
        case "BUSY" | "LOCKED":
            return FileLocked(
                f"{path.name} is in use by another program.",
                "Wait a moment and try again. Nothing was changed.",
            )
        case "READONLY":
            return NotWritten(
                f"{path.name} can only be read here.",
                f"You may not write in {folder}. Save a copy in a folder of yours and open that.",
            )
        case "FULL" | "IOERR" | "CANTOPEN":
            return _not_written(primary, path)
        case "CORRUPT" | "NOTADB":
            return _damaged(path)
        case _:
            return None


def _not_written(cause: str, path: Path) -> NotWritten:
    again = "Free some space or save a copy elsewhere, then try again. Nothing was changed."
    match cause:
        case "FULL":
            return NotWritten(
                f"PlanDesk could not write {path.name}: there is no room left in {path.parent}.",
                again,
            )
        case "IOERR":
            return NotWritten(
                f"PlanDesk could not write {path.name}: the disk or network drive of "
                f"{path.parent} reports a fault.",
                "Save a copy elsewhere, or try again when it is back. Nothing was changed.",
            )
        case _:
            return NotWritten(
                f"PlanDesk could not write {path.name}: no room or no right to write in "
                f"{path.parent}.",
                again,
            )


def _damaged(path: Path) -> FileDamaged:
    return FileDamaged(
        f"{path.name} is damaged or is not a PlanDesk plan.",
        "Open a backup of it (plandesk restore FILE --list shows them).",
    )


def _name_from_text(text: str) -> str:
    known = {
        "database is locked": "SQLITE_BUSY",
        "attempt to write a readonly database": "SQLITE_READONLY",
        "disk I/O error": "SQLITE_IOERR",
        "database disk image is malformed": "SQLITE_CORRUPT",
        "database or disk is full": "SQLITE_FULL",
        "unable to open database file": "SQLITE_CANTOPEN",
        "file is not a database": "SQLITE_NOTADB",
        "Could not decode to UTF-8": "SQLITE_CORRUPT",
    }
    return next((name for words, name in known.items() if words in text), "")
