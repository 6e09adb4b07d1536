"""How a measure is rated from its target and tolerance, and which way it is going.

A rating follows paper 002, part 2B: equal to or better than the target; short of it but within
the tolerance; worse than that. What is not known stays not known: no rating is guessed from a
missing value, target, comparator or tolerance.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from plandesk.models.measure_values import NO_VALUE, read_value, value_text


class Polarity(StrEnum):
    """Which way a measure is better."""

    HIGHER = "higher"
    LOWER = "lower"
    RANGE = "range"
    NONE = "none"


class ToleranceKind(StrEnum):
    """What a tolerance is: an amount, a share of the target, or the last value that is near."""

    OFF = "off"
    SHARE = "share"
    LIMIT = "limit"


MET, NEAR, MISSED = "met", "near", "missed"
BETTER, MUCH_BETTER, SAME, WORSE = "better", "much better", "same", "worse"

_PLACES = 9  # so that 0.1 + 0.2 meets a target of 0.3
_AMONG = re.compile(
    r"(?:between\s+)?([\d.,]+\s*%?)\s*(?:-|–|to|and)\s*£?([\d.,]+\s*%?)", re.IGNORECASE
)
_LEAST = re.compile(r"^(?:>=|≥|at least|minimum(?: of)?|no less than|not less than)\s*", re.I)
_MOST = re.compile(r"^(?:<=|≤|at most|maximum(?: of)?|no more than|not more than|up to)\s*", re.I)
_OVER = re.compile(r"^(?:>|above|over|more than|better than|exceed(?:s|ing)?)\s*", re.I)
_UNDER = re.compile(r"^(?:<|below|under|less than|fewer than)\s*", re.I)
_BEHIND = re.compile(
    r"\s*(?:\+|or (?:more|above|over|higher|less|fewer|below|under|lower))\s*$", re.I
)
_STRICT = re.compile(r"\b(above|over|better than|exceed\w*|below|under|less than)\b", re.IGNORECASE)
_ALIASES = {"england": "national"}


@dataclass(frozen=True, slots=True)
class Target:
    """What is to be reached: a number, a range, or what another area has.

    ``strict`` asks for more than just as much. A target that is only words has none of them.
    """

    text: str = ""
    low: float | None = None
    high: float | None = None
    area: str = ""
    strict: bool = False

    @property
    def is_known(self) -> bool:
        """Tell whether a value can be held against it."""
        return self.low is not None or self.high is not None


def read_target(text: str, unit: str = "", areas: tuple[str, ...] = ()) -> Target:
    """Return what a printed target asks for; ``areas`` are those that values are known of.

    "In line with national average" asks for what the area "National" has.
    """
    said = " ".join(text.replace("\u00a0", " ").split())
    if said.casefold() in NO_VALUE:
        return Target(said)
    area = _area(said, areas)
    if area:
        return Target(said, area=area, strict=_STRICT.search(said) is not None)
    among = _AMONG.fullmatch(_BEHIND.sub("", said).removeprefix("£"))
    if among:
        ends = [read_value(part, unit) for part in among.groups()]
        if ends[0] is not None and ends[1] is not None:
            return Target(said, min(ends[0], ends[1]), max(ends[0], ends[1]))
    strict = (_OVER.match(said) or _UNDER.match(said)) is not None
    plain = said
    for sign in (_LEAST, _MOST, _OVER, _UNDER, _BEHIND):
        plain = sign.sub("", plain)
    number = read_value(plain, unit)
    return Target(said, number, number, strict=strict and number is not None)


def _area(text: str, areas: tuple[str, ...]) -> str:
    said = _words(text)
    for area in areas:
        wanted = _words(area)
        if wanted and all(word in said for word in wanted):
            return area
    return ""


def _words(text: str) -> list[str]:
    words: list[str] = re.findall(r"[a-z]+", text.casefold())
    return [_stem(_ALIASES.get(word, word)) for word in words]


def _stem(word: str) -> str:
    return f"{word[:-3]}y" if word.endswith("ies") else word.removesuffix("s")


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How far short of a target is still near it."""

    kind: ToleranceKind
    number: float


def read_tolerance(text: str, unit: str = "", kind: str = "") -> Tolerance | None:
    """Return a printed tolerance, or None when it says none.

    Without a ``kind``, "5%" is a share of the target, but points of a measure in per cent.
    """
    said = re.sub(r"^(?:\+\s*/\s*-|±|within)\s*", "", " ".join(text.split()), flags=re.IGNORECASE)
    number = read_value(said, unit if kind == ToleranceKind.LIMIT else "")
    if number is None and unit == "time":
        number = read_value(said, unit)
    if number is None:
        return None
    if kind:
        return Tolerance(ToleranceKind(kind), number)
    share = said.endswith("%") and unit != "percent"
    return Tolerance(ToleranceKind.SHARE if share else ToleranceKind.OFF, number)


