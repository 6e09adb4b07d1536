"""The words around a date: by, from, until, ongoing, for three years, to be confirmed."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field, replace

from plandesk.models.timeframes.types import Setting, Span, Timeframe, TimeframeKind, add_units
from plandesk.models.timeframes.words import (
    COUNT,
    NOT_CONFIRMED,
    ONGOING,
    UNCERTAIN,
    UNIT,
    counted,
    find_recurrence,
)

BARE_QUARTER = "financial year "
"""How the remark begins that tells which year a quarter without one was read in."""

ONGOING_DOUBT = "may also mean: deliver by {}, then ongoing"
"""The doubt of "March 2017 and ongoing"; ``{}`` is the date as printed."""

# Words before a date, longest first, with the role they give it.
_BEFORE: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (role, re.compile(rf"(?:^|(?<=[\s(\-/,:;])){pattern}[\s:,\-]*$", re.IGNORECASE))
    for role, pattern in (
        ("not before", r"(?:not (?:before|until)|no earlier than|not earlier than|earliest)"),
        ("deadline", r"(?:by )?(?:no|not) later than"),
        ("deadline", r"(?:at )?(?:the )?latest(?: by)?"),
        ("deadline", r"(?:in time for|ready for|due(?: by| on| in| date)?|deadline(?: of| is)?)"),
        ("within", rf"within {COUNT} {UNIT} (?:of|from|after)"),
        ("duration", rf"(?:for )?{COUNT}[\s-]+{UNIT} (?:from|starting|commencing|beginning)"),
        (
            "week",
            r"(?:w\s?[/.]?\s?[cb]\.?|week of"
            r"|(?:week|wk)s? (?:com(?:m(?:encing)?)?\.?|beginning|starting))",
        ),
        ("week ending", r"(?:w\s?[/.]\s?e\.?|(?:week|wk) ending)"),
        ("from", r"(?:with effect from|w\s?\.?\s?e\s?\.?\s?f\s?\.?|effective(?: from)?)"),
        ("from", r"(?:starting|commencing|beginning|starts?|commences?|begins?)(?: from| in| on)?"),
        ("from", r"(?:from|since|as of)"),
        ("after", r"(?:after|post)"),
        ("before", r"(?:before|prior to)"),
        ("deadline", r"(?:by|until|till|up ?to|deadline)"),
        ("to", r"to"),
        ("ongoing", ONGOING),
        (
            "about",
            r"(?:around|approx(?:imately|\.)?|circa|c\.|about|roughly|expected"
            r"|anticipated|est(?:\.|imated)?|likely|probably|hopefully)",
        ),
        ("every", r"(?:every|each)"),
        ("between", r"between"),
        ("later", r"later"),
        ("for", r"for"),
        ("in", r"(?:in|during|on|at|throughout|over|within|as at|of|the|date)"),
    )
)
_AFTER: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (role, re.compile(rf"[\s,]*(?:{pattern})", re.IGNORECASE))
    for role, pattern in (
        ("not before", r"\(?(?:at the )?earliest\b"),
        ("from", r"on-?wards?\b|\+|and (?:beyond|after|onwards?)\b|or later\b"),
        ("ongoing after", rf"[-(\u2013;/]?\s*(?:and |then |and then |& )?{ONGOING}\b\s*\)?"),
        ("duration", rf"\(?(?:for|over) (?:a (?:further|period of) )?{COUNT}[\s-]+{UNIT}\b\)?"),
        ("duration", rf"\({COUNT}[\s-]+{UNIT}\)"),
        ("deadline", r"(?:at the latest|latest|deadline|or (?:earlier|sooner))\b"),
        ("dangling", r"[-\u2013]\s*$"),
    )
)
_COMPLETION = re.compile(
    r"\b(?:completion|completed?|finish(?:ed)?|finalised|delivered|in place|to be done)$",
    re.IGNORECASE,
)
_GOING_ON = re.compile(rf"\b{ONGOING}\b", re.IGNORECASE)
_CHANGED = re.compile(
    r"\b(?:moved|was|were|revised|instead|originally|slipped|delayed|deferred|extended|previously"
    r"|not|cancelled|if|unless|subject to|depend\w*|now|postponed|brought forward)\b",
    re.IGNORECASE,
)
_THEREAFTER = re.compile(
    r"[\s,]*\b(?:thereafter|after (?:that|this|then)|afterwards?|from then(?: on)?|going forward)$",
    re.IGNORECASE,
)
_COMING = re.compile(
    r"[\s,;:(-]*\b(?:next|first)(?: (?:one|due|review|report|meeting|update|is|in|on))*$",
    re.IGNORECASE,
)
_NOW = re.compile(r"^(?:.*[:\s])?(?:current|currently|now|present|today)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A date as printed with the words before and after it; ``text`` is all of them."""

    text: str
    before: str
    date: str
    after: str


@dataclass(slots=True)
class Said:
    """What the words around one date say about it."""

    phrase: Phrase
    span: Span
    roles: set[str] = field(default_factory=set[str])
    label: str = ""
    length: tuple[int, str] | None = None
    recurrence: str | None = None
    doubts: list[str] = field(default_factory=list[str])


