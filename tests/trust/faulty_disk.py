"""Disks that fail on demand, and disks as a power cut may leave them.

What is on a disk after a power cut: a file's bytes are safe once the file was synced, names are
safe once their folder was synced. Of what came later, any part may be there; a write may be torn
between sectors of 512 bytes; names change in the order in which they were changed.
"""

from __future__ import annotations

import json
import random
import shutil
import struct
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
SECTOR = 512


def build(folder: Path) -> Path:
    """Compile the faulty disk; the caller has checked that there is a compiler."""
    library = folder / "faulty_disk.so"
    command = ["cc", "-O2", "-shared", "-fPIC", "-o", library, HERE / "faulty_disk.c", "-ldl"]
    subprocess.run(command, check=True)
    return library


def can_build() -> bool:
    """Tell whether this system can run a program on a faulty disk."""
    return sys.platform == "linux" and shutil.which("cc") is not None


@dataclass(frozen=True, slots=True)
class Run:
    """How one run of the script ended: what it said, line by line, and whether it was killed."""

    status: int
    said: list[str]

    @property
    def saved(self) -> int:
        """The last step that was called saved; 0 when none was."""
        return int(next((s.split()[1] for s in reversed(self.said) if s[:6] == "saved "), "0"))

    @property
    def points(self) -> int:
        """How many changes of the disk the whole script takes."""
        return int(next(s.split()[1] for s in reversed(self.said) if s[:7] == "points "))

    def lines(self, kind: str) -> list[str]:
        """What was said of one kind: saved, problem or crash."""
        return [s.removeprefix(f"{kind} ") for s in self.said if s.startswith(f"{kind} ")]


@dataclass(frozen=True, slots=True)
class Fault:
    """What befalls a run: how the disk fails, at which change of it, and whether for good.

    ``mode`` is a letter of faulty_disk.c; ``c`` only counts the changes.
    """

    mode: str = "c"
    at: int = 0
    forever: bool = False


class Script:
    """Runs the script of each operation again and again, on a faulty disk."""

    def __init__(self, library: Path) -> None:
        surroundings = {
            "LD_PRELOAD": str(library),
            "PYTHONPATH": str(HERE.parent.parent),
            "PYTHONHASHSEED": "0",  # so that the same work writes in the same order
            "PLANDESK_DATA": str(library.parent / "data of the person"),
        }
        self._process = subprocess.Popen(
            [sys.executable, HERE / "each_op.py"],
            env=surroundings,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(self, plan: Path, fault: Fault | None = None, **more: str | Path) -> Run:
        """Do all operations to a plan, or ``only`` one; ``log`` keeps every change of the disk.

        One that was made ready may be done again when the plan's file is as it was then.
        """
        fault = fault or Fault()
        said = plan.parent / "said.txt"
        order = {"plan": str(plan), "said": str(said), "only": more.get("only", "")}
        order |= {"log": str(more.get("log", "")), **asdict(fault)}
        status = self._order(order)
        lines = said.read_text(encoding="utf-8").splitlines()
        said.unlink()
        return Run(status, lines)

    def make_ready(self, plan: Path, only: str) -> None:
        """Do what comes before one operation first writes to the plan."""
        self._order({"plan": str(plan), "only": only, "mode": ""})

    def _order(self, order: dict[str, object]) -> int:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())

    def close(self) -> None:
        """End the program."""
        self._process.communicate()


