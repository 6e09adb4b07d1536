"""The first bytes of a plan file: what it is and how old, in places that SQLite promises."""

from __future__ import annotations

from pathlib import Path

APPLICATION_ID = 0x506C444B  # "PlDK"
SCHEMA_VERSION = 1

_SQLITE = b"SQLite format 3\x00"
_LENGTH = 100


def read_header(path: Path) -> bytes:
    """Return the header of a file, less where the file is shorter; raises OSError."""
    with path.open("rb") as stream:
        return stream.read(_LENGTH)


def version_in(header: bytes) -> int | None:
    """Return the version of the plan file that this is the header of, None where it is none."""
    application = int.from_bytes(header[68:72], "big")
    if header[:16] != _SQLITE or application != APPLICATION_ID:
        return None
    return int.from_bytes(header[60:64], "big")


def keeps_log(header: bytes) -> bool:
    """Tell whether the file with this header writes changes into a log beside it (WAL)."""
    return header[18:20] == b"\x02\x02"
