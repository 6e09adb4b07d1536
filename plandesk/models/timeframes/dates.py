"""Finding the dates inside a printed timeframe, in the forms that UK papers use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from plandesk.models.timeframes.date_word import Builder, DateWord
from plandesk.models.timeframes.days import DAY_FORMS
from plandesk.models.timeframes.periods import PERIOD_FORMS
from plandesk.models.timeframes.types import MONTH_NAMES, Setting

_NOT_INSIDE = r"(?<![a-z])(?:(?!\d)|(?<!\d)(?<!\d[/.]))"


# What a form names, and letters of which some stand in each text that it can be found in.
_LETTERS = {
    "(?P<month>": tuple(name[:3].casefold() for name in MONTH_NAMES),
    "(?P<season>": ("spr", "sum", "aut", "nter", "east"),
    "(?P<feast>": ("east", "chr", "xmas", "new"),
    "(?P<from>[1-4])": ("q",),
}


@cache
def _patterns(named: frozenset[str]) -> tuple[tuple[re.Pattern[str], Builder], ...]:
    """Return the forms of texts that can only name these; the others would be looked for in vain.

    They are made when they are first needed: making them all takes longer than reading a return.
    """
    return tuple(
        (_compiled(pattern), builder)
        for pattern, builder in (*DAY_FORMS, *PERIOD_FORMS)
        if all(name in named for name in _LETTERS if name in pattern)
    )


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(_NOT_INSIDE + pattern, re.IGNORECASE)


def _named_in(text: str) -> frozenset[str]:
    folded = text.casefold()
    return frozenset(
        name for name, letters in _LETTERS.items() if any(each in folded for each in letters)
    )


def find_dates(text: str, setting: Setting) -> Iterator[DateWord]:
    """Yield the dates in a text from left to right, the longest reading at each place."""
    position = 0
    patterns = _patterns(_named_in(text))
    while position < len(text):
        best: DateWord | None = None
        for pattern, build in patterns:
            found = pattern.search(text, position)
            while found is not None and (best is None or found.start() < best.start):
                word = build(found, setting)
                if word is not None:
                    best = word
                    break
                found = pattern.search(text, found.start() + 1)
        if best is None:
            return
        yield best
        position = best.end
