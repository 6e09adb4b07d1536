"""Where the fonts, icons, themes and sample plan live: checkout, wheel or frozen bundle."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path


@cache
def root() -> Path:
    """Return the folder that holds the resources."""
    frozen = getattr(sys, "_MEIPASS", None)
    here = Path(__file__).resolve().parent
    candidates = [here / "_resources", here.parent / "resources"]
    if frozen:
        candidates.insert(0, Path(frozen) / "resources")
    for folder in candidates:
        if folder.is_dir():
            return folder
    raise FileNotFoundError("PlanDesk's resources folder is missing; install PlanDesk again.")


def path(name: str) -> Path:
    """Return the path of one resource, such as ``"fonts/OpenSans-Regular.ttf"``."""
    found = root() / name
    if not found.exists():
        raise FileNotFoundError(f"PlanDesk's resource {name} is missing; install PlanDesk again.")
    return found
