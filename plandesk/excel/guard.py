"""The one door for workbooks from outside: size, zip and XML checks before anything is parsed.

The limits and the faults they answer are measured in a set of doctored workbooks: zip and entity
bombs, sizes that lie, stray cells in the last row of Excel, styles that no reader understands.
"""

from __future__ import annotations

import contextlib
import hashlib
import re
import struct
import warnings
import zipfile
import zlib
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from plandesk.errors import NeedsAnswer, UserError
from plandesk.excel.filekind import FileKind, explain, recognise

if TYPE_CHECKING:
    from openpyxl import Workbook

MAX_FILE = 50 * 2**20
MAX_PART = 64 * 2**20
MAX_TOTAL = 200 * 2**20
MAX_RATIO = 200
MAX_PARTS = 500
MAX_ROWS = 5_000
MAX_COLUMNS = 40
_RATIO_FROM = 8 * 2**20
_FAR_CELL = re.compile(rb'<c r="[A-Z]{3}[0-9]')
_NOT_PLAIN = re.compile(rb"<[!?]")
_MAX_DEPTH = 500
_CHUNK = 2**16
_AGAIN = "Ask for the file again, or open it in Excel and save it, then import it."
_PARSE_FAULTS = (
    ValueError,  # includes UnicodeDecodeError
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    SyntaxError,  # the XML parsers' ParseError and XMLSyntaxError
    EOFError,
    OverflowError,
    RecursionError,
    RuntimeError,
    OSError,
    zipfile.BadZipFile,
    zlib.error,
)


@dataclass(frozen=True, slots=True)
class GuardedBook:
    """A workbook that passed the checks: its bytes, fingerprint (SHA-256) and what to mention.

    ``notes`` are sentences for the officer about what is read past: macros, links to other
    workbooks, styles that cannot be read.
    """

    path: Path
    data: bytes
    fingerprint: str
    notes: tuple[str, ...] = field(default=())
    kind: FileKind = FileKind.WORKBOOK

    @property
    def name(self) -> str:
        """The file's name, for messages."""
        return self.path.name

    def open_zip(self) -> zipfile.ZipFile:
        """Open the bytes as a zip; the caller closes it."""
        return zipfile.ZipFile(BytesIO(self.data))

    def damaged(self) -> UserError:
        """Return the error that says this file cannot be read to its end."""
        return UserError(*explain(self.name, FileKind.DAMAGED))

    @contextlib.contextmanager
    def reading(self) -> Generator[None]:
        """Turn what parsers raise on broken content into one clear UserError."""
        try:
            yield
        except _PARSE_FAULTS as fault:
            raise self.damaged() from fault

    @contextlib.contextmanager
    def workbook(self, *, data_only: bool = True) -> Generator[Workbook]:
        """Open as a read-only openpyxl workbook, never trusting the sheets' stated size.

        A stylesheet that openpyxl cannot read is replaced by a plain one, so that the values
        are still read. Use :func:`capped_rows` to read a sheet.
        """
        from openpyxl import load_workbook

        options: dict[str, Any] = {
            "read_only": True,
            "data_only": data_only,
            "keep_links": False,
        }
        with self.reading(), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of what it leaves out
            try:
                book = load_workbook(BytesIO(self.data), **options)
            except (ValueError, TypeError, KeyError, IndexError, AttributeError):
                book = load_workbook(BytesIO(self._without_styles()), **options)
            try:
                for sheet in book.worksheets:
                    sheet.reset_dimensions()
                yield book
            finally:
                book.close()

    def _without_styles(self) -> bytes:
        out = BytesIO()
        with self.open_zip() as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
            for info in source.infolist():
                part = source.read(info)
                if info.filename.casefold() == "xl/styles.xml":
                    part = _plain_styles(part)
                target.writestr(info.filename, part)
        return out.getvalue()


def open_guarded(
    path: Path, data: bytes | None = None, *, open_document: bool = False
) -> GuardedBook:
    """Read and check a workbook file; raise UserError that names the file and says what to do.

    With ``data`` the bytes are already at hand, such as those of a file inside a zip. With
    ``open_document`` a spreadsheet of LibreOffice (.ods) is let in too.
    """
    data = read_bytes(path) if data is None else data
    kind = recognise(data)
    if kind is FileKind.OPEN_DOCUMENT and open_document:
        return _open_document(path, data)
    if kind is FileKind.PASSWORD:
        raise NeedsAnswer(*explain(path.name, kind), "password")
    if kind is not FileKind.WORKBOOK:
        raise UserError(*explain(path.name, kind))
    book = GuardedBook(path, data, hashlib.sha256(data).hexdigest())
    with book.reading(), book.open_zip() as archive:
        _check_directory(path.name, archive)
        notes = _check_parts(path.name, data, archive)
    return GuardedBook(path, data, book.fingerprint, notes)


