"""What reports print of risks and recommendations."""

from __future__ import annotations

from plandesk.models import risk_matrix
from plandesk.models.register_types import RegisterKind, RiskScale
from plandesk.models.risk_matrix import Movement, matrix
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
from plandesk.services.queries.registers.rows import EntryRow
from plandesk.services.queries.registers.source import Source, lines, linked
from plandesk.services.queries.registers.tables import (
    RecommendationRow,
    RiskRow,
    recommendation_table,
    risk_table,
)

_NOBODY = "Other recommendations"


def risk_register_of(source: Source) -> RiskRegister:
    """Return the risks with their scores now and at the period before, the worst first."""
    table = risk_table(source.session, source.plan_id, source.period_id)
    since = source.facts.previous.label if source.facts.previous else ""
    risks = tuple(_risk(source, table.kind, row) for row in table.rows)
    return RiskRegister(risks, _scales(table.kind.risk), since)


def _scales(scale: RiskScale | None) -> RiskScales:
    if scale is None:
        return RiskScales((), (), ())
    rows = list(reversed(matrix(scale)))
    return RiskScales(
        tuple(choice.word for choice in scale.likelihood),
        tuple(choice.word for choice in scale.impact),
        tuple(tuple(cell.band for cell in row) for row in rows),
    )


def _risk(source: Source, kind: RegisterKind, row: RiskRow) -> Risk:
    entry = row.entry
    printed = entry.text(kind, "measures_text")
    counters = tuple(_counter(source, kind, part) for part in row.counter_measures)
    effects = (entry.text(kind, "effect"), entry.text(kind, "description"))
    return Risk(
        ref=entry.ref,
        description=entry.title,
        cause=entry.text(kind, "cause"),
        effect="\n".join(filter(None, effects)),
        owner=source.people(entry, "owner"),
        inherent=_score(kind, row.before),
        residual=_score(kind, row.now),
        previous=_score(kind, row.previous) if row.previous else None,
        is_new=bool(source.facts.previous) and row.movement is Movement.NEW,
        closed=row.ended,
        counters=counters or ((CounterMeasure(printed),) if printed else ()),
        review=f"{entry.due} (late)" if row.review_late else entry.due,
        links=linked(entry),
    )


def _counter(source: Source, kind: RegisterKind, part: EntryRow) -> CounterMeasure:
    of = kind.part(part.kind)
    state = part.text(of, "state") if of else ""
    return CounterMeasure(part.title, state, source.people(part, "owner"), part.due)


def _score(kind: RegisterKind, found: risk_matrix.RiskScore) -> RiskScore | None:
    scale = kind.risk
    if scale is None or found.score is None or not found.likelihood or not found.impact:
        return None
    places = (
        1 + scale.likelihood.index(found.likelihood),
        1 + scale.impact.index(found.impact),
    )
    return RiskScore(*places, found.score, found.band)


def recommendations_of(source: Source) -> RecommendationTracker:
    """Return the recommendations by where they come from, with the history of their status."""
    kind = source.kind("recommendations")
    titles: dict[str, list[Recommendation]] = {}
    for row in recommendation_table(source.session, source.plan_id, source.period_id):
        entry = row.entry
        title = entry.text(kind, "source") or ", ".join(entry.sources) or _NOBODY
        titles.setdefault(title, []).append(
            _recommendation(source, row, entry.text(kind, "answer"))
        )
    return RecommendationTracker(
        tuple(
            RecommendationSource(title, tuple(sorted(rows, key=lambda one: ref_key(one.ref))))
            for title, rows in titles.items()
        )
    )


def _recommendation(source: Source, row: RecommendationRow, answer: str) -> Recommendation:
    entry = row.entry
    history = tuple(
        StatusEntry(one.period, one.status.word if one.status else one.text, one.note)
        for one in row.history
    )
    said = (StatusEntry("Our answer", answer),) if answer else ()
    return Recommendation(
        ref=entry.ref,
        text=entry.title,
        owner=source.people(entry, "owner"),
        due=entry.due,
        status=history[-1].status if history else "",
        closed=row.ended,
        overdue=row.overdue and not entry.due_ongoing,
        history=(*said, *history),
        evidence=lines(entry.fields.get("evidence")),
        links=(*linked(entry), *lines(entry.fields.get("see_also"))),
    )
