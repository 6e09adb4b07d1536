"""Printed dates are English whatever the computer speaks."""

from __future__ import annotations

import datetime as dt
import locale

from plandesk.models.printed_dates import printed_day, printed_weekday


def test_dates_are_printed_in_full():
    assert printed_day(dt.date(2024, 5, 5)) == "5 May 2024"
    assert printed_weekday(dt.date(2024, 5, 15)) == "Wednesday 15 May 2024"


def test_the_computers_language_does_not_matter():
    before = locale.setlocale(locale.LC_TIME)
    try:
        for name in ("cy_GB.UTF-8", "de_DE.UTF-8", "fr_FR.UTF-8", "C.UTF-8"):
            try:
                locale.setlocale(locale.LC_TIME, name)
            except locale.Error:
                continue
            assert printed_day(dt.date(2024, 3, 1)) == "1 March 2024"
    finally:
        locale.setlocale(locale.LC_TIME, before)