def _open_document(path: Path, data: bytes) -> GuardedBook:
    if path.suffix.casefold() != ".ods":
        message = f"\u201c{path.name}\u201d is an OpenDocument spreadsheet with another ending."
        raise UserError(message, "Give it its own ending, .ods, then import it again.")
    mark = hashlib.sha256(data).hexdigest()
    book = GuardedBook(path, data, mark, kind=FileKind.OPEN_DOCUMENT)
    with book.reading(), book.open_zip() as archive:
        _check_directory(path.name, archive)
        parts = {each.filename: each for each in archive.infolist()}
        manifest = parts.get("META-INF/manifest.xml")
        if manifest is not None and b"encryption-data" in unpack(data, manifest):
            raise UserError(*explain(path.name, FileKind.PASSWORD))
        if "content.xml" not in parts or b"spreadsheet" not in unpack(data, parts["mimetype"]):
            raise _not_valid(path.name, "it is an OpenDocument file, but no spreadsheet")
        for name in ("content.xml", "meta.xml"):
            if name in parts:
                _check_xml(path.name, unpack(data, parts[name]))
    return book


def read_bytes(path: Path) -> bytes:
    """Return a file's bytes; raise UserError when it is missing, too large or cannot be read."""
    name = f"\u201c{path.name}\u201d"
    try:
        if path.stat().st_size > MAX_FILE:
            size = MAX_FILE // 2**20
            raise UserError(f"{name} is too large: more than {size} MB.", "Check the file.")
        return path.read_bytes()
    except FileNotFoundError as fault:
        raise UserError(f"{name} is not there.", "Check the name and the folder.") from fault
    except OSError as fault:
        reason = fault.strerror or "it cannot be opened"
        hint = "Close it in other programs, or copy it to another folder and try again."
        raise UserError(f"{name} could not be read: {reason}.", hint) from fault


