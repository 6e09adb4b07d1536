"""Small trackers for tests."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import openpyxl


def make_tracker(path: Path, rows: Sequence[Sequence[object]]) -> Path:
    """Write a workbook of one sheet with these rows."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Actions"
    for row in rows:
        sheet.append(list(row))
    book.save(path)
    return path
