"""The log of this person's PlanDesk: what was done and what failed, never a word of a plan.

Only kinds, numbers and cell addresses can be written: what is noted is made of words from our own
code (``LiteralString``, names of classes, codes of findings) and of numbers. Titles, names,
paths and the messages of exceptions, which quote all of them, have no way in.
"""

from __future__ import annotations

import logging
import os
import re
import sys
import time
from collections.abc import Iterable
from contextlib import suppress
from enum import Enum
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import FunctionType
from typing import LiteralString, TypeAlias

from plandesk.store.places import data_folder

BYTES, FILES = 1_000_000, 5
_ADDRESS = re.compile(r"\$?[A-Z]{1,3}\$?\d{1,7}(:\$?[A-Z]{1,3}\$?\d{1,7})?")
_CODE = re.compile(r"[a-z][a-z0-9-]{0,39}")


def log_folder() -> Path:
    """Return the folder of the log; it need not exist yet."""
    return data_folder() / "logs"


class Address(str):
    """The address of a cell or range, such as "H5"; any other text is left out of the log."""

    __slots__ = ()


Fact: TypeAlias = int | float | bool | Enum | type | FunctionType | Address | None


class _PrivateFile(RotatingFileHandler):
    """A rotating file that only this person may read; where it cannot be written nothing is lost.

    Several programs may log at once. On Windows one of them then cannot rotate the file; it goes
    on in the old one.
    """

    def _open(self) -> TextIOWrapper:
        descriptor = os.open(self.baseFilename, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        if hasattr(os, "fchmod"):
            os.fchmod(descriptor, 0o600)
        return open(descriptor, "a", encoding="utf-8")  # noqa: PTH123 - the descriptor has the mode

    def doRollover(self) -> None:  # noqa: N802 - its name in the library
        """Begin a new file, or go on in this one where another program holds it."""
        with suppress(OSError):
            super().doRollover()
        if self.stream is None:  # pyright: ignore[reportUnnecessaryComparison] # closed by rotating
            self.stream = self._open()

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802
        """Say nothing: the library would print what was to be logged."""


class _Place:
    """The one open log; it moves along when the person's folder becomes another."""

    def __init__(self) -> None:
        self._folder: Path | None = None
        self._handler: logging.Handler = logging.NullHandler()

    def handler(self, folder: Path) -> logging.Handler:
        if folder != self._folder:
            self._handler.close()
            self._folder, self._handler = folder, _opened(folder)
        return self._handler


_PLACE = _Place()


def _opened(folder: Path) -> logging.Handler:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        made = _PrivateFile(
            folder / "plandesk.log", maxBytes=BYTES, backupCount=FILES - 1, encoding="utf-8"
        )
    except OSError:
        return logging.NullHandler()  # no room, or no right to write there: work goes on
    line = logging.Formatter("%(asctime)s %(process)d %(levelname)s %(message)s")
    line.converter = time.gmtime
    made.setFormatter(line)
    return made


def note(event: LiteralString, /, **facts: Fact) -> None:
    """Write one line: ``event`` in words of our own, and facts that cannot hold text of a plan."""
    _write(logging.INFO, event, facts)


def note_failure(event: LiteralString, error: BaseException, /, **facts: Fact) -> None:
    """Write that something failed: the kind of the error and where, never its message."""
    _write(logging.WARNING, event, {**facts, "kind": type(error), **_place(error)})


def note_findings(event: LiteralString, found: Iterable[tuple[str, str, str]], /) -> None:
    """Write findings as severity, code and cell address; what is none of these is left out."""
    for severity, code, cell in found:
        said = [word for word in (severity, code) if _CODE.fullmatch(word)]
        where = [cell] if _ADDRESS.fullmatch(cell) else []
        _emit(logging.INFO, " ".join((event, *said, *where)))


def _write(level: int, event: str, facts: dict[str, Fact]) -> None:
    said = (f"{name}={_word(value)}" for name, value in facts.items())
    _emit(level, " ".join((event, *said)))


def _word(value: Fact) -> str:
    if isinstance(value, Address):
        return str(value) if _ADDRESS.fullmatch(value) else "?"
    if isinstance(value, type):
        return value.__name__
    if isinstance(value, FunctionType):
        return f"{value.__module__}:{value.__qualname__}"
    if isinstance(value, Enum):
        return value.name
    if isinstance(value, float):
        return f"{value:.3f}"
    # Checked at run time too: a caller that is not type-checked must not get text in.
    plain = value is None or isinstance(value, int)  # pyright: ignore[reportUnnecessaryIsInstance]
    return str(value) if plain else "?"


def _place(error: BaseException) -> dict[str, Fact]:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return {"line": trace.tb_lineno} if trace is not None else {}


def _emit(level: int, text: str) -> None:
    record = logging.LogRecord("plandesk", level, "", 0, text, None, None)
    _PLACE.handler(log_folder()).handle(record)


def note_start(event: LiteralString, /) -> None:
    """Write that a program started, with the versions that matter when something is reported."""
    import sqlite3

    from plandesk import __version__

    versions = f"plandesk {__version__} python {sys.version.split()[0]}"
    _emit(logging.INFO, f"{event} {versions} sqlite {sqlite3.sqlite_version} {sys.platform}")
