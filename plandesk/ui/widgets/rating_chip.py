"""A label that shows one rating: shape, word and colour."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from plandesk.models.types import Rating
from plandesk.ui.colours import Theme
from plandesk.ui.theme import Look
from plandesk.ui.widgets.rating_paint import ChipForm, chip_width, draw_chip


class RatingChip(QWidget):
    """Shows a rating's chip; ``theme`` is another theme than the window's, for a preview."""

    def __init__(
        self, look: Look, form: ChipForm = ChipForm.WORD, theme: Theme | None = None
    ) -> None:
        super().__init__()
        self._look, self._form, self._theme = look, form, theme
        self._rating: Rating | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._refit)

    def show_rating(self, rating: Rating | None) -> None:
        """Show another rating, or nothing."""
        self._rating = rating
        self.setAccessibleName(rating.word if rating else "")
        self._refit()

    def sizeHint(self) -> QSize:
        """Return the room of the chip."""
        if self._rating is None:
            return QSize(0, self._look.px(1.5))
        word = self._form is ChipForm.WORD
        wide = chip_width(self._rating, self.font(), word=word) + self._look.px(0.4)
        pad = self._look.px(0.4) if self._theme else 0
        return QSize(int(wide) + 2 * pad, self._look.px(1.5) + pad)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chip, on the ground of its own theme where it has one."""
        if self._rating is None:
            return
        painter = QPainter(self)
        area = QRectF(self.rect())
        if self._theme is not None:
            painter.fillRect(self.rect(), self._theme.colours.base)
            pad = self._look.px(0.4)
            area = area.adjusted(pad, 0, -pad, 0)
        draw_chip(painter, area, self._rating, self._theme or self._look.theme, self._form)
        painter.end()

    @Slot()
    def _refit(self) -> None:
        self.updateGeometry()
        self.update()
