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
from dataclasses import dataclass, field
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


class Script:
    """Runs the script of each operation again and again, on a faulty disk."""

    def __init__(self, library: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, HERE / "each_op.py"],
            env={"LD_PRELOAD": str(library), "PYTHONPATH": str(HERE.parent.parent)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(self, plan: Path, mode: str = "c", at: int = 0, **more: object) -> Run:
        """Run it on a plan; ``forever`` and ``log`` as in faulty_disk.c."""
        said = plan.parent / "said.txt"
        said.unlink(missing_ok=True)
        order = {"plan": str(plan), "said": str(said), "mode": mode, "at": at}
        order |= {"forever": more.get("forever", False), "log": str(more.get("log", ""))}
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        status = int(self._process.stdout.readline())
        return Run(status, said.read_text(encoding="utf-8").splitlines())

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
    def holding(cls, path: Path) -> Disk:
        """Return a disk on which this one file is safe."""
        file = _File(bytearray(path.read_bytes()))
        return cls({str(path): file}, {str(path): file})

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
