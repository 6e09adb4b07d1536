"""A drawing as a list of shapes: what a chart shows, before anybody has drawn it.

Points are counted from the upper left corner, downwards, in points of 1/72 inch. Colours are
roles, so that a page prints them dark on white and the window in its own theme; a rating brings
its own colours. ``alt`` says the drawing in words, from its numbers.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from plandesk.models.types import Rating, Shape

Ruler = Callable[[str, float, bool], float]
"""Returns the width of a text in points for a size, strong or not."""

Spot = tuple[float, float]


class Role(StrEnum):
    """What a shape is for; whoever draws gives each role its colour."""

    INK = "ink"
    MUTED = "muted"
    GRID = "grid"
    PAPER = "paper"
    BAND = "band"
    DATA = "data"
    TARGET = "target"
    TOLERANCE = "tolerance"


class Side(StrEnum):
    """Which colour of a rating is meant."""

    FILL = "fill"
    INK = "ink"
    EDGE = "edge"
    TINT = "tint"
    TINT_INK = "tint ink"


@dataclass(frozen=True, slots=True)
class Tone:
    """A colour of a rating."""

    rating: Rating
    side: Side = Side.FILL


Paint = Role | Tone


class Align(StrEnum):
    """Where the text of a label stands from its spot."""

    LEFT = "left"
    MIDDLE = "middle"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Box:
    """A box from its upper left corner."""

    left: float
    top: float
    width: float
    height: float
    fill: Paint | None = None
    edge: Paint | None = None
    radius: float = 0.0


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line through spots; ``dash`` tells two lines apart without colour."""

    spots: tuple[Spot, ...]
    paint: Paint = Role.INK
    thick: float = 1.0
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Sign:
    """A rating's shape around its middle."""

    shape: Shape
    x: float
    y: float
    size: float
    paint: Paint = Role.INK


@dataclass(frozen=True, slots=True)
class Dot:
    """A round mark around its middle; ``hollow`` marks are outlined only."""

    x: float
    y: float
    size: float
    paint: Paint = Role.DATA
    hollow: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """One line of text; ``y`` is the middle of its height."""

    text: str
    x: float
    y: float
    size: float
    align: Align = Align.LEFT
    strong: bool = False
    paint: Paint = Role.INK


Mark = Box | Stroke | Sign | Dot | Label


@dataclass(frozen=True, slots=True)
class Drawing:
    """A finished drawing; shapes come in the order in which they are drawn."""

    width: float
    height: float
    marks: tuple[Mark, ...]
    alt: str


@dataclass
class Sheet:
    """Collects the shapes of a drawing."""

    width: float
    height: float
    marks: list[Mark] = field(default_factory=list[Mark])

    def add(self, *marks: Mark) -> None:
        """Draw these shapes over what is there."""
        self.marks += marks

    def done(self, alt: str) -> Drawing:
        """Return the finished drawing."""
        return Drawing(self.width, self.height, tuple(self.marks), alt)


def listed(parts: list[str]) -> str:
    """Join parts of a sentence: "a, b and c"."""
    return f"{', '.join(parts[:-1])} and {parts[-1]}" if len(parts) > 1 else "".join(parts)


def broken(ruler: Ruler, text: str, size: float, width: float) -> list[str]:
    """Return the text in lines, broken at spaces so that each fits ``width`` where it can."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and ruler(longer, size, False) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def fitted(ruler: Ruler, text: str, size: float, width: float) -> str:
    """Return the text, cut with an ellipsis where it is wider than ``width`` points."""
    flat = " ".join(text.split())
    if ruler(flat, size, False) <= width:
        return flat
    while flat and ruler(flat.rstrip() + "\u2026", size, False) > width:
        flat = flat[:-1]
    return flat.rstrip() + "\u2026"


Make = Callable[[Ruler, float, float], Drawing]
"""Returns the drawing for a ruler, a width and a text size in points."""
