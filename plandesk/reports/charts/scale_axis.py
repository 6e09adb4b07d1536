"""Round numbers for the side of a chart."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


@dataclass(frozen=True, slots=True)
class Axis:
    """The values at the foot and the head of a chart and the round ones between."""

    low: float
    high: float
    ticks: tuple[float, ...]

    def share(self, value: float) -> float:
        """Return where a value lies between foot (0) and head (1)."""
        return (value - self.low) / (self.high - self.low)


def axis_for(values: Sequence[float], *, from_zero: bool = False, steps: int = 4) -> Axis:
    """Return an axis with round steps that holds all values.

    It begins at nought where asked, and where the values do not lie close together far from it;
    else a small change would be drawn as a large one.
    """
    low, high = min(values), max(values)
    if from_zero or (low >= 0 and high > 0 and low < 0.5 * high):
        low = min(low, 0.0)
    if high == low:
        room = abs(high) * 0.1 or 1.0
        low, high = (0.0 if low == 0 else low - room), high + room
    step = _round_step((high - low) / steps)
    foot = math.floor(low / step + 1e-9) * step
    if foot != 0 and low - foot < step / 2:
        foot -= step  # else the mark of the lowest value would lie on the foot line
    head = math.ceil(high / step - 1e-9) * step
    count = round((head - foot) / step)
    ticks = tuple(round(foot + step * at, 10) for at in range(count + 1))
    return Axis(ticks[0], ticks[-1], ticks)


def _round_step(rough: float) -> float:
    power = 10.0 ** math.floor(math.log10(rough))
    return next(step * power for step in _STEPS if step * power >= rough * (1 - 1e-9))


def number_text(value: float) -> str:
    """Return a number as it is printed: "1,305", "4.2", "0.25"."""
    if float(value).is_integer():
        return f"{int(value):,}"
    return f"{value:,.2f}".rstrip("0").rstrip(".")


def apart(places: Sequence[float], gap: float, bottom: float) -> list[float]:
    """Return the places of labels, each at least a gap from the next, none below ``bottom``."""
    order = sorted(range(len(places)), key=lambda at: places[at])
    moved = list(places)
    for above, at in itertools.pairwise(order):
        moved[at] = max(moved[at], moved[above] + gap)
    limit = bottom
    for at in reversed(order):
        moved[at] = min(moved[at], limit)
        limit = moved[at] - gap
    return moved
