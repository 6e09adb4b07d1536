"""Sheets as councils keep them, written row by row, and what the reader makes of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import openpyxl
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from plandesk.excel.trackers.report import TrackerReading
from plandesk.models.content import ItemContent
from plandesk.models.types import Level
from plandesk.services.trackers.reading import guess_tracker, read_guess

HUES = {"R": "FFFF0000", "A": "FFFFC000", "G": "FF00B050", "B": "FF0070C0", "N": "FFD9D9D9"}


def sheet_of(rows: Sequence[Sequence[object]], title: str = "Sheet1") -> Worksheet:
    sheet = openpyxl.Workbook().worksheets[0]
    sheet.title = title
    for row in rows:
        sheet.append([value if value != "" else None for value in row])
    return sheet


def fill(sheet: Worksheet, cell: str, hue: str) -> None:
    sheet[cell].fill = PatternFill("solid", fgColor=HUES[hue])


def bold(sheet: Worksheet, *rows: int) -> None:
    for row in rows:
        for cell in sheet[row]:
            cell.font = Font(bold=True)


def read(folder: Path, *sheets: Worksheet) -> TrackerReading:
    book = sheets[0].parent
    assert book is not None
    book.save(folder / "tracker.xlsx")
    reading = read_guess(guess_tracker(folder / "tracker.xlsx"))
    counts = reading.counts
    assert counts.not_understood == 0
    assert counts.read == (
        counts.taken + counts.headings + counts.repeated_headers + counts.other
    ), "every row is accounted for"
    return reading


def listed(reading: TrackerReading, level: Level) -> dict[str, ItemContent]:
    return {item.title: item for item in reading.content.items if item.level is level}


def words(reading: TrackerReading, item: ItemContent) -> list[str]:
    found = [reading.content.scale.by_code(update.rating) for update in item.updates]
    return [value.word for value in found if value]


def above(reading: TrackerReading, item: ItemContent) -> ItemContent:
    return next(each for each in reading.content.items if each.key == item.parent)
