"""Where an open plan is kept: what a file and a server have in common."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from sqlalchemy import Engine


class PlanPlace(Protocol):
    """An open plan, in a file or on a server: how it is read, written, copied and let go.

    ``path`` is the file; for a plan on a server it is where its copies on this computer belong,
    and nothing lies there. ``writer`` is None where changes are refused. With ``is_shared`` others
    write to the plan at the same time, and that is no accident.
    """

    @property
    def path(self) -> Path:
        """Return the file, or what stands for it here."""
        ...

    @property
    def reader(self) -> Engine:
        """Return the engine that only reads; each session sees one state of the plan."""
        ...

    @property
    def writer(self) -> Engine | None:
        """Return the engine whose transactions come one after the other."""
        ...

    @property
    def is_shared(self) -> bool:
        """Tell whether others may write to the plan while it is open here."""
        ...

    @property
    def foreign_log(self) -> Path | None:
        """Return where another file's log of changes lies that was beside the plan, if any."""
        ...

    def spoken(self) -> AbstractContextManager[None]:
        """Turn failures of the place into a FileProblem in words for officers."""
        ...

    def copy_to(self, target: Path) -> Path:
        """Write the whole plan, with its history, as a plan file; raises FileProblem."""
        ...

    def close(self) -> None:
        """Let go of it."""
        ...
