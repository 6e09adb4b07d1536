"""Finding the dates inside a printed timeframe, in the forms that UK papers use."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from plandesk.models.timeframes.types import MONTH_NAMES, Setting, day_words

_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:r?uary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?"
    r"|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![a-z])\.?"
)
_ORDINAL = r"(?:st|nd|rd|th)\b"
_ANY_MONTH = _MONTH.replace("?P<month>", "?:")
_NOT_DAY = rf"(?!\d|\s*[/:]\s*\d|\s*{_ORDINAL}|\s*(?:of\s+)?{_ANY_MONTH})"
_YEAR4 = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_YEAR2 = rf"(?P<year2>\d\d){_NOT_DAY}"
_AFTER_MONTH = rf"(?:[\s,/'-]*{_YEAR4}(?:/(?P<next>\d\d)(?!\d))?|(?P<tight>\s?'|[\s/-]){_YEAR2})"
_WEEKDAY = (
    r"(?:(?P<weekday>mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?,?\s+)?"
)
_EDGE = (
    r"(?:(?<![a-z])(?P<edge>early|mid(?:dle)?|late|end|close|(?:start|beginning)(?=\s+of\b))"
    r"(?:\s+(?:of|in))?(?:\s+the)?[\s-]+)?"
)
_NOT_INSIDE = r"(?<![a-z])(?:(?!\d)|(?<!\d)(?<!\d[/.]))"
_FINANCIAL = r"(?P<year>(?:19|20)\d\d)\s*[/-]\s*(?P<next>(?:19|20)?\d\d)(?![\d/]|-\d)"
_SHORT_FINANCIAL = r"(?P<year2>\d{2})\s*/\s*(?P<next>\d{2})(?![\d/]|-\d)"
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "one": 1, "two": 2, "three": 3}
_IN_YEAR = (
    rf"(?:[\s,]*(?:of|in)?\s*(?:the\s+)?(?:fy\s*(?P<ending>(?:20)?\d\d)(?![\d/-])|(?:fy\s*)?"
    rf"(?:{_FINANCIAL}|{_SHORT_FINANCIAL.replace('year2', 'short').replace('next', 'after')}"
    rf"|(?P<plain>(?:19|20)\d\d)(?!\d))))?"
)
_SEASON = r"(?P<season>spring|summer|autumn|winter)"
_KIND_OF_YEAR = r"(?P<which>financial|fiscal|academic|school|municipal|calendar)\s+year"


@dataclass(frozen=True, slots=True)
class DateWord:
    """One date found in a text: where it stands and which of its pieces are printed.

    ``impossible`` says why no such day exists. ``other`` is the second day of "1 and 2 June" or
    the last year of "2015-17"; ``joined`` is the word between the two.
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


_Found = re.Match[str]
_Builder = Callable[[_Found, Setting], DateWord | None]


def _month_number(word: str) -> int:
    short = word[:3].casefold()
    return next(n for n, name in enumerate(MONTH_NAMES, start=1) if name[:3].casefold() == short)


def _century(two_digits: str) -> int:
    year = int(two_digits)
    return 2000 + year if year < 70 else 1900 + year


def _group(found: _Found, name: str) -> str:
    return (found.groupdict().get(name) or "").strip()


def _base(found: _Found, shape: str) -> DateWord:
    edge = (_group(found, "edge") or _group(found, "after_edge")).casefold()
    edge = {"middle": "mid", "close": "end", "start": "early", "beginning": "early"}.get(edge, edge)
    return DateWord(found.start(), found.end(), shape, edge=edge)


def _checked_day(word: DateWord, weekday: str = "") -> DateWord:
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


def _numeric(found: _Found, _setting: Setting) -> DateWord | None:
    printed = found["year"]
    year = int(printed) if len(printed) == 4 else _century(printed)
    word = replace(
        _base(found, "day"), year=year, month=int(found["number"]), day=int(found["day"])
    )
    return _checked_day(word, _group(found, "weekday"))


def _printed_year(found: _Found, month: int) -> int | None:
    if not _group(found, "year"):
        return _century(found["year2"]) if _group(found, "year2") else None
    year = int(found["year"])
    following = _group(found, "next")
    if following and (year + 1) % 100 == int(following) and month < 4:
        return year + 1  # "January 2016/17" lies in the second half of that financial year
    return year


