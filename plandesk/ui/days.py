"""Dates as the person wants them written, in the language of the window."""

from __future__ import annotations

import datetime as dt
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


def edit_format() -> str:
    """Return the format in which boxes show and take a date."""
    return _LONG[_chosen[0]]


def short_day(day: dt.date | None) -> str:
    """Return a day as a narrow column shows it: "3 Apr 2024"."""
    return _written(day, _SHORT)


def long_day(day: dt.date | None, form: DayForm | None = None) -> str:
    """Return a day in full: "3 April 2024"."""
    return _written(day, _LONG, form)


def _written(day: dt.date | None, forms: dict[DayForm, str], form: DayForm | None = None) -> str:
    if day is None:
        return ""
    return QLocale().toString(QDate(day.year, day.month, day.day), forms[form or _chosen[0]])
