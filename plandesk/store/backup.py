"""Copies of a plan file through SQLite's backup API: whole, checked and synced."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from plandesk.errors import FileProblem
from plandesk.store.trouble import spoken

_STAMP = "%Y-%m-%d %H.%M.%S"


@dataclass(frozen=True, slots=True)
class Backup:
    """One kept copy: where it is, when it was made (UTC), and what for."""

    path: Path
    made: dt.datetime
    reason: str


def backup_folder(plan: Path) -> Path:
    """Return the folder beside the plan that keeps its backups."""
    return plan.with_name(f"{plan.stem} backups")


def copy_plan(plan: Path, target: Path) -> Path:
    """Copy the plan to ``target``, check the copy, and only then put it in place.

    Uses SQLite's backup API: reading the file directly would drop this process's locks.
    Raises FileProblem when the copy cannot be written or does not pass its check.
    """
    part = target.with_name(target.name + ".part")
    try:
        with spoken(target):
            source = sqlite3.connect(f"{plan.resolve().as_uri()}?mode=ro", uri=True)
            copy = sqlite3.connect(part)
            with contextlib.closing(source), contextlib.closing(copy):
                source.backup(copy)
                answer = copy.execute("PRAGMA quick_check").fetchone()[0]
        if answer != "ok":
            raise FileProblem(f"The copy {target.name} failed its check.", "Check the disk.")
        _sync(part)
        part.replace(target)
        sync_folder(target.parent)
    except OSError as error:
        raise FileProblem(
            f"PlanDesk could not write {target.name} in {target.parent}.",
            "Choose another folder, or make room there.",
        ) from error
    finally:
        part.unlink(missing_ok=True)
    return target


def make_backup(plan: Path, reason: str, now: dt.datetime) -> Path:
    """Keep a copy of the plan beside it, named by time and reason; return its path."""
    folder = backup_folder(plan)
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise FileProblem(
            f"PlanDesk could not make the folder {folder}.", "Check that you may write there."
        ) from error
    name = f"{plan.stem} {now.strftime(_STAMP)} {reason}{plan.suffix}"
    return copy_plan(plan, folder / name)


def list_backups(plan: Path) -> list[Backup]:
    """Return the kept copies of this plan, newest first."""
    found: list[Backup] = []
    for path in backup_folder(plan).glob(f"*{plan.suffix}"):
        rest = path.stem.removeprefix(f"{plan.stem} ")
        try:
            made = dt.datetime.strptime(rest[:19], _STAMP).replace(tzinfo=dt.UTC)
        except ValueError:
            continue
        found.append(Backup(path, made, rest[20:]))
    return sorted(found, key=lambda backup: (backup.made, backup.path.name), reverse=True)


def sync_folder(folder: Path) -> None:
    """Make the renames in a folder safe against a power cut."""
    if os.name == "nt":
        return  # Windows has no such call; the rename itself is journaled
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _sync(path: Path) -> None:
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())
