"""Bringing back a kept copy of a plan; the file it replaces is kept aside.

At every moment there is a whole plan under the plan's name: the former file gets a second name
first, and the restored one then takes its place in one rename.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import shutil
from pathlib import Path

from plandesk.errors import FileProblem
from plandesk.store.backup import copy_plan, sync_folder
from plandesk.store.file import open_plan_file
from plandesk.store.journal import is_half_done, roll_back
from plandesk.store.lock import PlanLock

_JOURNALS = ("-journal", "-wal", "-shm")


def restore_backup(path: Path, source: Path) -> Path | None:
    """Make the plan at ``path`` what the backup holds; return where the former file is kept.

    The backup is opened and checked first. Raises FileProblem when it is no sound plan, and
    FileLocked when somebody has the plan open.
    """
    open_plan_file(source, read_only=True).close()
    if path.exists() and path.samefile(source):
        raise FileProblem(f"{source.name} is the plan itself.", "Choose one of its kept copies.")
    lock = PlanLock(path)
    lock.acquire()
    try:
        fresh = copy_plan(source, path.with_name(path.name + ".restored"))
        aside = _keep_aside(path) if path.exists() else None
        fresh.replace(path)
        sync_folder(path.parent)
    finally:
        lock.release()
    return aside


def _keep_aside(path: Path) -> Path:
    if is_half_done(path):
        with contextlib.suppress(FileProblem):  # a damaged file keeps its journal beside it
            roll_back(path)
    stamp = dt.datetime.now(dt.UTC).strftime("%Y-%m-%d %H.%M.%S.%f")
    aside = path.with_name(f"{path.stem} replaced {stamp}{path.suffix}")
    # A journal belongs to its own file: left behind, it would be played into the restored one.
    for ending in _JOURNALS:
        beside = path.with_name(path.name + ending)
        if beside.exists():
            beside.replace(aside.with_name(aside.name + ending))
    try:
        os.link(path, aside)
    except OSError:  # a drive without links, such as a memory stick
        shutil.copy2(path, aside)
    return aside
