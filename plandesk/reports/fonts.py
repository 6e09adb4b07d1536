# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportMissingTypeStubs=false
# The PDF libraries carry no types, or types with holes; what comes from them is checked by tests.
"""The embedded fonts, which signs each of them has, and which font draws which run of text."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from plandesk import resources

REPLACEMENT = "\ufffd"


class Face(StrEnum):
    """The fonts of a report; the value is the name ReportLab knows the font by."""

    REGULAR = "PlanDeskRegular"
    SEMIBOLD = "PlanDeskSemibold"
    BOLD = "PlanDeskBold"
    SIGNS = "PlanDeskSigns"


_FILES = {
    Face.REGULAR: "OpenSans-Regular.ttf",
    Face.SEMIBOLD: "OpenSans-Semibold.ttf",
    Face.BOLD: "OpenSans-Bold.ttf",
    Face.SIGNS: "DejaVuSans.ttf",
}

# Signs that have no picture of their own: joiners, direction marks, soft hyphens, byte order
# marks and variation selectors. Leaving them out changes nothing that a reader sees.
_UNSEEN = dict.fromkeys(
    (
        *(0xAD, 0x34F, 0x61C, 0x180E, 0xFEFF),
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2070),
        *range(0xFE00, 0xFE10),
    )
)
_BREAKS = {ord("\u2028"): "\n", ord("\u2029"): "\n", ord("\r"): "\n", ord("\x0b"): "\n"}
_SPACES = dict.fromkeys([0x09, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " ")
_TIDY = {**_UNSEEN, **_SPACES, **_BREAKS}

Runs = tuple[tuple[Face, str], ...]


@cache
def font_of(face: Face) -> Any:
    """Return ReportLab's font; it is read and registered when it is first asked for."""
    name = str(face)
    if name not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(name, _file(face), asciiReadable=True))
    return pdfmetrics.getFont(name)


@cache
def coverage(face: Face) -> frozenset[str]:
    """Return every sign the font can draw."""
    glyphs = font_of(face).face.charToGlyph
    return frozenset(chr(code) for code in glyphs if code >= 32)  # 0-31 are controls, not signs


def _file(face: Face) -> str:
    return str(resources.path(f"fonts/{_FILES[face]}"))


def tidy(text: str) -> str:
    """Return the text composed, with one kind of line break and space and no unseen signs."""
    if text.isascii() and text.isprintable():
        return text
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
    return text.translate(_TIDY)


@dataclass(slots=True)
class MissingSign:
    """A sign that no font of the report has, and where it was met first."""

    sign: str
    place: str

    @property
    def message(self) -> str:
        """Say which sign was replaced and where, in a sentence."""
        name = unicodedata.name(self.sign, "a control character").lower()
        return (
            f"The sign U+{ord(self.sign):04X} ({name}) in \u201c{self.place}\u201d is in none of "
            f"the fonts and is printed as {REPLACEMENT}."
        )


class _Widths(dict[str, float]):
    """Widths by word, measured at the first use of each."""

    def __init__(self, measure: Callable[[str], float]) -> None:
        super().__init__()
        self._measure = measure

    def __missing__(self, word: str) -> float:
        width = self[word] = self._measure(word)
        return width


@dataclass
class FontBook:
    """Measures words and splits them into runs, remembering every sign it had to replace."""

    place: str = ""
    missing: dict[str, MissingSign] = field(default_factory=dict[str, MissingSign])
    kept: dict[tuple[Any, ...], Any] = field(default_factory=dict[tuple[Any, ...], Any])
    _words: dict[tuple[str, Face], tuple[Runs, float]] = field(
        default_factory=dict[tuple[str, Face], tuple[Runs, float]]
    )
    _widths: dict[Face, _Widths] = field(default_factory=dict[Face, "_Widths"])

    def widths(self, face: Face) -> Mapping[str, float]:
        """Return the widths of words at a font size of 1 point, each measured when asked for.

        Long tables ask for hundreds of thousands, which a call for each would take twice as long.
        """
        found = self._widths.get(face)
        if found is None:
            found = self._widths[face] = _Widths(lambda word: self.word(word, face)[1])
        return found

    def word(self, word: str, face: Face) -> tuple[Runs, float]:
        """Return the runs of a word and its width at a font size of 1 point."""
        found = self._words.get((word, face))
        if found is None:
            runs = self._runs(word, face)
            width = sum(pdfmetrics.stringWidth(text, str(font), 1000) for font, text in runs)
            found = self._words[word, face] = (runs, width / 1000)
        return found

    def width(self, text: str, face: Face, size: float) -> float:
        """Return the width in points of one line of text."""
        return self.word(text, face)[1] * size

    def _runs(self, text: str, face: Face) -> Runs:
        if coverage(face).issuperset(text):
            return ((face, text),)
        signs = coverage(Face.SIGNS)
        runs: list[tuple[Face, str]] = []
        for sign in text:
            font = face if sign in coverage(face) else Face.SIGNS
            if font is Face.SIGNS and sign not in signs:
                self.missing.setdefault(sign, MissingSign(sign, self.place))
                sign = REPLACEMENT
            if runs and runs[-1][0] is font:
                runs[-1] = (font, runs[-1][1] + sign)
            else:
                runs.append((font, sign))
        return tuple(runs)
