"""The steps of a page in a row: done, here, still to come; those gone through lead back."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from plandesk.ui import icons
from plandesk.ui.icons import Icon
from plandesk.ui.theme import Look


class StepState(StrEnum):
    """Where a step stands."""

    DONE = "done"
    HERE = "here"
    AHEAD = "still to come"
    SKIPPED = "not needed"


_T = "StepStrip"
_SAID = {
    StepState.DONE: QT_TRANSLATE_NOOP(_T, "done"),
    StepState.HERE: QT_TRANSLATE_NOOP(_T, "here"),
    StepState.AHEAD: QT_TRANSLATE_NOOP(_T, "still to come"),
    StepState.SKIPPED: QT_TRANSLATE_NOOP(_T, "not needed"),
}


class _StepButton(QAbstractButton):
    def __init__(
        self, number: int, name: str, look: Look, parent: QWidget, *, all_open: bool
    ) -> None:
        super().__init__(parent)
        self._number, self._look, self._all_open = number, look, all_open
        self.state, self.narrow = StepState.AHEAD, False
        self.setText(name)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def set_state(self, state: StepState) -> None:
        self.state = state
        self.setEnabled(self._all_open or state in {StepState.DONE, StepState.HERE})
        self.setAccessibleName(
            self.tr("Step %1, %2: %3")
            .replace("%1", str(self._number))
            .replace("%2", self.text())
            .replace("%3", QCoreApplication.translate(_T, str(_SAID[state])))
        )
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        round_, gap = self._look.px(1.5), self._look.px(0.4)
        words = QFontMetricsF(self._font()).horizontalAdvance(self.text())
        shown = not self.narrow or self.state is StepState.HERE
        return QSize(round(round_ + (gap + words if shown else 0) + 2 * gap), self._look.px(2.1))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        gap, side = self._look.px(0.4), self._look.px(1.5)
        disc = QRectF(gap, (self.height() - side) / 2, side, side)
        here, done = self.state is StepState.HERE, self.state is StepState.DONE
        if self.hasFocus():
            painter.setPen(QPen(self._look.colour("focus"), 2))
            corner = self._look.px(0.3)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), corner, corner)
        painter.setPen(QPen(self._look.colour("accent" if here or done else "edge"), 1.4))
        painter.setBrush(self._look.colour("accent" if here else "base"))
        painter.drawEllipse(disc.adjusted(1, 1, -1, -1))
        ink = "accent_text" if here else "accent" if done else "secondary"
        if done:
            inner = disc.adjusted(side * 0.22, side * 0.22, -side * 0.22, -side * 0.22)
            icons.draw(painter, Icon.CHECK, inner, self._look.colour("accent"))
        else:
            painter.setFont(self._font())
            painter.setPen(self._look.colour(ink))
            number = "–" if self.state is StepState.SKIPPED else str(self._number)
            painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, number)
        if not self.narrow or here:
            painter.setFont(self._font())
            painter.setPen(self._look.colour("text" if here or done else "secondary"))
            words = QRectF(disc.right() + gap, 0, self.width(), self.height())
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())

    def _font(self) -> QFont:
        font = QFont(self.font())
        here = self.state is StepState.HERE
        font.setWeight(QFont.Weight.DemiBold if here else QFont.Weight.Normal)
        return font


class StepStrip(QWidget):
    """Shows the steps; ``asked`` tells which one was clicked.

    Only the steps gone through lead back, but with ``all_open`` each leads to its page.
    """

    asked = Signal(int)

    def __init__(self, names: Sequence[str], look: Look, *, all_open: bool = False) -> None:
        super().__init__()
        self._look = look
        self.setAccessibleName(self.tr("Steps"))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._buttons = [
            _StepButton(at + 1, name, look, self, all_open=all_open)
            for at, name in enumerate(names)
        ]
        for at, button in enumerate(self._buttons):
            if at:
                self._row.addWidget(_Line(look, self), 1)
            self._row.addWidget(button)
            button.clicked.connect(lambda _=False, at=at: self.asked.emit(at))
        look.changed.connect(self._dress)
        self._dress()

    def show_states(self, states: Sequence[StepState]) -> None:
        """Show where each step stands."""
        for button, state in zip(self._buttons, states, strict=True):
            button.set_state(state)
        self._dress()

    def name_steps(self, names: Sequence[str]) -> None:
        """Change the steps' names, for counts in them; ``show_states`` follows."""
        for button, name in zip(self._buttons, names, strict=True):
            button.setText(name)
            button.setToolTip(name)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out the names of the other steps where there is no room for them."""
        super().resizeEvent(event)
        self._dress()

    @Slot()
    def _dress(self) -> None:
        for button in self._buttons:
            button.narrow = False
        whole = sum(button.sizeHint().width() + self._look.px(1.2) for button in self._buttons)
        for button in self._buttons:
            button.narrow = whole > self.width()
            button.updateGeometry()
            button.update()
        self._row.setSpacing(self._look.px(0.3))

    def minimumSizeHint(self) -> QSize:
        """Return a width that always fits: the names give way."""
        return QSize(self._look.px(14), self._look.px(2.1))


class _Line(QWidget):
    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.setMinimumWidth(look.px(0.5))
        self.setMaximumWidth(look.px(4))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QPen(self._look.colour("line"), 1.4))
        middle = self.height() // 2
        painter.drawLine(0, middle, self.width(), middle)
