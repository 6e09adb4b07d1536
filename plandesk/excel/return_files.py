"""Which workbooks people mean when they drop files, folders or a zip on the window."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path, PurePosixPath

from plandesk.errors import UserError
from plandesk.excel.filekind import FileKind, recognise
from plandesk.excel.guard import MAX_FILE, MAX_TOTAL, read_bytes, unpack

_ENDINGS = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".xltx"})
MAX_FILES = 1_000
EMAILS_NAME = "E-mails - "  # our own sheet of texts lies beside the returns


@dataclass(frozen=True, slots=True)
class ReturnFile:
    """One file to import: where it is, and its bytes when it came out of a zip."""

    path: Path
    data: bytes | None = None
    inside: str = ""

    @property
    def label(self) -> str:
        """The name for messages: "Returns.zip: A5.xlsx" for a file inside a zip."""
        return f"{self.inside}: {self.path.name}" if self.inside else self.path.name


def collect_files(paths: Iterable[Path]) -> list[ReturnFile]:
    """Return the workbooks in files, folders and zips, each once, in a steady order.

    Raises UserError for an empty folder or zip and for far too many files. Temporary files of
    Excel ("~$...") are passed over.
    """
    found: list[ReturnFile] = []
    for path in paths:
        here = list(_in_folder(path)) if path.is_dir() else list(_file_or_zip(path))
        if not here:
            raise UserError(
                f"There are no workbooks in \u201c{path.name}\u201d.", "Choose another."
            )
        found += here
    if len(found) > MAX_FILES:
        raise UserError(f"{len(found):,} files are too many at once.", "Choose fewer.")
    return found


def _in_folder(folder: Path) -> Iterator[ReturnFile]:
    for path in sorted(folder.iterdir()):
        if path.is_file() and _is_wanted(path.name):
            yield ReturnFile(path)


def _is_wanted(name: str) -> bool:
    return (
        not name.startswith(("~$", ".", EMAILS_NAME)) and Path(name).suffix.casefold() in _ENDINGS
    )


def _file_or_zip(path: Path) -> Iterator[ReturnFile]:
    if path.suffix.casefold() != ".zip":
        yield ReturnFile(path)
        return
    data = read_bytes(path)
    if recognise(data) is not FileKind.ARCHIVE:
        yield ReturnFile(path, data)
        return
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = [each for each in archive.infolist() if not each.is_dir()]
        if sum(each.file_size for each in entries) > MAX_TOTAL:
            raise UserError(f"\u201c{path.name}\u201d is too large to unpack.", "Send fewer files.")
        for entry in sorted(entries, key=lambda each: each.filename):
            # Only the last part of the name is used, and nothing is written to disk.
            name = PurePosixPath(entry.filename.replace("\\", "/")).name
            if _is_wanted(name) and entry.file_size <= MAX_FILE:
                yield ReturnFile(Path(name), unpack(data, entry), path.name)
    except (zipfile.BadZipFile, ValueError) as fault:
        raise UserError(f"\u201c{path.name}\u201d is damaged.", "Ask for it again.") from fault
