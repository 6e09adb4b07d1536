"""Sizes, colours and text styles of printed reports, for the standard and the large-print build."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from plandesk.reports.fonts import Face

INK = "#0B0C0C"
SECONDARY = "#4A5158"
ACCENT = "#1D5FA8"
DEEP = "#14365E"
RULE = "#C3C9D0"
HEAD_FILL = "#E7EDF4"
BAND_FILL = "#F5F7F9"
WARN_INK = "#6B4000"
WARN_FILL = "#FFF7E6"
WHITE = "#FFFFFF"

MM = 72 / 25.4
A4 = (210 * MM, 297 * MM)


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How a block of text looks; sizes and spaces are in points."""

    size: float
    leading: float
    face: Face = Face.REGULAR
    colour: str = INK
    before: float = 0.0
    after: float = 0.0
    indent: float = 0.0

    def bold(self) -> TextStyle:
        """Return the same style in the bold font."""
        return _varied(self, Face.BOLD, self.colour)

    def semibold(self) -> TextStyle:
        """Return the same style in the semibold font."""
        return _varied(self, Face.SEMIBOLD, self.colour)

    def tinted(self, colour: str) -> TextStyle:
        """Return the same style in another colour."""
        return _varied(self, self.face, colour)


@cache
def _varied(style: TextStyle, face: Face, colour: str) -> TextStyle:
    return replace(style, face=face, colour=colour)


@dataclass(frozen=True, slots=True)
class Theme:
    """Everything a section needs to know about the look of a report."""

    title: TextStyle
    heading: tuple[TextStyle, TextStyle, TextStyle]
    body: TextStyle
    small: TextStyle
    cell: TextStyle
    head: TextStyle
    margin: float = 18 * MM
    top: float = 17 * MM
    bottom: float = 19 * MM
    pad: float = 4.0
    cards: bool = False

    @property
    def landscape(self) -> bool:
        """Wide tables lie on their side; cards do not need it."""
        return not self.cards


def standard() -> Theme:
    """Return the look of a public pack: 12 point body, 9 point in wide tables."""
    cell = TextStyle(9, 12)
    return Theme(
        title=TextStyle(28, 34, Face.BOLD, DEEP, after=8),
        heading=(
            TextStyle(20, 25, Face.BOLD, DEEP, before=0, after=8),
            TextStyle(14, 18, Face.BOLD, DEEP, before=16, after=5),
            TextStyle(11.5, 15, Face.SEMIBOLD, INK, before=12, after=4),
        ),
        body=TextStyle(12, 17, after=7),
        small=TextStyle(9.5, 13, colour=SECONDARY, after=5),
        cell=cell,
        head=replace(cell, face=Face.SEMIBOLD, colour=DEEP),
    )


def large_print() -> Theme:
    """Return the large-print look: 16 point throughout, tables become cards."""
    body = TextStyle(16, 23, after=9)
    return Theme(
        title=TextStyle(32, 40, Face.BOLD, DEEP, after=10),
        heading=(
            TextStyle(26, 32, Face.BOLD, DEEP, after=10),
            TextStyle(20, 26, Face.BOLD, DEEP, before=20, after=7),
            TextStyle(17, 23, Face.SEMIBOLD, INK, before=16, after=6),
        ),
        body=body,
        small=replace(body, colour=SECONDARY),
        cell=replace(body, after=0),
        head=TextStyle(16, 23, Face.SEMIBOLD, DEEP),
        pad=7.0,
        cards=True,
    )
