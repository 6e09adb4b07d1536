"""Where PlanDesk keeps what belongs to the person and not to the plan: second copies, logs."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

_CHOICE = "backup-folder.txt"


def data_folder() -> Path:
    """Return the folder for this person's PlanDesk files; it need not exist yet.

    The variable PLANDESK_DATA names another one, for a memory stick or a managed desktop.
    """
    named = os.environ.get("PLANDESK_DATA")
    if named:
        return Path(named)
    from platformdirs import user_data_path

    return user_data_path("PlanDesk", appauthor=False)


def second_backup_root() -> Path:
    """Return the folder of all second copies: the person's choice, else their own data folder."""
    try:
        chosen = (data_folder() / _CHOICE).read_text("utf-8").strip()
    except OSError:
        chosen = ""
    return Path(chosen) if chosen else data_folder() / "backups"


def choose_backup_root(folder: Path | None) -> None:
    """Keep second copies in this folder from now on; None goes back to the usual one.

    Copies made before stay where they are. Raises OSError where the choice cannot be kept.
    """
    choice = data_folder() / _CHOICE
    if folder is None:
        choice.unlink(missing_ok=True)
        return
    choice.parent.mkdir(parents=True, exist_ok=True)
    choice.write_text(str(folder), "utf-8")


def second_backup_folder(plan: Path) -> Path:
    """Return the folder, away from the plan, that keeps a second copy of each backup.

    Plans of the same name in different folders do not share it.
    """
    where = hashlib.sha256(str(plan.resolve().parent).encode()).hexdigest()[:8]
    return second_backup_root() / f"{plan.stem} {where}"
