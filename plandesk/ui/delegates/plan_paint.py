"""Draws what the cells of the plan table hold; what was drawn once is drawn again from memory."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, QRectF, Qt, Slot
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QApplication

from plandesk.models.types import Level
from plandesk.ui.delegates.kept_drawing import KeptDrawing, Writing
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

_QUIET = (Column.LEAD, Column.ACTIONS, Column.PROJECT, Column.WORKSTREAM)
_PLAIN = Writing()
_HEAVY = (Column.REF, Column.TITLE)
_WRITINGS = {
    Level.WORKSTREAM: Writing(QFont.Weight.Bold),
    Level.PROJECT: Writing(QFont.Weight.DemiBold),
}


@dataclass(slots=True)
class RowState:
    """Whether a row is chosen (``live``: in the window that has the focus) or under the mouse."""

    chosen: bool = False
    live: bool = False
    hovered: bool = False


class CellPainter(KeptDrawing):
    """Paints straight from the model's rows."""

    def __init__(self, model: PlanTreeModel, look: Look, parent: QObject | None = None) -> None:
        super().__init__(look, parent)
        self.model = model
        self._words: PlanWords | None = None
        self._gap, self._widest = 0, 0.0

    @Slot()
    def forget(self) -> None:
        """Draw all anew from now on."""
        super().forget()
        self._words = None

    def _settle(self) -> None:
        """Work out once what every cell needs, for this look and the words of this plan."""
        words = self.model.words
        if self._words is words:
            return
        if self._words != words:  # else the plan was only read anew
            self.forget()
        plain = QApplication.font()
        self.write_in(plain)
        self._words = words
        self._gap = self.look.px(0.4)
        values = words.scale.values
        self._widest = max((chip_width(value, plain, word=True) for value in values), default=0.0)

    # --- the parts of a cell -----------------------------------------------------------------

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
            self.sign(painter, inner.left(), inner, icon, name)
        else:
            if column in _QUIET or level == Level.MILESTONE:
                ink = self.colour("secondary")
            text = self.model.text_of(row.id, column)
            writing = _WRITINGS.get(level, _PLAIN) if column in _HEAVY else _PLAIN
            self.text(painter, inner, text, ink, writing)
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
            self.picture(
                painter,
                area,
                ("chip", code, form),
                lambda pen, box: draw_chip(pen, box, rating, self.look.theme, form),
            )
        elif column == Column.CURRENT:
            muted = self.colour("secondary")
            self.text(painter, area, closed_text(row), muted)

    def _travel(self, painter: QPainter, area: QRectF, row: PlanRow) -> None:
        word, theme = travel_text(row), self.look.theme
        if word:
            self.picture(
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

        self.picture(painter, area, key, draw)

    def _signed(self, painter: QPainter, area: QRectF, text: str, icon: Icon, colour: str) -> None:
        if text:
            side = self.sign(painter, area.left(), area, icon, colour)
            rest = area.adjusted(side + self._gap * 0.7, 0, 0, 0)
            self.text(painter, rest, text, self.colour(colour))

    def sign(self, painter: QPainter, left: float, area: QRectF, icon: Icon, colour: str) -> float:
        """Draw an icon as high as the text into an area; return its width."""
        self._settle()
        side = math.ceil(self.tall * 0.8)
        box = QRectF(left, round(area.center().y() - side / 2), side, side)
        self.icon(painter, box, icon, colour)
        return side
