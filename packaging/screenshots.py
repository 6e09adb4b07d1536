#!/usr/bin/env python3
"""Take the pictures of the window that the README shows, on a real (virtual) display.

usage: .venv/bin/python packaging/screenshots.py [FOLDER]      (default: packaging/pictures)
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from environment import Environment
from sample_tour import SAMPLE, has_display, photograph, plandesk
from trouble import Trouble

SIZES = ("1366x768", "1920x1080")


@contextmanager
def display() -> Iterator[None]:
    """Lend a virtual display for as long as needed where there is no display of our own."""
    if has_display() or shutil.which("Xvfb") is None:
        yield
        return
    # Xvfb picks a free display number itself and tells it through the file descriptor.
    command = ["Xvfb", "-displayfd", "1", "-screen", "0", "1920x1080x24", "-nolisten", "tcp"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as server:
        number = server.stdout.readline().strip() if server.stdout else ""
        os.environ["DISPLAY"] = f":{number}"
        os.environ.pop("QT_QPA_PLATFORM", None)
        try:
            yield
        finally:
            del os.environ["DISPLAY"]
            server.terminate()


def main(arguments: list[str]) -> int:
    """Photograph the sample plan's window once in each size."""
    checkout = Path(__file__).resolve().parent.parent
    environment = Environment(checkout)
    folder = Path(arguments[0]) if arguments else checkout / "packaging" / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch, display():
        sample = Path(scratch) / SAMPLE
        plandesk(environment, "sample", str(sample))
        for size in SIZES:
            picture = folder / f"window-{size}.png"
            photograph(environment, sample, picture, size)
            print(picture)
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Trouble as trouble:
        print(trouble, file=sys.stderr)
        sys.exit(trouble.status)
