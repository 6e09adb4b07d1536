"""What the public sections of a pack say, found again by whom or what it is said of.

Nothing travels with a public pack but what its pages print; so a field goes along only where a
part of a section that is about its row or entry says the very words of that field.
"""

from __future__ import annotations

import dataclasses
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TypeGuard, cast

from plandesk.models.register_fields import number_text
from plandesk.models.types import Rating
from plandesk.reports.content import PackContent

_BARE_NUMBER = re.compile(r"[+-]?[\d.,]+")
_ADDED = re.compile(r"\s+\([^()]*\)$")  # "Recruitment (to be confirmed)", "Where (May 2024)"


def squeezed(text: str) -> str:
    """Return a text as it is compared: without regard to case, line ends and spaces."""
    return " ".join(text.split()).casefold()


class Words:
    """Some texts that the public pages print."""

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self._texts = frozenset(map(squeezed, texts))

    def say(self, value: object) -> bool:
        """Tell whether every line of a text is printed; a bare number only where it stands alone.

        An empty text is never said.
        """
        lines = [line for part in _as_printed(value).splitlines() if (line := squeezed(part))]
        return bool(lines) and all(self._line(line) for line in lines)

    def name(self, ref: str) -> bool:
        """Tell whether a reference stands alone somewhere; "A2" is not said by "A2.3"."""
        return squeezed(ref) in self._texts

    def _line(self, line: str) -> bool:
        if line in self._texts:
            return True
        if _BARE_NUMBER.fullmatch(line):
            return False
        return any(_stands_in(line, said) for said in self._texts)


def _stands_in(part: str, said: str) -> bool:
    """Tell whether a text holds another as words of its own, not inside a longer word."""
    at = said.find(part)
    while at >= 0:
        before, after = said[at - 1 : at], said[at + len(part) : at + len(part) + 1]
        if not (before.isalnum() and part[0].isalnum()) and not (
            after.isalnum() and part[-1].isalnum()
        ):
            return True
        at = said.find(part, at + 1)
    return False


class Said:
    """The texts of the public sections, by the texts that stand at the head of their parts.

    A part is whatever a section holds: a row, a group of rows, a table. What is said below
    another of the ``heads``, the titles of what is looked for, is not said of the part itself.
    """

    def __init__(self, pack: PackContent, heads: Iterable[str]) -> None:
        self._heads = frozenset(map(squeezed, heads))
        self._said: dict[str, list[str]] = defaultdict(list)
        for section in public_sections(pack):
            self._take(section, ())

    def about(self, *heads: str) -> Words:
        """Return all that is said in parts with one of these heads; nothing where there is none."""
        found = dict.fromkeys(squeezed(head) for head in heads if head.strip())
        return Words(text for head in found for text in self._said.get(head, ()))

    def _take(self, value: object, above: tuple[str, ...]) -> None:
        own = tuple(own_texts(value))
        heads = self._heads_in(own)
        if heads:
            said = (*above, *own, *self._below(value))
            for head in heads:
                self._said[head] += said
        for part in parts_of(value):
            self._take(part, (*above, *own))

    def _heads_in(self, texts: Iterable[str]) -> set[str]:
        found = {
            form for text in texts for form in (squeezed(text), squeezed(_ADDED.sub("", text)))
        }
        return found & self._heads

    def _below(self, value: object) -> Iterator[str]:
        for part in parts_of(value):
            own = tuple(own_texts(part))
            if not self._heads_in(own):
                yield from own
                yield from self._below(part)


def public_sections(pack: PackContent) -> Iterator[object]:
    """Yield the sections of the items that are not exempt."""
    return (entry.section for entry in pack.entries if entry.exempt is None)


def parts_of(value: object) -> tuple[object, ...]:
    """Return the parts of what a section holds; a rating and a text have none."""
    if isinstance(value, tuple):
        return cast("tuple[object, ...]", value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type | Rating):
        return tuple(getattr(value, field.name) for field in dataclasses.fields(value))
    return ()


def own_texts(value: object) -> Iterator[str]:
    """Yield what a part says itself, also in a list of texts, but not what its own parts say."""
    for part in parts_of(value):
        if isinstance(part, tuple):
            inner = cast("tuple[object, ...]", part)
            yield from (each for each in inner if isinstance(each, str))
        else:
            yield from _text(part)


def _text(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Rating):
        yield value.word
    elif _is_number(value):
        yield _as_printed(value)


def _is_number(value: object) -> TypeGuard[float | Decimal]:
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def _as_printed(value: object) -> str:
    return number_text(float(value)) if _is_number(value) else str(value)
