"""Characters in place of the drawn shapes of ratings, for Word and Excel, which get no drawings."""

from __future__ import annotations

from collections.abc import Mapping

from plandesk.models.types import Rating, Shape

SIGNS: Mapping[Shape, str] = {
    Shape.SQUARE_TICK: "\u2611",
    Shape.CIRCLE: "\u25cf",
    Shape.TRIANGLE: "\u25b2",
    Shape.OCTAGON: "\u2b23",  # a hexagon: the fonts of offices have no octagon
    Shape.RING: "\u25cb",
    Shape.DIAMOND: "\u25c6",
    Shape.SQUARE: "\u25a0",
    Shape.PENTAGON: "\u2b1f",
}


def rating_mark(rating: Rating) -> str:
    """Return the shape and the letter of a rating: "▲ A"."""
    return f"{SIGNS[rating.shape]} {rating.letter}"
