"""What a printed value of a measure says as a number, and how such a number is printed."""

from __future__ import annotations

import re

from plandesk.models.register_fields import number_text, read_number

_CLOCK = re.compile(r"(-?)(\d{1,5}):([0-5]\d)(?::([0-5]\d))?")
_SPAN = re.compile(r"(\d+(?:\.\d+)?)\s*(weeks?|wks?|days?|hours?|hrs?|minutes?|mins?)")
_HOURS = {"w": 168.0, "d": 24.0, "h": 1.0, "m": 1 / 60}
_RATIO = re.compile(r"(\d+(?:\.\d+)?)\s*(?::|to|in|out of|/)\s*([\d,]+(?:\.\d+)?)", re.IGNORECASE)
_AFTER = re.compile(r"\s*\([^()]*\)\s*$|\s*[*†‡¹²³#]+$")
_ABOUT = re.compile(r"^(?:c\.|ca\.|circa|about|approximately|approx\.?|~|≈|est\.?)\s*")
_PER = re.compile(
    r"\s*(?:per (?:1,?000|10,?000|100,?000|cent)|percent|pupils?|children|cases?|days?|fte)s?$",
    re.IGNORECASE,
)
NO_VALUE = frozenset(
    {"", "-", "–", "—", "n/a", "na", "nil return", "not available", "tbc", "tba", "tbd", "x", "*"}
)
"""What is printed where there is no value: never nought."""


def read_value(text: str, unit: str = "") -> float | None:
    """Return the number that a printed value says, or None where it says none.

    ``unit`` is the code of the measure's unit. Times are hours ("3:30", "2 days 4 hours"),
    ratios the first figure over the second ("1 in 4"). What stands in brackets behind, a
    footnote sign, and "about" in front do not matter.
    """
    said = " ".join(text.replace("\u00a0", " ").split()).casefold()
    if said in NO_VALUE or unit == "text":
        return None
    said = _ABOUT.sub("", _AFTER.sub("", said)).strip()
    if said in NO_VALUE:
        return None
    if unit == "time":
        return _time(said)
    if unit in {"ratio", "rate"}:
        found = _RATIO.fullmatch(said)
        if found:
            below = float(found[2].replace(",", ""))
            return float(found[1]) / below if below else None
    return read_number(_PER.sub("", said) if _PER.search(said) else said)


def _time(said: str) -> float | None:
    clock = _CLOCK.fullmatch(said)
    if clock:
        hours = int(clock[2]) + int(clock[3]) / 60 + int(clock[4] or 0) / 3600
        return -hours if clock[1] else hours
    spans = list(_SPAN.finditer(said))
    rest = _SPAN.sub("", said).replace(",", "").replace("and", "").strip()
    if spans and not rest:
        return sum(float(span[1]) * _HOURS[span[2][0]] for span in spans)
    return read_number(said)


def value_text(number: float | None, unit: str = "", decimals: int | None = None) -> str:
    """Return a number as a value of this unit is printed, empty for none."""
    if number is None:
        return ""
    text = number_text(number, decimals)
    if unit == "percent":
        return f"{text}%"
    if unit == "money":
        return f"-£{text.removeprefix('-')}" if number < 0 else f"£{text}"
    if unit == "time" and decimals is None:
        minutes = round(abs(number) * 60)
        return f"{'-' if number < 0 else ''}{minutes // 60}:{minutes % 60:02}"
    return text
