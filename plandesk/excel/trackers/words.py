"""The words of trackers: what a heading names, how refs, periods and section headings look."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from plandesk.excel.trackers.grid import plain


class Field(StrEnum):
    """What a column of a tracker holds."""

    REF = "ref"
    TITLE = "title"
    PROJECT = "project"
    PROJECT_REF = "project ref"
    WORKSTREAM = "workstream"
    LEAD = "lead"
    SPONSOR = "sponsor"
    DUE = "due"
    RATING = "rating"
    OUTCOME = "outcome"
    OUTCOME_NOTE = "outcome note"
    COMMENTS = "comments"
    REASON = "reason"
    FORECAST = "forecast"
    HELP = "help needed"
    MILESTONES = "milestones"
    SCOPE = "scope"
    TYPE = "type"
    IMPACT = "outcomes and impact"
    MEASURES = "measures"
    DECLARED = "number of actions"
    SOURCE = "source"
    EVIDENCE = "evidence"
    FIGURE = "figure"
    LEVEL = "level of the row"
    ROW_COLOUR = "row colour"
    LEFT_OUT = "left out"


class When(StrEnum):
    """Which of two ratings a heading says it is."""

    PREVIOUS = "previous"
    CURRENT = "current"


# Tried from the top; a heading must match from its first to its last word.
_LEAD = (
    r"(?:project |action |workstream |accountable |responsible |named |delivery |strategic |"
    r"operational |service |overall )?"
)
_HEADINGS: tuple[tuple[Field, str], ...] = (
    (Field.DECLARED, r"(?:no|number|num|count|total|#) (?:of )?(?:the )?(?:actions|deliverables)"),
    (Field.FIGURE, r"(?:%|percent(?:age)?|no|number|total|count) (?:of )?.*"),
    (Field.REF, r"(?:project |action |task |activity |item |unique |plan |line |risk )*"
                r"(?:ref|refs|reference|id|no|number|nr|#)(?: (?:no|number|id))?|"
                r"(?:rec(?:ommendation)?|item|line|s|saving|finding|standard) "
                r"(?:no|n|number|ref|id)|"
                r"(?:ref(?:erence)?|id)(?: (?:no|number))? of (?:the )?\w+"),
    (Field.SOURCE, r"(?:source|origin|recommendation|inspection|link to|links to)(?: .*)?"),
    (Field.SPONSOR, r"(?:.* )?(?:sponsor|sro|senior responsible (?:owner|officer)|"
                    r"executive lead|portfolio (?:holder|lead)|cabinet (?:member|lead)|"
                    r"lead (?:cabinet )?member|lead councillor|elected member)(?: .*)?"),
    (Field.LEAD, _LEAD + r"(?:leads?|owners?|officers?|person|persons|who|"
                 r"responsib(?:le|ility)|accountab(?:le|ility)|assigned to)"
                 r"(?: (?:lead|officers?|owners?|person|role|name|by whom|leads))*"),
    (Field.LEAD, r"(?:lead|responsible|accountable|assigned|delivery) (?:officers?|role|name|"
                 r"service|directorate|director|person|agency|team|department|body|partner|manager|"
                 r"head of service)s?|assigned(?: to)?|assignee|resource names?"),
    (Field.LEAD, r"(?:by whom|whom|who is responsible|named lead|delivery lead|"
                 r"who will (?:do it|lead)|leads? (?:and|with) (?:partners?|support)|"
                 r"(?:person|officer|manager|post|staff)s? (?:responsible|accountable|leading)|"
                 r"(?:name|role|post|title)s? of (?:the )?(?:lead |responsible |accountable )*"
                 r"(?:officer|person|manager|owner|lead)s?(?: .*)?)"),
    (Field.REASON, r"reasons?(?: for (?:the )?(?:rating|red|amber|slippage|delay))?"),
    (Field.FORECAST, r"forecast"),
    (Field.HELP, r"(?:help|support) needed"),
    (Field.OUTCOME_NOTE, r"outcome notes?|notes? on (?:the )?outcome"),
    (Field.OUTCOME, r"(?:refresh|review|closure|refreshed) (?:activity |action |project )?"
                    r"(?:outcome|status|decision|result)(?: .*)?"),
    (Field.OUTCOME, r"(?:outcome status|outcome of (?:the )?review|decision|disposition)"),
    (Field.COMMENTS, r"(?:.* )(?:updates?|comments?|commentary|narrative)"
                     r"(?: (?:this|last) (?:month|quarter|period))?"),
    (Field.RATING, r"(?:previous|current|last|latest|prior|present|this|overall|project|action|"
                   r"progress|delivery|status|quarter|period|month|new|old|our|q ?[1-4]|qtr ?[1-4]|"
                   r"[1-4]|milestone|\s)*"
                   r"(?:b?rag[yb]?|rating|colour|traffic light)(?: .*)?"),
    (Field.RATING, r"status(?: .*)?|r a g|\w+ b?rag|open (?:or )?closed|"
                   r"(?:progress|delivery|completion|action|task|item|current|overall) status|"
                   r"(?:overall |project |programme )?health(?: status)?"),
    (Field.RATING, r"(?:q|qtr|quarter) ?[1-4]"),
    (Field.RATING, r"(?:previous|current|last|latest|prior|now)(?: status)?"),
    (Field.COMMENTS, r"(?:(?:current|latest|previous) )?position(?: statement)?|"
                     r"evidence of progress|where (?:are )?(?:we are|are we)(?: now| up to)?"),
    (Field.IMPACT, r"outcomes? (?:and )?(?:&? ?)?impacts?|impacts?|benefits?|outcomes|"
                   r"(?:expected|intended|desired|planned) (?:outcomes?|impacts?|benefits?)|"
                   r"what (?:will )?success (?:will )?looks? like|difference made"),
    (Field.MEASURES, r"(?:.* )?(?:measures?|kpis?|indicators?|metrics?|success criteria|"
                     r"measured)(?: of success| of impact)?|how (?:will|do|can) (?:we|you|it) "
                     r"(?:know|measure|be measured|be monitored)(?: .*)?"),
    (Field.EVIDENCE, r"evidence(?: .*)?"),
    (Field.MILESTONES, r"(?:key )?(?:milestones?|steps|sub actions?|tasks)(?: .*)?"),
    (Field.DUE, r"(?:date|dates|due|deadline|timeframe|time frame|timescales?|time scales?|"
                r"when|by when|end|end date|finish|timeline|target)"
                r"(?: (?:date|by|for|of|completion|s|delivery|milestones?))*|"
                r"when (?:will|is|should) .*"),
    (Field.DUE, r"(?:revised |current |new |latest |baseline |amended |updated |original )*"
                r"(?:target|due|completion|end|finish|delivery|milestone|planned|expected|agreed|"
                r"implementation|proposed|forecast|revised|baseline|amended|extended)"
                r" (?:completion |end |delivery |implementation )?(?:dates?|by|completion|deadline|"
                r"timescales?)"),
    (Field.DUE, r"(?:to be )?(?:completed?|delivered|achieved|done|finished) by(?: when)?|"
                r"dates? (?:due|for completion|of completion|required|by)|"
                r"(?:original|first) (?:due |target |completion |agreed )?(?:date|deadline)|"
                r"(?:date|time|month) by (?:which|when) .*|"
                r"start (?:and |to )?(?:end|finish)(?: dates?)?"),
    (Field.COMMENTS, r"(?:comments?|commentary|notes?|narrative|remarks|updates?|progress|"
                     r"latest|progress update|action taken|"
                     r"(?:summary|details?|description) of (?:the )?(?:latest |recent |current )*"
                     r"(?:progress|updates?|position))(?: .*)?"),
    (Field.SCOPE, r"(?:scope|council wide|area|coverage|applies to)"),
    (Field.LEVEL, r"(?:(?:row|item|plan) )?level(?: of (?:the )?(?:row|item|plan))?|"
                  r"(?:row|item) type"),
    (Field.TYPE, r"(?:type|category|kind|classification)(?: of (?:action|activity|work))?"),
    (Field.WORKSTREAM, r"(?:work ?stream|theme|strand|pillar|strategic (?:priority|objective)|"
                       r"programme|priority area)(?: (?:title|name))?"),
    (Field.PROJECT, r"projects?(?: (?:title|name|description))?|risk (?:title|name|description)|"
                    r"(?:bucket|section|epic|list)(?: (?:name|column))?|"
                    r"(?:areas? (?:for|of) (?:improvement|focus|development|work)|"
                    r"improvement areas?|focus areas?)"),
    (Field.TITLE, r"(?:projects? (?:and|&) )?(?:agreed |improvement |key |planned |specific |"
                  r"required |mitigating |remedial |corrective |further |recovery |smart )*"
                  r"(?:actions?|proposals?|initiatives?|deliverables?|activit(?:y|ies)|tasks?|priorit(?:y|ies)|"
                  r"objectives?|what|description|title|commitments?|interventions?)"
                  r"(?: (?:and |& )?(?:deliverables?|milestones?|actions?|required|to be taken|"
                  r"description|title|details?|tasks?|what|name|agreed|points?|arising))*"),
    (Field.TITLE, r"(?:what|how) (?:will we do(?: it)?|we (?:will|are going to) do(?: it)?|"
                  r"needs to (?:be done|happen|change)|will be done|do we need to do)|"
                  r"steps?|(?:description|details?) of (?:the )?(?:agreed |improvement |planned |"
                  r"proposed |required )*(?:action|activity|task|work)s?"
                  r"(?: (?:to be|being|we) .*)?|"
                  r"(?:management|proposed|follow up|agreed management) (?:action|response)s?|"
                  r"actions? (?:to|we|for|that) .*|work|primary(?: column)?|"
                  r"(?:task|activity|item|action|card) name|"
                  r"name of (?:the )?(?:task|activity|action)"),
    (Field.PROJECT, r"outcome"),
)  # fmt: skip
_COMPILED = tuple((each, re.compile(pattern)) for each, pattern in _HEADINGS)


@lru_cache(maxsize=4096)
def heading_words(text: str) -> str:
    """Return a heading as plain lower-case words: no punctuation, no period in it."""
    words = plain(without_period(text)).casefold()
    words = words.replace("&", " and ").replace("/", " ").replace("%", " % ")
    words = re.sub(r"[^a-z0-9%# ]+", " ", words)
    return " ".join(words.split())


def field_of(heading: str) -> Field | None:
    """Return what a heading names; None when no known word stands there."""
    if len(heading) > 80:
        return None
    words = heading_words(heading)
    if not words:
        return Field.RATING if read_period(heading) else None
    for each, pattern in _COMPILED:
        if pattern.fullmatch(words):
            return each
    return None


def when_of(heading: str) -> When | None:
    """Return whether a heading says previous or current."""
    words = set(heading_words(heading).split())
    if words & {"previous", "last", "prior", "old", "before", "was"}:
        return When.PREVIOUS
    if words & {"current", "latest", "now", "this", "new", "present"}:
        return When.CURRENT
    return None


# ---- periods

_MONTHS = {
    name.casefold(): number
    for names in (calendar.month_name, calendar.month_abbr)
    for number, name in enumerate(names)
    if name
}
_MONTHS["sept"] = 9
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
QUARTER_NUMBER = re.compile(r"\bq(?:tr|uarter)? ?([1-4])\b")
_PERIOD = re.compile(
    rf"(?<![A-Za-z])(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[ ]+)?(?P<month>{_MONTH})[.,]?[\s'’\-/]*"
    r"(?P<year>(?:20)?\d{2})(?!\d)"
    r"|(?P<quarter>Q[1-4]|Quarter [1-4])[\s,:-]*(?P<from>20\d{2})\s*[/-]\s*(?P<to>(?:20)?\d{2})"
    r"|(?P<dd>\d{1,2})[/.](?P<mm>\d{1,2})[/.](?P<yy>(?:20)?\d{2})(?!\d)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PeriodSaid:
    """A reporting period that a heading names: its label in full and its last day."""

    label: str
    as_at: dt.date


def read_period(text: str) -> PeriodSaid | None:
    """Return the first period that a text names: "Jan 24", "15 May 2024", "Q1 2023/24".

    A month ends on its last day; a quarter is one of a council's year from April.
    """
    found = _PERIOD.search(plain(text))
    if not found:
        return None
    if found["quarter"]:
        return _quarter(found)
    try:
        if found["month"]:
            year, month = _year(found["year"]), _MONTHS[found["month"].casefold()]
            name = calendar.month_name[month]
            if found["day"]:
                day = dt.date(year, month, int(found["day"]))
                return PeriodSaid(f"{day.day} {name} {year}", day)
            last = calendar.monthrange(year, month)[1]
            return PeriodSaid(f"{name} {year}", dt.date(year, month, last))
        day = dt.date(_year(found["yy"]), int(found["mm"]), int(found["dd"]))
    except ValueError:
        return None
    return PeriodSaid(f"{day.day} {day:%B %Y}", day)


def _quarter(found: re.Match[str]) -> PeriodSaid:
    number, start = int(found["quarter"][-1]), int(found["from"])
    month, year = ((6, start), (9, start), (12, start), (3, start + 1))[number - 1]
    last = calendar.monthrange(year, month)[1]
    return PeriodSaid(f"Q{number} {start}/{found['to'][-2:]}", dt.date(year, month, last))


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def without_period(text: str) -> str:
    """Return a heading without the period that it names."""
    whole = plain(text).replace("(s)", "s").replace("(S)", "S")
    return _PERIOD.sub(" ", whole).strip(" -–:,()")


# ---- refs

_REF = r"[A-Za-z]{0,5}[ -]?\d{1,4}(?:[.\-/][A-Za-z]{0,2}\d{1,4}){0,4}[a-z]?"
_REF_CELL = re.compile(
    rf"^(?P<ref>{_REF})[.)]?(?P<rest>(?:\s*\([^)]*\)|\s*\[[^]]*\]|\s*[-–]?\s*\bNEW\b[!*]?"
    r"|\s*\*+)*)\s*$",
    re.IGNORECASE,
)
_HEADING_REF = re.compile(
    r"^(?P<ref>(?:[A-Za-z]{1,4}[ -]?\d{1,3}|\d{1,3}(?:\.\d{1,3})+)(?:\.\d{1,3})*)"
    r"(?:\s*[:.)–—-]\s*|\s+)(?P<title>\S.*)$",
    re.DOTALL,
)
_NEW = re.compile(r"(?:^|[\s(\[])NEW(?:[\s)\]!*:.-]|$)")


_NAMED_REF = re.compile(
    r"^(?:project|outcome|objective|priority|goal|aim)\s+(?P<ref>[A-Za-z]{0,2}\d{1,3}(?:\.\d{1,3})*)"
    r"(?:\s*[:.)–—-]+\s*|(?<=\.\d)\s+|(?<=\.\d\d)\s+)(?P<title>\S.*)$",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class RefCell:
    """What a ref cell says: the ref, the scope and links in brackets, and a NEW mark."""

    ref: str
    brackets: tuple[str, ...] = ()
    is_new: bool = False


@lru_cache(maxsize=2**18)  # more than a sheet has rows: each ref is read several times over
def read_ref(text: str) -> RefCell | None:
    """Return the ref in a cell such as "B6.2 (Council wide)" or "A5.10 NEW"; None when none."""
    found = _REF_CELL.match(plain(text))
    if not found or ref_letters(found["ref"]).casefold() in _MONTHS:
        return None
    rest = found["rest"] or ""
    brackets = tuple(each.strip() for each in re.findall(r"[(\[]([^)\]]*)[)\]]", rest))
    is_new = bool(_NEW.search(rest)) or any(each.upper() == "NEW" for each in brackets)
    said = tuple(each for each in brackets if each and each.upper() != "NEW")
    return RefCell(found["ref"].replace(" ", ""), said, is_new)


def split_heading(text: str) -> tuple[str, str]:
    """Return ref and title of "A1: Develop ..." or "Project A1 - ..."; the ref may be empty."""
    found = _NAMED_REF.match(text.strip()) or _HEADING_REF.match(text.strip())
    if not found:
        return "", text.strip()
    return found["ref"].replace(" ", ""), found["title"].strip()


def ref_depth(ref: str) -> int:
    """Return how many numbers a ref holds: 1 for A2, 2 for A2.3."""
    return len(re.findall(r"\d+", ref)) + (1 if re.search(r"\d[a-z]$", ref) else 0)


def parent_ref(ref: str) -> str:
    """Return the ref of the level above: "A2" for "A2.3", "" when there is none."""
    found = re.match(r"^(.*\d)(?:[.\-/]\d+|[a-z])$", ref)
    return found[1] if found else ""


def ref_letters(ref: str) -> str:
    """Return the letters that a ref starts with: "A" for "A2.3"."""
    found = re.match(r"^[A-Za-z]+", ref)
    return found[0].upper() if found else ""


_SECTION = re.compile(
    r"^(?P<word>work ?stream|theme|(?:key )?priority(?: area)?|strand|pillar|programme|goal|aim|"
    r"area|domain|mission|ambition|enabler|chapter|section|commitment|"
    r"strategic (?:priority|objective)|objective)\s+(?P<ref>[A-Z]{1,2}|\d{1,2}|one|two|three|four|"
    r"five|six|seven|eight|nine|ten)\b\s*[:.–—-]*\s*(?P<title>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_NUMBERS = {
    word: str(number)
    for number, word in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], start=1
    )
}


_SECTION_TITLE = re.compile(
    r"^(?P<word>work ?stream|theme|strand|pillar|priority(?: area)?|goal|aim|objective|domain|"
    r"ambition|mission)\s*[:–—]\s*(?P<title>\S.*)$",
    re.IGNORECASE | re.DOTALL,
)


def read_section(text: str) -> tuple[str, str, str] | None:
    """Return (word, ref, title) of "Workstream A: ..." or "Theme: ..."; None for others."""
    found = _SECTION.match(text.strip())
    if not found:
        titled = _SECTION_TITLE.match(text.strip())
        return (titled["word"].capitalize(), "", titled["title"].strip()) if titled else None
    ref = _NUMBERS.get(found["ref"].casefold(), found["ref"].upper())
    return found["word"].capitalize(), ref, found["title"].strip()
