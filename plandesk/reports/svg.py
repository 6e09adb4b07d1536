"""A chart's drawing as SVG, for the HTML twin: the same shapes and colours as on paper."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape
from typing import Any

from plandesk.models.types import Shape
from plandesk.reports.charts.drawing import (
    Align,
    Box,
    Dot,
    Drawing,
    Label,
    Mark,
    Role,
    Sign,
    Stroke,
)
from plandesk.reports.flowables.picture import colour_of
from plandesk.reports.flowables.shapes import draw_shape

_ANCHORS = {Align.LEFT: "start", Align.MIDDLE: "middle", Align.RIGHT: "end"}


def svg_of(drawing: Drawing) -> str:
    """Return a drawing as one element that screen readers read as a picture with its words."""
    marks = "".join(_DRAWS[type(mark)](mark) for mark in drawing.marks)
    size = f"{drawing.width:.0f} {drawing.height:.0f}"
    return (
        f'<svg role="img" aria-label="{escape(drawing.alt)}" viewBox="0 0 {size}" '
        f'width="{drawing.width:.0f}" height="{drawing.height:.0f}">{marks}</svg>'
    )


def shape_symbols(shapes: Iterable[Shape]) -> str:
    """Return an unseen picture that holds each shape once, for ``shape_used`` to show."""
    symbols = "".join(map(_symbol, shapes))
    return f'<svg width="0" height="0" style="position:absolute" aria-hidden="true">{symbols}</svg>'


def shape_used(shape: Shape) -> str:
    """Return a shape as high as the letters beside it and in their ink; readers hear the word."""
    return f'<svg class="shape" aria-hidden="true"><use href="#{_symbol_id(shape)}"/></svg>'


def _symbol(shape: Shape) -> str:
    return (
        f'<symbol id="{_symbol_id(shape)}" viewBox="-6 -6 12 12">'
        f'<g transform="scale(1 -1)" fill="currentColor" stroke="currentColor">{_drawn(shape, 12)}'
        "</g></symbol>"
    )


def _symbol_id(shape: Shape) -> str:
    return f"shape-{shape.value}"


def _drawn(shape: Shape, size: float) -> str:
    """Return the strokes of a shape around the origin; paper counts upwards, SVG downwards."""
    sheet: Any = _ShapeSheet()
    draw_shape(sheet, shape, (0.0, 0.0), size)
    return sheet.drawn


def _box(mark: Box) -> str:
    if mark.width <= 0 or mark.height <= 0:
        return ""
    fill = colour_of(mark.fill) if mark.fill is not None else "none"
    edge = f' stroke="{colour_of(mark.edge)}" stroke-width="0.8"' if mark.edge is not None else ""
    round_ = f' rx="{mark.radius:g}"' if mark.radius else ""
    return (
        f'<rect x="{mark.left:.2f}" y="{mark.top:.2f}" width="{mark.width:.2f}" '
        f'height="{mark.height:.2f}" fill="{fill}"{edge}{round_}/>'
    )


def _stroke(mark: Stroke) -> str:
    spots = " ".join(f"{x:.2f},{y:.2f}" for x, y in mark.spots)
    said = " ".join(f"{part:g}" for part in mark.dash)
    dash = f' stroke-dasharray="{said}"' if said else ""
    return (
        f'<polyline points="{spots}" fill="none" stroke="{colour_of(mark.paint)}" '
        f'stroke-width="{mark.thick:g}" stroke-linejoin="round"{dash}/>'
    )


def _sign(mark: Sign) -> str:
    ink = colour_of(mark.paint)
    place = f"translate({mark.x:.2f} {mark.y:.2f}) scale(1 -1)"
    return f'<g transform="{place}" fill="{ink}" stroke="{ink}">{_drawn(mark.shape, mark.size)}</g>'


def _dot(mark: Dot) -> str:
    paint = colour_of(mark.paint)
    fill = colour_of(Role.PAPER) if mark.hollow else paint
    return (
        f'<circle cx="{mark.x:.2f}" cy="{mark.y:.2f}" r="{mark.size / 2:.2f}" fill="{fill}" '
        f'stroke="{paint}"/>'
    )


def _label(mark: Label) -> str:
    weight = ' font-weight="600"' if mark.strong else ""
    return (
        f'<text x="{mark.x:.2f}" y="{mark.y + 0.36 * mark.size:.2f}" '
        f'font-size="{mark.size:g}" text-anchor="{_ANCHORS[mark.align]}" '
        f'fill="{colour_of(mark.paint)}"{weight}>{escape(mark.text)}</text>'
    )


_DRAWS: dict[type[Mark], Callable[[Any], str]] = {
    Box: _box,
    Stroke: _stroke,
    Sign: _sign,
    Dot: _dot,
    Label: _label,
}


class _Path:
    """The corners of a shape, by the names that ReportLab's paths have."""

    def __init__(self) -> None:
        self.steps: list[str] = []

    def moveTo(self, x: float, y: float) -> None:  # noqa: N802
        self.steps.append(f"M{x:.2f} {y:.2f}")

    def lineTo(self, x: float, y: float) -> None:  # noqa: N802
        self.steps.append(f"L{x:.2f} {y:.2f}")

    def close(self) -> None:
        self.steps.append("Z")


class _ShapeSheet:
    """Takes the strokes of a rating's shape as ReportLab's canvas does, and keeps them as SVG."""

    def __init__(self) -> None:
        self.drawn = ""
        self._thick = 1.0

    def setLineWidth(self, width: float) -> None:  # noqa: N802
        self._thick = width

    def beginPath(self) -> _Path:  # noqa: N802
        return _Path()

    def drawPath(self, path: _Path, stroke: int, fill: int) -> None:  # noqa: N802
        self.drawn += f'<path d="{"".join(path.steps)}"{self._look(stroke, fill)}/>'

    def rect(self, *box: float, stroke: int, fill: int) -> None:
        x, y, width, height = box
        place = f'x="{x:.2f}" y="{y:.2f}" width="{width:.2f}" height="{height:.2f}"'
        self.drawn += f"<rect {place}{self._look(stroke, fill)}/>"

    def circle(self, x: float, y: float, radius: float, stroke: int, fill: int) -> None:
        round_ = f'cx="{x:.2f}" cy="{y:.2f}" r="{radius:.2f}"'
        self.drawn += f"<circle {round_}{self._look(stroke, fill)}/>"

    def _look(self, stroke: int, fill: int) -> str:
        line = f' stroke-width="{self._thick:.2f}"' if stroke else ' stroke="none"'
        return line if fill else f' fill="none"{line}'
