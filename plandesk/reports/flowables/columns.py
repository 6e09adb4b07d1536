"""How wide the columns of a table are: by their shares, their longest words, or what they hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from plandesk.reports.flowables.cells import Cell, Words
from plandesk.reports.pen import Pen

_MEASURED = 100
"""Rows whose words are measured before a table is drawn."""

_BULLET = 1.3
"""Room for the bullet of a point before its words, in sizes of the letters."""

_LEAST_WEIGHT = 4.0
"""The weight of a column that holds next to nothing: as of one with 16 letters."""

Rows = Sequence[Sequence[Cell]]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading and its share of the width, or a ``fixed`` width in points."""

    title: str
    share: float = 1.0
    fixed: float = 0.0
    right: bool = False


def by_share(columns: Sequence[Column], width: float) -> list[float]:
    """Return the widths that the shares give in a table ``width`` points wide."""
    free = width - sum(column.fixed for column in columns)
    shares = sum(column.share for column in columns if not column.fixed) or 1.0
    return [column.fixed or free * column.share / shares for column in columns]


def whole_words(pen: Pen, columns: Sequence[Column], rows: Rows, width: float) -> list[float]:
    """Return widths in which no word is broken: what a column lacks is taken from the others.

    Where the words do not fit side by side at all, the shares stay and words are broken.
    """
    widths = by_share(columns, width)
    least = _least(pen, columns, rows, width)
    narrow = {at for at, need in enumerate(least) if need > widths[at]}
    if not narrow or sum(least) > width:
        return widths
    while narrow:
        rest = [at for at, each in enumerate(columns) if not each.fixed and at not in narrow]
        free = width - sum(
            least[at] if at in narrow else each.fixed for at, each in enumerate(columns)
        )
        shares = sum(columns[at].share for at in rest) or 1.0
        for at in narrow:
            widths[at] = least[at]
        for at in rest:
            widths[at] = free * columns[at].share / shares
        more = {at for at in rest if widths[at] < least[at]}
        if not more:
            break
        narrow |= more
    return widths


def _least(pen: Pen, columns: Sequence[Column], rows: Rows, width: float) -> list[float]:
    """Return the width that each column needs for its longest word; long ones may be broken."""
    size, pad = pen.theme.cell.size, 2 * pen.theme.pad
    wide = pen.book.widths(pen.theme.head.face).__getitem__
    words: list[set[str]] = [set() for _ in columns]
    for row in rows[:_MEASURED]:
        for cell, column, said in zip(row, columns, words, strict=True):
            if not column.fixed or isinstance(cell, Words):  # others are fixed to their shape
                said.update(cell.plain.split())
    found: list[float] = []
    for column, said in zip(columns, words, strict=True):
        head = max(map(wide, column.title.split()), default=0.0) * size
        need = max(map(wide, said), default=0.0) * size
        need += 0.0 if column.fixed else size * _BULLET
        found.append(max(column.fixed, min(width / 4, max(need, head) + pad)))
    return found


def snugly(pen: Pen, columns: Sequence[Column], rows: Rows, width: float) -> list[Column]:
    """Return the columns with shares after what they hold: long texts take what others leave.

    The root of the length is used, else the longest text would leave nothing to the others.
    """
    free = width - sum(column.fixed for column in columns)
    wishes = [
        _wish(pen, column, [row[at].plain for row in rows[:_MEASURED]])
        for at, column in enumerate(columns)
        if not column.fixed
    ]
    shares = [0.0] * len(wishes)
    wide: list[int] = list(range(len(wishes)))
    while wide:
        each = free / sum(wishes[at][1] for at in wide)
        full: list[int] = [at for at in wide if wishes[at][0] <= wishes[at][1] * each]
        for at in full or wide:
            shares[at] = wishes[at][0] if full else wishes[at][1] * each
        if not full:
            break
        free -= sum(shares[at] for at in full)
        wide = [at for at in wide if at not in full]
    given = iter(shares)
    return [column if column.fixed else replace(column, share=next(given)) for column in columns]


def _wish(pen: Pen, column: Column, texts: Sequence[str]) -> tuple[float, float]:
    """Return the width of the longest line of a column, and the weight of what it holds."""
    book, size, face = pen.book, pen.theme.cell.size, pen.theme.head.face
    lines = {line for text in (*texts, column.title) for line in text.split("\n")}
    longest = max(book.width(line, face, size) for line in lines)
    mean = sum(map(len, texts)) / max(1, len(texts))
    around = 2 * pen.theme.pad + size * _BULLET
    return longest + around, max(_LEAST_WEIGHT, mean**0.5)
