"""Draws what the cells of the plan table hold; what was drawn once is drawn again from memory."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, Qt, Slot
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPen,
    QPixmap,
    QStaticText,
    QTransform,
)
from PySide6.QtWidgets import QApplication

from plandesk.models.types import Level
from plandesk.ui import icons
from plandesk.ui.icons import Icon
from plandesk.ui.itemmodels.plan_columns import (
    Column,
    PlanWords,
    closed_text,
    travel_text,
)
from plandesk.ui.itemmodels.plan_tree_model import PlanTreeModel
from plandesk.ui.theme import Look
from plandesk.ui.widgets.rating_paint import (
    ChipForm,
    chip_width,
    draw_chip,
    draw_counts,
    draw_travel,
)

if TYPE_CHECKING:
    from plandesk.services.queries.plan_tree import PlanRow

_KEPT = 6000  # texts and pictures; a screen shows some 300
_QUIET = (Column.LEAD, Column.ACTIONS, Column.PROJECT, Column.WORKSTREAM)
_HEAVY = (Column.REF, Column.TITLE)


@dataclass(slots=True)
class RowState:
    """Whether a row is chosen (``live``: in the window that has the focus) or under the mouse."""

    chosen: bool = False
    live: bool = False
    hovered: bool = False


class CellPainter(QObject):
    """Paints straight from the model's rows.

    Shaping a text or drawing a chip takes longer than all the rest of a cell, so both are kept by
    what they show and how wide they are.
    """

    def __init__(self, model: PlanTreeModel, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.model, self.look = model, look
        self._texts: dict[Hashable, QStaticText] = {}
        self._pictures: dict[Hashable, QPixmap] = {}
        self._colours: dict[str, QColor] = {}
        self._fonts: dict[Level, QFont] = {}
        self._words: PlanWords | None = None
        self._gap, self._tall, self._widest = 0, 0.0, 0.0
        look.changed.connect(self._forget)

    @Slot()
    def _forget(self) -> None:
        for kept in (self._texts, self._pictures, self._colours, self._fonts):
            kept.clear()
        self._words = None

    def _settle(self) -> None:
        """Work out once what every cell needs, for this look and the words of this plan."""
        if self._words is self.model.words:
            return
        self._forget()
        self._words = self.model.words
        plain = QApplication.font()
        for level in Level:
            font = QFont(plain)
            if level < Level.ACTION:
                top = level == Level.WORKSTREAM
                font.setWeight(QFont.Weight.Bold if top else QFont.Weight.DemiBold)
            self._fonts[level] = font
        self._gap, self._tall = self.look.px(0.4), QFontMetricsF(plain).height()
        values = self._words.scale.values
        self._widest = max((chip_width(value, plain, word=True) for value in values), default=0.0)

    # --- the parts of a cell -----------------------------------------------------------------

    def colour(self, name: str) -> QColor:
        """Return a colour of the look."""
        if name not in self._colours:
            self._colours[name] = self.look.colour(name)
        return self._colours[name]

    def ground(self, painter: QPainter, area: QRect, row: PlanRow, state: RowState) -> QColor:
        """Fill the ground of a cell or a whole row; return what to write on it with."""
        if state.chosen:
            painter.fillRect(area, self.colour("selection" if state.live else "selection_idle"))
            ink = "selection_text" if state.live else "text"
        else:
            top = row.level == Level.WORKSTREAM
            if state.hovered or top:
                painter.fillRect(area, self.colour("hover" if state.hovered else "alternate"))
            painter.fillRect(area.x(), area.bottom(), area.width(), 1, self.colour("rule"))
            ink = "text"
        return self.colour("secondary" if row.closed else ink)

    def content(
        self, painter: QPainter, area: QRect, row: PlanRow, column: int, ink: QColor
    ) -> None:
        """Draw what a cell shows, without its ground."""
        self._settle()
        inner = QRectF(area).adjusted(self._gap, 0, -self._gap, 0)
        level = row.level
        if column in (Column.PREVIOUS, Column.CURRENT):
            self._rating(painter, inner, row, column)
        elif column == Column.TRAVEL:
            self._travel(painter, inner, row)
        elif column == Column.ACTIONS and level < Level.ACTION and not row.reported_elsewhere:
            self._counts(painter, inner, row)
        elif column == Column.DUE and row.overdue:
            self._signed(painter, inner, row.due_text, Icon.WARNING, "error")
        elif column == Column.ACTIONS and level == Level.ACTION:
            text = self.model.text_of(row.id, column)
            self._signed(painter, inner, text, Icon.ADD_MILESTONE, "secondary")
        elif column == Column.REF and level == Level.MILESTONE and not row.ref:
            icon, name = (Icon.TICKED, "success") if row.done else (Icon.UNTICKED, "text")
            self.icon(painter, inner.left(), inner, icon, name)
        else:
            if column in _QUIET or level == Level.MILESTONE:
                ink = self.colour("secondary")
            text = self.model.text_of(row.id, column)
            self._text(painter, inner, text, ink, level if column in _HEAVY else Level.ACTION)
        if column == Column.TITLE and row.changed:
            tall, wide = area.height() * 0.5, max(2, self.look.px(0.14))
            top = area.center().y() - tall / 2
            painter.fillRect(QRectF(area.left() + 1, top, wide, tall), self.colour("changed"))

    def frame(self, painter: QPainter, area: QRect) -> None:
        """Draw the keyboard's place, which must stay visible on a chosen row."""
        painter.setPen(QPen(self.colour("focus"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(area).adjusted(1, 1, -1, -1))

    def _rating(self, painter: QPainter, area: QRectF, row: PlanRow, column: int) -> None:
        code = row.previous if column == Column.PREVIOUS else row.current
        rating = self.model.words.scale.by_code(code) if code else None
        if rating is not None:
            # Every word of the scale must fit, so that a column is all alike.
            form = ChipForm.WORD if self._widest <= area.width() else ChipForm.LETTER
            self._picture(
                painter,
                area,
                ("chip", code, form),
                lambda pen, box: draw_chip(pen, box, rating, self.look.theme, form),
            )
        elif column == Column.CURRENT:
            muted = self.colour("secondary")
            self._text(painter, area, closed_text(row), muted, Level.ACTION)

    def _travel(self, painter: QPainter, area: QRectF, row: PlanRow) -> None:
        word, theme = travel_text(row), self.look.theme
        if word:
            self._picture(
                painter,
                area,
                ("travel", word),
                lambda pen, box: draw_travel(pen, box, row.travel, theme, word),
            )

    def _counts(self, painter: QPainter, area: QRectF, row: PlanRow) -> None:
        slices = self.model.slices(row.id)
        key = ("counts", *(part.count for part in slices))

        def draw(pen: QPainter, box: QRectF) -> None:
            small = QFont(pen.font())
            small.setPointSizeF(small.pointSizeF() * 0.88)
            pen.setFont(small)
            draw_counts(pen, box, slices, self.look.theme)

        self._picture(painter, area, key, draw)

    def _signed(self, painter: QPainter, area: QRectF, text: str, icon: Icon, colour: str) -> None:
        if text:
            side = self.icon(painter, area.left(), area, icon, colour)
            rest = area.adjusted(side + self._gap * 0.7, 0, 0, 0)
            self._text(painter, rest, text, self.colour(colour), Level.ACTION)

    def icon(self, painter: QPainter, left: float, area: QRectF, icon: Icon, colour: str) -> float:
        """Draw an icon as high as the text into an area; return its width."""
        self._settle()
        side = math.ceil(self._tall * 0.8)
        box = QRectF(left, round(area.center().y() - side / 2), side, side)
        ink = self.colour(colour)
        self._picture(
            painter, box, ("icon", icon, colour), lambda pen, at: icons.draw(pen, icon, at, ink)
        )
        return side

    # --- what is kept ------------------------------------------------------------------------

    def _text(self, painter: QPainter, area: QRectF, text: str, ink: QColor, level: Level) -> None:
        """Write one line, cut short with dots where it does not fit."""
        if not text:
            return
        key = (text, level, area.width())
        kept, font = self._texts.get(key), self._fonts[level]
        if kept is None:
            metrics = QFontMetricsF(font)
            line = text.replace("\n", " ")
            kept = QStaticText(metrics.elidedText(line, Qt.TextElideMode.ElideRight, area.width()))
            kept.setTextFormat(Qt.TextFormat.PlainText)
            kept.prepare(QTransform(), font)
            _make_room(self._texts)
            self._texts[key] = kept
        painter.setFont(font)
        painter.setPen(ink)
        painter.drawStaticText(
            QPointF(area.left(), round(area.center().y() - kept.size().height() / 2)), kept
        )

    def _picture(
        self,
        painter: QPainter,
        area: QRectF,
        what: tuple[Hashable, ...],
        draw: Callable[[QPainter, QRectF], None],
    ) -> None:
        """Draw something that depends on ``what`` and its size only."""
        ratio = painter.device().devicePixelRatioF()
        key = (what, area.width(), area.height(), ratio)
        kept = self._pictures.get(key)
        if kept is None:
            size = area.size()
            kept = QPixmap(math.ceil(size.width() * ratio), math.ceil(size.height() * ratio))
            kept.setDevicePixelRatio(ratio)
            kept.fill(Qt.GlobalColor.transparent)
            pen = QPainter(kept)
            pen.setRenderHint(QPainter.RenderHint.Antialiasing)
            pen.setFont(self._fonts[Level.ACTION])
            draw(pen, QRectF(QPointF(), size))
            pen.end()
            _make_room(self._pictures)
            self._pictures[key] = kept
        painter.drawPixmap(area.topLeft(), kept)


def _make_room(kept: dict[Hashable, Any]) -> None:
    if len(kept) >= _KEPT:
        kept.clear()
