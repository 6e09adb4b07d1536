"""Numbers that somebody has stated, read from a plan: totals, shares, scores and comments.

A plan keeps in its setting ``stated`` what papers say of it, as a list of entries with ``kind``:
``total`` (``level``, ``number``), ``outcome`` (``outcomes``, ``number``), ``shares`` (``of``,
``shares`` by rating word) and ``scores`` (``scores`` by criterion, ``total``), each with ``where``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from plandesk.models.types import Scale

_EVERY = frozenset({"all", "both", "every"})
_NUMBERS = {
    word: number
    for number, word in enumerate(
        ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    )
}


@dataclass(frozen=True, slots=True)
class CountedWord:
    """One part of a comment such as "5 Actions - Blue"; ``number`` is None for "All"."""

    number: int | None
    word: str
    is_rating: bool


@dataclass(frozen=True, slots=True)
class SolvedUnknown:
    """The one value that is missing and that one equation fixes."""

    name: str
    value: Decimal
    equation: str


def counted_words(text: str, level_name: str, scale: Scale) -> tuple[CountedWord, ...]:
    """Read the counts in a comment: "2 Actions - Removed 5 Actions - Blue" is two of them.

    ``level_name`` is the plan's own word for what is counted. What a comment says again of all
    of them ("both actions rated amber") does not count twice.
    """
    name = re.escape(level_name)
    numbers = "|".join([*_NUMBERS, *_EVERY])
    pattern = re.compile(
        rf"\b(\d{{1,4}}|{numbers})\s+{name}s?\b\s*[-\u2013\u2014:]?\s*(rated\s+)?([^\W\d_]+)",
        re.IGNORECASE,
    )
    found: list[CountedWord] = []
    for match in pattern.finditer(" ".join(text.split())):
        said = match[1].casefold()
        if match[2] and said in _EVERY:
            continue
        number = None if said in _EVERY else _NUMBERS.get(said, -1)
        if number == -1:
            number = int(said)
        found.append(CountedWord(number, match[3], scale.read(match[3]) is not None))
    return tuple(found)


def solve_unknown(
    values: Mapping[str, float | Decimal | None], total: float | Decimal
) -> SolvedUnknown | None:
    """Return the one missing value that makes the others add to ``total``.

    None when nothing is missing, or more than one value is: then no equation fixes it.
    """
    missing = [name for name, value in values.items() if value is None]
    if len(missing) != 1:
        return None
    known = sum((Decimal(str(value)) for value in values.values() if value is not None), Decimal())
    whole = Decimal(str(total))
    return SolvedUnknown(missing[0], whole - known, f"{whole} - {known} = {whole - known}")


def stated(settings: Mapping[str, Any], kind: str) -> list[Mapping[str, Any]]:
    """Return the stated numbers of one kind."""
    entries: Sequence[Mapping[str, Any]] = settings.get("stated") or ()
    return [entry for entry in entries if entry.get("kind") == kind]