@dataclass(frozen=True, slots=True)
class Judged:
    """What the rules say of a value: the part it plays on the scale, None when not known.

    ``why`` says it in words; ``short`` by how much it misses the target, 0 when it is met.
    """

    role: str | None
    why: str
    short: float | None = None


def resolve(target: Target, comparators: Mapping[str, float | None]) -> Target:
    """Return a target with the number of the area that its words name, where that is known."""
    if not target.area:
        return target
    number = comparators.get(target.area)
    return Target(target.text, number, number, target.area, target.strict)


def judge(
    value: float | None, target: Target, tolerance: Tolerance | None, polarity: str, unit: str = ""
) -> Judged:
    """Hold a value against a target; None as role where something is not known."""
    if value is None:
        return Judged(None, "There is no value.")
    if not target.is_known:
        said = f"“{target.text}”" if target.text else "no target"
        about = f": nothing is known of {target.area}" if target.area else ""
        return Judged(None, f"The target is {said}{about}." if target.text else "No target is set.")
    short = shortfall(value, target, polarity)
    if short is None:
        return Judged(None, "It is not said whether higher or lower is better.")
    aim = _aim(target, unit)
    if short < 0 or (short == 0 and not target.strict):
        return Judged(MET, f"{value_text(value, unit)} meets the target of {aim}.", 0.0)
    by = value_text(short, "" if unit == "percent" else unit)
    points = " points" if unit == "percent" else ""
    missing = f"{value_text(value, unit)} is {by}{points} short of the target of {aim}"
    if short == 0:
        missing = f"{value_text(value, unit)} is only as good as {aim}"
    if tolerance is None:
        return Judged(None, f"{missing}; no tolerance says whether that is near.", short)
    allowed = _allowed(target, tolerance, polarity)
    if allowed is None:
        return Judged(None, f"{missing}; its tolerance cannot be counted.", short)
    if short <= allowed:
        return Judged(NEAR, f"{missing}, within the tolerance.", short)
    return Judged(MISSED, f"{missing}, more than the tolerance allows.", short)


def shortfall(value: float, target: Target, polarity: str) -> float | None:
    """Return by how much a value misses a target, below 0 for better, None when not known."""
    low, high = target.low, target.high
    if low is None or high is None:
        return None
    if polarity == Polarity.RANGE or (low != high and polarity == Polarity.NONE):
        return round(max(low - value, value - high, 0.0), _PLACES)
    if polarity == Polarity.HIGHER:
        return round(low - value, _PLACES)
    if polarity == Polarity.LOWER:
        return round(value - high, _PLACES)
    return None


def _aim(target: Target, unit: str) -> str:
    low, high = value_text(target.low, unit), value_text(target.high, unit)
    span = low if low == high else f"{low} to {high}"
    return f"{span} ({target.area})" if target.area else span


def _allowed(target: Target, tolerance: Tolerance, polarity: str) -> float | None:
    match tolerance.kind:
        case ToleranceKind.OFF:
            return round(abs(tolerance.number), _PLACES)
        case ToleranceKind.SHARE:
            base = target.high if polarity == Polarity.LOWER else target.low
            return None if base is None else round(abs(base * tolerance.number / 100), _PLACES)
        case ToleranceKind.LIMIT:
            short = shortfall(tolerance.number, target, polarity)
            return None if short is None else max(short, 0.0)


def trend_role(
    before: float | None,
    now: float | None,
    polarity: str,
    target: Target | None = None,
    much: float = 10.0,
) -> str | None:
    """Return whether a measure got better, stayed or got worse; None when not known.

    It is ``much better`` when the gain is ``much`` per cent of the earlier value or more. A
    measure with a range to keep is better the nearer it is to that.
    """
    if before is None or now is None:
        return None
    match polarity:
        case Polarity.HIGHER:
            gain = now - before
        case Polarity.LOWER:
            gain = before - now
        case Polarity.RANGE if target is not None and target.is_known:
            was, is_now = (shortfall(number, target, polarity) or 0.0 for number in (before, now))
            gain = was - is_now
        case _:
            return None
    gain = round(gain, _PLACES)
    if gain == 0:
        return SAME
    if gain < 0:
        return WORSE
    return MUCH_BETTER if before and gain / abs(before) * 100 >= much else BETTER
