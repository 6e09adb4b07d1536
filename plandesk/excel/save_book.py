"""Save a workbook so that the same content is the same bytes, naming no tool and no clock."""

from __future__ import annotations

import os
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

from plandesk.errors import writing

_STEADY = (2000, 1, 1, 0, 0, 0)
_APP = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
    b'extended-properties"/>'
)


class _SteadyZip(zipfile.ZipFile):
    """A zip whose entries all bear one date, with nothing said about the program."""

    def writestr(self, zinfo_or_arcname: Any, data: Any, *_: Any, **__: Any) -> None:
        name = getattr(zinfo_or_arcname, "filename", zinfo_or_arcname)
        entry = zipfile.ZipInfo(name, _STEADY)
        entry.compress_type = zipfile.ZIP_DEFLATED
        entry.external_attr = 0o600 << 16
        super().writestr(entry, _APP if name == "docProps/app.xml" else data)

    def write(self, filename: Any, arcname: Any = None, *_: Any, **__: Any) -> None:
        self.writestr(str(arcname or filename), Path(filename).read_bytes())


class BookSaver:
    """Saves workbooks of one look: the part that says how cells look is made once for all."""

    def __init__(self) -> None:
        self._styles: dict[tuple[Any, ...], bytes] = {}

    def bytes_of(self, book: Any) -> bytes:
        """Return a workbook without pictures, charts and macros as the bytes of an .xlsx file."""
        from plandesk.excel.parts_writer import write_parts

        out = BytesIO()
        with _SteadyZip(out, "w", zipfile.ZIP_DEFLATED) as archive:
            write_parts(book, archive, self._styles)
        return out.getvalue()


def book_bytes(book: Any) -> bytes:
    """Return an openpyxl workbook as the bytes of an .xlsx file."""
    from openpyxl.writer.excel import ExcelWriter

    out = BytesIO()
    with _SteadyZip(out, "w", zipfile.ZIP_DEFLATED) as archive:
        ExcelWriter(book, archive).write_data()
    return out.getvalue()


def save_book(book: Any, path: Path) -> None:
    """Write an openpyxl workbook; raises UserError where that fails."""
    with writing(path, "Close it if it is open in Excel, or choose another folder."):
        write_whole(path, book_bytes(book))


def write_whole(path: Path, data: bytes) -> Path:
    """Write a file so that a stop half way leaves no half file; return ``path``."""
    part = path.with_name(path.name + ".part")
    try:
        with part.open("wb") as handle:
            handle.write(data)
            handle.flush()
            os.fsync(handle.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return path
