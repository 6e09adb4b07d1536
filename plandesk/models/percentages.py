"""Shares of counts as they are printed, and what printed shares say about the counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal, localcontext
from enum import StrEnum

_HUNDRED = Decimal(100)


class Rounding(StrEnum):
    """How printed shares were made from counts."""

    ROUNDED = "rounded"
    TRUNCATED = "truncated"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class ShareTable:
    """Counts with their shares; ``footnote`` says why the shares do not add to 100."""

    lines: tuple[str, ...]
    shares: tuple[Decimal, ...]
    footnote: str


@dataclass(frozen=True, slots=True)
class ShareExplanation:
    """Whether printed shares fit counts of a total, which counts, and whether only those."""

    rounding: Rounding
    counts: tuple[int, ...]
    unique: bool
    printed_sum: Decimal
    note: str


def share(count: int, total: int, places: int = 1) -> Decimal:
    """Return a count as a percentage of a total, halves rounded up; 0 of 0 is 0."""
    step = Decimal(1).scaleb(-places)
    if total == 0:
        return Decimal(0).quantize(step)
    with localcontext(prec=60):
        return (_HUNDRED * count / total).quantize(step, ROUND_HALF_UP)


def share_text(word: str, count: int, total: int, places: int = 1) -> str:
    """Return a share with its counts: "57.7% Green (15 of 26)"."""
    if total == 0:
        return f"no {word} (0 of 0)"
    return f"{share(count, total, places)}% {word} ({count:,} of {total:,})"


def share_table(counts: Mapping[str, int], places: int = 1) -> ShareTable:
    """Return the shares of counts by word, with a footnote where they do not add to 100."""
    total = sum(counts.values())
    shares = tuple(share(count, total, places) for count in counts.values())
    lines = tuple(share_text(word, count, total, places) for word, count in counts.items())
    added = sum(shares, Decimal(0))
    footnote = ""
    if total and added != _HUNDRED:
        footnote = f"The shares add to {added}% because each is rounded."
    return ShareTable(lines, shares, footnote)


def explain_shares(printed: Sequence[Decimal], total: int) -> ShareExplanation:
    """Return whether printed shares fit whole counts of ``total``, rounded or cut off.

    A share printed as 0 is taken to be as exact as the others. Where several counts fit, the
    nearest are given and ``unique`` is false.
    """
    added = sum(printed, Decimal(0))
    places = max((_places(value) for value in printed), default=0)
    for rounding in (Rounding.ROUNDED, Rounding.TRUNCATED):
        fitted = _fit(printed, total, places, rounding)
        if fitted is not None:
            counts, unique = fitted
            return ShareExplanation(rounding, counts, unique, added, _note(rounding, counts, added))
    note = f"No counts of {total:,} give these shares, neither rounded nor cut off."
    return ShareExplanation(Rounding.NEITHER, (), False, added, note)


def _note(rounding: Rounding, counts: tuple[int, ...], added: Decimal) -> str:
    listed = ", ".join(str(count) for count in counts)
    how = "rounded" if rounding is Rounding.ROUNDED else "cut off, not rounded"
    if added == _HUNDRED:
        return f"The shares fit the counts {listed}, {how}."
    return f"The shares add to {added}: they fit the counts {listed}, {how}."


def _places(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _fit(
    printed: Sequence[Decimal], total: int, places: int, rounding: Rounding
) -> tuple[tuple[int, ...], bool] | None:
    """Return counts that give the printed shares and add to the total."""
    if total <= 0 or any(not value.is_finite() or value < 0 for value in printed):
        return None
    bounds = [_bounds(value, total, places, rounding) for value in printed]
    if any(low > high for low, high in bounds):
        return None
    least, most = sum(low for low, _ in bounds), sum(high for _, high in bounds)
    if not least <= total <= most:
        return None
    nearest = (int((value * total / _HUNDRED).to_integral_value()) for value in printed)
    counts = [max(low, min(high, near)) for near, (low, high) in zip(nearest, bounds, strict=True)]
    for place, (low, high) in enumerate(bounds):
        missing = total - sum(counts)
        counts[place] = max(low, min(high, counts[place] + missing))
    return tuple(counts), least == most or total in {least, most}


def _bounds(value: Decimal, total: int, places: int, rounding: Rounding) -> tuple[int, int]:
    """Return the least and most count whose share is printed as ``value``."""
    step = Decimal(1).scaleb(-places)
    with localcontext(prec=60):
        if rounding is Rounding.ROUNDED:
            # halves may have been rounded either way
            low, high = value - step / 2, value + step / 2
        else:
            low, high = value, value + step
        least = (low * total / _HUNDRED).to_integral_value(ROUND_CEILING)
        most = (high * total / _HUNDRED).to_integral_value(ROUND_FLOOR)
        if rounding is Rounding.TRUNCATED and most * _HUNDRED == high * total:
            most -= 1
    return max(0, int(least)), min(total, int(most))
