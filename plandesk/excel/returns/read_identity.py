"""Find out which return a workbook is; five signs, any one of them is enough."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter

from plandesk.excel.raw_cells import RawBook, RawSheet, column_number
from plandesk.excel.returns import rules
from plandesk.excel.returns.keys import find_reference
from plandesk.excel.returns.schema import ABOUT_LABELS, IDENTITY, About

_LABELS = {rules.plain(label): name for name, label in ABOUT_LABELS.items()}
_PLACE = re.compile(r"^(?:'((?:[^']|'')+)'|([^'!]+))!\$?([A-Z]+)\$?([0-9]+)$")
_MONTHS = {
    name: number
    for number, name in enumerate(
        [
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
        ],
        start=1,
    )
}


def read_about(book: RawBook, file_name: str) -> About:
    """Return what the workbook says it is; fields it does not say are empty.

    Where the signs disagree the reference that most of them give wins, the About block first.
    """
    block = _block(book.sheets)
    lines = [book.properties.get(IDENTITY, ""), book.properties.get("identifier", "")]
    signs = [
        find_reference(text)
        for text in (block.get("reference", ""), *lines, _defined(book), file_name)
    ]
    counts = Counter(sign for sign in signs if sign)
    reference = max(counts, key=lambda sign: (counts[sign], -signs.index(sign)), default="")
    said = next((line.split("|") for line in lines if line.count("|") >= 3), None)
    return About(
        reference=reference,
        plan_title=block.get("plan_title", ""),
        plan_uid=block.get("plan_uid", "") or (said[1] if said else ""),
        period=block.get("period", "") or ("|".join(said[3:]) if said else ""),
        as_at=_day(block.get("as_at", "")),
        issued=_day(block.get("issued", "")),
        due=_day(block.get("due", "")),
        lead=block.get("lead", ""),
        contact=block.get("contact", ""),
        version=_number(block.get("version", "") or (said[2] if said else "")),
        seal=block.get("seal", ""),
    )


def _block(sheets: tuple[RawSheet, ...]) -> dict[str, str]:
    """Read the labels of the About block and the value to the right of each, on any sheet."""
    found: dict[str, str] = {}
    for sheet in sheets:
        here = {
            _LABELS[label]: sheet.cells[(row, column + 1)].text.strip()
            for (row, column), cell in sheet.cells.items()
            if (label := rules.plain(cell.text)) in _LABELS and (row, column + 1) in sheet.cells
        }
        if "reference" in here:
            return here
        found = found or here
    # Without a reference a stray "Lead" or "Due back" beside a cell says nothing.
    return found if "plan_uid" in found else {}


def _defined(book: RawBook) -> str:
    place = _PLACE.match(book.defined.get(IDENTITY, ""))
    if not place:
        return book.defined.get(IDENTITY, "")
    name = (place.group(1) or place.group(2)).replace("''", "'")
    column = column_number(place.group(3))
    for sheet in book.sheets:
        cell = sheet.cells.get((int(place.group(4)), column)) if sheet.name == name else None
        if cell is not None:
            return cell.text
    return ""


def _day(text: str) -> dt.date | None:
    words = text.replace("/", " ").split()
    if len(words) != 3:
        return None
    month = _MONTHS.get(words[1].casefold(), 0) or _number(words[1])
    try:
        return dt.date(_number(words[2]), month, _number(words[0]))
    except ValueError:
        return None


def _number(text: str) -> int:
    return int(text) if text.strip().isdigit() else 0
