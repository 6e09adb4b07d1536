"""The chart of one measure: its values by period, target, tolerance and comparators."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from plandesk.models.types import Rating
from plandesk.reports.charts.drawing import (
    Align,
    Box,
    Dot,
    Drawing,
    Label,
    Role,
    Ruler,
    Sheet,
    Side,
    Sign,
    Stroke,
    Tone,
    listed,
)
from plandesk.reports.charts.scale_axis import Axis, apart, axis_for, number_text


@dataclass(frozen=True, slots=True)
class Point:
    """A value of a period; ``text`` is the value as the source prints it, None is no value."""

    label: str
    value: float | None
    text: str = ""
    rating: Rating | None = None

    @property
    def shown(self) -> str:
        """Return the value as it is printed."""
        return self.text or ("no value" if self.value is None else number_text(self.value))


@dataclass(frozen=True, slots=True)
class Guide:
    """A line to compare with: the target, the tolerance or a comparator."""

    name: str
    value: float
    text: str = ""
    role: Role = Role.MUTED

    @property
    def shown(self) -> str:
        """Return its name and value."""
        return f"{self.name} {self.text or number_text(self.value)}"


@dataclass(frozen=True, slots=True)
class MeasureSeries:
    """What a measure chart draws; ``better`` says in words which way is better."""

    name: str
    points: tuple[Point, ...]
    guides: tuple[Guide, ...] = ()
    better: str = ""

    @property
    def values(self) -> list[float]:
        """Return the known values."""
        return [point.value for point in self.points if point.value is not None]

    @property
    def alt(self) -> str:
        """Say the chart in words, from its numbers."""
        said = [f"{point.label} {point.shown}{_rated(point)}" for point in self.points]
        text = f"Chart of {self.name}: {listed(said)}."
        if self.guides:
            text += f" Lines: {listed([guide.shown for guide in self.guides])}."
        return f"{text} {self.better}." if self.better else text


def _rated(point: Point) -> str:
    return f" ({point.rating.word})" if point.rating else ""


_DASHES = ((6.0, 3.0), (2.0, 2.0), (8.0, 2.0, 2.0, 2.0), (1.0, 3.0), (4.0, 1.5))


def measure_chart(
    series: MeasureSeries, ruler: Ruler, size: tuple[float, float], text_size: float = 9.0
) -> Drawing:
    """Draw values as a line with their ratings' shapes, and each guide as a dashed line.

    Names of the guides stand at their right end, moved apart where they would touch. Without a
    known value nothing but the frame is drawn; callers leave the chart out then.
    """
    width, height = size
    sheet = Sheet(width, height)
    values = [*series.values, *(guide.value for guide in series.guides)]
    axis = axis_for(values or [0.0])
    names = max((ruler(guide.shown, text_size, False) for guide in series.guides), default=0.0)
    side = max(ruler(number_text(tick), text_size, False) for tick in axis.ticks) + 8
    plot = _Plot(
        left=side,
        top=text_size * 1.8,
        right=width - (names + 12 if names else text_size * 2),
        bottom=height - text_size * 2.2,
        axis=axis,
        count=len(series.points),
    )
    _frame(sheet, plot, text_size)
    _guides(sheet, plot, series.guides, text_size)
    _values(sheet, plot, series.points, (ruler, text_size))
    return sheet.done(series.alt)


@dataclass(frozen=True, slots=True)
class _Plot:
    left: float
    top: float
    right: float
    bottom: float
    axis: Axis
    count: int

    def x(self, at: int) -> float:
        return self.left + (self.right - self.left) * (at + 0.5) / max(self.count, 1)

    def y(self, value: float) -> float:
        return self.bottom - self.axis.share(value) * (self.bottom - self.top)


def _frame(sheet: Sheet, plot: _Plot, size: float) -> None:
    for tick in plot.axis.ticks:
        y = plot.y(tick)
        sheet.add(Stroke(((plot.left, y), (plot.right, y)), Role.GRID, 0.5))
        sheet.add(Label(number_text(tick), plot.left - 5, y, size, Align.RIGHT, paint=Role.MUTED))
    foot = ((plot.left, plot.bottom), (plot.right, plot.bottom))
    sheet.add(Stroke(foot, Role.MUTED, 0.8))


def _guides(sheet: Sheet, plot: _Plot, guides: Sequence[Guide], size: float) -> None:
    places = apart([plot.y(guide.value) for guide in guides], size * 1.25, plot.bottom)
    for at, (guide, place) in enumerate(zip(guides, places, strict=True)):
        y = plot.y(guide.value)
        thick = 1.4 if guide.role is Role.TARGET else 0.9
        dash = _DASHES[at % len(_DASHES)]
        sheet.add(Stroke(((plot.left, y), (plot.right, y)), guide.role, thick, dash))
        sheet.add(Stroke(((plot.right, y), (plot.right + 7, place)), guide.role, 0.6))
        strong = guide.role is Role.TARGET
        sheet.add(Label(guide.shown, plot.right + 9, place, size, strong=strong, paint=Role.INK))


def _values(sheet: Sheet, plot: _Plot, points: Sequence[Point], text: tuple[Ruler, float]) -> None:
    ruler, size = text
    run: list[tuple[float, float]] = []
    for at, point in enumerate(points):
        if point.value is None:
            _line(sheet, run)
            run = []
        else:
            run.append((plot.x(at), plot.y(point.value)))
    _line(sheet, run)
    slot = (plot.right - plot.left) / max(plot.count, 1)
    named = _shown([ruler(point.label, size, False) for point in points], slot)
    told = _shown([ruler(_told(point), size, True) for point in points], slot)
    for at, point in enumerate(points):
        x = plot.x(at)
        if at in named:
            y = plot.bottom + size * 1.1
            sheet.add(Label(point.label, x, y, size, Align.MIDDLE, paint=Role.MUTED))
        if point.value is not None:
            _mark(sheet, (x, plot.y(point.value)), point, size)
            if at in told:
                _say(sheet, (x, plot.y(point.value)), _told(point), (ruler, size))


def _shown(widths: Sequence[float], slot: float) -> set[int]:
    """Return which labels are written where not all have room: the last, and every few before."""
    every = max(1, math.ceil((max(widths, default=0.0) + 6) / max(slot, 1e-6)))
    last = len(widths) - 1
    return {at for at in range(len(widths)) if (last - at) % every == 0}


def _told(point: Point) -> str:
    return f"{point.shown} {point.rating.letter}" if point.rating else point.shown


def _say(sheet: Sheet, spot: tuple[float, float], words: str, text: tuple[Ruler, float]) -> None:
    (x, y), (ruler, size) = spot, text
    half = ruler(words, size, True) / 2 + 2
    sheet.add(Box(x - half, y - size * 2.0, 2 * half, size * 1.1, Role.PAPER))
    sheet.add(Label(words, x, y - size * 1.45, size, Align.MIDDLE, strong=True))


def _line(sheet: Sheet, run: list[tuple[float, float]]) -> None:
    if len(run) > 1:
        sheet.add(Stroke(tuple(run), Role.DATA, 1.8))


def _mark(sheet: Sheet, spot: tuple[float, float], point: Point, size: float) -> None:
    x, y = spot
    if point.rating is None:
        sheet.add(Dot(x, y, size * 0.75))
        return
    edge, fill = Tone(point.rating, Side.EDGE), Tone(point.rating, Side.FILL)
    half = size * 0.75
    sheet.add(Box(x - half, y - half, 2 * half, 2 * half, fill, edge, 2.0))
    ink = Tone(point.rating, Side.INK)
    sheet.add(Sign(point.rating.shape, x, y, size * 0.95, ink))


def sparkline(series: MeasureSeries, size: tuple[float, float]) -> Drawing:
    """Draw the values as a small line without words; the last value is a filled dot."""
    width, height = size
    sheet = Sheet(width, height)
    known = [(at, point.value) for at, point in enumerate(series.points) if point.value is not None]
    if known:
        axis = axis_for([value for _, value in known])
        step = (width - 8) / max(len(series.points) - 1, 1)
        spots = [
            (4 + at * step, height - 4 - axis.share(value) * (height - 8)) for at, value in known
        ]
        sheet.add(Stroke(((2, height - 1), (width - 2, height - 1)), Role.GRID, 0.5))
        if len(spots) > 1:
            sheet.add(Stroke(tuple(spots), Role.DATA, 1.3))
        sheet.add(*(Dot(x, y, 2.4) for x, y in spots[:-1]))
        sheet.add(Dot(*spots[-1], 4.6))
    return sheet.done(series.alt)


def quarter_strip(
    quarters: Sequence[tuple[str, Rating | None]],
    size: tuple[float, float],
    text_size: float = 9.0,
) -> Drawing:
    """Draw one box for each quarter with its name and its rating's shape and letter."""
    width, height = size
    sheet = Sheet(width, height)
    each = width / max(len(quarters), 1)
    text = min(text_size, height * 0.3)
    for at, (name, rating) in enumerate(quarters):
        left, middle = at * each, at * each + each / 2
        sheet.add(Label(name, middle, text * 0.7, text, Align.MIDDLE, paint=Role.MUTED))
        top = text * 1.5
        box = (left + 1.5, top, each - 3, height - top - 1)
        centre = top + (height - top - 1) / 2
        if rating is None:
            sheet.add(Box(*box, Role.PAPER, Role.MUTED, 2.0))
            sheet.add(Label("\u2013", middle, centre, text, Align.MIDDLE, paint=Role.MUTED))
            continue
        sheet.add(Box(*box, Tone(rating, Side.FILL), Tone(rating, Side.EDGE), 2.0))
        ink = Tone(rating, Side.INK)
        sheet.add(Sign(rating.shape, middle - text * 0.65, centre, text, ink))
        place = middle + text * 0.2
        sheet.add(Label(rating.letter, place, centre, text, strong=True, paint=ink))
    said = [f"{name} {rating.word if rating else 'not rated'}" for name, rating in quarters]
    return sheet.done(f"Ratings by quarter: {listed(said)}.")
