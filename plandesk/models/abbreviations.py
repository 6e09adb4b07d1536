"""Abbreviations that the reader of a pack is not told the meaning of."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

EVERYDAY = frozenset({"UK", "AM", "PM", "OK", "TBC", "TBA", "PDF", "IT", "ID", "CV", "TV", "NB"})
"""Abbreviations that need no explanation in any paper."""

_IN_CAPITALS = frozenset(
    {"JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "SEPT", "OCT", "NOV", "DEC"}
    | {"ALL", "AND", "NEW", "NO", "NOT", "NOTE", "OR", "THE", "TO"}
)

_ABBREVIATION = re.compile(r"(?<![\w.&'-])[A-Z][A-Za-z]*(?:&[A-Z][A-Za-z]*)?(?![\w&])")
_ROMAN = re.compile(r"(?=.)X{0,3}(?:IX|IV|V?I{0,3})")
_IN_BRACKETS = re.compile(r"\(\s*['\"\u2018\u201c]?([A-Z][A-Za-z&]{1,9}?)s?['\"\u2019\u201d]?\s*\)")
_FOLLOWED = re.compile(r"([A-Z][A-Za-z&]{1,9}?)s?\s*(?:\(|=|\u2013|-\s|:\s)\s*([^()\n;.]{4,90})")
_WORDS = re.compile(r"[A-Za-z]+(?:['\u2019][a-z]+)?")
_SMALL = frozenset({"a", "an", "and", "as", "at", "by", "for", "in", "of", "on", "or", "the", "to"})
_MOST_WORDS = 14


@dataclass(frozen=True, slots=True)
class Undefined:
    """An abbreviation without an explanation: where it is met first, and how often in all."""

    abbreviation: str
    first: str
    count: int


def find_abbreviations(text: str) -> tuple[str, ...]:
    """Return each abbreviation in a text as often as it stands there, plurals as singulars.

    At least half of its letters are capitals ("DfE", "LAs", "H&S"); words of a heading that is
    all in capitals, Roman numerals and single letters are left out.
    """
    found: list[str] = []
    for line in text.splitlines():
        if _is_shouted(line):
            continue
        words = (match[0] for match in _ABBREVIATION.finditer(line))
        found.extend(singular for word in words if (singular := _singular(word)))
    return tuple(found)


def find_definitions(text: str) -> dict[str, str]:
    """Return the abbreviations that a text itself explains, with the words they stand for.

    Both orders are read: "Special Educational Needs (SEN)" and "SEN (Special Educational Needs)".
    """
    found: dict[str, str] = {}
    for match in _IN_BRACKETS.finditer(text):
        words = list(_WORDS.finditer(text, max(0, match.start() - 200), match.start()))
        before = words[-_MOST_WORDS:]
        start = _spelt_from([word[0] for word in before], match[1])
        if start is not None:
            meaning = text[before[start].start() : match.start()]
            found.setdefault(match[1], " ".join(meaning.split()).rstrip(" ,"))
    for match in _FOLLOWED.finditer(text):
        words = list(_WORDS.finditer(match[2]))[:_MOST_WORDS]
        end = _spelt_to([word[0] for word in words], match[1])
        if end is not None:
            found.setdefault(match[1], " ".join(match[2][: words[end].end()].split()))
    return found


def find_undefined(
    texts: Iterable[tuple[str, str]],
    glossary: Mapping[str, str] | Collection[str],
    everyday: Collection[str] = EVERYDAY,
) -> tuple[Undefined, ...]:
    """Return the abbreviations that neither the glossary nor the texts explain, by first use.

    ``texts`` are pairs of where a text stands ("A2.3, progress") and the text.
    """
    known = {word.casefold() for word in (*glossary, *everyday)}
    first: dict[str, str] = {}
    counts: dict[str, int] = {}
    for where, text in texts:
        known.update(word.casefold() for word in find_definitions(text))
        for word in find_abbreviations(text):
            first.setdefault(word, where)
            counts[word] = counts.get(word, 0) + 1
    return tuple(
        Undefined(word, where, counts[word])
        for word, where in first.items()
        if word.casefold() not in known
    )


def _is_shouted(line: str) -> bool:
    """Whether a line is a heading in capitals, where capitals say nothing."""
    words = [word for word in _WORDS.findall(line) if len(word) > 1]
    capitals = sum(word.isupper() for word in words)
    return len(words) > 2 and capitals > 0.7 * len(words)


def _singular(word: str) -> str:
    """Return the abbreviation that a word is, without the s of its plural, or an empty text."""
    if len(word) > 2 and word.endswith("s") and word[:-1].replace("&", "").isupper():
        word = word[:-1]
    letters = word.replace("&", "")
    capitals = sum(letter.isupper() for letter in letters)
    too_few = capitals < 2 or capitals * 2 < len(letters) or len(letters) > 10
    plain_word = _ROMAN.fullmatch(letters) or word in _IN_CAPITALS
    return "" if too_few or plain_word else word


def _letters(abbreviation: str) -> str:
    return abbreviation.replace("&", "").casefold()


def _spelt_from(words: list[str], abbreviation: str) -> int | None:
    """Return the index of the first of the last words whose initials are the abbreviation."""
    letters = list(_letters(abbreviation))
    for place in range(len(words) - 1, -1, -1):
        word = words[place].casefold()
        if letters and word[0] == letters[-1]:
            letters.pop()
        elif word not in _SMALL:
            return None
        if not letters:
            return place
    return None


def _spelt_to(words: list[str], abbreviation: str) -> int | None:
    """Return the index of the last of the first words whose initials are the abbreviation."""
    letters = _letters(abbreviation)
    for place, word in enumerate(words):
        if letters and word[0].casefold() == letters[0]:
            letters = letters[1:]
        elif word.casefold() not in _SMALL:
            return None
        if not letters:
            return place
    return None
