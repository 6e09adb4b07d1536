"""One rating of the scale: its words, sign, colours and flags, with a preview in both themes."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QGridLayout,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from plandesk.models.contrast import OUTLINE, TEXT, contrast
from plandesk.models.types import Rating, Shape
from plandesk.ui.colours import load
from plandesk.ui.theme import Look
from plandesk.ui.widgets.colour_field import ColourField
from plandesk.ui.widgets.page_parts import label
from plandesk.ui.widgets.rating_chip import RatingChip

_COLOURS = ("fill", "ink", "edge", "tint", "tint_ink", "dark_fill", "dark_ink")
_LIGHTNESS = {"tint": 0.92, "dark_fill": 0.68, "ink": 0.12, "tint_ink": 0.2, "dark_ink": 0.12}
_FLAGS = ("in_flight", "done", "needs_reason")


class RatingForm(QWidget):
    """Edits one rating; ``changed`` hands over the rating as it is typed."""

    changed = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._rating: Rating | None = None
        self.word, self.letter, self.definition = QLineEdit(), QLineEdit(), QLineEdit()
        self.shape, self.rank = QComboBox(), QSpinBox()
        self.letter.setMaxLength(3)
        self.rank.setRange(-20, 20)
        for shape in Shape:
            self.shape.addItem(self._shape_word(shape), shape)
        self.flags = {
            "in_flight": QCheckBox(self.tr("Work so rated is under way")),
            "done": QCheckBox(self.tr("Work so rated is delivered")),
            "needs_reason": QCheckBox(self.tr("It needs a reason and what will put it right")),
        }
        self.colours = {name: QPushButton() for name in _COLOURS}
        self.light, self.dark = (RatingChip(look, theme=load(name)) for name in ("light", "dark"))
        self.colour = ColourField(look)
        self._colour_name = ""
        self.said = label("", "secondary", wrap=True)
        self._lay_out()
        self._connect()

    def show_rating(self, rating: Rating) -> None:
        """Show a rating."""
        if self._rating is not None and rating.code != self._rating.code:
            self.colour.hide()
        self._rating = None
        self.word.setText(rating.word)
        self.letter.setText(rating.letter)
        self.definition.setText(rating.definition)
        self.definition.setCursorPosition(0)
        self.shape.setCurrentIndex(self.shape.findData(rating.shape))
        self.rank.setValue(rating.rank)
        for name, box in self.flags.items():
            box.setChecked(getattr(rating, name))
        self._rating = rating
        self._preview()

    def set_colour(self, name: str, colour: str) -> None:
        """Change one colour, ``#RRGGBB``."""
        if self._rating is not None:
            self._hand_over(replace(self._rating, **{name: colour.upper()}))

    def contrast_in_words(self, rating: Rating) -> list[str]:
        """Say of each pair of colours whether it can be read."""
        light, dark = load("light").colours, load("dark").colours
        pairs = (
            (self.tr("Word on the fill"), rating.ink, rating.fill, TEXT),
            (self.tr("Edge on white"), rating.edge, light.base, OUTLINE),
            (self.tr("Word on the pale cell"), rating.tint_ink, rating.tint, TEXT),
            (self.tr("Word on the fill, dark theme"), rating.dark_ink, rating.dark_fill, TEXT),
            (self.tr("Fill on the dark window"), rating.dark_fill, dark.base, OUTLINE),
        )
        return [self._judged(name, contrast(one, two), least) for name, one, two, least in pairs]

    def _judged(self, name: str, ratio: float, least: float) -> str:
        enough = self.tr("good") if ratio >= least else self.tr("too weak, it needs %1 to 1")
        told = f"{name}: {ratio:.1f} {self.tr('to 1')}, {enough}"
        return told.replace("%1", f"{least:g}")

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setVerticalSpacing(self._look.px(0.35))
        for name, box in (
            (self.tr("Word"), self.word),
            (self.tr("Letter"), self.letter),
            (self.tr("Sign"), self.shape),
            (self.tr("Rank (higher is better)"), self.rank),
            (self.tr("Definition"), self.definition),
        ):
            box.setAccessibleName(name)
            form.addRow(label(name, "secondary"), box)
        for box in (self.letter, self.shape, self.rank):
            box.setMaximumWidth(self._look.px(11))
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._look.px(0.3))
        column.addLayout(form)
        for box in self.flags.values():
            box.setAccessibleName(box.text())
            column.addWidget(box)
        column.addSpacing(self._look.px(0.4))
        column.addWidget(label(self.tr("Colours"), "caption"))
        column.addLayout(self._colour_grid())
        column.addWidget(self.colour)
        column.addWidget(self.said)

    def _colour_grid(self) -> QGridLayout:
        """Lay the colours out by what they are for, each row with its chip."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(self._look.px(0.4))
        grid.setVerticalSpacing(self._look.px(0.3))
        rows = (
            (self.tr("On white"), ("fill", "ink", "edge"), self.light),
            (self.tr("Pale cells in print"), ("tint", "tint_ink"), None),
            (self.tr("On dark"), ("dark_fill", "dark_ink"), self.dark),
        )
        for row, (title, names, chip) in enumerate(rows):
            grid.addWidget(label(title, "secondary"), row, 0)
            for column, name in enumerate(names, start=1):
                made = self.colours[name]
                made.setText(self._short_word(name))
                made.setObjectName(name)
                made.setMinimumWidth(self._look.px(4.4))
                grid.addWidget(made, row, column)
            if chip is not None:
                grid.addWidget(chip, row, 4)
        grid.setColumnStretch(5, 1)
        return grid

    def _short_word(self, name: str) -> str:
        """Say which part of the chip a colour is for; the row says on which ground."""
        if name.endswith("ink"):
            return self.tr("Word")
        return self.tr("Edge") if name == "edge" else self.tr("Fill")

    def _connect(self) -> None:
        for line in (self.word, self.letter, self.definition):
            line.textEdited.connect(self._read)
        self.shape.activated.connect(self._read)
        self.rank.valueChanged.connect(self._read)
        for box in self.flags.values():
            box.clicked.connect(self._read)
        for made in self.colours.values():
            made.clicked.connect(self._pick)
        self.colour.chosen.connect(self._take_colour)
        self.colour.left.connect(self._leave_colour)

    def _shape_word(self, shape: Shape) -> str:
        return {
            Shape.SQUARE_TICK: self.tr("Square with a tick"),
            Shape.CIRCLE: self.tr("Circle"),
            Shape.TRIANGLE: self.tr("Triangle"),
            Shape.OCTAGON: self.tr("Octagon"),
            Shape.RING: self.tr("Ring"),
            Shape.DIAMOND: self.tr("Diamond"),
            Shape.SQUARE: self.tr("Square"),
            Shape.PENTAGON: self.tr("Pentagon"),
        }[shape]

    def _colour_word(self, name: str) -> str:
        return {
            "fill": self.tr("Fill"),
            "ink": self.tr("Word on the fill"),
            "edge": self.tr("Edge"),
            "tint": self.tr("Pale cell"),
            "tint_ink": self.tr("Word on the pale cell"),
            "dark_fill": self.tr("Fill, dark theme"),
            "dark_ink": self.tr("Word, dark theme"),
        }[name]

    @Slot()
    def _read(self) -> None:
        if self._rating is None:
            return
        self._hand_over(
            replace(
                self._rating,
                word=self.word.text(),
                letter=self.letter.text().strip(),
                definition=self.definition.text().strip(),
                shape=Shape(self.shape.currentData()),
                rank=self.rank.value(),
                **{name: self.flags[name].isChecked() for name in _FLAGS},
            )
        )

    @Slot()
    def _pick(self) -> None:
        made = self.sender()
        if self._rating is None or made is None:
            return
        self._colour_name = made.objectName()
        colour = str(getattr(self._rating, self._colour_name))
        tone = _LIGHTNESS.get(self._colour_name, 0.38)
        self.colour.ask(self._colour_word(self._colour_name), colour, tone)

    @Slot(str)
    def _take_colour(self, colour: str) -> None:
        self.set_colour(self._colour_name, colour)

    @Slot()
    def _leave_colour(self) -> None:
        self.colours[self._colour_name].setFocus()

    def _hand_over(self, rating: Rating) -> None:
        self._rating = rating
        self._preview()
        self.changed.emit(rating)

    def _preview(self) -> None:
        rating = self._rating
        if rating is None:
            return
        self.light.show_rating(rating)
        self.dark.show_rating(rating)
        side = self._look.px(0.9)
        for name, made in self.colours.items():
            colour = str(getattr(rating, name))
            swatch = QPixmap(side, side)
            swatch.fill(QColor(colour))
            made.setIcon(QIcon(swatch))
            made.setToolTip(colour)
            made.setAccessibleName(f"{self._colour_word(name)}: {colour}")
        told = self.contrast_in_words(rating)
        weak = any(self.tr("too weak") in line for line in told)
        self.said.setProperty("role", "error" if weak else "secondary")
        self.said.style().unpolish(self.said)
        self.said.style().polish(self.said)
        self.said.setText("\n".join(told))
