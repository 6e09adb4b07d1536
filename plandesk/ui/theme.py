"""Sizes, fonts and the theme the window wears: one zoom, one spacing scale."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from enum import IntEnum

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QFontMetricsF
from PySide6.QtWidgets import QApplication

from plandesk import resources
from plandesk.ui.colours import Theme, load
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


class Look(QObject):
    """Dresses the application, and again when theme, zoom or the desktop's scheme changes."""

    changed = Signal()

    def __init__(self, app: QApplication, choice: ThemeChoice, zoom: int) -> None:
        super().__init__(app)
        self._app, self._choice, self._zoom = app, choice, zoom
        self._font = _text_font(app.font())
        if not app.property(FUSION):  # it was started in another style
            app.setStyle(FUSION)
        self._tall = 0.0  # of a line of text; asked for at each cell that is drawn
        self._colours: dict[str, QColor] = {}
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
        return max(1, round(self._tall * lines))

    def text_points(self) -> float:
        """Return the size of the text in points."""
        return self._app.font().pointSizeF()

    def space(self, step: Space) -> int:
        """Return one step of the spacing scale in pixels."""
        return self.px(step / 4)

    def colour(self, name: str) -> QColor:
        """Return one of the theme's ``Colours`` by its name."""
        if name not in self._colours:
            self._colours[name] = QColor(getattr(self.theme.colours, name))
        return QColor(self._colours[name])

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
        self._colours.clear()
        font = QFont(self._font)
        font.setPointSizeF(round(self._font.pointSizeF() * self._zoom / 100, 1))
        self._app.setFont(font)
        self._tall = QFontMetricsF(self._app.font()).height()
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
