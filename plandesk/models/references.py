"""Refs in free text: finding them, resolving them, following them and renumbering them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from plandesk.models.types import ref_key

_LONGEST_RANGE = 60
_PREFIX = re.compile(r"[A-Za-z]{0,4}(?=\d)")
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b")
_MEASURE = re.compile(
    r"\s?(?:%|°|km|metres?|miles?|cm|mm|kg|litres?|hours?|hrs|million|billion|bn|mb|gb)(?![a-z])",
    re.IGNORECASE,
)
_PAPER = re.compile(
    r"(?:\s*(?:,|&|/|\band\b|\bor\b)\s*A\d)*[\s-]+"
    r"(?:paper|sheets?|size[ds]?|pages?|posters?|leaflets?|landscape|portrait|format|print(?:s|er)?"
    r"|folders?|templates?|envelopes?|copies|road|dual)\b",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"(?P<owner>[A-Z]{2,}\s+)?\b(?P<word>actions?|projects?|milestones?|themes?|outcomes?|items?"
    r"|objectives?|priorit(?:y|ies)|deliverables?|workstreams?|refs?\.?|references?)\s+$",
    re.IGNORECASE,
)
_OWNER = re.compile(r"\b[A-Z]{2,}\s+$")
_LIST = re.compile(r"\s*(?:,|;|/|&|,?\s*\b(?:and|or)\b)\s*")
_TO = re.compile(r"\s*(?:-|\u2013|\u2014|\bto\b|\bthrough\b)\s*")
_NUMBERS = re.compile(r"\d{1,3}(?:\.\d{1,3})*(?!\w|\.\d|%)")


@dataclass(frozen=True, slots=True)
class RefSpan:
    """One ref in a text, from ``start`` to ``end``.

    ``implied`` marks a ref that only a range mentions: in "A1.1-A1.3" it is A1.2, and its place
    is the dash.
    """

    start: int
    end: int
    ref: str
    implied: bool = False


@dataclass(frozen=True, slots=True)
class Resolution:
    """What refs stand for: the current ref of each known one, and those that nothing has."""

    current: Mapping[str, str]
    unknown: tuple[str, ...]


def prefixes_of(refs: Iterable[str]) -> frozenset[str]:
    """Return the letters that a plan's refs begin with; "" where refs are plain numbers."""
    found = (_PREFIX.match(ref) for ref in refs)
    return frozenset(match[0].upper() for match in found if match)


def find_refs(
    text: str, prefixes: Collection[str], known: Collection[str] = ()
) -> tuple[RefSpan, ...]:
    """Return the refs in a text, in order, including those that a range only implies.

    Only ``prefixes`` that the plan uses are looked for. A ref without a full stop ("A4") counts
    only when ``known`` has it and no paper size, road or postcode is meant; a plain number only
    after a word such as "action", and not after another body's name ("LSCB action 3.3").
    """
    by_fold = {ref.casefold(): ref for ref in known}
    found: list[RefSpan] = []
    hidden = [match.span() for match in _POSTCODE.finditer(text)]
    for span in _candidates(text, prefixes, by_fold):
        if any(start < span.end and span.start < end for start, end in hidden):
            continue
        if found and span.start < found[-1].end:
            continue
        found.extend(_continued(text, span, by_fold))
    return tuple(found)


@lru_cache(maxsize=16)
def _shape(prefixes: frozenset[str]) -> re.Pattern[str] | None:
    """Return what a ref with one of these prefixes looks like, None when there can be none."""
    letters = sorted((prefix for prefix in prefixes if prefix), key=len, reverse=True)
    pattern = "|".join(re.escape(prefix) for prefix in letters)
    if "" in prefixes:
        pattern = f"{pattern}|" if pattern else ""
    elif not letters:
        return None
    return re.compile(
        rf"(?<![\w.\u00a3$@#])(?:{pattern})\d{{1,3}}(?:\.\d{{1,3}})*(?!\w|\.\d|%)", re.IGNORECASE
    )


def _candidates(
    text: str, prefixes: Collection[str], by_fold: Mapping[str, str]
) -> Iterator[RefSpan]:
    shape = _shape(frozenset(prefixes))
    for match in shape.finditer(text) if shape else ():
        ref = by_fold.get(match[0].casefold(), match[0].upper())
        if _is_meant(text, match, ref in by_fold.values()):
            yield RefSpan(match.start(), match.end(), ref)


def _is_meant(text: str, match: re.Match[str], is_known: bool) -> bool:
    """Whether a match can be a ref and not a measure, a paper size or another plan's number."""
    if _MEASURE.match(text, match.end()):
        return False
    if match[0][0].isdigit():
        named = _NAMED.search(text, 0, match.start())
        if named is not None:
            return not _OWNER.search(text[: named.start("word")])
        return is_known and match[0].count(".") >= 2
    if "." in match[0]:
        return True
    return is_known and match[0][0].isupper() and not _PAPER.match(text, match.end())


