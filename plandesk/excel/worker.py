"""A process of its own that reads workbooks from outside, with a limit on time and memory.

What people send may be broken, or made to break its reader. One process reads the files of an
import, so that a file that takes too long is stopped, one that needs too much memory is refused,
and Cancel works at once, whatever a parser is doing. It knows no plan: it gets a file and gives
back plain values.
"""

from __future__ import annotations

import atexit
import contextlib
import importlib
import pickle
import queue
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from plandesk.errors import Cancelled, UserError
from plandesk.excel.started import WORKER_WORD

_HEAD = struct.Struct(">Q")
_TICK = 0.1
_START_SECONDS = 60.0
_READY = b"ready"
_OURS = ("plandesk.excel.", "plandesk.reports.", "plandesk.services.plan_json:")
_RETURN = "Open it in Excel, copy the answers into the return that was sent, and import that."
_OTHER = {
    "plandesk.excel.tracker": "Open it in Excel, copy what is needed into a new workbook.",
    "plandesk.reports.": "Print it to PDF afresh, or save it again, then choose that file.",
    "plandesk.services.": "Export it again.",
}

Step = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may take: seconds, and bytes of memory (kept on Linux only)."""

    seconds: float = 20.0
    memory: int = 600 * 2**20


@dataclass(frozen=True, slots=True)
class Reading:
    """One file to read: ``function`` is a reader of this package, as "module:name"."""

    function: str
    name: str
    arguments: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadResult:
    """What came of one file: its value, or the error that says why there is none."""

    value: Any = None
    error: UserError | None = None

    def get(self) -> Any:
        """Return the value; raises the error."""
        if self.error is not None:
            raise self.error
        return self.value


@dataclass(slots=True)
class _Running:
    """One worker process with what it has answered; ``clean`` when nothing is left to answer."""

    process: subprocess.Popen[bytes]
    memory: int
    ready: bool = False
    clean: bool = True
    answers: queue.Queue[bytes | None] = field(default_factory=queue.Queue[bytes | None])

    def feed(self, readings: Sequence[Reading]) -> None:
        """Hand over what is to be read; a worker that is gone is noticed at its answers."""
        with contextlib.suppress(OSError, ValueError):
            if self.process.stdin is not None:
                for reading in readings:
                    _write(self.process.stdin, pickle.dumps(reading, pickle.HIGHEST_PROTOCOL))
                self.process.stdin.flush()

    def end(self) -> None:
        """Stop the process, whatever it is doing."""
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()

    def listen(self) -> None:
        """Bring answers over; None says that there will be no more."""
        if self.process.stdout is not None:
            with contextlib.suppress(OSError, ValueError):
                while (answer := _read(self.process.stdout)) is not None:
                    self.answers.put(answer)
        self.answers.put(None)


class ReadingWorker:
    """Reads files in a process of its own; use it as a context, one for all files of an import."""

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        self._running: _Running | None = self._take()
        self._fed: _Running | None = None

    def __enter__(self) -> ReadingWorker:
        """Begin."""
        return self

    def __exit__(self, *_: object) -> None:
        """Leave the process for the next import where it is idle, else stop it."""
        running, self._running = self._running, None
        if running is not None:
            _SPARE.keep(running) if running.clean else running.end()

    def begin(self, readings: Sequence[Reading]) -> None:
        """Have files read from now on; ``results`` of the same readings tells what came of them."""
        self._feed(readings)

    def results(
        self, readings: Sequence[Reading], step: Step | None = None
    ) -> Iterator[ReadResult]:
        """Yield what came of each file, in order.

        ``step`` is called while waiting too, at least ten times a second; whatever it raises, such
        as Cancelled, stops the reading.
        """
        for number, reading in enumerate(readings):
            running = self._fed or self._feed(readings[number:])
            waited = _Waiting(step, number, len(readings), reading.name)
            result = self._await(running, reading, waited)
            running.clean = number == len(readings) - 1
            yield result
        self._fed = None

    def _feed(self, readings: Sequence[Reading]) -> _Running:
        running = self._running = self._fed = self._running or self._take()
        running.clean = False
        threading.Thread(target=running.feed, args=(readings,), daemon=True).start()
        return running

    def _stop(self) -> None:
        running, self._running, self._fed = self._running, None, None
        if running is not None:
            running.end()

    def _take(self) -> _Running:
        return _SPARE.take(self._limits.memory) or _started(self._limits.memory)

    def _await(self, running: _Running, reading: Reading, waiting: _Waiting) -> ReadResult:
        until = time.monotonic() + (self._limits.seconds if running.ready else _START_SECONDS)
        while True:
            try:
                answer = running.answers.get(timeout=_TICK)
            except queue.Empty:
                waiting.tell()
                if time.monotonic() > until:
                    self._stop()
                    return ReadResult(error=_too_long(reading, self._limits.seconds))
                continue
            if answer is None:
                self._stop()
                return ReadResult(error=_too_much(reading))
            if answer == _READY:
                running.ready, until = True, time.monotonic() + self._limits.seconds
                continue
            waiting.tell()
            return _result(answer, reading)


class _Spare:
    """Keeps one idle worker: a preview that is made again should not wait for a new process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._running: _Running | None = None
        atexit.register(self.end)

    def keep(self, running: _Running) -> None:
        """Keep a worker, and end the one that was kept before."""
        with self._lock:
            self._running, old = running, self._running
        if old is not None:
            old.end()

    def take(self, memory: int) -> _Running | None:
        """Return the kept worker where it is alive and has the same limit."""
        with self._lock:
            running, self._running = self._running, None
        if running is None:
            return None
        if running.memory == memory and running.process.poll() is None:
            return running
        running.end()
        return None

    def end(self) -> None:
        """End the kept worker."""
        with self._lock:
            running, self._running = self._running, None
        if running is not None:
            running.end()


