"""The lock file beside a plan: it says who has it open, so that a second officer is told.

SQLite's own locks guard each write; this file only speaks to people. A lock left behind by a
program that is gone from this computer is taken over without asking.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import getpass
import json
import os
import socket
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from plandesk.errors import FileLocked, NotWritten, why_not_written

# Numbers of Windows: the right to ask about a process, what it answers when that is refused, and
# the exit code of a process that still runs.
_MAY_ASK, _ACCESS_DENIED, _STILL_RUNNING = 0x1000, 5, 259


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has the plan open: computer, user, process, and since when (local time)."""

    host: str
    user: str
    pid: int
    since: str


def user_name() -> str:
    """Return the name this computer knows the user by."""
    with contextlib.suppress(OSError, KeyError, ImportError):
        return getpass.getuser()
    return "someone"


class PlanLock:
    """Holds the lock file of one plan until ``release``."""

    def __init__(self, plan: Path) -> None:
        self._path = plan.with_name(plan.name + ".lock")
        self._plan = plan
        self._held = False

    def acquire(self) -> None:
        """Take the lock, or raise FileLocked naming who holds it."""
        mine = Holder(
            host=socket.gethostname(),
            user=user_name(),
            pid=os.getpid(),
            since=dt.datetime.now().astimezone().strftime("%H:%M on %d %B %Y"),
        )
        stays: OSError | None = None
        for _ in range(3):
            try:
                descriptor = os.open(self._path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666)
            except FileExistsError:
                holder = self.holder()
                if holder is not None and not _is_gone(holder):
                    raise _locked(self._plan, holder) from None
                try:
                    self._path.unlink(missing_ok=True)
                except OSError as error:  # left by a crash where nothing can be written now
                    stays = error
                continue
            except OSError as error:
                raise self._not_written(error) from error
            self._write(descriptor, mine)
            self._held = True
            return
        if stays is not None:
            raise self._not_written(stays) from stays
        raise FileLocked(f"{self._plan.name} is being opened by another program.", "Try again.")

    def _write(self, descriptor: int, mine: Holder) -> None:
        try:
            with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
                json.dump({name: getattr(mine, name) for name in Holder.__slots__}, stream)
        except OSError as error:
            with contextlib.suppress(OSError):
                self._path.unlink(missing_ok=True)
            raise self._not_written(error) from error

    def _not_written(self, error: OSError) -> NotWritten:
        return NotWritten(
            f"{self._plan.name} cannot be held open: {why_not_written(self._path, error)}.",
            f"Open {self._plan.name} to read only, or a copy of it in a folder of yours.",
        )

    def holder(self) -> Holder | None:
        """Return who holds the lock, or None when the file is absent or cannot be read."""
        try:
            said = json.loads(self._path.read_text(encoding="utf-8"))
            return Holder(
                str(said["host"]), str(said["user"]), int(said["pid"]), str(said["since"])
            )
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def release(self) -> None:
        """Give the lock back; doing so twice does no harm."""
        if self._held:
            self._held = False
            with contextlib.suppress(OSError):
                self._path.unlink(missing_ok=True)


def refuse_open(target: Path, plan: Path | None = None) -> None:
    """Raise FileLocked where a file to be written over is a plan that somebody has open.

    ``plan`` is the one that is open here, which has no lock where it is only read.
    """
    if not target.exists():
        return
    hint = "Choose another name. Nothing was changed."
    if plan is not None and plan.exists() and target.samefile(plan):
        raise FileLocked(f"{target.name} is the plan itself.", hint)
    holder = PlanLock(target).holder()
    if holder is not None and not _is_gone(holder):
        raise FileLocked(f"{target.name} is open on {_told(holder)}.", hint)


def _is_gone(holder: Holder) -> bool:
    if holder.host != socket.gethostname():
        return False
    return not process_lives(holder.pid)


def process_lives(pid: int) -> bool:
    """Tell whether a program of this computer is still running, whoever started it."""
    if pid == os.getpid():
        return True
    if sys.platform == "win32":
        return _windows_process_lives(pid)
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _windows_process_lives(pid: int) -> bool:
    """Ask Windows; a process of another person may not be looked at, and so it is there."""
    import ctypes

    library: Any = vars(ctypes)["WinDLL"]("kernel32", use_last_error=True)
    last_error: Any = vars(ctypes)["get_last_error"]  # there are no such names on other systems
    handle: Any = library.OpenProcess(_MAY_ASK, False, pid)
    if not handle:
        return bool(last_error() == _ACCESS_DENIED)
    code = ctypes.c_ulong()
    answered: Any = library.GetExitCodeProcess(handle, ctypes.byref(code))
    library.CloseHandle(handle)
    return not answered or code.value == _STILL_RUNNING


def _locked(plan: Path, holder: Holder) -> FileLocked:
    return FileLocked(
        f"{plan.name} is open on {_told(holder)}.",
        "You can open it to read only, or ask them to close it.",
    )


def _told(holder: Holder) -> str:
    where = "this computer" if holder.host == socket.gethostname() else holder.host
    return f"{where} ({holder.user}, since {holder.since})"
