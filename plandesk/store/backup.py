"""Copies of a plan file through SQLite's backup API: whole, checked and synced."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import sqlite3
from collections.abc import Callable, Generator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from plandesk.errors import FileMoved, FileProblem, reaching, writing
from plandesk.store.address import sqlite_address
from plandesk.store.facts import UNCLEAN, drop_fact
from plandesk.store.places import second_backup_folder
from plandesk.store.placing import put_in_place
from plandesk.store.room import need_room
from plandesk.store.thinning import superfluous
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


@reaching()
def copy_plan(plan: Path, target: Path) -> Path:
    """Copy the plan to ``target``, check the copy, and only then put it in place.

    Uses SQLite's backup API: reading the file directly would drop this process's locks. A copy is
    nobody's session, so it is never marked as one that was not closed. Raises NoRoom for too small
    a disk, FileMoved where the plan is gone, FileProblem when it is empty, and when the copy cannot
    be written or does not pass its check.
    """
    if not plan.is_file():
        raise FileMoved(
            f"{plan.name} was moved or deleted by another program.",
            "There is nothing to copy. Put the plan back, or find out where it is now.",
        )
    if not plan.stat().st_size:  # SQLite would take it for a database without tables
        raise FileProblem(f"{plan.name} is empty.", "There is nothing to copy.")
    if not target.parent.is_dir():
        raise FileProblem(f"The folder {target.parent} does not exist.", "Make it first.")
    part = target.with_name(target.name + ".part")
    try:
        with writing(target, "Choose another folder, or make room there.", FileProblem):
            need_room(target.parent, plan.stat().st_size, target.name)
            with spoken(target):
                source = sqlite3.connect(sqlite_address(plan, "ro"), uri=True)
                copy = sqlite3.connect(part)
                with contextlib.closing(source), contextlib.closing(copy):
                    source.backup(copy)
                    drop_fact(copy, UNCLEAN)
                    answer = copy.execute("PRAGMA quick_check").fetchone()[0]
            if answer != "ok":
                raise FileProblem(f"The copy {target.name} failed its check.", "Check the disk.")
            _sync(part)
            put_in_place(part, target)
            sync_folder(target.parent)
    finally:
        with contextlib.suppress(OSError):  # a failing disk is spoken of above
            part.unlink(missing_ok=True)
    return target


def make_backup(
    plan: Path, reason: str, now: dt.datetime, copy: Callable[[Path], Path] | None = None
) -> Path:
    """Keep a copy of the plan, named by time and reason, beside it and in a second place.

    ``copy`` writes it to a path, where the plan is not a file that could be copied.

    Returns the path of the copy beside the plan, or of the second where none can be written
    beside it. Copies grown superfluous are deleted. Raises NoRoom for too full a disk, FileProblem
    when neither place takes a copy.
    """
    folders = (backup_folder(plan), second_backup_folder(plan))
    name = _free_name(plan, reason, now, folders)
    with contextlib.suppress(OSError):
        need_room(plan.parent, plan.stat().st_size, f"a backup of {plan.name}")
    kept: list[Path] = []
    trouble: FileProblem | None = None
    for folder in folders:
        try:
            kept.append(_keep_in(folder, copy or partial(copy_plan, plan), name))
            copy = partial(copy_plan, kept[0])
        except FileProblem as problem:
            trouble = trouble or problem
        else:
            _thin(folder, plan, now)
    if not kept and trouble:
        raise trouble
    return kept[0]


def _free_name(plan: Path, reason: str, now: dt.datetime, folders: tuple[Path, ...]) -> str:
    # Two copies in one second would be one file, and the later would take the earlier's place.
    while True:
        name = f"{plan.stem} {now.strftime(_STAMP)} {reason}{plan.suffix}"
        if not any(os.path.lexists(folder / name) for folder in folders):
            return name
        now += dt.timedelta(seconds=1)


def _keep_in(folder: Path, copy: Callable[[Path], Path], name: str) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileProblem(
            f"PlanDesk could not make the folder {folder}.", "Check that you may write there."
        ) from error
    return copy(folder / name)


def _thin(folder: Path, plan: Path, now: dt.datetime) -> None:
    copies = list(_copies_in(folder, plan))
    going = superfluous((copy.made for copy in copies), now.replace(tzinfo=dt.UTC))
    for copy in copies:
        if copy.made in going:
            with contextlib.suppress(OSError):  # a copy that is open elsewhere may stay
                copy.path.unlink()


def list_backups(plan: Path) -> list[Backup]:
    """Return the kept copies of this plan, newest first; a copy kept twice is listed once."""
    found: dict[str, Backup] = {}
    for folder in (second_backup_folder(plan), backup_folder(plan)):
        found |= {copy.path.name: copy for copy in _copies_in(folder, plan)}
    return sorted(found.values(), key=lambda copy: (copy.made, copy.path.name), reverse=True)


def _copies_in(folder: Path, plan: Path) -> Generator[Backup]:
    for path in folder.glob(f"*{plan.suffix}"):
        rest = path.stem.removeprefix(f"{plan.stem} ")
        try:
            made = dt.datetime.strptime(rest[:19], _STAMP).replace(tzinfo=dt.UTC)
        except ValueError:
            continue
        yield Backup(path, made, rest[20:])


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
