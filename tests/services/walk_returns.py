"""How the random walk makes up the ops on returns."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select
from walk_core import GENERATORS, TIMES, World

from plandesk.excel.returns.keys import row_key
from plandesk.excel.returns.schema import Answers, Field, ReturnRow
from plandesk.models.plan import PlanItem
from plandesk.models.types import Level
from plandesk.services.ops.return_questions import AskAboutReturns, AskedAbout, SettledAnswer
from plandesk.services.ops.returns import (
    ImportReturns,
    IssueReturns,
    NewReturn,
    Receipt,
    TakenChange,
)
from plandesk.services.queries.returns import answers_in


def _new_return(world: World) -> NewReturn:
    uids = world.all(select(PlanItem.uid).where(PlanItem.level == int(Level.ACTION)))
    chosen = world.dice.sample(uids, min(len(uids), 3))
    answers = Answers(world.code(), world.words(), world.dice.choice(TIMES), "", world.words())
    rows = tuple(
        (uid, ReturnRow(row_key(uid), "A1.1", world.words(), issued=answers)) for uid in chosen
    )
    return NewReturn("R-ABCDEF", world.plan(), "Head of Service", "", 1, "a.xlsx", rows)


def _issue(world: World) -> IssueReturns:
    due = world.dice.choice((None, dt.date(2024, 5, 10)))
    returns = tuple(_new_return(world) for _ in range(world.dice.randint(1, 3)))
    return IssueReturns(world.period(), dt.date(2024, 5, 1), due, returns)


def _change(world: World, now: dict[int, Answers], found: int) -> TakenChange:
    name = world.dice.choice(tuple(Field))
    after = world.code() if name is Field.RATING else world.dice.choice((*TIMES, world.words()))
    if world.dice.random() < 0.2:
        after = ""
    return TakenChange(found, name, now.get(found, Answers()).get(name), after.strip(), "a.xlsx")


def _asked(world: World) -> tuple[AskedAbout, ...]:
    return tuple(
        AskedAbout(found, "progress", "R-ABCDEF", "Head of Service", "Soon.", world.words())
        for found in world.ids(2, Level.ACTION)
    )


def _ask(world: World) -> AskAboutReturns:
    return AskAboutReturns(world.period(), _asked(world), "Officer", dt.date(2024, 5, 2))


def _import(world: World) -> ImportReturns:
    period = world.period()
    with world.document.read() as session:
        now = answers_in(session, period)
    level = Level.ACTION if world.dice.random() < 0.9 else None
    changes = tuple(_change(world, now, found) for found in world.ids(6, level))
    receipt = Receipt("R-ABCDEF", "a.xlsx", "0" * 64, 9, len(changes), 0, 3, {"K": {"rating": ""}})
    return ImportReturns(
        period_id=period,
        changes=changes,
        receipts=(receipt,),
        at=dt.datetime(2024, 5, 2, 9, 0),  # noqa: DTZ001
        who="Officer",
        label="return: Head of Service",
        reason=world.dice.choice(("", "Agreed")),
        questions=_asked(world) if world.dice.random() < 0.5 else (),
        settled=tuple(
            SettledAnswer(found, "progress", ("R-ABCDEF",), world.words())
            for found in world.ids(2, Level.ACTION)
        ),
        backup_reason="",
    )


GENERATORS[AskAboutReturns] = _ask
GENERATORS[IssueReturns] = _issue
GENERATORS[ImportReturns] = _import
