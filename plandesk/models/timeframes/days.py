"""Days and months inside a printed timeframe: 31/3/25, w/c 3 June, mid-March, Sept 2016."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from plandesk.models.timeframes.date_word import (
    AFTER_MONTH,
    EDGE,
    MONTH,
    ORDINAL,
    YEAR2,
    YEAR4,
    Builder,
    DateWord,
    Found,
    base,
    century,
    checked_day,
    group,
    month_number,
)
from plandesk.models.timeframes.types import MONTH_NAMES, Setting, day_words

_WEEKDAY = (
    r"(?:(?P<weekday>mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?,?\s+)?"
)


def _numeric(found: Found, _setting: Setting) -> DateWord | None:
    printed = found["year"]
    year = int(printed) if len(printed) == 4 else century(printed)
    word = replace(base(found, "day"), year=year, month=int(found["number"]), day=int(found["day"]))
    return checked_day(word, group(found, "weekday"))


def _printed_year(found: Found, month: int) -> int | None:
    if not group(found, "year"):
        return century(found["year2"]) if group(found, "year2") else None
    year = int(found["year"])
    following = group(found, "next")
    if following and (year + 1) % 100 == int(following) and month < 4:
        return year + 1  # "January 2016/17" lies in the second half of that financial year
    return year


_SOON = 4  # years: "Sept 30" written in 2024 is as likely a day as the year 2030
_COUNTED = re.compile(
    r"\b(?:phase|stage|year|tier|part|step|version|option|level|group|cohort|wave|gate|stream"
    r"|milestone|band|item|action|theme|objective|strand|number|no\.?|post|key stage|ks|quarter"
    r"|priority|project|workstream|paper|appendix|section|week|day|round|tranche|lot)\s*$",
    re.IGNORECASE,
)


def _day_month(found: Found, _setting: Setting) -> DateWord | None:
    month = month_number(found["month"])
    before = found.string[: found.start("day")]
    if not group(found, "ordinal") and _COUNTED.search(before):
        return None  # "Phase 2 March 2017" means March
    word = replace(
        base(found, "day"), year=_printed_year(found, month), month=month, day=int(found["day"])
    )
    return checked_day(word, group(found, "weekday"))


def _day_list(found: Found, _setting: Setting) -> DateWord | None:
    month = month_number(found["month"])
    if _COUNTED.search(found.string[: found.start("day")]):
        return None  # "Phase 2 - 3 March" is one day
    year = _printed_year(found, month)
    word = replace(
        base(found, "days"),
        year=year,
        month=month,
        day=int(found["day"]),
        other=int(found["other"]),
        joined=found["joined"].casefold(),
    )
    first = checked_day(word)
    last = checked_day(replace(word, day=word.other))
    return replace(word, impossible=first.impossible or last.impossible)


def _month_year(found: Found, setting: Setting) -> DateWord | None:
    month = month_number(found["month"])
    word = replace(base(found, "month"), year=_printed_year(found, month), month=month)
    if group(found, "year2") and not found["tight"].strip():
        near = setting.reference.year if setting.reference else 2025
        perhaps_day = 1 <= int(found["year2"]) <= 31
        far = abs((word.year or 0) - near) > 10 and perhaps_day
        if far and setting.reference is None:
            return replace(word, doubts=(f"{found['year2']} could be the day",))
        if far:
            doubt = f"{found['year2']} read as the day, because the year would be {word.year}"
            day = replace(word, shape="day", year=None, day=int(found["year2"]), doubts=(doubt,))
            return checked_day(day)
        word = replace(word, remarks=("two-digit year",))
        if perhaps_day and (word.year or 0) - near > _SOON:
            word = replace(word, doubts=(f"{found['year2']} could be the day",))
    if _COUNTED.search(_before_number(found)):
        text = f"read as {MONTH_NAMES[month - 1]}, the number before it taken as a name"
        return replace(word, doubts=(text,))
    return word


def _before_number(found: Found) -> str:
    before = found.string[: found.start()]
    shorter = re.sub(r"\d{1,2}\s*$", "", before)
    return shorter if shorter != before else ""


def _bare_month(found: Found, _setting: Setting) -> DateWord | None:
    word = found["month"]
    around = (found.string[: found.start()] + found.string[found.end() :]).strip(" .,()?/-")
    if word in {"may", "march", "mar"} and around and not group(found, "edge"):
        return None  # the verb: "this may change"
    return replace(base(found, "month"), month=month_number(word))


_WEEKS = {"first": 1, "second": 2, "third": 3, "fourth": 4}


def _month_number_year(found: Found, _setting: Setting) -> DateWord | None:
    word = replace(base(found, "month"), year=int(found["year"]), month=int(found["number"]))
    if not 1 <= word.month <= 12:
        return replace(word, impossible=f"there is no month {word.month}")
    return word


def _week_of_month(found: Found, _setting: Setting) -> DateWord | None:
    said = (group(found, "nth") or found["count"]).casefold()
    number = 0 if said == "last" else _WEEKS.get(said) or int(said[0])
    month = month_number(found["month"])
    word = replace(base(found, "week"), year=_printed_year(found, month), month=month)
    which = f"the days {7 * number - 6} to {7 * number}" if number else "the last seven days"
    return replace(word, number=number, doubts=(f"a week of a month read as {which}",))


def _misspelt(found: Found, _setting: Setting) -> DateWord | None:
    """Read "Septmber 2024" as what it is nearest to, and say so."""
    from difflib import get_close_matches  # needed once in a thousand timeframes

    names = [name.casefold() for name in MONTH_NAMES]
    near = get_close_matches(found["word"].casefold(), names, 1, 0.8)
    if not near or near[0] == found["word"].casefold():
        return None
    month = names.index(near[0]) + 1
    doubt = f"“{found['word']}” read as {MONTH_NAMES[month - 1]}"
    day = group(found, "day")
    word = base(found, "day" if day else "month")
    word = replace(word, year=_printed_year(found, month), month=month, doubts=(doubt,))
    return checked_day(replace(word, day=int(day))) if day else word


_FIRST_SERIAL = dt.date(1899, 12, 30)


def _serial(found: Found, _setting: Setting) -> DateWord | None:
    """Read 45473 alone in a cell as the day that a spreadsheet counts so."""
    if found[0] != found.string.strip():
        return None
    day = _FIRST_SERIAL + dt.timedelta(days=int(found[0]))
    if not 2000 <= day.year < 2070:
        return None
    doubt = f"a number; as a spreadsheet counts days it is {day_words(day)}"
    word = replace(base(found, "day"), year=day.year, month=day.month, day=day.day)
    return replace(word, doubts=(doubt,))


def _half_term(found: Found, _setting: Setting) -> DateWord | None:
    year = int(found["year"]) if group(found, "year") else None
    word = replace(base(found, "month"), year=year, month=month_number(found["month"]))
    return replace(word, doubts=("half term: its days are not given",))


_DAY = rf"(?P<day>\d{{1,2}})\s*(?P<ordinal>{ORDINAL}\.?)?"
_SHORT_YEAR = r"(?P<year>(?:19|20)?\d\d)(?![\d/])"
DAY_FORMS: tuple[tuple[str, Builder], ...] = (
    (
        r"(?P<year>(?:19|20)\d\d)(?P<by>[-/])(?P<number>\d{1,2})(?P=by)(?P<day>\d{1,2})(?!\d)"
        r"(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?",
        _numeric,
    ),
    (r"(?P<year>20\d\d)(?P<number>[01]\d)(?P<day>[0-3]\d)(?![\d.,/-])", _numeric),
    (
        _WEEKDAY + rf"(?P<day>\d{{1,2}})(?P<by>[.-])(?P<number>\d{{1,2}})(?P=by){_SHORT_YEAR}",
        _numeric,
    ),
    (
        _WEEKDAY + rf"(?P<day>\d{{1,2}})\s*/{{1,2}}\s*(?P<number>\d{{1,2}})"
        rf"\s*/{{1,2}}\s*{_SHORT_YEAR}",
        _numeric,
    ),
    (r"(?P<day>\d{1,2}) (?P<number>\d{1,2}) (?P<year>(?:19|20)\d{2})(?!\d)", _numeric),
    (
        rf"(?:the\s+)?(?P<day>\d{{1,2}})\s*(?:{ORDINAL})?\s*(?P<joined>-|to|and|&|/|or|,)"
        rf"\s*(?:the\s+)?(?P<other>\d{{1,2}})\s*(?:{ORDINAL})?[\s-]*(?:of\s+)?"
        rf"{MONTH}{AFTER_MONTH}?",
        _day_list,
    ),
    (rf"{_WEEKDAY}(?:the\s+)?{_DAY}[\s/.-]*(?:of\s+)?{MONTH}{AFTER_MONTH}?", _day_month),
    (
        rf"{_WEEKDAY}{MONTH}\s+(?:the\s+)?(?P<day>\d{{1,2}})\s*"
        rf"(?:(?P<ordinal>{ORDINAL})|,?(?=\s+20\d\d))(?:[\s,]+{YEAR4})?",
        _day_month,
    ),
    (
        r"(?:the\s+)?(?:(?P<nth>first|second|third|fourth|last|[1-4](?:st|nd|rd|th))\s+(?:week|wk)"
        r"|(?:week|wk)\s+(?P<count>[1-4]))\s+(?:of|in)?\s*(?:the\s+)?"
        rf"{MONTH}{AFTER_MONTH}?",
        _week_of_month,
    ),
    (rf"{EDGE}{MONTH}{AFTER_MONTH}", _month_year),
    (rf"{MONTH}\s+half[\s-]?term\b(?:[\s,]*{YEAR4})?", _half_term),
    (rf"{EDGE}(?P<number>\d{{1,2}})[/.-](?P<year>(?:19|20)\d\d)(?!\d)", _month_number_year),
    (
        rf"(?:{_DAY}\s+)?{EDGE}(?P<word>[a-z]{{4,10}})\.?(?:[\s,-]+{YEAR4}|\s?'{YEAR2})",
        _misspelt,
    ),
    (r"(?P<serial>[34567]\d{4})(?!\S)", _serial),
    (rf"{EDGE}{MONTH}(?:\s*\((?P<after_edge>end|start|early|mid|late)\))?", _bare_month),
)
