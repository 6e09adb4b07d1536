"""Enumerations and small value types that every floor of the program may import (pure Python)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum


class Level(IntEnum):
    """The depth of a plan item; what each level is called is data of the plan."""

    WORKSTREAM = 1
    PROJECT = 2
    ACTION = 3
    MILESTONE = 4


class PeriodState(StrEnum):
    """Whether ratings and updates of a reporting period may still change."""

    OPEN = "open"
    CLOSED = "closed"


class PersonKind(StrEnum):
    """A lead can be a named person or a post."""

    PERSON = "person"
    ROLE = "role"


class Part(StrEnum):
    """What a person is to a plan item."""

    LEAD = "lead"
    SPONSOR = "sponsor"


class TagKind(StrEnum):
    """What a tag says about a plan item."""

    SCOPE = "scope"
    SOURCE = "source"
    CHARACTERISTIC = "characteristic"


class LinkKind(StrEnum):
    """How one plan item refers to another."""

    DEPENDS_ON = "depends on"
    DUPLICATE_OF = "duplicate of"
    SUPERSEDES = "supersedes"
    ALIGNED_WITH = "aligned with"
    REFERS_TO = "refers to"


class Shape(StrEnum):
    """The vector shape that stands for a rating, so that colour is never the only sign."""

    SQUARE_TICK = "square-tick"
    CIRCLE = "circle"
    TRIANGLE = "triangle"
    OCTAGON = "octagon"
    RING = "ring"
    DIAMOND = "diamond"
    SQUARE = "square"
    PENTAGON = "pentagon"


class Travel(StrEnum):
    """Direction of travel between two periods."""

    IMPROVED = "improved"
    NO_CHANGE = "no change"
    WORSENED = "worsened"
    NEW = "new"
    NOT_RATED = "not rated"


@dataclass(frozen=True, slots=True)
class Rating:
    """One value of a plan's rating scale.

    ``rank`` orders the values from worst (low) to best (high) for the direction of travel.
    ``in_flight`` says that work so rated is under way; ``done`` that it is delivered.
    Colours are ``#RRGGBB``: ``fill`` behind ``ink`` text with an ``edge`` line, ``tint`` with
    ``tint_ink`` for a pale cell, ``dark_fill`` behind ``dark_ink`` in the dark theme.
    """

    code: str
    word: str
    letter: str
    shape: Shape
    rank: int
    fill: str
    ink: str
    edge: str
    tint: str
    tint_ink: str
    dark_fill: str
    dark_ink: str
    definition: str = ""
    in_flight: bool = False
    done: bool = False
    needs_reason: bool = False


@dataclass(frozen=True, slots=True)
class Scale:
    """A plan's rating scale: its values in printed order."""

    name: str
    values: tuple[Rating, ...] = field(default=())

    def by_code(self, code: str | None) -> Rating | None:
        """Return the value with this code, or None for an empty or unknown code."""
        return next((value for value in self.values if value.code == code), None)

    def read(self, text: str) -> Rating | None:
        """Return the value that a word, letter or "word - definition" names, or None.

        Case, spaces and full stops do not matter: "amber ", "A" and "Amber - in progress" are
        all Amber. Only an exact word or letter counts; a misspelling is not guessed here.
        """
        said = " ".join(text.replace("\u00a0", " ").split()).strip(" .").casefold()
        if not said:
            return None
        head = re.split(r"\s+[-\u2013\u2014:]\s+", said, maxsplit=1)[0]
        for value in self.values:
            if head in {value.word.casefold(), value.letter.casefold(), value.code.casefold()}:
                return value
        return None


def travel(previous: Rating | None, current: Rating | None, *, existed: bool = True) -> Travel:
    """Return the direction of travel from ``previous`` to ``current``.

    ``existed`` is False for an item that was not in the plan in the previous period.
    """
    if current is None:
        return Travel.NOT_RATED
    if previous is None:
        return Travel.NEW if not existed else Travel.NOT_RATED
    if current.rank == previous.rank:
        return Travel.NO_CHANGE
    return Travel.IMPROVED if current.rank > previous.rank else Travel.WORSENED


_NUMBER = re.compile(r"(\d+)")


def ref_key(ref: str) -> tuple[tuple[int, int | str], ...]:
    """Return a sort key that puts refs in natural order: A2 before A10, A1.2 before A1.10."""
    parts = (part for part in _NUMBER.split(ref.casefold()) if part)
    return tuple((0, int(part)) if part.isdigit() else (1, part) for part in parts)


def split_names(text: str) -> tuple[str, ...]:
    """Split "A / B", "A, B" or "A; B" into names, in order and without repeats."""
    names = (" ".join(part.split()) for part in re.split(r"\s*[/;,\n]\s*", text))
    return tuple(dict.fromkeys(name for name in names if name))


def join_names(names: Iterable[str]) -> str:
    """Join names as they are printed in a lead column: "A / B"."""
    return " / ".join(names)
