"""The only road by which words reach a page: measured, wrapped, and never read as markup.

Every sign of a text is drawn as it stands, so ``<b>``, ``&`` and ``<img src=...>`` print as they
were typed and can load nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from plandesk.reports.fonts import Face, FontBook, Runs, coverage, tidy
from plandesk.reports.theme import TextStyle

_KEPT = 60  # letters of the longest text that is kept
_MOST_KEPT = 2_000
_ROUNDING = 1e-6  # points: sums of widths differ in their last places
_AFTER = re.compile(r"(?<=[/\-\u2013\u2014@_.,;:?&=])")


class Line(NamedTuple):
    """One line of text as runs; ``soft`` says that the sentence goes on in the next line."""

    runs: Runs
    width: float
    soft: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text inside a paragraph; ``strong`` prints it semibold."""

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class TextBlock:
    """Wrapped text: its lines and the style they are drawn in."""

    lines: tuple[Line, ...]
    style: TextStyle

    @property
    def height(self) -> float:
        """Return the height in points."""
        return len(self.lines) * self.style.leading

    @property
    def width(self) -> float:
        """Return the width of the longest line in points."""
        return max((line.width for line in self.lines), default=0.0)

    def head(self, lines: int) -> TextBlock:
        """Return the first lines as a block of their own."""
        return TextBlock(self.lines[:lines], self.style)

    def tail(self, lines: int) -> TextBlock:
        """Return what follows the first lines."""
        return TextBlock(self.lines[lines:], self.style)


def paragraph(
    book: FontBook, text: str | Sequence[Piece], style: TextStyle, width: float
) -> TextBlock:
    """Wrap a text to a width in points; line breaks in the text are kept.

    Short texts come again and again in a table (names, dates, headings), so they are kept; a kept
    block holds its style, which keeps the style's identity from being given to another.
    """
    if not isinstance(text, str) or len(text) > _KEPT:
        return _wrapped(book, text, style, width)
    key = (text, id(style), width)
    block = book.kept.get(key)
    if block is None:
        if len(book.kept) >= _MOST_KEPT:  # refs come once each: of 10,000 none is asked for again
            book.kept.clear()
        block = book.kept[key] = _wrapped(book, text, style, width)
    return block


def _wrapped(
    book: FontBook, text: str | Sequence[Piece], style: TextStyle, width: float
) -> TextBlock:
    lines: list[Line] = []
    if isinstance(text, str):
        flat = tidy(text)
        plain = flat.isascii() and flat.isprintable()  # every font has plain ASCII
        if plain or coverage(style.face).issuperset(flat.replace("\n", "")):
            for typed in flat.split("\n"):
                if not _fill(book, list(filter(None, typed.split(" "))), (style, width), lines):
                    break
            else:
                return TextBlock(tuple(lines), style)
            lines.clear()
    pieces = (Piece(text),) if isinstance(text, str) else text
    for words in _paragraphs(pieces, style):
        _wrap(book, words, (style, width), lines)
    return TextBlock(tuple(lines), style)


def _fill(
    book: FontBook, words: list[str], shape: tuple[TextStyle, float], lines: list[Line]
) -> bool:
    """Wrap words of one font; return False for a word that is wider than the line."""
    style, limit = shape
    face, size = style.face, style.size
    widths = book.widths(face)
    sizes = [widths[word] * size for word in words]
    if not sizes:
        lines.append(Line((), 0.0))
        return True
    if max(sizes) > limit:
        return False
    # How far each word reaches if all stood in one line, so that a line's end can be looked up.
    space = widths[" "] * size
    reach = [end + at * space for at, end in enumerate(accumulate(sizes))]
    start, count = 0, len(words)
    while start < count:
        before = reach[start] - sizes[start]
        stop = bisect_right(reach, before + limit + _ROUNDING, start + 1)
        said = " ".join(words[start:stop])
        lines.append(Line(((face, said),), reach[stop - 1] - before, soft=stop < count))
        start = stop
    return True


Word = list[tuple[str, Face]]


def _paragraphs(pieces: Sequence[Piece], style: TextStyle) -> list[list[Word]]:
    """Cut pieces into words, one list per typed line; pieces that touch share a word."""
    out: list[list[Word]] = [[]]
    glue = False
    for piece in pieces:
        strong = Face.SEMIBOLD if style.face is Face.REGULAR else style.face
        face = strong if piece.strong else style.face
        for number, typed in enumerate(tidy(piece.text).split("\n")):
            if number:
                out.append([])
                glue = False
            for at, word in enumerate(typed.split(" ")):
                if at or not glue:
                    out[-1].append([(word, face)])
                else:
                    out[-1][-1].append((word, face))
                glue = True
    return [[word for word in line if any(text for text, _ in word)] for line in out]


@dataclass(slots=True)
class _Open:
    """The line being filled."""

    runs: list[tuple[Face, str]]
    width: float = 0.0

    def add(self, runs: Runs, width: float) -> None:
        for face, text in runs:
            if self.runs and self.runs[-1][0] is face:
                self.runs[-1] = (face, self.runs[-1][1] + text)
            else:
                self.runs.append((face, text))
        self.width += width

    def close(self, *, soft: bool) -> Line:
        return Line(tuple(self.runs), self.width, soft)


def _wrap(
    book: FontBook, words: list[Word], shape: tuple[TextStyle, float], lines: list[Line]
) -> None:
    style, limit = shape
    space = book.width(" ", style.face, style.size)
    line = _Open([])
    for word in words:
        runs, width = _measure(book, word, style.size)
        if line.runs and line.width + space + width > limit:
            lines.append(line.close(soft=True))
            line = _Open([])
        if line.runs:
            line.add(((line.runs[-1][0], " "),), space)
        if width <= limit:
            line.add(runs, width)
            continue
        for part in _broken(book, word, style.size, limit):
            if line.runs and line.width + part[1] > limit:
                lines.append(line.close(soft=False))  # no space: the word itself goes on
                line = _Open([])
            line.add(*part)
    lines.append(line.close(soft=False))


def _measure(book: FontBook, word: Word, size: float) -> tuple[Runs, float]:
    if len(word) == 1:
        runs, width = book.word(*word[0])
        return runs, width * size
    measured = [book.word(text, face) for text, face in word]
    runs = tuple(run for found, _ in measured for run in found)
    return runs, sum(width for _, width in measured) * size


def _broken(book: FontBook, word: Word, size: float, limit: float) -> list[tuple[Runs, float]]:
    """Cut a word that is wider than the line after its signs, else anywhere."""
    parts: list[tuple[Runs, float]] = []
    for text, face in word:
        for part in filter(None, _AFTER.split(text)):
            runs, width = book.word(part, face)
            if width * size <= limit:
                parts.append((runs, width * size))
                continue
            for sign in part:
                runs, width = book.word(sign, face)
                parts.append((runs, width * size))
    return parts


def one_line(book: FontBook, text: str, style: TextStyle, width: float) -> TextBlock:
    """Return the text as a single line, cut with an ellipsis where it is wider than ``width``."""
    flat = " ".join(tidy(text).split())
    whole = paragraph(book, flat, style, 1e9)
    if whole.width <= width:
        return whole
    low, high = 0, len(flat)
    while low < high:
        middle = (low + high + 1) // 2
        tried = paragraph(book, flat[:middle].rstrip() + "\u2026", style, 1e9)
        low, high = (middle, high) if tried.width <= width else (low, middle - 1)
    return paragraph(book, flat[:low].rstrip() + "\u2026", style, 1e9)
