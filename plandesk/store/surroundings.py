"""Where a plan file lies: on this computer, on a network drive, or in a folder that others copy.

Sync programs copy a file whenever they like, and a network drive may lose the connection in the
middle of a write. Both are told to the officer, who decides.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

_NETWORK = frozenset(
    (
        *("cifs", "smb", "smb2", "smb3", "smbfs", "nfs", "nfs4", "afpfs", "afs", "9p", "ncpfs"),
        *("davfs", "webdav", "fuse.davfs", "fuse.rclone", "fuse.sshfs"),
    )
)
# Folders of sync programs below the person's own folder, as the programs name them.
_ROOTS = {
    "OneDrive": "OneDrive",
    "OneDrive - *": "OneDrive",
    "Dropbox": "Dropbox",
    "Dropbox (*)": "Dropbox",
    "iCloudDrive": "iCloud",
    "Library/Mobile Documents": "iCloud",
    "Library/CloudStorage/*": "a cloud drive",
    "Google Drive": "Google Drive",
    "Nextcloud": "Nextcloud",
}
_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")


class PlaceKind(Enum):
    """What kind of place a file is in."""

    LOCAL = auto()
    NETWORK = auto()
    SYNCED = auto()


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The kind of place a file is in, and what is behind it: OneDrive, a share."""

    kind: PlaceKind
    name: str = ""


def surroundings_of(
    path: Path, file_system: str, device: str, environ: Mapping[str, str], home: Path
) -> Surroundings:
    """Return what is known of the place of ``path``.

    ``file_system`` and ``device`` are what the system calls the drive: a mapped drive of Windows
    has its server in the device.
    """
    synced = _sync_program(path.absolute(), environ, home)
    if synced:
        return Surroundings(PlaceKind.SYNCED, synced)
    if any(str(each).startswith((r"\\", "//")) for each in (path, device)):
        return Surroundings(PlaceKind.NETWORK, device or str(path.anchor))
    if file_system.casefold() in _NETWORK:
        return Surroundings(PlaceKind.NETWORK, device)
    return Surroundings(PlaceKind.LOCAL)


def _sync_program(path: Path, environ: Mapping[str, str], home: Path) -> str:
    for name in _VARIABLES:
        root = environ.get(name)
        if root and path.is_relative_to(Path(root).absolute()):
            return "OneDrive"
    for root, program in _ROOTS.items():
        parts = home.absolute().joinpath(*root.split("/")).parts
        if len(path.parts) > len(parts) and all(
            re.fullmatch(re.escape(wanted).replace(r"\*", ".+"), there)
            for wanted, there in zip(parts, path.parts, strict=False)
        ):
            return program
    return ""


def conflict_copies(path: Path) -> list[Path]:
    """Return the copies beside a plan that a sync program made because two people changed it.

    Known by their names: "plan-LAPTOP42", "plan (1)", "plan (A. Officer's conflicted copy …)".
    """
    stem = re.escape(path.stem)
    shapes = re.compile(
        rf"{stem}(-[A-Z0-9][A-Z0-9-]{{2,14}}| ?\(\d{{1,2}}\)|[ _.-].*conflict(ed)?[ _-]?(copy)?.*)"
    )
    try:
        beside = sorted(path.parent.glob(f"*{path.suffix}"))
    except OSError:
        return []
    return [one for one in beside if one != path and shapes.fullmatch(one.stem)]
