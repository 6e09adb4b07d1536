"""Dates as the person wants them written, in the language of the window."""

from __future__ import annotations

import datetime as dt
import re
from enum import StrEnum

from PySide6.QtCore import QDate, QLocale


class DayForm(StrEnum):
    """How dates are written; WORDS cannot be misread anywhere, so it comes first."""

    WORDS = "words"
    NUMBERS = "numbers"
    ISO = "iso"


_LONG = {DayForm.WORDS: "d MMMM yyyy", DayForm.NUMBERS: "dd/MM/yyyy", DayForm.ISO: "yyyy-MM-dd"}
_SHORT = {**_LONG, DayForm.WORDS: "d MMM yyyy"}
_chosen = [DayForm.WORDS]


def choose_form(form: DayForm) -> None:
    """Write dates in this form from now on."""
    _chosen[0] = form


def short_day(day: dt.date | None) -> str:
    """Return a day as a narrow column shows it: "3 Apr 2024"."""
    return _written(day, _SHORT)


def long_day(day: dt.date | None, form: DayForm | None = None) -> str:
    """Return a day in full: "3 April 2024"."""
    return _written(day, _LONG, form)


def long_weekday(day: dt.date) -> str:
    """Return a day in full behind the name of its weekday: "Wednesday 3 April 2024"."""
    return f"{QLocale().dayName(day.isoweekday())} {long_day(day)}"


def local_time(at: dt.datetime) -> str:
    """Return a time that the file keeps (UTC) as the clock on the wall showed it."""
    told = at.replace(tzinfo=dt.UTC).astimezone()
    return f"{long_day(told.date())}, {told:%H:%M}"


def in_english(text: str) -> str:
    """Return a typed date with the months and weekdays of the window's language in English.

    Timeframes are read in the English of papers, whatever language the window speaks.
    """
    here = QLocale()
    if here.language() in (QLocale.Language.English, QLocale.Language.C):
        return text
    papers = QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)
    said = text
    for name, english in zip(_names(here), _names(papers), strict=True):
        said = re.sub(rf"\b{re.escape(name)}\b", english, said, flags=re.IGNORECASE)
    return said


def _names(locale: QLocale) -> list[str]:
    """Return months before weekdays, because a word may be both: "Mawrth" in Welsh."""
    long, short = QLocale.FormatType.LongFormat, QLocale.FormatType.ShortFormat
    months = [locale.monthName(month, form) for form in (long, short) for month in range(1, 13)]
    return [*months, *(locale.dayName(day, long) for day in range(1, 8))]


def _written(day: dt.date | None, forms: dict[DayForm, str], form: DayForm | None = None) -> str:
    if day is None:
        return ""
    return QLocale().toString(QDate(day.year, day.month, day.day), forms[form or _chosen[0]])
