"""Reports of faults of the program: where it broke and with what versions, never plan text."""

from __future__ import annotations

import datetime as dt
import os
import platform
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

from plandesk import __version__
from plandesk.services.logs import note_failure
from plandesk.store.places import data_folder

_KEPT = 20


def fault_text(error: BaseException, *more: str) -> str:
    """Return the versions, then kinds and places of an error and of those that led to it.

    The message of an error may quote the plan, so only its kind is named. ``more`` are further
    versions.
    """
    lines = [
        f"PlanDesk {__version__}",
        f"Python {platform.python_version()} on {platform.platform()}",
        f"SQLite {sqlite3.sqlite_version}",
        *more,
    ]
    for number, each in enumerate(_led_to(error)):
        lines += ["", f"{'because of ' if number else ''}{type(each).__name__} at"]
        lines += _frames(each.__traceback__)
    return "\n".join([*lines, ""])


def _led_to(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    at: BaseException | None = error
    while at is not None and id(at) not in seen:
        seen.add(id(at))
        yield at
        at = at.__cause__ or (None if at.__suppress_context__ else at.__context__)


def _frames(trace: TracebackType | None) -> Iterator[str]:
    """Name places without reading source lines or values."""
    while trace is not None:
        code = trace.tb_frame.f_code
        yield f"  {Path(code.co_filename).name}:{trace.tb_lineno} {code.co_name}"
        trace = trace.tb_next


def write_fault_report(error: BaseException) -> Path:
    """Write the report to a new file for this person alone, note it in the log, return its path.

    It goes into the person's own folder, or where that cannot be written into a temporary one.
    """
    note_failure("fault", error)
    text = fault_text(error)
    stamp = dt.datetime.now(dt.UTC).strftime("%Y%m%d-%H%M%S")
    name = f"report-{stamp}-{os.getpid()}.txt"
    folder = data_folder() / "reports"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for old in sorted(folder.glob("report-*.txt"))[: -_KEPT + 1]:
            old.unlink(missing_ok=True)
        return _written(folder / name, text)
    except OSError:
        return _written(Path(tempfile.mkdtemp(prefix="plandesk-fault-")) / name, text)


def _written(path: Path, text: str) -> Path:
    opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(opened, "w", encoding="utf-8") as file:
        file.write(text)
    return path
