"""Texts and pictures of cells that were drawn once and are drawn again from memory."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any, TypeAlias

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Slot
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPixmap, QStaticText, QTransform

from plandesk.ui import icons
from plandesk.ui.icons import Icon
from plandesk.ui.theme import Look

_KEPT = 6000  # texts and pictures; a screen shows some 300
_FAINT = 0.55
_LETTERS = 8  # of the narrowest kind in the height of a line


@dataclass(frozen=True, slots=True)
class Writing:
    """How a text is written: how heavy, and with which line."""

    weight: QFont.Weight = QFont.Weight.Normal
    underlined: bool = False
    struck: bool = False


_PLAIN = Writing()
_Line: TypeAlias = tuple[str, Writing, float]  # what it says, how, and its room
_Shaped: TypeAlias = tuple[QStaticText, float, float]  # with its height and its advance


class KeptDrawing(QObject):
    """Draws in one font and one look.

    Shaping a text or drawing a chip takes longer than all the rest of a cell, so both are kept by
    what they show and how wide they are.
    """

    def __init__(self, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self.tall = 0.0  # of a line of text, in pixels
        self._font: QFont | None = None
        self._fonts: dict[Writing, QFont] = {}
        self._colours: dict[str, QColor] = {}
        self._texts: dict[_Line, _Shaped] = {}
        self._pictures: dict[Hashable, QPixmap] = {}
        look.changed.connect(self.forget)

    @Slot()
    def forget(self) -> None:
        """Draw all anew from now on."""
        for kept in (self._texts, self._pictures, self._colours, self._fonts):
            kept.clear()
        self._font = None

    def write_in(self, font: QFont) -> None:
        """Draw in this font, in any weight, from now on."""
        if font == self._font:
            return
        self.forget()
        self._font, self.tall = QFont(font), QFontMetricsF(font).height()

    def font(self, writing: Writing = _PLAIN) -> QFont:
        """Return the font in a way of writing; nobody may change it."""
        if writing not in self._fonts:
            font = QFont() if self._font is None else QFont(self._font)
            font.setWeight(writing.weight)
            font.setUnderline(writing.underlined)
            font.setStrikeOut(writing.struck)
            self._fonts[writing] = font
        return self._fonts[writing]

    def colour(self, name: str) -> QColor:
        """Return a colour of the look; nobody may change it."""
        if name not in self._colours:
            self._colours[name] = self.look.colour(name)
        return self._colours[name]

    def faint(self, name: str) -> QColor:
        """Return a colour of the look as it is used for lines between rows."""
        key = f"faint {name}"
        if key not in self._colours:
            self._colours[key] = self.look.colour(name)
            self._colours[key].setAlphaF(_FAINT)
        return self._colours[key]

    def text(
        self,
        painter: QPainter,
        area: QRectF,
        text: str,
        ink: QColor,
        writing: Writing = _PLAIN,
    ) -> float:
        """Write one line, cut short with dots where it does not fit; return how wide it is."""
        if not text:
            return 0.0
        wide = area.width()
        line = text[: int(wide / (self.tall or 1) * _LETTERS) + _LETTERS]  # what may fit at most
        key = (line, writing, wide)
        kept, tall, advance = self._texts.get(key) or self._shaped(key)
        painter.setFont(self.font(writing))
        painter.setPen(ink)
        top = round(area.center().y() - tall / 2)
        if writing.underlined or writing.struck:
            # Qt draws the line of a kept text away from it where a view is inside another widget
            place = QRectF(area.left(), top, math.ceil(advance), tall)
            painter.drawText(place, Qt.TextFlag.TextSingleLine, kept.text())
        else:
            painter.drawStaticText(QPointF(area.left(), top), kept)
        return advance

    def _shaped(self, key: _Line) -> _Shaped:
        line, writing, wide = key
        font = self.font(writing)
        metrics = QFontMetricsF(font)
        elided = metrics.elidedText(line.replace("\n", " "), Qt.TextElideMode.ElideRight, wide)
        made = QStaticText(elided)
        made.setTextFormat(Qt.TextFormat.PlainText)
        made.prepare(QTransform(), font)
        _make_room(self._texts)
        self._texts[key] = made, made.size().height(), metrics.horizontalAdvance(elided)
        return self._texts[key]

    def picture(
        self,
        painter: QPainter,
        area: QRectF,
        what: Hashable,
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
            pen.setFont(self.font())
            draw(pen, QRectF(QPointF(), size))
            pen.end()
            _make_room(self._pictures)
            self._pictures[key] = kept
        painter.drawPixmap(area.topLeft(), kept)

    def icon(self, painter: QPainter, box: QRectF, icon: Icon, colour: str) -> None:
        """Draw an icon in a colour of the look."""
        ink = self.colour(colour)
        self.picture(painter, box, (icon, colour), lambda pen, at: icons.draw(pen, icon, at, ink))


def _make_room(kept: dict[Any, Any]) -> None:
    if len(kept) >= _KEPT:
        kept.clear()