def capped_rows(
    book: GuardedBook, sheet: Any, max_row: int = MAX_ROWS, max_column: int = MAX_COLUMNS
) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of cells of a read-only openpyxl sheet up to a row and column cap."""
    with book.reading():
        yield from sheet.iter_rows(max_row=max_row, max_col=max_column)


def _check_directory(name: str, archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    names = [entry.filename.replace("\\", "/").casefold() for entry in entries]
    quoted = f"\u201c{name}\u201d"
    if len(set(names)) != len(names):
        raise UserError(f"{quoted} is damaged: it holds the same part twice.", _AGAIN)
    total = sum(entry.file_size for entry in entries)
    if len(entries) > MAX_PARTS or total > MAX_TOTAL or any(map(_is_too_large, entries)):
        message = f"{quoted} is too large: its contents unpack to {_megabytes(total)}."
        raise UserError(message, "A return is far smaller. Ask for the file again.")
    for entry in entries:
        if entry.flag_bits & 1:
            raise UserError(*explain(name, FileKind.PASSWORD))
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise _not_valid(name, "it is packed in a way that Excel does not use")


def _is_too_large(entry: zipfile.ZipInfo) -> bool:
    if entry.file_size > MAX_PART:
        return True
    ratio = entry.file_size / max(entry.compress_size, 1)
    return entry.file_size > _RATIO_FROM and ratio > MAX_RATIO


def _megabytes(size: int) -> str:
    return f"{size / 2**20:,.0f} MB"


def _not_valid(name: str, reason: str) -> UserError:
    return UserError(f"\u201c{name}\u201d is not a valid Excel workbook: {reason}.", _AGAIN)


def _check_parts(name: str, data: bytes, archive: zipfile.ZipFile) -> tuple[str, ...]:
    """Read every XML part once (its CRC is checked on the way) and refuse what Excel never writes.

    Raises UserError for a document type, deep nesting or the Strict variety of the format.
    """
    notes: list[str] = []
    for entry in archive.infolist():
        lower = entry.filename.casefold()
        if lower.endswith("vbaproject.bin"):
            notes.append("It holds macros. The values are read; macros are never run or kept.")
        if lower.startswith("xl/externallinks/") and lower.endswith(".xml"):
            notes.append("It has links to other workbooks. Only the stored values are read.")
        if lower.endswith((".xml", ".rels", ".vml")):
            part = unpack(data, entry)
            _check_xml(name, part)
            if lower == "xl/workbook.xml" and b"purl.oclc.org/ooxml" in part:
                raise UserError(
                    f"\u201c{name}\u201d was saved as Strict Open XML.",
                    'Open it in Excel and save it as "Excel Workbook (.xlsx)", then import that.',
                )
    if "[content_types].xml" not in {each.casefold() for each in archive.namelist()}:
        raise _not_valid(name, "its list of contents is missing")
    return tuple(dict.fromkeys(notes))


def unpack(data: bytes, entry: zipfile.ZipInfo) -> bytes:
    """Return one part, unpacking never more than its stated size; raise BadZipFile on a lie.

    ``ZipFile.read`` unpacks a whole chunk before it looks at the size, so a small file could
    fill the memory.
    """
    header = data[entry.header_offset : entry.header_offset + 30]
    if len(header) < 30 or not header.startswith(b"PK\x03\x04"):
        raise zipfile.BadZipFile("no local header")
    name, extra = struct.unpack("<HH", header[26:30])
    start = entry.header_offset + 30 + name + extra
    raw = data[start : start + entry.compress_size]
    if entry.compress_type == zipfile.ZIP_DEFLATED:
        inflate = zlib.decompressobj(-15)
        part = inflate.decompress(raw, entry.file_size + 1)
        whole = inflate.eof or (entry.file_size == 0 and not part)
    else:
        part, whole = raw, True
    if not whole or len(part) != entry.file_size or zlib.crc32(part) != entry.CRC:
        raise zipfile.BadZipFile("size or checksum is wrong")
    return part


def without_far_columns(part: bytes) -> bytes:
    """Return a sheet's XML without its cells from column AAA on, which no reader here looks at.

    A sheet with formats in all 16,384 columns costs its parser seconds otherwise. What is not as
    plain as programs write it is given back as it came.
    """
    far = _FAR_CELL.search(part)
    if far is None or _NOT_PLAIN.search(part, 1):  # a comment may hold anything
        return part
    kept: list[bytes] = []
    start = 0
    while far is not None:
        end = part.find(b"</row>", far.start())
        if end < 0 or part.find(b"<row", far.start(), end) >= 0:
            return part  # a row that never ends: its parser shall say so
        kept.append(part[start : far.start()])
        start = end
        far = _FAR_CELL.search(part, end)
    return b"".join([*kept, part[start:]])


def _check_xml(name: str, part: bytes) -> None:
    if part.startswith((b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")):
        part = part.replace(b"\x00", b"")  # UTF-16: the marks looked for are plain ASCII
    if b"<!" in part and (b"<!DOCTYPE" in part or b"<!ENTITY" in part):
        raise _not_valid(name, "it carries a document type, which Excel never writes")
    if part.count(b"<") <= _MAX_DEPTH:
        return  # so few marks cannot nest too deep
    depth = 0
    for start in range(0, len(part), _CHUNK):
        # One byte of overlap so that a two-byte mark on the border is counted once, here.
        chunk = part[start : start + _CHUNK + 1]
        closes = chunk.count(b"</")
        marks = part.count(b"<", start, start + _CHUNK) - chunk.count(b"<?") - chunk.count(b"<!")
        depth += marks - 2 * closes - chunk.count(b"/>")
        if depth > _MAX_DEPTH:
            raise UserError(*explain(name, FileKind.DAMAGED))


def _plain_styles(part: bytes) -> bytes:
    """Return a stylesheet with as many plain cell formats as the unreadable one had."""
    found = re.search(rb"<(?:\w+:)?cellXfs[^>]*\bcount=\"(\d+)\"", part)
    count = min(int(found.group(1)), 65_000) if found else 1
    head = (
        '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        '<fonts count="1"><font/></fonts><fills count="1"><fill><patternFill/></fill></fills>'
        '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    )
    formats = f'<cellXfs count="{count}">{"<xf/>" * count}</cellXfs></styleSheet>'
    return (head + formats).encode()
