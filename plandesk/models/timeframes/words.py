"""Timeframes without a date: ongoing work, rhythms, and times that depend on something else."""

from __future__ import annotations

import datetime as dt
import re

from plandesk.models.timeframes.types import Setting, Timeframe, TimeframeKind, add_units

_ORDERED = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_LARGER = {"a": 1, "an": 1, "eleven": 11, "twelve": 12, "eighteen": 18, "twenty": 20}
NUMBERS = {word: number for number, word in enumerate(_ORDERED, start=1)} | _LARGER
COUNT = r"(?P<count>\d{1,3}|" + "|".join(sorted(NUMBERS, key=len, reverse=True)) + r")"
UNIT = r"(?P<unit>day|week|wk|fortnight|month|mnth|mth|quarter|qtr|year|yr)s?"
ONGOING = (
    r"(?:on\s?-?\s?going|continuous|continuing|continual|continues|rolling|until further notice"
    r"|indefinite(?:ly)?|open[\s-]ended)"
)
UNCERTAIN = re.compile(
    r"\b(?:tbc|tba|tbd|t\.b\.c\.|to be (?:confirmed|agreed|advised|decided|determined)"
    r"|not (?:yet )?(?:agreed|known|confirmed|set|decided)|awaiting (?:a )?(?:confirmation|date)"
    r"|(?:dates? )?to (?:be set|follow)|unknown|provisional(?:ly)?)(?!\w)|\?",
    re.IGNORECASE,
)
NOT_CONFIRMED = "still to be confirmed"

_ADVERBS = {
    "daily": ("daily", ""),
    "weekly": ("weekly", ""),
    "fortnightly": ("fortnightly", ""),
    "monthly": ("monthly", ""),
    "quarterly": ("quarterly", ""),
    "termly": ("termly", ""),
    "half-termly": ("half-termly", ""),
    "annually": ("annual", ""),
    "annual": ("annual", ""),
    "yearly": ("annual", ""),
    "half-yearly": ("6 months", ""),
    "bimonthly": ("2 months", "twice a month in other usage"),
    "biweekly": ("2 weeks", "twice a week in other usage"),
    "biannually": ("6 months", "every two years in other usage"),
    "biannual": ("6 months", "every two years in other usage"),
    "biennially": ("2 years", ""),
    "biennial": ("2 years", ""),
    "triennially": ("3 years", ""),
    "triennial": ("3 years", ""),
}
_ADVERB = re.compile(
    rf"\b(?:{COUNT}[\s-]+(?P<counted>weekly|monthly|yearly)"
    r"|(?P<bi>bi)[\s-]?(?P<rest>monthly|weekly|annually|annual|ennially|ennial)"
    r"|(?P<half>half)[\s-](?P<of>termly|yearly)"
    r"|(?P<plain>daily|weekly|fortnightly|monthly|quarterly|termly|annually|annual|yearly"
    r"|triennially|triennial))\b",
    re.IGNORECASE,
)
_EVERY = re.compile(
    rf"\b(?:(?:every|each)\s+(?:(?P<other>other|second)\s+|{COUNT}\s+)?(?P<unit>day|week|fortnight"
    r"|month|quarter|half[\s-]term|term|year)s?"
    r"|(?P<times>once|twice|\d{1,2}\s?(?:times|x)|(?:two|three|four|six) times)\s+"
    r"(?:(?:a|an|per|each|every)\s+(?P<per>day|week|month|quarter|term|year|annum)"
    r"|(?P<perly>dai|week|month|quarter|term|year|annual)ly)"
    r"|per\s+(?P<alone>day|week|month|quarter|term|year|annum))\b",
    re.IGNORECASE,
)
_OF_UNIT = {
    "day": "daily",
    "week": "weekly",
    "fortnight": "fortnightly",
    "month": "monthly",
    "quarter": "quarterly",
    "term": "termly",
    "year": "annual",
    "annum": "annual",
    "halfterm": "half-termly",
}


def counted(word: str) -> int:
    """Return the number that a figure or a number word stands for."""
    return int(word) if word.isdigit() else NUMBERS[word.casefold()]


def find_recurrence(text: str) -> tuple[str, str, tuple[int, int]] | None:
    """Return the first rhythm in a text, a doubt about it, and where it stands."""
    found = _EVERY.search(text)
    if found:
        return _every(found), "", found.span()
    found = _ADVERB.search(text)
    if not found:
        return None
    if found["counted"]:
        unit = found["counted"].casefold().removesuffix("ly")
        number = counted(found["count"])
        return f"{number} {unit}{'s' if number > 1 else ''}", "", found.span()
    word = found["plain"] or (f"half-{found['of']}" if found["half"] else "bi" + found["rest"])
    recurrence, doubt = _ADVERBS[word.casefold()]
    return recurrence, doubt, found.span()


