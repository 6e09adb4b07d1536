"""Finding the dates inside a printed timeframe, in the forms that UK papers use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from plandesk.models.timeframes.date_word import Builder, DateWord
from plandesk.models.timeframes.days import DAY_FORMS
from plandesk.models.timeframes.periods import PERIOD_FORMS
from plandesk.models.timeframes.types import Setting

_NOT_INSIDE = r"(?<![a-z])(?:(?!\d)|(?<!\d)(?<!\d[/.]))"


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], Builder], ...]:
    # At the first date that is read: the window starts without it.
    return tuple(
        (re.compile(_NOT_INSIDE + pattern, re.IGNORECASE), builder)
        for pattern, builder in (*DAY_FORMS, *PERIOD_FORMS)
    )


def find_dates(text: str, setting: Setting) -> Iterator[DateWord]:
    """Yield the dates in a text from left to right, the longest reading at each place."""
    position = 0
    while position < len(text):
        best: DateWord | None = None
        for pattern, build in _patterns():
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
