"""Where PlanDesk keeps what belongs to the person and not to the plan: second copies, logs."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path


def data_folder() -> Path:
    """Return the folder for this person's PlanDesk files; it need not exist yet.

    The variable PLANDESK_DATA names another one, for a memory stick or a managed desktop.
    """
    named = os.environ.get("PLANDESK_DATA")
    if named:
        return Path(named)
    from platformdirs import user_data_path

    return user_data_path("PlanDesk", appauthor=False)


def second_backup_folder(plan: Path) -> Path:
    """Return the folder, away from the plan, that keeps a second copy of each backup.

    Plans of the same name in different folders do not share it.
    """
    where = hashlib.sha256(str(plan.resolve().parent).encode()).hexdigest()[:8]
    return data_folder() / "backups" / f"{plan.stem} {where}"
