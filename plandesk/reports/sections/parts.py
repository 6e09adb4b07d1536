"""Pieces that the reports of registers share: tables without empty columns, keys, facts, notes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import compress

from plandesk.models.types import Rating, Scale, Travel
from plandesk.reports.flowables.blocks import Block, Heading, Para, Turn
from plandesk.reports.flowables.cards import table
from plandesk.reports.flowables.cells import Cell, Chip, Move, Stack, Words, chip_column
from plandesk.reports.flowables.grid import Column
from plandesk.reports.fonts import Face, FontBook
from plandesk.reports.text import Piece
from plandesk.reports.theme import Theme

Blocks = list[Block | Turn]


def paras(texts: Iterable[str]) -> list[Block]:
    """Return a paragraph for each text that says something."""
    return [Para(text) for text in texts if text.strip()]


def small_notes(notes: Iterable[str]) -> list[Block]:
    """Return the notes beneath a table."""
    return [Para(note, look="small") for note in notes if note.strip()]


def lean_table(
    theme: Theme, columns: Sequence[Column], rows: Sequence[Sequence[Cell]], kept: int = 1
) -> Block:
    """Return a table without the columns that are empty in every row.

    The first ``kept`` columns stay in any case. Columns keep their order; the first that is left
    holds the row headers.
    """
    used = [at < kept or any(row[at].plain.strip() for row in rows) for at in range(len(columns))]
    shown = [list(compress(row, used)) for row in rows]
    return table(theme.cards, list(compress(columns, used)), shown)


def points(texts: Sequence[str]) -> Cell:
    """Return bullet points, or plain words where there is only one."""
    said = tuple(text for text in texts if text.strip())
    return Stack("", said) if len(said) > 1 else Words("".join(said))


def trend_cell(trend: Rating | Travel | None, otherwise: str = "Not known") -> Cell:
    """Return a trend on its own scale as a chip, or in words with its sign."""
    return Move(trend) if isinstance(trend, Travel) else Chip(trend, otherwise)


def narrow_chips(theme: Theme, ratings: Iterable[Rating | None]) -> float:
    """Return the least width of a column of chips in which no word is broken."""
    book, size = FontBook(), theme.cell.size
    found = [rating for rating in ratings if rating is not None]
    words = max(
        (
            book.width(rating.letter, Face.BOLD, size)
            + max(book.width(word, Face.REGULAR, size) for word in rating.word.split())
            + size * 2.35
            + 1
            for rating in found
        ),
        default=4.5 * size,
    )
    return max(words, 4.8 * size) + 2 * theme.pad


def word_column(theme: Theme, title: str, least: float = 0.0) -> float:
    """Return the least width of a column in which no word of its heading is broken."""
    book, style = FontBook(), theme.head
    words = (book.width(word, style.face, style.size) for word in title.split())
    return max(least, max(words, default=0.0) + 2 * theme.pad + 1)


def rating_key(title: str, scale: Scale, theme: Theme, head: str = "Rating") -> list[Block]:
    """Return the key to a scale: each rating with what it means."""
    if not scale.values:
        return []
    columns = (Column(head, fixed=chip_column(theme, scale.values)), Column("What it means"))
    rows: list[list[Cell]] = [
        [Chip(value), Words(value.definition or value.word)] for value in scale.values
    ]
    return [Heading(2, title), table(theme.cards, columns, rows, together=True)]


def facts(
    theme: Theme,
    pairs: Sequence[tuple[str, Cell]],
    heads: tuple[str, str],
    *,
    keep_next: bool = False,
) -> list[Block]:
    """Return a table of names and what they say; those that say nothing are left out."""
    said = [(name, cell) for name, cell in pairs if cell.plain.strip()]
    if not said:
        return []
    if theme.cards:  # one card with a line for each name
        made = table(True, [Column(name) for name, _ in said], [[cell for _, cell in said]])
    else:
        rows: list[list[Cell]] = [[Words(name, strong=True), cell] for name, cell in said]
        columns = (Column(heads[0], 1), Column(heads[1], 3.4))
        made = table(False, columns, rows, together=True)
    made.keep_next = keep_next
    return [made]


def labelled(label: str, text: str, *, keep_next: bool = False) -> list[Block]:
    """Return "Label: text" as a paragraph, nothing where the text is empty."""
    if not text.strip():
        return []
    return [Para([Piece(f"{label}: ", strong=True), Piece(text)], keep_next=keep_next)]


def titled(ref: str, title: str) -> str:
    """Return a ref and a title as one heading."""
    return f"{ref} {title}".strip()


def count_of(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun: "1 risk", "3 risks"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
