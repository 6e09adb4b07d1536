"""Colours, sizes and fonts of the window: three themes, one zoom, one spacing scale."""

from __future__ import annotations

import tomllib
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from enum import IntEnum, StrEnum
from functools import cache

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QFontMetricsF, QPalette
from PySide6.QtWidgets import QApplication

from plandesk import resources
from plandesk.models.types import Rating
from plandesk.ui.settings import ThemeChoice
from plandesk.ui.stylesheet import sheet

FUSION = "fusion"
"""The style that is drawn with on all systems; set on the application that was started in it."""


class Space(IntEnum):
    """The spacing scale, in quarters of the text height."""

    HAIR = 1
    SMALL = 2
    MEDIUM = 3
    LARGE = 4
    WIDE = 6


class RatingLook(StrEnum):
    """How a theme draws ratings: filled, filled for a dark ground, or outlined only."""

    FILL = "fill"
    DARK = "dark"
    OUTLINE = "outline"


@dataclass(frozen=True, slots=True)
class RatingColours:
    """What one rating is drawn with: ``fill`` behind ``ink``, with an ``edge`` line."""

    fill: QColor
    ink: QColor
    edge: QColor


@dataclass(frozen=True, slots=True)
class Colours:
    """Every colour a widget may ask for, by what it is for."""

    window: str
    base: str
    alternate: str
    raised: str
    side: str
    text: str
    secondary: str
    placeholder: str
    disabled: str
    accent: str
    accent_hover: str
    accent_text: str
    link: str
    line: str
    rule: str
    edge: str
    hover: str
    pressed: str
    selection: str
    selection_text: str
    selection_idle: str
    focus: str
    error: str
    error_ground: str
    warning: str
    warning_ground: str
    success: str
    success_ground: str
    info: str
    info_ground: str
    changed: str
    tooltip: str
    tooltip_text: str


@dataclass(frozen=True, slots=True)
class Theme:
    """One set of colours, read from ``resources/themes``."""

    name: str
    dark: bool
    ratings: RatingLook
    colours: Colours

    def rating(self, rating: Rating) -> RatingColours:
        """Return what to draw a value of the plan's scale with on this theme's ground."""
        if self.ratings is RatingLook.OUTLINE:
            line = QColor(self.colours.text)
            return RatingColours(QColor(self.colours.base), line, line)
        if self.ratings is RatingLook.DARK:
            fill = QColor(rating.dark_fill)
            return RatingColours(fill, QColor(rating.dark_ink), fill)
        return RatingColours(QColor(rating.fill), QColor(rating.ink), QColor(rating.edge))

    def quiet_rating(self, rating: Rating) -> RatingColours:
        """Return what to draw a value with that is not chosen: no fill, a coloured edge."""
        line = self.rating(rating).edge
        return RatingColours(QColor(self.colours.base), QColor(self.colours.text), line)

    def palette(self) -> QPalette:
        """Return the palette that the Fusion style draws with."""
        colour, role, group = self.colours, QPalette.ColorRole, QPalette.ColorGroup
        palette = QPalette(QColor(colour.window))
        for name, value in {
            role.Window: colour.window,
            role.WindowText: colour.text,
            role.Base: colour.base,
            role.AlternateBase: colour.alternate,
            role.Text: colour.text,
            role.Button: colour.raised,
            role.ButtonText: colour.text,
            role.BrightText: colour.accent_text,
            role.Highlight: colour.accent,
            role.HighlightedText: colour.accent_text,
            role.Link: colour.link,
            role.LinkVisited: colour.changed,
            role.PlaceholderText: colour.placeholder,
            role.ToolTipBase: colour.tooltip,
            role.ToolTipText: colour.tooltip_text,
            role.Accent: colour.accent,
            role.Mid: colour.line,
            role.Dark: colour.edge,
        }.items():
            palette.setColor(name, QColor(value))
        for name in (role.WindowText, role.Text, role.ButtonText):
            palette.setColor(group.Disabled, name, QColor(colour.disabled))
        return palette


