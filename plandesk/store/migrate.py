"""Bringing an older plan file up to date: on a checked copy, in one transaction, then swapped in.

Whatever fails, the old file is untouched and trying again works.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from plandesk.errors import FileDamaged, FileProblem
from plandesk.store.backup import copy_plan, make_backup
from plandesk.store.engine import migrating_engine
from plandesk.store.placing import put_in_place
from plandesk.store.trouble import spoken


def bring_up_to_date(path: Path, version: int) -> None:
    """Migrate the file at ``path`` from ``version`` to the newest; a backup is kept first.

    Raises FileProblem when a step fails or the migrated copy does not pass its checks.
    """
    from plandesk.store.migrations.runner import migrate

    make_backup(path, f"before update from version {version}", dt.datetime.now(dt.UTC))
    work = copy_plan(path, path.with_name(path.name + ".update"))
    try:
        engine = migrating_engine(work)
        try:
            with spoken(work), engine.begin() as connection:
                migrate(connection, version)
                problems = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
                answer = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar()
        finally:
            engine.dispose()
        if problems or answer != "ok":
            raise FileDamaged(
                f"{path.name} could not be brought up to date: its content does not hold together.",
                "The file is unchanged. Open a backup of it, or ask for help with this one.",
            )
        put_in_place(work, path)
    except OSError as error:
        raise FileProblem(
            f"PlanDesk could not bring {path.name} up to date in {path.parent}.",
            "Check that you may write there. The file is unchanged.",
        ) from error
    finally:
        work.unlink(missing_ok=True)