def read_phrase(phrase: Phrase, span: Span, setting: Setting) -> Timeframe:
    """Read one date with the words before and after it."""
    before, after = phrase.before, phrase.after
    said = Said(phrase, span, doubts=list(span.doubts))
    if UNCERTAIN.search(before) or UNCERTAIN.search(after):
        said.doubts.append(NOT_CONFIRMED)
    rest = _strip_before(said, UNCERTAIN.sub(" ", before))
    tail = _strip_after(said, UNCERTAIN.sub(" ", after))
    _take_rhythm(said, rest, tail)
    _doubt_leftovers(said)
    return _read(said, setting)


def _strip_before(said: Said, before: str) -> str:
    before = before.rstrip(" ([")
    stripped = True
    while stripped:
        stripped = False
        for role, pattern in _BEFORE:
            found = pattern.search(before)
            if found is None:
                continue
            said.roles.add(role)
            if role in {"within", "duration"}:
                said.length = counted(found["count"]), found["unit"]
            before, stripped = before[: found.start()].rstrip(" (["), True
            break
    if re.match(r"\s*(?:by|before)\b", before, re.IGNORECASE):
        said.roles.add("deadline")  # "by the end of year 1 (March 23)"
        before = re.sub(r"^\s*(?:by|before)\b(?: the)?", "", before, flags=re.IGNORECASE)
    return before


def _strip_after(said: Said, after: str) -> str:
    stripped = True
    while stripped:
        stripped = False
        for role, pattern in _AFTER:
            found = pattern.match(after)
            if found is None:
                continue
            said.roles.add(role)
            if role == "duration":
                said.length = counted(found["count"]), found["unit"]
            after, stripped = after[found.end() :], True
            break
    return after


def _tidy(text: str) -> str:
    return " ".join(text.split()).strip(" -/,;:()[]\u2013\u2014.&+")


def _take_rhythm(said: Said, rest: str, tail: str) -> None:
    """Split what is left into a rhythm ("Monthly from April 2016") and a label."""
    words = _tidy(rest)
    trailing = re.sub(r"(?i)^(?:and |then )+", "", _THEREAFTER.sub("", _tidy(tail)))
    coming = _COMING.search(words)
    if coming and find_recurrence(words[: coming.start()]):
        words = _tidy(words[: coming.start()])
        said.roles.discard("deadline")  # "Quarterly - next due June 2024" ends nowhere
    for text in (words, trailing):
        found = find_recurrence(text)
        if found and (found[2] == (0, len(text)) or re.match(r"(?i)report\w+ |review\w* ", text)):
            said.recurrence = found[0]
            said.doubts += [found[1]] if found[1] else []
            words, trailing = ("", trailing) if text is words else (words, "")
            break
    trailing = re.sub(r"^for\s+", "", trailing) if not tail.lstrip().startswith("(") else trailing
    said.label = " – ".join(piece for piece in (words, trailing) if piece)


def _doubt_leftovers(said: Said) -> None:
    label = said.label
    if not re.search(r"[^\W_]", label):
        said.label = label = ""
    if _CHANGED.search(label):
        said.doubts.append("speaks of a change or a condition; check which date counts")
    if _GOING_ON.search(label) and not said.recurrence:
        said.roles.add("also ongoing")
        said.doubts.append("names a date and ongoing work")
    if re.search(r"(?:^|\s)(?:early|mid|late|next|this|last|first|\d?1st)$", label, re.IGNORECASE):
        said.doubts.append(f"“{label.split()[-1]}” was not read as part of the date")
    numbers = re.findall(r"(?<!\w)\d{1,4}[/.-]\d{1,4}(?!\w)", label) or re.findall(
        r"(?<![\w./-])\d{3,}(?![\w./-])", label
    )
    edges = [word for word in (label.split() or [""])[:1] if word.isdigit()]
    if numbers or edges:
        said.doubts.append(f"“{' '.join(numbers or edges)}” was not read as part of the date")
    if "about" in said.roles:
        said.doubts.append("an approximate date")
    if "later" in said.roles:
        said.doubts.append("“later” may mean late in that time, or after it")


def _read(said: Said, setting: Setting) -> Timeframe:
    if said.length is not None:
        return _with_length(said)
    if "week" in said.roles or "week ending" in said.roles:
        return _week(said)
    if said.recurrence or "every" in said.roles:
        return _recurring(said)
    if said.roles & {"ongoing", "ongoing after"}:
        return _with_ongoing(said, setting)
    single = said.span.kind is not TimeframeKind.RANGE or said.span.precision in {"year"}
    if "dangling" in said.roles and single:
        said.doubts.append("the dash has no end date after it")
        return _from(said)
    if said.roles & {"after", "not before"} or ("from" in said.roles and single):
        return _from(said)
    return _plain(said)


