"""The process that reads files from outside: limits, Cancel, errors, and going on afterwards."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest
import return_samples as samples

from plandesk.errors import Cancelled, UserError
from plandesk.excel import worker as workers
from plandesk.excel.returns.read import read_return
from plandesk.excel.returns.schema import ReturnRefused
from plandesk.excel.worker import Limits, Reading, ReadingWorker, in_worker

READ = "plandesk.excel.returns.read:read_return"


def asks(*paths: Path) -> list[Reading]:
    return [Reading(READ, path.name, (path, None)) for path in paths]


def waiting(seconds: float) -> Reading:
    """A reader of our package that takes its time: it waits on an empty queue."""
    return Reading("plandesk.excel.worker:idle", "slow.xlsx", (seconds,))


@pytest.fixture(autouse=True)
def idle_reader(monkeypatch, tmp_path):
    """Give the worker two readers that misbehave: one hangs, one wants a gigabyte."""
    root = Path(workers.__file__).parents[2]
    program = (
        f"import sys; sys.path.insert(0, {str(root)!r})\n"
        "import threading\n"
        "from plandesk.excel import worker\n"
        "worker.idle = lambda seconds: threading.Event().wait(seconds)\n"
        "worker.greedy = lambda size: len(bytearray(size))\n"
        "worker.fatal = lambda: __import__('os')._exit(9)\n"
        "worker.serve(sys.argv[1:])\n"
    )
    workers._SPARE.end()
    monkeypatch.setattr(workers, "worker_command", lambda: [sys.executable, "-c", program])
    yield
    workers._SPARE.end()


def test_many_files_are_read_in_order_as_in_our_own_process(tmp_path):
    paths = [samples.write(tmp_path, name=f"{number}.xlsx") for number in range(5)]
    with ReadingWorker() as worker:
        found = [result.get() for result in worker.results(asks(*paths))]
    assert found == [read_return(path) for path in paths]


def test_what_is_wrong_with_a_file_comes_over_in_the_same_words(tmp_path):
    bad, other = tmp_path / "bad.xlsx", tmp_path / "budget.xlsx"
    bad.write_bytes(b"PK\x03\x04 cut off")
    from openpyxl import Workbook

    Workbook().save(other)
    good = samples.write(tmp_path)
    with ReadingWorker() as worker:
        one, two, three = worker.results(asks(bad, other, good))
    for path, result in ((bad, one), (other, two)):
        with pytest.raises(UserError) as here:
            read_return(path)
        assert result.error is not None
        assert (result.error.message, result.error.hint) == (here.value.message, here.value.hint)
        assert type(result.error) is type(here.value)
    assert isinstance(two.error, ReturnRefused)
    assert two.error.finding.code
    assert three.get().about.reference == samples.about().reference


def test_a_file_that_takes_too_long_is_stopped_and_the_next_is_read(tmp_path):
    good = samples.write(tmp_path)
    start = time.monotonic()
    with ReadingWorker(Limits(seconds=0.5)) as worker:
        slow, after = worker.results([waiting(60), *asks(good)])
    assert time.monotonic() - start < 20
    assert slow.error is not None
    assert "slow.xlsx" in slow.error.message
    assert "seconds" in slow.error.message
    assert after.get().rows


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux limits memory")
def test_a_file_that_needs_too_much_memory_is_refused_and_the_next_is_read(tmp_path):
    good = samples.write(tmp_path)
    greedy = Reading("plandesk.excel.worker:greedy", "huge.xlsx", (700 * 2**20,))
    with ReadingWorker() as worker:
        huge, after = worker.results([greedy, *asks(good)])
    assert huge.error is not None
    assert "huge.xlsx" in huge.error.message
    assert after.get().rows


def test_a_worker_that_falls_over_costs_its_file_only(tmp_path):
    good = samples.write(tmp_path)
    fatal = Reading("plandesk.excel.worker:fatal", "poison.xlsx")
    with ReadingWorker() as worker:
        before, poison, after = worker.results([*asks(good), fatal, *asks(good)])
    assert before.get().rows
    assert poison.error is not None
    assert "poison.xlsx" in poison.error.message
    assert after.get().rows


def test_cancel_works_while_a_file_is_being_read():
    calls: list[int] = []

    def step(number: int, _total: int, _text: str) -> None:
        calls.append(number)
        if len(calls) > 2:
            raise Cancelled

    start = time.monotonic()
    with ReadingWorker() as worker, pytest.raises(Cancelled):
        list(worker.results([waiting(60)], step))
    assert time.monotonic() - start < 3
    assert worker._running is None


def test_only_our_own_readers_are_run(tmp_path):
    with ReadingWorker() as worker:
        (result,) = worker.results([Reading("os:getcwd", "x.xlsx")])
    assert result.error is not None


def test_the_next_import_finds_the_worker_ready(tmp_path):
    path = samples.write(tmp_path)
    processes = []
    for _ in range(2):
        with ReadingWorker() as worker:
            assert worker._running is not None
            processes.append(worker._running.process.pid)
            list(worker.results(asks(path)))
    assert processes[0] == processes[1]
    with ReadingWorker() as worker:  # left half way, it is not used again
        next(worker.results(asks(path, path)))
    with ReadingWorker() as worker:
        assert worker._running is not None
        assert worker._running.process.pid != processes[0]


def test_one_file_can_be_read_by_name(tmp_path):
    path = samples.write(tmp_path)
    assert in_worker(READ, path) == read_return(path)
    with pytest.raises(UserError, match="not there"):
        in_worker(READ, tmp_path / "gone.xlsx")


def test_a_worker_that_nobody_asks_any_more_ends(tmp_path):
    command = [sys.executable, "-c", "from plandesk.excel.worker import serve; serve(['0'])"]
    root = Path(workers.__file__).parents[2]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, cwd=root, timeout=30, check=False)
    assert done.returncode == 0


def test_reading_starts_without_the_heavy_libraries():
    root = Path(workers.__file__).parents[2]
    words = (
        "import sys, plandesk.excel.returns.read, plandesk.excel.worker; "
        "print(sorted({'openpyxl', 'sqlalchemy', 'rapidfuzz', 'PySide6'} & set(sys.modules)))"
    )
    command = [sys.executable, "-c", words]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
