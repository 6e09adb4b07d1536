"""Charts of totals and of counts: scores of options, and ratings over the periods."""

from __future__ import annotations

from dataclasses import dataclass

from plandesk.models.types import Rating
from plandesk.reports.charts.drawing import (
    Align,
    Box,
    Drawing,
    Label,
    Role,
    Ruler,
    Sheet,
    Side,
    Sign,
    Stroke,
    Tone,
    fitted,
    listed,
)
from plandesk.reports.charts.scale_axis import apart, axis_for, number_text


@dataclass(frozen=True, slots=True)
class Bar:
    """A name, a total and the words of the total as the source prints it."""

    name: str
    value: float
    text: str = ""

    @property
    def shown(self) -> str:
        """Return the total as it is printed."""
        return self.text or number_text(self.value)


@dataclass(frozen=True, slots=True)
class Totals:
    """Bars of totals; ``most`` is the highest total that can be reached."""

    title: str
    bars: tuple[Bar, ...]
    most: float | None = None

    @property
    def alt(self) -> str:
        """Say every total in words."""
        said = listed([f"{bar.name} {bar.shown}" for bar in self.bars])
        of = f" of at most {number_text(self.most)}" if self.most else ""
        return f"Bar chart of {self.title}{of}: {said}."


def total_bars(content: Totals, ruler: Ruler, width: float, text_size: float = 9.0) -> Drawing:
    """Draw a bar for each total, longest possible at the full width, the best one filled solid."""
    tall = text_size * 2.4
    names = min(width * 0.4, max(ruler(bar.name, text_size, False) for bar in content.bars) + 10)
    room = width - names - ruler("8,888.88", text_size, True) - 10
    highest = max(bar.value for bar in content.bars)
    top_value = max(content.most or highest, highest, 1e-9)
    sheet = Sheet(width, tall * len(content.bars) + 4)
    for at, bar in enumerate(content.bars):
        top, middle = at * tall + 2, at * tall + tall / 2
        sheet.add(Label(fitted(ruler, bar.name, text_size, names - 8), 0, middle, text_size))
        if content.most:
            sheet.add(Box(names, top, room, tall - 4, Role.PAPER, Role.GRID))
        long = room * max(bar.value, 0.0) / top_value
        fill = Role.DATA if bar.value == highest else Role.TOLERANCE
        sheet.add(Box(names, top, long, tall - 4, fill, Role.DATA))
        place = names + (room if content.most else long) + 6
        sheet.add(Label(bar.shown, place, middle, text_size, strong=True))
    return sheet.done(content.alt)


@dataclass(frozen=True, slots=True)
class RatingTrend:
    """How many carry each rating at each period, oldest first."""

    periods: tuple[str, ...]
    lines: tuple[tuple[Rating, tuple[int, ...]], ...]
    unit: str = "actions"

    @property
    def alt(self) -> str:
        """Say each rating's numbers in words."""
        said = [
            f"{rating.word} " + ", ".join(
                f"{count} at {period}"
                for period, count in zip(self.periods, counts, strict=True)
            )
            for rating, counts in self.lines
        ]  # fmt: skip
        return f"Ratings of {self.unit} by period. {'. '.join(said)}."


_DASHES = ((), (7.0, 3.0), (2.0, 2.0), (8.0, 2.0, 2.0, 2.0), (4.0, 1.5), (1.0, 3.0))


def rating_trend(
    content: RatingTrend, ruler: Ruler, size: tuple[float, float], text_size: float = 9.0
) -> Drawing:
    """Draw one line a rating with its shape at each period and its name at the right end."""
    width, height = size
    sheet = Sheet(width, height)
    names = max(ruler(f"{rating.word} 8,888", text_size, True) for rating, _ in content.lines)
    axis = axis_for([0.0, *(float(n) for _, counts in content.lines for n in counts)])
    side = max(ruler(number_text(tick), text_size, False) for tick in axis.ticks) + 8
    right, top, bottom = width - names - 30, text_size, height - text_size * 2.8

    def y(value: float) -> float:
        return bottom - axis.share(value) * (bottom - top)

    def x(at: int) -> float:
        return side + (right - side) * (at + 0.5) / len(content.periods)

    for tick in axis.ticks:
        sheet.add(Stroke(((side, y(tick)), (right, y(tick))), Role.GRID, 0.5))
        sheet.add(
            Label(number_text(tick), side - 5, y(tick), text_size, Align.RIGHT, paint=Role.MUTED)
        )
    for at, period in enumerate(content.periods):
        place = bottom + text_size * 1.8
        sheet.add(Label(period, x(at), place, text_size, Align.MIDDLE, paint=Role.MUTED))
    ends = apart([y(counts[-1]) for _, counts in content.lines], text_size * 1.5, bottom)
    for number, (rating, counts) in enumerate(content.lines):
        spots = [(x(at), y(count)) for at, count in enumerate(counts)]
        last = (spots[-1], (right + 6, ends[number]))
        sheet.add(Stroke((*spots, last[1]), Tone(rating, Side.EDGE), 0.4, (1.0, 2.0)))
        if len(spots) > 1:
            dash = _DASHES[number % len(_DASHES)]
            sheet.add(Stroke(tuple(spots), Tone(rating, Side.EDGE), 1.6, dash))
        for spot in spots:
            _chip(sheet, spot, rating, text_size)
        _chip(sheet, (right + 14, ends[number]), rating, text_size)
        words = f"{rating.word} {counts[-1]:,}"
        sheet.add(Label(words, right + 24, ends[number], text_size, strong=True))
    return sheet.done(content.alt)


def _chip(sheet: Sheet, spot: tuple[float, float], rating: Rating, size: float) -> None:
    x, y = spot
    half = size * 0.72
    edge = Tone(rating, Side.EDGE)
    sheet.add(Box(x - half, y - half, 2 * half, 2 * half, Tone(rating, Side.FILL), edge, 2.0))
    sheet.add(Sign(rating.shape, x, y, size * 0.9, Tone(rating, Side.INK)))
