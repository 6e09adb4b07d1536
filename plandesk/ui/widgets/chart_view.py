"""Shows a chart of the reports in the window: the same geometry, in the colours of the theme."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from plandesk.reports.charts.drawing import (
    Align,
    Box,
    Dot,
    Drawing,
    Label,
    Make,
    Mark,
    Paint,
    Role,
    Side,
    Sign,
    Stroke,
)
from plandesk.ui.colours import Theme
from plandesk.ui.theme import Look
from plandesk.ui.widgets.rating_paint import draw_shape

_ROLES = {
    Role.INK: "text",
    Role.MUTED: "secondary",
    Role.GRID: "line",
    Role.PAPER: "base",
    Role.BAND: "alternate",
    Role.DATA: "accent",
    Role.TARGET: "text",
    Role.TOLERANCE: "selection_idle",
}
_PALE = 0.18


def colour_of(paint: Paint, theme: Theme) -> QColor:
    """Return what a role or a side of a rating is drawn with in this theme."""
    if isinstance(paint, Role):
        return QColor(str(getattr(theme.colours, _ROLES[paint])))
    found = theme.rating(paint.rating)
    match paint.side:
        case Side.FILL:
            return found.fill
        case Side.INK:
            return found.ink
        case Side.EDGE:
            return found.edge
        case Side.TINT:
            return _mixed(found.edge, QColor(theme.colours.base))
        case Side.TINT_INK:
            return QColor(theme.colours.text)


def _mixed(colour: QColor, ground: QColor) -> QColor:
    def between(one: int, other: int) -> int:
        return round(one * _PALE + other * (1 - _PALE))

    return QColor(
        between(colour.red(), ground.red()),
        between(colour.green(), ground.green()),
        between(colour.blue(), ground.blue()),
    )


def paint_drawing(painter: QPainter, drawing: Drawing, theme: Theme) -> None:
    """Draw a chart from the painter's origin; its points are the painter's units."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for mark in drawing.marks:
        _DRAWS[type(mark)](painter, mark, theme)


def _pen(paint: Paint | None, theme: Theme, thick: float = 1.0) -> QPen:
    if paint is None:
        return QPen(Qt.PenStyle.NoPen)
    return QPen(colour_of(paint, theme), thick)


def _box(painter: QPainter, mark: Box, theme: Theme) -> None:
    painter.setPen(_pen(mark.edge, theme))
    brush = colour_of(mark.fill, theme) if mark.fill is not None else Qt.BrushStyle.NoBrush
    painter.setBrush(brush)
    area = QRectF(mark.left, mark.top, mark.width, mark.height)
    painter.drawRoundedRect(area, mark.radius, mark.radius)


def _stroke(painter: QPainter, mark: Stroke, theme: Theme) -> None:
    pen = _pen(mark.paint, theme, mark.thick)
    if mark.dash:
        pen.setDashPattern([part / mark.thick for part in mark.dash])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in mark.spots]))


def _sign(painter: QPainter, mark: Sign, theme: Theme) -> None:
    half = mark.size / 2
    area = QRectF(mark.x - half, mark.y - half, mark.size, mark.size)
    ink = colour_of(mark.paint, theme)
    ground = QColor(theme.colours.base)
    if not isinstance(mark.paint, Role):
        ground = theme.rating(mark.paint.rating).fill
    draw_shape(painter, mark.shape, area, ink, ground)


def _dot(painter: QPainter, mark: Dot, theme: Theme) -> None:
    painter.setPen(_pen(mark.paint, theme))
    painter.setBrush(colour_of(Role.PAPER if mark.hollow else mark.paint, theme))
    painter.drawEllipse(QPointF(mark.x, mark.y), mark.size / 2, mark.size / 2)


def _label(painter: QPainter, mark: Label, theme: Theme) -> None:
    font = _font(painter.font(), mark.size, strong=mark.strong)
    painter.save()
    painter.setFont(font)
    painter.setPen(_pen(mark.paint, theme))
    metrics = QFontMetricsF(font)
    shift = {Align.LEFT: 0.0, Align.MIDDLE: 0.5, Align.RIGHT: 1.0}[mark.align]
    left = mark.x - metrics.horizontalAdvance(mark.text) * shift
    middle = (metrics.ascent() - metrics.descent()) / 2
    painter.drawText(QPointF(left, mark.y + middle), mark.text)
    painter.restore()


_DRAWS: dict[type[Mark], Callable[..., None]] = {
    Box: _box,
    Stroke: _stroke,
    Sign: _sign,
    Dot: _dot,
    Label: _label,
}


def _font(base: QFont, size: float, *, strong: bool) -> QFont:
    font = QFont(base)
    font.setPixelSize(max(1, round(size)))
    font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    return font


class ChartView(QWidget):
    """One chart; what it says is its accessible description."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._make: Make | None = None
        self._drawing: Drawing | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._redraw)

    def show_chart(self, name: str, make: Make) -> None:
        """Show the chart that ``make`` draws for a width."""
        self._make = make
        self.setAccessibleName(name)
        self._redraw()

    def sizeHint(self) -> QSize:
        """Return the width it likes and the height its drawing needs."""
        tall = self._drawing.height if self._drawing else 0.0
        return QSize(self._look.px(30), round(tall) + 1)

    def minimumSizeHint(self) -> QSize:
        """Return a width at which names still have room."""
        return QSize(self._look.px(16), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw anew for another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._redraw()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chart."""
        if self._drawing is None:
            return
        painter = QPainter(self)
        painter.setFont(self.font())
        paint_drawing(painter, self._drawing, self._look.theme)

    def _redraw(self) -> None:
        if self._make is None:
            return
        before = self._drawing.height if self._drawing else -1.0
        self._drawing = self._make(self._width_of, max(self.width(), 200), self._look.px(0.72))
        self.setAccessibleDescription(self._drawing.alt)
        if self._drawing.height != before:
            self.updateGeometry()
        self.update()

    def _width_of(self, text: str, size: float, strong: bool) -> float:
        return QFontMetricsF(_font(self.font(), size, strong=strong)).horizontalAdvance(text)