_COUNTED = re.compile(
    r"\b(?:phase|stage|year|tier|part|step|version|option|level|group|cohort|wave|gate|stream"
    r"|milestone|band|item|action|theme|objective|strand|number|no\.?|post|key stage|ks|quarter"
    r"|priority|project|workstream|paper|appendix|section|week|day|round|tranche|lot)\s*$",
    re.IGNORECASE,
)


def _day_month(found: _Found, _setting: Setting) -> DateWord | None:
    month = _month_number(found["month"])
    before = found.string[: found.start("day")]
    if not _group(found, "ordinal") and _COUNTED.search(before):
        return None  # "Phase 2 March 2017" means March
    word = replace(
        _base(found, "day"), year=_printed_year(found, month), month=month, day=int(found["day"])
    )
    return _checked_day(word, _group(found, "weekday"))


def _day_list(found: _Found, _setting: Setting) -> DateWord | None:
    month = _month_number(found["month"])
    if _COUNTED.search(found.string[: found.start("day")]):
        return None  # "Phase 2 - 3 March" is one day
    year = _printed_year(found, month)
    word = replace(
        _base(found, "days"),
        year=year,
        month=month,
        day=int(found["day"]),
        other=int(found["other"]),
        joined=found["joined"].casefold(),
    )
    first = _checked_day(word)
    last = _checked_day(replace(word, day=word.other))
    return replace(word, impossible=first.impossible or last.impossible)


def _month_year(found: _Found, setting: Setting) -> DateWord | None:
    month = _month_number(found["month"])
    word = replace(_base(found, "month"), year=_printed_year(found, month), month=month)
    if _group(found, "year2") and not found["tight"].strip():
        near = setting.reference.year if setting.reference else 2025
        far = abs((word.year or 0) - near) > 10 and 1 <= int(found["year2"]) <= 31
        if far and setting.reference is None:
            return replace(word, doubts=(f"{found['year2']} could be the day",))
        if far:
            doubt = f"{found['year2']} read as the day, because the year would be {word.year}"
            day = replace(word, shape="day", year=None, day=int(found["year2"]), doubts=(doubt,))
            return _checked_day(day)
        word = replace(word, remarks=("two-digit year",))
    if _COUNTED.search(_before_number(found)):
        text = f"read as {MONTH_NAMES[month - 1]}, the number before it taken as a name"
        return replace(word, doubts=(text,))
    return word


def _before_number(found: _Found) -> str:
    before = found.string[: found.start()]
    shorter = re.sub(r"\d{1,2}\s*$", "", before)
    return shorter if shorter != before else ""


def _bare_month(found: _Found, _setting: Setting) -> DateWord | None:
    word = found["month"]
    around = (found.string[: found.start()] + found.string[found.end() :]).strip(" .,()?/-")
    if word in {"may", "march", "mar"} and around and not _group(found, "edge"):
        return None  # the verb: "this may change"
    return replace(_base(found, "month"), month=_month_number(word))


def _month_number_year(found: _Found, _setting: Setting) -> DateWord | None:
    word = replace(_base(found, "month"), year=int(found["year"]), month=int(found["number"]))
    if not 1 <= word.month <= 12:
        return replace(word, impossible=f"there is no month {word.month}")
    return word


def _year_of_group(found: _Found) -> tuple[int | None, tuple[str, ...], str]:
    """Return the first year of a financial year, doubts, and why it cannot be one."""
    if _group(found, "year"):
        year, following = int(found["year"]), found["next"]
    elif _group(found, "short"):
        year, following = _century(found["short"]), found["after"]
    elif _group(found, "ending"):
        year, doubt = _year_that_ends(found["ending"])
        return year, (doubt,), ""
    elif _group(found, "plain"):
        year = int(found["plain"])
        return year, (f"{year} read as the financial year {_financial(year)}",), ""
    else:
        return None, (), ""
    wrong = "" if int(following) % 100 == (year + 1) % 100 else "the years do not follow"
    return year, (), wrong


def _year_that_ends(printed: str) -> tuple[int, str]:
    """Return the financial year that "FY17" names, most often the one that ends in 2017."""
    ends = _century(printed[-2:])
    doubt = f"FY{printed} read as {_financial(ends - 1)}, the year that ends in it; could be "
    return ends - 1, doubt + _financial(ends)


