"""The themes: every colour of the window by what it is for, and how ratings are drawn."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from enum import StrEnum
from functools import cache

from PySide6.QtGui import QColor, QPalette

from plandesk import resources
from plandesk.models.types import Rating


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
