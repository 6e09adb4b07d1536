"""A program that does each operation of PlanDesk once to a plan, on a disk that may fail.

Run as a program it waits for orders, a JSON object a line, and does each in a child process, so
that everything is imported only once. It is started with the faulty disk put before the C library.

An order is for all operations in one session, or for ``only`` one of them. That one is made ready
once, up to where it would begin to write; a child then does it for each order that comes for the
same plan, as often as a fault is tried. Nobody has the file open at that moment.
"""

from __future__ import annotations

import ctypes
import datetime as dt
import gc
import importlib
import json
import os
import random
import sys
import tempfile
import zlib
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "services"))

from walk_core import GENERATORS, World  # noqa: E402 - found by the line before

from plandesk.errors import FileProblem, UserError  # noqa: E402
from plandesk.services.copies.restore import restore_backup  # noqa: E402
from plandesk.services.document import Document  # noqa: E402
from plandesk.services.ops.edit import SetTitle  # noqa: E402
from plandesk.services.samples.plan import write_sample  # noqa: E402
from plandesk.store.backup import list_backups  # noqa: E402

for extra in sorted((HERE.parent / "services").glob("walk_*.py")):
    importlib.import_module(extra.stem)

Say = Callable[[str], None]


class Tries:
    """Does one thing after the other; a failing disk is spoken of and tried once more."""

    def __init__(self, say: Say, *, again: bool) -> None:
        self._say, self._again = say, again

    def do(self, work: Callable[[], int]) -> bool:
        """Do it and say the number of commits; False when the disk will not have it."""
        for _ in range(2 if self._again else 1):
            try:
                self._say(f"saved {work()}")
            except FileProblem as problem:
                self._say(f"problem {problem} | {problem.hint}")
            else:
                return True
        return False


def _open(plan: Path) -> Document:
    return Document.open(plan, who="Officer", clock=lambda: dt.datetime(2024, 5, 2, 9))  # noqa: DTZ001


def each_operation(plan: Path, tries: Tries) -> None:
    """Do every kind of op, undo, redo, back up, restore, and go on afterwards."""
    with _open(plan) as document:
        world = World(document, random.Random(4))
        for make in GENERATORS.values():
            op = _taken(world, make)
            if op is not None and not tries.do(lambda op=op: _run(document, op)):
                return
        for replay in (document.undo, document.undo, document.redo):
            if not tries.do(lambda replay=replay: _count(document, replay)):
                return
        if not tries.do(lambda: _count(document, lambda: document.backup("a copy"))):
            return
    # All were kept at the same moment of this clock, so the newest is known by its name only.
    if not tries.do(lambda: _restored(plan, "a copy")):
        return
    with _open(plan) as document:
        world = World(document, random.Random(5))
        ops = (_taken(world, make) for make in GENERATORS.values())
        op = next(op for op in ops if op is not None)
        tries.do(lambda: _run(document, op))


BESIDE_OPS = ("opening", "undo and redo", "backup", "restore")
OPERATIONS = (*(kind.__name__ for kind in GENERATORS), *BESIDE_OPS)


Ready = Callable[["Tries"], None]


@contextmanager
def made_ready(plan: Path, name: str) -> Generator[Ready]:
    """Make one of ``OPERATIONS`` ready; what is given does it."""
    if name == "opening":
        yield lambda tries: _each([lambda: _opened(plan)], tries)
        return
    if name == "restore":
        with _open(plan) as document:
            document.backup("a copy")
        yield lambda tries: _each([lambda: _restored(plan, "a copy")], tries)
        return
    with _open(plan) as document:
        works = _works(document, name)

        def ready(tries: Tries) -> None:
            _each([lambda work=work: _count(document, work) for work in works], tries)
            document.close()

        yield ready


def _each(works: list[Callable[[], int]], tries: Tries) -> None:
    for work in works:
        if not tries.do(work):
            return