@dataclass(slots=True)
class _File:
    """One file: the bytes that are safe, and the changes that may or may not be there."""

    safe: bytearray = field(default_factory=bytearray)
    waiting: list[tuple[str, int, bytes]] = field(default_factory=list)

    def sync(self) -> None:
        for change in self.waiting:
            _apply(self.safe, change)
        self.waiting.clear()

    def now(self) -> bytes:
        """Return what every program sees, whatever is safe."""
        content = bytearray(self.safe)
        for change in self.waiting:
            _apply(content, change)
        return bytes(content)

    def after_cut(self, dice: random.Random, share: float) -> bytes:
        content = bytearray(self.safe)
        for kind, offset, data in self.waiting:
            if dice.random() > share:
                continue
            if kind == "W" and len(data) > SECTOR and dice.random() < 0.15:
                torn = SECTOR * dice.randrange(1, (len(data) + SECTOR - 1) // SECTOR)
                if dice.random() < 0.5:
                    _apply(content, (kind, offset, data[:torn]))
                else:
                    _apply(content, (kind, offset + torn, data[torn:]))
            else:
                _apply(content, (kind, offset, data))
        return bytes(content)


def _apply(content: bytearray, change: tuple[str, int, bytes]) -> None:
    kind, offset, data = change
    end = offset + len(data)
    if kind == "T":
        del content[offset:]
        end = offset
    if len(content) < end:
        content.extend(bytes(end - len(content)))
    content[offset:end] = data


@dataclass(slots=True)
class Disk:
    """A folder of files, replayed from a log change by change."""

    names: dict[str, _File] = field(default_factory=dict)
    safe_names: dict[str, _File] = field(default_factory=dict)
    waiting: list[tuple[str, str, str]] = field(default_factory=list)
    made: dict[str, list[_File]] = field(default_factory=dict)
    saved: int = 0

    @classmethod
    def holding(cls, path: Path, content: bytes, saved: int) -> Disk:
        """Return a disk on which this one file is safe, a plan that has seen so many steps."""
        file = _File(bytearray(content))
        return cls({str(path): file}, {str(path): file}, saved=saved)

    def play(self, op: str, path: str, offset: int, data: bytes) -> None:
        """Take one change from the log."""
        if op == "A":
            if data.startswith(b"saved "):
                self.saved = int(data.split()[1])
        elif op == "D":
            self._sync_folder(path)
        elif op in "CULR":
            self._rename(op, path, data.decode())
        elif path in self.names:
            if op == "S":
                self.names[path].sync()
            else:
                self.names[path].waiting.append((op, offset, data))

    def _rename(self, op: str, path: str, other: str) -> None:
        change = (op, path, other)
        file = _File() if op == "C" else self.names.get(path, _File())
        _change_names(self.names, change, file)
        self.waiting.append(change)
        self.made.setdefault(path, []).append(file)

    def _sync_folder(self, folder: str) -> None:
        kept = []
        for change in self.waiting:
            if str(Path(change[2] or change[1]).parent) == folder:
                _change_names(self.safe_names, change, self.made[change[1]].pop(0))
            else:
                kept.append(change)
        self.waiting = kept

    def now(self) -> dict[str, bytes]:
        """Return what is there when the program is killed now: bytes by path."""
        return {path: file.now() for path, file in self.names.items()}

    def after_cut(self, dice: random.Random) -> dict[str, bytes]:
        """Return one state the disk may be in when the power goes now: bytes by path."""
        view = dict(self.safe_names)
        made = {path: list(files) for path, files in self.made.items()}
        for change in self.waiting[: dice.randint(0, len(self.waiting))]:
            _change_names(view, change, made[change[1]].pop(0))
        share = dice.choice([0.0, 0.2, 0.5, 0.8, 1.0])
        return {path: file.after_cut(dice, share) for path, file in view.items()}


def _change_names(names: dict[str, _File], change: tuple[str, str, str], file: _File) -> None:
    op, path, other = change
    match op:
        case "C":
            names[path] = file
        case "U":
            names.pop(path, None)
        case "L":
            names[other] = file
        case _:
            names.pop(path, None)
            names[other] = file


_ENTRY = struct.Struct("<cIqQ")


def read_log(log: Path) -> Iterator[tuple[str, str, int, bytes]]:
    """Yield every change written down by the faulty disk: kind, path, offset, bytes."""
    content = log.read_bytes()
    at = 0
    while at < len(content):
        op, path_size, offset, size = _ENTRY.unpack_from(content, at)
        at += _ENTRY.size
        path = content[at : at + path_size].decode()
        at += path_size
        yield op.decode(), path, offset, content[at : at + size]
        at += size
