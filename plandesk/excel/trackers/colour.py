"""What a fill colour means: theme, tint and palette resolved, and the nearest rating by eye.

Distance is CIEDE2000 (Sharma, Wu, Dalal: The CIEDE2000 color-difference formula, 2005), where 1
is just noticeable and 20 is plainly another colour.
"""

from __future__ import annotations

import colorsys
import math
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from plandesk.models.types import Scale

Lab = tuple[float, float, float]
NEAR = 25.0

# Order of the theme colours as a cell's theme number counts them: light and dark come swapped.
_THEME_ORDER = (
    "lt1", "dk1", "lt2", "dk2", "accent1", "accent2",
    "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink",
)  # fmt: skip
_OFFICE_THEME = (
    "FFFFFF", "000000", "E7E6E6", "44546A", "4472C4", "ED7D31",
    "A5A5A5", "FFC000", "5B9BD5", "70AD47", "0563C1", "954F72",
)  # fmt: skip
_COLOURS = re.compile(rb"<a:clrScheme\b.*?</a:clrScheme>", re.DOTALL)
_THEME_COLOUR = re.compile(
    rb'<a:(\w+)>\s*<a:(?:sysClr[^>]*?lastClr|srgbClr[^>]*?val)="([0-9A-Fa-f]{6})"'
)

# Fills that officers pick for a hue: the standard row and the accents of the Office palettes.
_FAMILIES = {
    "blue": "0070C0 00B0F0 4472C4 5B9BD5 0000FF 4F81BD 9DC3E6 BDD7EE 156082 0F9ED5 002060 2F5597",
    "red": "FF0000 C00000 FF5050 FF7C80 C0504D FFC7CE E97171 D13438",
    "amber": "FFC000 FFBF00 ED7D31 F79646 FFA500 FFFF00 FFEB9C FFD966 E97132 F4B183 FF9900 FF8C00",
    "green": "92D050 00B050 70AD47 9BBB59 008000 C6EFCE A9D18E C5E0B4 4EA72E 00FF00 548235",
    "grey": "BFBFBF A6A6A6 D9D9D9 808080 A5A5A5 7F7F7F C0C0C0",
    "purple": "7030A0 8064A2 954F72 A02B93",
}
# The accents of the Office themes of 2007, 2013 and 2023: each column of shades that Excel offers
# is one hue, however dark or pale. Black to white, and the two text colours, are no accents.
_ACCENTS = {
    "blue": "4F81BD 4BACC6 4472C4 5B9BD5 156082 0F9ED5",
    "red": "C0504D",
    "amber": "F79646 ED7D31 FFC000 E97132",
    "green": "9BBB59 70AD47 196B24 4EA72E",
    "grey": "A5A5A5",
    "purple": "8064A2 A02B93",
    "tan": "EEECE1 DDD9C3 C4BD97 948A54 4A452A",
}
_SHADES = (0.8, 0.6, 0.4, -0.25, -0.5)
_NO_RATING = ("purple", "tan")
_NEUTRAL = 4.0
"""Chroma below which a colour is a grey to the eye: black is no dark blue."""
_NEAR_GREY = 15.0

_FAMILY_WORDS = {
    "blue": {"blue"},
    "red": {"red"},
    "amber": {"amber", "orange", "yellow"},
    "green": {"green"},
    "grey": {"grey", "gray", "white"},
    "purple": {"purple"},
    "tan": {"tan", "brown"},
}


def theme_colours(theme: bytes | None) -> tuple[str, ...]:
    """Return the twelve colours of a workbook's theme part in the order cells count them."""
    scheme = _COLOURS.search(theme or b"")  # a theme may hold further schemes for other slides
    said = _THEME_COLOUR.findall(scheme[0]) if scheme else []
    found = {name.decode(): rgb.decode().upper() for name, rgb in said}
    return tuple(
        found.get(name, default) for name, default in zip(_THEME_ORDER, _OFFICE_THEME, strict=True)
    )


