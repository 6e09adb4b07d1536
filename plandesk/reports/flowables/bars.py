"""The stacked bar of ratings: one vector bar per period or workstream, with a key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from plandesk.models.types import Rating
from plandesk.reports.content import PeriodCounts
from plandesk.reports.flowables.blocks import Block
from plandesk.reports.flowables.shapes import draw_shape
from plandesk.reports.fonts import Face
from plandesk.reports.pen import Area, Pen
from plandesk.reports.tags import Node
from plandesk.reports.text import TextBlock, one_line, paragraph
from plandesk.reports.theme import INK, SECONDARY, WHITE, TextStyle

_LABEL_LINES = 2
NOT_RATED_EDGE = "#8A929B"
LABELS = 0.32  # the share of the width that the names of the bars take


def in_words(bar: PeriodCounts, unit: str) -> str:
    """Say what a bar shows: "January 2024: 230 actions, 49 Blue, 2 Red"."""
    parts = [f"{number} {rating.word}" for rating, number in bar.counts if number]
    if bar.not_rated:
        parts.append(f"{bar.not_rated} not rated")
    return f"{bar.label}: {bar.total} {unit}" + (", " + ", ".join(parts) if parts else "")


@dataclass
class RatingBars:
    """A chart of rating counts; each bar has the full width, so shares can be compared.

    Without a ``key`` the words stand in the bars: for a chart above a table of the same ratings.
    """

    bars: Sequence[PeriodCounts]
    unit: str
    bar_height: float = 24.0
    keep_next: bool = True
    key: bool = True

    @property
    def alt(self) -> str:
        """Return the chart in words, made from its numbers."""
        said = ". ".join(in_words(bar, self.unit) for bar in self.bars)
        return f"Bar chart of ratings. {said}."

    def _label_style(self, pen: Pen) -> TextStyle:
        return pen.theme.cell.semibold()

    def _labels(self, pen: Pen, width: float) -> list[TextBlock]:
        style = self._label_style(pen)
        room = width * LABELS - 10
        labels: list[TextBlock] = []
        for bar in self.bars:
            name = paragraph(pen.book, bar.label, style, room)
            if len(name.lines) > _LABEL_LINES:  # the table beneath has the whole name
                shown = " ".join(text for line in name.lines[1:] for _, text in line.runs)
                last = one_line(pen.book, shown, style, room)
                name = TextBlock((name.lines[0], *last.lines), style)
            count = paragraph(pen.book, f"{bar.total} {self.unit}", style, room)
            labels.append(TextBlock((*name.lines, *count.lines), style))
        return labels

    def _heights(self, pen: Pen, width: float) -> list[float]:
        size = pen.theme.cell.size
        bar = max(self.bar_height, size * 2.4)
        heights: list[float] = []
        for each, label in zip(self.bars, self._labels(pen, width), strict=True):
            under = size * 1.4 if _has_narrow(pen, each, width * (1 - LABELS)) else 0.0
            heights.append(max(label.height, bar + under) + 7)
        return heights

    def _key_height(self, pen: Pen, width: float) -> float:
        if not self.key:
            return 0.0
        rows = _key_rows(pen, self._ratings(), width)
        return len(rows) * pen.theme.cell.leading * 1.3 + 10

    def need(self, pen: Pen, width: float) -> float:
        """Return the height of the whole chart; it is never cut."""
        return sum(self._heights(pen, width)) + self._key_height(pen, width) + 8

    def _ratings(self) -> list[Rating]:
        return [rating for rating, _ in self.bars[0].counts] if self.bars else []

    def draw(self, pen: Pen, area: Area, parent: Node) -> Block | None:
        """Draw the bars and the key as one figure."""
        height = self.need(pen, area.width)
        figure = parent.add("Figure", alt=self.alt)
        figure.bbox = (area.left, area.top - height, area.left + area.width, area.top)
        labels, heights = self._labels(pen, area.width), self._heights(pen, area.width)
        with pen.content(figure):
            top = area.top
            for bar, label, each in zip(self.bars, labels, heights, strict=True):
                pen.text(label, area.left, top)
                _draw_bar(
                    pen,
                    self,
                    bar,
                    (area.left + area.width * LABELS, top, area.width * (1 - LABELS)),
                )
                top -= each
            if self.key:
                _draw_key(pen, _key_rows(pen, self._ratings(), area.width), area.left, top - 4)
        area.top -= height
        return None


def _draw_bar(
    pen: Pen, chart: RatingBars, bar: PeriodCounts, place: tuple[float, float, float]
) -> None:
    left, top, width = place
    size = pen.theme.cell.size
    height = max(chart.bar_height, size * 2.4)
    pen.fill((left, top - height, width, height), WHITE, NOT_RATED_EDGE)
    if not bar.total:
        return
    at = left
    last = left - 100.0
    for rating, number in bar.counts:
        if not number:
            continue
        share = width * number / bar.total
        pen.fill((at, top - height, share, height), rating.fill, rating.edge)
        style = TextStyle(size, size, Face.BOLD, rating.ink)
        says = paragraph(pen.book, f"{rating.letter} {number}", style, 1e9)
        if not chart.key:
            told = paragraph(pen.book, f"{rating.letter} {rating.word} {number}", style, 1e9)
            says = told if told.width + 4 <= share else says
        if says.width + 4 <= share:
            pen.text(says, at + (share - says.width) / 2, top - (height - size) / 2)
        else:
            last = _under(pen, says, (at + share / 2, top - height), (last, left + width))
        at += share
    if bar.not_rated:
        _draw_rest(pen, bar, (at, top, left + width - at), height)


def _has_narrow(pen: Pen, bar: PeriodCounts, width: float) -> bool:
    """Tell whether a part of the bar is too narrow for its count."""
    size = pen.theme.cell.size
    return any(
        number
        and pen.book.width(f"{rating.letter} {number}", Face.BOLD, size) + 4
        > width * number / bar.total
        for rating, number in bar.counts
    )


def _under(
    pen: Pen, says: TextBlock, foot: tuple[float, float], limits: tuple[float, float]
) -> float:
    """Write a count beneath a segment that is too narrow for it; return where the words end."""
    label = TextBlock(says.lines, says.style.tinted(INK))
    at = min(max(foot[0] - says.width / 2, limits[0] + 5), limits[1] - says.width)
    pen.line_ink(SECONDARY)
    pen.canvas.setLineWidth(0.6)
    pen.canvas.line(foot[0], foot[1], foot[0], foot[1] - 3)
    pen.text(label, at, foot[1] - 3.5)
    return at + says.width


def _draw_rest(
    pen: Pen, bar: PeriodCounts, place: tuple[float, float, float], height: float
) -> None:
    """The part that is not rated stays white and says so where there is room."""
    left, top, width = place
    size = pen.theme.cell.size
    says = paragraph(
        pen.book, f"not rated {bar.not_rated}", TextStyle(size, size, colour=SECONDARY), 1e9
    )
    if says.width + 4 <= width:
        pen.text(says, left + (width - says.width) / 2, top - (height - size) / 2)


def _key_rows(pen: Pen, ratings: Sequence[Rating], width: float) -> list[list[Rating]]:
    rows: list[list[Rating]] = [[]]
    used = 0.0
    for rating in ratings:
        each = _key_width(pen, rating)
        if rows[-1] and used + each > width:
            rows.append([])
            used = 0.0
        rows[-1].append(rating)
        used += each
    return rows


def _key_width(pen: Pen, rating: Rating) -> float:
    size = pen.theme.cell.size
    return pen.book.width(f"{rating.letter}  {rating.word}", Face.SEMIBOLD, size) + size * 4


def _draw_key(pen: Pen, rows: list[list[Rating]], left: float, top: float) -> None:
    style = pen.theme.cell
    size = style.size
    for ratings in rows:
        at = left
        for rating in ratings:
            box = (at, top - size * 1.5, size * 1.6, size * 1.5)
            pen.fill(box, rating.fill, rating.edge, radius=2)
            pen.ink(rating.ink)
            pen.line_ink(rating.ink)
            middle = (at + size * 0.8, top - size * 0.75)
            draw_shape(pen.canvas, rating.shape, middle, size * 0.95)
            words = paragraph(pen.book, f"{rating.letter}  {rating.word}", style, 1e9)
            pen.text(words, at + size * 2.1, top - size * 0.75 + style.leading / 2)
            at += _key_width(pen, rating)
        top -= style.leading * 1.3
