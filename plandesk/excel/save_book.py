"""Save a workbook so that the same content is the same bytes, naming no tool and no clock."""

from __future__ import annotations

import os
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

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


def book_bytes(book: Any) -> bytes:
    """Return an openpyxl workbook as the bytes of an .xlsx file."""
    from openpyxl.writer.excel import ExcelWriter

    out = BytesIO()
    with _SteadyZip(out, "w", zipfile.ZIP_DEFLATED) as archive:
        ExcelWriter(book, archive).write_data()
    return out.getvalue()


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
