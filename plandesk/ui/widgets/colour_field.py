"""A colour typed or picked in place: its code, a row of swatches, and nothing that blocks."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QColor, QIcon, QKeyEvent, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from plandesk.ui.theme import Look, Space
from plandesk.ui.widgets.flow_layout import FlowLayout
from plandesk.ui.widgets.page_parts import button, label

_CODE = re.compile(r"#?([0-9a-fA-F]{6})")
_HUES = (215, 185, 150, 95, 50, 32, 12, 355, 320, 270)  # degrees, as on a colour wheel
_PLAIN = ("#FFFFFF", "#9EA3A9", "#5B6670", "#0B0C0C")


class ColourField(QFrame):
    """Asks for one colour; ``chosen`` gives each complete ``#RRGGBB`` as soon as it stands."""

    chosen = Signal(str)
    left = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setObjectName("detail")
        self._look = look
        self.title = label("", "caption")
        self.code = QLineEdit()
        self.code.setMaxLength(7)
        self.code.setMaximumWidth(look.px(8))
        self.code.setPlaceholderText(self.tr("#1A2B3C"))
        self.done = button(self.tr("Done"), self.leave)
        self.swatches: list[QToolButton] = []
        self._held = QWidget()
        flow = FlowLayout(self._held)
        flow.setContentsMargins(0, 0, 0, 0)
        flow.setSpacing(look.space(Space.HAIR))
        for _ in range(len(_HUES) + len(_PLAIN)):
            made = QToolButton()
            made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            made.clicked.connect(self._take_swatch)
            self.swatches.append(made)
            flow.addWidget(made)
        row = QHBoxLayout()
        row.addWidget(self.code)
        row.addWidget(self._held, 1)
        row.addWidget(self.done)
        column = QVBoxLayout(self)
        column.setSpacing(look.space(Space.SMALL))
        column.addWidget(self.title)
        column.addLayout(row)
        self.code.textEdited.connect(self._read)
        self.code.returnPressed.connect(self.leave)
        self.hide()

    def ask(self, name: str, colour: str, lightness: float) -> None:
        """Ask for the colour called ``name``; swatches have this lightness, from 0 to 1."""
        self.title.setText(name)
        self.code.setAccessibleName(self.tr("Colour code: %1").replace("%1", name))
        self.code.setText(colour.upper())
        tones = [QColor.fromHslF(hue / 360, 0.62, lightness).name().upper() for hue in _HUES]
        side = self._look.px(1.1)
        for made, code in zip(self.swatches, (*tones, *_PLAIN), strict=True):
            patch = QPixmap(side, side)
            patch.fill(QColor(code))
            made.setIcon(QIcon(patch))
            made.setObjectName(code)
            made.setToolTip(code)
            made.setAccessibleName(f"{name}: {code}")
        self.show()
        self.code.setFocus()
        self.code.selectAll()

    @Slot()
    def leave(self) -> None:
        """Put the field away."""
        self.hide()
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts the field away; what was chosen stays and can be undone."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
            return
        super().keyPressEvent(event)

    @Slot(str)
    def _read(self, text: str) -> None:
        match = _CODE.fullmatch(text.strip())
        if match is not None:
            self.chosen.emit(f"#{match[1].upper()}")

    @Slot()
    def _take_swatch(self) -> None:
        made = self.sender()
        if made is not None:
            self.code.setText(made.objectName())
            self.chosen.emit(made.objectName())
