"""The rules of rating: data of the plan, read through the flags of its scale and never its words.

Committee paper 004 (4.11) defines the best rating as "performance embedded and sustained for over
3 months": three months to the day are not over three months.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from plandesk.models.types import Rating, Scale

_DELAY_WORDS = (
    "delayed",
    "delay",
    "delays",
    "slipped",
    "slippage",
    "behind schedule",
    "postponed",
    "on hold",
    "paused",
    "stalled",
    "not yet started",
    "overrunning",
)


@dataclass(frozen=True, slots=True)
class RatingRules:
    """Which rules a plan has, each of which can be switched off.

    ``done_earned``: a rating that says delivered must have been earned for more than
    ``done_months`` months. ``silent_periods`` is after how many periods without an update an
    open action is named, ``jump_steps`` how many steps of the scale need a word.
    """

    done_earned: bool = True
    done_evidence: bool = True
    done_measures: bool = True
    done_months: int = 3
    reason_needed: bool = True
    remedy_needed: bool = True
    jump_explained: bool = True
    jump_steps: int = 2
    silent_periods: int = 2
    delay_words: tuple[str, ...] = _DELAY_WORDS

    @classmethod
    def of(cls, settings: Mapping[str, Any]) -> RatingRules:
        """Read the rules from a plan's settings; what is not said there is as usual."""
        said: Mapping[str, Any] = settings.get("rating_rules") or {}
        known = {field.name for field in fields(cls)}
        given: dict[str, Any] = {name: value for name, value in said.items() if name in known}
        if "delay_words" in given:
            given["delay_words"] = tuple(given["delay_words"])
        return cls(**given)

    def as_settings(self) -> dict[str, Any]:
        """Return the rules as plain values for a plan's settings."""
        plain: dict[str, Any] = {field.name: getattr(self, field.name) for field in fields(self)}
        return plain | {"delay_words": list(self.delay_words)}


@dataclass(frozen=True, slots=True)
class Earned:
    """Whether a rating of "delivered" was earned.

    ``since`` is the as-at date from which the work is known to have been as good, None when it
    is not known to have been; ``known`` is False when nothing from before is on file at all.
    """

    is_earned: bool
    known: bool
    since: dt.date | None


def add_months(day: dt.date, months: int) -> dt.date:
    """Return the same day so many months later, or the month's last day when it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(day.day, last))


def best_unfinished(scale: Scale) -> Rating | None:
    """Return the best rating that work under way can have; Green on a BRAG scale."""
    open_values = [value for value in scale.values if not value.done]
    return max(open_values, key=lambda value: value.rank, default=None)


def claims_well(scale: Scale, rating: Rating | None) -> bool:
    """Tell whether a rating says that the work is done, or as good as work under way can be."""
    best = best_unfinished(scale)
    return rating is not None and (rating.done or (best is not None and rating == best))


def is_started(rating: Rating) -> bool:
    """Tell whether a rating says that the work has begun."""
    return rating.in_flight or rating.done or rating.needs_reason


def steps_between(scale: Scale, before: Rating | None, after: Rating | None) -> int:
    """Return how many steps of the scale lie between two ratings.

    Ratings for work that has not begun are no step: starting is not a jump.
    """
    if before is None or after is None or not (is_started(before) and is_started(after)):
        return 0
    ranks = sorted({value.rank for value in scale.values if is_started(value)})
    return abs(ranks.index(after.rank) - ranks.index(before.rank))


def earned(
    scale: Scale, before: Sequence[tuple[dt.date, Rating | None]], at: dt.date, months: int = 3
) -> Earned:
    """Tell whether work may be called delivered at ``at``, from its ratings before, oldest first.

    It must have been as good as work under way can be, without a break, for more than ``months``
    months. Where the plan's first known rating says delivered already, nobody can tell how long
    it had been so, and it is taken as earned.
    """
    history = [(day, rating) for day, rating in before if day < at]
    if not history:
        return Earned(is_earned=False, known=False, since=None)
    since: dt.date | None = None
    for day, rating in reversed(history):
        if not claims_well(scale, rating):
            break
        since = day
    first_day, first = history[0]
    was_done = since == first_day and first is not None and first.done
    enough = since is not None and at > add_months(since, months)
    return Earned(is_earned=was_done or enough, known=True, since=since)


def tells_of_delay(text: str, words: Iterable[str]) -> str | None:
    """Return the first of ``words`` that a text uses of the work, None when it uses none.

    "No longer delayed", "without delay" and "not paused" do not count.
    """
    said = " ".join(text.casefold().split())
    spaced = f" {_bare(said)} "
    for word in words:
        start = spaced.find(f" {word.casefold()} ")
        while start >= 0:
            before = spaced[:start].split()[-2:]
            if not ({"no", "not", "without", "never", "any"} & set(before)):
                return word
            start = spaced.find(f" {word.casefold()} ", start + 1)
    return None


def _bare(text: str) -> str:
    kept = "".join(sign if sign.isalnum() or sign in "-'’" else " " for sign in text)
    return " ".join(kept.split())
