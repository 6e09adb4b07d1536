"""Longer times inside a printed timeframe: years of every sort, quarters, seasons, terms."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from plandesk.models.timeframes.date_word import (
    ANY_MONTH,
    EDGE,
    ORDINAL,
    YEAR4,
    Builder,
    DateWord,
    Found,
    base,
    century,
    checked_day,
    group,
)
from plandesk.models.timeframes.types import MONTH_NAMES, Setting

_NO_LONGER = r"(?![\d/]|-\d(?!\d{0,3}/))"  # "2025/26-2028/29" goes on, "2016-17-3" does not
_FINANCIAL = rf"(?P<year>(?:19|20)\d\d)\s*[/-]\s*(?P<next>(?:19|20)?\d\d){_NO_LONGER}"
# With a hyphen two digits are years only where the second follows the first: "24-25".
_FOLLOWING = "|".join(rf"{year}\s*-\s*{year + 1}" for year in range(10, 60))
_SHORT_FINANCIAL = (
    rf"(?=\d\d?\s*/|(?:{_FOLLOWING})(?!\s*(?:day|week|wk|month|year|hour)))"
    rf"(?P<year2>\d{{2}})\s*[/-]\s*(?P<next>\d{{2}}){_NO_LONGER}"
)
_SHORT_IN_YEAR = _SHORT_FINANCIAL.replace("year2", "short").replace("next", "after")
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "one": 1, "two": 2, "three": 3}
_IN_YEAR = (
    rf"(?:[\s,]*(?:of|in)?\s*(?:the\s+)?(?:fy\s*(?P<ending>(?:20)?\d\d)(?![\d/-])|(?:fy\s*)?"
    rf"(?:{_FINANCIAL}|{_SHORT_IN_YEAR}|(?P<plain>(?:19|20)\d\d)(?!\d))))?"
)
_YEAR_BEFORE = rf"(?:fy\s*)?(?:{_FINANCIAL}|{_SHORT_IN_YEAR}|(?P<plain>(?:19|20)\d\d)(?![\d/]))"
_SEASON = r"(?P<season>spring|summer|autumn|winter)"
_NOT_A_YEAR = rf"(?!\d|\s*[/.:]\s*\d|\s*{ORDINAL}|\s*{ANY_MONTH})"
_OF_YEAR = (
    rf"(?:[\s,(]*(?:of\s+)?(?:{YEAR4}(?:\s*[/-]\s*(?P<next>(?:20)?\d\d)(?!\d))?"
    rf"|'?(?P<year2>\d\d)(?:\s*/\s*(?P<after>\d\d))?{_NOT_A_YEAR})\)?)?"
)
_KIND_OF_YEAR = (
    r"(?:(?P<shift>this|current|next|new|coming|following|last|previous)\s+)?"
    r"(?:(?P<which>financial|fiscal|academic|school|municipal|calendar)\s+year\b"
    r"|(?P<short_name>ay)(?=\s*\d))(?:[\s-]+(?P<after_edge>end)\b)?"
)


def _year_of_group(found: Found) -> tuple[int | None, tuple[str, ...], str]:
    """Return the first year of a financial year, doubts, and why it cannot be one."""
    if group(found, "year"):
        year, following = int(found["year"]), found["next"]
    elif group(found, "short"):
        year, following = century(found["short"]), found["after"]
    elif group(found, "ending"):
        year, doubt = _year_that_ends(found["ending"])
        return year, (doubt,), ""
    elif group(found, "plain"):
        year = int(found["plain"])
        return year, (f"{year} read as the financial year {_financial(year)}",), ""
    else:
        return None, (), ""
    wrong = "" if int(following) % 100 == (year + 1) % 100 else "the years do not follow"
    return year, (), wrong


def _year_that_ends(printed: str) -> tuple[int, str]:
    """Return the financial year that "FY17" names, most often the one that ends in 2017."""
    ends = century(printed[-2:])
    doubt = f"FY{printed} read as {_financial(ends - 1)}, the year that ends in it; could be "
    return ends - 1, doubt + _financial(ends)


def _financial(year: int) -> str:
    return f"{year}-{(year + 1) % 100:02}"


# "Year 1 Q3" counts the plan's own years
_PLAN_YEAR = re.compile(r"\by(?:ea)?rs?\s*(?:\d|one|two|three|four|five)\b(?!\d)", re.IGNORECASE)


def _quarter(found: Found, setting: Setting) -> DateWord | None:
    said = (group(found, "number") or group(found, "nth") or group(found, "from")).casefold()
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
    to = int(group(found, "to") or 0)
    if to and to <= number:
        return None
    word = replace(base(found, shape), year=year, number=number, other=to, doubts=doubts)
    return replace(word, remarks=remarks, impossible=wrong)


def _last_ended(number: int, shape: str, reference: dt.date) -> int:
    """Return the financial year of the latest such quarter that was over on the reference day."""
    length = 6 if shape == "half" else 3
    months = 3 + number * length  # months from January of the year to the end of the quarter
    year = reference.year - (1 if reference.month < 4 else 0)
    end = dt.date(year + months // 12, months % 12 + 1, 1)
    return year if end <= reference else year - 1


def _years(found: Found, _setting: Setting) -> DateWord | None:
    """Read 2016/17, 2016-17, 2015-17, 2022-2026 and the month 2016-03."""
    year, following, named = int(found["year"]), found["next"], group(found, "named")
    word = replace(base(found, "financial"), year=year)
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


def _short_years(found: Found, setting: Setting) -> DateWord | None:
    """Read 16/17 as a year, 06/16 as a month, and 25/12 as a day, as far as they can be told."""
    year, following = century(found["year2"]), int(found["next"])
    short = len(found["year2"]) < 2 or len(found["next"]) < 2
    word = replace(base(found, "financial"), year=year)
    month = int(found["year2"])
    near = setting.reference.year if setting.reference else 2025
    far = short or month > 12 or abs(year - near) > 10
    if 1 <= following <= 12 and far and not group(found, "named"):
        return checked_day(replace(word, shape="day", year=None, month=following, day=month))
    if short:
        return None
    if following == (year + 1) % 100:
        if group(found, "named"):
            return word
        doubt = f"read as the financial year {_financial(year)}; could be a month or a day"
        return replace(word, doubts=(doubt,))
    if 1 <= month <= 12:
        doubt = f"read as {MONTH_NAMES[month - 1]} {century(found['next'])}; could be a day"
        year = century(found["next"])
        return replace(word, shape="month", year=year, month=month, doubts=(doubt,))
    return None


_SHIFTS = {"next": 1, "new": 1, "coming": 1, "following": 1, "last": -1, "previous": -1}


def _named_year(found: Found, setting: Setting) -> DateWord | None:
    which = (group(found, "which") or "academic").casefold()
    year, _doubts, wrong = _year_of_group(found)
    plain = group(found, "plain")
    shape = {"fiscal": "financial", "school": "academic"}.get(which, which)
    doubts: tuple[str, ...] = ()
    if year is None:
        year = setting.financial_year()
        if year is not None:
            year += _SHIFTS.get(group(found, "shift").casefold(), 0)
        known = f"year from the plan ({year})" if year is not None else "no year is printed"
        doubts = (known,)
    elif plain and shape != "calendar":
        doubts = (f"read as the {shape} year {_financial(year)}",)
    return replace(base(found, shape), year=year, doubts=doubts, impossible=wrong)


def _year_end(found: Found, setting: Setting) -> DateWord | None:
    """Read the end of a year that is not said to be a financial one: councils mostly mean it."""
    year, _doubts, wrong = _year_of_group(found)
    word = replace(base(found, "financial"), edge="end", impossible=wrong)
    if group(found, "plain"):
        ends = int(found["plain"])
        if found[0].casefold().startswith(("end", "the end")):
            doubt = f"read as 31 December {ends}; could be 31 March"
            return replace(word, shape="calendar", year=ends, doubts=(doubt,))
        doubt = f"read as 31 March {ends}; could be 31 December"
        return replace(word, year=ends - 1, doubts=(doubt,))
    if year is not None:
        return replace(word, year=year)
    doubt = "the end of the financial year, 31 March; which year is not printed"
    return replace(word, year=setting.financial_year(), doubts=(doubt,))


_TERM_NAMES = {"easter": "spring"}


def _season_year(found: Found) -> tuple[int | None, bool]:
    """Return the year that a season's words print, and whether it is the first of two."""
    if group(found, "year"):
        return int(found["year"]), bool(group(found, "next"))
    if group(found, "year2"):
        return century(found["year2"]), bool(group(found, "after"))
    return None, False


