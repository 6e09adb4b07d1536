"""How the random walk makes up the everyday ops.

A module ``walk_*.py`` beside this one adds to ``GENERATORS``; each takes the world (what is in
the plan now, and the dice) and returns an op, which may well be one that must be refused.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from walk_oracle import some_day

from plandesk.models.period import Period
from plandesk.models.plan import Plan, PlanItem
from plandesk.models.types import Level, Part, TagKind
from plandesk.services.document import Document
from plandesk.services.new_plan import empty_plan
from plandesk.services.ops.content import AddContent
from plandesk.services.ops.edit import (
    SetDeclared,
    SetDone,
    SetDue,
    SetField,
    SetOutcome,
    SetPeople,
    SetRef,
    SetReportedElsewhere,
    SetTags,
    SetTitle,
)
from plandesk.services.ops.periods import ClosePeriod, OpenPeriod, ReopenPeriod
from plandesk.services.ops.ratings import SetForecast, SetRating, SetUpdateText, UpdateText
from plandesk.services.ops.structure import AddItem, MoveItems, RemoveItems
from plandesk.services.ops.together import Together

WORDS = ("", "Café", "naïve plan", "=SUM(A1)", "A2.3 and A2.10", "línea\nnueva", "<b>&", "x" * 300)
NAMES = ("Head of Service", "Ana Núñez", "Director / Deputy", "O'Neill", "", "Lead officer")
TIMES = ("", "July 2024", "ongoing", "by 31 March 2025", "Q3 2024", "soon", "Spring")


@dataclass(slots=True)
class World:
    """The plan as it stands, and the dice."""

    document: Document
    dice: random.Random

    def all(self, statement: Any) -> list[Any]:
        with self.document.read() as session:
            return list(session.scalars(statement))

    def ids(self, most: int = 5, level: Level | None = None) -> tuple[int, ...]:
        query = select(PlanItem.id)
        known = self.all(query if level is None else query.where(PlanItem.level == int(level)))
        return tuple(self.dice.sample(known, min(len(known), self.dice.randint(1, most))))

    def id(self, level: Level | None = None) -> int:
        found = self.ids(1, level)
        return found[0] if found else 0

    def period(self) -> int:
        found = self.all(select(Period.id).where(Period.state == "open"))
        return self.dice.choice(found) if found else 0

    def plan(self) -> int:
        return self.all(select(Plan.id).order_by(Plan.id))[0]

    def code(self) -> str:
        with self.document.read() as session:
            values = session.get_one(Plan, self.plan()).scale.values
        return self.dice.choice([value.code for value in values])

    def words(self) -> str:
        return self.dice.choice(WORDS) + self.dice.choice(("", " ", "  and more"))

    def names(self) -> tuple[str, ...]:
        return tuple(self.dice.sample(NAMES, self.dice.randint(0, 3)))


Generator = Callable[[World], Any]


def _outcome(world: World) -> SetOutcome:
    with world.document.read() as session:
        codes = [row.code for row in session.get_one(Plan, world.plan()).outcomes]
    return SetOutcome(world.ids(), world.dice.choice([None, *codes]), world.words())


def _set_rating(world: World) -> SetRating:
    level = world.dice.choice((Level.PROJECT, Level.ACTION, Level.ACTION, None))
    return SetRating(
        world.ids(level=level), world.period(), world.dice.choice((None, world.code()))
    )


def _move(world: World) -> MoveItems:
    level = world.dice.choice(tuple(Level))
    moved = world.ids(3, level)
    above = None if level is Level.WORKSTREAM else world.id(Level(level - 1))
    if world.dice.random() < 0.2:
        above = world.id()
    return MoveItems(moved, above, world.dice.choice((None, 0, 1, 2, 50)))


def _add_content(world: World) -> AddContent:
    return AddContent(empty_plan("improvement-plan", f"Plan {world.dice.random()}"))


GENERATORS: dict[type, Generator] = {
    AddContent: _add_content,
    SetTitle: lambda w: SetTitle(w.id(), w.words()),
    SetRef: lambda w: SetRef(w.id(), f"Z{w.dice.randint(1, 40)}"),
    SetDue: lambda w: SetDue(w.ids(), w.dice.choice(TIMES)),
    SetPeople: lambda w: SetPeople(w.ids(), w.dice.choice(tuple(Part)), w.names()),
    SetTags: lambda w: SetTags(w.ids(), w.dice.choice(tuple(TagKind)), w.names()),
    SetDone: lambda w: SetDone(w.ids(level=Level.MILESTONE), w.dice.random() < 0.5),
    SetOutcome: _outcome,
    SetReportedElsewhere: lambda w: SetReportedElsewhere(
        w.id(Level.PROJECT), w.dice.random() < 0.5
    ),
    SetField: lambda w: SetField(
        w.ids(), w.dice.choice(("budget", "staffing")), w.dice.choice((None, "", "10 FTE", 4.5))
    ),
    OpenPeriod: lambda w: OpenPeriod(
        f"Period {w.dice.randint(1, 99)}", some_day(w.dice.randint(200, 360))
    ),
    ClosePeriod: lambda w: ClosePeriod(w.period(), w.words()),
    ReopenPeriod: lambda w: ReopenPeriod(
        w.dice.choice([0, *w.all(select(Period.id).where(Period.state == "closed"))]), w.words()
    ),
    SetRating: _set_rating,
    SetUpdateText: lambda w: SetUpdateText(
        w.id(Level.ACTION), w.period(), w.dice.choice(tuple(UpdateText)), w.words()
    ),
    SetDeclared: lambda w: SetDeclared(
        w.id(Level.PROJECT), w.dice.choice((None, 0, 4, w.dice.randint(1, 30)))
    ),
    SetForecast: lambda w: SetForecast(w.id(Level.ACTION), w.period(), w.dice.choice(TIMES)),
    AddItem: lambda w: AddItem(
        w.plan(), w.dice.choice((None, w.id(), w.id(), w.id())), w.words(), w.dice.choice((None, 0))
    ),
    RemoveItems: lambda w: RemoveItems(w.ids(2)),
    MoveItems: _move,
    Together: lambda w: Together(
        "Change several things",
        tuple(
            GENERATORS[kind](w) for kind in w.dice.sample((SetTitle, SetDue, AddItem, MoveItems), 3)
        ),
    ),
}
