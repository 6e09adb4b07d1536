"""What a file really is, told from its first bytes and never from its name."""

from __future__ import annotations

import zipfile
from enum import StrEnum
from io import BytesIO

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")


class FileKind(StrEnum):
    """The kinds of file that people send where a workbook was asked for."""

    WORKBOOK = "workbook"
    EMPTY = "empty"
    PASSWORD = "password"
    OLD_EXCEL = "old excel"
    BINARY_EXCEL = "binary excel"
    XML_EXCEL = "xml excel"
    OPEN_DOCUMENT = "opendocument"
    NUMBERS = "numbers"
    FLAT_DOCUMENT = "flat opendocument"
    WORD = "word"
    POWERPOINT = "powerpoint"
    ARCHIVE = "archive"
    WEB_PAGE = "web page"
    PDF = "pdf"
    PICTURE = "picture"
    TEXT = "text"
    DAMAGED = "damaged"
    UNKNOWN = "unknown"


def recognise(data: bytes) -> FileKind:
    """Return the kind of file that these bytes are."""
    if not data:
        return FileKind.EMPTY
    if data.startswith(b"PK"):
        return _zip_kind(data)
    if data.startswith(_OLE):
        return _ole_kind(data)
    if data.startswith(b"%PDF"):
        return FileKind.PDF
    if data.startswith(_PICTURES):
        return FileKind.PICTURE
    return _text_kind(data[:4096])


def _zip_kind(data: bytes) -> FileKind:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = {name.replace("\\", "/").casefold() for name in archive.namelist()}
            document = _mimetype(archive, names)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, ValueError, OSError):
        return FileKind.DAMAGED
    if "opendocument" in document:
        return FileKind.OPEN_DOCUMENT
    for start, kind in (
        ("xl/workbook.bin", FileKind.BINARY_EXCEL),
        ("xl/", FileKind.WORKBOOK),
        ("word/", FileKind.WORD),
        ("ppt/", FileKind.POWERPOINT),
        ("index/document.iwa", FileKind.NUMBERS),
    ):
        if any(name.startswith(start) for name in names):
            return kind
    return FileKind.ARCHIVE


def _mimetype(archive: zipfile.ZipFile, names: set[str]) -> str:
    if "mimetype" not in names:
        return ""
    try:
        with archive.open("mimetype") as part:
            return part.read(200).decode("ascii", "replace")
    except (KeyError, zipfile.BadZipFile, RuntimeError):
        return ""


def _ole_kind(data: bytes) -> FileKind:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return FileKind.PASSWORD
    for stream, kind in (
        ("Workbook", FileKind.OLD_EXCEL),
        ("Book", FileKind.OLD_EXCEL),
        ("WordDocument", FileKind.WORD),
        ("PowerPoint Document", FileKind.POWERPOINT),
    ):
        if stream.encode("utf-16-le") in data:
            return kind
    return FileKind.UNKNOWN


def _text_kind(head: bytes) -> FileKind:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = head.decode("utf-16", "replace")
    elif b"\x00" in head:
        return FileKind.UNKNOWN
    else:
        text = head.decode("utf-8-sig", "replace")
    lead = text.lstrip().casefold()
    if "urn:schemas-microsoft-com:office:spreadsheet" in lead and "<html" not in lead:
        return FileKind.XML_EXCEL
    if "urn:oasis:names:tc:opendocument" in lead and "<html" not in lead:
        return FileKind.FLAT_DOCUMENT
    if lead.startswith(("<!doctype html", "<html", "<table", "mime-version")) or "<html" in lead:
        return FileKind.WEB_PAGE
    return FileKind.TEXT


_WHAT = {
    FileKind.WEB_PAGE: "a web page",
    FileKind.PDF: "a PDF",
    FileKind.PICTURE: "a picture",
    FileKind.TEXT: "a text file (for example CSV)",
    FileKind.WORD: "a Word document",
    FileKind.POWERPOINT: "a PowerPoint presentation",
    FileKind.NUMBERS: "an Apple Numbers file",
    FileKind.ARCHIVE: "a zip archive of other files",
    FileKind.UNKNOWN: "some other kind of file",
}
_SAVE = 'Open it and save it as "Excel Workbook (.xlsx)", then import that file.'


def explain(name: str, kind: FileKind) -> tuple[str, str]:
    """Return what to tell the officer about a file that is no readable workbook, and the cure."""
    quoted = f"\u201c{name}\u201d"
    if kind in _WHAT:
        hint = "Choose the Excel workbook that was meant, or ask for it again."
        return f"{quoted} is not an Excel workbook: it is {_WHAT[kind]}.", hint
    again = "Ask for the file again, or open it in Excel and save it, then import it."
    return {
        FileKind.EMPTY: (f"{quoted} is empty (0 bytes).", "Ask for the file again."),
        FileKind.PASSWORD: (
            f"{quoted} is protected with a password.",
            "Ask the sender to save it without a password, then import it again.",
        ),
        FileKind.OLD_EXCEL: (f"{quoted} is an old Excel 97-2003 workbook (.xls).", _SAVE),
        FileKind.BINARY_EXCEL: (f"{quoted} is an Excel binary workbook (.xlsb).", _SAVE),
        FileKind.XML_EXCEL: (f"{quoted} is an XML spreadsheet of Excel 2003.", _SAVE),
        FileKind.OPEN_DOCUMENT: (
            f"{quoted} is an OpenDocument spreadsheet (.ods), as LibreOffice saves.",
            _SAVE,
        ),
        FileKind.FLAT_DOCUMENT: (f"{quoted} is a flat OpenDocument spreadsheet (.fods).", _SAVE),
        FileKind.DAMAGED: (f"{quoted} is damaged or was not copied completely.", again),
    }[kind]