def _term(found: Found, _setting: Setting) -> DateWord | None:
    year, of_two = _season_year(found)
    season = found["season"].casefold()
    season = _TERM_NAMES.get(season, season)
    if year is not None and of_two and season != "autumn":
        year += 1  # the spring and summer terms of the school year 2016/17 lie in 2017
    half = "half term" if group(found, "half") else ""
    return replace(base(found, "term"), year=year, joined=season, remarks=(half,) if half else ())


def _part_of_term(found: Found, setting: Setting) -> DateWord | None:
    word, part = _term(found, setting), found["part"]
    if word is None or word.joined == "winter":
        return None
    doubt = f"read as half {part} of the {word.joined} term; schools differ in its days"
    return replace(word, number=int(part), doubts=(doubt,))


def _fiscal(found: Found, _setting: Setting) -> DateWord | None:
    year, doubt = _year_that_ends(found["ending"])
    return replace(base(found, "financial"), year=year, doubts=(doubt,))


def _feast(found: Found, _setting: Setting) -> DateWord | None:
    year, _of_two = _season_year(found)
    said = found["feast"].casefold()
    name = said if said in {"easter", "new year"} else "christmas"
    holidays = ("the school holidays around it are longer",) if group(found, "holidays") else ()
    return replace(base(found, "feast"), year=year, joined=name, doubts=holidays)


