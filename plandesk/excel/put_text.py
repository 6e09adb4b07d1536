"""The one way to write what people typed into a cell: always text, never a formula."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from plandesk.errors import UserError

if TYPE_CHECKING:
    from openpyxl import Workbook

MAX_CELL = 32_767
_LONGEST_NAME = 31
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_ESCAPE_LIKE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_FORMULA_LIKE = ("=", "+", "-", "@", "\t", "#")


def put_text(cell: Any, text: str) -> None:
    """Write text to an openpyxl cell so that every reader gives back the same letters.

    Control characters are dropped (XML cannot hold them), ``_x000D_`` is escaped because
    readers decode it, and text that looks like a formula is marked as typed text. Raises
    UserError over 32,767 characters, where Excel would cut the text silently.
    """
    clean = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    if len(clean) > MAX_CELL:
        raise UserError(
            f"Text of {len(clean):,} characters does not fit a cell; Excel holds {MAX_CELL:,}.",
            f"Shorten the text that starts \u201c{clean[:40]}\u2026\u201d.",
        )
    if not clean:
        cell.value = None
        return
    # Past openpyxl's own door, which looks through the text again and makes "=..." a formula.
    cell._value = _ESCAPE_LIKE.sub("_x005F_", clean)  # noqa: SLF001
    cell.data_type = "s"
    if clean.startswith(_FORMULA_LIKE):
        cell.quotePrefix = True


def describe_book(book: Workbook, title: str, identifier: str = "") -> None:
    """Set the core properties: the title and our identifier, nothing of tools or people."""
    import datetime as dt

    properties = book.properties
    properties.creator = None
    properties.lastModifiedBy = None
    properties.title = _CONTROL.sub("", title)
    properties.identifier = identifier or None
    # The same bytes each time; workbooks know no time zones.
    properties.created = properties.modified = dt.datetime(2000, 1, 1)  # noqa: DTZ001


def sheet_name(title: str) -> str:
    """Return a title as Excel lets a sheet be named."""
    return _NOT_IN_NAMES.sub(" ", title)[:_LONGEST_NAME].strip(" '")


def own_sheet_name(title: str, used: set[str], otherwise: str) -> str:
    """Return a name that no other sheet has, whatever its case, and add it to the ``used`` ones.

    ``otherwise`` is the name where nothing of the title can stand in one.
    """
    plain = sheet_name(title.strip(" '")) or otherwise
    name, number = plain, 1
    while name.casefold() in used:
        number += 1
        ending = f" ({number})"
        name = plain[: _LONGEST_NAME - len(ending)].strip(" '") + ending
    used.add(name.casefold())
    return name
