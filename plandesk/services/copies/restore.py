"""Bringing back a kept copy of a plan; the file it replaces is kept aside.

At every moment there is a whole plan under the plan's name: the former file gets a second name
first, and the restored one then takes its place in one rename.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import shutil
import sqlite3
from pathlib import Path

from plandesk.errors import FileProblem, why_not_written
from plandesk.store.backup import copy_plan, sync_folder
from plandesk.store.file import open_plan_file
from plandesk.store.journal import is_half_done, roll_back
from plandesk.store.lock import PlanLock
from plandesk.store.placing import put_in_place

_JOURNALS = ("-journal", "-wal", "-shm")


def restore_backup(path: Path, source: Path, *, damaged: bool = False) -> Path | None:
    """Make the plan at ``path`` what the backup holds; return where the former file is kept.

    A ``damaged`` file is kept as ``.damaged``, with the journals that lay beside it. The backup
    is opened and checked first. Raises FileProblem when it is no sound plan, and FileLocked when
    somebody has the plan open.
    """
    open_plan_file(source, read_only=True).close()
    if path.exists() and path.samefile(source):
        raise FileProblem(f"{source.name} is the plan itself.", "Choose one of its kept copies.")
    fresh = path.with_name(path.name + ".restored")
    lock = PlanLock(path)
    lock.acquire()
    try:
        copy_plan(source, fresh)
        aside = _keep_aside(path, damaged=damaged) if path.exists() else None
        put_in_place(fresh, path)
        sync_folder(path.parent)
    except OSError as error:
        why = why_not_written(path, error)
        raise FileProblem(
            f"PlanDesk could not put the backup in the place of {path.name}: {why}.",
            "Put that right, then try again. The plan is whole.",
        ) from error
    finally:
        with contextlib.suppress(OSError):
            fresh.unlink(missing_ok=True)
        lock.release()
    return aside


def _keep_aside(path: Path, *, damaged: bool) -> Path:
    stamp = dt.datetime.now(dt.UTC).strftime("%Y-%m-%d %H.%M.%S.%f")
    if damaged:
        aside = path.with_name(f"{path.stem} {stamp}{path.suffix}.damaged")
    else:
        aside = path.with_name(f"{path.stem} replaced {stamp}{path.suffix}")
        with contextlib.suppress(FileProblem, sqlite3.Error):  # else its journal stays beside it
            if is_half_done(path):
                roll_back(path)
    _give_second_name(path, aside)
    # A journal belongs to its own file: left behind, it would be played into the restored one.
    for ending in _JOURNALS:
        beside = path.with_name(path.name + ending)
        if beside.exists():
            put_in_place(beside, aside.with_name(aside.name + ending))
    return aside


def _give_second_name(path: Path, aside: Path) -> None:
    try:
        os.link(path, aside)
    except OSError:  # a drive without links, such as a memory stick
        try:
            shutil.copy2(path, aside)
        except OSError:
            aside.unlink(missing_ok=True)
            raise
