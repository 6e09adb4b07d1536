"""Days said from today: tomorrow, next Friday, in two weeks, the end of next month."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from plandesk.models.timeframes.types import add_months, add_units
from plandesk.models.timeframes.words import COUNT, UNIT, counted

Days = tuple[dt.date, dt.date]
"""The first and the last day of what was said."""

_LEAD = r"(?:(?:due|by|on|before|until|at|for)\s+)*(?:the\s+)?"
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY = r"(?P<day>mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?"
_WHICH = r"(?P<which>this|next|last|coming|current|following|previous)"
_NAMED = {"today": 0, "tomorrow": 1, "yesterday": -1}
_FORMS = tuple(
    (name, re.compile(rf"{_LEAD}{pattern}", re.IGNORECASE))
    for name, pattern in (
        ("named", r"(?P<named>today|tomorrow|yesterday)"),
        ("weekday", rf"(?:{_WHICH}\s+)?{_WEEKDAY}(?:\s+(?P<after>week))?"),
        ("ahead", rf"(?:in|within)\s+(?:the\s+next\s+)?{COUNT}\s+{UNIT}(?:['\u2019]?\s+time)?"),
        ("ahead", rf"{COUNT}\s+{UNIT}\s+(?:from\s+(?:now|today)|today)"),
        ("ago", rf"{COUNT}\s+{UNIT}\s+ago"),
        (
            "span",
            r"(?:(?P<edge>end|close|start|beginning)\s+of\s+)?(?:the\s+)?"
            rf"(?:{_WHICH}\s+)?(?P<unit>week|month|quarter|year)",
        ),
    )
)
_STEPS = {"next": 1, "following": 1, "coming": 1, "last": -1, "previous": -1}


def days_from(text: str, today: dt.date) -> tuple[Days, ...]:
    """Return each span of days that a text said from today can mean; none where it says no such.

    "Next Friday" is either the coming one or that of the week after, and "next year" ends in
    December or in March: both come back, the nearer first.
    """
    said = " ".join(text.split()).strip(" .,;")
    for name, form in _FORMS:
        found = form.fullmatch(said)
        if found is not None:
            return tuple(dict.fromkeys(_READERS[name](found, today)))
    return ()


def _named(found: re.Match[str], today: dt.date) -> list[Days]:
    return [_one(today + dt.timedelta(days=_NAMED[found["named"].casefold()]))]


def _weekday(found: re.Match[str], today: dt.date) -> list[Days]:
    which = (found["which"] or "").casefold()
    wanted = _WEEKDAYS.index(found["day"][:3].casefold())
    monday = today - dt.timedelta(days=today.weekday())
    coming = today + dt.timedelta(days=(wanted - today.weekday()) % 7 or 7)
    if found["after"]:  # "Friday week"
        return [_one(coming + dt.timedelta(days=7))]
    if which in {"last", "previous"}:
        before = today - dt.timedelta(days=(today.weekday() - wanted) % 7 or 7)
        return [_one(before), _one(monday + dt.timedelta(days=wanted - 7))]
    if which in {"next", "following"}:
        return [_one(coming), _one(monday + dt.timedelta(days=wanted + 7))]
    return [_one(today), _one(coming)] if wanted == today.weekday() else [_one(coming)]


def _ahead(found: re.Match[str], today: dt.date) -> list[Days]:
    day = add_units(today, counted(found["count"]), found["unit"])
    return [_one(day)] if day else []


def _ago(found: re.Match[str], today: dt.date) -> list[Days]:
    day = add_units(today, -counted(found["count"]), found["unit"])
    return [_one(day)] if day else []


def _span(found: re.Match[str], today: dt.date) -> list[Days]:
    which, edge = (found["which"] or "").casefold(), (found["edge"] or "").casefold()
    if not which and not edge:
        return []  # "month" alone says nothing
    spans = _spans(found["unit"].casefold(), _STEPS.get(which, 0), today)
    if edge:
        first = edge in {"start", "beginning"}
        return [_one(span[0] if first else span[1]) for span in spans]
    return spans


def _spans(unit: str, step: int, today: dt.date) -> list[Days]:
    if unit == "week":
        monday = today + dt.timedelta(days=7 * step - today.weekday())
        # people at work mean Friday, a calendar Sunday
        return [(monday, monday + dt.timedelta(days=days)) for days in (4, 6)]
    if unit == "month":
        return [_months(today.year, today.month, 1, step)]
    if unit == "quarter":
        return [_months(today.year, (today.month - 1) // 3 * 3 + 1, 3, step)]
    financial = today.year - (1 if today.month < 4 else 0)
    spans = [_months(today.year, 1, 12, step), _months(financial, 4, 12, step)]
    return sorted(spans, key=lambda span: span[1])


def _months(year: int, month: int, length: int, step: int) -> Days:
    first = add_months(dt.date(year, month, 1), length * step)
    last = add_months(first, length - 1)
    return first, last.replace(day=calendar.monthrange(last.year, last.month)[1])


def _one(day: dt.date) -> Days:
    return day, day


_READERS = {"named": _named, "weekday": _weekday, "ahead": _ahead, "ago": _ago, "span": _span}