def _financial(year: int) -> str:
    return f"{year}-{(year + 1) % 100:02}"


# "Year 1 Q3" counts the plan's own years
_PLAN_YEAR = re.compile(r"\byears?\s*(?:\d|one|two|three|four|five)\b(?!\d)", re.IGNORECASE)


def _quarter(found: _Found, setting: Setting) -> DateWord | None:
    said = (_group(found, "number") or _group(found, "nth")).casefold()
    number = _ORDINALS.get(said) or int(said[0])
    year, doubts, wrong = _year_of_group(found)
    shape = "half" if "half" in found[0].casefold() or found[0].casefold()[:1] == "h" else "quarter"
    if number > (2 if shape == "half" else 4):
        return None
    remarks: tuple[str, ...] = ()
    if year is None and _PLAN_YEAR.search(found.string):
        doubts = ("when the plan's own years begin is not printed",)
    elif year is None:
        year = setting.year_start
        if year is None and setting.reference is not None:
            year = _last_ended(number, shape, setting.reference)
        if year is None:
            doubts = ("no year is printed and none is known from the plan",)
        else:
            remarks = (f"financial year {_financial(year)}",)
    word = replace(_base(found, shape), year=year, number=number, doubts=doubts)
    return replace(word, remarks=remarks, impossible=wrong)


