"""Draws ratings, counts of ratings and directions of travel: never by colour alone."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from plandesk.models.types import Rating, Shape, Travel
from plandesk.ui.colours import RatingLook, Theme


class ChipForm(Enum):
    """What a chip shows beside its shape."""

    FITTING = auto()  # the word where there is room, else the letter
    WORD = auto()
    LETTER = auto()
    QUIET = auto()  # the letter, without fill: a rating that could be chosen but is not


@dataclass(frozen=True, slots=True)
class Slice:
    """How many actions have one rating; without ``rating``, ``word`` says what they are."""

    rating: Rating | None
    count: int
    word: str = ""
    is_open: bool = False


def polygon(centre: QPointF, radius: float, corners: int, turn: float) -> QPolygonF:
    """Return a regular polygon; ``turn`` is the angle of its first corner in degrees."""
    angles = (math.radians(turn + 360 * step / corners) for step in range(corners))
    return QPolygonF(
        [centre + QPointF(math.cos(angle), math.sin(angle)) * radius for angle in angles]
    )


def shape_path(shape: Shape, area: QRectF) -> QPainterPath:
    """Return the outline of a rating's shape inside a square area."""
    path, centre, radius = QPainterPath(), area.center(), area.width() / 2
    if shape in {Shape.CIRCLE, Shape.RING}:
        path.addEllipse(centre, radius * 0.88, radius * 0.88)
    elif shape in {Shape.SQUARE, Shape.SQUARE_TICK}:
        path.addRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), radius * 0.2, radius * 0.2)
    else:
        corners, turn, size = {
            Shape.TRIANGLE: (3, -90.0, 1.12),
            Shape.OCTAGON: (8, 22.5, 1.082),
            Shape.DIAMOND: (4, -90.0, 1.08),
            Shape.PENTAGON: (5, -90.0, 1.04),
        }[shape]
        down = QPointF(0, radius * 0.18) if shape is Shape.TRIANGLE else QPointF()
        path.addPolygon(polygon(centre + down, radius * size, corners, turn))
        path.closeSubpath()
    return path


def draw_shape(painter: QPainter, shape: Shape, area: QRectF, ink: QColor, ground: QColor) -> None:
    """Draw a shape in ``ink``; a ring is hollow, and the tick is cut out in ``ground``."""
    path = shape_path(shape, area)
    line = max(1.2, area.width() / 7)
    if shape is Shape.RING:
        painter.setPen(QPen(ink, line))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        inset = line / 2
        painter.drawEllipse(area.adjusted(inset, inset, -inset, -inset))
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawPath(path)
    if shape is Shape.SQUARE_TICK:
        left, top, side = area.left(), area.top(), area.width()
        pen = QPen(ground, line, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        corners = ((0.25, 0.53), (0.43, 0.71), (0.76, 0.32))
        painter.drawPolyline(
            QPolygonF([QPointF(left + x * side, top + y * side) for x, y in corners])
        )


def chip_width(rating: Rating, font: QFont, *, word: bool) -> float:
    """Return how wide a chip wants to be, in pixels, with its word or with its letter."""
    metrics = QFontMetricsF(_bold(font))
    text = rating.word if word else rating.letter
    return metrics.height() * 1.62 + metrics.horizontalAdvance(text)


def draw_chip(
    painter: QPainter,
    area: QRectF,
    rating: Rating,
    theme: Theme,
    form: ChipForm = ChipForm.FITTING,
) -> None:
    """Draw a chip at the left of ``area``, with shape and letter or word."""
    quiet = form is ChipForm.QUIET
    colours = theme.quiet_rating(rating) if quiet else theme.rating(rating)
    font = _bold(painter.font())
    metrics = QFontMetricsF(font)
    word = form is ChipForm.WORD
    if form is ChipForm.FITTING:
        word = chip_width(rating, painter.font(), word=True) <= area.width()
    width = min(area.width(), chip_width(rating, painter.font(), word=word))
    height = min(area.height(), metrics.height() * 1.22)
    box = QRectF(area.left(), area.center().y() - height / 2, width, height)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    outline = theme.ratings is RatingLook.OUTLINE
    painter.setPen(QPen(colours.edge, 1.6 if outline else 1))
    painter.setBrush(colours.fill)
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), height * 0.22, height * 0.22)
    side = round(height * 0.62)  # whole pixels keep flat sides sharp
    sign = QRectF(round(box.left() + height * 0.24), round(box.center().y() - side / 2), side, side)
    draw_shape(painter, rating.shape, sign, colours.ink, colours.fill)
    painter.setFont(font)
    painter.setPen(colours.ink)
    text = box.adjusted(height * 0.24 + side + height * 0.2, 0, 0, 0)
    painter.drawText(
        text,
        Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
        rating.word if word else rating.letter,
    )
    painter.restore()


