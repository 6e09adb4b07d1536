"""One date found in a text, and the patterns that its forms share."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from plandesk.models.timeframes.types import MONTH_NAMES, Setting, day_words

MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:r?uary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?"
    r"|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![a-z])\.?"
)
ORDINAL = r"(?:st|nd|rd|th)\b"
ANY_MONTH = MONTH.replace("?P<month>", "?:")
NOT_DAY = rf"(?!\d|\s*[/:]\s*\d|\s*{ORDINAL}|\s*(?:of\s+)?{ANY_MONTH})"
YEAR4 = r"(?P<year>(?:19|20)\d\d)(?!\d)"
YEAR2 = rf"(?P<year2>\d\d){NOT_DAY}"
AFTER_MONTH = (
    rf"(?:[\s,/'-]*{YEAR4}(?:/(?P<next>\d\d)(?!\d))?|(?P<tight>\s?'|[\s/-]|(?=\d)){YEAR2})"
)
EDGE = (
    r"(?:(?<![a-z])(?P<edge>(?:early|mid)[\s/-]+(?:to[\s-]+)?(?:mid|late|end)|early|mid(?:dle)?"
    r"|late|end|close|(?:start|beginning)(?=\s+of\b))(?:\s+(?:of|in))?(?:\s+the)?[\s-]+)?"
)


@dataclass(frozen=True, slots=True)
class DateWord:
    """One date found in a text: where it stands and which of its pieces are printed.

    ``impossible`` says why no such day exists. ``other`` is the second day of "1 and 2 June" or
    the last year of "2015-17"; ``joined`` is the word between the two. ``edge`` is the part that
    is meant: start, early, mid, late, end, or two of these ("mid-late").
    """

    start: int
    end: int
    shape: str
    year: int | None = None
    month: int = 0
    day: int = 0
    number: int = 0
    other: int = 0
    joined: str = ""
    edge: str = ""
    doubts: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    impossible: str = ""


Found = re.Match[str]
Builder = Callable[[Found, Setting], DateWord | None]


_EDGES = {"middle": "mid", "close": "end", "beginning": "start"}


def month_number(word: str) -> int:
    """Return the number of a month by the first three letters of its name."""
    short = word[:3].casefold()
    return next(n for n, name in enumerate(MONTH_NAMES, start=1) if name[:3].casefold() == short)


def century(two_digits: str) -> int:
    """Return the year that two digits stand for: 1970 to 2069."""
    year = int(two_digits)
    return 2000 + year if year < 70 else 1900 + year


def group(found: Found, name: str) -> str:
    """Return a named piece of a match; "" where the form has none or it is not printed."""
    return (found.groupdict().get(name) or "").strip()


def base(found: Found, shape: str) -> DateWord:
    """Return a date of a shape with its place and the part of it that is meant."""
    printed = (group(found, "edge") or group(found, "after_edge")).casefold()
    words = [word for word in re.split(r"[\s/-]+", printed) if word not in {"", "to"}]
    edges = [_EDGES.get(word, word) for word in words]
    return DateWord(found.start(), found.end(), shape, edge="-".join(edges))


def checked_day(word: DateWord, weekday: str = "") -> DateWord:
    """Refuse a day that its month does not have; doubt one that falls on another weekday."""
    year = word.year if word.year is not None else 2000  # a leap year: 29 February may be right
    if not 1 <= word.month <= 12:
        return replace(word, impossible=f"there is no month {word.month} (day comes before month)")
    try:
        day = dt.date(year, word.month, word.day)
    except ValueError:
        printed = f"{word.day} {MONTH_NAMES[word.month - 1]}"
        printed += f" {word.year}" if word.year is not None else ""
        return replace(word, impossible=f"there is no {printed}")
    names = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    if weekday and word.year is not None and names[day.weekday()] != weekday[:3].casefold():
        full = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
        doubt = f"{day_words(day)} is a {full[day.weekday()]}"
        return replace(word, doubts=(*word.doubts, doubt))
    return word
