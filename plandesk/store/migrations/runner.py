"""Runs the steps from one file version to the newest on an open, exclusive transaction."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from typing import cast

from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Connection

from plandesk.store import migrations


def steps() -> dict[int, str]:
    """Return the module name of the step to each file version, in order."""
    names = [module.name for module in pkgutil.iter_modules(migrations.__path__)]
    found = {int(name[1:5]): name for name in names if name[0] == "v" and name[1:5].isdigit()}
    return dict(sorted(found.items()))


def migrate(connection: Connection, version: int) -> None:
    """Take the file from ``version`` (0 is an empty file) to the newest, step by step.

    The caller owns the transaction: when a step raises, nothing of it stays.
    """
    operations = Operations(MigrationContext.configure(connection))
    for number, name in steps().items():
        if number > version:
            module = importlib.import_module(f"{migrations.__name__}.{name}")
            cast("Callable[[Operations], None]", module.upgrade)(operations)
            connection.exec_driver_sql(f"PRAGMA user_version = {number}")
