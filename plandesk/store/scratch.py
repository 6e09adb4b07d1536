"""Folders for what is needed only for a while; those of a program that was killed are swept up.

They hold plans and papers that may be exempt, so none may stay behind in the system's folder for
temporary files. The name says whose it is.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from plandesk.store.lock import process_lives

_NAME = "plandesk-scratch-"
_OWNER = re.compile(rf"{_NAME}(\d+)-")


def scratch_folder() -> tempfile.TemporaryDirectory[str]:
    """Give a folder for this process alone; it goes with ``cleanup``, or when the program ends."""
    sweep_scratch()
    return tempfile.TemporaryDirectory(prefix=f"{_NAME}{os.getpid()}-")


def sweep_scratch() -> None:
    """Take away the folders of programs that have ended without doing so."""
    with suppress(OSError):
        for folder in Path(tempfile.gettempdir()).glob(f"{_NAME}*"):
            owner = _OWNER.match(folder.name)
            if owner is not None and not process_lives(int(owner[1])):
                shutil.rmtree(folder, ignore_errors=True)