def tinted(rgb: str, tint: float) -> str:
    """Return a colour made darker (tint below 0) or lighter, as ECMA-376 18.3.1.15 says."""
    red, green, blue = (int(rgb[i : i + 2], 16) / 255 for i in (0, 2, 4))
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    mixed = colorsys.hls_to_rgb(hue, min(max(light, 0.0), 1.0), saturation)
    return "".join(f"{round(part * 255):02X}" for part in mixed)


def resolve(
    colour: Any, theme: tuple[str, ...], palette: tuple[str, ...]
) -> tuple[str, str] | None:
    """Return ``#RRGGBB`` and the stored form of an openpyxl colour; None for an automatic one."""
    kind = getattr(colour, "type", None)
    tint = float(getattr(colour, "tint", 0.0) or 0.0)
    if kind == "theme" and isinstance(colour.theme, int) and 0 <= colour.theme < len(theme):
        rgb, stored = theme[colour.theme], f"theme {colour.theme}"
    elif kind == "indexed" and isinstance(colour.indexed, int) and 0 <= colour.indexed < 64:
        rgb, stored = palette[colour.indexed][-6:], f"palette {colour.indexed}"
    elif kind == "rgb" and isinstance(colour.rgb, str) and len(colour.rgb) >= 6:
        rgb, stored = colour.rgb[-6:], colour.rgb
    else:
        return None
    if tint:
        rgb, stored = tinted(rgb, tint), f"{stored}, tint {tint:+.2f}"
    return f"#{rgb.upper()}", stored