def draw_counts(painter: QPainter, area: QRectF, slices: Sequence[Slice], theme: Theme) -> None:
    """Draw a bar cut in proportion to the counts, each cut with its number and letter.

    A cut too narrow for its number and letter keeps a least width, so that none vanishes.
    """
    shown = [each for each in slices if each.count]
    total = sum(each.count for each in shown)
    if not total:
        return
    metrics = QFontMetricsF(painter.font())
    texts = [
        (f"{each.count}{each.rating.letter}" if each.rating else f"{each.count}") for each in shown
    ]
    least = [metrics.horizontalAdvance(text) + 5 for text in texts]
    if sum(least) > area.width():  # no room for letters: numbers only, all alike
        least = [area.width() / len(shown)] * len(shown)
    spare = max(0.0, area.width() - sum(least))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    height = min(area.height(), metrics.height() * 1.1)
    left = area.left()
    for each, needed in zip(shown, least, strict=True):
        width = needed + spare * each.count / total
        box = QRectF(left, area.center().y() - height / 2, width, height)
        _draw_cut(painter, box, each, theme)
        left += width
    painter.restore()


def _draw_cut(painter: QPainter, box: QRectF, part: Slice, theme: Theme) -> None:
    if part.rating is None:
        ink, letter = QColor(theme.colours.secondary), part.word
        ground = QColor(theme.colours.base if part.is_open else theme.colours.alternate)
        edge = QColor(theme.colours.edge if part.is_open else theme.colours.rule)
    else:
        colours = theme.rating(part.rating)
        ground, ink, edge, letter = colours.fill, colours.ink, colours.edge, part.rating.letter
    # What is not rated has a broken edge, as in the filter bar; what is closed has none.
    broken = part.rating is None and part.is_open
    style = Qt.PenStyle.DashLine if broken else Qt.PenStyle.SolidLine
    painter.setPen(QPen(edge, 1, style))
    painter.setBrush(ground)
    painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
    metrics = QFontMetricsF(painter.font())
    texts = [f"{part.count} {letter}", f"{part.count}{letter}", str(part.count)]
    if part.rating is None:
        del texts[1]
    room = box.width() - 3
    text = next((each for each in texts if metrics.horizontalAdvance(each) <= room), "")
    painter.setPen(ink)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


def draw_travel(painter: QPainter, area: QRectF, travel: Travel, theme: Theme, word: str) -> None:
    """Draw the direction of travel: an arrow, bar, star or dash, then its word if it fits."""
    metrics = QFontMetricsF(painter.font())
    side = metrics.height() * 0.62
    box = QRectF(area.left(), area.center().y() - side / 2, side, side)
    name = {Travel.IMPROVED: "success", Travel.WORSENED: "error", Travel.NEW: "info"}.get(travel)
    ink = QColor(getattr(theme.colours, name)) if name else QColor(theme.colours.secondary)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawPath(_travel_path(travel, box))
    rest = area.adjusted(side + metrics.height() * 0.35, 0, 0, 0)
    if metrics.horizontalAdvance(word) <= rest.width():
        painter.setPen(ink)
        painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, word)
    painter.restore()


def _travel_path(travel: Travel, box: QRectF) -> QPainterPath:
    path, centre, side = QPainterPath(), box.center(), box.width()
    if travel in {Travel.IMPROVED, Travel.WORSENED}:
        sign = 1 if travel is Travel.IMPROVED else -1
        corners = (
            (0, -0.5),
            (0.5, 0.05),
            (0.17, 0.05),
            (0.17, 0.5),
            (-0.17, 0.5),
            (-0.17, 0.05),
            (-0.5, 0.05),
        )
        path.addPolygon(QPolygonF([centre + QPointF(x, y * sign) * side for x, y in corners]))
        path.closeSubpath()
    elif travel is Travel.NEW:
        points = []
        for step in range(10):
            radius = side * (0.56 if step % 2 == 0 else 0.24)
            angle = math.radians(-90 + 36 * step)
            points.append(centre + QPointF(math.cos(angle), math.sin(angle)) * radius)
        path.addPolygon(QPolygonF(points))
        path.closeSubpath()
    else:
        wide = 0.9 if travel is Travel.NO_CHANGE else 0.4
        thick = 0.16
        rows = (-0.16, 0.16) if travel is Travel.NO_CHANGE else (0.0,)
        for row in rows:
            path.addRect(
                QRectF(
                    centre.x() - side * wide / 2,
                    centre.y() + side * (row - thick / 2),
                    side * wide,
                    side * thick,
                )
            )
    return path


def _bold(font: QFont) -> QFont:
    bold = QFont(font)
    bold.setWeight(QFont.Weight.DemiBold)
    return bold
