"""What is at hand when a plan file is damaged: the newest kept copy that is sound."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from plandesk.errors import FileMoved, FileProblem, UserError
from plandesk.services.copies.file_check import file_problems
from plandesk.services.document import Document
from plandesk.store.backup import Backup, list_backups

Step: TypeAlias = Callable[[int, int, str], None]


def check_file(document: Document, step: Step | None = None) -> list[str]:
    """Return what is wrong with the file of an open plan, a sentence each.

    Raises FileMoved where it lies there no longer.
    """
    try:
        with document.read() as session:
            return file_problems(session, step)
    except FileMoved:
        raise  # another file, or none: nothing is known of this one
    except FileProblem as problem:
        return [problem.message]


def is_sound(path: Path) -> bool:
    """Tell whether a plan file can be opened and passes every check."""
    try:
        with Document.open(path, read_only=True) as document, document.read() as session:
            return not file_problems(session)
    except UserError:
        return False


def newest_sound_backup(plan: Path, step: Step | None = None) -> Backup | None:
    """Return the newest kept copy of a plan that passes every check, None without one."""
    copies = list_backups(plan)
    for done, copy in enumerate(copies):
        if step is not None:
            step(done, len(copies), copy.path.name)
        if is_sound(copy.path):
            return copy
    return None
