"""Refresh reviews for a screen: progress, one action at a time, the summary, the spotlight."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from plandesk.models.assurance import Question, QuestionKind
from plandesk.models.detail import Link
from plandesk.models.plan import Outcome, Plan, PlanItem
from plandesk.models.review import Review, ReviewAnswer
from plandesk.models.types import Level, LinkKind
from plandesk.services.queries.plan_tree import PlanRow, plan_rows
from plandesk.services.queries.snapshot import in_plan_order

_PHRASES = (
    "The action is still right and its rating is borne out by the facts.",
    "The service carries this on as business as usual; assurance is given by its own board.",
    "The work is finished and has become everyday practice.",
    "The board needs to keep this in sight until it has lasted.",
    "The work is carried on elsewhere and is reported there.",
)


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One review at a glance; ``outcomes`` counts by word, ``rows`` has the ids behind them."""

    id: int
    plan_id: int
    title: str
    scope_text: str
    tests: tuple[str, ...]
    scope: int
    done: int
    outcomes: Mapping[str, int]
    rows: Mapping[str, tuple[int, ...]]
    started_on: dt.date | None
    applied_on: dt.date | None
    applied: bool

    @property
    def progress(self) -> str:
        """Return how far the review is: 57 of 230."""
        return f"{self.done} of {self.scope}"


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """What a review says of one action.

    ``item_id`` is None when the action was taken out of the plan since the review began.
    ``verdicts`` has one entry for each test, empty where it is not answered.
    """

    id: int
    item_id: int | None
    ref: str
    title: str
    verdicts: tuple[str, ...]
    assessment: str
    outcome: str | None
    outcome_word: str
    target: str
    review_on: dt.date | None

    @property
    def is_done(self) -> bool:
        """Tell whether the action has an outcome."""
        return self.outcome is not None


@dataclass(frozen=True, slots=True)
class ReviewSummary:
    """What applying a review would do: by outcome word, the refs and ids of the actions."""

    lines: tuple[tuple[str, tuple[str, ...], tuple[int, ...]], ...]
    blank: tuple[str, ...]
    closing: int
    staying: int


@dataclass(frozen=True, slots=True)
class SpotlightRow:
    """A closed action that the board may recall, with the last time that it was."""

    row: PlanRow
    closed_on: dt.date | None
    recalled_on: dt.date | None
    reason: str
    answer: str
    is_waiting: bool


def reviews(session: Session, plan_id: int | None = None) -> list[ReviewRow]:
    """Return the reviews of the file or of one plan, oldest first."""
    words = _words(session)
    ids = _ids(session)
    statement = select(Review).order_by(Review.id)
    if plan_id is not None:
        statement = statement.where(Review.plan_id == plan_id)
    return [_review_row(review, words, ids) for review in session.scalars(statement)]


def _review_row(
    review: Review, words: Mapping[tuple[int, str], str], ids: Mapping[str, int]
) -> ReviewRow:
    rows: dict[str, tuple[int, ...]] = {}
    counts: dict[str, int] = {}
    for answer in review.answers:
        if answer.outcome is None:
            continue
        word = words.get((review.plan_id, answer.outcome), answer.outcome)
        counts[word] = counts.get(word, 0) + 1
        item_id = ids.get(answer.item_uid)
        rows[word] = rows.get(word, ()) + (() if item_id is None else (item_id,))
    return ReviewRow(
        id=review.id,
        plan_id=review.plan_id,
        title=review.title,
        scope_text=review.scope,
        tests=tuple(review.tests),
        scope=len(review.answers),
        done=sum(counts.values()),
        outcomes=counts,
        rows=rows,
        started_on=review.started_on,
        applied_on=review.applied_on,
        applied=review.applied,
    )


