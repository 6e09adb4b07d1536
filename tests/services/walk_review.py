"""How the random walk makes up the ops of periods, assurance and reviews."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select
from walk_core import GENERATORS, World
from walk_oracle import some_day

from plandesk.models.assurance import AcceptedFinding, Question
from plandesk.models.meeting import Meeting
from plandesk.models.period import Period
from plandesk.models.plan import PlanItem
from plandesk.models.rating_rules import RatingRules
from plandesk.models.review import Review, ReviewAnswer
from plandesk.models.types import Level
from plandesk.services.ops.assurance import (
    AcceptFinding,
    AnswerQuestion,
    AskQuestion,
    RecallAction,
    SetRatingRules,
    SetStated,
    SwitchCheck,
    WithdrawAcceptance,
)
from plandesk.services.ops.periods import AddMeeting, ClosePeriod, RemoveMeeting, SetBody
from plandesk.services.ops.review import (
    AnswerReview,
    ApplyReview,
    CarryForward,
    RemoveReview,
    ReviewScope,
    SetPhrases,
    SetReviewTests,
    StartReview,
)

VERDICTS = ("yes", "no", "unsure", "", "perhaps")
BODIES = ("Improvement Board", "Scrutiny Committee", "  ")
CODES = ("not-rated", "unknown-ref", "declared-not-listed", "overdue-but-green", "no-such-rule")


def one(world: World, statement) -> int:
    found = world.all(statement)
    return world.dice.choice(found) if found else 0


def day(world: World) -> dt.date:
    return some_day(world.dice.randint(0, 700))


def recall(world: World) -> RecallAction:
    closed = one(world, select(PlanItem.id).where(PlanItem.outcome == "completed"))
    return RecallAction(closed or world.id(), world.words(), reopen=world.dice.random() < 0.5)


def reviewing(world: World) -> tuple[int, tuple[int, ...]]:
    """A review that is not applied, as a rule, and some of its actions."""
    review = one(world, select(Review.id).where(Review.applied.is_(False)))
    uids = select(ReviewAnswer.item_uid).where(ReviewAnswer.review_id == review)
    known = world.all(select(PlanItem.id).where(PlanItem.uid.in_(uids)))
    picked = world.dice.sample(known, min(len(known), world.dice.randint(1, 40)))
    return review, tuple(picked)


def answer(world: World) -> AnswerReview:
    review, ids = reviewing(world)
    code = world.dice.choice(("bau", "completed", "remain-open", "duplicate", "", None))
    # A review with one duplicate of nothing cannot be applied, and the walk would never apply one.
    target = "A2.3" if code == "duplicate" else world.dice.choice((None, "Another programme"))
    return AnswerReview(
        review,
        ids,
        {world.dice.choice((1, 1, 2, 9)): world.dice.choice(VERDICTS)},
        world.dice.choice((None, world.words())),
        code,
        target,
        day(world),
    )


GENERATORS.update(
    {
        AcceptFinding: lambda w: AcceptFinding(
            w.dice.choice(CODES), "", w.words(), who="A. Officer", on=day(w)
        ),
        WithdrawAcceptance: lambda w: WithdrawAcceptance(one(w, select(AcceptedFinding.id))),
        AskQuestion: lambda w: AskQuestion(w.id(), w.words(), w.period() or None, day(w)),
        AnswerQuestion: lambda w: AnswerQuestion(one(w, select(Question.id)), w.words(), day(w)),
        RecallAction: recall,
        SetRatingRules: lambda w: SetRatingRules(
            w.plan(), RatingRules(done_earned=w.dice.random() < 0.3, done_evidence=False)
        ),
        SwitchCheck: lambda w: SwitchCheck(w.plan(), w.dice.choice(CODES), w.dice.random() < 0.5),
        SetStated: lambda w: SetStated(
            w.plan(), ({"kind": "total", "level": 3, "number": w.dice.randint(1, 300)},)
        ),
        SetBody: lambda w: SetBody(
            w.dice.choice(BODIES), w.dice.randint(-1, 3), w.dice.randint(0, 5), w.words()
        ),
        AddMeeting: lambda w: AddMeeting(
            w.dice.choice(BODIES), day(w), w.dice.choice([None, one(w, select(Period.id))])
        ),
        # Most periods of the walk are hardly rated, so that only an accepted checklist closes them.
        ClosePeriod: lambda w: ClosePeriod(
            w.period(), w.words(), w.dice.choice(("", "Agreed with the chair."))
        ),
        StartReview: lambda w: StartReview(
            w.plan(),
            w.words(),
            w.dice.choice(((), w.ids(3, Level.PROJECT))),
            on=day(w),
            scope=w.dice.choice(
                (ReviewScope(), ReviewScope((Level.PROJECT, Level.ACTION), with_closed=True))
            ),
        ),
        AnswerReview: answer,
        ApplyReview: lambda w: ApplyReview(
            reviewing(w)[0], day(w), only_done=w.dice.random() < 0.8
        ),
        # Seldom, or no review would live long enough to be answered and applied.
        RemoveReview: lambda w: RemoveReview(reviewing(w)[0] if w.dice.random() < 0.3 else 0),
        SetReviewTests: lambda w: SetReviewTests(w.plan(), (w.words(), "Is it still right?")),
        SetPhrases: lambda w: SetPhrases(w.plan(), (w.words(), w.words())),
        CarryForward: lambda w: CarryForward(w.plan(), w.words()),
        RemoveMeeting: lambda w: RemoveMeeting(one(w, select(Meeting.id))),
    }
)
