"""Which kept copies may go: none of the last two days, then one a day, a week and a month."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable, Iterable

ALL_FOR = dt.timedelta(days=2)
DAYS, WEEKS, MONTHS = 12, 10, 9


def superfluous(made: Iterable[dt.datetime], now: dt.datetime) -> set[dt.datetime]:
    """Return the moments (UTC) whose copies can be deleted.

    Every copy of the last two days stays, and of the older ones the newest of each of 12 days, 10
    weeks and 9 months that have one: the numbers of Anki, whose users live with them. The newest
    and the oldest copy always stay.
    """
    newest_first = sorted(set(made), reverse=True)
    older = [one for one in newest_first if now - one > ALL_FOR]
    kept = set(newest_first[:1] + newest_first[-1:])
    for most, span in ((DAYS, _day), (WEEKS, _week), (MONTHS, _month)):
        kept |= _newest_of_each(older, span, most)
    return set(older) - kept


def _newest_of_each(
    newest_first: list[dt.datetime], span: Callable[[dt.datetime], Hashable], most: int
) -> set[dt.datetime]:
    first: dict[Hashable, dt.datetime] = {}
    for one in newest_first:
        first.setdefault(span(one), one)
    return set(list(first.values())[:most])


def _day(moment: dt.datetime) -> Hashable:
    return moment.date()


def _week(moment: dt.datetime) -> Hashable:
    year, week, _ = moment.isocalendar()
    return year, week


def _month(moment: dt.datetime) -> Hashable:
    return moment.year, moment.month