def review_answers(session: Session, review_id: int) -> list[AnswerRow]:
    """Return what a review says of each action, in the order in which they are looked at."""
    review = session.get_one(Review, review_id)
    words = _words(session)
    items = {
        row.uid: row
        for row in session.execute(
            select(PlanItem.uid, PlanItem.id, PlanItem.ref, PlanItem.title).where(
                PlanItem.plan_id == review.plan_id
            )
        )
    }
    found: list[AnswerRow] = []
    for answer in review.answers:
        item = items.get(answer.item_uid)
        found.append(
            AnswerRow(
                answer.id,
                item.id if item else None,
                item.ref if item else "",
                item.title if item else "",
                _verdicts(review, answer),
                answer.assessment,
                answer.outcome,
                words.get((review.plan_id, answer.outcome or ""), answer.outcome or ""),
                answer.target,
                answer.review_on,
            )
        )
    return found


def review_summary(session: Session, review_id: int) -> ReviewSummary:
    """Return what applying a review would do, by outcome in the plan's order."""
    review = session.get_one(Review, review_id)
    outcomes = session.scalars(
        select(Outcome).where(Outcome.plan_id == review.plan_id).order_by(Outcome.position)
    ).all()
    answers = [row for row in review_answers(session, review_id) if row.item_id is not None]
    lines: list[tuple[str, tuple[str, ...], tuple[int, ...]]] = []
    for outcome in outcomes:
        mine = [row for row in answers if row.outcome == outcome.code]
        if mine:
            refs = tuple(row.ref for row in mine)
            lines.append((outcome.word, refs, tuple(row.item_id or 0 for row in mine)))
    closes = {outcome.code for outcome in outcomes if outcome.closes}
    return ReviewSummary(
        tuple(lines),
        tuple(row.ref for row in answers if row.outcome is None),
        sum(row.outcome in closes for row in answers),
        sum(row.is_done and row.outcome not in closes for row in answers),
    )


def phrases(session: Session, plan_id: int) -> tuple[str, ...]:
    """Return the phrases that an assessment may begin with: the plan's own, or the usual ones."""
    said = session.get_one(Plan, plan_id).settings.get("phrases")
    return tuple(said) if said else _PHRASES


def review_tests(session: Session, plan_id: int) -> tuple[str, ...]:
    """Return the tests that a plan's reviews begin with."""
    return tuple(session.get_one(Plan, plan_id).settings.get("review_tests") or ())


def spotlight(session: Session, plan_id: int | None = None) -> list[SpotlightRow]:
    """Return the closed actions that the board may recall (paper 004, 4.12), in plan order."""
    rows = [
        row
        for row in in_plan_order(plan_rows(session, None))
        if row.level is Level.ACTION and row.closed and plan_id in (None, row.plan_id)
    ]
    around = {
        row.id: row
        for row in session.execute(select(PlanItem.id, PlanItem.uid, PlanItem.outcome_on))
    }
    recalls: dict[str, Question] = {}
    statement = select(Question).where(Question.kind == QuestionKind.RECALL.value)
    for question in session.scalars(statement.order_by(Question.id)):
        recalls[question.item_uid] = question
    found: list[SpotlightRow] = []
    for row in rows:
        recall = recalls.get(around[row.id].uid)
        found.append(
            SpotlightRow(
                row,
                around[row.id].outcome_on,
                recall.asked_on if recall else None,
                recall.text if recall else "",
                recall.answer if recall else "",
                recall is not None and recall.is_open,
            )
        )
    return found


def carried_from(session: Session, item_id: int) -> int | None:
    """Return the plan item of the earlier plan that this one carries on, None for a new one."""
    statement = select(Link.target_id).where(
        Link.source_id == item_id, Link.kind == LinkKind.SUPERSEDES.value
    )
    return session.scalar(statement.order_by(Link.id))


def _verdicts(review: Review, answer: ReviewAnswer) -> tuple[str, ...]:
    said: dict[str, str] = dict(answer.verdicts)
    return tuple(said.get(str(number), "") for number in range(1, len(review.tests) + 1))


def _words(session: Session) -> dict[tuple[int, str], str]:
    rows = session.execute(select(Outcome.plan_id, Outcome.code, Outcome.word))
    return {(row.plan_id, row.code): row.word for row in rows}


def _ids(session: Session) -> dict[str, int]:
    return {row.uid: row.id for row in session.execute(select(PlanItem.uid, PlanItem.id))}
