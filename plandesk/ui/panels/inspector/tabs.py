"""The pages of the inspector under a row of names that wraps where the panel is narrow."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from plandesk.ui.theme import Look, Space
from plandesk.ui.widgets.flow_layout import FlowLayout

_LEAST = 13  # lines that a page gets at the least; the inspector scrolls where that is too much
_STEPS = {int(Qt.Key.Key_Left): -1, int(Qt.Key.Key_Right): 1}


class _PageName(QToolButton):
    """Leaves the arrow keys to the row: Qt would go by where the names stand once they wrap."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _STEPS:
            event.ignore()
        else:
            super().keyPressEvent(event)


class InspectorTabs(QWidget):
    """Shows one page at a time; ``turned`` tells when another one is shown."""

    turned = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._names = QWidget()
        self._names.setAccessibleName(self.tr("Pages of the inspector"))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._names.setSizePolicy(policy)
        self._flow = FlowLayout(self._names)
        self._group = QButtonGroup(self)
        self._stack = _PageStack(look)
        self._pages: list[QWidget] = []
        self._words: list[str] = []
        line = QFrame()
        line.setProperty("role", "line")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(Space.HAIR))
        column.addWidget(self._names)
        column.addWidget(line)
        column.addWidget(self._stack, 1)
        self._group.idToggled.connect(self._turn)
        look.changed.connect(self._dress)
        self._dress()

    def add(self, page: QWidget, name: str, *, scrolls: bool = False) -> None:
        """Add a page behind the others; one that ``scrolls`` may be taller than the panel."""
        button = _PageName()
        button.setText(name)
        button.setAccessibleName(name)
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._group.addButton(button, len(self._pages))
        self._flow.addWidget(button)
        self._stack.addWidget(_scrolled(page) if scrolls else page)
        self._pages.append(page)
        self._words.append(name)
        if len(self._pages) == 1:
            button.setChecked(True)

    @property
    def page(self) -> QWidget:
        """The page that is shown."""
        return self._pages[self._stack.currentIndex()]

    def show_page(self, page: QWidget) -> None:
        """Turn to a page."""
        self._group.button(self._pages.index(page)).setChecked(True)

    def offer(self, page: QWidget, *, on: bool) -> None:
        """Offer a page or not; one that is shown gives way to the first that is offered."""
        at = self._pages.index(page)
        button = self._group.button(at)
        if button.isHidden() != on:
            return
        button.setVisible(on)
        if not on and button.isChecked():
            free = [each for each in self._group.buttons() if not each.isHidden()]
            free[0].setChecked(True)
        self._flow.invalidate()

    def count(self, page: QWidget, count: str) -> None:
        """Say how much is on a page, beside its name."""
        at = self._pages.index(page)
        text = f"{self._words[at]} {count}".strip()
        button = self._group.button(at)
        if button.text() != text:
            button.setText(text)
            button.setAccessibleName(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Page Down and Ctrl+Page Up turn the pages, as in a browser; arrows on the names."""
        step = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}.get(Qt.Key(event.key()), 0)
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            on_names = isinstance(self.focusWidget(), _PageName)
            step = _STEPS.get(event.key(), 0) if on_names else 0
        if step:
            self._step(step)
        else:
            super().keyPressEvent(event)

    def _step(self, step: int) -> None:
        free = [each for each in self._group.buttons() if not each.isHidden()]
        at = [each.isChecked() for each in free].index(True)
        free[(at + step) % len(free)].setChecked(True)
        free[(at + step) % len(free)].setFocus()

    @Slot(int, bool)
    def _turn(self, at: int, on: bool) -> None:
        if on:
            self._stack.setCurrentIndex(at)
            self.turned.emit()

    @Slot()
    def _dress(self) -> None:
        self._flow.setSpacing(self._look.space(Space.HAIR))
        self._flow.setContentsMargins(0, 0, 0, 0)
        up, side = self._look.px(0.1), self._look.px(0.16)
        self._names.setStyleSheet(
            f"QToolButton {{ padding: {up}px {side}px; }}"
            f"QToolButton:focus {{ padding: {max(0, up - 1)}px {side - 1}px; }}"
        )


class _PageStack(QStackedWidget):
    """Asks for a few lines only, else the tallest page, shown or not, would set the height."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(16), self._look.px(_LEAST))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.px(10), self._look.px(_LEAST))

    def hasHeightForWidth(self) -> bool:
        return False


def _scrolled(page: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setObjectName("inspectorScroll")
    area.setWidget(page)
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area
