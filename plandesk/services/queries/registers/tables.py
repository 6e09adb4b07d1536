"""Risks, recommendations, appraisals, work programmes and equality returns as tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from plandesk.models.clear_days import CLEAR_DAYS, clear_days_before
from plandesk.models.meeting import Body
from plandesk.models.options import (
    Criterion,
    OptionResult,
    OptionScores,
    Stated,
    appraise,
)
from plandesk.models.plan import Tag
from plandesk.models.register_types import Choice, RegisterKind, ValueSpec
from plandesk.models.risk_matrix import Movement, RiskScore, movement, risk_score
from plandesk.models.timeframes.reading import read_timeframe
from plandesk.models.types import TagKind
from plandesk.services.calendar import bank_holidays
from plandesk.services.queries.plan_tree import PeriodRow, current_period, period_before, periods
from plandesk.services.queries.registers.rows import (
    EntryRow,
    RegisterFilter,
    ValueRow,
    entry_detail,
    part_rows,
    register_rows,
    values_of,
)
from plandesk.services.registers.kinds import kind_of

_USUAL_TOP = 5.0


@dataclass(frozen=True, slots=True)
class RiskRow:
    """One risk as of a period: before counter measures, now, and at the period before."""

    entry: EntryRow
    before: RiskScore
    now: RiskScore
    previous: RiskScore | None
    movement: Movement
    counter_measures: tuple[EntryRow, ...]
    ended: bool
    review_late: bool


@dataclass(frozen=True, slots=True)
class RiskTable:
    """The risks, gravest first; ``cells`` are those that go on, by (likelihood, impact) code."""

    kind: RegisterKind
    rows: tuple[RiskRow, ...]
    cells: Mapping[tuple[str, str], tuple[RiskRow, ...]]


def risk_table(
    session: Session, plan_id: int | None = None, period_id: int | None = None
) -> RiskTable:
    """Return the risks as they stood at a period, the current one when none is given.

    An assessment counts until the next one.
    """
    kind = kind_of(session, "risks", plan_id)
    shown, before = _periods(session, period_id)
    entries = register_rows(session, "risks", RegisterFilter(plan_id=plan_id))
    parts = part_rows(session, [row.id for row in entries])
    values = values_of(session, [row.id for row in entries])
    rows = [
        _risk(kind, row, values.get(row.id, ()), tuple(parts.get(row.id, ())), (shown, before))
        for row in entries
    ]
    rows.sort(key=lambda row: (row.ended, -(row.now.score or 0.0)))
    cells: dict[tuple[str, str], tuple[RiskRow, ...]] = {}
    for row in rows:
        if row.now.likelihood and row.now.impact and not row.ended:
            place = (row.now.likelihood.code, row.now.impact.code)
            cells[place] = (*cells.get(place, ()), row)
    return RiskTable(kind, tuple(rows), cells)


def _periods(session: Session, period_id: int | None) -> tuple[PeriodRow | None, PeriodRow | None]:
    known = periods(session)
    shown = next((row for row in known if row.id == period_id), None)
    shown = shown or current_period(session)
    return shown, period_before(known, shown.id if shown else None)


def _risk(
    kind: RegisterKind,
    row: EntryRow,
    values: Sequence[ValueRow],
    parts: tuple[EntryRow, ...],
    shown: tuple[PeriodRow | None, PeriodRow | None],
) -> RiskRow:
    day = shown[0].as_at if shown[0] else None
    now = _score(kind, values, "after", day)
    earlier = _score(kind, values, "after", shown[1].as_at) if shown[1] else None
    ended = row.has_ended(kind)
    return RiskRow(
        entry=row,
        before=_score(kind, values, "before", day),
        now=now,
        previous=earlier,
        movement=movement(earlier, now, existed=earlier is not None and earlier.score is not None),
        counter_measures=parts,
        ended=ended,
        review_late=bool(day and row.due_latest and row.due_latest < day and not ended),
    )


def _score(
    kind: RegisterKind, values: Sequence[ValueRow], when: str, day: dt.date | None
) -> RiskScore:
    if kind.risk is None:
        return RiskScore()
    likelihood, impact = (
        last_value(values, f"{name}-{when}", day) for name in ("likelihood", "impact")
    )
    return risk_score(
        kind.risk, likelihood.text if likelihood else None, impact.text if impact else None
    )


def last_value(values: Sequence[ValueRow], key: str, day: dt.date | None) -> ValueRow | None:
    """Return the last value of a kind that was known on a day; one without a day always is."""
    known = [
        one
        for one in values
        if one.key == key and (day is None or one.as_at is None or one.as_at <= day)
    ]
    dated = [one for one in known if one.as_at is not None]
    return (dated or known or [None])[-1]


@dataclass(frozen=True, slots=True)
class StatusRow:
    """One status of a recommendation: when, what, and what was said."""

    period: str
    as_at: dt.date | None
    status: Choice | None
    text: str
    note: str


@dataclass(frozen=True, slots=True)
class RecommendationRow:
    """One recommendation with its status as of a period, and how it came there."""

    entry: EntryRow
    status: StatusRow | None
    history: tuple[StatusRow, ...]
    ended: bool
    overdue: bool


def recommendation_table(
    session: Session, plan_id: int | None = None, period_id: int | None = None
) -> list[RecommendationRow]:
    """Return the recommendations as of a period, in the order of the register."""
    kind = kind_of(session, "recommendations", plan_id)
    spec = kind.value("status")
    shown, _ = _periods(session, period_id)
    day = shown.as_at if shown else None
    entries = register_rows(session, "recommendations", RegisterFilter(plan_id=plan_id))
    values = values_of(session, [row.id for row in entries])
    return [_recommendation(row, values.get(row.id, ()), spec, day) for row in entries]


def _recommendation(
    row: EntryRow, values: Sequence[ValueRow], spec: ValueSpec | None, day: dt.date | None
) -> RecommendationRow:
    found = [one for one in values if one.key == "status"]
    history = tuple(
        StatusRow(
            one.period,
            one.as_at,
            spec.as_field().choice(one.text) if spec else None,
            one.text,
            one.note,
        )
        for one in found
        if day is None or one.as_at is None or one.as_at <= day
    )
    status = history[-1] if history else None
    ended = bool(status and status.status and status.status.ends)
    late = bool(day and row.due_latest and row.due_latest < day and not ended)
    return RecommendationRow(row, status, history, ended, late)


@dataclass(frozen=True, slots=True)
class AppraisalTable:
    """One options appraisal counted; ``scores`` are the values by (option, criterion)."""

    entry: EntryRow
    criteria: tuple[EntryRow, ...]
    options: tuple[EntryRow, ...]
    scores: Mapping[tuple[int, int], ValueRow]
    words: Mapping[tuple[int, int], str]
    results: tuple[OptionResult, ...]


def options_table(session: Session, entry_id: int) -> AppraisalTable:
    """Return an appraisal with its sums, and where they differ from what is printed."""
    detail = entry_detail(session, entry_id)
    if detail is None:
        raise LookupError(entry_id)
    criteria, options = detail.parts_of("criterion"), detail.parts_of("option")
    kind = detail.kind.part("option")
    spec = kind.value("label") if kind else None
    scores: dict[tuple[int, int], ValueRow] = {}
    words: dict[tuple[int, int], Choice] = {}
    for option in options:
        for value in detail.values.get(option.id, ()):
            place = (option.id, value.about_id or 0)
            choice = spec.as_field().choice(value.text) if spec else None
            if value.key == "score" and value.number is not None:
                scores[place] = value
            elif value.key == "label" and choice is not None:
                words[place] = choice
    numbers = [choice.number for choice in spec.choices if choice.number] if spec else []
    results = appraise(
        [Criterion(row.id, row.title, _number(row, "weight")) for row in criteria],
        [_scores(option, scores, words) for option in options],
        max(numbers, default=_USUAL_TOP),
    )
    said = {place: choice.word for place, choice in words.items()}
    return AppraisalTable(detail.row, tuple(criteria), tuple(options), scores, said, tuple(results))


def _number(row: EntryRow, key: str) -> float | None:
    found = row.fields.get(key)
    return float(found) if isinstance(found, int | float) else None


def _scores(
    option: EntryRow,
    scores: Mapping[tuple[int, int], ValueRow],
    words: Mapping[tuple[int, int], Choice],
) -> OptionScores:
    names = ("stated_sum", "stated_weighted", "stated_percent", "stated_rank")
    return OptionScores(
        option.title,
        {one[1]: row.number or 0.0 for one, row in scores.items() if one[0] == option.id},
        {
            one[1]: (choice.word, choice.number)
            for one, choice in words.items()
            if one[0] == option.id and choice.number is not None
        },
        Stated(*(_number(option, name) for name in names)),
    )


@dataclass(frozen=True, slots=True)
class ProgrammeMeeting:
    """One meeting of a body: its agenda items, and the last day to send its papers out.

    ``send_out`` follows from the clear days of the body; ``stated`` is the day that is printed.
    """

    entry: EntryRow
    on: dt.date | None
    send_out: dt.date | None
    stated: dt.date | None
    agenda: tuple[EntryRow, ...]

    @property
    def is_late(self) -> bool:
        """Tell whether the printed day leaves too few clear days."""
        return bool(self.send_out and self.stated and self.stated > self.send_out)


def work_programme(session: Session, body: str = "") -> list[ProgrammeMeeting]:
    """Return the meetings of one body or of all, by date; those without one come last."""
    entries = register_rows(session, "work-programme")
    own = {row.name.casefold(): row.clear_days for row in session.scalars(select(Body))}
    parts = part_rows(session, [row.id for row in entries])
    meetings: list[ProgrammeMeeting] = []
    for row in entries:
        if body and row.title.casefold() != body.casefold():
            continue
        stated = read_timeframe(str(row.fields.get("send_out") or ""), reference=row.due_latest)
        meetings.append(
            ProgrammeMeeting(
                row,
                row.due_latest,
                send_out_day(row, own.get(row.title.casefold())),
                stated.latest,
                tuple(parts.get(row.id, ())),
            )
        )
    return sorted(meetings, key=lambda one: (one.on is None, one.on or dt.date.max))


def send_out_day(row: EntryRow, clear_days: int | None = None) -> dt.date | None:
    """Return the last day on which the papers of a meeting may go out, None without a date."""
    if row.due_latest is None:
        return None
    said = row.fields.get("clear_days")
    usual = CLEAR_DAYS["England"] if clear_days is None else clear_days
    days = int(said) if isinstance(said, int | float) else usual
    return clear_days_before(row.due_latest, days, bank_holidays())


@dataclass(frozen=True, slots=True)
class EqualityRow:
    """One topic of an equality return; ``answers`` are words by protected characteristic."""

    entry: EntryRow
    answers: Mapping[str, str]

    def missing(self, characteristics: Sequence[str]) -> tuple[str, ...]:
        """Return the characteristics that nothing is said of."""
        return tuple(name for name in characteristics if name not in self.answers)


def equality_table(
    session: Session, plan_id: int | None = None
) -> tuple[tuple[str, ...], list[EqualityRow]]:
    """Return the protected characteristics, and the topics with an answer for each."""
    kind = kind_of(session, "equality", plan_id)
    spec = kind.value("breakdown")
    entries = register_rows(session, "equality", RegisterFilter(plan_id=plan_id))
    values = values_of(session, [row.id for row in entries])
    rows: list[EqualityRow] = []
    for row in entries:
        answers: dict[str, str] = {}
        for one in values.get(row.id, ()):
            if one.key != "breakdown":
                continue
            choice = spec.as_field().choice(one.text) if spec else None
            answers[one.area] = choice.word if choice else one.text
        rows.append(EqualityRow(row, answers))
    names = dict.fromkeys([*(spec.areas if spec else ()), *(a for r in rows for a in r.answers)])
    return tuple(names), rows


def protected_characteristics(session: Session, plan_id: int | None = None) -> tuple[str, ...]:
    """Return the characteristics that can be named: those of equality, then what is in use."""
    spec = kind_of(session, "equality", plan_id).value("breakdown")
    query = select(Tag.name).where(Tag.kind == TagKind.CHARACTERISTIC.value).order_by(Tag.name)
    used = session.scalars(query)
    return tuple(dict.fromkeys([*(spec.areas if spec else ()), *used]))
