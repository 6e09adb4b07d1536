"""A program that does each operation of PlanDesk once to a plan, on a disk that may fail.

Run as a program it waits for orders, a JSON object a line, and does each in a child process, so
that everything is imported only once. It is started with the faulty disk put before the C library.
"""

from __future__ import annotations

import ctypes
import datetime as dt
import importlib
import json
import os
import random
import sys
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "services"))

from walk_core import GENERATORS, World  # noqa: E402 - found by the line before

from plandesk.errors import FileProblem, UserError  # noqa: E402
from plandesk.services.copies.restore import restore_backup  # noqa: E402
from plandesk.services.document import Document  # noqa: E402
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


def each_operation(plan: Path, tries: Tries) -> None:
    """Do every kind of op, undo, redo, back up, restore, and go on afterwards."""
    with Document.open(plan, who="Officer", clock=lambda: dt.datetime(2024, 5, 2, 9)) as document:  # noqa: DTZ001
        world = World(document, random.Random(4))
        for make in GENERATORS.values():
            for _ in range(4):
                op = make(world)
                if _is_taken(document, op):
                    if not tries.do(lambda op=op: _run(document, op)):
                        return
                    break
        for replay in (document.undo, document.undo, document.redo):
            if not tries.do(lambda replay=replay: _count(document, replay)):
                return
        if not tries.do(lambda: _count(document, lambda: document.backup("a copy"))):
            return
    # All were kept at the same moment of this clock, so the newest is known by its name only.
    newest = next(one.path for one in list_backups(plan) if one.reason == "a copy")
    if not tries.do(lambda: _restored(plan, newest)):
        return
    with Document.open(plan) as document:
        world = World(document, random.Random(5))
        ops = (make(world) for make in GENERATORS.values())
        op = next(op for op in ops if _is_taken(document, op))
        tries.do(lambda: _run(document, op))


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


def _restored(plan: Path, backup: Path) -> int:
    restore_backup(plan, backup)
    with Document.open(plan, read_only=True) as document:
        return document.commits


def obey(order: dict, disk: ctypes.CDLL) -> None:
    """Do the script on the disk as ordered; never returns."""
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
    status = 0
    try:
        each_operation(plan, Tries(say, again=not order["forever"]))
    except FileProblem as problem:
        say(f"problem {problem} | {problem.hint}")
    except BaseException as error:  # noqa: BLE001 - the parent must hear of it, whatever it is
        say(f"crash {error!r}")
        status = 1
    os.write(said, f"points {disk.faulty_points()}\n".encode())
    os._exit(status)


def main() -> None:
    """Obey orders until there are no more."""
    disk = ctypes.CDLL(None)
    disk.faulty_points.restype = ctypes.c_long
    for line in sys.stdin:
        child = os.fork()
        if not child:
            obey(json.loads(line), disk)
        _, status = os.waitpid(child, 0)
        sys.stdout.write(f"{status}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
