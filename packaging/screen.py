"""A virtual screen (Xvfb) whose picture is read from its memory: when a window shows, and what."""

from __future__ import annotations

import contextlib
import mmap
import os
import shutil
import struct
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image, ImageChops
from trouble import Trouble

SIZE = (1366, 768)
_PATIENCE = 60.0
_STILL = 1.5  # seconds without a change: nothing more is to come
_REST = 0.05  # seconds of the processor that a window may take meanwhile: it has nothing to do
_LOOK = 0.004


@dataclass(frozen=True)
class Shot:
    """One picture of the screen, and after how many seconds the first window showed."""

    image: Image.Image
    first: float

    @property
    def colours(self) -> int:
        """How many colours there are; an empty window has a few."""
        return len(self.image.getcolors(maxcolors=2**24) or ())

    def likeness(self, other: Shot) -> float:
        """The part of the points that are the same in another picture."""
        difference = ImageChops.difference(self.image, other.image).convert("L")
        return difference.histogram()[0] / (self.image.width * self.image.height)


class Screen:
    """One running virtual screen."""

    def __init__(self, number: int, memory: Path) -> None:
        self.number = number
        with memory.open("rb") as file:
            self._memory = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)

    def seen(self) -> bytes:
        """The points of the screen now, four bytes each."""
        head = struct.unpack(">25I", self._memory[:100])
        start = head[0] + head[19] * 12  # the header, then its table of colours
        return self._memory[start : start + SIZE[0] * SIZE[1] * 4]

    def photograph(self, command: list[str], trial: Any) -> Shot:
        """Start a program with a window, wait until its picture is still, and stop it."""
        surroundings = {**trial.surroundings, "DISPLAY": f":{self.number}"}
        empty, began = self.seen(), time.perf_counter()
        with subprocess.Popen(
            command,
            cwd=trial.folder,
            env=surroundings,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        ) as process:
            try:
                first = self._wait(process, lambda now, _: now != empty, began)
                self._wait(process, lambda _, still: still > _STILL, began)
            finally:
                process.terminate()
        picture = Image.frombytes("RGB", SIZE, self.seen_last, "raw", "BGRX")
        return Shot(picture, first)

    def _wait(self, process: subprocess.Popen, enough: Any, began: float) -> float:
        last, changed, worked = self.seen(), time.perf_counter(), worked_for(process.pid)
        while True:
            now, moment, work = self.seen(), time.perf_counter(), worked_for(process.pid)
            if now != last or work - worked > _REST:  # on a busy computer it only waits its turn
                last, changed, worked = now, moment, work
            if enough(now, moment - changed):
                self.seen_last = now
                return moment - began
            if process.poll() is not None:
                said = process.stdout.read().decode(errors="replace") if process.stdout else ""
                raise Trouble(f"The window did not stay open:\n{said}", "Mend what it says.")
            if moment - began > _PATIENCE:
                raise Trouble("No window came in time.", "Start the program by hand and look.")
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(_LOOK)


def worked_for(process: int) -> float:
    """Return the seconds of the processor that a process has taken; 0 where that is not told."""
    try:
        told = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def virtual_screen() -> Iterator[Screen]:
    """Lend a virtual screen; raises Trouble where there is no Xvfb."""
    if shutil.which("Xvfb") is None:
        raise Trouble("There is no virtual screen here (Xvfb).", "Install it: apt-get install xvfb")
    with tempfile.TemporaryDirectory(prefix="plandesk-screen-") as folder:
        size = "{}x{}x24".format(*SIZE)
        command = ["Xvfb", "-displayfd", "1", "-screen", "0", size, "-nolisten", "tcp"]
        command += ["-fbdir", folder, "-nocursor"]
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        ) as server:
            try:
                said = server.stdout.readline().strip() if server.stdout else ""
                if not said.isdigit():
                    raise Trouble(
                        "The virtual screen did not start.",
                        "Start Xvfb by hand and read what it says.",
                    )
                yield Screen(int(said), Path(folder) / "Xvfb_screen0")
            finally:
                server.terminate()
