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
        RemoveMeeting: lambda w: RemoveMeeting(one(w, select(Meeting.id))),
    }
)