def _last_ended(number: int, shape: str, reference: dt.date) -> int:
    """Return the financial year of the latest such quarter that was over on the reference day."""
    length = 6 if shape == "half" else 3
    months = 3 + number * length  # months from January of the year to the end of the quarter
    year = reference.year - (1 if reference.month < 4 else 0)
    end = dt.date(year + months // 12, months % 12 + 1, 1)
    return year if end <= reference else year - 1


def _years(found: _Found, _setting: Setting) -> DateWord | None:
    """Read 2016/17, 2016-17, 2015-17, 2022-2026 and the month 2016-03."""
    year, following, named = int(found["year"]), found["next"], _group(found, "named")
    word = replace(_base(found, "financial"), year=year)
    last = int(following) if len(following) == 4 else year // 100 * 100 + int(following)
    if int(following) % 100 == (year + 1) % 100 and (len(following) == 2 or last == year + 1):
        if named:
            return word
        doubt = f"{found[0].strip()} read as financial year April-March; could be the academic year"
        return replace(word, doubts=(doubt,))
    number = int(following)
    if len(following) == 2 and 1 <= number <= 12 and last < year and "/" not in found[0]:
        return replace(word, shape="month", month=number)
    if last > year:
        doubt = f"read as April {year} to March {last}; could be calendar years"
        if len(following) == 2 and number <= 12:
            doubt = f"read as April {year} to March {last}; could be {MONTH_NAMES[number - 1]}"
        return replace(word, shape="years", other=last, doubts=(doubt,))
    return replace(word, impossible=f"{found[0].strip()} runs backwards")


def _short_years(found: _Found, setting: Setting) -> DateWord | None:
    """Read 16/17 as a year, 06/16 as a month, and 25/12 as a day, as far as they can be told."""
    year, following = _century(found["year2"]), int(found["next"])
    short = len(found["year2"]) < 2 or len(found["next"]) < 2
    word = replace(_base(found, "financial"), year=year)
    month = int(found["year2"])
    near = setting.reference.year if setting.reference else 2025
    far = short or month > 12 or abs(year - near) > 10
    if 1 <= following <= 12 and far and not _group(found, "named"):
        return _checked_day(replace(word, shape="day", year=None, month=following, day=month))
    if short:
        return None
    if following == (year + 1) % 100:
        if _group(found, "named"):
            return word
        doubt = f"read as the financial year {_financial(year)}; could be a month or a day"
        return replace(word, doubts=(doubt,))
    if 1 <= month <= 12:
        doubt = f"read as {MONTH_NAMES[month - 1]} {_century(found['next'])}; could be a day"
        year = _century(found["next"])
        return replace(word, shape="month", year=year, month=month, doubts=(doubt,))
    return None


def _named_year(found: _Found, setting: Setting) -> DateWord | None:
    which = found["which"].casefold()
    year, _doubts, wrong = _year_of_group(found)
    plain = _group(found, "plain")
    shape = {"fiscal": "financial", "school": "academic"}.get(which, which)
    doubts: tuple[str, ...] = ()
    if year is None:
        year = setting.financial_year()
        known = f"year from the plan ({year})" if year is not None else "no year is printed"
        doubts = (known,)
    elif plain and shape != "calendar":
        doubts = (f"read as the {shape} year {_financial(year)}",)
    return replace(_base(found, shape), year=year, doubts=doubts, impossible=wrong)


def _year_end(found: _Found, setting: Setting) -> DateWord | None:
    doubt = "the end of the financial year, 31 March; which year is not printed"
    word = replace(_base(found, "financial"), edge="end", doubts=(doubt,))
    return replace(word, year=setting.financial_year())


def _term(found: _Found, _setting: Setting) -> DateWord | None:
    year = int(found["year"]) if _group(found, "year") else None
    season = found["season"].casefold()
    if year is not None and _group(found, "next") and season != "autumn":
        year += 1  # the spring and summer terms of the school year 2016/17 lie in 2017
    half = "half term" if _group(found, "half") else ""
    return replace(_base(found, "term"), year=year, joined=season, remarks=(half,) if half else ())


def _part_of_term(found: _Found, setting: Setting) -> DateWord | None:
    word, part = _term(found, setting), found["part"]
    if word is None or word.joined == "winter":
        return None
    doubt = f"read as half {part} of the {word.joined} term; schools differ in its days"
    return replace(word, number=int(part), doubts=(doubt,))


def _fiscal(found: _Found, _setting: Setting) -> DateWord | None:
    year, doubt = _year_that_ends(found["ending"])
    return replace(_base(found, "financial"), year=year, doubts=(doubt,))


def _half_term(found: _Found, _setting: Setting) -> DateWord | None:
    year = int(found["year"]) if _group(found, "year") else None
    word = replace(_base(found, "month"), year=year, month=_month_number(found["month"]))
    return replace(word, doubts=("half term: its days are not given",))


def _feast(found: _Found, _setting: Setting) -> DateWord | None:
    year = int(found["year"]) if _group(found, "year") else None
    name = "easter" if found["feast"].casefold() == "easter" else "christmas"
    holidays = ("the school holidays around it are longer",) if _group(found, "holidays") else ()
    return replace(_base(found, "feast"), year=year, joined=name, doubts=holidays)


def _season(found: _Found, _setting: Setting) -> DateWord | None:
    year = int(found["year"]) if _group(found, "year") else None
    season = found["season"].casefold()
    doubts: tuple[str, ...] = ()
    following = _group(found, "next")
    if year is not None and following:
        year += 1 if season in {"spring", "summer"} else 0
    elif season == "winter" and year is not None:
        doubts = (f"winter read as December {year} to February {year + 1}",)
    return replace(_base(found, "season"), year=year, joined=season, doubts=doubts)


def _year(found: _Found, _setting: Setting) -> DateWord | None:
    year = int(found["year"])
    doubt = f"read as the calendar year {year}; could be the financial year {_financial(year)}"
    return replace(_base(found, "calendar"), year=year, doubts=(doubt,))


_DAY = rf"(?P<day>\d{{1,2}})\s*(?P<ordinal>{_ORDINAL})?"
_FORMS: tuple[tuple[str, _Builder], ...] = (
    (
        r"(?P<year>(?:19|20)\d\d)(?P<by>[-/])(?P<number>\d{1,2})(?P=by)(?P<day>\d{1,2})(?!\d)"
        r"(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?",
        _numeric,
    ),
    (
        _WEEKDAY + r"(?P<day>\d{1,2})(?P<by>[/.-]|\s*/\s*)(?P<number>\d{1,2})(?P=by)"
        r"(?P<year>(?:19|20)?\d\d)(?![\d/])",
        _numeric,
    ),
    (r"(?P<day>\d{1,2}) (?P<number>\d{1,2}) (?P<year>(?:19|20)\d{2})(?!\d)", _numeric),
    (
        rf"(?:the\s+)?(?P<day>\d{{1,2}})\s*(?:{_ORDINAL})?\s*(?P<joined>-|to|and|&|/|or|,)"
        rf"\s*(?:the\s+)?(?P<other>\d{{1,2}})\s*(?:{_ORDINAL})?[\s-]*(?:of\s+)?"
        rf"{_MONTH}{_AFTER_MONTH}?",
        _day_list,
    ),
    (
        rf"{_WEEKDAY}(?:the\s+)?{_DAY}[\s-]*(?:of\s+)?{_MONTH}{_AFTER_MONTH}?",
        _day_month,
    ),
    (
        rf"{_WEEKDAY}{_MONTH}\s+(?:the\s+)?(?P<day>\d{{1,2}})\s*"
        rf"(?:(?P<ordinal>{_ORDINAL})|,?(?=\s+20\d\d))(?:[\s,]+{_YEAR4})?",
        _day_month,
    ),
    (rf"{_EDGE}{_MONTH}{_AFTER_MONTH}", _month_year),
    (rf"{_MONTH}\s+half[\s-]?term\b(?:[\s,]*{_YEAR4})?", _half_term),
    (
        r"(?P<feast>easter|christmas|xmas)\b(?P<holidays>\s+(?:holidays?|break|vacation))?"
        rf"(?:[\s,]*{_YEAR4})?",
        _feast,
    ),
    (rf"{_EDGE}(?P<number>\d{{1,2}})/(?P<year>(?:19|20)\d\d)(?!\d)", _month_number_year),
    (rf"{_EDGE}{_KIND_OF_YEAR}{_IN_YEAR}", _named_year),
    (rf"{_EDGE}{_FINANCIAL}\s+{_KIND_OF_YEAR}", _named_year),
    (
        rf"{_EDGE}(?:q|qtr\.?\s*|quarter\s+)(?P<number>[1-4]|one|two|three)\b{_IN_YEAR}",
        _quarter,
    ),
    (
        rf"{_EDGE}(?P<nth>first|second|third|fourth|[1-4]{_ORDINAL})\s+"
        rf"(?:quarter|half){_IN_YEAR}",
        _quarter,
    ),
    (rf"{_EDGE}h(?P<number>[12])\b{_IN_YEAR}", _quarter),
    (r"fy\s*(?P<ending>(?:20)?\d\d)[\s,:-]*q(?P<number>[1-4])\b", _quarter),
    (rf"{_EDGE}fy\s*(?P<ending>(?:20)?\d\d)(?![\d/]|\s*-\s*\d)", _fiscal),
    (rf"{_EDGE}(?P<named>fy\s*)?{_FINANCIAL}", _years),
    (
        rf"{_EDGE}(?P<named>fy\s*)?{_SHORT_FINANCIAL.replace('{2}', '{1,2}')}",
        _short_years,
    ),
    (r"(?:(?:the\s+)?end\s+of\s+(?:the\s+)?year|year[\s-]end)\b(?!\s*\d)", _year_end),
    (
        rf"{_EDGE}{_SEASON}\s+(?:term\s+)?(?P<part>[12])(?!\d|[/.:]\s*\d|\s*{_ORDINAL}|\s*{_ANY_MONTH})"
        rf"(?:[\s,]*(?:of\s+)?{_YEAR4}(?:[/-](?P<next>\d\d)(?!\d))?)?",
        _part_of_term,
    ),
    (
        rf"{_EDGE}{_SEASON}\s+(?P<half>half[\s-]?)?term(?:s|time)?\b"
        rf"(?:[\s,]*(?:of\s+)?{_YEAR4}(?:[/-](?P<next>\d\d)(?!\d))?)?",
        _term,
    ),
    (
        rf"{_EDGE}{_SEASON}(?![a-z])(?:[\s,]*(?:of\s+)?{_YEAR4}(?:[/-](?P<next>\d\d)(?!\d))?)?",
        _season,
    ),
    (rf"{_EDGE}{_MONTH}(?:\s*\((?P<after_edge>end|start|early|mid|late)\))?", _bare_month),
    (rf"{_EDGE}{_YEAR4}(?![/-]\d)", _year),
)


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], _Builder], ...]:
    # At the first date that is read: the window starts without it.
    return tuple(
        (re.compile(_NOT_INSIDE + pattern, re.IGNORECASE), builder) for pattern, builder in _FORMS
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
