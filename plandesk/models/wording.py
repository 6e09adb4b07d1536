"""The difference between two wordings, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_WORD = re.compile(r"\w+(?:['\u2019.-]\w+)*|[^\w\s]")
_MANY = 2000


class PieceKind(StrEnum):
    """Whether a piece of wording stayed, came or went."""

    SAME = "same"
    INSERTED = "inserted"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text that stayed, came or went, with its spaces."""

    kind: PieceKind
    text: str


def word_diff(old: str, new: str) -> tuple[Piece, ...]:
    """Return the pieces that lead from ``old`` to ``new``, whole words at a time.

    The same and deleted pieces joined give ``old`` exactly, the same and inserted ones ``new``.
    """
    if old == new:
        return (Piece(PieceKind.SAME, old),) if old else ()
    old_words, new_words = _words(old), _words(new)
    matcher = SequenceMatcher(
        None,
        [word for _, word in old_words],
        [word for _, word in new_words],
        # beyond this many words the exact way takes seconds
        autojunk=len(old_words) + len(new_words) > _MANY,
    )
    return tuple(_joined(_pieces(matcher, old_words, new_words)))


def as_marked_text(pieces: Iterable[Piece]) -> str:
    """Return a difference as plain text: "shared ~~in March~~ __on 3 April__"."""
    marks = {PieceKind.SAME: "", PieceKind.DELETED: "~~", PieceKind.INSERTED: "__"}
    marked = "".join(_marked(piece.text, marks[piece.kind]) for piece in pieces)
    return marked.replace("~~__", "~~ __")


def _marked(text: str, mark: str) -> str:
    """Put marks round the words and leave the spaces outside, as far as there are words."""
    core = text.strip()
    if not mark or not core:
        return f"{mark}{text}{mark}"
    before, _, after = text.partition(core)
    return f"{before}{mark}{core}{mark}{after}"


def _words(text: str) -> list[tuple[str, str]]:
    """Split a text into words, each with the space before it; the space at the end comes last."""
    words: list[tuple[str, str]] = []
    position = 0
    for match in _WORD.finditer(text):
        words.append((text[position : match.start()], match[0]))
        position = match.end()
    return [*words, (text[position:], "")]


def _pieces(
    matcher: SequenceMatcher[str], old: list[tuple[str, str]], new: list[tuple[str, str]]
) -> Iterator[Piece]:
    for kind, first, last, begin, end in matcher.get_opcodes():
        if kind != "equal":
            gone = "".join(space + word for space, word in old[first:last])
            come = "".join(space + word for space, word in new[begin:end])
            yield from _replaced(gone, come)
            continue
        for (space, word), (other, _) in zip(old[first:last], new[begin:end], strict=True):
            yield from _replaced(space, other)
            yield Piece(PieceKind.SAME, word)


def _replaced(gone: str, come: str) -> Iterator[Piece]:
    """Yield a replacement, keeping the space that both begin with."""
    if gone == come:
        yield Piece(PieceKind.SAME, gone)
        return
    kept = 0
    while kept < min(len(gone), len(come)) and gone[kept] == come[kept] and gone[kept].isspace():
        kept += 1
    yield Piece(PieceKind.SAME, gone[:kept])
    yield Piece(PieceKind.DELETED, gone[kept:])
    yield Piece(PieceKind.INSERTED, come[kept:])


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Join neighbours of one kind, and drop the empty ones."""
    waiting: Piece | None = None
    for piece in pieces:
        if not piece.text:
            continue
        if waiting is not None and waiting.kind is piece.kind:
            waiting = Piece(piece.kind, waiting.text + piece.text)
            continue
        if waiting is not None:
            yield waiting
        waiting = piece
    if waiting is not None:
        yield waiting
