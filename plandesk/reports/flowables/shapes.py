# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportMissingTypeStubs=false
# The PDF libraries carry no types, or types with holes; what comes from them is checked by tests.
"""Vector signs for ratings and directions of travel; no font has them all."""

from __future__ import annotations

import math
from collections.abc import Callable

from reportlab.pdfgen.canvas import Canvas

from plandesk.models.types import Shape, Travel


def draw_shape(canvas: Canvas, shape: Shape, centre: tuple[float, float], size: float) -> None:
    """Draw a rating's shape in the pen's ink, ``size`` points across."""
    _SHAPES[shape](canvas, *centre, size)


def draw_travel(canvas: Canvas, travel: Travel, centre: tuple[float, float], size: float) -> None:
    """Draw the sign of a direction of travel: arrow up, bar, arrow down, star or dash."""
    _TRAVELS[travel](canvas, *centre, size)


def _polygon(canvas: Canvas, corners: list[tuple[float, float]], *, fill: bool = True) -> None:
    path = canvas.beginPath()
    path.moveTo(*corners[0])
    for corner in corners[1:]:
        path.lineTo(*corner)
    path.close()
    canvas.drawPath(path, stroke=int(not fill), fill=int(fill))


def _regular(x: float, y: float, r: float, sides: int, turn: float) -> list[tuple[float, float]]:
    angles = (turn + 2 * math.pi * side / sides for side in range(sides))
    return [(x + r * math.cos(angle), y + r * math.sin(angle)) for angle in angles]


def _square_tick(canvas: Canvas, x: float, y: float, size: float) -> None:
    half = size * 0.46
    canvas.setLineWidth(size * 0.11)
    canvas.rect(x - half, y - half, 2 * half, 2 * half, stroke=1, fill=0)
    canvas.setLineWidth(size * 0.16)
    path = canvas.beginPath()
    path.moveTo(x - half * 0.58, y + half * 0.02)
    path.lineTo(x - half * 0.12, y - half * 0.46)
    path.lineTo(x + half * 0.62, y + half * 0.52)
    canvas.drawPath(path, stroke=1, fill=0)


def _circle(canvas: Canvas, x: float, y: float, size: float) -> None:
    canvas.circle(x, y, size * 0.46, stroke=0, fill=1)


def _ring(canvas: Canvas, x: float, y: float, size: float) -> None:
    canvas.setLineWidth(size * 0.15)
    canvas.circle(x, y, size * 0.4, stroke=1, fill=0)


def _triangle(canvas: Canvas, x: float, y: float, size: float) -> None:
    half = size / 2
    _polygon(
        canvas,
        [(x - half, y - half * 0.8), (x + half, y - half * 0.8), (x, y + half * 0.95)],
    )


def _octagon(canvas: Canvas, x: float, y: float, size: float) -> None:
    _polygon(canvas, _regular(x, y, size * 0.53, 8, math.pi / 8))


def _diamond(canvas: Canvas, x: float, y: float, size: float) -> None:
    _polygon(canvas, _regular(x, y, size * 0.54, 4, 0))


def _square(canvas: Canvas, x: float, y: float, size: float) -> None:
    half = size * 0.44
    canvas.rect(x - half, y - half, 2 * half, 2 * half, stroke=0, fill=1)


def _pentagon(canvas: Canvas, x: float, y: float, size: float) -> None:
    _polygon(canvas, _regular(x, y, size * 0.52, 5, math.pi / 2))


def _arrow(canvas: Canvas, x: float, y: float, size: float, way: int) -> None:
    half = size / 2
    stem = size * 0.13
    _polygon(
        canvas,
        [
            (x - half * 0.85, y),
            (x, y + way * half),
            (x + half * 0.85, y),
            (x + stem, y),
            (x + stem, y - way * half),
            (x - stem, y - way * half),
            (x - stem, y),
        ],
    )


def _up(canvas: Canvas, x: float, y: float, size: float) -> None:
    _arrow(canvas, x, y, size, 1)


def _down(canvas: Canvas, x: float, y: float, size: float) -> None:
    _arrow(canvas, x, y, size, -1)


def _bar(canvas: Canvas, x: float, y: float, size: float) -> None:
    canvas.rect(x - size / 2, y - size * 0.13, size, size * 0.26, stroke=0, fill=1)


def _dash(canvas: Canvas, x: float, y: float, size: float) -> None:
    canvas.setLineWidth(size * 0.1)
    canvas.line(x - size * 0.25, y, x + size * 0.25, y)


def _star(canvas: Canvas, x: float, y: float, size: float) -> None:
    outer = _regular(x, y, size * 0.55, 5, math.pi / 2)
    inner = _regular(x, y, size * 0.23, 5, math.pi / 2 + math.pi / 5)
    _polygon(canvas, [point for pair in zip(outer, inner, strict=True) for point in pair])


_Draw = Callable[[Canvas, float, float, float], None]
_SHAPES: dict[Shape, _Draw] = {
    Shape.SQUARE_TICK: _square_tick,
    Shape.CIRCLE: _circle,
    Shape.TRIANGLE: _triangle,
    Shape.OCTAGON: _octagon,
    Shape.RING: _ring,
    Shape.DIAMOND: _diamond,
    Shape.SQUARE: _square,
    Shape.PENTAGON: _pentagon,
}
_TRAVELS: dict[Travel, _Draw] = {
    Travel.IMPROVED: _up,
    Travel.NO_CHANGE: _bar,
    Travel.WORSENED: _down,
    Travel.NEW: _star,
    Travel.NOT_RATED: _dash,
}
