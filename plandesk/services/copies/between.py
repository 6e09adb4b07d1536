"""A plan taken from a file to a server, or from a server to a file, whole and checked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, func, select

from plandesk.errors import FileDamaged, UsageError
from plandesk.models.audit import ChangeSet
from plandesk.models.plan import PlanItem
from plandesk.services.document import Document
from plandesk.services.history import first_altered_step
from plandesk.services.seal import seal_holds
from plandesk.store.server import ServerAddress, create_server_plan
from plandesk.store.transfer import copy_rows

Step = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Copied:
    """What was copied: rows of the plan, and steps of its history."""

    items: int
    steps: int


def copy_between(
    source: Path | ServerAddress, target: Path | ServerAddress, step: Step | None = None
) -> Copied:
    """Copy a plan with all its history, and check that it arrived as it was.

    Raises UsageError where ``target`` holds something already, FileProblem where it cannot be
    reached or written, FileDamaged where the source does not hold what its seal says. Nothing is
    left at ``target`` then.
    """
    with Document.open(source, read_only=True) as document, document.read() as session:
        connection = session.connection()
        _need_whole(connection, str(source))
        copied = Copied(_count(connection, PlanItem), _count(connection, ChangeSet))
        if isinstance(target, ServerAddress):
            _to_server(connection, target, step)
        elif target.exists():
            raise UsageError(f"{target} exists already.", "Choose another name.")
        else:
            document.copy_to(target)
    if isinstance(target, Path):
        with Document.open(target, read_only=True) as made, made.read() as session:
            _need_whole(session.connection(), str(target))
    return copied


def _to_server(source: Connection, address: ServerAddress, step: Step | None) -> None:
    def fill(target: Connection) -> None:
        copy_rows(source, target, step)
        _need_whole(target, str(address))

    create_server_plan(address, fill).close()


def _need_whole(connection: Connection, name: str) -> None:
    if not seal_holds(connection) or first_altered_step(connection) is not None:
        raise FileDamaged(
            f"{name} does not hold what its history says.", "Check it: plandesk check FILE."
        )


def _count(connection: Connection, model: type[PlanItem | ChangeSet]) -> int:
    return connection.execute(select(func.count()).select_from(model)).scalar() or 0
