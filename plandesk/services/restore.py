"""Bringing back a kept copy of a plan; the file it replaces is kept aside."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from plandesk.errors import FileProblem
from plandesk.store.backup import copy_plan
from plandesk.store.file import open_plan_file
from plandesk.store.lock import PlanLock


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
        aside = None
        if path.exists():
            stamp = dt.datetime.now(dt.UTC).strftime("%Y-%m-%d %H.%M.%S")
            aside = path.with_name(f"{path.stem} replaced {stamp}{path.suffix}")
            _move_with_journal(path, aside)
        fresh.replace(path)
    finally:
        lock.release()
    return aside


def _move_with_journal(path: Path, aside: Path) -> None:
    # A journal belongs to its own file: left behind, it would be played into the restored one.
    for ending in ("-journal", "-wal", "-shm"):
        beside = path.with_name(path.name + ending)
        if beside.exists():
            beside.replace(aside.with_name(aside.name + ending))
    path.replace(aside)
