"""How our workbooks look: named styles made once a workbook, and widths turned into heights."""

from __future__ import annotations

import math
from copy import copy
from typing import Any
from weakref import WeakKeyDictionary

from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side

from plandesk.models.shape_signs import rating_mark
from plandesk.models.types import Rating

HEAD, LOCKED, OPEN, DATED, PLAIN, BOLD, TITLE = (
    "PD heading",
    "PD fixed",
    "PD answer",
    "PD date",
    "PD text",
    "PD bold",
    "PD title",
)
ROW, FIGURE, FIGURE_HEAD = "PD row", "PD figure", "PD figure heading"
_FONT = "Calibri"
_INK, _ACCENT, _TINT, _LINE = "0B0C0C", "1D3F66", "EEF1F5", "8A939D"
_LINE_HEIGHT = 15.0
_MOST_HEIGHT = 405.0
_LOOKED_UP: WeakKeyDictionary[Any, dict[str, Any]] = WeakKeyDictionary()


def add_styles(book: Any) -> None:
    """Register our named styles with an openpyxl workbook; cells then name them."""
    edge = Side(style="thin", color=_LINE)
    box = Border(left=edge, right=edge, top=edge, bottom=edge)
    wrap = Alignment(wrap_text=True, vertical="top")
    body = Font(name=_FONT, size=11, color=_INK)
    head = Font(name=_FONT, size=11, bold=True, color="FFFFFF")
    centred = Alignment(wrap_text=True, vertical="center")
    mine = Protection(locked=False)
    answer: dict[str, Any] = {"font": body, "border": box, "alignment": wrap, "protection": mine}
    for style in (
        NamedStyle(HEAD, font=head, fill=_solid(_ACCENT), border=box, alignment=centred),
        NamedStyle(LOCKED, font=body, fill=_solid(_TINT), border=box, alignment=wrap),
        NamedStyle(OPEN, number_format="@", **answer),
        NamedStyle(DATED, number_format="d mmmm yyyy", **answer),
        NamedStyle(PLAIN, font=body, alignment=wrap),
        NamedStyle(BOLD, font=Font(name=_FONT, size=11, bold=True, color=_INK), alignment=wrap),
        NamedStyle(
            TITLE,
            font=Font(name=_FONT, size=18, bold=True, color=_ACCENT),
            alignment=Alignment(vertical="center"),
        ),
    ):
        book.add_named_style(style)


def add_row_styles(book: Any) -> None:
    """Register the styles of printed tables: rows with lines between them, and their figures."""
    edge = Side(style="thin", color=_LINE)
    box = Border(left=edge, right=edge, top=edge, bottom=edge)
    body = Font(name=_FONT, size=11, color=_INK)
    head = Font(name=_FONT, size=11, bold=True, color="FFFFFF")
    right = Alignment(horizontal="right", vertical="top", indent=1)
    above = Alignment(horizontal="right", vertical="center", wrap_text=True, indent=1)
    wrap = Alignment(wrap_text=True, vertical="top")
    for style in (
        NamedStyle(ROW, font=body, border=box, alignment=wrap, number_format="@"),
        NamedStyle(FIGURE, font=body, border=box, alignment=right),
        NamedStyle(FIGURE_HEAD, font=head, fill=_solid(_ACCENT), border=box, alignment=above),
    ):
        book.add_named_style(style)


def rating_style(cell: Any, rating: Rating) -> str:
    """Return the style of a rating in a cell's workbook, made when it is first asked for.

    Shape and letter come from the number format, so that the cell holds the word that people
    filter by: it shows "▲ A Amber" and is "Amber".
    """
    book, name = cell.parent.parent, f"PD rating {rating.code}"
    if name not in book.named_styles:
        edge = Side(style="thin", color=_hex(rating.edge))
        style = NamedStyle(
            name,
            font=Font(name=_FONT, size=11, bold=True, color=_hex(rating.ink)),
            fill=_solid(_hex(rating.fill)),
            border=Border(left=edge, right=edge, top=edge, bottom=edge),
            alignment=Alignment(wrap_text=True, vertical="top"),
            number_format='"' + rating_mark(rating).replace('"', "") + ' "@',
        )
        book.add_named_style(style)
    return name


def _hex(colour: str) -> str:
    return colour.lstrip("#")


def dress(cell: Any, name: str) -> None:
    """Give a cell one of our styles, which is looked up once a workbook and copied then."""
    known = _LOOKED_UP.setdefault(cell.parent.parent, {})
    if name in known:
        cell._style = copy(known[name])  # noqa: SLF001 - a style looked up costs ten of these
    else:
        cell.style = name
        known[name] = cell._style  # noqa: SLF001 - likewise


def _solid(colour: str) -> PatternFill:
    return PatternFill("solid", fgColor=colour)


def row_height(texts: list[tuple[str, float]], least: float = 30.0) -> float:
    """Return the height in points that shows every (text, column width) of a row without a cut."""
    lines = max((_lines(text, width) for text, width in texts), default=1)
    return min(max(least, lines * _LINE_HEIGHT + 3), _MOST_HEIGHT)


def _lines(text: str, width: float) -> int:
    """Return how many lines a wrapped text needs; a column unit is about one digit wide."""
    each = max(width - 1.5, 1.0)
    return sum(max(1, math.ceil(len(line) * 1.05 / each)) for line in text.split("\n"))