def _continued(text: str, first: RefSpan, by_fold: Mapping[str, str]) -> Iterator[RefSpan]:
    """Yield a ref and those that follow it in short: "A1.1-A1.4", "A1.1, 1.2 and 1.3"."""
    yield first
    last = first
    while True:
        joint = _TO.match(text, last.end)
        is_range = joint is not None
        joint = joint or _LIST.match(text, last.end)
        following = _following(text, joint.end(), last.ref, by_fold) if joint else None
        if joint is None or following is None:
            return
        if is_range:
            inner = expand_range(last.ref, following.ref)
            if not inner:
                return
            yield from (RefSpan(joint.start(), joint.end(), ref, True) for ref in inner[1:-1])
        yield following
        last = following


def _following(text: str, start: int, before: str, by_fold: Mapping[str, str]) -> RefSpan | None:
    prefix = (_PREFIX.match(before) or [""])[0]
    begin = start + len(prefix)
    has_prefix = bool(prefix) and text[start:begin].casefold() == prefix.casefold()
    match = _NUMBERS.match(text, begin if has_prefix else start)
    if match is None or _MEASURE.match(text, match.end()):
        return None
    if match[0].count(".") != before.count("."):
        return None  # "A1.1-4" or "A1.1 and 3 others" may be a count
    ref = f"{prefix}{match[0]}"
    if prefix and not has_prefix and ("." not in match[0] or ref.casefold() not in by_fold):
        return None  # "A1.1 and 1.5 posts"
    return RefSpan(start, match.end(), by_fold.get(ref.casefold(), ref))


def expand_range(first: str, last: str) -> tuple[str, ...]:
    """Return the refs from ``first`` to ``last``, or nothing where they do not run upwards."""
    head, _, low = first.rpartition(".")
    other, _, high = last.rpartition(".")
    if not head:
        prefix = (_PREFIX.match(first) or [""])[0]
        head, low = prefix, first[len(prefix) :]
        other, high = last[: len(prefix)], last[len(prefix) :]
        joint = ""
    else:
        joint = "."
    if head.casefold() != other.casefold() or not (low.isdigit() and high.isdigit()):
        return ()
    if not 0 < int(high) - int(low) <= _LONGEST_RANGE:
        return ()
    return tuple(f"{head}{joint}{number}" for number in range(int(low), int(high) + 1))


def resolve(
    refs: Iterable[str], known: Collection[str], aliases: Mapping[str, str] | None = None
) -> Resolution:
    """Return what refs stand for now; ``aliases`` lead from old refs to new ones, in steps."""
    by_fold = {ref.casefold(): ref for ref in known}
    steps = {old.casefold(): new for old, new in (aliases or {}).items()}
    current: dict[str, str] = {}
    unknown: dict[str, None] = {}
    for ref in refs:
        step, seen = ref.casefold(), set[str]()
        while step not in by_fold and step in steps and step not in seen:
            seen.add(step)
            step = steps[step].casefold()
        if step in by_fold:
            current[ref] = by_fold[step]
        else:
            unknown[ref] = None
    return Resolution(current, tuple(sorted(unknown, key=ref_key)))


def rewrite_refs(text: str, mapping: Mapping[str, str]) -> str:
    """Return a text with its refs renumbered, all at once, so that two refs may change places.

    A range whose refs no longer follow each other is written out as a list.
    """
    spans = find_refs(text, prefixes_of(mapping), mapping)
    folded = {old.casefold(): new for old, new in mapping.items()}
    pieces: list[str] = []
    position = 0
    for start, end, refs in _runs(spans):
        renamed = [folded.get(ref.casefold(), ref) for ref in refs]
        if renamed == refs:
            continue
        pieces.append(text[position:start])
        pieces.append(_written(text, spans, (start, end), renamed))
        position = end
    return "".join(pieces) + text[position:]


def _runs(spans: tuple[RefSpan, ...]) -> Iterator[tuple[int, int, list[str]]]:
    """Yield each single ref and each whole range with its place and its refs."""
    place = 0
    while place < len(spans):
        last = place
        while last + 1 < len(spans) and spans[last + 1].implied:
            last += 1
        if last > place:
            last += 1  # the ref that ends the range
        refs = [span.ref for span in spans[place : last + 1]]
        yield spans[place].start, spans[last].end, refs
        place = last + 1


def _written(
    text: str, spans: tuple[RefSpan, ...], place: tuple[int, int], renamed: list[str]
) -> str:
    if len(renamed) == 1:
        return renamed[0]
    if expand_range(renamed[0], renamed[-1]) == tuple(renamed):
        joint = next(span for span in spans if span.implied and span.start > place[0])
        return f"{renamed[0]}{text[joint.start : joint.end]}{renamed[-1]}"
    return f"{', '.join(renamed[:-1])} and {renamed[-1]}"
