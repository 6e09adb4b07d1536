"""Likelihood times impact: the score of a risk, its band, and which way it moved."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from plandesk.models.register_types import Choice, RiskScale
from plandesk.models.types import Rating


class Movement(StrEnum):
    """How a risk stands beside the period before."""

    HIGHER = "higher"
    LOWER = "lower"
    SAME = "no change"
    NEW = "new"
    UNKNOWN = "not known"


@dataclass(frozen=True, slots=True)
class RiskScore:
    """One assessment of a risk; what is not said is None, and so is what follows from it."""

    likelihood: Choice | None = None
    impact: Choice | None = None
    score: float | None = None
    band: Rating | None = None


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """One cell of the matrix of a scale."""

    likelihood: Choice
    impact: Choice
    score: float
    band: Rating | None


def risk_score(scale: RiskScale, likelihood: str | None, impact: str | None) -> RiskScore:
    """Return the score of two codes of the scale; an unknown code is as good as none."""
    one = next((choice for choice in scale.likelihood if choice.code == likelihood), None)
    other = next((choice for choice in scale.impact if choice.code == impact), None)
    if one is None or other is None or one.number is None or other.number is None:
        return RiskScore(one, other)
    score = one.number * other.number
    return RiskScore(one, other, score, _band(scale, one, other, score))


def _band(scale: RiskScale, likelihood: Choice, impact: Choice, score: float) -> Rating | None:
    own = scale.cells.get((likelihood.code, impact.code))
    if own is not None:
        return scale.bands.by_code(own)
    for least, code in scale.thresholds:
        if score >= least:
            return scale.bands.by_code(code)
    return None


def matrix(scale: RiskScale) -> tuple[tuple[MatrixCell, ...], ...]:
    """Return the cells of the scale: a row for each likelihood, the highest first."""
    rows: list[tuple[MatrixCell, ...]] = []
    for likelihood in reversed(scale.likelihood):
        cells: list[MatrixCell] = []
        for impact in scale.impact:
            found = risk_score(scale, likelihood.code, impact.code)
            cells.append(MatrixCell(likelihood, impact, found.score or 0.0, found.band))
        rows.append(tuple(cells))
    return tuple(rows)


def movement(before: RiskScore | None, now: RiskScore, *, existed: bool = True) -> Movement:
    """Return how a risk moved; ``existed`` is False when the period before did not have it."""
    if now.score is None:
        return Movement.UNKNOWN
    if before is None or before.score is None:
        return Movement.UNKNOWN if existed else Movement.NEW
    if now.score == before.score:
        return Movement.SAME
    return Movement.HIGHER if now.score > before.score else Movement.LOWER
