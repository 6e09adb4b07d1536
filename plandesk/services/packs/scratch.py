"""Folders that a build works in; those of a build that was killed are swept up later."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path

_PREFIX = "plandesk-pack-"
_OLD = 24 * 3600.0


@contextmanager
def scratch_folder() -> Generator[Path]:
    """Give a folder for the papers of a build, which may be exempt, and take it away again.

    What a killed build left is taken away once it is a day old, when no build can be using it.
    """
    _sweep(Path(tempfile.gettempdir()))
    with tempfile.TemporaryDirectory(prefix=_PREFIX) as folder:
        yield Path(folder)


def _sweep(place: Path) -> None:
    with suppress(OSError):
        for folder in place.glob(f"{_PREFIX}*"):
            if time.time() - folder.stat().st_mtime > _OLD:
                shutil.rmtree(folder, ignore_errors=True)
