# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportMissingImports=false, reportMissingTypeStubs=false
# The library carries no types, and is there only where the extra was installed.
"""Workbooks that a password opens: the file is encrypted, unlike a sheet that is protected."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

from plandesk.errors import NeedsAnswer, UserError
from plandesk.excel.filekind import FileKind, recognise
from plandesk.excel.guard import read_bytes
from plandesk.excel.returns.read import read_return
from plandesk.excel.returns.schema import RawReturn


def locked(data: bytes, password: str) -> bytes:
    """Return a workbook encrypted with AES-256, as Excel does with "Encrypt with Password".

    Raises UserError where the extra that can do so is not installed.
    """
    office = _library()
    out = BytesIO()
    office.OfficeFile(BytesIO(data)).encrypt(password, out)
    return out.getvalue()


def unlocked(data: bytes, name: str, password: str) -> bytes:
    """Return the workbook inside an encrypted one; other files come back as they are.

    Raises NeedsAnswer for another password, UserError for a damaged file.
    """
    if recognise(data) is not FileKind.PASSWORD:
        return data
    office = _library()
    out = BytesIO()
    try:
        book = office.OfficeFile(BytesIO(data))
        book.load_key(password=password, verify_password=True)
        book.decrypt(out, verify_integrity=True)
    except office.exceptions.InvalidKeyError as error:
        raise NeedsAnswer(
            f"\u201c{name}\u201d is protected with another password.",
            "Enter the password that it was sent with.",
            "password",
        ) from error
    except Exception as error:  # its parsers raise whatever a broken file makes them stumble on
        raise UserError(f"\u201c{name}\u201d is damaged.", "Ask for the file again.") from error
    return out.getvalue()


def read_locked_return(path: Path, data: bytes | None, password: str) -> RawReturn:
    """Read a return that may be encrypted; see ``read_return``."""
    raw = read_bytes(path) if data is None else data
    return read_return(path, unlocked(raw, path.name, password))


def _library() -> Any:
    try:
        import msoffcrypto
    except ImportError as error:
        raise UserError(
            "This PlanDesk cannot read or write workbooks with a password.",
            "Install it with its extra for them: plandesk[encrypted].",
        ) from error
    return msoffcrypto
