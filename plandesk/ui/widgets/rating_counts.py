"""How many actions have each rating, before and now: two bars, and a grid of numbers to open."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QWidget

from plandesk.models.types import Rating
from plandesk.ui.theme import Look
from plandesk.ui.widgets.page_parts import label
from plandesk.ui.widgets.rating_paint import ChipForm, Slice, draw_chip, draw_counts

if TYPE_CHECKING:
    from plandesk.services.queries.today import RatingCount


class CountsBar(QWidget):
    """One bar cut by ratings; its words are in the accessible description."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._slices: tuple[Slice, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def show_slices(self, name: str, slices: Sequence[Slice]) -> None:
        """Show these counts; ``name`` says of when they are."""
        self._slices = tuple(slices)
        said = ", ".join(
            f"{each.count} {each.rating.word if each.rating else each.word}"
            for each in slices
            if each.count
        )
        self.setAccessibleName(f"{name}: {said}")
        self.setToolTip(self.accessibleName())
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size it wants."""
        return QSize(self._look.px(20), self._look.px(1.6))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bar."""
        painter = QPainter(self)
        painter.setFont(self.font())
        draw_counts(painter, QRectF(self.rect()), self._slices, self._look.theme)


class Chip(QWidget):
    """One rating with its shape and word."""

    def __init__(self, look: Look, rating: Rating, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._rating, self._form = look, rating, ChipForm.WORD
        self.setAccessibleName(rating.word)
        self.setToolTip(rating.word)
        look.changed.connect(self.updateGeometry)

    def set_form(self, form: ChipForm) -> None:
        """Show the word, or the letter where room is short."""
        self._form = form
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size it wants."""
        return QSize(self._look.px(5.4 if self._form is ChipForm.WORD else 3), self._look.px(1.5))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chip."""
        painter = QPainter(self)
        painter.setFont(self.font())
        draw_chip(painter, QRectF(self.rect()), self._rating, self._look.theme, self._form)


class RatingCounts(QWidget):
    """Bars and numbers of the period before and of this one; each number opens its rows."""

    opened = Signal(object, str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(look.px(0.6))
        self._bars = (CountsBar(look), CountsBar(look))
        self._heads = (label(role="secondary"), label(role="secondary"))
        self._labels = (label(role="secondary"), label(role="secondary"))
        for row in range(2):
            self._grid.addWidget(self._heads[row], row, 0)
            self._grid.addWidget(self._labels[row], row + 3, 0)
        self._parts: list[QWidget] = []
        self._shape: tuple[object, ...] = ()
        self._buttons: list[tuple[QPushButton, QPushButton]] = []
        self._counts: tuple[RatingCount, ...] = ()
        self._names = ("", "")

    def show_counts(
        self, names: tuple[str, str], counts: Sequence[RatingCount], values: Sequence[Rating]
    ) -> None:
        """Show the counts of the two periods of these names."""
        self._counts, self._names = tuple(counts), names
        by_code = {value.code: value for value in values}
        shape = tuple((one.code, one.word) for one in counts)
        if shape != self._shape:
            self._shape = shape
            self._build(by_code)
        for row, name in enumerate(names):
            number = [one.current if row else one.previous for one in counts]
            self._heads[row].setText(name)
            self._labels[row].setText(name)
            slices = [
                Slice(by_code.get(one.code or ""), count, one.word)
                for one, count in zip(counts, number, strict=True)
            ]
            self._bars[row].show_slices(name, slices)
            for pair, one, count in zip(self._buttons, counts, number, strict=True):
                pair[row].setText(str(count))
                pair[row].setAccessibleName(f"{name}: {count} {one.word}")
                pair[row].setEnabled(count > 0)

    def _build(self, by_code: dict[str, Rating]) -> None:
        for part in self._parts:
            self._grid.removeWidget(part)
            part.deleteLater()
        self._parts, self._buttons = [], []
        for column, one in enumerate(self._counts, start=1):
            rating = by_code.get(one.code or "")
            head: QWidget = Chip(self._look, rating) if rating else label(one.word, "secondary")
            self._grid.addWidget(head, 2, column, Qt.AlignmentFlag.AlignLeft)
            pair = (self._button(column - 1, 0), self._button(column - 1, 1))
            for row, made in enumerate(pair):
                self._grid.addWidget(made, row + 3, column, Qt.AlignmentFlag.AlignLeft)
            self._buttons.append(pair)
            self._parts += [head, *pair]
        last = len(self._counts) + 1
        for row in range(2):
            self._grid.addWidget(self._bars[row], row, 1, 1, last)
        self._grid.setColumnStretch(last, 1)
        self._fit()

    def _button(self, at: int, row: int) -> QPushButton:
        made = QPushButton()
        made.setProperty("link", True)
        made.setCursor(Qt.CursorShape.PointingHandCursor)
        made.clicked.connect(lambda: self._open(at, row))
        return made

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say the ratings by their letters where the words do not fit."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width() > self._look.px(7 + 6.2 * len(self._counts))
        for part in self._parts:
            if isinstance(part, Chip):
                part.set_form(ChipForm.WORD if room else ChipForm.LETTER)

    @Slot()
    def _open(self, at: int, row: int) -> None:
        one = self._counts[at]
        rows = one.current_rows if row else one.previous_rows
        self.opened.emit(rows, f"{one.word} – {self._names[row]}")