@lru_cache(maxsize=4096)
def lab(rgb: str) -> Lab:
    """Return CIE L*a*b* (D65) of ``#RRGGBB``."""
    digits = rgb.lstrip("#")
    linear = [_linear(int(digits[i : i + 2], 16) / 255) for i in (0, 2, 4)]
    red, green, blue = linear
    x = (0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047
    y = 0.2126729 * red + 0.7151522 * green + 0.0721750 * blue
    z = (0.0193339 * red + 0.1191920 * green + 0.9503041 * blue) / 1.08883
    fx, fy, fz = (_lab_root(part) for part in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _lab_root(part: float) -> float:
    return part ** (1 / 3) if part > 216 / 24389 else (24389 / 27 * part + 16) / 116


def difference(first: str, second: str) -> float:
    """Return the CIEDE2000 difference of two ``#RRGGBB`` colours."""
    (l1, a1, b1), (l2, a2, b2) = lab(first), lab(second)
    chroma = (math.hypot(a1, b1) + math.hypot(a2, b2)) / 2
    g = 0.5 * (1 - math.sqrt(chroma**7 / (chroma**7 + 25.0**7)))
    c1, h1 = _polar(a1 * (1 + g), b1)
    c2, h2 = _polar(a2 * (1 + g), b2)
    mean_l, mean_c = (l1 + l2) / 2, (c1 + c2) / 2
    turn, mean_h = _hues(h1, h2, c1 * c2)
    d_h = 2 * math.sqrt(c1 * c2) * math.sin(math.radians(turn) / 2)
    t = 1 - 0.17 * _cos(mean_h - 30) + 0.24 * _cos(2 * mean_h)
    t += 0.32 * _cos(3 * mean_h + 6) - 0.20 * _cos(4 * mean_h - 63)
    s_l = 1 + 0.015 * (mean_l - 50) ** 2 / math.sqrt(20 + (mean_l - 50) ** 2)
    s_c, s_h = 1 + 0.045 * mean_c, 1 + 0.015 * mean_c * t
    spread = 30 * math.exp(-(((mean_h - 275) / 25) ** 2))
    r_c = 2 * math.sqrt(mean_c**7 / (mean_c**7 + 25.0**7))
    r_t = -r_c * math.sin(math.radians(2 * spread))
    light, chrom, hue = (l2 - l1) / s_l, (c2 - c1) / s_c, d_h / s_h
    return math.sqrt(max(light**2 + chrom**2 + hue**2 + r_t * chrom * hue, 0.0))


def _polar(a: float, b: float) -> tuple[float, float]:
    return math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360


def _hues(h1: float, h2: float, product: float) -> tuple[float, float]:
    """Return the turn from one hue to the other and their mean, both in degrees."""
    if product == 0:
        return 0.0, h1 + h2
    turn = (h2 - h1 + 180) % 360 - 180
    mean = (h1 + h2) / 2
    if abs(h1 - h2) > 180:
        mean += 180 if h1 + h2 < 360 else -180
    return turn, mean


def _cos(degrees: float) -> float:
    return math.cos(math.radians(degrees))


@dataclass(frozen=True, slots=True)
class ColourKey:
    """The colours that stand for ratings here: ``anchors`` are (``#RRGGBB``, rating code)."""

    anchors: tuple[tuple[str, str], ...]

    def nearest(self, fill: str) -> tuple[str | None, float]:
        """Return the rating code that a fill is nearest to and how far off it is.

        White and colours beyond ``NEAR`` mean no rating.
        """
        if difference(fill, "#FFFFFF") < 3 or not self.anchors:
            return None, 0.0
        alike = [each for each in self.anchors if _is_grey(each[0])] if _is_grey(fill) else []
        rgb, code = min(alike or self.anchors, key=lambda anchor: difference(fill, anchor[0]))
        away = difference(fill, rgb)
        # A hue that no rating has (purple) is a place of its own, not a poor blue.
        reach = _NEAR_GREY if alike else NEAR
        return (code or None) if away <= reach else None, round(max(away, 0.1), 1)


def colour_key(scale: Scale, legend: dict[str, str]) -> ColourKey:
    """Return the key for a scale; ``legend`` gives fills to codes that the sheets print.

    The hues that officers use (several blues for Blue) join the rating whose legend colour,
    name or own colour has that hue.
    """
    anchors = list(legend.items())
    for family, rgbs in _shades_of_hues().items():
        code = _code_of_family(family, scale, legend)
        if code or family in _NO_RATING:
            anchors += [(f"#{rgb}", code or "") for rgb in rgbs]
    anchors += [
        (rgb, value.code) for value in scale.values for rgb in (value.fill, value.tint) if rgb
    ]
    return ColourKey(tuple(anchors))


@lru_cache(maxsize=1)
def _shades_of_hues() -> dict[str, tuple[str, ...]]:
    """Return every fill that stands for a hue: those officers pick, and the shades of accents."""
    hues: dict[str, tuple[str, ...]] = {}
    for family, rgbs in _ACCENTS.items():
        accents = rgbs.split()
        shades = [tinted(rgb, tint) for rgb in accents for tint in _SHADES if family != "tan"]
        picked = _FAMILIES.get(family, "").split()
        hues[family] = tuple(dict.fromkeys((*picked, *accents, *shades)))
    return hues


def _is_grey(rgb: str) -> bool:
    _, a, b = lab(rgb)
    return math.hypot(a, b) < _NEUTRAL


def code_of_hue(family: str, scale: Scale) -> str | None:
    """Return the rating whose name or own colour has a hue: "amber", "red", "green" ..."""
    return _code_of_family(family, scale, {})


def _code_of_family(family: str, scale: Scale, legend: dict[str, str]) -> str | None:
    for rgb, code in legend.items():
        if _family(rgb) == family:
            return code
    for value in scale.values:
        if value.word.casefold() in _FAMILY_WORDS[family]:
            return value.code
    named = {name for words in _FAMILY_WORDS.values() for name in words}
    for value in scale.values:
        if value.word.casefold() not in named and value.fill and _family(value.fill) == family:
            return value.code
    return None


def _family(rgb: str) -> str | None:
    near = [
        (difference(rgb, f"#{each}"), family)
        for family, rgbs in _shades_of_hues().items()
        for each in rgbs
    ]
    away, family = min(near)
    return family if away < NEAR else None
