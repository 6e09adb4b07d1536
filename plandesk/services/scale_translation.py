"""Showing a plan in another rating scale, and saying what is merged; precision is never invented.

A scale with fewer values merges; one with more cannot be filled, because nobody can tell which of
two finer values was meant.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from plandesk.errors import UserError
from plandesk.models.rating_rules import is_started
from plandesk.models.types import Rating, Scale


@dataclass(frozen=True, slots=True)
class ScaleTranslation:
    """How each value of one scale is shown in another, by their codes; None is "not rated".

    ``merged`` names, for each value of the other scale that stands for several, those that it
    stands for; ``notes`` say so in words. ``unused`` are values that no rating is shown as.
    """

    source: Scale
    target: Scale
    codes: Mapping[str, str | None]
    merged: Mapping[str, tuple[str, ...]]
    unused: tuple[str, ...]
    notes: tuple[str, ...]

    def show(self, code: str | None) -> Rating | None:
        """Return how a rating is shown, None for one that is not rated."""
        return None if code is None else self.target.by_code(self.codes.get(code))

    def counts(self, counts: Mapping[str, int]) -> dict[str | None, int]:
        """Return counts by code of the first scale as counts by code of the other, None last."""
        shown: dict[str | None, int] = {value.code: 0 for value in self.target.values}
        shown[None] = 0
        for code, number in counts.items():
            shown[self.codes[code]] += number
        return shown


def translate_scale(
    source: Scale, target: Scale, chosen: Mapping[str, str] | None = None
) -> ScaleTranslation:
    """Return how a plan's ratings are shown in another scale.

    ``chosen`` maps codes of the plan's scale to those of the other; the rest go by what a value
    means (delivered, not begun, needs a reason) and then by its place among its kind. A value
    without a counterpart is shown as not rated. Raises UserError for an unknown code.
    """
    codes: dict[str, str | None] = {}
    for value in source.values:
        picked = (chosen or {}).get(value.code)
        if picked is not None and target.by_code(picked) is None:
            raise UserError(
                f"“{picked}” is not a value of the scale {target.name}.",
                f"Choose one of {', '.join(each.word for each in target.values)}.",
            )
        codes[value.code] = picked or _counterpart(source, target, value)
    merged = {
        value.code: tuple(code for code, shown in codes.items() if shown == value.code)
        for value in target.values
    }
    blank = [value.word for value in source.values if codes[value.code] is None]
    several = {code: stands for code, stands in merged.items() if len(stands) > 1}
    unused = tuple(code for code, stands in merged.items() if not stands)
    notes = _notes(source, target, several, unused)
    if blank:
        notes.append(
            f"{' and '.join(blank)} is shown as not rated: {target.name} has no such value."
        )
    return ScaleTranslation(source, target, codes, several, unused, tuple(notes))


def _counterpart(source: Scale, target: Scale, value: Rating) -> str | None:
    kin = [each for each in target.values if _kind(each) == _kind(value)]
    if not kin:
        # Delivered may be shown as the best of work under way: that claims less, not more.
        kin = [each for each in target.values if is_started(each) and not each.needs_reason]
        if not value.done or not kin:
            return None
        return max(kin, key=lambda each: each.rank).code
    mine = sorted((each for each in source.values if _kind(each) == _kind(value)), key=_rank)
    theirs = sorted(kin, key=_rank)
    place = mine.index(value)
    # Equal numbers pair off; otherwise finer values fall into the nearest coarser one below.
    return theirs[place * len(theirs) // len(mine)].code


def _kind(value: Rating) -> str:
    if value.done:
        return "delivered"
    if value.needs_reason:
        return "in trouble"
    return "under way" if value.in_flight else "not begun"


def _rank(value: Rating) -> int:
    return value.rank


def _notes(
    source: Scale, target: Scale, several: Mapping[str, tuple[str, ...]], unused: tuple[str, ...]
) -> list[str]:
    def word(scale: Scale, code: str) -> str:
        value = scale.by_code(code)
        return value.word if value else code

    notes = [
        f"{word(target, code)} stands for {' and '.join(word(source, each) for each in stands)}."
        for code, stands in several.items()
    ]
    if unused:
        words = ", ".join(word(target, code) for code in unused)
        notes.append(f"No rating of this plan is shown as {words}: it cannot tell them apart.")
    return notes
