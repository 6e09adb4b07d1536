"""The ratings of the plan's scale side by side, one of them pressed in."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QWidget

from plandesk.models.types import Rating, Scale
from plandesk.ui.theme import Look
from plandesk.ui.widgets.rating_paint import ChipForm, chip_width, draw_chip

_TAB = Qt.FocusPolicy.TabFocus


class _RatingButton(QAbstractButton):
    def __init__(self, rating: Rating, look: Look, key: str) -> None:
        super().__init__()
        self.rating, self._look = rating, look
        self.setCheckable(True)
        self.setAccessibleName(rating.word)
        self.setAccessibleDescription(rating.definition)
        lines = [f"{rating.word} ({key})" if key else rating.word, rating.definition]
        self.setToolTip("\n".join(line for line in lines if line))
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        wide = chip_width(self.rating, self.font(), word=False) + self._look.px(0.5)
        return QSize(int(wide), self._look.px(1.9))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        corner = self._look.px(0.25)
        if self.isChecked() or self.hasFocus():
            painter.setPen(QPen(self._look.colour("focus"), 2))
            painter.setBrush(
                self._look.colour("selection") if self.isChecked() else Qt.BrushStyle.NoBrush
            )
            painter.drawRoundedRect(frame, corner, corner)
        elif self.underMouse() and self.isEnabled():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._look.colour("hover"))
            painter.drawRoundedRect(frame, corner, corner)
        painter.setOpacity(1 if self.isEnabled() or self.isChecked() else 0.5)
        inset = self._look.px(0.25)
        area = frame.adjusted(inset, 0, 2 - inset, 0)
        form = ChipForm.LETTER if self.isChecked() else ChipForm.QUIET
        draw_chip(painter, area, self.rating, self._look.theme, form)
        painter.end()


class RatingRow(QWidget):
    """Choose a rating; pressing the chosen one again takes the rating away."""

    chosen = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addStretch(1)
        self._buttons: list[_RatingButton] = []
        self._code: str | None = None
        look.changed.connect(self._refit)

    def offer(self, scale: Scale) -> None:
        """Set the ratings to choose from."""
        if [button.rating for button in self._buttons] == list(scale.values):
            return
        for old in self._buttons:
            self._row.removeWidget(old)
            old.deleteLater()
        self._buttons = []
        for number, rating in enumerate(scale.values, start=1):
            button = _RatingButton(rating, self._look, f"Ctrl+{number}" if number < 10 else "")
            button.clicked.connect(self._clicked)
            self._row.insertWidget(number - 1, button)
            self._buttons.append(button)
        self._stand_in_line()

    def show_code(self, code: str | None) -> None:
        """Press in the rating that the plan has."""
        self._code = code
        for button in self._buttons:
            button.setChecked(button.rating.code == code)
            button.updateGeometry()

    def _stand_in_line(self) -> None:
        """Let Tab reach the buttons from what comes before the row; new ones stand last of all."""
        last = self.previousInFocusChain()
        while last and last is not self and not last.focusPolicy() & _TAB:
            last = last.previousInFocusChain()
        for button in self._buttons:
            if last:
                self.setTabOrder(last, button)
            last = button

    def buttons(self) -> list[QWidget]:
        """Return the buttons, from left to right."""
        return list(self._buttons)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right go from rating to rating."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        places = [at for at, button in enumerate(self._buttons) if button.hasFocus()]
        if step and places:
            self._buttons[(places[0] + step) % len(self._buttons)].setFocus()
            return
        super().keyPressEvent(event)

    @Slot()
    def _clicked(self) -> None:
        button = self.sender()
        if isinstance(button, _RatingButton):
            code = button.rating.code
            self.chosen.emit(None if code == self._code else code)
            self.show_code(self._code)  # the plan decides; its news presses the right one in

    @Slot()
    def _refit(self) -> None:
        for button in self._buttons:
            button.updateGeometry()
            button.update()