def _season(found: Found, _setting: Setting) -> DateWord | None:
    year, of_two = _season_year(found)
    season = found["season"].casefold()
    doubts: tuple[str, ...] = ()
    if year is not None and of_two:
        year += 1 if season in {"spring", "summer"} else 0
    elif season == "winter" and year is not None:
        doubts = (f"winter read as December {year} to February {year + 1}",)
    if group(found, "off"):
        doubts = (*doubts, f"the days of the {found['off'].strip().casefold()} are not given")
    return replace(base(found, "season"), year=year, joined=season, doubts=doubts)


def _year(found: Found, _setting: Setting) -> DateWord | None:
    year = int(found["year"])
    doubt = f"read as the calendar year {year}; could be the financial year {_financial(year)}"
    return replace(base(found, "calendar"), year=year, doubts=(doubt,))


_QUARTER = (
    rf"(?:q|qtr|quarter)s?\s*(?P<from>[1-4])\s*(?:-|/|&|to|and)\s*(?P<to>[1-4]){_NOT_A_YEAR}"
    r"|(?:q\s?|qtr\.?\s*|quarter\s+)(?P<number>[1-4]|one|two|three)\b"
)
PERIOD_FORMS: tuple[tuple[str, Builder], ...] = (
    (
        r"(?P<feast>easter(?!\s+term)|christmas|xmas|new year(?!\s*[/-]))\b"
        rf"(?P<holidays>\s+(?:holidays?|break|vacation))?{_OF_YEAR}",
        _feast,
    ),
    (rf"{EDGE}{_KIND_OF_YEAR}{_IN_YEAR}", _named_year),
    (rf"{EDGE}{_FINANCIAL}\s+{_KIND_OF_YEAR}", _named_year),
    (rf"{EDGE}{_YEAR_BEFORE}[\s,:(-]*(?:{_QUARTER})\)?", _quarter),
    (rf"{EDGE}(?:{_QUARTER}){_IN_YEAR}", _quarter),
    (
        rf"{EDGE}(?P<nth>first|second|third|fourth|[1-4]{ORDINAL})\s+(?:quarter|half){_IN_YEAR}",
        _quarter,
    ),
    (rf"{EDGE}h(?P<number>[12])\b{_IN_YEAR}", _quarter),
    (r"fy\s*(?P<ending>(?:20)?\d\d)[\s,:-]*q(?P<number>[1-4])\b", _quarter),
    (rf"{EDGE}fy\s*(?P<ending>(?:20)?\d\d)(?![\d/]|\s*-\s*\d)", _fiscal),
    (rf"{EDGE}(?P<named>fy\s*)?{_FINANCIAL}", _years),
    (rf"{EDGE}(?P<named>fy\s*)?{_SHORT_FINANCIAL.replace('{2}', '{1,2}')}", _short_years),
    (
        r"(?:(?:the\s+)?end\s+of\s+(?:the\s+)?(?:year|yr)|(?:year|yr)[\s-]end|fye|y/?e(?=\s*20)"
        rf"|eof?y)\b(?!\s*(?:{ANY_MONTH})){_IN_YEAR}(?!\s*\d)",
        _year_end,
    ),
    (
        rf"{EDGE}{_SEASON}\s+(?:term\s+)?(?P<part>[12]){_NOT_A_YEAR}{_OF_YEAR}",
        _part_of_term,
    ),
    (
        rf"{EDGE}{_SEASON.replace('winter', 'winter|easter')}\s+(?P<half>half[\s-]?)?"
        rf"term(?:s|time)?\b{_OF_YEAR}",
        _term,
    ),
    (
        rf"{EDGE}{_SEASON}(?![a-z])(?P<off>\s+(?:holidays?|recess|break|vacation)\b)?{_OF_YEAR}",
        _season,
    ),
    (rf"{EDGE}{YEAR4}(?![/-]\d)", _year),
)
