"""Copying to and pasting from another program, over the clipboard of a real display."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

TOOLS = ("Xvfb", "xclip")
WINDOW = Path(__file__).with_name("clipboard_window.py")
WAIT = 60

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(
        not all(map(shutil.which, TOOLS)), reason=f"needs {' and '.join(TOOLS)} on a Linux desktop"
    ),
]


@pytest.fixture
def display() -> Iterator[dict[str, str]]:
    """The surroundings of a display of its own."""
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1366x768x24"],
        pass_fds=(write,),
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as told:
        number = told.readline().strip()
    yield {**os.environ, "DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb"}
    server.terminate()
    server.wait(WAIT)


class Window:
    """The window's process: takes lines, answers in JSON."""

    def __init__(self, plan: Path, display: dict[str, str]) -> None:
        self.display = display
        self.process = subprocess.Popen(
            [sys.executable, str(WINDOW), str(plan)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=display,
            text=True,
        )
        assert self.answer() == "ready"

    def say(self, line: str) -> None:
        """Tell the window what to do."""
        assert self.process.stdin is not None
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def answer(self) -> Any:
        """Return its next answer."""
        assert self.process.stdout is not None
        return json.loads(self.process.stdout.readline())

    def read(self, target: str) -> str:
        """Return what another program gets from the clipboard."""
        found = subprocess.run(
            ["xclip", "-selection", "clipboard", "-o", "-t", target],
            env=self.display,
            capture_output=True,
            timeout=WAIT,
            check=True,
        )
        return found.stdout.decode("utf-8")

    def put(self, target: str, text: str) -> None:
        """Put something on the clipboard as another program does; the window has heard of it."""
        subprocess.run(
            ["xclip", "-selection", "clipboard", "-i", "-t", target],
            env=self.display,
            input=text.encode(),
            stdout=subprocess.DEVNULL,
            timeout=WAIT,
            check=True,
        )
        assert self.answer() == "changed"


@pytest.fixture
def shown(plan_file: Path, display: dict[str, str]) -> Iterator[Window]:
    """The real window on the sample plan."""
    made = Window(plan_file, display)
    yield made
    made.say("leave")
    made.process.communicate(timeout=WAIT)


def test_another_program_gets_words_on_their_colours_and_gives_a_block(shown: Window) -> None:
    shown.say("copy A2.3 A2.4")
    rows, ratings = shown.answer(), shown.answer()
    targets = shown.read("TARGETS").split()
    assert {"text/html", "UTF8_STRING"} <= set(targets)
    lines = shown.read("UTF8_STRING").splitlines()
    assert lines[0].startswith("Ref\tTitle\t")
    assert [tuple(line.split("\t")[:2]) for line in lines[1:]] == [tuple(row) for row in rows]
    table = shown.read("text/html")
    for rating in filter(None, ratings):
        word, fill = rating
        assert f"background:{fill}" in table
        assert f">{word}</td>" in table
    shown.put("UTF8_STRING", "Head of Testing\tMarch 2027\r\nÁine Ní Bhriain\t1 May 2027\r\n")
    shown.say("paste A2.3 A2.4")
    assert shown.answer() == [
        [["Head of Testing"], "March 2027"],
        [["Áine Ní Bhriain"], "1 May 2027"],
    ]
    shown.answer()
    cells = "<tr><td>Head of Proof</td><td>June 2027</td></tr>"
    shown.put("text/html", f"<html><body><table>{cells}</table></body></html>")
    shown.say("paste A2.3")
    assert shown.answer() == [[["Head of Proof"], "June 2027"]]
    assert "text/html" in shown.answer()