def _every(found: re.Match[str]) -> str:
    if found["times"]:
        per = (found["per"] or found["perly"]).casefold()
        per = {"annum": "year", "annual": "year", "dai": "day"}.get(per, per)
        times = re.sub(r"\s?x$", " times", found["times"].casefold())
        return _OF_UNIT[per] if times == "once" else f"{times} a {per}"
    if found["alone"]:
        return _OF_UNIT[found["alone"].casefold()]
    unit = re.sub(r"[\s-]", "", found["unit"].casefold())
    if found["other"]:
        return f"2 {unit}s"
    number = counted(found["count"]) if found["count"] else 1
    return f"{number} {unit}s" if number > 1 else _OF_UNIT[unit]


_FILLERS = re.compile(
    r"\b(?:report(?:able|ed|ing|s)?|cycle|basis|on|an?|the|and|review(?:ed|s)?|updates?|updated"
    r"|meetings?|to be|at least|then|via|as|of|for|initially|regular(?:ly)?|e\.?g|programme)\b"
    r"|[^\w\s]",
    re.IGNORECASE,
)
_BLANK = re.compile(r"(?:n\s?/?\s?a|not applicable|none|nil|[-.\u2026]+|)", re.IGNORECASE)
_DONE = re.compile(
    r"(?:now |already )?(?:in place|completed?|done|finished|achieved|delivered|implemented"
    r"|embedded|closed)(?: and (?:in place|embedded|closed|ongoing))?",
    re.IGNORECASE,
)
_ONGOING_WORDS = re.compile(
    rf"\b(?:{ONGOING}|permanent(?:ly)?|business as usual|bau|always"
    r"|as (?:and when )?(?:required|needed)|as and when|when (?:required|needed)"
    r"|throughout(?: the year)?|all year(?: round)?|ad[\s-]hoc"
    r"|not time[\s-]bound|no end date"
    r"|(?:life(?:time)?|duration) of (?:the |this |our )?(?:plan|strategy|programme|project))\b",
    re.IGNORECASE,
)
_WITHIN = re.compile(
    rf"\b(?:within|in)\s+(?:the\s+)?(?:next\s+)?{COUNT}\s+(?:(?P<working>working\s+(?=days))"
    rf"|calendar\s+|school\s+)?{UNIT}\b"
    r"(?P<event>\s+(?:of|from|after|following)\s+.+)?",
    re.IGNORECASE,
)
_DURATION = re.compile(
    r"(?:for |over |up to |less than |more than |at least |[<>]\s*)?(?:the next )?"
    rf"(?:\d{{1,3}}\s*(?:-|to|or)\s*)?{COUNT}\+?[\s-]*{UNIT}",
    re.IGNORECASE,
)
_FROM_EVENT = re.compile(
    rf"{COUNT}[\s-]*(?:working |calendar |school )?{UNIT}\s+(?:from|after|post|of|following)\s+"
    r"(?P<event>(?!now|today).+)",
    re.IGNORECASE,
)
_PLAN_TIME = re.compile(
    r"(?:(?:by|in|during|within|from|until|for) )?(?:the )?(?:(?:end|start|beginning) of )?"
    r"(?:(?:year|yr|month|mth|week|wk|day)s?\s*|[ym])(?:\d{1,3}|one|two|three|four|five)"
    r"(?:\s*(?:-|to|and|&|/)\s*(?:\d{1,3}|one|two|three|four|five))?(?: onwards?|\+)?",
    re.IGNORECASE,
)
_TO_COME = r"post(?![\s-]*holder)|pre(?=[\s-])"
_EVENT = re.compile(
    r"\b(?:immediate(?:ly)?|asap|as soon as possible|urgent(?:ly)?|now|next|after|following|upon"
    r"|once|when|on (?:completion|publication|receipt|approval|appointment)|subject to|depend\w*"
    r"|short[\s-]term|medium[\s-]term|long(?:er)?[\s-]term|pending|prior to|before|in line with"
    rf"|{_TO_COME})\b",
    re.IGNORECASE,
)


def read_words(text: str, setting: Setting) -> Timeframe:
    """Read a timeframe that holds no date; what cannot be read is said to be so."""
    said = text.strip(" ()[].,;:")
    if _BLANK.fullmatch(said):
        note = "says that no time applies" if said.strip("-.\u2026") else None
        return Timeframe(text, TimeframeKind.BLANK, note=note)
    if _DONE.fullmatch(said):
        return Timeframe(text, TimeframeKind.DONE, note="says that it is done, not when")
    uncertain = bool(UNCERTAIN.search(said))
    plain = UNCERTAIN.sub(" ", said).strip(" -()\u2013,;:")
    rhythm = _rhythm(text, plain, uncertain)
    if rhythm is not None:
        return rhythm
    if uncertain and not re.search(r"\d", plain):
        label = plain or None
        return Timeframe(
            text, TimeframeKind.TO_CONFIRM, label=label, ambiguous=True, note=NOT_CONFIRMED
        )
    return _relative(text, plain, setting)