def _plain(said: Said) -> Timeframe:
    span = said.span
    if "to" in said.roles and _NOW.match(said.label):
        said.label = re.sub(r"\W*\w+$", "", said.label)
        said.doubts.append("starts “now”, which has no date here")
        return _made(said, TimeframeKind.RANGE, None, span.last)
    deadline = said.roles & {"deadline", "before", "to"}
    ready = said.label and ("for" in said.roles or _COMPLETION.search(said.label))
    bare = span.kind is TimeframeKind.QUARTER and not deadline and not ready
    if not bare:
        # A bare "Q2" in a column of results is read as past; one that is to come may not be.
        said.doubts += [each for each in span.remarks if each.startswith(BARE_QUARTER)]
    if not deadline and not ready:
        return _made(said, span.kind, span.first, span.last)
    last = span.first if span.opening else span.last
    if "before" in said.roles and span.first is not None and not span.fixed_day:
        last = _shifted(span.first, -1)
    first = last if span.precision == "day" or span.opening else None
    return _made(said, TimeframeKind.DEADLINE, first, last)


def _shifted(day: dt.date, days: int) -> dt.date | None:
    try:
        return day + dt.timedelta(days=days)
    except OverflowError:
        return None


def _from(said: Said) -> Timeframe:
    first = said.span.first
    if "after" in said.roles and said.span.last is not None:
        first = _shifted(said.span.last, 1)
    if "not before" in said.roles:
        said.doubts.append("says when it may start, not when")
    return _made(said, TimeframeKind.FROM, first, None, ongoing=True)


def _with_length(said: Said) -> Timeframe:
    count, unit = said.length or (0, "day")
    span = said.span
    if "within" in said.roles:
        after = _shifted(span.last, 1) if span.last else None
        end = add_units(after, count, unit) if after else None
        last = _shifted(end, -1) if end else None
        return _made(said, TimeframeKind.RELATIVE, None, last)
    end = add_units(span.first, count, unit) if span.first else None
    last = _shifted(end, -1) if end else None
    if last is None or (span.first is not None and last < span.first):
        said.doubts.append("its end cannot be worked out")
        return _made(said, TimeframeKind.DURATION, span.first, None)
    return _made(said, TimeframeKind.DURATION, span.first, last)


def _week(said: Said) -> Timeframe:
    first = said.span.first
    if said.span.precision != "day" or first is None:
        said.doubts.append("a week of which the day is not given")
        return _made(said, said.span.kind, first, said.span.last)
    step = -6 if "week ending" in said.roles else 6
    other = _shifted(first, step) or first
    said.span = replace(said.span, precision="week")
    return _made(said, TimeframeKind.RANGE, min(first, other), max(first, other))


def _recurring(said: Said) -> Timeframe:
    span = said.span
    said.recurrence = said.recurrence or "annual"
    yearless = said.recurrence == "annual" and any(
        doubt.startswith(("year from", "no year")) for doubt in span.doubts
    )
    if "every" in said.roles or yearless:
        said.label, said.doubts = said.label or said.phrase.date, []
        said.span = replace(span, precision="none")
        return _made(said, TimeframeKind.RECURRING, None, None, ongoing=True)
    bounded = span.kind in {TimeframeKind.RANGE, TimeframeKind.FINANCIAL_YEAR}
    until = bool(said.roles & {"deadline", "before", "to"})
    first = None if until else span.first
    last = span.last if until or (bounded and "from" not in said.roles) else None
    return _made(said, TimeframeKind.RECURRING, first, last, ongoing=True)


def _with_ongoing(said: Said, setting: Setting) -> Timeframe:
    span = said.span
    if said.roles & {"deadline", "before", "to"}:
        if "ongoing after" in said.roles:
            first = span.last if span.precision == "day" else None
            return _made(said, TimeframeKind.DEADLINE, first, span.last, ongoing=True)
        return _made(said, TimeframeKind.RANGE, None, span.last, ongoing=True)
    long = span.kind not in {TimeframeKind.DATE, TimeframeKind.MONTH, TimeframeKind.DEADLINE}
    if long and "from" not in said.roles:
        return _made(said, span.kind, span.first, span.last, ongoing=True)
    if "ongoing" in said.roles and "from" not in said.roles:
        said.doubts.append("may mean ongoing until then, or from then")
        return _made(said, TimeframeKind.RANGE, None, span.last, ongoing=True)
    past = setting.reference is not None and span.last is not None and span.last < setting.reference
    if re.search(r"\b(?:complet|finish|deliver)", said.label, re.IGNORECASE):
        said.doubts.append("speaks of completion and of ongoing work")
    if "from" not in said.roles and not past:
        said.doubts.append(ONGOING_DOUBT.format(said.phrase.date))
    return _made(said, TimeframeKind.FROM, span.first, None, ongoing=True)


def _made(
    said: Said,
    kind: TimeframeKind,
    first: dt.date | None,
    last: dt.date | None,
    *,
    ongoing: bool = False,
) -> Timeframe:
    notes = list(dict.fromkeys((*said.doubts, *said.span.remarks)))
    return Timeframe(
        text=said.phrase.text,
        kind=kind,
        earliest=first,
        latest=last,
        ongoing=ongoing or "also ongoing" in said.roles,
        recurrence=said.recurrence,
        precision=said.span.precision,
        label=said.label or None,
        ambiguous=bool(said.doubts),
        note="; ".join(notes) or None,
    )
