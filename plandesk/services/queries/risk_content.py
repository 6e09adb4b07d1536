"""What reports print of risks and recommendations."""

from __future__ import annotations

from collections.abc import Sequence

from plandesk.models.register_types import Choice, RiskScale
from plandesk.models.risk_matrix import matrix, risk_score
from plandesk.models.types import ref_key
from plandesk.reports.register_content import (
    CounterMeasure,
    Recommendation,
    RecommendationSource,
    RecommendationTracker,
    Risk,
    RiskRegister,
    RiskScales,
    RiskScore,
    StatusEntry,
)
from plandesk.services.queries.register_rows import EntryRow, ValueRow
from plandesk.services.queries.register_source import (
    Register,
    Source,
    choice_word,
    lines,
    linked,
)

_NOBODY = "Other recommendations"


def risk_register_of(source: Source) -> RiskRegister:
    """Return the risks with their scores now and at the period before, the worst first."""
    register = source.register("risks")
    scale = register.kind.risk
    risks = [_risk(source, register, row) for row in register.rows]
    risks.sort(key=lambda risk: (risk.closed, -(risk.score.total if risk.score else 0.0)))
    since = source.facts.previous.label if source.facts.previous else ""
    return RiskRegister(tuple(risks), _scales(scale), since)


def _scales(scale: RiskScale | None) -> RiskScales:
    if scale is None:
        return RiskScales((), (), ())
    rows = list(reversed(matrix(scale)))
    return RiskScales(
        tuple(choice.word for choice in scale.likelihood),
        tuple(choice.word for choice in scale.impact),
        tuple(tuple(cell.band for cell in row) for row in rows),
    )


def _risk(source: Source, register: Register, row: EntryRow) -> Risk:
    scale = register.kind.risk
    printed = register.word(row, "measures_text")
    counters = tuple(
        CounterMeasure(part.title, _state(register, part), source.people(part, "owner"), part.due)
        for part in register.parts_of(row, "counter-measure")
    )
    after = _values(register, row, "after")
    previous = _at(after, source, earlier=True)
    now = _at(after, source)
    return Risk(
        ref=row.ref,
        description=row.title,
        cause=register.word(row, "cause"),
        effect=register.word(row, "effect") or register.word(row, "description"),
        owner=source.people(row, "owner"),
        inherent=_score(scale, _at(_values(register, row, "before"), source)),
        residual=_score(scale, now),
        previous=_score(scale, previous) if source.facts.previous else None,
        is_new=bool(source.facts.previous) and now != (None, None) and previous == (None, None),
        closed=row.has_ended(register.kind),
        counters=counters or ((CounterMeasure(printed),) if printed else ()),
        review=row.due,
        links=linked(row),
    )


def _state(register: Register, part: EntryRow) -> str:
    kind = register.kind.part(part.kind)
    return part.text(kind, "state") if kind else ""


Pair = tuple[ValueRow | None, ValueRow | None]
_Values = tuple[list[ValueRow], list[ValueRow]]


def _values(register: Register, row: EntryRow, when: str) -> _Values:
    return (
        register.values_of(row, f"likelihood-{when}"),
        register.values_of(row, f"impact-{when}"),
    )


def _at(values: _Values, source: Source, *, earlier: bool = False) -> Pair:
    """Return likelihood and impact as last known, or as they were at the period before."""
    likelihood, impact = (_last(found, source, earlier=earlier) for found in values)
    return likelihood, impact


def _last(values: Sequence[ValueRow], source: Source, *, earlier: bool) -> ValueRow | None:
    if not earlier:
        return values[-1] if values else None
    before = source.facts.previous
    known = [
        one for one in values if before and one.as_at is not None and one.as_at <= before.as_at
    ]
    return known[-1] if known else None


def _score(scale: RiskScale | None, pair: Pair) -> RiskScore | None:
    likelihood, impact = pair
    if scale is None or likelihood is None or impact is None:
        return None
    found = risk_score(scale, likelihood.text, impact.text)
    if found.score is None or found.likelihood is None or found.impact is None:
        return None
    return RiskScore(
        _place(scale.likelihood, found.likelihood),
        _place(scale.impact, found.impact),
        found.score,
        found.band,
    )


def _place(choices: Sequence[Choice], choice: Choice) -> int:
    return 1 + choices.index(choice)


def recommendations_of(source: Source) -> RecommendationTracker:
    """Return the recommendations by where they come from, with the history of their status."""
    register = source.register("recommendations")
    titles: dict[str, list[Recommendation]] = {}
    for row in register.rows:
        title = register.word(row, "source") or ", ".join(row.sources) or _NOBODY
        titles.setdefault(title, []).append(_recommendation(source, register, row))
    return RecommendationTracker(
        tuple(
            RecommendationSource(title, tuple(sorted(rows, key=lambda one: ref_key(one.ref))))
            for title, rows in titles.items()
        )
    )


def _recommendation(source: Source, register: Register, row: EntryRow) -> Recommendation:
    spec = register.kind.value("status")
    found = register.values_of(row, "status")
    history = tuple(StatusEntry(one.period, choice_word(spec, one.text), one.note) for one in found)
    last = spec.as_field().choice(found[-1].text) if spec and found else None
    closed = last is not None and last.ends
    as_at = source.facts.period.as_at if source.facts.period else None
    late = as_at is not None and row.due_latest is not None and row.due_latest < as_at
    answer = register.word(row, "answer")
    said = (StatusEntry("Our answer", answer),) if answer else ()
    return Recommendation(
        ref=row.ref,
        text=row.title,
        owner=source.people(row, "owner"),
        due=row.due,
        status=history[-1].status if history else "",
        closed=closed,
        overdue=late and not closed and not row.due_ongoing,
        history=(*said, *history),
        evidence=lines(row.fields.get("evidence")),
        links=(*linked(row), *lines(row.fields.get("see_also"))),
    )
