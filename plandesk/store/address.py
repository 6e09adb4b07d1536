"""How SQLite is told where a plan is: an address that also says whether it may write."""

from __future__ import annotations

import os
from pathlib import Path, PurePath
from typing import Literal
from urllib.parse import quote_from_bytes

Mode = Literal["ro", "rw"]


def sqlite_address(plan: Path, mode: Mode) -> str:
    """Return the address of a plan, to read only (``ro``) or to write as well (``rw``)."""
    return address_of(plan.resolve(), mode)


def address_of(place: PurePath, mode: Mode) -> str:
    """Return the address of a whole path of any system.

    SQLite refuses an address that names a server where web addresses do ("invalid uri authority"),
    and a mapped drive of Windows has one once it is resolved: the server goes into the path.
    """
    path = place.as_posix()
    lead = "" if path.startswith("/") else "/"
    return f"file://{lead}{quote_from_bytes(os.fsencode(path), safe='/:')}?mode={mode}"