@cache
def load(name: str) -> Theme:
    """Read one theme; raises KeyError or TypeError when the file misses or adds a colour."""
    with resources.path(f"themes/{name}.toml").open("rb") as file:
        data = tomllib.load(file)
    wanted = {field.name for field in fields(Colours)}
    colours = Colours(**{key: str(data["colours"][key]) for key in wanted})
    return Theme(str(data["name"]), bool(data["dark"]), RatingLook(data["ratings"]), colours)


class Look(QObject):
    """Dresses the application, and again when theme, zoom or the desktop's scheme changes."""

    changed = Signal()

    def __init__(self, app: QApplication, choice: ThemeChoice, zoom: int) -> None:
        super().__init__(app)
        self._app, self._choice, self._zoom = app, choice, zoom
        self._font = _text_font(app.font())
        if not app.property(FUSION):  # it was started in another style
            app.setStyle(FUSION)
        self.theme = self._wanted()
        app.styleHints().colorSchemeChanged.connect(self._follow)
        self._apply()

    @property
    def choice(self) -> ThemeChoice:
        """The theme asked for, which may be "as the desktop"."""
        return self._choice

    @property
    def zoom(self) -> int:
        """Zoom in per cent."""
        return self._zoom

    def set_choice(self, choice: ThemeChoice) -> None:
        """Change the theme."""
        if choice is not self._choice:
            self._choice = choice
            self._apply()

    def set_zoom(self, percent: int) -> None:
        """Change the zoom, in per cent; every size follows from the font."""
        if percent != self._zoom:
            self._zoom = percent
            self._apply()

    @contextmanager
    def dressing_at_the_end(self) -> Generator[None]:
        """Put a window together first and dress it once.

        Qt dresses a part anew whenever it is put into another one; that takes three times as long
        as all the rest of building a window.
        """
        self._app.setStyleSheet("")
        try:
            yield
        finally:
            self._app.setStyleSheet(self._sheet)

    def px(self, lines: float) -> int:
        """Return a length in pixels, given in heights of a line of text."""
        return max(1, round(QFontMetricsF(self._app.font()).height() * lines))

    def text_points(self) -> float:
        """Return the size of the text in points."""
        return self._app.font().pointSizeF()

    def space(self, step: Space) -> int:
        """Return one step of the spacing scale in pixels."""
        return self.px(step / 4)

    def colour(self, name: str) -> QColor:
        """Return one of the theme's ``Colours`` by its name."""
        return QColor(getattr(self.theme.colours, name))

    def _wanted(self) -> Theme:
        if self._choice is not ThemeChoice.SYSTEM:
            return load(str(self._choice))
        hints = self._app.styleHints()
        accessibility = getattr(hints, "accessibility", None)  # Qt 6.10 and later
        if accessibility is not None and hasattr(accessibility(), "contrastPreference"):
            preference = accessibility().contrastPreference()
            if preference == getattr(Qt, "ContrastPreference").HighContrast:  # noqa: B009
                return load("high_contrast")
        return load("dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light")

    @Slot()
    def _follow(self) -> None:
        if self._choice is ThemeChoice.SYSTEM:
            self._apply()

    def _apply(self) -> None:
        self.theme = self._wanted()
        font = QFont(self._font)
        font.setPointSizeF(round(self._font.pointSizeF() * self._zoom / 100, 1))
        self._app.setFont(font)
        self._app.setPalette(self.theme.palette())
        self._sheet = sheet(self.theme.colours, self.px, font.pointSizeF())
        self._app.setStyleSheet(self._sheet)
        self.changed.emit()


def _text_font(found: QFont) -> QFont:
    """Return the desktop's font, or Open Sans where the desktop only has a fallback face."""
    font = QFont(found)
    if font.pointSizeF() < 10:
        font.setPointSizeF(10)
    if QFontInfo(found).family() in {"DejaVu Sans", "Bitstream Vera Sans", "Sans Serif"}:
        fonts = resources.root() / "fonts"
        for file in sorted(fonts.glob("OpenSans*.ttf")):
            QFontDatabase.addApplicationFont(str(file))
        if QFontDatabase.hasFamily("Open Sans"):
            font.setFamily("Open Sans")
    return font
