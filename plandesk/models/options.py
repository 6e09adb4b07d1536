"""Counting an options appraisal: sums, weighted sums, shares and places, and what is printed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from plandesk.models.register_fields import number_text

_PLACES = 9
_HALF = 0.5


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion; ``weight`` is None where none is printed."""

    key: int
    title: str
    weight: float | None = None


@dataclass(frozen=True, slots=True)
class Stated:
    """What a paper prints of an option, None for what it does not."""

    total: float | None = None
    weighted: float | None = None
    percent: float | None = None
    rank: float | None = None


@dataclass(frozen=True, slots=True)
class OptionScores:
    """One option: a score for each criterion, and the numbers that the printed words stand for."""

    title: str
    scores: Mapping[int, float] = field(default_factory=dict[int, float])
    words: Mapping[int, tuple[str, float]] = field(default_factory=dict[int, tuple[str, float]])
    stated: Stated = Stated()


@dataclass(frozen=True, slots=True)
class OptionResult:
    """An option counted; ``weighted`` and ``percent`` are None where weights are missing.

    ``rank`` counts from 1, the same for the same result. ``findings`` say where the paper and
    the count differ, in whole sentences.
    """

    title: str
    total: float
    weighted: float | None
    percent: float | None
    rank: int
    missing: tuple[str, ...]
    findings: tuple[str, ...]


def appraise(
    criteria: Sequence[Criterion], options: Sequence[OptionScores], top: float
) -> list[OptionResult]:
    """Count the options; ``top`` is the highest score that a criterion can get.

    The share is that of the highest possible sum, weighted where all criteria have weights.
    """
    weights = [one.weight for one in criteria]
    known = [weight for weight in weights if weight is not None]
    is_weighted = bool(criteria) and len(known) == len(weights)
    most = top * (sum(known) if is_weighted else len(criteria))
    totals = [_total(criteria, option, weighted=False) for option in options]
    weighted = [
        _total(criteria, option, weighted=True) if is_weighted else None for option in options
    ]
    decisive = [
        total if score is None else score for total, score in zip(totals, weighted, strict=True)
    ]
    results: list[OptionResult] = []
    for option, total, score, result in zip(options, totals, weighted, decisive, strict=True):
        percent = round(result / most * 100, _PLACES) if most else None
        rank = 1 + sum(other > result for other in decisive)
        counted = OptionResult(option.title, total, score, percent, rank, (), ())
        results.append(
            OptionResult(
                option.title,
                total,
                score,
                percent,
                rank,
                tuple(one.title for one in criteria if one.key not in option.scores),
                tuple(_findings(criteria, option, counted, top)),
            )
        )
    return results


def _total(criteria: Sequence[Criterion], option: OptionScores, *, weighted: bool) -> float:
    total = sum(
        option.scores.get(one.key, 0.0) * ((one.weight or 0.0) if weighted else 1.0)
        for one in criteria
    )
    return round(total, _PLACES)


def _findings(
    criteria: Sequence[Criterion], option: OptionScores, counted: OptionResult, top: float
) -> list[str]:
    found: list[str] = []
    stated, name = option.stated, f"“{option.title}”"
    pairs = (("", stated.total, counted.total), ("weighted ", stated.weighted, counted.weighted))
    for word, printed, number in pairs:
        if printed is not None and number is not None and printed != number:
            found.append(
                f"{name}: the {word}sum is printed as {number_text(printed)}, its scores add to "
                f"{number_text(number)}."
            )
    # Shares of weighted sums cannot be held against scores whose weights are not printed.
    percent = counted.percent if counted.weighted is not None or stated.weighted is None else None
    printed = stated.percent
    if printed is not None and percent is not None and abs(printed - percent) > _HALF:
        found.append(
            f"{name}: {number_text(printed)}% is printed, the scores make "
            f"{number_text(round(percent, 1))}%."
        )
    if stated.rank is not None and stated.rank != counted.rank:
        found.append(
            f"{name}: place {number_text(stated.rank)} is printed, the scores make {counted.rank}."
        )
    for one in criteria:
        score, said = option.scores.get(one.key), option.words.get(one.key)
        if score is not None and said is not None and said[1] != score:
            found.append(
                f"{name}, “{one.title}”: the score is {number_text(score)}, the word “{said[0]}” "
                f"stands for {number_text(said[1])}."
            )
        if score is not None and not 0 <= score <= top:
            found.append(
                f"{name}, “{one.title}”: a score of {number_text(score)} is beyond the scale, "
                f"which ends at {number_text(top)}."
            )
    return found