_SPARE = _Spare()


@dataclass(frozen=True, slots=True)
class _Waiting:
    step: Step | None
    number: int
    total: int
    name: str

    def tell(self) -> None:
        if self.step is not None:
            self.step(self.number, self.total, self.name)


def _started(memory: int) -> _Running:
    process = subprocess.Popen(
        [*worker_command(), str(memory)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    running = _Running(process, memory)
    threading.Thread(target=running.listen, daemon=True).start()
    return running


def worker_command(word: str = WORKER_WORD, module: str = __name__) -> list[str]:
    """Return the command that starts this program as a worker, from a checkout or frozen.

    Frozen it is told by the ``word`` what to be, else it calls ``serve`` of the ``module``. It
    looks for modules where the asker does, and so need not find out where that is.
    """
    if getattr(sys, "frozen", False):
        return [str(_with_pipes(Path(sys.executable))), word]
    places = [str(Path(__file__).parents[2]), *sys.path]
    start = f"import sys; sys.path[:] = {places!r}; from {module} import serve"
    return [sys.executable, "-S", "-c", f"{start}; serve(sys.argv[1:])"]


def _with_pipes(program: Path) -> Path:
    """Return the command beside the window's program: on Windows that one may have no pipes."""
    command = program.with_name("plandesk.exe")
    return command if sys.platform == "win32" and command.is_file() else program


def serve(words: Sequence[str]) -> None:
    """Read files as they are asked for, until the asking program closes the pipe or ends."""
    _limit_memory(int(words[0]) if words else 0)
    source, target = sys.stdin.buffer, sys.stdout.buffer
    importlib.import_module("plandesk.excel.returns.read")  # while the asker is still busy
    _write(target, _READY)
    target.flush()
    while (asked := _read(source)) is not None:
        _write(target, _answer(pickle.loads(asked)))
        target.flush()


def _answer(reading: Reading) -> bytes:
    """Read one file; an error that people can put right travels as its words."""
    module, _, name = reading.function.partition(":")
    if not f"{module}:".startswith(_OURS):
        raise ValueError(f"{reading.function} is not a reader")
    try:
        value = getattr(importlib.import_module(module), name)(*reading.arguments)
        return pickle.dumps(("value", value), pickle.HIGHEST_PROTOCOL)
    except UserError as error:
        return pickle.dumps(("error", (type(error), vars(error))), pickle.HIGHEST_PROTOCOL)
    except (MemoryError, RecursionError):
        return pickle.dumps(("memory", None))
    except Exception as error:  # noqa: BLE001 - a fault of the reader costs this file, no more
        return pickle.dumps(("fault", _place(error)))


def _place(error: Exception) -> str:
    """Name the kind of a fault and where it came up; its message may quote the file."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return type(error).__name__
    code = trace.tb_frame.f_code
    return f"{type(error).__name__} at {Path(code.co_filename).name}:{trace.tb_lineno}"


def _result(answer: bytes, reading: Reading) -> ReadResult:
    kind, said = pickle.loads(answer)
    if kind == "value":
        return ReadResult(said)
    if kind != "error":
        refused = _too_much(reading)
        if kind == "fault":
            refused.add_note(said)  # for whoever looks after the program; people are not told
        return ReadResult(error=refused)
    made, about = said
    error: UserError = made.__new__(made, about["message"])
    vars(error).update(about)
    return ReadResult(error=error)


def _too_long(reading: Reading, seconds: float) -> UserError:
    return UserError(
        f"\u201c{reading.name}\u201d could not be read: it took more than {seconds:.0f} seconds.",
        _advice(reading, _RETURN),
    )


def _too_much(reading: Reading) -> UserError:
    return UserError(
        f"\u201c{reading.name}\u201d could not be read: it is damaged, or too large to be what it "
        "should.",
        _advice(reading, "Ask for it again, or open it in Excel and save it, then import it."),
    )


def _advice(reading: Reading, otherwise: str) -> str:
    found = (said for start, said in _OTHER.items() if reading.function.startswith(start))
    return next(found, otherwise)


def _limit_memory(size: int) -> None:
    """Keep the process below so many bytes; where the system cannot, the time limit remains."""
    if size <= 0 or not sys.platform.startswith("linux"):
        return
    import resource

    with contextlib.suppress(ValueError, OSError):
        _, most = resource.getrlimit(resource.RLIMIT_AS)
        wanted = size if most == resource.RLIM_INFINITY else min(size, most)
        resource.setrlimit(resource.RLIMIT_AS, (wanted, most))


def _write(pipe: IO[bytes], data: bytes) -> None:
    pipe.write(_HEAD.pack(len(data)))
    pipe.write(data)


def _read(pipe: IO[bytes]) -> bytes | None:
    head = pipe.read(_HEAD.size)
    if len(head) < _HEAD.size:
        return None
    (size,) = _HEAD.unpack(head)
    data = pipe.read(size)
    return data if len(data) == size else None


def in_worker(function: str, path: Path, *more: Any, step: Step | None = None) -> Any:
    """Read one file in a process of its own; raises what the reader says, and Cancelled."""
    with ReadingWorker() as worker:
        reading = Reading(function, path.name, (path, *more))
        for result in worker.results([reading], step):
            return result.get()
    raise Cancelled
