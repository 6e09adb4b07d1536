"""Long work of our own in a process of its own: the window's thread need not share Python with it.

Python runs one thread at a time. Work that makes a million small objects, or sorts them, would
stop the window for tenths of a second, however often it tells of its progress. What is done apart
gets plain values, reads a copy of the plan that it makes itself, and gives plain values back; it
never writes into a plan, and keeps nobody else from doing so.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import importlib
import os
import pickle
import queue
import subprocess
import sys
import threading
import time
import traceback
from collections.abc import Callable, Generator, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from plandesk.errors import Cancelled, UserError
from plandesk.excel.started import APART_WORD
from plandesk.excel.worker import worker_command
from plandesk.store.reading_copy import copy_to_read
from plandesk.store.scratch import scratch_folder, sweep_scratch

if TYPE_CHECKING:
    from plandesk.services.document import Document

_OURS = "plandesk.services."
_STOP_SECONDS = 10.0
_LOOK = 0.02  # seconds between two looks whether to stop
_EVERY = 0.05  # seconds between two words of progress

Step = Callable[[int, int, str], None]


class FaultApart(RuntimeError):
    """The program is at fault, in the other process; the words say the kind and the places."""


def run_apart(
    function: str,
    arguments: Sequence[Any],
    step: Step | None = None,
    patience: float = _STOP_SECONDS,
) -> Any:
    """Call ``function`` ("module:name" of the services) in a process of its own.

    It is called with the arguments and a ``step``. What it returns or raises is returned or
    raised here. ``step`` is called here as it is there, and again while nothing is said (at first
    with no text), and stops the work by raising Cancelled. The work then cleans up behind itself,
    where that takes it no longer than ``patience`` (in seconds).
    """
    process = _started()
    source, target = process.stdout, process.stdin
    assert source is not None
    assert target is not None
    said: queue.SimpleQueue[tuple[str, Any]] = queue.SimpleQueue()
    listening = threading.Thread(target=_listen, args=(source, said), daemon=True)
    try:
        with contextlib.suppress(OSError):  # a process that is gone is noticed at its answer
            pickle.dump((function, tuple(arguments)), target, pickle.HIGHEST_PROTOCOL)
            target.flush()
        listening.start()
        kind, about = _answer(said, step)
        patience = _STOP_SECONDS  # it has cleaned up already
        return _outcome(kind, about)
    finally:
        with contextlib.suppress(OSError):
            target.close()  # the work stops at its next step where it has not ended
        _await_end(process, patience)
        listening.join()
        source.close()


def _listen(source: IO[bytes], said: queue.SimpleQueue[tuple[str, Any]]) -> None:
    """Bring over what the process says, to its last word."""
    kind = "step"
    while kind == "step":
        try:
            kind, about = pickle.load(source)
        except (EOFError, pickle.UnpicklingError):
            kind, about = "gone", None
        said.put((kind, about))


def _answer(said: queue.SimpleQueue[tuple[str, Any]], step: Step | None) -> tuple[str, Any]:
    """Wait for the answer and tell of each step until then; ``step`` may raise Cancelled."""
    last: tuple[int, int, str] = (0, 0, "")
    while True:
        with contextlib.suppress(queue.Empty):
            kind, about = said.get(timeout=_LOOK)
            if kind != "step":
                return kind, about
            last = about
        if step is not None:
            step(*last)


def _outcome(kind: str, said: Any) -> Any:
    if kind == "value":
        return said
    if kind == "refused":
        made, about = said
        error: UserError = made.__new__(made, about["message"])
        vars(error).update(about)
        raise error
    if kind == "cancelled":
        raise Cancelled
    raise FaultApart(said or "the process ended before its work did")


def _await_end(process: subprocess.Popen[bytes], patience: float) -> None:
    try:
        process.wait(patience)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        sweep_scratch()


def _started() -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        worker_command(APART_WORD, "plandesk.services.apart"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0)
        | getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0),
    )


# --- the other process -----------------------------------------------------------------------


@contextlib.contextmanager
def plan_to_read(path: Path, now: dt.datetime | None = None) -> Generator[Document]:
    """Open a plan as it is at this moment, read-only; ``now`` is what it takes for the time.

    What is read is a copy: whoever writes in the plan meanwhile would wait for the last reader.
    """
    from plandesk.services.document import Document, utc_now

    with scratch_folder() as folder:
        copy = copy_to_read(path, Path(folder) / path.name)
        clock = utc_now if now is None else lambda: now
        with Document.open(copy, read_only=True, clock=clock) as document:
            yield document


def serve(_words: Sequence[str] = ()) -> None:
    """Do the one piece of work that is asked for through the pipe, then end."""
    if hasattr(os, "nice"):
        os.nice(5)  # the window goes first
    # Nothing else may write where the answer goes.
    source, target = sys.stdin.buffer, os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    function, arguments = pickle.load(source)
    watch = _Watch(source, target)
    with contextlib.suppress(BrokenPipeError):
        watch.say(*_result(function, arguments, watch))
    with contextlib.suppress(OSError):
        target.close()
    os._exit(0)  # the thread that watches the pipe has nothing to clean up


class _Watch:
    """Tells the asker of each step, and stops the work once the asker has closed the pipe."""

    def __init__(self, source: IO[bytes], target: IO[bytes]) -> None:
        self._target, self._gone = target, threading.Event()
        self._told = 0.0
        threading.Thread(target=self._wait, args=(source,), daemon=True).start()

    def step(self, done: int, total: int, text: str) -> None:
        """Say how far the work is, some times a second; raises Cancelled when it is to stop."""
        if self._gone.is_set():
            raise Cancelled
        now = time.monotonic()
        if now - self._told >= _EVERY or done >= total:
            self._told = now
            try:
                self.say("step", (done, total, text))
            except OSError as error:
                raise Cancelled from error

    def say(self, kind: str, said: Any) -> None:
        pickle.dump((kind, said), self._target, pickle.HIGHEST_PROTOCOL)
        self._target.flush()

    def _wait(self, source: IO[bytes]) -> None:
        with contextlib.suppress(OSError):
            source.read(1)
        self._gone.set()


def _result(function: str, arguments: Sequence[Any], watch: _Watch) -> tuple[str, Any]:
    module, _, name = function.partition(":")
    if not module.startswith(_OURS):
        raise ValueError(f"{function} is not work of ours")
    try:
        return "value", getattr(importlib.import_module(module), name)(*arguments, watch.step)
    except UserError as error:
        return "refused", (type(error), vars(error))
    except Cancelled:
        return "cancelled", None
    except Exception as error:  # noqa: BLE001 - told as a fault where the report is written
        return "fault", _places(error)


def _places(error: BaseException) -> str:
    """Name the kind of a fault and where it came up; its message may quote the plan."""
    frames = traceback.extract_tb(error.__traceback__)[-6:]
    places = " < ".join(f"{frame.filename}:{frame.lineno}" for frame in reversed(frames))
    return f"{type(error).__name__} at {places}"
