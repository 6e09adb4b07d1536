"""Which dates of a line belong together, and which words belong to which date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from plandesk.models.timeframes.date_word import DateWord
from plandesk.models.timeframes.phrases import Phrase
from plandesk.models.timeframes.spans import first_month, span_of
from plandesk.models.timeframes.types import Setting, Span, TimeframeKind
from plandesk.models.timeframes.words import ONGOING

_TO = re.compile(
    rf"[\s,]*(?P<ongoing>(?:and )?{ONGOING}\s+)?"
    r"(?:-|\u2013|\u2014|/|to|until|till|thru|through(?: to)?|up to"
    r"|(?:finish(?:es|ing)?|end(?:s|ing)?|complet(?:es?|ed|ing|ion))(?: in| on| by)?\b:?)"
    r"(?:\s+the)?\s*",
    re.IGNORECASE,
)
_AND = re.compile(r"\s*(?:and|&)\s*(?:the\s+)?", re.IGNORECASE)
_START = re.compile(r"\b(?:start|commenc|begin)\w*(?: in| on)?[\s:]*$", re.IGNORECASE)
_NOTHING = re.compile(r"(?P<ongoing>)[\s,]*")
_BETWEEN = re.compile(r"\bbetween\s*$", re.IGNORECASE)
_BREAK = re.compile(r"\s*(?:[,;]|\.\s|\b(?:and|or|then)\b|&|/)\s*", re.IGNORECASE)
BACKWARDS = "it ends before it starts"
_RANKS = ("day", "week", "month", "quarter", "season", "half-year", "year")


@dataclass(frozen=True, slots=True)
class Group:
    """One date, or two that are the ends of a range, in a line of text."""

    first: DateWord
    last: DateWord | None = None
    ongoing: bool = False

    @property
    def end(self) -> int:
        """Where the group ends in its line."""
        return (self.last or self.first).end


def coarser(one: str, other: str) -> str:
    """Return the less precise of two precisions; "none" gives way to any other."""
    ranks = {name: rank for rank, name in enumerate(_RANKS)}
    return max(one, other, key=lambda name: ranks.get(name, -1))


def group_dates(line: str, words: Sequence[DateWord]) -> list[Group]:
    """Join neighbouring dates into ranges: "April- July 2016", "between 1 May and 3 June"."""
    groups: list[Group] = []
    for word in words:
        before = groups[-1] if groups else None
        if before is not None and before.last is None:
            gap = line[before.end : word.start]
            found = _TO.fullmatch(gap)
            between = _AND.fullmatch(gap) and (
                _BETWEEN.search(line[: before.first.start])
                or before.first.shape == word.shape == "quarter"
            )
            if _START.search(line[: before.first.start]) and word.edge == "end":
                found = found or _NOTHING.fullmatch(gap)
            if between or (found and _may_join(gap, before.first, word)):
                groups[-1] = Group(before.first, word, bool(found and found["ongoing"]))
                continue
        groups.append(Group(word))
    return groups


def _may_join(gap: str, first: DateWord, last: DateWord) -> bool:
    """Let a stroke join only what can follow: "Sept/Oct 2016", not "03/2016 / 2017/18"."""
    if gap.strip() != "/":
        return True
    if first.shape == last.shape == "month":
        return (last.month - first.month) % 12 == 1
    return first.shape == last.shape and first.shape in {"quarter", "season", "term"}


def span_of_group(group: Group, setting: Setting, near: tuple[int, str] | None) -> Span:
    """Return the days a group covers; ``near`` is a year and its source for missing years."""
    first, last = group.first, group.last
    if last is None:
        year = near[0] if near and first.year is None else None
        return span_of(first, setting, year, near[1] if near else "")
    first, last = _share_quarter(first, last)
    if first.year is None and last.year is not None:
        earlier = first_month(first) > first_month(last) > 0
        start = span_of(first, setting, last.year - (1 if earlier else 0))
        return _joined(start, span_of(last, setting))
    year, source = near or (None, "")
    start = span_of(first, setting, year, source)
    if last.year is not None or start.first is None:
        return _joined(start, span_of(last, setting))
    following = start.first.year + (1 if 0 < first_month(last) < start.first.month else 0)
    return _joined(start, span_of(last, setting, following))


def _share_quarter(first: DateWord, last: DateWord) -> tuple[DateWord, DateWord]:
    if first.shape == last.shape == "quarter":
        if first.remarks and not last.remarks:  # Q1-Q2 2016/17: the year is printed once
            return replace(first, year=last.year, remarks=()), last
        if last.remarks and not first.remarks:
            return first, replace(last, year=first.year, remarks=())
    return first, last


def _joined(start: Span, end: Span) -> Span:
    doubts = tuple(dict.fromkeys((*start.doubts, *end.doubts)))
    remarks = tuple(dict.fromkeys((*start.remarks, *end.remarks)))
    precision = coarser(start.precision, end.precision)
    first, last = start.first, end.last
    if start.kind is TimeframeKind.DEADLINE and first is None:
        first = start.last
    if first is not None and last is not None and first > last:
        return Span(TimeframeKind.UNREADABLE, None, None, precision, (BACKWARDS,), remarks)
    return Span(TimeframeKind.RANGE, first, last, precision, doubts, remarks)


def phrases_of(line: str, groups: Sequence[Group]) -> list[Phrase]:
    """Share the words of a line out among its dates: after a break they belong to the next."""
    if not groups:
        return []
    starts, ends = [0], list[int]()
    for group, following in pairwise(groups):
        gap = line[group.end : following.first.start]
        cut = _cut(gap)
        ends.append(group.end + cut[0])
        starts.append(group.end + cut[1])
    ends.append(len(line))
    return [
        Phrase(
            text=line[start:end].strip(" ,;&") if len(groups) > 1 else line,
            before=line[start : group.first.start],
            date=line[group.first.start : group.end],
            after=line[group.end : end],
        )
        for group, start, end in zip(groups, starts, ends, strict=True)
    ]


def _cut(gap: str) -> tuple[int, int]:
    """Return where the words of one date end and those of the next begin."""
    bracket = re.match(r"\s*\([^)]*\)", gap)
    kept = bracket.end() if bracket else 0
    found = _BREAK.search(gap, kept)
    if found is not None:
        return found.span()
    if bracket:
        return kept, kept
    if re.match(r"\s*(?:for\b|onwards|\+)", gap, re.IGNORECASE):
        return len(gap), len(gap)
    return 0, 0


_LIST = re.compile(r"\s*(?:,|,?\s*\b(?:and|or)\b|&|/)\s*", re.IGNORECASE)


def shared_years(line: str, groups: Sequence[Group]) -> list[int | None]:
    """Return per date the year it shares with a later one: "October and November 2015"."""
    years: list[int | None] = [None] * len(groups)
    for place in range(len(groups) - 2, -1, -1):
        group, following = groups[place], groups[place + 1]
        gap = line[group.end : following.first.start]
        if group.first.year is not None or group.last or not _LIST.fullmatch(gap):
            continue
        year = following.first.year or years[place + 1]
        if year is not None and group.first.month and following.first.month:
            years[place] = year - (1 if group.first.month > following.first.month else 0)
    return years


def offers_choice(line: str, groups: Sequence[Group]) -> bool:
    """Whether the dates of a line are alternatives: "Sept, Nov or Dec"."""
    gaps = (line[group.end : following.first.start] for group, following in pairwise(groups))
    return any(re.search(r"\bor\b", gap, re.IGNORECASE) for gap in gaps)