def _rhythm(text: str, plain: str, uncertain: bool) -> Timeframe | None:
    ongoing = _ONGOING_WORDS.search(plain)
    via = re.search(r"\bvia\s+(.+)$", plain, re.IGNORECASE) if ongoing else None
    recurrence = None if _WITHIN.search(plain) else find_recurrence(plain)
    if ongoing is None and recurrence is None:
        return None
    doubts = [NOT_CONFIRMED] if uncertain else []
    if recurrence and recurrence[1]:
        doubts.append(recurrence[1])
    other = find_recurrence(plain[recurrence[2][1] :]) if recurrence else None
    if recurrence and other and other[0] != recurrence[0]:
        doubts.append(f"also says {other[0]}")
    if ongoing:
        said = via[1].casefold().strip(" .") if via else recurrence[0] if recurrence else None
        kind = TimeframeKind.ONGOING
    else:
        said = recurrence[0] if recurrence else None
        kind = TimeframeKind.RECURRING
    return Timeframe(
        text,
        kind,
        ongoing=True,
        recurrence=said,
        label=None if via else _leftover(plain, recurrence),
        ambiguous=bool(doubts),
        note="; ".join(doubts) or None,
    )


def _leftover(plain: str, recurrence: tuple[str, str, tuple[int, int]] | None) -> str | None:
    """Return what is said besides the rhythm: "Monthly staff webinars" is about staff webinars."""
    if recurrence:
        start, end = recurrence[2]
        plain = f"{plain[:start]} {plain[end:]}"
        plain = re.sub(r"\b(?:on an?|e\.?g\.?)\s+(?:basis)?", " ", plain, flags=re.IGNORECASE)
    rest = _ONGOING_WORDS.sub(" ", plain)
    if not _FILLERS.sub(" ", rest).strip():
        return None
    return " ".join(rest.split()).strip(" -/,;:()\u2013.") or None


def _relative(text: str, plain: str, setting: Setting) -> Timeframe:
    found = _WITHIN.search(plain)
    if found:
        return _within(text, plain, found, setting)
    found = _FROM_EVENT.fullmatch(plain)
    if found and find_recurrence(plain) is None:
        note = f"counted from {found['event']}, which has no date here"
        return Timeframe(text, TimeframeKind.RELATIVE, note=note)
    if _PLAN_TIME.fullmatch(plain):
        note = "when the plan's own years begin is not printed"
        return Timeframe(text, TimeframeKind.RELATIVE, ambiguous=True, note=note)
    if _DURATION.fullmatch(plain):
        return Timeframe(
            text, TimeframeKind.DURATION, ambiguous=True, note="says how long, not from when"
        )
    if _EVENT.search(plain):
        note = "depends on something that has no date here"
        return Timeframe(text, TimeframeKind.RELATIVE, note=note)
    return Timeframe(
        text, TimeframeKind.UNREADABLE, ambiguous=True, note="no date can be read from this"
    )


def _within(text: str, plain: str, found: re.Match[str], setting: Setting) -> Timeframe:
    label = plain[: found.start()].strip(" -:,;") or None
    event = (found["event"] or "").strip()
    if event:
        note = f"counted from {event.split(maxsplit=1)[1]}, which has no date here"
        return Timeframe(text, TimeframeKind.RELATIVE, label=label, note=note)
    latest = None
    number, working = counted(found["count"]), bool(found["working"])
    if setting.reference is not None and working:
        latest = _working_days_later(setting.reference, number)
    elif setting.reference is not None:
        latest = add_units(setting.reference, number, found["unit"])
    note = "counted from the date of the document" if latest else "does not say from when"
    note += ", without bank holidays" if latest and working else ""
    return Timeframe(
        text,
        TimeframeKind.RELATIVE,
        latest=latest,
        precision="day" if latest else "none",
        label=label,
        ambiguous=True,
        note=note,
    )


def _working_days_later(day: dt.date, number: int) -> dt.date | None:
    weeks, rest = divmod(number, 5)
    try:
        day += dt.timedelta(days=7 * weeks)
        while rest:
            day += dt.timedelta(days=1)
            rest -= day.weekday() < 5
    except OverflowError:
        return None
    return day