def _works(document: Document, name: str) -> list[Callable[[], object]]:
    world = World(document, random.Random(name))
    if name == "backup":
        return [lambda: document.backup("a copy")]
    if name == "undo and redo":
        document.run(GENERATORS[SetTitle](world))
        return [document.undo, document.redo]
    make = next(make for kind, make in GENERATORS.items() if kind.__name__ == name)
    op = _taken(world, make)
    return [] if op is None else [lambda: document.run(op)]


def _taken(world: World, make: Callable[[World], Any]) -> Any:
    """Return an op that the plan will take, None where the dice give none."""
    for _ in range(4):
        op = make(world)
        if _is_taken(world.document, op):
            return op
    return None


def _is_taken(document: Document, op: object) -> bool:
    try:
        with document.rehearse() as session:
            op.apply(session)
    except FileProblem:
        return True  # the disk refused, not the rule: let it be tried aloud
    except UserError:
        return False
    return True


def _run(document: Document, op: object) -> int:
    document.run(op)
    return document.commits


def _count(document: Document, work: Callable[[], object]) -> int:
    work()
    return document.commits


def _opened(plan: Path) -> int:
    with _open(plan) as document:
        return document.commits


def _restored(plan: Path, reason: str) -> int:
    restore_backup(plan, next(one.path for one in list_backups(plan) if one.reason == reason))
    with Document.open(plan, read_only=True) as document:
        return document.commits


def obey(order: dict[str, Any], disk: ctypes.CDLL, work: Ready) -> None:
    """Do the work on the disk as ordered; never returns."""
    plan = Path(order["plan"])
    said = os.open(order["said"], os.O_CREAT | os.O_WRONLY | os.O_APPEND)

    def say(text: str) -> None:
        os.write(said, f"{text}\n".encode())
        disk.faulty_remark(text.encode())

    disk.faulty_arm(
        str(plan.with_suffix("")).encode(),
        ctypes.c_char(order["mode"].encode()),
        ctypes.c_long(order["at"]),
        int(order["forever"]),
        order["log"].encode(),
    )
    # Each kind of work has its own chance: else all would give new rows the same lasting ids.
    disk.faulty_chance(ctypes.c_uint64(zlib.crc32(order["only"].encode())))
    status = 0
    try:
        work(Tries(say, again=not order["forever"]))
    except FileProblem as problem:
        say(f"problem {problem} | {problem.hint}")
    except BaseException as error:  # noqa: BLE001 - the parent must hear of it, whatever it is
        say(f"crash {error!r}")
        status = 1
    os.write(said, f"points {disk.faulty_points()}\n".encode())
    os._exit(status)


def obeyed(order: dict[str, Any], disk: ctypes.CDLL, work: Ready) -> None:
    """Let a child obey, and say how it ended; without a mode, only that all is ready."""
    status = 0
    if order["mode"]:
        child = os.fork()
        if not child:
            obey(order, disk, work)
        _, status = os.waitpid(child, 0)
    sys.stdout.write(f"{status}\n")
    sys.stdout.flush()


def main() -> None:
    """Obey orders until there are no more."""
    disk = ctypes.CDLL(None)
    disk.faulty_points.restype = ctypes.c_long
    warm_up()
    order = next_order()
    while order:
        if not order["only"]:
            obeyed(order, disk, lambda tries, plan=order["plan"]: each_operation(Path(plan), tries))
            order = next_order()
            continue
        asked = order["plan"], order["only"]
        with made_ready(Path(order["plan"]), order["only"]) as work:
            while order and (order["plan"], order["only"]) == asked:
                obeyed(order, disk, work)
                order = next_order()


def next_order() -> dict[str, Any]:
    """Wait for the next order; an empty one when there are no more."""
    line = sys.stdin.readline()
    return json.loads(line) if line else {}


def warm_up() -> None:
    """Load in this process what each child would have to load again."""
    with tempfile.TemporaryDirectory() as folder:
        plan = Path(folder) / "plan.plandesk"
        write_sample(plan)
        each_operation(plan, Tries(lambda _: None, again=False))
    gc.collect()
    gc.freeze()


if __name__ == "__main__":
    main()
