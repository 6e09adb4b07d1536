"""Version 1: every table of the first release, from nothing."""

from __future__ import annotations

from pathlib import Path

from alembic.operations import Operations
from sqlalchemy import text


def upgrade(operations: Operations) -> None:
    """Make the tables and indexes of an empty file."""
    script = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    for statement in script.split(";\n"):
        if statement.strip():
            operations.execute(text(statement))
