"""Reading timeframes as officers print them, from "31 March 2024" to "every 3 years - TBC".

Nothing is guessed silently: a text with two reasonable readings is marked ambiguous with a note
that says which, and a day that does not exist is refused.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from plandesk.models.timeframes.date_word import DateWord
from plandesk.models.timeframes.dates import find_dates
from plandesk.models.timeframes.describe import describe, is_overdue
from plandesk.models.timeframes.groups import (
    Group,
    coarser,
    group_dates,
    offers_choice,
    phrases_of,
    shared_years,
    span_of_group,
)
from plandesk.models.timeframes.phrases import ONGOING_DOUBT, Phrase, read_phrase
from plandesk.models.timeframes.types import (
    MONTH_NAMES,
    Setting,
    Timeframe,
    TimeframeKind,
    setting_for,
)
from plandesk.models.timeframes.words import ONGOING, read_words

__all__ = ["Timeframe", "TimeframeKind", "describe", "is_overdue", "read_timeframe"]

_LONGEST = 1000
_SIGNS = str.maketrans(
    {
        "\u00a0": " ", "\u2007": " ", "\u202f": " ", "\t": " ", "\u200b": "", "\u00ad": "",
        "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2212": "-",
        "\u2018": "'", "\u2019": "'", "`": "'", "\u2044": "/", "\r": "\n", "\v": "\n",
    }
)  # fmt: skip
# With a full stop it is a time only where that is said: "by 31.03" is a day.
_CLOCK = re.compile(
    r"(?:,?\s*\bat)?\s+(?:\d{1,2}:\d\d(?::\d\d)?(?:\s*(?:hours|hrs|am|pm|noon))?"
    r"|\d{1,2}\.\d\d\s*(?:hours|hrs|am|pm|noon)|\d{1,2}\s*(?:am|pm))(?![\w/-])"
    r"|,?\s*\bat\s+\d{1,2}\.\d\d(?![\w./-])",
    re.IGNORECASE,
)
# "Ongoing - review March 2025" says two things
_GOING_ON = re.compile(
    rf"({ONGOING})\s*[-(:.,]\s*(?=(?:to be |next |first |annual )*(?:review|report|evaluat|check))",
    re.IGNORECASE,
)

# "March 2017 (revised from December 2016)": the date that no longer holds
_EARLIER = re.compile(
    r"\s*[(\[]\s*(?:(?:date )?(?:revised|moved|slipped|deferred|extended|changed|delayed|postponed|"
    r"put back|brought forward|rescheduled)\s+from|was|previously|originally|formerly|orig\.?)\s*:?"
    r"\s+([^()\[\]]*\d[^()\[\]]*)[)\]]",
    re.IGNORECASE,
)
# A date and the one that took its place: "June 2024 extended to Sept 2024", "June -> Sept 2024"
_MOVED = re.compile(
    r"(?:(?:original(?:ly)?|was|previously|formerly|initially)(?: (?:date|target|due))?\s*:?\s+)?"
    r"(?P<old>[^\n;]*?\d[^\n;]*?)[\s,(-]*(?:->|=>|\u2192|\b(?:now |since |date |target )*"
    r"(?:revised|moved|slipped|deferred|extended|changed|delayed|postponed|put back|rescheduled"
    r"|now)(?: (?:date|target|due))*(?: to)?\b\s*:?)\s*(?P<new>[^\n;]*\d[^\n;]*?)\)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    groups: tuple[Group, ...]


def read_timeframe(
    text: str, *, reference: dt.date | None = None, plan_year: str | None = None
) -> Timeframe:
    """Return what a printed or typed timeframe means; never raises.

    ``reference`` is the date of the paper or of the typing, ``plan_year`` the plan's year such
    as "2016/17"; both are used only where the text leaves a year out, and that is then told.
    """
    return _read_in(text, reference, plan_year)


# a plan prints the same few timeframes over and over
@lru_cache(maxsize=4096)
def _read_in(text: str, reference: dt.date | None, plan_year: str | None) -> Timeframe:
    return _read(text, setting_for(reference, plan_year))


@lru_cache(maxsize=4096)
def _read(text: str, setting: Setting) -> Timeframe:
    if len(text) > _LONGEST:
        note = f"a timeframe has {_LONGEST:,} characters at most; this one has {len(text):,}"
        return Timeframe(text, TimeframeKind.UNREADABLE, ambiguous=True, note=note)
    earlier = _EARLIER.search(text)
    if earlier and text[: earlier.start()].strip():
        now = _read(text[: earlier.start()] + text[earlier.end() :], setting)
        note = "; ".join(filter(None, (now.note, f"it was {earlier[1].strip()} before")))
        return replace(now, text=text, ambiguous=True, note=note)
    moved = _moved(text, setting)
    if moved is not None:
        return moved
    lines = _lines_of(text, setting)
    if not any(line.groups for line in lines) and len(lines) <= 1:
        return replace(read_words(lines[0].text if lines else "", setting), text=text)
    parts, choice = _read_lines(lines, setting)
    if len(parts) == 1:
        return replace(parts[0], text=text)
    return _several(text, parts, choice)


def _moved(text: str, setting: Setting) -> Timeframe | None:
    """Read a cell that prints an old and a new date as the new one, and tell the old."""
    found = _MOVED.fullmatch(text.translate(_SIGNS).strip())
    if found is None:
        return None
    old, new = _read(found["old"].strip(), setting), _read(found["new"].strip(), setting)
    single = {TimeframeKind.UNREADABLE, TimeframeKind.MULTI, TimeframeKind.RECURRING}
    if old.latest is None or new.latest is None or {old.kind, new.kind} & single:
        return None
    note = "; ".join(filter(None, (new.note, f"it was {found['old'].strip()} before")))
    return replace(new, text=text, ambiguous=True, note=note)


def _lines_of(text: str, setting: Setting) -> list[_Line]:
    """Split a cell into its paragraphs; one that says nothing alone joins its neighbour."""
    lines: list[_Line] = []
    waiting = ""
    for printed in re.split(r"\n+|\s*;\s*", text.translate(_SIGNS)):
        line = " ".join(f"{waiting} {_CLOCK.sub(' ', printed)}".split())
        going_on = _GOING_ON.match(line)
        if going_on:
            lines.append(_Line(going_on[1], ()))
            line = line[going_on.end() :].strip(" ()")
        if not line:
            continue
        groups = tuple(group_dates(line, list(find_dates(line, setting))))
        unread = read_words(line, setting).kind is TimeframeKind.UNREADABLE
        waiting = line if not groups and unread else ""
        if not waiting:
            lines.append(_Line(line, groups))
    if waiting and lines and lines[-1].groups:
        joined = f"{lines[-1].text} {waiting}"
        groups = tuple(group_dates(joined, list(find_dates(joined, setting))))
        lines[-1] = _Line(joined, groups)
    elif waiting:
        lines.append(_Line(waiting, ()))
    return lines


def _read_lines(lines: Sequence[_Line], setting: Setting) -> tuple[list[Timeframe], bool]:
    groups = [group for line in lines for group in line.groups]
    parts: list[Timeframe] = []
    place = 0
    for line in lines:
        if not line.groups:
            parts.append(read_words(line.text, setting))
        phrases = phrases_of(line.text, line.groups)
        shared = shared_years(line.text, line.groups)
        for group, phrase, year in zip(line.groups, phrases, shared, strict=True):
            near = (year, "") if year is not None else _near_year(groups, place)
            part = _read_group(group, phrase, near, setting)
            parts.append(part)
            place += 1
    return parts, any(offers_choice(line.text, line.groups) for line in lines)


def _read_group(
    group: Group, phrase: Phrase, near: tuple[int, str] | None, setting: Setting
) -> Timeframe:
    wrong = group.first.impossible or (group.last.impossible if group.last else "")
    if wrong:
        return _refused(phrase.text, wrong)
    span = span_of_group(group, setting, near)
    if span.kind is TimeframeKind.UNREADABLE:
        return _refused(phrase.text, span.doubts[0])
    read = _slip(read_phrase(phrase, span, setting), setting)
    return _going_on(read, phrase.date) if group.ongoing else read


def _refused(text: str, wrong: str) -> Timeframe:
    return Timeframe(text, TimeframeKind.UNREADABLE, ambiguous=True, note=wrong)


def _near_year(groups: Sequence[Group], place: int) -> tuple[int, str] | None:
    """Return the year that a date without one takes from the next or the previous part."""
    month = groups[place].first.month
    if not month:
        return None
    following = _first_dated(groups[place + 1 :])
    if following is not None and following.year is not None:
        earlier = following.month and following.month < month
        year = following.year - (1 if earlier else 0)
        return year, f"year not printed, {year} inferred from the next part"
    previous = _first_dated(groups[:place][::-1])
    if previous is not None and previous.year is not None:
        year = previous.year + (1 if previous.month > month else 0)
        return year, f"year not printed, {year} inferred from the part before"
    return None


def _first_dated(groups: Sequence[Group]) -> DateWord | None:
    for group in groups:
        for word in (group.first, group.last):
            if word is not None and word.year is not None and word.month:
                return word
    return None


def _going_on(read: Timeframe, printed: str) -> Timeframe:
    """Read "Mar 2017 ongoing to April 2018" as going on in between."""
    month = re.split(r"\s*\bon\b|\s*\bon-?going", printed, maxsplit=1, flags=re.IGNORECASE)[0]
    doubt = f"{month.strip()} may be a milestone rather than the start"
    note = "; ".join(filter(None, (read.note, doubt)))
    return replace(read, ongoing=True, ambiguous=True, note=note)


def _slip(read: Timeframe, setting: Setting) -> Timeframe:
    """Doubt a year that looks mistyped: the same month lies in the plan year one year off.

    Work may run over to the end of the October after the plan year (the autumn half term), and
    may have been due in the month before it.
    """
    kinds = {TimeframeKind.MONTH, TimeframeKind.DATE, TimeframeKind.DEADLINE}
    if setting.year_start is None or read.latest is None or read.kind not in kinds:
        return read
    start = setting.year_start
    month = read.latest.month
    if dt.date(start + 1, 10, 31) < read.latest <= dt.date(start + 2, 3, 31):
        probable = read.latest.year - 1
    elif dt.date(start - 1, 4, 1) <= read.latest < dt.date(start, 3, 1):
        probable = read.latest.year + 1
    else:
        return read
    doubt = (
        f"possibly a slip for {MONTH_NAMES[month - 1]} {probable}: "
        f"the plan year is {start}-{(start + 1) % 100:02}"
    )
    return replace(read, ambiguous=True, note="; ".join(filter(None, (read.note, doubt))))


def _outlasts(part: Timeframe, other: Timeframe) -> bool:
    """Whether a part that only has a start is followed by one that has an end."""
    if part.kind is not TimeframeKind.FROM or part.earliest is None or other.latest is None:
        return False
    return other.latest > part.earliest


def _several(text: str, parts: Sequence[Timeframe], choice: bool) -> Timeframe:
    """Fold the readings of one cell into one: the outer bounds, and each part."""
    doubts = [] if not choice else ["one of several dates"]
    kept: list[Timeframe] = []
    for part in parts:
        if part.kind is TimeframeKind.FROM and (part.note or "").startswith(ONGOING_DOUBT[:14]):
            doubts.append(part.note or "")  # a doubt about the cell, not about the part's start
            part = replace(part, ambiguous=False, note=None)
        kept.append(part)
        if part.ambiguous and part.note:
            doubts.append(f"{part.text}: {part.note}")
    if any(_outlasts(part, other) for part in kept for other in kept):
        doubts.append("one part has no end, another ends later")
    starts = [part.earliest for part in kept if part.earliest is not None]
    ends = [part.latest for part in kept if part.latest is not None]
    endless = any(part.ongoing and part.latest is None for part in kept)
    if not starts:
        starts = ends[:]
    precision = "none"
    for part in kept:
        precision = coarser(precision, part.precision)
    unread = any(part.kind is TimeframeKind.UNREADABLE for part in kept)
    latest = None if endless or unread or not ends else max(ends)
    return Timeframe(
        text=text,
        kind=TimeframeKind.MULTI,
        earliest=min(starts) if starts and not unread else None,
        latest=latest,
        ongoing=endless,
        precision=precision,
        parts=tuple(kept),
        ambiguous=bool(doubts),
        note="; ".join(doubts) or None,
    )
