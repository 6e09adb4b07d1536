"""Which workbooks people mean when they drop files, folders or a zip on the window."""

from __future__ import annotations

import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path, PurePosixPath

from plandesk.errors import UserError
from plandesk.excel.filekind import FileKind, recognise
from plandesk.excel.guard import MAX_FILE, MAX_TOTAL, read_bytes, unpack
from plandesk.excel.returns.keys import find_reference
from plandesk.excel.returns.schema import IDENTITY

_ENDINGS = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".xltx"})
_LOOKED_AT = 8 * 2**20
_KEY_HEADING = b"PlanDesk key"
MAX_FILES = 1_000
EMAILS_NAME = "E-mails - "  # our own sheet of texts lies beside the returns


@dataclass(frozen=True, slots=True)
class ReturnFile:
    """One file to import: where it is, and its bytes when it came out of a zip.

    ``inside`` names that zip. ``folder`` is what tells it from another file of the same name.
    """

    path: Path
    data: bytes | None = None
    inside: str = ""
    folder: str = ""

    @property
    def label(self) -> str:
        """The name for messages, no two alike: "Returns.zip: A5.xlsx" for a file inside a zip."""
        name = f"{self.folder}/{self.path.name}" if self.folder else self.path.name
        return f"{self.inside}: {name}" if self.inside else name


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
    return _told_apart(_once(found))


def _once(files: Iterable[ReturnFile]) -> list[ReturnFile]:
    """Leave out a file that its folder brings again."""
    found: dict[Path | int, ReturnFile] = {}
    for number, file in enumerate(files):
        found.setdefault(number if file.inside else file.path.absolute(), file)
    return list(found.values())


def _told_apart(files: list[ReturnFile]) -> list[ReturnFile]:
    """Name the folder too where two files have the same name: leads call theirs "Return.xlsx"."""
    for is_whole in (False, True):
        labels = Counter(file.label for file in files)
        files = [
            _with_folder(file, is_whole=is_whole) if labels[file.label] > 1 else file
            for file in files
        ]
    return files


def _with_folder(file: ReturnFile, *, is_whole: bool) -> ReturnFile:
    folder = file.path.parent
    return replace(file, folder=str(folder) if is_whole else folder.name)


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
            # Nothing is written to disk, and no file can be at such a place.
            name = PurePosixPath(entry.filename.replace("\\", "/"))
            if _is_wanted(name.name) and entry.file_size <= MAX_FILE:
                place = path.absolute().joinpath(*(part for part in name.parts if part.strip("./")))
                yield ReturnFile(place, unpack(data, entry), path.name)
    except (zipfile.BadZipFile, ValueError) as fault:
        raise UserError(f"\u201c{path.name}\u201d is damaged.", "Ask for it again.") from fault


def looks_like_return(path: Path, data: bytes | None = None) -> bool:
    """Tell quickly whether a file is a return: by its name, its identity, or its key column.

    Only what is cheap is looked at, and a broken file is none: the import says what is wrong.
    """
    try:
        data = read_bytes(path) if data is None else data
        if recognise(data) not in {FileKind.WORKBOOK, FileKind.OPEN_DOCUMENT}:
            return False
        if find_reference(path.stem):
            return True
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = [each for each in archive.infolist() if each.file_size <= _LOOKED_AT]
        parts.sort(key=lambda each: not each.filename.startswith(("docProps/", "meta.xml")))
        marks = (IDENTITY.encode(), _KEY_HEADING)
        return any(
            mark in part
            for each in parts
            if each.filename.endswith(".xml")
            for part in (unpack(data, each),)
            for mark in marks
        )
    except (UserError, zipfile.BadZipFile, zlib.error, ValueError, OSError, NotImplementedError):
        return False


def holds_returns(path: Path) -> bool:
    """Tell whether a file is a return, or a folder or zip has one among its workbooks."""
    if not path.is_dir() and path.suffix.casefold() != ".zip":
        return looks_like_return(path)
    try:
        return any(looks_like_return(file.path, file.data) for file in collect_files([path]))
    except UserError:
        return False
